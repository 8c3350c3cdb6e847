//! The whole workspace in open files: for each kind of thing one JSON Lines and one CSV file, the
//! documents, and a manifest. FEATURES.md DX10; no secrets are among them (SE12).
//!
//! All kinds are read in one transaction, so they fit together. The folder gets its name when it
//! is whole.

mod kinds;
mod rows;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};

use crate::backup::{Unfinished, copy_verified, off_thread, part, sync};
use crate::documents::place;
use crate::{StoreError, Workspace, workspace};

/// Version of the folder's layout.
pub const FORMAT: &str = "muster-export/1";

/// What was written.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Rows of each kind.
    pub rows: BTreeMap<&'static str, u64>,
    /// Document files.
    pub documents: u64,
    /// Documents whose file is missing or damaged in the workspace.
    pub documents_missing: u64,
}

/// Writes everything to the folder `target`, which must not be there or be empty. `version` is
/// Muster's, for the manifest.
///
/// # Errors
/// [`StoreError::Exists`] when the folder has content; [`StoreError::DiskFull`] and
/// [`StoreError::ReadOnly`] leave nothing behind.
pub async fn write(
    workspace: &Workspace,
    target: &Path,
    now: DateTime<Utc>,
    version: &str,
) -> Result<Exported, StoreError> {
    let occupied = match std::fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_some(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => false,
        Err(e) if e.kind() == std::io::ErrorKind::NotADirectory => true,
        Err(e) => return Err(StoreError::io(format!("reading {}", target.display()), e)),
    };
    if occupied {
        return Err(StoreError::Exists {
            path: target.to_owned(),
        });
    }
    if let Some(parent) = target.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent)
            .map_err(|e| StoreError::io(format!("making {}", parent.display()), e))?;
    }
    let folder = Unfinished::folder(part(target))?;

    let mut connection =
        SqliteConnection::connect_with(&workspace::options(&workspace.database())).await?;
    let mut snapshot = connection.begin().await?;
    let mut exported = Exported {
        rows: BTreeMap::new(),
        documents: 0,
        documents_missing: 0,
    };
    for kind in kinds::all() {
        let count = rows::write(&mut snapshot, kind, folder.path()).await?;
        exported.rows.insert(kind.name, count);
    }
    let files: Vec<(String, String)> =
        sqlx::query!("SELECT id, kind, sha256 FROM documents ORDER BY id")
            .fetch_all(&mut *snapshot)
            .await?
            .into_iter()
            .map(|d| (kinds::document_file(&d.id, &d.kind), d.sha256))
            .collect();
    snapshot.rollback().await?;
    connection.close().await?;

    let (from, to) = (
        workspace.folder().join("documents"),
        folder.path().to_owned(),
    );
    (exported.documents, exported.documents_missing) =
        off_thread(move || copy_documents(&files, &from, &to)).await?;
    let manifest = manifest(&workspace.current_id().await?, now, version, &exported);
    let mut file = create(&folder.path().join("manifest.json"))?;
    serde_json::to_writer_pretty(&mut file, &manifest).map_err(|e| writing(target, e.into()))?;
    file.write_all(b"\n").map_err(|e| writing(target, e))?;
    close(file, target)?;
    // An empty folder gives way to the whole one; not every system replaces it by itself.
    if target.exists() {
        std::fs::remove_dir(target).map_err(|e| writing(target, e))?;
    }
    folder.finish(target)?;
    Ok(exported)
}

/// The folder's documents are named by the id of their row, with the end of their kind.
fn copy_documents(
    files: &[(String, String)],
    from: &Path,
    to: &Path,
) -> Result<(u64, u64), StoreError> {
    let folder = to.join("documents");
    std::fs::create_dir(&folder).map_err(|e| writing(&folder, e))?;
    let (mut copied, mut missing) = (0, 0);
    for (name, sha256) in files {
        if copy_verified(&place(from, sha256), &to.join(name), sha256)? {
            copied += 1;
        } else {
            missing += 1;
        }
    }
    sync(&folder)?;
    Ok((copied, missing))
}

fn manifest(workspace_id: &str, now: DateTime<Utc>, version: &str, exported: &Exported) -> Value {
    let kinds: serde_json::Map<String, Value> = kinds::all()
        .map(|kind| {
            let rows = exported.rows.get(kind.name).copied().unwrap_or_default();
            let files = [format!("{}.jsonl", kind.name), format!("{}.csv", kind.name)];
            (
                kind.name.to_owned(),
                json!({ "rows": rows, "files": files }),
            )
        })
        .collect();
    let withheld: Vec<String> = kinds::all()
        .flat_map(|kind| {
            kind.withheld
                .iter()
                .map(move |column| format!("{}.{column}", kind.table))
        })
        .collect();
    json!({
        "format": FORMAT,
        "muster": version,
        "schema": workspace::newest_known(),
        "workspace_id": workspace_id,
        "exported_at": now.to_rfc3339_opts(SecondsFormat::Secs, true),
        "kinds": kinds,
        "documents": { "files": exported.documents, "missing": exported.documents_missing },
        "withheld": withheld,
        "notes": [
            "Each .jsonl file holds one JSON object a line, in UTF-8; instants are RFC 3339 in UTC.",
            "Each .csv file holds the same rows; lists of words are joined by \";\", other lists are JSON.",
            "In .csv files a text that a spreadsheet would run as a formula has an apostrophe before it.",
            "documents.jsonl names the file of each document in its field \"file\".",
        ],
    })
}

fn create(path: &Path) -> Result<BufWriter<File>, StoreError> {
    Ok(BufWriter::new(
        File::create_new(path).map_err(|e| writing(path, e))?,
    ))
}

/// Writes what is buffered and makes sure of it.
fn close(file: BufWriter<File>, path: &Path) -> Result<(), StoreError> {
    let file = file
        .into_inner()
        .map_err(|e| writing(path, e.into_error()))?;
    file.sync_all().map_err(|e| writing(path, e))
}

fn writing(path: &Path, error: std::io::Error) -> StoreError {
    StoreError::io(format!("writing {}", path.display()), error)
}
