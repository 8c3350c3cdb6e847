//! Holds: time that is kept for a candidate until it runs out, is released or becomes an interview.

use chrono::{DateTime, Utc};
use muster_domain::hold::HoldState;
use muster_domain::interview::Mode;
use sqlx::{QueryBuilder, Row as _, SqliteConnection};

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, time};

/// A hold with its people.
#[derive(Debug, Clone)]
pub struct Hold {
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
    /// The step of a plan it was made for.
    pub step_id: Option<String>,
    /// What the interview is called.
    pub title: String,
    /// Kind of the interview.
    pub interview_type: String,
    /// Online or in person.
    pub mode: Mode,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// When it runs out.
    pub expires_at: DateTime<Utc>,
    /// The stored state; an active hold past `expires_at` blocks nothing ([`Hold::state_at`]).
    pub state: HoldState,
    /// Id of the user who holds the time.
    pub held_by: String,
    /// The interview it became.
    pub interview_id: Option<String>,
    /// Interviewers, in the order they were named: id and name.
    pub interviewers: Vec<(String, String)>,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
}

impl Hold {
    /// Its state at an instant: whether background work has run since it ran out does not matter.
    pub fn state_at(&self, now: DateTime<Utc>) -> HoldState {
        if self.state == HoldState::Active && self.expires_at <= now {
            HoldState::Expired
        } else {
            self.state
        }
    }
}

const COLUMNS: &str = "SELECT h.*, a.candidate_id, a.job_id, c.full_name AS candidate_name,
    c.time_zone AS candidate_zone, j.title AS job_title,
    (SELECT json_group_array(json_array(x.id, x.full_name)) FROM (
        SELECT p.id, p.full_name FROM hold_people hp JOIN people p ON p.id = hp.person_id
        WHERE hp.hold_id = h.id ORDER BY hp.position) x) AS interviewers
    FROM holds h JOIN applications a ON a.id = h.application_id
    JOIN candidates c ON c.id = a.candidate_id JOIN jobs j ON j.id = a.job_id";

/// One hold.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Hold, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE h.id = ").push_bind(id);
    let row = query.build().fetch_optional(connection).await?;
    read(&row.ok_or_else(|| StoreError::NotFound {
        what: "hold",
        id: id.to_owned(),
    })?)
}

/// What a list of holds shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only of this application.
    pub application_id: Option<String>,
    /// Only in this state, as it is at `now`.
    pub state: Option<HoldState>,
}

/// One page of holds by start.
pub async fn page(
    workspace: &Workspace,
    filter: &Filter,
    now: DateTime<Utc>,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Hold>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE 1 = 1");
    if let Some(id) = &filter.application_id {
        query.push(" AND h.application_id = ").push_bind(id);
    }
    if let Some(state) = filter.state {
        query
            .push(" AND iif(h.state = 'active' AND h.expires_at <= ")
            .push_bind(time::to_ms(now))
            .push(", 'expired', h.state) = ")
            .push_bind(state.as_str());
    }
    if let Some(cursor) = cursor {
        let (start, id) = page::parse(cursor)?;
        let start: i64 = start.parse().map_err(|_| StoreError::BadCursor)?;
        query.push(" AND (h.starts_at, h.id) > (").push_bind(start);
        query.push(", ").push_bind(id).push(")");
    }
    query.push(" ORDER BY h.starts_at, h.id LIMIT ");
    query.push_bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let rows = query.build().fetch_all(workspace.reader()).await?;
    let items = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(items, limit, |h| {
        page::cursor(&time::to_ms(h.starts_at).to_string(), &h.id)
    }))
}

