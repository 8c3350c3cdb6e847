//! Putting a backup in the place of the present workspace.
//!
//! The rows are copied into the live file inside one transaction rather than by exchanging files:
//! other processes that have the workspace open go on with valid connections and see either
//! everything of the backup or nothing, and a crash half-way changes nothing.

mod replace;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};

use crate::backup::{
    self, Unfinished, copy_all, document_hashes, folder_of, off_thread, open_read_only, sound,
};
use crate::{ChangeOrigin, StoreError, Workspace, documents, workspace};

/// How many copies of a workspace as it was before a restore are kept.
pub const COPIES_KEPT: usize = 3;

/// What a restore did.
#[derive(Debug, Clone)]
pub struct Restored {
    /// The database file that was restored.
    pub from: PathBuf,
    /// A backup of the workspace as it was before.
    pub safety_copy: PathBuf,
    /// Rows of each table now.
    pub rows: BTreeMap<String, i64>,
    /// Document files that were copied; the others were there already.
    pub documents: u64,
    /// Documents of the backup whose file is neither in it nor in the workspace.
    pub documents_missing: u64,
}

/// Replaces the content of the workspace by a backup: a file that [`backup::write`] made, a folder
/// that holds one, or the folder of another workspace.
///
/// Everything is checked before anything is replaced: that it is a file of Muster and not of a
/// newer one, every page, every reference, the chain of the interview log. Then a backup of the
/// present workspace is made.
///
/// # Errors
/// [`StoreError::BadBackup`], [`StoreError::Newer`], [`StoreError::Busy`] while another process
/// writes, [`StoreError::DiskFull`], [`StoreError::ReadOnly`]. The workspace is then as it was.
pub async fn restore(
    workspace: &Workspace,
    source: &Path,
    origin: &ChangeOrigin,
) -> Result<Restored, StoreError> {
    let lock = workspace::lock_within(workspace.folder(), "backups", workspace::PATIENCE).await?;
    let (database, beside) = locate(source)?;
    let own = backup::own_folder(workspace);
    backup::sweep(&own)?;
    let staged = Unfinished::file(own.join("restoring.db.part"))?;
    let hashes = stage(&database, staged.path())
        .await
        .map_err(|e| e.in_backup(&database))?;
    let kind = backup::Kind::BeforeRestore;
    let safety_copy = backup::free_name(&own, kind.prefix(), origin.at);
    backup::write_locked(workspace, &safety_copy).await?;

    // A document is named by its content, so one that is here already is the same.
    let mut hashes = hashes;
    hashes.retain(|hash| !documents::path(workspace.folder(), hash).is_file());
    let to = workspace.folder().join("documents");
    let (copied, missing) = off_thread(move || copy_all(&hashes, &beside, &to, false)).await?;
    let rows = replace::content(workspace, staged.path(), origin, &database).await?;
    // Only now: had the restore failed, none of the older ones would have been in the way.
    if backup::keep_newest(&own, kind, COPIES_KEPT, &safety_copy).is_err() {
        tracing::warn!("an old copy from before a restore could not be removed");
    }
    drop(lock);
    Ok(Restored {
        from: database,
        safety_copy,
        rows,
        documents: copied,
        documents_missing: missing,
    })
}

/// The database file that is meant, and the folder of its documents.
fn locate(source: &Path) -> Result<(PathBuf, PathBuf), StoreError> {
    let bad = |reason: &str| StoreError::BadBackup {
        path: source.to_owned(),
        reason: reason.to_owned(),
    };
    let found = std::fs::metadata(source)
        .map_err(|e| StoreError::io(format!("reading {}", source.display()), e))?;
    if found.is_file() {
        return Ok((source.to_owned(), folder_of(source)));
    }
    let whole = source.join(workspace::DATABASE);
    if whole.is_file() {
        return Ok((whole, source.join("documents")));
    }
    let entries = std::fs::read_dir(source)
        .map_err(|e| StoreError::io(format!("reading {}", source.display()), e))?;
    let mut backups = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "db") && path.is_file());
    match (backups.next(), backups.next()) {
        (Some(only), None) => Ok((only.clone(), folder_of(&only))),
        (Some(_), Some(_)) => Err(bad(
            "the folder holds several backups; name one of the files",
        )),
        (None, _) => Err(bad("the folder holds no backup")),
    }
}

/// Checks the backup and makes a private copy of it that nobody changes meanwhile, upgraded to
/// the present schema. Returns the contents of its documents.
async fn stage(database: &Path, staged: &Path) -> Result<Vec<String>, StoreError> {
    let bad = |reason: String| StoreError::BadBackup {
        path: database.to_owned(),
        reason,
    };
    workspace::refuse_foreign_file(database)?;
    let mut original = open_read_only(database).await?;
    let found = workspace::newest_applied(&mut original, database).await?;
    let known = workspace::newest_known();
    let found = found.ok_or_else(|| bad("it is empty".to_owned()))?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    sound(&mut original, database).await?;
    sqlx::query("VACUUM INTO ?1")
        .bind(staged.display().to_string())
        .execute(&mut original)
        .await?;
    original.close().await?;

    let options = SqliteConnectOptions::new()
        .filename(staged)
        .foreign_keys(true);
    let mut copy = SqliteConnection::connect_with(&options).await?;
    // Also compares the checksums of the steps that made the file: another schema under the same
    // numbers is refused here.
    muster_migrations::LOCAL
        .run_direct(None, &mut copy, false)
        .await
        .map_err(|e| match StoreError::from(e) {
            StoreError::Migration(e) => bad(format!("its schema is not one of Muster's ({e})")),
            sorted => sorted,
        })?;
    sound(&mut copy, database).await?;
    let identified: Option<String> =
        sqlx::query_scalar("SELECT workspace_id FROM workspace WHERE id = 1")
            .fetch_optional(&mut copy)
            .await?;
    let hashes = document_hashes(&mut copy).await?;
    copy.close().await?;
    identified
        .map(|_| hashes)
        .ok_or_else(|| bad("it names no workspace".to_owned()))
}
