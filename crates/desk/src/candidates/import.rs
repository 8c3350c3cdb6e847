//! `candidate_import`: people from a file (FORMATS.md "Imports").
//!
//! Each batch of rows is one transaction, and all batches are parts of one change: what is
//! committed stays when the work is cancelled or killed, a second run finishes it, and one undo
//! takes all of a run back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use muster_domain::candidate::{
    ImportFormat, RowProblem, ValidCandidate, identity_keys, update_from_import,
};
use muster_providers::people_files::{ColumnMapping, FileNote, RowOutcome};
use muster_store::candidates::{self as rows, Candidate};
use muster_store::{ChangeOrigin, StoreError, Workspace, WriteTx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::import_net::Net;
use super::import_preview;
use super::import_rows::{self, Reading};
use super::indexing;
use crate::operations::{self, MaybeStarted, Progress};
use crate::{Command, Desk, Failure};

/// Rejected rows that are told one by one; more are only counted.
const ERRORS_TOLD: usize = 1_000;
/// Pause between batches, so that another process that waits for the write lock gets it.
const PAUSE: Duration = Duration::from_millis(10);
/// How often the write lock is asked for, 5 seconds each, before an import gives up.
const LOCK_ATTEMPTS: u32 = 12;

/// Parameters of `candidate_import`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// The file.
    pub path: PathBuf,
    /// What kind of file it is; `auto` looks at its content.
    #[serde(default)]
    pub format: ImportFormat,
    /// What columns of a table hold, where their names do not say it or say it wrongly: the name of
    /// a column, as `candidate_import_preview` shows it, with the field it fills; "" leaves the
    /// column out. Columns that are not named go by their names.
    #[serde(default)]
    pub mapping: ColumnMapping,
    /// Only say what would happen.
    #[serde(default)]
    pub dry_run: bool,
    /// Return at once with an operation.
    #[serde(default)]
    pub background: bool,
}

/// What an import did. `created + updated + unchanged + skipped + errors_total` is the number of
/// data rows.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ImportView {
    /// People who were not here before.
    pub created: u64,
    /// People of whom the file knew more.
    pub updated: u64,
    /// People of whom the file knew nothing new.
    pub unchanged: u64,
    /// Rows that are nobody: closed LinkedIn accounts and empty rows.
    pub skipped: u64,
    /// The first 1,000 rejected rows.
    pub errors: Vec<RowProblem>,
    /// How many rows were rejected.
    pub errors_total: u64,
    /// What is worth knowing about the file: its encoding, columns that are not used.
    pub notes: Vec<NoteView>,
    /// The change, for `change_undo`; null when nothing changed or nothing was to be changed.
    pub change_id: Option<String>,
}

/// Something worth knowing about a file that is no error.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NoteView {
    /// `encoding`, `unknown_columns`, `repeated_column`, `lines_above_header`, and in a preview
    /// `no_names`.
    pub code: String,
    /// The note in words.
    pub message: String,
}

impl From<FileNote> for NoteView {
    fn from(note: FileNote) -> Self {
        Self {
            code: note.code.to_owned(),
            message: note.message,
        }
    }
}

/// `candidate_import`.
pub async fn import(desk: &Desk, params: Import) -> Result<MaybeStarted<ImportView>, Failure> {
    let origin = desk.change(Command::candidate_import).await?;
    // A wrong path or mapping is refused now, not in an operation that is looked at later.
    std::fs::File::open(&params.path)
        .map_err(|error| import_rows::unreadable(&params.path, &error))?;
    if !params.mapping.is_empty() {
        import_preview::check_mapping(&params).await?;
    }
    let host = desk.clone();
    let background = params.background;
    operations::run(
        desk,
        Command::candidate_import,
        background,
        move |progress| run(host, origin, params, progress),
    )
    .await
}

async fn run(
    desk: Desk,
    origin: ChangeOrigin,
    params: Import,
    progress: Progress,
) -> Result<ImportView, Failure> {
    if !params.dry_run {
        let workspace = desk.workspace().await?.clone();
        return Importer::new(&desk, workspace, origin, false)
            .file(&params, &progress)
            .await;
    }
    // The same import into a copy: the same counts, and nobody waits for the write lock.
    let folder = tempfile::Builder::new()
        .prefix("dry-run-")
        .tempdir_in(desk.folder())
        .map_err(|e| StoreError::io("making a folder for the dry run", e))?;
    let copy = folder.path().join(muster_store::workspace::DATABASE);
    desk.workspace().await?.copy_to(&copy).await?;
    let workspace = Workspace::open(folder.path(), origin.at).await?;
    let importer = Importer::new(&desk, workspace.clone(), origin, true);
    let outcome = importer.file(&params, &progress).await;
    workspace.close().await;
    outcome.map(|view| ImportView {
        change_id: None,
        ..view
    })
}

/// One run over one file.
struct Importer<'a> {
    desk: &'a Desk,
    workspace: Workspace,
    origin: ChangeOrigin,
    change_id: String,
    is_trial: bool,
    view: ImportView,
    net: Net,
    /// Rows written since the search index was brought up to date.
    unindexed: u64,
}

