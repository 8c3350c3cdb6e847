//! Backups: on request, daily, and putting one back. FEATURES.md DX11.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use muster_store::{ChangeOrigin, backup, restore as store};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::command::NoParameters;
use crate::interviews::view::ReaderClock;
use crate::operations::{self, MaybeStarted};
use crate::{Command, Desk, Event, Failure};

/// Parameters of `workspace_backup`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// The file to write, or a folder to write it into; the workspace's own backups folder when
    /// absent. Documents go to a folder beside the file.
    pub path: Option<PathBuf>,
    /// Return at once; look with `operation_get`.
    #[serde(default)]
    pub background: bool,
}

/// A backup that was made and checked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BackupView {
    /// The file; give it to `workspace_restore`.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Rows of each table, counted in the copy.
    pub rows: BTreeMap<String, i64>,
    /// Documents in the folder beside it.
    pub documents: u64,
    /// Documents whose files are missing or damaged here.
    pub documents_missing: u64,
}

/// `workspace_backup`: copies the workspace, opens the copy and checks it.
pub async fn backup(desk: &Desk, params: Backup) -> Result<MaybeStarted<BackupView>, Failure> {
    let host = desk.clone();
    operations::run(
        desk,
        Command::workspace_backup,
        params.background,
        move |_| async move {
            let workspace = host.workspace().await?;
            let named = |folder: &Path| backup::free_name(folder, "muster", host.now());
            let target = match params.path {
                None => named(&backup::own_folder(workspace)),
                Some(path) if given(&path)?.is_dir() => named(&path),
                Some(path) => path,
            };
            let made = backup::write(workspace, &target).await?;
            tracing::info!(
                bytes = made.bytes,
                documents = made.documents,
                "made a backup"
            );
            Ok(BackupView {
                path: made.path.display().to_string(),
                bytes: made.bytes,
                rows: made.rows,
                documents: made.documents,
                documents_missing: made.documents_missing,
            })
        },
    )
    .await
}

/// A path that was given; an empty one would mean the current folder.
pub(crate) fn given(path: &Path) -> Result<&Path, Failure> {
    if path.as_os_str().is_empty() {
        return Err(Failure::parameter(
            "path",
            "The path is empty.",
            "Name a file or folder, such as /media/stick/muster.db.",
        ));
    }
    Ok(path)
}

/// Whether the last daily backup is older than a day. It reads one folder.
pub(crate) async fn daily_is_due(desk: &Desk) -> Result<bool, Failure> {
    Ok(backup::daily::is_due(desk.workspace().await?, desk.now())?)
}

/// Makes the daily backup when it is due. Background work; the caller holds the lease.
pub(crate) async fn daily(desk: &Desk) -> Result<Option<PathBuf>, Failure> {
    let made = backup::daily::backup_daily(desk.workspace().await?, desk.now()).await?;
    if made.is_some() {
        tracing::info!("made the daily backup");
    }
    Ok(made)
}

/// Parameters of `workspace_restore`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// A backup file, a folder with one, or another workspace's folder.
    pub path: PathBuf,
}

/// What is in the workspace now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RestoredView {
    /// The file that was restored.
    pub restored_from: String,
    /// A backup of the workspace as it was before; restore it to go back.
    pub previous_backup: String,
    /// Rows of each table now.
    pub rows: BTreeMap<String, i64>,
    /// Documents that were copied; the others were here already.
    pub documents: u64,
    /// Documents of the backup whose files were not found.
    pub documents_missing: u64,
}

/// `workspace_restore`: checks the backup, backs up what is here, then replaces it as one step.
pub async fn restore(desk: &Desk, params: Restore) -> Result<RestoredView, Failure> {
    given(&params.path)?;
    let origin = ChangeOrigin {
        undoable: false,
        ..desk.change(Command::workspace_restore).await?
    };
    let done = store::restore(desk.workspace().await?, &params.path, &origin).await?;
    tracing::info!(
        documents = done.documents,
        missing = done.documents_missing,
        "restored"
    );
    desk.emit(Event::everything_changed());
    Ok(RestoredView {
        restored_from: done.from.display().to_string(),
        previous_backup: done.safety_copy.display().to_string(),
        rows: done.rows,
        documents: done.documents,
        documents_missing: done.documents_missing,
    })
}

/// A backup in the workspace's own folder.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OwnBackup {
    /// The file; give it to `workspace_restore`.
    pub path: String,
    /// Why it was made: "daily", "manual", "before_restore", "before_upgrade" (of a newer Muster),
    /// or "other" for a file that someone put there.
    pub kind: backup::Kind,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When, in words, in the reader's zone; with the year when it is not the present one.
    pub spoken_at: String,
    /// Size of the database file in bytes; documents lie beside it.
    pub bytes: u64,
}

/// `backup_list`: the backups of the workspace's own folder, newest first.
pub async fn list(desk: &Desk, _: NoParameters) -> Result<Vec<OwnBackup>, Failure> {
    let clock = ReaderClock::of(desk).await?;
    let now = desk.now();
    let kept = backup::own(desk.workspace().await?)?;
    Ok(kept
        .into_iter()
        .map(|backup| OwnBackup {
            path: backup.path.display().to_string(),
            kind: backup.kind,
            spoken_at: clock.spoken_at(backup.made_at, now),
            made_at: backup.made_at,
            bytes: backup.bytes,
        })
        .collect())
}
