//! The change log: what happened, and taking it back.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::{DateTime, Utc};
use sqlx::Row as _;

use crate::capture::{Shape, TRACKED};
use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, time};

/// What a change-log row says: what was done, and why where a reason was given.
///
/// Both stand in the one column `summary`: its first line is the summary, what follows is the
/// reason.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// One line in words.
    pub summary: String,
    /// Why; empty when no reason was given.
    pub reason: String,
}

impl Said {
    /// Reads the column.
    pub(crate) fn read(stored: &str) -> Self {
        let (summary, reason) = stored.split_once('\n').unwrap_or((stored, ""));
        Self {
            summary: summary.to_owned(),
            reason: reason.to_owned(),
        }
    }

    /// Writes the column. A line break inside a summary (a job's title may have one) becomes a
    /// space, so that nothing after it is taken for a reason.
    pub(crate) fn stored(summary: &str, reason: &str) -> String {
        let summary = summary.replace(['\n', '\r'], " ");
        match reason.trim() {
            "" => summary,
            reason => format!("{summary}\n{reason}"),
        }
    }

    /// Summary and reason as one sentence: "Rejected Ada for Data engineer: Did not answer".
    pub fn sentence(&self) -> String {
        match self.reason.as_str() {
            "" => self.summary.clone(),
            reason => format!("{}: {reason}", self.summary),
        }
    }
}

/// One entry of the activity list.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its place in this file's log.
    pub seq: i64,
    /// Its id, the same on every machine.
    pub id: String,
    /// Hybrid logical stamp.
    pub hlc: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the acting user.
    pub actor: String,
    /// The actor's name, or "Muster".
    pub actor_name: String,
    /// The host it came from.
    pub origin: String,
    /// The command that wrote.
    pub command: String,
    /// What was done, and why.
    pub said: Said,
    /// Whether it can be taken back.
    pub undoable: bool,
    /// The change that this one took back.
    pub undoes: Option<String>,
    /// The change that took this one back.
    pub undone_by: Option<String>,
}

/// One row of a change.
#[derive(Debug, Clone)]
pub struct ChangedRow {
    /// Table.
    pub table: String,
    /// Key of the row as a JSON array.
    pub row_key: String,
    /// "insert", "update" or "delete".
    pub operation: String,
    /// The row before, as a JSON object.
    pub before: Option<String>,
    /// The row after, as a JSON object.
    pub after: Option<String>,
}

impl ChangedRow {
    /// The id of a row that is named by one text column.
    pub fn id(&self) -> Option<String> {
        let key: Vec<serde_json::Value> = serde_json::from_str(&self.row_key).ok()?;
        key.first().and_then(|v| v.as_str()).map(str::to_owned)
    }
}

