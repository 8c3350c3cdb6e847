//! The rules of scheduling against stored data, evaluated inside the write transaction, and by
//! `interview_check` before there is one.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use muster_domain::application::Gates;
use muster_domain::availability::Setting;
use muster_domain::interview::{
    Mode, SchedulingLimits, Violation, ViolationCode, accept_overrides, counts_towards_caps,
    holds_time, precheck,
};
use muster_scheduling::attendee::{Attendee, Booked, BusyItem, BusyStatus, TentativePolicy};
use muster_scheduling::hours::{HoursRange, Weekday};
use muster_scheduling::slots::{Blocker, BlockerCode};
use muster_scheduling::zone::Zone;
use muster_scheduling::{check, spoken};
use muster_store::busy::Block;
use muster_store::interviews::{self, Except, TakenBy};
use muster_store::people::Person;
use muster_store::{Connection, StoreError};
use serde_json::json;

use crate::availability::effective::{Effective, Layers};
use crate::settings::WorkspaceSettings;
use crate::{Code, Desk, Failure, busy};

/// How far around meetings calendars are read: a month back for caps by month, a month ahead to say
/// when a person is free again.
const AROUND: TimeDelta = TimeDelta::days(32);

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
    /// What does not count: the old time of an interview that is being moved, a hold that is
    /// being confirmed.
    pub except: Except<'a>,
    /// Whether notice, horizon and the candidate's time are judged too: not when only the
    /// interviewers change.
    pub time_changes: bool,
    /// Whether the time was kept by a hold: notice and horizon were judged then.
    pub agreed: bool,
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
    if proposal.agreed {
        found.retain(|v| {
            !matches!(
                v.code,
                ViolationCode::NoticeTooShort | ViolationCode::TooFarAhead
            )
        });
    }
    let attendees = attendees(
        desk,
        connection,
        proposal.interviewers,
        proposal.starts_at,
        proposal.ends_at,
        proposal.except,
    )
    .await?;
    for (person, attendee) in proposal.interviewers.iter().zip(&attendees) {
        found.extend(interviewer(desk, person, attendee, proposal)?);
    }
    if proposal.time_changes {
        found.extend(candidate(desk, connection, proposal).await?);
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
            "Write why; it goes into the interview's log.",
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

/// The violation that a blocker of one person is to a person; none for what concerns nobody.
pub(crate) fn violation_code(blocker: BlockerCode) -> Option<ViolationCode> {
    match blocker {
        BlockerCode::NotWorking | BlockerCode::Holiday | BlockerCode::Lunch => {
            Some(ViolationCode::OutsideWorkingHours)
        }
        BlockerCode::Busy | BlockerCode::Tentative | BlockerCode::Unknown | BlockerCode::Buffer => {
            Some(ViolationCode::InterviewerConflict)
        }
        BlockerCode::DayCap | BlockerCode::InARow => Some(ViolationCode::DayCap),
        BlockerCode::WeekCap | BlockerCode::MonthCap => Some(ViolationCode::WeekCap),
        BlockerCode::Notice | BlockerCode::Horizon | BlockerCode::Pool => None,
    }
}

/// The time around meetings that the rules look at.
fn around(
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(DateTime<Utc>, DateTime<Utc>), Failure> {
    let from = from.checked_sub_signed(AROUND);
    let until = until.checked_add_signed(AROUND);
    from.zip(until).ok_or_else(|| {
        Failure::parameter(
            "window",
            "The window lies beyond any calendar.",
            "Give a window of the next weeks.",
        )
    })
}

/// What the slot engine sees of stored people, in their order, for meetings in `[from, until)`:
/// calendars are read as far around it as the rules look.
pub(crate) async fn attendees(
    desk: &Desk,
    connection: &mut Connection,
    people: &[Person],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    except: Except<'_>,
) -> Result<Vec<Attendee>, Failure> {
    let (from, until) = around(from, until)?;
    let mut calendars = busy::of_people(desk, connection, people, from, until).await?;
    let layers = Layers::of(connection, people).await?;
    let ids: Vec<&str> = people.iter().map(|p| p.id.as_str()).collect();
    let mut taken: HashMap<String, Vec<Booked>> = HashMap::new();
    for t in interviews::taken(connection, &ids, from, until, desk.now(), except).await? {
        if counts_towards_caps(t.status) {
            taken.entry(t.whose).or_default().push(Booked {
                start: t.starts_at,
                end: t.ends_at,
            });
        }
    }
    let years = from.year()..=until.year();
    Ok(people
        .iter()
        .map(|person| {
            let blocks = calendars.remove(&person.id).unwrap_or_default();
            let booked = taken.remove(&person.id).unwrap_or_default();
            attendee(person, &layers.person(person), blocks, booked, &years)
        })
        .collect())
}

/// A stored person with the settings that hold for them, as the engine sees them. The one place
/// where availability meets the engine: a setting that the engine learns is passed on here.
fn attendee(
    person: &Person,
    settings: &Effective,
    blocks: Vec<Block>,
    booked: Vec<Booked>,
    years: &std::ops::RangeInclusive<i32>,
) -> Attendee {
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
        tentative: settings.tentative(),
        buffer_before_minutes: settings.minutes(Setting::BufferBefore),
        buffer_after_minutes: settings.minutes(Setting::BufferAfter),
        maximum_per_day: settings.cap(Setting::MaximumPerDay),
        maximum_per_week: settings.cap(Setting::MaximumPerWeek),
        maximum_per_month: settings.cap(Setting::MaximumPerMonth),
        maximum_in_a_row: settings.cap(Setting::MaximumInARow),
        break_minutes: settings.minutes(Setting::BreakMinutes),
        holidays: settings.days_off(years.clone()),
        lunch: settings.lunch(),
        week_starts_on: person.week_starts_on,
        booked,
    }
}

/// The candidate as someone who is free but for their other interviews and holds.
pub(crate) async fn candidate_attendee(
    desk: &Desk,
    connection: &mut Connection,
    candidate_id: &str,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    except: Except<'_>,
) -> Result<Attendee, Failure> {
    let (from, until) = around(from, until)?;
    let taken =
        interviews::taken(connection, &[candidate_id], from, until, desk.now(), except).await?;
    let day = serde_json::from_value::<HoursRange>(serde_json::json!({
        "days": Weekday::ALL, "start": "00:00", "end": "24:00"
    }))
    .map_err(Failure::internal)?;
    Ok(Attendee {
        id: candidate_id.to_owned(),
        time_zone: "UTC".to_owned(),
        required: true,
        working_hours: vec![day],
        date_overrides: Vec::new(),
        busy: taken
            .into_iter()
            .filter(|t| holds_time(t.status))
            .map(|t| BusyItem {
                start: t.starts_at,
                end: t.ends_at,
                status: BusyStatus::Busy,
                buffer_before_minutes: 0,
                buffer_after_minutes: 0,
            })
            .collect(),
        tentative: TentativePolicy::Block,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        maximum_per_day: None,
        maximum_per_week: None,
        maximum_per_month: None,
        maximum_in_a_row: None,
        break_minutes: 15,
        holidays: Vec::new(),
        lunch: None,
        week_starts_on: Weekday::Mon,
        booked: Vec::new(),
    })
}

fn interviewer(
    desk: &Desk,
    person: &Person,
    attendee: &Attendee,
    proposal: &Proposal<'_>,
) -> Result<Vec<Violation>, Failure> {
    let zones = desk.zones();
    let blockers = check::blockers(zones, attendee, proposal.starts_at, proposal.ends_at)?;
    let zone = zones.get(&person.time_zone).ok();
    Ok(spoken_violations(person, &blockers, zone.as_ref()))
}

/// The blockers of one person as rules that are broken, in words; `zone` is the person's.
pub(crate) fn spoken_violations(
    person: &Person,
    blockers: &[Blocker],
    zone: Option<&Zone>,
) -> Vec<Violation> {
    let mut found: Vec<Violation> = Vec::new();
    for blocker in blockers {
        let free = match (blocker.until, zone) {
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
            BlockerCode::Holiday => (
                ViolationCode::OutsideWorkingHours,
                format!("{name} has the day off."),
            ),
            BlockerCode::Lunch => (
                ViolationCode::OutsideWorkingHours,
                format!("{name} would have no time for lunch."),
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
    found
}

async fn candidate(
    desk: &Desk,
    connection: &mut Connection,
    proposal: &Proposal<'_>,
) -> Result<Option<Violation>, StoreError> {
    // No interview is longer than a day, so one that overlaps starts within a day of ours.
    let taken = interviews::taken(
        connection,
        &[proposal.candidate_id],
        proposal.starts_at - TimeDelta::days(1),
        proposal.ends_at,
        desk.now(),
        proposal.except,
    )
    .await?;
    let clash = taken
        .iter()
        .filter(|t| holds_time(t.status) && t.ends_at > proposal.starts_at)
        .max_by_key(|t| t.ends_at);
    Ok(clash.map(|t| Violation {
        code: ViolationCode::CandidateConflict,
        message: match t.by {
            TakenBy::Interview(_) => {
                format!("{} has another interview then.", proposal.candidate_name)
            }
            TakenBy::Hold(_) => format!(
                "A time then is on hold for {}. Confirm or release that hold first.",
                proposal.candidate_name
            ),
        },
        attendee: Some(proposal.candidate_id.to_owned()),
        until: Some(t.ends_at),
    }))
}
