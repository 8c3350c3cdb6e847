//! Interviews: when, with whom, in which state.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use muster_domain::interview::{Mode, Status};
use sqlx::{QueryBuilder, Row as _, SqliteConnection};

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, time};

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

const COLUMNS: &str = "SELECT i.*, a.candidate_id, a.job_id, c.full_name AS candidate_name,
    c.time_zone AS candidate_zone, j.title AS job_title,
    (SELECT json_group_array(json_array(x.id, x.full_name)) FROM (
        SELECT p.id, p.full_name FROM interview_participants ip JOIN people p ON p.id = ip.person_id
        WHERE ip.interview_id = i.id ORDER BY ip.position) x) AS interviewers
    FROM interviews i JOIN applications a ON a.id = i.application_id
    JOIN candidates c ON c.id = a.candidate_id JOIN jobs j ON j.id = a.job_id";

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
    query
        .build()
        .fetch_all(connection)
        .await?
        .iter()
        .map(read)
        .collect()
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
    query
        .build()
        .fetch_all(connection)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Whether any secret of this workspace is sealed, so that a lost key is told from a new workspace.
pub async fn any_sealed(workspace: &Workspace) -> Result<bool, StoreError> {
    let n = sqlx::query_scalar!("SELECT EXISTS (SELECT 1 FROM interviews WHERE room_sealed <> '')")
        .fetch_one(workspace.reader())
        .await?;
    Ok(n != 0)
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
    query
        .build()
        .fetch_all(connection)
        .await?
        .iter()
        .map(read)
        .collect()
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
    query
        .build()
        .fetch_all(connection)
        .await?
        .iter()
        .map(read)
        .collect()
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

/// What takes a stretch of someone's time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenBy {
    /// The interview of this id.
    Interview(String),
    /// The active hold of this id.
    Hold(String),
}

impl TakenBy {
    /// The id of the interview or hold.
    pub fn id(&self) -> &str {
        match self {
            Self::Interview(id) | Self::Hold(id) => id,
        }
    }
}

/// A stretch that an interview or an active hold takes from one of its people.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The interviewer or candidate.
    pub whose: String,
    /// What takes it.
    pub by: TakenBy,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Its status; a hold is tentative.
    pub status: Status,
}

/// What [`taken`] leaves out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Except<'a> {
    /// An interview that is being moved or looked at.
    pub interview: Option<&'a str>,
    /// A hold that is being confirmed.
    pub hold: Option<&'a str>,
    /// An application whose holds do not count, because other times for it are looked for.
    pub holds_of: Option<&'a str>,
}

/// The interviews of these interviewers and candidates that start in `[from, until)`, all
/// statuses, and the holds that are active at `now`, without `except`, earliest first.
pub async fn taken(
    connection: &mut SqliteConnection,
    whose: &[&str],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
    except: Except<'_>,
) -> Result<Vec<Taken>, StoreError> {
    let whose = error::to_json("interview_participants", &whose)?;
    let (from, until, now) = (time::to_ms(from), time::to_ms(until), time::to_ms(now));
    sqlx::query!(
        r#"SELECT p.person_id AS "whose!: String", i.id AS "id!: String",
            i.starts_at AS "starts_at!: i64", i.ends_at AS "ends_at!: i64",
            i.status AS "status!: String", 0 AS "is_hold!: bool"
           FROM interview_participants p JOIN interviews i ON i.id = p.interview_id
           WHERE p.person_id IN (SELECT value FROM json_each(?1))
            AND i.starts_at >= ?2 AND i.starts_at < ?3 AND i.id IS NOT ?4
           UNION ALL
           SELECT a.candidate_id, i.id, i.starts_at, i.ends_at, i.status, 0
           FROM applications a JOIN interviews i ON i.application_id = a.id
           WHERE a.candidate_id IN (SELECT value FROM json_each(?1))
            AND i.starts_at >= ?2 AND i.starts_at < ?3 AND i.id IS NOT ?4
           UNION ALL
           SELECT hp.person_id, h.id, h.starts_at, h.ends_at, 'tentative', 1
           FROM holds h JOIN hold_people hp ON hp.hold_id = h.id
           WHERE h.state = 'active' AND h.expires_at > ?5
            AND hp.person_id IN (SELECT value FROM json_each(?1))
            AND h.starts_at >= ?2 AND h.starts_at < ?3
            AND h.id IS NOT ?6 AND h.application_id IS NOT ?7
           UNION ALL
           SELECT a.candidate_id, h.id, h.starts_at, h.ends_at, 'tentative', 1
           FROM holds h JOIN applications a ON a.id = h.application_id
           WHERE h.state = 'active' AND h.expires_at > ?5
            AND a.candidate_id IN (SELECT value FROM json_each(?1))
            AND h.starts_at >= ?2 AND h.starts_at < ?3
            AND h.id IS NOT ?6 AND h.application_id IS NOT ?7
           ORDER BY 3, 2"#,
        whose,
        from,
        until,
        except.interview,
        now,
        except.hold,
        except.holds_of
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|r| {
        Ok(Taken {
            whose: r.whose,
            by: if r.is_hold {
                TakenBy::Hold(r.id)
            } else {
                TakenBy::Interview(r.id)
            },
            starts_at: time::from_ms(r.starts_at),
            ends_at: time::from_ms(r.ends_at),
            status: error::word("interviews.status", &r.status)?,
        })
    })
    .collect()
}

