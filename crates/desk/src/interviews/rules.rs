//! The rules of scheduling against stored data, evaluated inside the write transaction, and by
//! `interview_check` before there is one.

mod attendees;
mod words;

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::application::Gates;
use muster_domain::interview::{
    Mode, SchedulingLimits, Violation, ViolationCode, accept_overrides, holds_time, precheck,
};
use muster_scheduling::attendee::Attendee;
use muster_scheduling::check;
use muster_store::interviews::{self, Except, TakenBy};
use muster_store::people::Person;
use muster_store::{Connection, StoreError};
use serde_json::json;

use crate::settings::WorkspaceSettings;
use crate::{Code, Desk, Failure};
pub(crate) use attendees::{attendees, candidate_attendee};
pub(crate) use words::{spoken_violations, violation_code};

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
