//! Interviews: when, with whom, in which state.

mod put;
mod row;
mod taken;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use muster_domain::interview::{Mode, Status};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::page::{self, Page};
use crate::{StoreError, Workspace, error, time};
pub use put::put;
use row::{COLUMNS, all, read};
pub use taken::{Except, Taken, TakenBy, taken};

/// An interview with its people.
#[derive(Debug, Clone)]
pub struct Interview {
    /// Id.
    pub id: String,
    /// The application it belongs to.
    pub application_id: String,
    /// The candidate.
    pub candidate_id: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// The candidate's IANA zone; empty when not known.
    pub candidate_zone: String,
    /// The job.
    pub job_id: String,
    /// The job's title.
    pub job_title: String,
    /// Id of the user who scheduled it.
    pub scheduled_by: String,
    /// Kind ("screen", "technical", …).
    pub interview_type: String,
    /// Online or in person.
    pub mode: Mode,
    /// Where it stands.
    pub status: Status,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// The wall time that was promised, in `time_zone`.
    pub local_start: NaiveDateTime,
    /// The IANA zone of the promise.
    pub time_zone: String,
    /// Interviewers, in the order they were named: id and name.
    pub interviewers: Vec<(String, String)>,
    /// Place of an interview in person.
    pub location: String,
    /// A pasted meeting link.
    pub meeting_link: String,
    /// Notes for the team.
    pub notes: String,
    /// SHA-256 of the room id in hex; empty without a room.
    pub room_hash: String,
    /// The room id sealed under the workspace key; empty when it could not be kept.
    pub room_sealed: String,
    /// iCalendar UID, for life.
    pub uid: String,
    /// iCalendar SEQUENCE.
    pub sequence: i64,
    /// First join of the candidate.
    pub candidate_joined_at: Option<DateTime<Utc>>,
    /// First join of an interviewer.
    pub interviewer_joined_at: Option<DateTime<Utc>>,
    /// Its end has passed and the records do not tell what happened.
    pub needs_confirmation: bool,
    /// Rules that were broken on purpose.
    pub overrides: Vec<String>,
    /// Reminder leads of its own, in minutes; `None` for the workspace's.
    pub reminder_leads: Option<Vec<u32>>,
    /// Why it was cancelled.
    pub cancel_reason: String,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
}

/// One interview.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Interview, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE i.id = ").push_bind(id);
    let row = query.build().fetch_optional(connection).await?;
    read(&row.ok_or_else(|| StoreError::NotFound {
        what: "interview",
        id: id.to_owned(),
    })?)
}

/// What an interview list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// Only interviews that end after this instant.
    pub ends_after: Option<DateTime<Utc>>,
    /// Only interviews that start at or after this instant.
    pub starts_from: Option<DateTime<Utc>>,
    /// Only interviews that start before this instant.
    pub starts_before: Option<DateTime<Utc>>,
    /// Only for this job.
    pub job_id: Option<String>,
    /// Only of this candidate.
    pub candidate_id: Option<String>,
    /// Only of this application.
    pub application_id: Option<String>,
    /// Newest first instead of earliest first.
    pub newest_first: bool,
}

/// One page of interviews by start.
pub async fn page(
    workspace: &Workspace,
    filter: &Filter,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Interview>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE 1 = 1");
    if !filter.statuses.is_empty() {
        query.push(" AND i.status IN (");
        let mut list = query.separated(", ");
        for status in &filter.statuses {
            list.push_bind(status.as_str());
        }
        query.push(")");
    }
    for (column, bound) in [
        (" AND i.ends_at > ", filter.ends_after),
        (" AND i.starts_at >= ", filter.starts_from),
        (" AND i.starts_at < ", filter.starts_before),
    ] {
        if let Some(at) = bound {
            query.push(column).push_bind(time::to_ms(at));
        }
    }
    for (column, id) in [
        (" AND a.job_id = ", &filter.job_id),
        (" AND a.candidate_id = ", &filter.candidate_id),
        (" AND i.application_id = ", &filter.application_id),
    ] {
        if let Some(id) = id {
            query.push(column).push_bind(id);
        }
    }
    if let Some(cursor) = cursor {
        let (start, id) = page::parse(cursor)?;
        let start: i64 = start.parse().map_err(|_| StoreError::BadCursor)?;
        let relation = if filter.newest_first { "<" } else { ">" };
        query
            .push(" AND (i.starts_at, i.id) ")
            .push(relation)
            .push(" (");
        query.push_bind(start).push(", ").push_bind(id).push(")");
    }
    let order = if filter.newest_first { " DESC" } else { "" };
    query
        .push(" ORDER BY i.starts_at")
        .push(order)
        .push(", i.id")
        .push(order)
        .push(" LIMIT ");
    query.push_bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let rows = query.build().fetch_all(workspace.reader()).await?;
    let items = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(items, limit, |i| {
        page::cursor(&time::to_ms(i.starts_at).to_string(), &i.id)
    }))
}

/// All interviews of one application, earliest first.
pub async fn of_application(
    connection: &mut SqliteConnection,
    application_id: &str,
) -> Result<Vec<Interview>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query
        .push(" WHERE i.application_id = ")
        .push_bind(application_id);
    query.push(" ORDER BY i.starts_at, i.id");
    all(query, connection).await
}

/// All interviews of these applications, earliest first.
pub async fn of_applications(
    connection: &mut SqliteConnection,
    application_ids: &[&str],
) -> Result<Vec<Interview>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE i.application_id IN (SELECT value FROM json_each(");
    query.push_bind(error::to_json(
        "interviews.application_id",
        &application_ids,
    )?);
    query.push(")) ORDER BY i.starts_at, i.id");
    all(query, connection).await
}

/// Interviews whose end has passed and whose outcome nobody has recorded.
pub async fn awaiting_outcome(
    connection: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<Vec<Interview>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE i.status IN ('scheduled', 'in_progress') AND i.ends_at <= ");
    query
        .push_bind(time::to_ms(now))
        .push(" ORDER BY i.ends_at, i.id");
    all(query, connection).await
}

/// Interviews that are not cancelled and touch `[from, until)`, earliest first: those of these
/// people, or all when nobody is named.
pub async fn on_calendar(
    connection: &mut SqliteConnection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    people: &[String],
) -> Result<Vec<Interview>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE i.status <> 'cancelled' AND i.starts_at < ");
    query.push_bind(time::to_ms(until));
    query.push(" AND i.ends_at > ").push_bind(time::to_ms(from));
    // No interview is longer than a day, so the index on the start bounds the search.
    let earliest = from - TimeDelta::days(1);
    query
        .push(" AND i.starts_at > ")
        .push_bind(time::to_ms(earliest));
    if !people.is_empty() {
        query.push(
            " AND EXISTS (SELECT 1 FROM interview_participants ip WHERE ip.interview_id = i.id
              AND ip.person_id IN (SELECT value FROM json_each(",
        );
        query.push_bind(error::to_json("interview_participants", &people)?);
        query.push(")))");
    }
    query.push(" ORDER BY i.starts_at, i.id");
    all(query, connection).await
}

/// The kinds of interviews that were ever scheduled here, the most frequent first.
pub async fn kinds(workspace: &Workspace) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT interview_type FROM interviews GROUP BY interview_type
         ORDER BY count(*) DESC, interview_type"
    )
    .fetch_all(workspace.reader())
    .await?)
}
