//! The workspace in open files. FEATURES.md DX10.

use std::collections::BTreeMap;
use std::path::PathBuf;

use muster_store::export as store;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::backups::given;
use crate::operations::{self, MaybeStarted};
use crate::{Command, Desk, Failure};

/// Parameters of `workspace_export`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// The folder to write; it must not be there, or be empty.
    pub path: PathBuf,
    /// Return at once; look with `operation_get`.
    #[serde(default)]
    pub background: bool,
}

/// What was written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportView {
    /// The folder.
    pub path: String,
    /// Rows of each kind; each has a `.jsonl` and a `.csv` file of its name.
    pub rows: BTreeMap<&'static str, u64>,
    /// Document files.
    pub documents: u64,
    /// Documents whose files are missing in the workspace.
    pub documents_missing: u64,
}

/// `workspace_export`: everything but secrets, in files that other programs read.
pub async fn export(desk: &Desk, params: Export) -> Result<MaybeStarted<ExportView>, Failure> {
    given(&params.path)?;
    let host = desk.clone();
    operations::run(
        desk,
        Command::workspace_export,
        params.background,
        move |_| async move {
            let workspace = host.workspace().await?;
            let version = env!("CARGO_PKG_VERSION");
            let done = store::write(workspace, &params.path, host.now(), version).await?;
            Ok(ExportView {
                path: params.path.display().to_string(),
                rows: done.rows,
                documents: done.documents,
                documents_missing: done.documents_missing,
            })
        },
    )
    .await
}