/// Adds or replaces an interview and its people.
pub async fn put(tx: &mut WriteTx, i: &Interview) -> Result<(), StoreError> {
    let (mode, status) = (i.mode.as_str(), i.status.as_str());
    let (starts_at, ends_at) = (time::to_ms(i.starts_at), time::to_ms(i.ends_at));
    let local_start = i.local_start.format("%Y-%m-%dT%H:%M:%S").to_string();
    let overrides = error::to_json("interviews.overrides", &i.overrides)?;
    let leads = i
        .reminder_leads
        .as_ref()
        .map(|l| error::to_json("interviews.reminder_leads", l))
        .transpose()?;
    let candidate_joined_at = i.candidate_joined_at.map(time::to_ms);
    let interviewer_joined_at = i.interviewer_joined_at.map(time::to_ms);
    let (created_at, updated_at) = (time::to_ms(i.created_at), time::to_ms(tx.at()));
    sqlx::query!(
        "INSERT INTO interviews (id, application_id, scheduled_by, interview_type, mode, status,
            starts_at, ends_at, local_start, time_zone, location, meeting_link, notes, room_hash,
            room_sealed, uid, sequence, candidate_joined_at, interviewer_joined_at,
            needs_confirmation, overrides, reminder_leads, cancel_reason, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19, ?20, ?21, ?22, ?23, ?24, ?25)
         ON CONFLICT (id) DO UPDATE SET interview_type = excluded.interview_type,
            mode = excluded.mode, status = excluded.status, starts_at = excluded.starts_at,
            ends_at = excluded.ends_at, local_start = excluded.local_start,
            time_zone = excluded.time_zone, location = excluded.location,
            meeting_link = excluded.meeting_link, notes = excluded.notes,
            room_hash = excluded.room_hash, room_sealed = excluded.room_sealed,
            sequence = excluded.sequence, candidate_joined_at = excluded.candidate_joined_at,
            interviewer_joined_at = excluded.interviewer_joined_at,
            needs_confirmation = excluded.needs_confirmation, overrides = excluded.overrides,
            reminder_leads = excluded.reminder_leads, cancel_reason = excluded.cancel_reason,
            updated_at = excluded.updated_at",
        i.id,
        i.application_id,
        i.scheduled_by,
        i.interview_type,
        mode,
        status,
        starts_at,
        ends_at,
        local_start,
        i.time_zone,
        i.location,
        i.meeting_link,
        i.notes,
        i.room_hash,
        i.room_sealed,
        i.uid,
        i.sequence,
        candidate_joined_at,
        interviewer_joined_at,
        i.needs_confirmation,
        overrides,
        leads,
        i.cancel_reason,
        created_at,
        updated_at
    )
    .execute(tx.connection())
    .await?;
    put_people(tx, i).await
}

async fn put_people(tx: &mut WriteTx, i: &Interview) -> Result<(), StoreError> {
    let ids: Vec<&str> = i.interviewers.iter().map(|(id, _)| id.as_str()).collect();
    let wanted = error::to_json("interview_participants", &ids)?;
    sqlx::query!(
        "DELETE FROM interview_participants
         WHERE interview_id = ?1 AND person_id NOT IN (SELECT value FROM json_each(?2))",
        i.id,
        wanted
    )
    .execute(tx.connection())
    .await?;
    for (position, person_id) in ids.iter().enumerate() {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        sqlx::query!(
            "INSERT INTO interview_participants (interview_id, person_id, position)
             VALUES (?1, ?2, ?3)
             ON CONFLICT (interview_id, person_id) DO UPDATE SET position = excluded.position",
            i.id,
            person_id,
            position
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Interview, StoreError> {
    let people: String = row.try_get("interviewers")?;
    let overrides: String = row.try_get("overrides")?;
    let leads: Option<String> = row.try_get("reminder_leads")?;
    let mode: String = row.try_get("mode")?;
    let status: String = row.try_get("status")?;
    let local_start: String = row.try_get("local_start")?;
    let instant = |column: &str| -> Result<DateTime<Utc>, StoreError> {
        Ok(time::from_ms(row.try_get(column)?))
    };
    let maybe = |column: &str| -> Result<Option<DateTime<Utc>>, StoreError> {
        Ok(row.try_get::<Option<i64>, _>(column)?.map(time::from_ms))
    };
    Ok(Interview {
        id: row.try_get("id")?,
        application_id: row.try_get("application_id")?,
        candidate_id: row.try_get("candidate_id")?,
        candidate_name: row.try_get("candidate_name")?,
        candidate_zone: row.try_get("candidate_zone")?,
        job_id: row.try_get("job_id")?,
        job_title: row.try_get("job_title")?,
        scheduled_by: row.try_get("scheduled_by")?,
        interview_type: row.try_get("interview_type")?,
        mode: error::word("interviews.mode", &mode)?,
        status: error::word("interviews.status", &status)?,
        starts_at: instant("starts_at")?,
        ends_at: instant("ends_at")?,
        local_start: NaiveDateTime::parse_from_str(&local_start, "%Y-%m-%dT%H:%M:%S")
            .unwrap_or_default(),
        time_zone: row.try_get("time_zone")?,
        interviewers: error::from_json("interview_participants", &people)?,
        location: row.try_get("location")?,
        meeting_link: row.try_get("meeting_link")?,
        notes: row.try_get("notes")?,
        room_hash: row.try_get("room_hash")?,
        room_sealed: row.try_get("room_sealed")?,
        uid: row.try_get("uid")?,
        sequence: row.try_get("sequence")?,
        candidate_joined_at: maybe("candidate_joined_at")?,
        interviewer_joined_at: maybe("interviewer_joined_at")?,
        needs_confirmation: row.try_get("needs_confirmation")?,
        overrides: error::from_json("interviews.overrides", &overrides)?,
        reminder_leads: leads
            .map(|l| error::from_json("interviews.reminder_leads", &l))
            .transpose()?,
        cancel_reason: row.try_get("cancel_reason")?,
        created_at: instant("created_at")?,
    })
}
