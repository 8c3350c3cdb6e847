//! Keeping search quick: what was written lately is moved into the search index. Searches find it
//! before as well (docs/adr/0006-search.md).

use std::fs::File;

use muster_store::workspace::TryLock;
use muster_store::{StoreError, Workspace, candidates as rows};

use crate::{Desk, Failure};

/// So many candidates may wait without being felt: a search reads them one by one.
pub(super) const MANY: u64 = 256;
/// So many rows of an import may wait until its next stop.
pub(super) const MANY_AMID_IMPORT: u64 = 16_000;

/// Whether enough candidates wait.
pub(crate) async fn is_due(desk: &Desk) -> Result<bool, Failure> {
    Ok(rows::is_behind(desk.workspace().await?, MANY).await?)
}

/// Moves what waits; part of background work. An import that is running does it itself, with
/// longer steps.
pub(crate) async fn catch_up(desk: &Desk) -> Result<usize, Failure> {
    let workspace = desk.workspace().await?;
    match turn(workspace)? {
        TryLock::Taken => Ok(0),
        TryLock::Ours(_) | TryLock::Unknown => Ok(rows::catch_up(workspace).await?),
    }
}

/// Asks for the turn to move candidates.
fn turn(workspace: &Workspace) -> Result<TryLock, StoreError> {
    workspace.try_lock("search.lock")
}

/// Keeps the turn during an import.
pub(super) fn hold(workspace: &Workspace) -> Option<File> {
    match turn(workspace) {
        Ok(TryLock::Ours(file)) => Some(file),
        _ => None,
    }
}

/// Moves what an import has written. The import is done or goes on all the same.
pub(super) async fn catch_up_amid_import(workspace: &Workspace) {
    if let Err(error) = rows::catch_up(workspace).await {
        tracing::warn!(%error, "the search index stays behind until the next background work");
    }
}
