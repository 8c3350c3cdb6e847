//! `interview_check`: what the rules would say, before anything is written.

use chrono::{DateTime, NaiveDate, Utc};
use muster_domain::interview::{Mode, Violation, ViolationCode};
use muster_scheduling::day_grid::LocalDay;
use muster_store::{Connection, applications, interviews, people};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::create::{self, check_people, check_zone, duration, end, names};
use super::rules;
use super::update::{self, Update};
use super::view::{MeetingWords, ReaderClock};
use crate::interview_plans::length::usual;
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// A place on the reader's calendar.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayMinute {
    /// A local date of the reader.
    pub date: NaiveDate,
    /// Elapsed minutes since the start of that local day, as `schedule_days` counts them.
    pub minutes: u32,
}

/// Parameters of `interview_check`: an interview to move, or an application for a new one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The interview to move. What is not given stays as it is, and its present time does not
    /// count against it.
    pub id: Option<String>,
    /// The application of a new interview.
    pub application_id: Option<String>,
    /// Kind; it gives the length when there is none.
    pub interview_type: Option<String>,
    /// Online or in person. A new interview is online where that is enabled.
    pub mode: Option<Mode>,
    /// Interviewers; nobody yet when absent or empty.
    pub interviewer_ids: Option<Vec<String>>,
    /// Length in whole minutes, 5 to 720.
    pub duration_minutes: Option<u32>,
    /// Start.
    pub starts_at: Option<DateTime<Utc>>,
    /// The start as a place on the reader's calendar, instead of `starts_at`.
    pub at: Option<DayMinute>,
    /// The IANA zone in which the time is promised.
    pub time_zone: Option<String>,
}

/// Whether an interview can be held at a time, and how that time is said.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InterviewCheck {
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// The start in words, in the reader's zone.
    pub spoken: String,
    /// The start in words, in the reader's zone and in the candidate's (or the promised one).
    pub spoken_both: String,
    /// Start and end on the reader's clock: "15:00–15:45".
    pub spoken_time: String,
    /// The start on the clock of the other side; null when that is the reader's own zone.
    pub spoken_theirs: Option<String>,
    /// Whether no rule speaks against it.
    pub allowed: bool,
    /// Everything that speaks against it, in the order of FORMATS.md.
    pub violations: Vec<CheckedRule>,
}

/// One rule that an interview would break.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckedRule {
    /// The code.
    pub code: ViolationCode,
    /// What is wrong and what to do next.
    pub message: String,
    /// Id of the person it concerns, when it concerns one.
    pub attendee: Option<String>,
    /// That person's name.
    pub attendee_name: Option<String>,
    /// The earliest instant at which it stops applying, when that is known.
    pub until: Option<DateTime<Utc>>,
    /// Whether it may be broken on purpose, with a reason.
    pub overridable: bool,
}

/// What was asked, made whole, and what the rules say about it.
struct Asked {
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    /// IANA zone of the other side.
    theirs: String,
    /// Ids and names of everyone a violation may concern.
    names: Vec<(String, String)>,
    found: Vec<Violation>,
}

/// `interview_check`: the rules of `interview_create` or `interview_update`, and nothing written.
pub async fn check(desk: &Desk, params: Check) -> Result<InterviewCheck, Failure> {
    let reader = ReaderClock::of(desk).await?;
    if let Some(zone) = &params.time_zone {
        check_zone(desk, zone)?;
    }
    if let Some(ids) = params
        .interviewer_ids
        .as_ref()
        .filter(|ids| !ids.is_empty())
    {
        check_people(ids)?;
    }
    let starts_at = start(&reader, &params)?;
    let workspace = desk.workspace().await?;
    let settings = WorkspaceSettings::load(workspace).await?;
    let mut connection = workspace.read().await?;
    let asked = match (&params.id, &params.application_id) {
        (Some(id), None) => moved(desk, &mut connection, &settings, id, starts_at, &params).await?,
        (None, Some(application)) => {
            let zone = reader.zone_name();
            fresh(
                desk,
                &mut connection,
                &settings,
                application,
                starts_at,
                zone,
                &params,
            )
            .await?
        }
        (Some(_), Some(_)) => {
            return Err(Failure::parameter(
                "application_id",
                "An interview and an application were both named.",
                "Give `id` to move an interview, or `application_id` for a new one.",
            ));
        }
        (None, None) => {
            return Err(Failure::parameter(
                "id",
                "Neither an interview nor an application was named.",
                "Give `id` to move an interview, or `application_id` for a new one.",
            ));
        }
    };
    drop(connection);
    let words = reader.meeting(desk.zones(), asked.starts_at, asked.ends_at, &asked.theirs);
    Ok(answer(&asked, words))
}

