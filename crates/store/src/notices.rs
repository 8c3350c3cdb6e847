//! The in-app list of what Muster told the recruiter. Local to this file, not part of undo.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;
use sqlx::Row as _;

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, time};

/// One notice.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Id.
    pub id: String,
    /// What kind ("reminder", "reminder_summary").
    pub kind: String,
    /// The text.
    pub title: String,
    /// A second line; empty when there is none.
    pub body: String,
    /// The interview to open.
    pub interview_id: Option<String>,
    /// When it was told.
    pub at: DateTime<Utc>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
}

/// Adds a notice.
pub async fn add(tx: &mut WriteTx, notice: &Notice) -> Result<(), StoreError> {
    let (at, read_at) = (time::to_ms(notice.at), notice.read_at.map(time::to_ms));
    sqlx::query!(
        "INSERT INTO notices (id, kind, title, body, interview_id, at, read_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        notice.id,
        notice.kind,
        notice.title,
        notice.body,
        notice.interview_id,
        at,
        read_at
    )
    .execute(tx.connection())
    .await?;
    tx.touch("notices");
    Ok(())
}

/// One page of notices, newest first.
pub async fn page(
    workspace: &Workspace,
    unread_only: bool,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Notice>, StoreError> {
    let mut query = QueryBuilder::new("SELECT * FROM notices WHERE 1 = 1");
    if unread_only {
        query.push(" AND read_at IS NULL");
    }
    if let Some(cursor) = cursor {
        let (at, id) = page::parse(cursor)?;
        let at: i64 = at.parse().map_err(|_| StoreError::BadCursor)?;
        query
            .push(" AND (at, id) < (")
            .push_bind(at)
            .push(", ")
            .push_bind(id)
            .push(")");
    }
    query.push(" ORDER BY at DESC, id DESC LIMIT ");
    query.push_bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let rows = query.build().fetch_all(workspace.reader()).await?;
    let notices = rows
        .iter()
        .map(|row| {
            Ok(Notice {
                id: row.try_get("id")?,
                kind: row.try_get("kind")?,
                title: row.try_get("title")?,
                body: row.try_get("body")?,
                interview_id: row.try_get("interview_id")?,
                at: time::from_ms(row.try_get("at")?),
                read_at: row.try_get::<Option<i64>, _>("read_at")?.map(time::from_ms),
            })
        })
        .collect::<Result<Vec<_>, sqlx::Error>>()?;
    Ok(Page::cut(notices, limit, |n| {
        page::cursor(&time::to_ms(n.at).to_string(), &n.id)
    }))
}

/// Marks one notice, or all, as read.
pub async fn mark_read(tx: &mut WriteTx, id: Option<&str>) -> Result<(), StoreError> {
    let at = time::to_ms(tx.at());
    if let Some(id) = id {
        sqlx::query_scalar!("SELECT id FROM notices WHERE id = ?1", id)
            .fetch_optional(tx.connection())
            .await?
            .ok_or_else(|| StoreError::NotFound {
                what: "notice",
                id: id.to_owned(),
            })?;
    }
    sqlx::query!(
        "UPDATE notices SET read_at = ?2 WHERE read_at IS NULL AND (?1 IS NULL OR id = ?1)",
        id,
        at
    )
    .execute(tx.connection())
    .await?;
    tx.touch("notices");
    Ok(())
}

/// How many notices are unread.
pub async fn unread(workspace: &Workspace) -> Result<u32, StoreError> {
    let n = sqlx::query_scalar!("SELECT count(*) FROM notices WHERE read_at IS NULL")
        .fetch_one(workspace.reader())
        .await?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}
