//! The rules of scheduling against stored data, evaluated inside the write transaction, and by
//! `interview_check` before there is one.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::application::Gates;
use muster_domain::interview::{
    Mode, SchedulingLimits, Violation, ViolationCode, accept_overrides, counts_towards_caps,
    holds_time, precheck,
};
use muster_scheduling::attendee::{Attendee, Booked, BusyItem, DEFAULT_BREAK_MINUTES};
use muster_scheduling::slots::BlockerCode;
use muster_scheduling::{check, spoken};
use muster_store::busy::Block;
use muster_store::people::Person;
use muster_store::{Connection, StoreError, interviews};
use serde_json::json;

use crate::settings::WorkspaceSettings;
use crate::{Code, Desk, Failure, busy};

/// How far around a meeting a person's calendar is read: a week back for weekly caps, a month
/// ahead to say when a person is free again.
const BEHIND: TimeDelta = TimeDelta::days(8);
const AHEAD: TimeDelta = TimeDelta::days(30);

/// A meeting to be judged.
#[derive(Debug, Clone)]
pub(crate) struct Proposal<'a> {
    /// The gates of the application.
    pub gates: Gates,
    /// The candidate.
    pub candidate_id: &'a str,
    /// The candidate's name, for messages.
    pub candidate_name: &'a str,
    /// Online or in person.
    pub mode: Mode,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Interviewers.
    pub interviewers: &'a [Person],
    /// The interview that is being moved; its old time does not count.
    pub moving: Option<&'a str>,
    /// Whether notice, horizon and the candidate's time are judged too: not when only the
    /// interviewers change.
    pub time_changes: bool,
}

/// Overrides that came with a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Override<'a> {
    /// Codes to accept.
    pub codes: &'a [ViolationCode],
    /// Why.
    pub reason: Option<&'a str>,
}

/// Everything that speaks against a proposal, in the checking order of FORMATS.md.
pub(crate) async fn violations(
    desk: &Desk,
    connection: &mut Connection,
    settings: &WorkspaceSettings,
    proposal: &Proposal<'_>,
) -> Result<Vec<Violation>, Failure> {
    let limits = SchedulingLimits {
        minimum_notice_minutes: settings.minimum_notice_minutes,
        maximum_days_ahead: settings.maximum_days_ahead,
    };
    let mut found = precheck(
        proposal.gates,
        proposal.mode,
        proposal.starts_at,
        desk.now(),
        limits,
    );
    if !proposal.time_changes {
        found.retain(|v| {
            !matches!(
                v.code,
                ViolationCode::InThePast
                    | ViolationCode::NoticeTooShort
                    | ViolationCode::TooFarAhead
            )
        });
    }
    let attendees = attendees(
        desk,
        connection,
        proposal.interviewers,
        proposal.starts_at - BEHIND,
        proposal.ends_at + AHEAD,
        proposal.moving,
    )
    .await?;
    for (person, attendee) in proposal.interviewers.iter().zip(&attendees) {
        found.extend(interviewer(desk, person, attendee, proposal)?);
    }
    if proposal.time_changes {
        found.extend(candidate(connection, proposal).await?);
    }
    found.sort_by_key(|v| v.code);
    Ok(found)
}

/// Decides about what [`violations`] found. `Ok` holds the codes that were overridden on purpose.
///
/// # Errors
/// The refusal with the first violation's code; all of them are in `details.violations`.
pub(crate) fn decide(
    found: Vec<Violation>,
    overriding: &Override<'_>,
) -> Result<Vec<String>, Failure> {
    let outcome = accept_overrides(found, overriding.codes, overriding.reason).map_err(|e| {
        Failure::new(
            Code::ReasonRequired,
            e.to_string(),
            "Send override_reason; it goes into the log.",
        )
        .with(json!({ "field": "override_reason" }))
    })?;
    refuse(&outcome.remaining)?;
    let mut accepted: Vec<String> = outcome
        .accepted
        .iter()
        .map(|v| v.code.as_str().to_owned())
        .collect();
    accepted.dedup();
    Ok(accepted)
}

fn refuse(remaining: &[Violation]) -> Result<(), Failure> {
    let Some(first) = remaining.first() else {
        return Ok(());
    };
    Err(
        Failure::new(code(first.code), first.message.clone(), first.code.hint())
            .with(json!({ "violations": remaining })),
    )
}

/// The edge's code of a violation.
fn code(violation: ViolationCode) -> Code {
    match violation {
        ViolationCode::NotShortlisted => Code::NotShortlisted,
        ViolationCode::InterviewNotEnabled => Code::InterviewNotEnabled,
        ViolationCode::OnlineNotEnabled => Code::OnlineNotEnabled,
        ViolationCode::InThePast => Code::InThePast,
        ViolationCode::NoticeTooShort => Code::NoticeTooShort,
        ViolationCode::TooFarAhead => Code::TooFarAhead,
        ViolationCode::OutsideWorkingHours => Code::OutsideWorkingHours,
        ViolationCode::InterviewerConflict => Code::InterviewerConflict,
        ViolationCode::CandidateConflict => Code::CandidateConflict,
        ViolationCode::DayCap => Code::DayCap,
        ViolationCode::WeekCap => Code::WeekCap,
    }
}

