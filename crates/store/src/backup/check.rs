//! Whether a database file is a whole, consistent workspace.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, Row as _, SqliteConnection};

use crate::{StoreError, interview_logs};

/// Opens a database without ever writing to it or beside it.
pub(crate) async fn open_read_only(database: &Path) -> Result<SqliteConnection, StoreError> {
    // A file with a write-ahead log is in use, or was left by a crash: its newest rows are in the
    // log. Any other file is read as it is, also from a read-only disk.
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    let in_use = std::fs::metadata(&log).is_ok_and(|found| found.len() > 0);
    let options = SqliteConnectOptions::new()
        .filename(database)
        .read_only(true)
        .immutable(!in_use);
    Ok(SqliteConnection::connect_with(&options).await?)
}

/// Checks every page, every reference between rows, and the chain of the interview log.
///
/// # Errors
/// [`StoreError::BadBackup`] with the first thing that is wrong, or [`StoreError::Damaged`].
pub(crate) async fn sound(
    connection: &mut SqliteConnection,
    database: &Path,
) -> Result<(), StoreError> {
    let bad = |reason: String| StoreError::BadBackup {
        path: database.to_owned(),
        reason,
    };
    let found: String = sqlx::query_scalar("PRAGMA integrity_check(1)")
        .fetch_one(&mut *connection)
        .await?;
    if found != "ok" {
        return Err(bad(format!("it is damaged ({found})")));
    }
    let orphan = sqlx::query("PRAGMA foreign_key_check")
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(row) = orphan {
        let (table, parent): (String, String) = (row.try_get(0)?, row.try_get(2)?);
        return Err(bad(format!(
            "a row of {table} names a row of {parent} that is not there"
        )));
    }
    match interview_logs::first_broken_in(connection).await {
        Ok(None) => Ok(()),
        Ok(Some(seq)) => Err(bad(format!(
            "row {seq} of the interview log was changed afterwards"
        ))),
        Err(StoreError::Stored { what, source }) => {
            Err(bad(format!("{what} is unreadable: {source}")))
        }
        Err(other) => Err(other),
    }
}

/// The rows of each ordinary table.
pub(crate) async fn counts(
    connection: &mut SqliteConnection,
) -> Result<BTreeMap<String, i64>, StoreError> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'candidate\\_index%' ESCAPE '\\'",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut counts = BTreeMap::new();
    for table in tables {
        // The name comes from the file's own schema; a quote in it is doubled.
        let name = table.replace('"', "\"\"");
        let rows = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "SELECT count(*) FROM \"{name}\""
        )))
        .fetch_one(&mut *connection)
        .await?;
        counts.insert(table, rows);
    }
    Ok(counts)
}

/// The contents of all documents.
pub(crate) async fn document_hashes(
    connection: &mut SqliteConnection,
) -> Result<Vec<String>, StoreError> {
    Ok(
        sqlx::query_scalar("SELECT DISTINCT sha256 FROM documents ORDER BY sha256")
            .fetch_all(connection)
            .await?,
    )
}