/// The holds of an application that still block at `now`, earliest first.
pub async fn active_of(
    connection: &mut SqliteConnection,
    application_id: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Hold>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE h.state = 'active' AND h.expires_at > ");
    query.push_bind(time::to_ms(now));
    query
        .push(" AND h.application_id = ")
        .push_bind(application_id);
    query.push(" ORDER BY h.starts_at, h.id");
    let rows = query.build().fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

/// Holds that block at `now` and touch `[from, until)`, earliest first: those of these people, or all
/// when nobody is named.
pub async fn on_calendar(
    connection: &mut SqliteConnection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    people: &[String],
    now: DateTime<Utc>,
) -> Result<Vec<Hold>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE h.state = 'active' AND h.expires_at > ");
    query.push_bind(time::to_ms(now));
    query
        .push(" AND h.starts_at < ")
        .push_bind(time::to_ms(until));
    query.push(" AND h.ends_at > ").push_bind(time::to_ms(from));
    if !people.is_empty() {
        query.push(
            " AND EXISTS (SELECT 1 FROM hold_people hp WHERE hp.hold_id = h.id
              AND hp.person_id IN (SELECT value FROM json_each(",
        );
        query.push_bind(error::to_json("hold_people", &people)?);
        query.push(")))");
    }
    query.push(" ORDER BY h.starts_at, h.id");
    let rows = query.build().fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

/// Holds that have run out and are not marked so yet.
pub async fn run_out(
    connection: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<Vec<Hold>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE h.state = 'active' AND h.expires_at <= ");
    query
        .push_bind(time::to_ms(now))
        .push(" ORDER BY h.expires_at, h.id");
    let rows = query.build().fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

/// Adds or replaces a hold and its people.
pub async fn put(tx: &mut WriteTx, hold: &Hold) -> Result<(), StoreError> {
    let (mode, state) = (hold.mode.as_str(), hold.state.as_str());
    let (starts_at, ends_at) = (time::to_ms(hold.starts_at), time::to_ms(hold.ends_at));
    let expires_at = time::to_ms(hold.expires_at);
    let (created_at, updated_at) = (time::to_ms(hold.created_at), time::to_ms(tx.at()));
    sqlx::query!(
        "INSERT INTO holds (id, application_id, step_id, title, interview_type, mode, starts_at,
            ends_at, expires_at, state, held_by, interview_id, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, state = excluded.state,
            interview_id = excluded.interview_id, updated_at = excluded.updated_at",
        hold.id,
        hold.application_id,
        hold.step_id,
        hold.title,
        hold.interview_type,
        mode,
        starts_at,
        ends_at,
        expires_at,
        state,
        hold.held_by,
        hold.interview_id,
        created_at,
        updated_at
    )
    .execute(tx.connection())
    .await?;
    for (position, (person_id, _)) in hold.interviewers.iter().enumerate() {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        sqlx::query!(
            "INSERT INTO hold_people (hold_id, person_id, position) VALUES (?1, ?2, ?3)
             ON CONFLICT (hold_id, person_id) DO NOTHING",
            hold.id,
            person_id,
            position
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Hold, StoreError> {
    let people: String = row.try_get("interviewers")?;
    let mode: String = row.try_get("mode")?;
    let state: String = row.try_get("state")?;
    let instant = |column: &str| -> Result<DateTime<Utc>, StoreError> {
        Ok(time::from_ms(row.try_get(column)?))
    };
    Ok(Hold {
        id: row.try_get("id")?,
        application_id: row.try_get("application_id")?,
        candidate_id: row.try_get("candidate_id")?,
        candidate_name: row.try_get("candidate_name")?,
        candidate_zone: row.try_get("candidate_zone")?,
        job_id: row.try_get("job_id")?,
        job_title: row.try_get("job_title")?,
        step_id: row.try_get("step_id")?,
        title: row.try_get("title")?,
        interview_type: row.try_get("interview_type")?,
        mode: error::word("holds.mode", &mode)?,
        starts_at: instant("starts_at")?,
        ends_at: instant("ends_at")?,
        expires_at: instant("expires_at")?,
        state: error::word("holds.state", &state)?,
        held_by: row.try_get("held_by")?,
        interview_id: row.try_get("interview_id")?,
        interviewers: error::from_json("hold_people", &people)?,
        created_at: instant("created_at")?,
    })
}