/// The newest changes first.
pub async fn list(
    workspace: &Workspace,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Change>, StoreError> {
    let before = match cursor {
        Some(c) => page::parse(c)?
            .0
            .parse::<i64>()
            .map_err(|_| StoreError::BadCursor)?,
        None => i64::MAX,
    };
    let take = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let rows = sqlx::query!(
        r#"SELECT h.seq AS "seq!", h.id, h.hlc, h.at, h.actor,
            COALESCE(u.full_name, p.full_name, 'Muster') AS "actor_name!: String",
            h.origin, h.command, h.summary, h.undoable, h.undoes, h.undone_by
           FROM changes h LEFT JOIN users u ON u.id = h.actor LEFT JOIN people p ON p.id = h.actor
           WHERE h.seq < ?1 ORDER BY h.seq DESC LIMIT ?2"#,
        before,
        take
    )
    .fetch_all(workspace.reader())
    .await?;
    let changes = rows
        .into_iter()
        .map(|r| Change {
            seq: r.seq,
            id: r.id,
            hlc: r.hlc,
            at: time::from_ms(r.at),
            actor: r.actor,
            actor_name: r.actor_name,
            origin: r.origin,
            command: r.command,
            said: Said::read(&r.summary),
            undoable: r.undoable != 0,
            undoes: r.undoes,
            undone_by: r.undone_by,
        })
        .collect();
    Ok(Page::cut(changes, limit, |c| {
        page::cursor(&c.seq.to_string(), &c.id)
    }))
}

/// The rows of one change, oldest first.
pub async fn rows(tx: &mut WriteTx, change_seq: i64) -> Result<Vec<ChangedRow>, StoreError> {
    Ok(sqlx::query!(
        "SELECT table_name, row_key, operation, before, after FROM change_rows
         WHERE change_seq = ?1 ORDER BY seq",
        change_seq
    )
    .fetch_all(tx.connection())
    .await?
    .into_iter()
    .map(|r| ChangedRow {
        table: r.table_name,
        row_key: r.row_key,
        operation: r.operation,
        before: r.before,
        after: r.after,
    })
    .collect())
}

/// What an undo took back.
#[derive(Debug, Clone)]
pub struct Undone {
    /// The change that was taken back.
    pub change_id: String,
    /// What its log row says.
    pub said: Said,
    /// The rows that were restored, in the order of the original change.
    pub rows: Vec<ChangedRow>,
}

/// Takes back the named change, or the newest one that can be: puts every row back as it was.
///
/// The caller re-checks what the rows mean (no double booking) before it commits.
///
/// # Errors
/// [`StoreError::NotFound`] when there is nothing to undo, or the named change is unknown, cannot be
/// undone or already was; [`StoreError::ChangedSince`] when a row was changed again later.
pub async fn undo(tx: &mut WriteTx, change_id: Option<&str>) -> Result<Undone, StoreError> {
    let own = tx.change_seq();
    let target = sqlx::query!(
        r#"SELECT seq AS "seq!", id, summary FROM changes
           WHERE undoable = 1 AND undone_by IS NULL AND seq <> ?1
             AND (id = ?2 OR (?2 IS NULL AND undoes IS NULL))
           ORDER BY seq DESC LIMIT 1"#,
        own,
        change_id
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or_else(|| StoreError::NotFound {
        what: "change to undo",
        id: change_id.unwrap_or("(the last one)").to_owned(),
    })?;
    sqlx::query("PRAGMA defer_foreign_keys = ON")
        .execute(tx.connection())
        .await?;
    let rows = rows(tx, target.seq).await?;
    let mut shapes = HashMap::new();
    for row in rows.iter().rev() {
        put_back(tx, row, &mut shapes).await?;
    }
    let undo_id = tx.change_id().to_owned();
    sqlx::query!(
        "UPDATE changes SET undone_by = ?1 WHERE seq = ?2",
        undo_id,
        target.seq
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE changes SET undoes = ?1 WHERE seq = ?2",
        target.id,
        own
    )
    .execute(tx.connection())
    .await?;
    Ok(Undone {
        change_id: target.id,
        said: Said::read(&target.summary),
        rows,
    })
}

/// Reverses one row. SQL is put together from the schema; values travel as one JSON parameter.
/// `shapes` remembers the tables that were met: an import has many rows of few tables.
async fn put_back(
    tx: &mut WriteTx,
    row: &ChangedRow,
    shapes: &mut HashMap<&'static str, Shape>,
) -> Result<(), StoreError> {
    let Some(table) = TRACKED.iter().find(|t| **t == row.table) else {
        return Err(StoreError::ChangedSince {
            table: row.table.clone(),
        });
    };
    let shape = match shapes.entry(table) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(place) => place.insert(Shape::read(tx.connection(), table).await?),
    };
    let matches: Vec<String> = shape
        .key
        .iter()
        .enumerate()
        .map(|(i, c)| format!("\"{c}\" = json_extract(?1, '$[{i}]')"))
        .collect();
    let matches = matches.join(" AND ");
    let current: Option<String> = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {} FROM {table} WHERE {matches}",
        shape.object("")
    )))
    .bind(&row.row_key)
    .fetch_optional(tx.connection())
    .await?
    .map(|r| r.try_get(0))
    .transpose()?;
    if current != row.after {
        return Err(StoreError::ChangedSince {
            table: row.table.clone(),
        });
    }
    let sql = match (&row.before, &row.after) {
        (None, _) => format!("DELETE FROM {table} WHERE {matches}"),
        (Some(_), Some(_)) => {
            let sets: Vec<String> = shape
                .columns
                .iter()
                .map(|c| format!("\"{c}\" = json_extract(?2, '$.{c}')"))
                .collect();
            format!("UPDATE {table} SET {} WHERE {matches}", sets.join(", "))
        }
        (Some(_), None) => {
            let names: Vec<String> = shape.columns.iter().map(|c| format!("\"{c}\"")).collect();
            let values: Vec<String> = shape
                .columns
                .iter()
                .map(|c| format!("json_extract(?2, '$.{c}')"))
                .collect();
            format!(
                "INSERT INTO {table} ({}) SELECT {}",
                names.join(", "),
                values.join(", ")
            )
        }
    };
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(&row.row_key)
        .bind(&row.before)
        .execute(tx.connection())
        .await?;
    Ok(())
}
