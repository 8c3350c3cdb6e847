//! Exchanging the rows of the live file for those of a checked copy, in one transaction.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};

use crate::{ChangeOrigin, StoreError, Workspace, hlc, new_id, time, workspace};

/// Tables that tell about processes that run now, or about this copy of the file. What is signed in
/// is so at the outside service, too: the tokens of a backup were exchanged long ago. What people were
/// told since the backup they know, and must not be told twice.
const KEPT: &[&str] = &[
    "_sqlx_migrations",
    "account_activity",
    "account_tokens",
    "accounts",
    "interview_events",
    "invitations",
    "lease",
    "mail_account",
    "operations",
    "outbox",
    "telling",
    "vault_key",
    "vendor_clients",
    "workspace",
];

/// What already happened stays so: a reminder that fired must not fire again.
const REMEMBER: &str = "
    CREATE TEMP TABLE fired AS
        SELECT id, due_at, fired_at FROM main.reminders WHERE state = 'fired';";
const RECALL: &str = "
    UPDATE main.reminders SET state = 'fired', fired_at = f.fired_at
        FROM temp.fired f WHERE f.id = reminders.id AND f.due_at = reminders.due_at;";

/// Replaces all content. `database` is the file named in messages and in the change log.
pub(super) async fn content(
    workspace: &Workspace,
    staged: &Path,
    origin: &ChangeOrigin,
    database: &Path,
) -> Result<BTreeMap<String, i64>, StoreError> {
    // A connection of its own: the writer's triggers would log every row as a change.
    let options = workspace::options(&workspace.database()).foreign_keys(false);
    let mut live = SqliteConnection::connect_with(&options).await?;
    sqlx::query("ATTACH DATABASE ?1 AS restored")
        .bind(staged.display().to_string())
        .execute(&mut live)
        .await?;
    // Dropping the transaction on any error below rolls everything back.
    let mut tx = live.begin_with("BEGIN IMMEDIATE").await?;
    let triggers = drop_triggers(&mut tx).await?;
    sqlx::raw_sql(REMEMBER).execute(&mut *tx).await?;
    let mut rows = BTreeMap::new();
    for table in tables(&mut tx).await? {
        let copied = copy_table(&mut tx, &table).await?;
        // The search index is derived; nobody asks for its rows.
        if !table.starts_with("candidate_index") {
            rows.insert(table, copied);
        }
    }
    sqlx::raw_sql(
        "DELETE FROM main.sqlite_sequence;
         INSERT INTO main.sqlite_sequence SELECT * FROM restored.sqlite_sequence;
         UPDATE main.workspace SET (workspace_id, created_at) =
            (SELECT workspace_id, created_at FROM restored.workspace WHERE id = 1) WHERE id = 1;",
    )
    .execute(&mut *tx)
    .await?;
    sqlx::raw_sql(RECALL).execute(&mut *tx).await?;
    if sqlx::query("PRAGMA main.foreign_key_check")
        .fetch_optional(&mut *tx)
        .await?
        .is_some()
    {
        return Err(StoreError::BadBackup {
            path: database.to_owned(),
            reason: "its rows do not fit together".to_owned(),
        });
    }
    for sql in triggers {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *tx).await?;
    }
    record(workspace, &mut tx, origin, database).await?;
    tx.commit().await?;
    live.close().await?;
    Ok(rows)
}

/// The append-only tables guard themselves by triggers; they come back before the commit.
async fn drop_triggers(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let found = sqlx::query("SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'")
        .fetch_all(&mut *connection)
        .await?;
    let mut statements = Vec::with_capacity(found.len());
    for row in found {
        let (name, sql): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        sqlx::raw_sql(AssertSqlSafe(format!(
            "DROP TRIGGER main.{}",
            quoted(&name)
        )))
        .execute(&mut *connection)
        .await?;
        statements.push(sql);
    }
    Ok(statements)
}

/// Every table with content.
async fn tables(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let mut names: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table'
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .fetch_all(connection)
    .await?;
    names.retain(|name| !KEPT.contains(&name.as_str()));
    Ok(names)
}

async fn copy_table(connection: &mut SqliteConnection, table: &str) -> Result<i64, StoreError> {
    let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info(?1, 'main')")
        .bind(table)
        .fetch_all(&mut *connection)
        .await?;
    let columns: Vec<String> = columns.iter().map(|c| quoted(c)).collect();
    let (table, columns) = (quoted(table), columns.join(", "));
    sqlx::query(AssertSqlSafe(format!("DELETE FROM main.{table}")))
        .execute(&mut *connection)
        .await?;
    let copied = sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO main.{table} ({columns}) SELECT {columns} FROM restored.{table}"
    )))
    .execute(&mut *connection)
    .await?;
    Ok(i64::try_from(copied.rows_affected()).unwrap_or(i64::MAX))
}

/// One line of the restored change log says what happened to it.
async fn record(
    workspace: &Workspace,
    connection: &mut SqliteConnection,
    origin: &ChangeOrigin,
    database: &Path,
) -> Result<(), StoreError> {
    let last: Option<String> =
        sqlx::query_scalar("SELECT hlc FROM changes ORDER BY seq DESC LIMIT 1")
            .fetch_optional(&mut *connection)
            .await?;
    let at = time::to_ms(origin.at);
    let stamp = hlc::next(last.as_deref(), at, workspace.node_id());
    let name = database.file_name().unwrap_or_default().to_string_lossy();
    let (id, summary) = (new_id(origin.at), format!("Restored the backup {name}"));
    sqlx::query!(
        "INSERT INTO changes (id, hlc, at, actor, origin, command, summary, undoable)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
        id,
        stamp,
        at,
        origin.actor,
        origin.origin,
        origin.command,
        summary
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A name of the schema as SQL wants it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
