//! The numbers of the first page.

use chrono::{DateTime, Utc};
use muster_domain::interview::Status;

use crate::{StoreError, Workspace, error, time};

/// How many there are of what a recruiter looks at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// Interviews that are not over and not called off.
    pub upcoming: u32,
    /// Interviews that took place.
    pub completed: u32,
    /// Interviews whose end has passed and whose outcome a person has to tell.
    pub needs_confirmation: u32,
    /// Drafts that were answered.
    pub replies: u32,
    /// Drafts that are ready to be sent by hand.
    pub drafts_ready: u32,
    /// Outbox rows that were neither sent nor dropped.
    pub undelivered: u32,
    /// Notices nobody has read.
    pub unread_notices: u32,
}

/// Counts everything at `now`, in one reading.
pub async fn numbers(workspace: &Workspace, now: DateTime<Utc>) -> Result<Numbers, StoreError> {
    let open: Vec<&str> = Status::ALL
        .iter()
        .filter(|s| s.is_open())
        .map(|s| s.as_str())
        .collect();
    let (open, now) = (
        error::to_json("interviews.status", &open)?,
        time::to_ms(now),
    );
    let row = sqlx::query!(
        r#"SELECT
            (SELECT count(*) FROM interviews WHERE ends_at > ?2
                AND status IN (SELECT value FROM json_each(?1))) AS "upcoming!: i64",
            (SELECT count(*) FROM interviews WHERE status = 'completed') AS "completed!: i64",
            (SELECT count(*) FROM interviews WHERE needs_confirmation = 1
                AND status IN ('scheduled', 'in_progress')) AS "needs_confirmation!: i64",
            (SELECT count(*) FROM drafts WHERE state = 'replied') AS "replies!: i64",
            (SELECT count(*) FROM drafts WHERE state = 'ready') AS "drafts_ready!: i64",
            (SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'dropped'))
                AS "undelivered!: i64",
            (SELECT count(*) FROM notices WHERE read_at IS NULL) AS "unread_notices!: i64""#,
        open,
        now
    )
    .fetch_one(workspace.reader())
    .await?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Numbers {
        upcoming: count(row.upcoming),
        completed: count(row.completed),
        needs_confirmation: count(row.needs_confirmation),
        replies: count(row.replies),
        drafts_ready: count(row.drafts_ready),
        undelivered: count(row.undelivered),
        unread_notices: count(row.unread_notices),
    })
}

/// Ids of the past interviews of which a person has to say what happened, the oldest first, at
/// most `limit`.
pub async fn to_confirm(workspace: &Workspace, limit: u32) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM interviews WHERE needs_confirmation = 1
            AND status IN ('scheduled', 'in_progress') ORDER BY starts_at, id LIMIT ?1",
        limit
    )
    .fetch_all(workspace.reader())
    .await?)
}

/// What the window always shows at its foot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foot {
    /// Name of the acting user or person.
    pub actor_name: String,
    /// Candidates, without those that were merged away.
    pub candidates: u32,
    /// Outbox rows that were neither sent nor dropped.
    pub undelivered: u32,
}

/// Reads the foot for the user or person `actor`, in one reading.
pub async fn foot(workspace: &Workspace, actor: &str) -> Result<Foot, StoreError> {
    let row = sqlx::query!(
        r#"SELECT
            COALESCE((SELECT full_name FROM users WHERE id = ?1),
                (SELECT full_name FROM people WHERE id = ?1), 'Muster') AS "actor_name!: String",
            (SELECT count(*) FROM candidates WHERE merged_into IS NULL) AS "candidates!: i64",
            (SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'dropped'))
                AS "undelivered!: i64""#,
        actor
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(Foot {
        actor_name: row.actor_name,
        candidates: u32::try_from(row.candidates).unwrap_or(u32::MAX),
        undelivered: u32::try_from(row.undelivered).unwrap_or(u32::MAX),
    })
}