impl<'a> Importer<'a> {
    fn new(desk: &'a Desk, workspace: Workspace, origin: ChangeOrigin, is_trial: bool) -> Self {
        let change_id = muster_store::new_id(origin.at);
        Self {
            desk,
            workspace,
            origin,
            change_id,
            is_trial,
            view: ImportView::default(),
            net: Net::default(),
            unindexed: 0,
        }
    }

    async fn file(mut self, params: &Import, progress: &Progress) -> Result<ImportView, Failure> {
        let _turn = indexing::hold(&self.workspace);
        let mut reading =
            import_rows::read(params.path.clone(), params.format, params.mapping.clone());
        let mut total_bytes = 0;
        while let Some(step) = reading.recv().await {
            match step {
                Reading::Opened {
                    total_bytes: bytes,
                    notes,
                } => {
                    total_bytes = bytes;
                    self.view.notes = notes.into_iter().map(NoteView::from).collect();
                    progress.report(0, total_bytes).await?;
                }
                Reading::Rows { rows, bytes_read } => {
                    self.batch(rows, &params.path).await?;
                    self.index(indexing::MANY_AMID_IMPORT).await;
                    progress.report(bytes_read, total_bytes).await?;
                    tokio::time::sleep(PAUSE).await;
                }
                Reading::Failed(error) => return Err(import_rows::refused(&params.path, &error)),
            }
        }
        self.index(indexing::MANY).await;
        Ok(self.view)
    }

    /// Brings the search index up to date after more than `many` written rows.
    async fn index(&mut self, many: u64) {
        if !self.is_trial && self.unindexed > many {
            indexing::catch_up_amid_import(&self.workspace).await;
            self.unindexed = 0;
        }
    }

    /// Writes one batch: all of it or nothing.
    async fn batch(&mut self, batch: Vec<RowOutcome>, path: &Path) -> Result<(), Failure> {
        let mut tx = self.begin().await?;
        self.net.begin();
        let written_before = self.view.created + self.view.updated;
        for row in batch {
            match row {
                RowOutcome::Skipped(_) => self.view.skipped += 1,
                RowOutcome::Rejected(problem) => {
                    self.view.errors_total += 1;
                    if self.view.errors.len() < ERRORS_TOLD {
                        self.view.errors.push(problem);
                    }
                }
                RowOutcome::Person(person) => {
                    match put(&mut tx, person.candidate, &mut self.net).await? {
                        Put::Created => self.view.created += 1,
                        Put::Updated => self.view.updated += 1,
                        Put::Unchanged => self.view.unchanged += 1,
                        Put::Restored { rows } => {
                            self.view.updated = self.view.updated.saturating_sub(rows);
                            self.view.unchanged += rows + 1;
                        }
                    }
                }
            }
        }
        if self.net.batch_is_nothing() {
            // Dropping the transaction leaves no change in the log that changed nothing.
            return Ok(());
        }
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        tx.summarise(format!(
            "Imported {name}: {} new, {} updated",
            self.view.created, self.view.updated
        ));
        let committed = if self.is_trial {
            tx.commit().await?
        } else {
            self.desk.commit(tx).await?
        };
        // Rows that were put back are written, too, and counted down: then there is nothing to add.
        let written = self.view.created + self.view.updated;
        self.unindexed += written.saturating_sub(written_before);
        self.view.change_id = committed.change_id.or(self.view.change_id.take());
        Ok(())
    }

    /// An import is patient: another one may be writing to the same workspace.
    async fn begin(&self) -> Result<WriteTx, Failure> {
        let mut attempt = 1;
        loop {
            match self
                .workspace
                .begin_part(&self.origin, Some(&self.change_id))
                .await
            {
                Err(StoreError::Busy) if attempt < LOCK_ATTEMPTS => attempt += 1,
                answer => return Ok(answer?),
            }
        }
    }
}

enum Put {
    Created,
    Updated,
    Unchanged,
    /// The record is what it was before the run: this row and `rows` earlier ones change nothing.
    Restored {
        rows: u64,
    },
}

/// Adds a person, or completes the record of the same person (FORMATS.md, "The same person is").
async fn put(tx: &mut WriteTx, incoming: ValidCandidate, net: &mut Net) -> Result<Put, Failure> {
    let Some(id) = rows::find_same(tx.connection(), &identity_keys(&incoming)).await? else {
        let at = tx.at();
        let candidate = Candidate {
            id: muster_store::new_id(at),
            fields: incoming,
            merged_into: None,
            created_at: at,
            updated_at: at,
        };
        rows::add(tx, &candidate).await?;
        net.added();
        return Ok(Put::Created);
    };
    let mut candidate = rows::get(tx.connection(), &id).await?;
    let Some(change) = update_from_import(&candidate.fields, &incoming) else {
        return Ok(Put::Unchanged);
    };
    let restored = net.changed(&id, &candidate.fields, &change.candidate)?;
    candidate.fields = change.candidate;
    rows::change(tx, &candidate).await?;
    Ok(match restored {
        Some(rows) => Put::Restored { rows },
        None => Put::Updated,
    })
}
