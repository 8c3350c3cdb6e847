//! The documents of a backup: files named by the SHA-256 of their content.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Unfinished, part};
use crate::StoreError;
use crate::documents::place;

/// The documents folder of a backup file: `x.db` has `x.documents`.
pub(crate) fn folder_of(backup: &Path) -> PathBuf {
    backup.with_extension("documents")
}

/// Copies documents, or gives them a second name when `link` is set. Returns how many there are
/// now, and how many are missing or damaged.
pub(crate) fn copy_all(
    hashes: &[String],
    from: &Path,
    to: &Path,
    link: bool,
) -> Result<(u64, u64), StoreError> {
    let (mut copied, mut missing) = (0, 0);
    for hash in hashes {
        let (source, target) = (place(from, hash), place(to, hash));
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent)
                .map_err(|e| StoreError::io(format!("making {}", parent.display()), e))?;
        }
        // A file system without second names gets a copy.
        if (link && std::fs::hard_link(&source, &target).is_ok())
            || copy_verified(&source, &target, hash)?
        {
            copied += 1;
        } else {
            tracing::warn!("a document is missing or damaged");
            missing += 1;
        }
    }
    Ok((copied, missing))
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
