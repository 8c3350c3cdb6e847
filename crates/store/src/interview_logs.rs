//! The audit trail of interviews: append-only, each row hashed with the one before it.

use chrono::{DateTime, Utc};
use muster_domain::interview::{LogAction, LogEntry, chain_input};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

use crate::{StoreError, Workspace, WriteTx, error, time};

/// One row of the trail.
#[derive(Debug, Clone)]
pub struct Logged {
    /// The interview.
    pub interview_id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub action: String,
    /// Who.
    pub actor: String,
    /// Why; empty when no reason was given.
    pub reason: String,
    /// The fields before.
    pub old: Value,
    /// The fields after.
    pub new: Value,
}

/// Appends one entry to the trail.
pub async fn append(
    tx: &mut WriteTx,
    interview_id: &str,
    action: LogAction,
    actor: &str,
    reason: &str,
    old: &Value,
    new: &Value,
) -> Result<(), StoreError> {
    let previous = sqlx::query_scalar!("SELECT hash FROM interview_logs ORDER BY seq DESC LIMIT 1")
        .fetch_optional(tx.connection())
        .await?
        .unwrap_or_default();
    let at = time::to_ms(tx.at());
    let hash = hash(&previous, interview_id, at, action, actor, reason, old, new);
    let (action, old, new) = (
        action.as_str(),
        error::to_json("interview_logs.old", old)?,
        error::to_json("interview_logs.new", new)?,
    );
    sqlx::query!(
        "INSERT INTO interview_logs (interview_id, at, action, actor, reason, old, new, previous_hash, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        interview_id,
        at,
        action,
        actor,
        reason,
        old,
        new,
        previous,
        hash
    )
    .execute(tx.connection())
    .await?;
    tx.touch("interview_logs");
    Ok(())
}

#[expect(
    clippy::too_many_arguments,
    reason = "the columns of one row, used in two places"
)]
fn hash(
    previous: &str,
    interview_id: &str,
    at: i64,
    action: LogAction,
    actor: &str,
    reason: &str,
    old: &Value,
    new: &Value,
) -> String {
    let entry = LogEntry {
        interview_id,
        at: time::from_ms(at),
        action,
        actor,
        reason: (!reason.is_empty()).then_some(reason),
        old,
        new,
    };
    hex::encode(Sha256::digest(chain_input(previous, &entry)))
}

/// The trail of one interview, oldest first.
pub async fn of_interview(
    workspace: &Workspace,
    interview_id: &str,
) -> Result<Vec<Logged>, StoreError> {
    sqlx::query!(
        "SELECT interview_id, at, action, actor, reason, old, new FROM interview_logs
         WHERE interview_id = ?1 ORDER BY seq",
        interview_id
    )
    .fetch_all(workspace.reader())
    .await?
    .into_iter()
    .map(|r| {
        Ok(Logged {
            interview_id: r.interview_id,
            at: time::from_ms(r.at),
            action: r.action,
            actor: r.actor,
            reason: r.reason,
            old: error::from_json("interview_logs.old", &r.old)?,
            new: error::from_json("interview_logs.new", &r.new)?,
        })
    })
    .collect()
}

/// Recomputes the whole chain. `Some(seq)` names the first row that does not fit.
pub async fn first_broken(workspace: &Workspace) -> Result<Option<i64>, StoreError> {
    first_broken_in(&mut *workspace.reader().acquire().await?).await
}

/// As [`first_broken`], for any connection to a workspace file.
pub(crate) async fn first_broken_in(
    connection: &mut SqliteConnection,
) -> Result<Option<i64>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT seq AS "seq!", interview_id, at, action, actor, reason, old, new, previous_hash, hash
           FROM interview_logs ORDER BY seq"#
    )
    .fetch_all(connection)
    .await?;
    let mut previous = String::new();
    for r in rows {
        let old = error::from_json("interview_logs.old", &r.old)?;
        let new = error::from_json("interview_logs.new", &r.new)?;
        let expected = r.action.parse::<LogAction>().ok().map(|action| {
            hash(
                &previous,
                &r.interview_id,
                r.at,
                action,
                &r.actor,
                &r.reason,
                &old,
                &new,
            )
        });
        if r.previous_hash != previous || expected.as_deref() != Some(r.hash.as_str()) {
            return Ok(Some(r.seq));
        }
        previous = r.hash;
    }
    Ok(None)
}
