//! One write: an immediate transaction with its change-log row.

use chrono::{DateTime, Utc};
use sqlx::{Sqlite, SqliteConnection, Transaction};

use crate::changes::Said;
use crate::{StoreError, Workspace, hlc, new_id, time};

/// Who writes, from where, by which command.
#[derive(Debug, Clone)]
pub struct ChangeOrigin {
    /// Name of the command ("candidate_create").
    pub command: String,
    /// Id of the acting user.
    pub actor: String,
    /// The host: "desktop", "cli", "host", "background".
    pub origin: String,
    /// The instant of the change, from the caller's clock.
    pub at: DateTime<Utc>,
    /// False for work that undo must not touch (background status updates).
    pub undoable: bool,
}

/// What a committed write changed.
#[derive(Debug, Clone, Default)]
pub struct Committed {
    /// Id of the change-log row; `None` when no tracked row changed.
    pub change_id: Option<String>,
    /// The tracked tables that changed.
    pub tables: Vec<String>,
}

/// An open write transaction. Dropping it without [`WriteTx::commit`] rolls everything back.
#[derive(Debug)]
pub struct WriteTx {
    tx: Transaction<'static, Sqlite>,
    change_seq: i64,
    change_id: String,
    rows_before: i64,
    at: DateTime<Utc>,
    summary: String,
    reason: String,
    extra_tables: Vec<String>,
}

impl Workspace {
    /// Opens a write (`BEGIN IMMEDIATE`: it fails now rather than at its first statement).
    pub async fn begin(&self, origin: &ChangeOrigin) -> Result<WriteTx, StoreError> {
        self.begin_part(origin, None).await
    }

    /// After a full disk SQLite has rolled back by itself while sqlx still counts a transaction:
    /// such a connection opens no other one, ever, and is exchanged.
    pub(crate) async fn begin_immediate(
        &self,
    ) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        const BEGIN: &str = "BEGIN IMMEDIATE";
        match self.writer().begin_with(BEGIN).await {
            Err(sqlx::Error::InvalidSavePointStatement) => {
                self.writer().acquire().await?.close().await?;
                self.writer().begin_with(BEGIN).await
            }
            begun => begun,
        }
    }

    /// Opens a further transaction of the same change, for long work in batches: all batches share
    /// one change-log row and are undone together.
    pub async fn begin_part(
        &self,
        origin: &ChangeOrigin,
        part_of: Option<&str>,
    ) -> Result<WriteTx, StoreError> {
        let mut tx = self.begin_immediate().await?;
        let last: Option<String> =
            sqlx::query_scalar!("SELECT hlc FROM changes ORDER BY seq DESC LIMIT 1")
                .fetch_optional(&mut *tx)
                .await?;
        let stamp = hlc::next(last.as_deref(), time::to_ms(origin.at), self.node_id());
        let continued = match part_of {
            Some(id) => sqlx::query_scalar!("SELECT seq FROM changes WHERE id = ?1", id)
                .fetch_optional(&mut *tx)
                .await?
                .map(|seq| (seq, id.to_owned())),
            None => None,
        };
        let (change_seq, change_id) = if let Some(known) = continued {
            known
        } else {
            let id = part_of.map_or_else(|| new_id(origin.at), str::to_owned);
            let at = time::to_ms(origin.at);
            let seq = sqlx::query_scalar!(
                "INSERT INTO changes (id, hlc, at, actor, origin, command, undoable)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING seq",
                id,
                stamp,
                at,
                origin.actor,
                origin.origin,
                origin.command,
                origin.undoable
            )
            .fetch_one(&mut *tx)
            .await?;
            (seq, id)
        };
        let rows_before =
            sqlx::query_scalar!(r#"SELECT coalesce(max(seq), 0) AS "seq!: i64" FROM change_rows"#)
                .fetch_one(&mut *tx)
                .await?;
        // The context table is temporary and unknown to the compile-time check.
        sqlx::query("UPDATE change_context SET change_seq = ?1, hlc = ?2 WHERE id = 1")
            .bind(change_seq)
            .bind(&stamp)
            .execute(&mut *tx)
            .await?;
        Ok(WriteTx {
            tx,
            change_seq,
            change_id,
            rows_before,
            at: origin.at,
            summary: String::new(),
            reason: String::new(),
            extra_tables: Vec::new(),
        })
    }
}

impl WriteTx {
    /// The connection of this transaction.
    pub fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.tx
    }

    /// The instant of this change.
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Id of the change-log row.
    pub fn change_id(&self) -> &str {
        &self.change_id
    }

    pub(crate) fn change_seq(&self) -> i64 {
        self.change_seq
    }

    /// One line for the activity list: what was done, to whom.
    pub fn summarise(&mut self, summary: impl Into<String>) {
        self.summary = summary.into();
    }

    /// Why it was done, in the words of who did it; the log keeps it beside the summary.
    pub fn because(&mut self, reason: impl Into<String>) {
        self.reason = reason.into();
    }

    /// Names an untracked table that changed, so that views of it are refreshed.
    pub fn touch(&mut self, table: &str) {
        self.extra_tables.push(table.to_owned());
    }

    /// Commits. A change that altered no tracked row leaves no change-log row.
    pub async fn commit(mut self) -> Result<Committed, StoreError> {
        // Only the rows of this part: a long import would read its whole log at every batch.
        let mut tables = sqlx::query_scalar!(
            "SELECT DISTINCT table_name FROM change_rows WHERE seq > ?1",
            self.rows_before
        )
        .fetch_all(&mut *self.tx)
        .await?;
        let logged = !tables.is_empty()
            || sqlx::query_scalar!(
                r#"SELECT EXISTS (SELECT 1 FROM change_rows WHERE change_seq = ?1) AS "any!: bool""#,
                self.change_seq
            )
            .fetch_one(&mut *self.tx)
            .await?;
        if logged {
            if !self.summary.is_empty() {
                let summary = Said::stored(&self.summary, &self.reason);
                sqlx::query!(
                    "UPDATE changes SET summary = ?1 WHERE seq = ?2",
                    summary,
                    self.change_seq
                )
                .execute(&mut *self.tx)
                .await?;
            }
        } else {
            sqlx::query!("DELETE FROM changes WHERE seq = ?1", self.change_seq)
                .execute(&mut *self.tx)
                .await?;
        }
        self.tx.commit().await?;
        tables.extend(self.extra_tables);
        Ok(Committed {
            change_id: logged.then_some(self.change_id),
            tables,
        })
    }
}
