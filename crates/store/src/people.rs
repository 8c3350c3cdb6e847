//! Interviewers and colleagues: when they work and how much they may be booked.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use muster_scheduling::attendee::TentativePolicy;
use muster_scheduling::hours::{DateOverride, HoursRange, Weekday};
use sqlx::SqliteConnection;

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, time};

/// An interviewer or colleague.
#[derive(Debug, Clone)]
pub struct Person {
    /// Id.
    pub id: String,
    /// Name.
    pub full_name: String,
    /// E-mail address; at most one person has it.
    pub email: String,
    /// IANA zone in which the working hours are meant.
    pub time_zone: String,
    /// First day of the week for weekly caps.
    pub week_starts_on: Weekday,
    /// Weekly hours, wall time in `time_zone`.
    pub working_hours: Vec<HoursRange>,
    /// Dates with other hours, or none.
    pub date_overrides: Vec<DateOverride>,
    /// Minutes kept free before an interview.
    pub buffer_before_minutes: u32,
    /// Minutes kept free after an interview.
    pub buffer_after_minutes: u32,
    /// Most interviews in one local day.
    pub maximum_per_day: Option<u32>,
    /// Most interviews in one local week.
    pub maximum_per_week: Option<u32>,
    /// Whether tentative calendar items block.
    pub tentative: TentativePolicy,
    /// Interview types this person takes; empty means all.
    pub interview_types: Vec<String>,
    /// The team, whose settings this person inherits; empty for none.
    pub team: String,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
}

impl Person {
    /// Whether they take interviews of a kind; who says nothing takes all.
    pub fn takes(&self, kind: &str) -> bool {
        let kinds = &self.interview_types;
        kinds.is_empty() || kinds.iter().any(|k| k.eq_ignore_ascii_case(kind.trim()))
    }
}

/// One person.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Person, StoreError> {
    let row = sqlx::query_as!(Row, "SELECT * FROM people WHERE id = ?1", id)
        .fetch_optional(connection)
        .await?;
    row.ok_or_else(|| StoreError::NotFound {
        what: "person",
        id: id.to_owned(),
    })?
    .person()
}

/// One page of people by name.
pub async fn page(
    workspace: &Workspace,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Person>, StoreError> {
    let (name, id) = cursor.map(page::parse).transpose()?.unwrap_or_default();
    let take = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let people = sqlx::query_as!(
        Row,
        "SELECT * FROM people WHERE (full_name, id) > (?1, ?2) ORDER BY full_name, id LIMIT ?3",
        name,
        id,
        take
    )
    .fetch_all(workspace.reader())
    .await?
    .into_iter()
    .map(Row::person)
    .collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(people, limit, |p| {
        page::cursor(&p.full_name, &p.id)
    }))
}

/// All people, by name.
pub async fn all(connection: &mut SqliteConnection) -> Result<Vec<Person>, StoreError> {
    sqlx::query_as!(Row, "SELECT * FROM people ORDER BY full_name, id")
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(Row::person)
        .collect()
}

/// The people with these ids, in the order of the ids.
///
/// # Errors
/// When one of them is not there.
pub async fn named(
    connection: &mut SqliteConnection,
    ids: &[String],
) -> Result<Vec<Person>, StoreError> {
    let wanted = error::to_json("people.id", &ids)?;
    let mut found: HashMap<String, Row> = sqlx::query_as!(
        Row,
        "SELECT * FROM people WHERE id IN (SELECT value FROM json_each(?1))",
        wanted
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| (row.id.clone(), row))
    .collect();
    ids.iter()
        .map(|id| {
            let row = found.remove(id).ok_or_else(|| StoreError::NotFound {
                what: "person",
                id: id.clone(),
            })?;
            row.person()
        })
        .collect()
}

/// The id of the person with this e-mail address, whatever its case.
pub async fn id_by_email(
    connection: &mut SqliteConnection,
    email: &str,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM people WHERE email <> '' AND lower(email) = lower(?1)",
        email
    )
    .fetch_optional(connection)
    .await?)
}

/// Adds or replaces a person.
pub async fn put(tx: &mut WriteTx, person: &Person) -> Result<(), StoreError> {
    let week_starts_on = person.week_starts_on.to_string();
    let working_hours = error::to_json("people.working_hours", &person.working_hours)?;
    let date_overrides = error::to_json("people.date_overrides", &person.date_overrides)?;
    let interview_types = error::to_json("people.interview_types", &person.interview_types)?;
    let tentative = match person.tentative {
        TentativePolicy::Block => "block",
        TentativePolicy::Allow => "allow",
    };
    let (created_at, updated_at) = (time::to_ms(person.created_at), time::to_ms(tx.at()));
    sqlx::query!(
        "INSERT INTO people (id, full_name, email, time_zone, week_starts_on, working_hours,
            date_overrides, buffer_before_minutes, buffer_after_minutes, maximum_per_day,
            maximum_per_week, tentative, interview_types, team, created_at,
            updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
         ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name, email = excluded.email,
            time_zone = excluded.time_zone, week_starts_on = excluded.week_starts_on,
            working_hours = excluded.working_hours, date_overrides = excluded.date_overrides,
            buffer_before_minutes = excluded.buffer_before_minutes,
            buffer_after_minutes = excluded.buffer_after_minutes,
            maximum_per_day = excluded.maximum_per_day, maximum_per_week = excluded.maximum_per_week,
            tentative = excluded.tentative, interview_types = excluded.interview_types,
            team = excluded.team, updated_at = excluded.updated_at",
        person.id,
        person.full_name,
        person.email,
        person.time_zone,
        week_starts_on,
        working_hours,
        date_overrides,
        person.buffer_before_minutes,
        person.buffer_after_minutes,
        person.maximum_per_day,
        person.maximum_per_week,
        tentative,
        interview_types,
        person.team,
        created_at,
        updated_at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

struct Row {
    id: String,
    full_name: String,
    email: String,
    time_zone: String,
    week_starts_on: String,
    working_hours: String,
    date_overrides: String,
    buffer_before_minutes: i64,
    buffer_after_minutes: i64,
    maximum_per_day: Option<i64>,
    maximum_per_week: Option<i64>,
    tentative: String,
    interview_types: String,
    team: String,
    created_at: i64,
    #[expect(dead_code, reason = "part of SELECT *; nothing reads it yet")]
    updated_at: i64,
}

impl Row {
    fn person(self) -> Result<Person, StoreError> {
        let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Person {
            week_starts_on: error::from_json(
                "people.week_starts_on",
                &format!("\"{}\"", self.week_starts_on),
            )?,
            working_hours: error::from_json("people.working_hours", &self.working_hours)?,
            date_overrides: error::from_json("people.date_overrides", &self.date_overrides)?,
            interview_types: error::from_json("people.interview_types", &self.interview_types)?,
            buffer_before_minutes: count(self.buffer_before_minutes),
            buffer_after_minutes: count(self.buffer_after_minutes),
            maximum_per_day: self.maximum_per_day.map(count),
            maximum_per_week: self.maximum_per_week.map(count),
            tentative: if self.tentative == "allow" {
                TentativePolicy::Allow
            } else {
                TentativePolicy::Block
            },
            created_at: time::from_ms(self.created_at),
            id: self.id,
            full_name: self.full_name,
            email: self.email,
            time_zone: self.time_zone,
            team: self.team,
        })
    }
}