/// What the slot engine sees of stored people in `[from, until)`, in their order.
pub(crate) async fn attendees(
    desk: &Desk,
    connection: &mut Connection,
    people: &[Person],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    moving: Option<&str>,
) -> Result<Vec<Attendee>, Failure> {
    let mut calendars = busy::of_people(desk, connection, people, from, until).await?;
    let ids: Vec<&str> = people.iter().map(|p| p.id.as_str()).collect();
    let mut taken: HashMap<String, Vec<Booked>> = HashMap::new();
    for t in interviews::taken(connection, &ids, from, until, moving).await? {
        if counts_towards_caps(t.status) {
            taken.entry(t.whose).or_default().push(Booked {
                start: t.starts_at,
                end: t.ends_at,
            });
        }
    }
    Ok(people
        .iter()
        .map(|person| {
            let blocks = calendars.remove(&person.id).unwrap_or_default();
            let booked = taken.remove(&person.id).unwrap_or_default();
            attendee(person, blocks, booked)
        })
        .collect())
}

fn attendee(person: &Person, blocks: Vec<Block>, booked: Vec<Booked>) -> Attendee {
    Attendee {
        id: person.id.clone(),
        time_zone: person.time_zone.clone(),
        required: true,
        working_hours: person.working_hours.clone(),
        date_overrides: person.date_overrides.clone(),
        busy: blocks
            .into_iter()
            .map(|b| BusyItem {
                start: b.starts_at,
                end: b.ends_at,
                status: b.status,
                buffer_before_minutes: 0,
                buffer_after_minutes: 0,
            })
            .collect(),
        tentative: person.tentative,
        buffer_before_minutes: person.buffer_before_minutes,
        buffer_after_minutes: person.buffer_after_minutes,
        maximum_per_day: person.maximum_per_day,
        maximum_per_week: person.maximum_per_week,
        maximum_per_month: None,
        maximum_in_a_row: None,
        break_minutes: DEFAULT_BREAK_MINUTES,
        holidays: Vec::new(),
        lunch: None,
        week_starts_on: person.week_starts_on,
        booked,
    }
}

fn interviewer(
    desk: &Desk,
    person: &Person,
    attendee: &Attendee,
    proposal: &Proposal<'_>,
) -> Result<Vec<Violation>, Failure> {
    let zones = desk.zones();
    let blockers = check::blockers(zones, attendee, proposal.starts_at, proposal.ends_at)
        .map_err(|e| Failure::parameter(&e.field, e.message, e.hint))?;
    let zone = zones.get(&person.time_zone).ok();
    let mut found: Vec<Violation> = Vec::new();
    for blocker in blockers {
        let free = match (blocker.until, &zone) {
            (Some(until), Some(zone)) => {
                format!(" Next possible: {}.", spoken::spoken(until, zone))
            }
            _ => String::new(),
        };
        let name = &person.full_name;
        let (code, what) = match blocker.code {
            BlockerCode::NotWorking => (
                ViolationCode::OutsideWorkingHours,
                format!("{name} does not work then."),
            ),
            BlockerCode::Busy => (
                ViolationCode::InterviewerConflict,
                format!("{name} is busy then."),
            ),
            BlockerCode::Tentative => (
                ViolationCode::InterviewerConflict,
                format!("{name} has something tentative then, which blocks by their setting."),
            ),
            BlockerCode::Unknown => (
                ViolationCode::InterviewerConflict,
                format!("It is not known whether {name} is free then."),
            ),
            BlockerCode::Buffer => (
                ViolationCode::InterviewerConflict,
                format!("{name} has too little time between meetings then."),
            ),
            BlockerCode::DayCap => (
                ViolationCode::DayCap,
                format!("{name} has the most interviews of a day already."),
            ),
            BlockerCode::WeekCap => (
                ViolationCode::WeekCap,
                format!("{name} has the most interviews of a week already."),
            ),
            BlockerCode::Holiday => (
                ViolationCode::OutsideWorkingHours,
                format!("{name} has a holiday then."),
            ),
            BlockerCode::Lunch => (
                ViolationCode::InterviewerConflict,
                format!("{name} would have no time for lunch."),
            ),
            BlockerCode::InARow => (
                ViolationCode::DayCap,
                format!("{name} would have too many interviews without a break."),
            ),
            BlockerCode::MonthCap => (
                ViolationCode::WeekCap,
                format!("{name} has the most interviews of a month already."),
            ),
            BlockerCode::Notice | BlockerCode::Horizon | BlockerCode::Pool => continue,
        };
        // Busy and too little time between meetings are one conflict to a reader.
        if found.iter().any(|v| v.code == code) {
            continue;
        }
        found.push(Violation {
            code,
            message: format!("{what}{free}"),
            attendee: Some(person.id.clone()),
            until: blocker.until,
        });
    }
    Ok(found)
}

async fn candidate(
    connection: &mut Connection,
    proposal: &Proposal<'_>,
) -> Result<Option<Violation>, StoreError> {
    // No interview is longer than a day, so one that overlaps starts within a day of ours.
    let taken = interviews::taken(
        connection,
        &[proposal.candidate_id],
        proposal.starts_at - TimeDelta::days(1),
        proposal.ends_at,
        proposal.moving,
    )
    .await?;
    let clash = taken
        .iter()
        .filter(|t| holds_time(t.status) && t.ends_at > proposal.starts_at)
        .max_by_key(|t| t.ends_at);
    Ok(clash.map(|t| Violation {
        code: ViolationCode::CandidateConflict,
        message: format!("{} has another interview then.", proposal.candidate_name),
        attendee: Some(proposal.candidate_id.to_owned()),
        until: Some(t.ends_at),
    }))
}
