//! The two events of an interview and their copies in a calendar.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::{StoreError, WriteTx, time};

/// An event of an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewEvent {
    /// The interview.
    pub interview_id: String,
    /// `candidate` or `interviewers`.
    pub audience: String,
    /// Its UID, for life.
    pub uid: String,
    /// Its newest version, as JSON.
    pub version: String,
    /// The calendar that holds a copy, or shall.
    pub calendar_id: Option<String>,
    /// The copy's id there; empty before it is written.
    pub event_id: String,
    /// The copy's version there.
    pub event_version: String,
    /// The copy as it was written, as JSON; empty before.
    pub written: String,
    /// `none`, `waiting`, `writing`, `written`, `failing`, `changed_there`, `deleted_there`,
    /// `removed`.
    pub copy_state: String,
    /// Why, and what to do.
    pub copy_words: String,
    /// How often writing was tried since it last worked.
    pub attempts: u32,
    /// When it is tried next.
    pub next_at: Option<DateTime<Utc>>,
}

struct Row {
    interview_id: String,
    audience: String,
    uid: String,
    version: String,
    calendar_id: Option<String>,
    event_id: String,
    event_version: String,
    written: String,
    copy_state: String,
    copy_words: String,
    attempts: i64,
    next_at: Option<i64>,
}

impl From<Row> for InterviewEvent {
    fn from(r: Row) -> Self {
        Self {
            interview_id: r.interview_id,
            audience: r.audience,
            uid: r.uid,
            version: r.version,
            calendar_id: r.calendar_id,
            event_id: r.event_id,
            event_version: r.event_version,
            written: r.written,
            copy_state: r.copy_state,
            copy_words: r.copy_words,
            attempts: u32::try_from(r.attempts).unwrap_or(u32::MAX),
            next_at: r.next_at.map(time::from_ms),
        }
    }
}

/// The events of an interview.
pub async fn of_interview(
    connection: &mut SqliteConnection,
    interview_id: &str,
) -> Result<Vec<InterviewEvent>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT * FROM interview_events WHERE interview_id = ?1 ORDER BY audience",
        interview_id
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(InterviewEvent::from).collect())
}

/// The event with this UID.
pub async fn by_uid(
    connection: &mut SqliteConnection,
    uid: &str,
) -> Result<Option<InterviewEvent>, StoreError> {
    let row = sqlx::query_as!(Row, "SELECT * FROM interview_events WHERE uid = ?1", uid)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(InterviewEvent::from))
}

/// All UIDs.
pub async fn uids(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!("SELECT uid FROM interview_events")
        .fetch_all(connection)
        .await?)
}

/// Ids of all interviews with events.
pub async fn interviews(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    Ok(
        sqlx::query_scalar!("SELECT DISTINCT interview_id FROM interview_events")
            .fetch_all(connection)
            .await?,
    )
}

/// Events whose copy is to be written by now.
pub async fn due(
    connection: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<Vec<InterviewEvent>, StoreError> {
    let now = time::to_ms(now);
    let rows = sqlx::query_as!(
        Row,
        "SELECT * FROM interview_events WHERE next_at <= ?1 ORDER BY next_at, interview_id, audience
         LIMIT 50",
        now
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(InterviewEvent::from).collect())
}

/// Copies in this calendar whose version there is another than the one that was written, or that
/// the calendar has no longer.
pub async fn drifted(
    connection: &mut SqliteConnection,
    calendar_id: &str,
) -> Result<Vec<InterviewEvent>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT e.interview_id AS "interview_id!", e.audience AS "audience!", e.uid AS "uid!",
            e.version AS "version!", e.calendar_id, e.event_id AS "event_id!",
            e.event_version AS "event_version!", e.written AS "written!",
            e.copy_state AS "copy_state!", e.copy_words AS "copy_words!", e.attempts AS "attempts!",
            e.next_at
         FROM interview_events e
         WHERE e.calendar_id = ?1 AND e.copy_state = 'written' AND NOT EXISTS (
            SELECT 1 FROM calendar_rows r WHERE r.calendar_id = e.calendar_id
                AND r.event_id = e.event_id AND r.version = e.event_version)"#,
        calendar_id
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(InterviewEvent::from).collect())
}

/// Adds or changes an event.
pub async fn put(tx: &mut WriteTx, e: &InterviewEvent) -> Result<(), StoreError> {
    let next_at = e.next_at.map(time::to_ms);
    sqlx::query!(
        "INSERT INTO interview_events (interview_id, audience, uid, version, calendar_id, event_id,
            event_version, written, copy_state, copy_words, attempts, next_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (interview_id, audience) DO UPDATE SET version = excluded.version,
            calendar_id = excluded.calendar_id, event_id = excluded.event_id,
            event_version = excluded.event_version, written = excluded.written,
            copy_state = excluded.copy_state, copy_words = excluded.copy_words,
            attempts = excluded.attempts, next_at = excluded.next_at",
        e.interview_id,
        e.audience,
        e.uid,
        e.version,
        e.calendar_id,
        e.event_id,
        e.event_version,
        e.written,
        e.copy_state,
        e.copy_words,
        e.attempts,
        next_at
    )
    .execute(tx.connection())
    .await?;
    tx.touch("outbox");
    Ok(())
}

/// Interviews to come whose copy somebody changed or deleted in the calendar: id, the candidate's
/// name, what is to be said.
pub async fn troubled(
    connection: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<Vec<(String, String, String)>, StoreError> {
    let now = time::to_ms(now);
    let rows = sqlx::query!(
        r#"SELECT e.interview_id AS "interview_id!", c.full_name AS "full_name!",
            min(e.copy_words) AS "copy_words!: String"
         FROM interview_events e JOIN interviews i ON i.id = e.interview_id
            JOIN applications a ON a.id = i.application_id
            JOIN candidates c ON c.id = a.candidate_id
         WHERE e.copy_state IN ('changed_there', 'deleted_there') AND i.status = 'scheduled'
            AND i.starts_at > ?1
         GROUP BY e.interview_id, c.full_name"#,
        now
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| (r.interview_id, r.full_name, r.copy_words))
        .collect())
}
