//! Violations of scheduling: their codes, their order, and the checks that need no calendar.

use chrono::{DateTime, Duration, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Mode;
use crate::application::{Gates, why_not};
use crate::wire::wire_enum;

wire_enum! {
    /// Why an interview cannot be scheduled, in the checking order of FORMATS.md ("Violations of
    /// scheduling"); the derived order of the enum is that order.
    pub enum ViolationCode as "scheduling violation" {
        /// The candidate is not shortlisted.
        NotShortlisted = "not_shortlisted",
        /// Interviews are not enabled.
        InterviewNotEnabled = "interview_not_enabled",
        /// Online interviews are not enabled, and the mode is `ONLINE`.
        OnlineNotEnabled = "online_not_enabled",
        /// The start is not in the future.
        InThePast = "in_the_past",
        /// Less notice than the workspace asks for.
        NoticeTooShort = "notice_too_short",
        /// Later than the workspace's horizon.
        TooFarAhead = "too_far_ahead",
        /// Outside somebody's working hours.
        OutsideWorkingHours = "outside_working_hours",
        /// An interviewer is busy, buffers included.
        InterviewerConflict = "interviewer_conflict",
        /// The candidate has another interview.
        CandidateConflict = "candidate_conflict",
        /// One interview too many for that local day.
        DayCap = "day_cap",
        /// One interview too many for that local week.
        WeekCap = "week_cap",
    }
}

impl ViolationCode {
    /// Whether a recruiter may accept it with a written reason (FORMATS.md).
    pub const fn overridable(self) -> bool {
        matches!(
            self,
            Self::OutsideWorkingHours | Self::DayCap | Self::WeekCap
        )
    }

    /// What to do next, in general words.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::NotShortlisted => "Shortlist the candidate: press L.",
            Self::InterviewNotEnabled => "Enable interviews: press I.",
            Self::OnlineNotEnabled => "Enable online interviews: press O. Or hold it in person.",
            Self::InThePast | Self::NoticeTooShort => "Choose a later start.",
            Self::TooFarAhead => "Choose an earlier start.",
            Self::OutsideWorkingHours => {
                "Choose a time inside working hours, or override it with a reason."
            }
            Self::InterviewerConflict => "Choose another time or another interviewer.",
            Self::CandidateConflict => "Choose another time for this candidate.",
            Self::DayCap => "Choose another day or interviewer, or override the cap with a reason.",
            Self::WeekCap => {
                "Choose another week or interviewer, or override the cap with a reason."
            }
        }
    }
}

/// One violation as `details.violations` shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Violation {
    /// The code.
    pub code: ViolationCode,
    /// What is wrong and what to do next.
    pub message: String,
    /// The person it concerns, when it concerns one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub attendee: Option<String>,
    /// The earliest instant at which it stops applying, when that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<DateTime<Utc>>,
}

impl Violation {
    /// A violation that concerns nobody in particular.
    pub fn new(code: ViolationCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            attendee: None,
            until: None,
        }
    }
}

/// The two workspace settings about notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SchedulingLimits {
    /// Whole minutes between now and the earliest start.
    pub minimum_notice_minutes: u32,
    /// Days of 24 hours between now and the latest start.
    pub maximum_days_ahead: u32,
}

impl Default for SchedulingLimits {
    /// Two hours and ninety days (FORMATS.md).
    fn default() -> Self {
        Self {
            minimum_notice_minutes: 120,
            maximum_days_ahead: 90,
        }
    }
}

/// The first six checks of FORMATS.md, in their order; all that fail are reported.
///
/// A start in the past also has too little notice: both are listed. A start exactly at the end
/// of the notice, or exactly at the horizon, is allowed.
pub fn precheck(
    gates: Gates,
    mode: Mode,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
    limits: SchedulingLimits,
) -> Vec<Violation> {
    let mut found: Vec<Violation> = why_not(gates, mode)
        .into_iter()
        .map(|gate| Violation::new(gate.code, format!("{} {}", gate.message, gate.hint)))
        .collect();
    if starts_at <= now {
        found.push(Violation {
            until: Some(now),
            ..Violation::new(
                ViolationCode::InThePast,
                "The start is not in the future. Choose a later start.",
            )
        });
    }
    let earliest = now + Duration::minutes(i64::from(limits.minimum_notice_minutes));
    if starts_at < earliest {
        found.push(Violation {
            until: Some(earliest),
            ..Violation::new(
                ViolationCode::NoticeTooShort,
                format!(
                    "This workspace asks for at least {} minutes of notice. Choose a later start, \
                     or lower the notice in the settings.",
                    limits.minimum_notice_minutes
                ),
            )
        });
    }
    if starts_at > now + Duration::days(i64::from(limits.maximum_days_ahead)) {
        found.push(Violation::new(
            ViolationCode::TooFarAhead,
            format!(
                "This workspace schedules at most {} days ahead. Choose an earlier start, or raise \
                 the limit in the settings.",
                limits.maximum_days_ahead
            ),
        ));
    }
    found
}

/// What an override accepted and what it could not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OverrideOutcome {
    /// Accepted with the reason; write them to the interview's log.
    pub accepted: Vec<Violation>,
    /// Still in the way, in checking order. Schedule only when this is empty.
    pub remaining: Vec<Violation>,
}

/// An override came without its reason (`reason_required`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("An override needs a reason. Write why this rule is broken on purpose.")]
pub struct OverrideReasonMissing;

/// Splits violations into those that the override accepts and those that remain.
///
/// Only overridable codes are accepted, whatever was asked. The result is in checking order.
/// Fails when something would be accepted and the reason is blank.
pub fn accept_overrides(
    violations: Vec<Violation>,
    overrides: &[ViolationCode],
    reason: Option<&str>,
) -> Result<OverrideOutcome, OverrideReasonMissing> {
    let mut sorted = violations;
    sorted.sort_by_key(|one| one.code);
    let (accepted, remaining): (Vec<_>, Vec<_>) = sorted
        .into_iter()
        .partition(|one| one.code.overridable() && overrides.contains(&one.code));
    if !accepted.is_empty() && reason.is_none_or(|text| text.trim().is_empty()) {
        return Err(OverrideReasonMissing);
    }
    Ok(OverrideOutcome {
        accepted,
        remaining,
    })
}
