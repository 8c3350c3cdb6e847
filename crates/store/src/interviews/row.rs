//! The row of an interview as it is read.

use chrono::{DateTime, NaiveDateTime, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use super::Interview;
use crate::{StoreError, error, time};

/// What every query of interviews begins with.
pub(super) const COLUMNS: &str =
    "SELECT i.*, a.candidate_id, a.job_id, c.full_name AS candidate_name,
    c.time_zone AS candidate_zone, j.title AS job_title,
    (SELECT json_group_array(json_array(x.id, x.full_name)) FROM (
        SELECT p.id, p.full_name FROM interview_participants ip JOIN people p ON p.id = ip.person_id
        WHERE ip.interview_id = i.id ORDER BY ip.position) x) AS interviewers
    FROM interviews i JOIN applications a ON a.id = i.application_id
    JOIN candidates c ON c.id = a.candidate_id JOIN jobs j ON j.id = a.job_id";

/// All rows of a query that begins with [`COLUMNS`].
pub(super) async fn all(
    mut query: QueryBuilder<Sqlite>,
    connection: &mut SqliteConnection,
) -> Result<Vec<Interview>, StoreError> {
    let rows = query.build().fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

/// One row.
pub(super) fn read(row: &SqliteRow) -> Result<Interview, StoreError> {
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