fn answer(asked: &Asked, words: MeetingWords) -> InterviewCheck {
    let name_of = |id: &str| asked.names.iter().find(|(known, _)| known == id);
    InterviewCheck {
        starts_at: asked.starts_at,
        ends_at: asked.ends_at,
        spoken: words.spoken,
        spoken_both: words.spoken_both,
        spoken_time: words.spoken_time,
        spoken_theirs: words.spoken_theirs,
        allowed: asked.found.is_empty(),
        violations: asked
            .found
            .iter()
            .map(|v| CheckedRule {
                code: v.code,
                message: v.message.clone(),
                attendee: v.attendee.clone(),
                attendee_name: v
                    .attendee
                    .as_deref()
                    .and_then(name_of)
                    .map(|(_, name)| name.clone()),
                until: v.until,
                overridable: v.code.overridable(),
            })
            .collect(),
    }
}

/// The start that was asked for, if any.
fn start(reader: &ReaderClock, params: &Check) -> Result<Option<DateTime<Utc>>, Failure> {
    let Some(at) = params.at else {
        return Ok(params.starts_at);
    };
    if params.starts_at.is_some() {
        return Err(Failure::parameter(
            "at",
            "The start was given twice.",
            "Give `starts_at` or `at`, not both.",
        ));
    }
    let day = LocalDay::new(reader.zone(), at.date).ok_or_else(|| {
        Failure::parameter(
            "at.date",
            format!("There is no {} on your calendar.", at.date),
            "Choose another date.",
        )
    })?;
    let instant = day.instant(at.minutes).ok_or_else(|| {
        Failure::parameter(
            "at.minutes",
            format!(
                "{} is {} minutes long, so it has no minute {}.",
                at.date,
                day.length_minutes(),
                at.minutes
            ),
            "Count the minutes from the start of that day, as `schedule_days` does.",
        )
    })?;
    Ok(Some(instant))
}

/// An interview that is there already, somewhere else.
async fn moved(
    desk: &Desk,
    connection: &mut Connection,
    settings: &WorkspaceSettings,
    id: &str,
    starts_at: Option<DateTime<Utc>>,
    params: &Check,
) -> Result<Asked, Failure> {
    let before = interviews::get(connection, id).await?;
    let mut after = before.clone();
    let wanted = Update {
        starts_at,
        duration_minutes: params.duration_minutes,
        time_zone: params.time_zone.clone(),
        interview_type: params.interview_type.clone(),
        mode: params.mode,
        ..Update::default()
    };
    update::change(&mut after, &wanted)?;
    if let Some(ids) = &params.interviewer_ids {
        after.interviewers = names(people::named(connection, ids).await?);
    }
    let found = update::violations(desk, connection, settings, &before, &after).await?;
    let mut names = after.interviewers;
    names.push((after.candidate_id, after.candidate_name));
    Ok(Asked {
        starts_at: after.starts_at,
        ends_at: after.ends_at,
        theirs: if after.candidate_zone.is_empty() {
            after.time_zone
        } else {
            after.candidate_zone
        },
        names,
        found: found.unwrap_or_default(),
    })
}

/// An interview that is not there yet.
async fn fresh(
    desk: &Desk,
    connection: &mut Connection,
    settings: &WorkspaceSettings,
    application_id: &str,
    starts_at: Option<DateTime<Utc>>,
    readers_zone: &str,
    params: &Check,
) -> Result<Asked, Failure> {
    let starts_at = starts_at.ok_or_else(|| {
        Failure::parameter(
            "starts_at",
            "It was not said when the interview would start.",
            "Give `starts_at`, or `at` as a place on your calendar.",
        )
    })?;
    let kind = params.interview_type.as_deref().unwrap_or("standard");
    let length = duration(
        params
            .duration_minutes
            .unwrap_or_else(|| usual(kind, settings)),
    )?;
    let ends_at = end(starts_at, length)?;
    let application = applications::get(connection, application_id).await?;
    let mode = params
        .mode
        .unwrap_or(if application.gates.online_interview_enabled {
            Mode::Online
        } else {
            Mode::Offline
        });
    let ids = params.interviewer_ids.as_deref().unwrap_or_default();
    let interviewers = people::named(connection, ids).await?;
    let proposal = create::proposal(&application, mode, starts_at, ends_at, &interviewers);
    let found = rules::violations(desk, connection, settings, &proposal).await?;
    let promised = params.time_zone.as_deref().unwrap_or(readers_zone);
    let mut names = names(interviewers);
    names.push((application.candidate_id, application.candidate_name));
    Ok(Asked {
        starts_at,
        ends_at,
        theirs: if application.candidate_zone.is_empty() {
            promised.to_owned()
        } else {
            application.candidate_zone
        },
        names,
        found,
    })
}
