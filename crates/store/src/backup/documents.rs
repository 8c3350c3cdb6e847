//! The documents of a backup: files named by the SHA-256 of their content.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Unfinished, part};
use crate::StoreError;

/// The documents folder of a backup file: `x.db` has `x.documents`.
pub(crate) fn folder_of(backup: &Path) -> PathBuf {
    backup.with_extension("documents")
}

/// Copies the documents of a workspace, or gives them a second name when `link` is set. Returns
/// how many there are.
pub(super) fn copy_all(from: &Path, to: &Path, link: bool) -> Result<u64, StoreError> {
    let reading = |e| StoreError::io(format!("reading {}", from.display()), e);
    let mut copied = 0;
    for entry in std::fs::read_dir(from).map_err(reading)? {
        let entry = entry.map_err(reading)?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        // Anything that is not named by a hash is a file that is still being written.
        if !is_document(&entry.file_name().to_string_lossy()) {
            continue;
        }
        // A file system without second names gets a copy.
        if !(link && std::fs::hard_link(&source, &target).is_ok()) {
            std::fs::copy(&source, &target)
                .map_err(|e| StoreError::io(format!("copying to {}", target.display()), e))?;
            super::sync(&target)?;
        }
        copied += 1;
    }
    Ok(copied)
}

fn is_document(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Copies one document and checks on the way that its content is what its name says. `false` when
/// the source is missing or damaged; then nothing is left at the target.
pub(crate) fn copy_verified(from: &Path, to: &Path, sha256: &str) -> Result<bool, StoreError> {
    if !is_document(sha256) {
        return Ok(false);
    }
    let Ok(mut source) = File::open(from) else {
        return Ok(false);
    };
    let copy = Unfinished::file(part(to))?;
    let writing = |e| StoreError::io(format!("writing {}", to.display()), e);
    let mut target = File::options()
        .write(true)
        .open(copy.path())
        .map_err(writing)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0u8; 64 * 1024];
    loop {
        let Ok(n) = source.read(&mut buffer) else {
            return Ok(false);
        };
        let Some(chunk) = buffer.get(..n).filter(|chunk| !chunk.is_empty()) else {
            break;
        };
        hash.update(chunk);
        target.write_all(chunk).map_err(writing)?;
    }
    drop(target);
    if hex::encode(hash.finalize()) != sha256 {
        return Ok(false);
    }
    copy.finish(to)?;
    Ok(true)
}
