//! Backups: a verified copy of the database in one file, and of the documents beside it
//! (`x.db`, `x.documents/`). DESIGN.md section 4: `VACUUM INTO`.
//!
//! A backup gets its name last, after it was opened and checked, so a file with a backup's name is
//! a whole backup. What a crash leaves behind ends in `.part` and is removed by the next one.

mod check;
pub mod daily;
mod documents;
mod own;
mod unfinished;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sqlx::Connection as _;

use crate::{StoreError, Workspace, workspace};
pub(crate) use check::{document_hashes, open_read_only, sound};
pub(crate) use documents::{copy_all, copy_verified, folder_of};
pub(crate) use own::keep_newest;
pub use own::{Kind, OwnBackup};
pub(crate) use unfinished::{Unfinished, part, sweep, sync};

/// What a backup holds, as read from the copy itself.
#[derive(Debug, Clone)]
pub struct Backup {
    /// The database file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// Rows of each table.
    pub rows: BTreeMap<String, i64>,
    /// Files in the folder beside it.
    pub documents: u64,
    /// Documents whose file is missing or damaged in the workspace.
    pub documents_missing: u64,
}

/// Writes a backup of the workspace to `target`, and its documents to the folder beside it.
///
/// # Errors
/// [`StoreError::Exists`] when `target` is there; [`StoreError::DiskFull`] and
/// [`StoreError::ReadOnly`] leave nothing behind; [`StoreError::Busy`] when another process is
/// making or restoring a backup; [`StoreError::Unreadable`] when the workspace itself is damaged.
pub async fn write(workspace: &Workspace, target: &Path) -> Result<Backup, StoreError> {
    let lock = workspace::lock_within(workspace.folder(), "backups", workspace::PATIENCE).await?;
    sweep(&own_folder(workspace))?;
    let backup = write_locked(workspace, target).await;
    drop(lock);
    backup
}

/// As [`write`], by a caller that holds the lock.
pub(crate) async fn write_locked(
    workspace: &Workspace,
    target: &Path,
) -> Result<Backup, StoreError> {
    let documents_target = folder_of(target);
    for path in [target, documents_target.as_path()] {
        if path.exists() {
            return Err(StoreError::Exists {
                path: path.to_owned(),
            });
        }
    }
    let parent = target.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent)
        .map_err(|e| StoreError::io(format!("making {}", parent.display()), e))?;

    let copy = Unfinished::file(part(target))?;
    let copied = workspace.copy_to(copy.path()).await;
    copied.map_err(|e| e.in_workspace(&workspace.database()))?;
    sync(copy.path())?;
    let (rows, hashes) = {
        let mut opened = open_read_only(copy.path()).await?;
        // What is wrong in the copy is wrong in the workspace.
        let checked = sound(&mut opened, copy.path()).await;
        checked.map_err(|e| e.in_workspace(&workspace.database()))?;
        let rows = check::counts(&mut opened).await?;
        let hashes = document_hashes(&mut opened).await?;
        opened.close().await?;
        (rows, hashes)
    };

    let files = workspace.folder().join("documents");
    // Inside the workspace a second name for the same file is enough: documents are never changed.
    let link = target.starts_with(workspace.folder());
    let copied = Unfinished::folder(part(&documents_target))?;
    let to = copied.path().to_owned();
    let (documents, documents_missing) =
        off_thread(move || copy_all(&hashes, &files, &to, link)).await?;
    if documents > 0 {
        copied.finish(&documents_target)?;
    }
    let bytes = std::fs::metadata(copy.path())
        .map_err(|e| StoreError::io(format!("reading {}", copy.path().display()), e))?
        .len();
    copy.finish(target)?;
    Ok(Backup {
        path: target.to_owned(),
        bytes,
        rows,
        documents,
        documents_missing,
    })
}

/// Where a workspace keeps its own backups.
pub fn own_folder(workspace: &Workspace) -> PathBuf {
    workspace.folder().join("backups")
}

/// The backups that a workspace keeps in its own folder, newest first.
///
/// # Errors
/// [`StoreError::Io`] when the folder cannot be read.
pub fn own(workspace: &Workspace) -> Result<Vec<OwnBackup>, StoreError> {
    own::in_folder(&own_folder(workspace))
}

/// A name for a new backup that nothing has yet: `<kind>-20260320T090000Z.db`.
pub fn free_name(folder: &Path, kind: &str, now: DateTime<Utc>) -> PathBuf {
    let stamp = now.format("%Y%m%dT%H%M%SZ");
    (1..=u32::MAX)
        .map(|n| match n {
            1 => folder.join(format!("{kind}-{stamp}.db")),
            n => folder.join(format!("{kind}-{stamp}-{n}.db")),
        })
        .find(|path| !path.exists() && !folder_of(path).exists())
        .unwrap_or_else(|| folder.join(format!("{kind}-{stamp}.db")))
}

/// Runs what reads and writes many files away from the threads that answer commands.
pub(crate) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|e| {
        Err(StoreError::io(
            "working with files",
            std::io::Error::other(e),
        ))
    })
}
