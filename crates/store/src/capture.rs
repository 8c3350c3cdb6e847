//! The change log writes itself: temporary triggers on the writer connection record every insert,
//! update and delete of the tracked tables, so that no code path can forget to.
//!
//! The triggers are made from the schema at each start, so a new column is captured without a
//! further step. They live on our connection only; another program that opens the file changes it
//! without a log, which `data_version` still shows.

use sqlx::{Row as _, SqliteConnection};

/// Tables whose rows are part of the workspace's history. What is derived (keys, search index,
/// expanded busy blocks, reminders) is rebuilt instead.
pub const TRACKED: &[&str] = &[
    "settings",
    "users",
    "people",
    "candidates",
    "candidate_distinct",
    "documents",
    "jobs",
    "applications",
    "interviews",
    "interview_participants",
    "bookings",
    "interview_sessions",
    "templates",
    "drafts",
    "messages",
    "busy_sources",
    "busy_series",
    "pools",
    "pool_members",
    "interview_plans",
    "interview_plan_steps",
    "holds",
    "hold_people",
    "availability_settings",
];

/// Columns of a tracked table: all names, and the ones of its key.
pub(crate) struct Shape {
    /// All columns, in order, without the local row number `seq`.
    pub columns: Vec<String>,
    /// The columns that name a row across machines.
    pub key: Vec<String>,
}

impl Shape {
    /// Reads the shape of a tracked table.
    pub(crate) async fn read(
        connection: &mut SqliteConnection,
        table: &str,
    ) -> Result<Self, sqlx::Error> {
        // Table names come from TRACKED, never from outside.
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("PRAGMA table_info({table})")))
            .fetch_all(connection)
            .await?;
        let mut columns = Vec::new();
        let mut key = Vec::new();
        for row in rows {
            let name: String = row.try_get("name")?;
            let in_key: i64 = row.try_get("pk")?;
            // candidates.seq is a local row number; the row is named by its id.
            if name == "seq" {
                continue;
            }
            if in_key > 0 {
                key.push(name.clone());
            }
            columns.push(name);
        }
        if key.is_empty() {
            key.push("id".to_owned());
        }
        Ok(Self { columns, key })
    }

    /// SQL for a JSON object of the whole row, with `prefix` before each column ("NEW.").
    pub(crate) fn object(&self, prefix: &str) -> String {
        let pairs: Vec<String> = self
            .columns
            .iter()
            .map(|c| format!("'{c}', {prefix}\"{c}\""))
            .collect();
        format!("json_object({})", pairs.join(", "))
    }

    /// SQL for the row's key as a JSON array.
    pub(crate) fn key_array(&self, prefix: &str) -> String {
        let parts: Vec<String> = self
            .key
            .iter()
            .map(|c| format!("{prefix}\"{c}\""))
            .collect();
        format!("json_array({})", parts.join(", "))
    }
}

/// Makes the context table and the triggers on a new writer connection.
pub(crate) async fn install(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(
        "CREATE TEMP TABLE change_context (id INTEGER PRIMARY KEY CHECK (id = 1), change_seq INTEGER, hlc TEXT);
         INSERT INTO change_context (id, change_seq, hlc) VALUES (1, NULL, NULL);",
    )
    .execute(&mut *connection)
    .await?;
    for table in TRACKED {
        let shape = Shape::read(connection, table).await?;
        let sql = triggers(table, &shape);
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

fn triggers(table: &str, shape: &Shape) -> String {
    let (old, new) = (shape.object("OLD."), shape.object("NEW."));
    let (old_key, new_key) = (shape.key_array("OLD."), shape.key_array("NEW."));
    let insert =
        "INSERT INTO change_rows (change_seq, table_name, row_key, operation, before, after)";
    format!(
        "CREATE TEMP TRIGGER capture_{table}_insert AFTER INSERT ON main.{table} BEGIN
            {insert} SELECT change_seq, '{table}', {new_key}, 'insert', NULL, {new} FROM change_context;
            DELETE FROM tombstones WHERE table_name = '{table}' AND row_key = {new_key};
         END;
         CREATE TEMP TRIGGER capture_{table}_update AFTER UPDATE ON main.{table} WHEN {old} <> {new} BEGIN
            {insert} SELECT change_seq, '{table}', {new_key}, 'update', {old}, {new} FROM change_context;
         END;
         CREATE TEMP TRIGGER capture_{table}_delete AFTER DELETE ON main.{table} BEGIN
            {insert} SELECT change_seq, '{table}', {old_key}, 'delete', {old}, NULL FROM change_context;
            INSERT OR REPLACE INTO tombstones (table_name, row_key, hlc)
                SELECT '{table}', {old_key}, hlc FROM change_context;
         END;"
    )
}
