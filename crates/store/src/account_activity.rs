//! What was asked of outside services and how it ended. Not part of undo, export and restore.

use chrono::{DateTime, Utc};

use crate::{StoreError, Workspace, WriteTx, time};

/// How many rows are kept.
const KEPT: i64 = 2000;

/// One thing that was asked of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Id.
    pub id: String,
    /// When it ended.
    pub at: DateTime<Utc>,
    /// The account, once there is one.
    pub account_id: Option<String>,
    /// The vendor's id in the catalogue.
    pub vendor: String,
    /// Its name.
    pub vendor_name: String,
    /// What was asked: `sign_in`, `test` or `disconnect`.
    pub kind: String,
    /// `ok`, or the code of the failure.
    pub result: String,
    /// How long it took.
    pub duration_ms: i64,
    /// What came of it, in words.
    pub words: String,
}

struct Row {
    id: String,
    at: i64,
    account_id: Option<String>,
    vendor: String,
    vendor_name: String,
    kind: String,
    result: String,
    duration_ms: i64,
    words: String,
}

/// Adds a row, and forgets the oldest beyond those that are kept.
pub async fn add(tx: &mut WriteTx, asked: &Asked) -> Result<(), StoreError> {
    let at = time::to_ms(asked.at);
    sqlx::query!(
        "INSERT INTO account_activity
            (id, at, account_id, vendor, vendor_name, kind, result, duration_ms, words)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        asked.id,
        at,
        asked.account_id,
        asked.vendor,
        asked.vendor_name,
        asked.kind,
        asked.result,
        asked.duration_ms,
        asked.words
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "DELETE FROM account_activity WHERE id IN
            (SELECT id FROM account_activity ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?1)",
        KEPT
    )
    .execute(tx.connection())
    .await?;
    tx.touch("accounts");
    Ok(())
}

/// The newest rows, of one account or of all.
pub async fn newest(
    workspace: &Workspace,
    account_id: Option<&str>,
    limit: i64,
) -> Result<Vec<Asked>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT * FROM account_activity WHERE ?1 IS NULL OR account_id = ?1
         ORDER BY at DESC, id DESC LIMIT ?2",
        account_id,
        limit
    )
    .fetch_all(workspace.reader())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Asked {
            id: row.id,
            at: time::from_ms(row.at),
            account_id: row.account_id,
            vendor: row.vendor,
            vendor_name: row.vendor_name,
            kind: row.kind,
            result: row.result,
            duration_ms: row.duration_ms,
            words: row.words,
        })
        .collect())
}
