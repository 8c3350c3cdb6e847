//! Files that are not whole yet: they end in `.part`, and go away unless they are finished.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

use crate::StoreError;

/// The name of `target` while it is being written.
pub(crate) fn part(target: &Path) -> PathBuf {
    let mut name: OsString = target.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// A file or folder that is removed when it is dropped before it was finished.
#[derive(Debug)]
pub(crate) struct Unfinished {
    path: PathBuf,
    finished: bool,
}

impl Unfinished {
    /// Makes an empty file. An old one of this name was left by a crash.
    pub(crate) fn file(path: PathBuf) -> Result<Self, StoreError> {
        remove(&path);
        let made = Self {
            path,
            finished: false,
        };
        File::create_new(&made.path)
            .map_err(|e| StoreError::io(format!("making {}", made.path.display()), e))?;
        Ok(made)
    }

    /// Makes an empty folder.
    pub(crate) fn folder(path: PathBuf) -> Result<Self, StoreError> {
        remove(&path);
        let made = Self {
            path,
            finished: false,
        };
        std::fs::create_dir(&made.path)
            .map_err(|e| StoreError::io(format!("making {}", made.path.display()), e))?;
        Ok(made)
    }

    /// Where it is now.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name. From here on it is whole, also after a loss of power.
    pub(crate) fn finish(mut self, target: &Path) -> Result<(), StoreError> {
        sync(&self.path)?;
        std::fs::rename(&self.path, target)
            .map_err(|e| StoreError::io(format!("naming {}", target.display()), e))?;
        self.finished = true;
        // Not every system can sync a folder; the rename itself is done.
        let _ = target.parent().map(sync);
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.finished {
            remove(&self.path);
        }
    }
}

/// Writes a file or folder through to the disk.
pub(crate) fn sync(path: &Path) -> Result<(), StoreError> {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let context = || format!("writing {} to the disk", path.display());
    let file = match File::open(path) {
        Ok(file) => file,
        // Windows opens no folders.
        Err(_) if path.is_dir() => return Ok(()),
        Err(e) => return Err(StoreError::io(context(), e)),
    };
    match file.sync_all() {
        Err(_) if path.is_dir() => Ok(()),
        done => done.map_err(|e| StoreError::io(context(), e)),
    }
}

/// Removes what a crash left in the workspace's own backup folder. The caller holds the lock, so
/// nobody is writing there now.
pub(crate) fn sweep(folder: &Path) -> Result<(), StoreError> {
    let entries = std::fs::read_dir(folder)
        .map_err(|e| StoreError::io(format!("reading {}", folder.display()), e))?;
    for entry in entries.flatten() {
        let name = entry.file_name();
        // SQLite leaves its journal beside a file: `x.part-journal`.
        if name.to_string_lossy().contains(".part") {
            remove(&entry.path());
        }
    }
    Ok(())
}

/// Best effort: what cannot be removed is in nobody's way, and is tried again next time.
fn remove(path: &Path) {
    if path.is_dir() {
        let _ = std::fs::remove_dir_all(path);
    } else {
        let _ = std::fs::remove_file(path);
        for end in ["-journal", "-wal", "-shm"] {
            let mut name: OsString = path.as_os_str().to_owned();
            name.push(end);
            let _ = std::fs::remove_file(PathBuf::from(name));
        }
    }
}
