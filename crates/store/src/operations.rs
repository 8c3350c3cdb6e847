//! Long work as rows, so that any process can watch and cancel it. Not part of the change log.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::{StoreError, Workspace, error, time};

/// A piece of long work.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// The command that started it.
    pub command: String,
    /// "running", "done", "failed" or "cancelled".
    pub state: String,
    /// Steps done.
    pub done: u64,
    /// Steps in all; 0 while unknown.
    pub total: u64,
    /// The result, once done.
    pub result: Option<Value>,
    /// Why it failed or stopped.
    pub error: Option<Value>,
}

/// Records the start.
pub async fn start(
    workspace: &Workspace,
    id: &str,
    command: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let at = time::to_ms(now);
    sqlx::query!(
        "INSERT INTO operations (id, command, state, started_at, updated_at)
         VALUES (?1, ?2, 'running', ?3, ?3)",
        id,
        command,
        at
    )
    .execute(workspace.writer())
    .await?;
    Ok(())
}

/// Records progress; true when someone asked it to stop.
pub async fn progress(
    workspace: &Workspace,
    id: &str,
    done: u64,
    total: u64,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (done, total, at) = (count(done), count(total), time::to_ms(now));
    let cancel = sqlx::query_scalar!(
        r#"UPDATE operations SET done = ?2, total = ?3, updated_at = ?4 WHERE id = ?1
           RETURNING cancel_requested AS "cancel!""#,
        id,
        done,
        total,
        at
    )
    .fetch_optional(workspace.writer())
    .await?;
    Ok(cancel == Some(1))
}

/// Records the end.
pub async fn finish(
    workspace: &Workspace,
    id: &str,
    state: &str,
    result: Option<&Value>,
    failure: Option<&Value>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let result = result
        .map(|v| error::to_json("operations.result", v))
        .transpose()?;
    let failure = failure
        .map(|v| error::to_json("operations.error", v))
        .transpose()?;
    let at = time::to_ms(now);
    sqlx::query!(
        "UPDATE operations SET state = ?2, result = ?3, error = ?4, updated_at = ?5 WHERE id = ?1",
        id,
        state,
        result,
        failure,
        at
    )
    .execute(workspace.writer())
    .await?;
    Ok(())
}

/// Asks running work to stop.
pub async fn request_cancel(workspace: &Workspace, id: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE operations SET cancel_requested = 1 WHERE id = ?1 AND state = 'running'",
        id
    )
    .execute(workspace.writer())
    .await?;
    Ok(())
}

/// One piece of long work.
pub async fn get(workspace: &Workspace, id: &str) -> Result<Operation, StoreError> {
    let row = sqlx::query!(
        "SELECT id, command, state, done, total, result, error FROM operations WHERE id = ?1",
        id
    )
    .fetch_optional(workspace.reader())
    .await?
    .ok_or_else(|| StoreError::NotFound {
        what: "operation",
        id: id.to_owned(),
    })?;
    let read = |text: Option<String>| -> Result<Option<Value>, StoreError> {
        text.map(|t| error::from_json("operations.result", &t))
            .transpose()
    };
    Ok(Operation {
        id: row.id,
        command: row.command,
        state: row.state,
        done: u64::try_from(row.done).unwrap_or(0),
        total: u64::try_from(row.total).unwrap_or(0),
        result: read(row.result)?,
        error: read(row.error)?,
    })
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
