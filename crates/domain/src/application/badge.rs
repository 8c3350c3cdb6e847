//! The interview badge of candidate tables: text and icon, never colour alone (FEATURES.md CP6).

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Gates;
use crate::interview::Status;
use crate::wire::wire_enum;

wire_enum! {
    /// What a badge says.
    pub enum BadgeKind as "interview badge" {
        /// The first gate is closed.
        NotShortlisted = "not_shortlisted",
        /// Shortlisted, but interviews are not enabled.
        Shortlisted = "shortlisted",
        /// The gates are open and nothing is planned.
        ReadyToSchedule = "ready_to_schedule",
        /// Times were offered; the candidate has not answered.
        AwaitingCandidate = "awaiting_candidate",
        /// A hold: proposed, not confirmed.
        Tentative = "tentative",
        /// An interview is planned.
        Scheduled = "scheduled",
        /// An interview is going on.
        InProgress = "in_progress",
        /// The last interview took place.
        Completed = "completed",
        /// The last interview was cancelled.
        Cancelled = "cancelled",
        /// The candidate did not come to the last interview.
        NoShow = "no_show",
        /// A past interview whose outcome a person must say.
        NeedsConfirmation = "needs_confirmation",
        /// The invitation ran out.
        Expired = "expired",
    }
}

impl BadgeKind {
    /// The words shown.
    pub const fn text(self) -> &'static str {
        match self {
            Self::NotShortlisted => "Not shortlisted",
            Self::Shortlisted => "Shortlisted",
            Self::ReadyToSchedule => "Ready to schedule",
            Self::AwaitingCandidate => "Awaiting candidate",
            Self::Tentative => "Tentative",
            Self::Scheduled => "Scheduled",
            Self::InProgress => "In progress",
            Self::Completed => "Completed",
            Self::Cancelled => "Cancelled",
            Self::NoShow => "No-show",
            Self::NeedsConfirmation => "Needs confirmation",
            Self::Expired => "Expired",
        }
    }

    /// The name of the icon shown beside the words.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::NotShortlisted => "circle-dashed",
            Self::Shortlisted => "star",
            Self::ReadyToSchedule => "calendar-plus",
            Self::AwaitingCandidate => "hourglass",
            Self::Tentative => "calendar-question",
            Self::Scheduled => "calendar",
            Self::InProgress => "broadcast",
            Self::Completed => "check",
            Self::Cancelled => "cross",
            Self::NoShow => "person-off",
            Self::NeedsConfirmation => "question",
            Self::Expired => "clock-off",
        }
    }
}

/// A badge as the table shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Badge {
    /// The stable name, for filters and tests.
    pub kind: BadgeKind,
    /// The words shown.
    pub text: String,
    /// The name of the icon.
    pub icon: String,
}

impl From<BadgeKind> for Badge {
    fn from(kind: BadgeKind) -> Self {
        Self {
            kind,
            text: kind.text().to_owned(),
            icon: kind.icon().to_owned(),
        }
    }
}

/// The parts of an interview that a badge looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InterviewGlance {
    /// Its status.
    pub status: Status,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// Whether a person must still say what happened.
    pub needs_confirmation: bool,
}

/// Chooses the badge of an application from its gates and all its interviews.
///
/// What is going on or waits for somebody comes first, then what is planned, then a closed
/// gate, then the outcome of the latest interview, then what could be done next.
pub fn badge(gates: Gates, interviews: &[InterviewGlance]) -> Badge {
    let has = |status: Status| {
        interviews
            .iter()
            .any(|one| one.status == status && !one.needs_confirmation)
    };
    let urgent = [
        (has(Status::InProgress), BadgeKind::InProgress),
        (
            interviews.iter().any(|one| one.needs_confirmation),
            BadgeKind::NeedsConfirmation,
        ),
        (has(Status::Scheduled), BadgeKind::Scheduled),
        (has(Status::Tentative), BadgeKind::Tentative),
        (has(Status::AwaitingCandidate), BadgeKind::AwaitingCandidate),
        (!gates.shortlisted, BadgeKind::NotShortlisted),
    ];
    if let Some((_, kind)) = urgent.into_iter().find(|(applies, _)| *applies) {
        return kind.into();
    }
    let latest = interviews
        .iter()
        .filter(|one| one.status != Status::Draft)
        .max_by_key(|one| one.starts_at)
        .map(|one| one.status);
    match latest {
        Some(Status::Completed) => BadgeKind::Completed,
        Some(Status::NoShow) => BadgeKind::NoShow,
        Some(Status::Cancelled) => BadgeKind::Cancelled,
        Some(Status::Expired) => BadgeKind::Expired,
        _ if gates.interview_enabled => BadgeKind::ReadyToSchedule,
        _ => BadgeKind::Shortlisted,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::{Gates, InterviewGlance, Status, badge};

    fn at(status: Status, hour: i64, needs_confirmation: bool) -> InterviewGlance {
        let starts_at: DateTime<Utc> = DateTime::from_timestamp(hour * 3600, 0).unwrap();
        InterviewGlance {
            status,
            starts_at,
            needs_confirmation,
        }
    }

    fn text(gates: Gates, interviews: &[InterviewGlance]) -> String {
        badge(gates, interviews).text
    }

    const OPEN: Gates = Gates {
        shortlisted: true,
        interview_enabled: true,
        online_interview_enabled: false,
    };

    #[test]
    fn gates_without_interviews() {
        assert_eq!(text(Gates::default(), &[]), "Not shortlisted");
        assert_eq!(
            text(
                Gates {
                    shortlisted: true,
                    ..Gates::default()
                },
                &[]
            ),
            "Shortlisted"
        );
        assert_eq!(text(OPEN, &[]), "Ready to schedule");
        assert_eq!(
            text(OPEN, &[at(Status::Draft, 1, false)]),
            "Ready to schedule"
        );
    }

    #[test]
    fn what_lies_ahead_beats_what_is_over() {
        let planned = [
            at(Status::Completed, 9, false),
            at(Status::Scheduled, 5, false),
        ];
        assert_eq!(text(OPEN, &planned), "Scheduled");
        let waiting = [
            at(Status::Scheduled, 5, true),
            at(Status::Scheduled, 9, false),
        ];
        assert_eq!(text(OPEN, &waiting), "Needs confirmation");
    }

    #[test]
    fn else_the_latest_outcome_speaks() {
        let over = [
            at(Status::Completed, 1, false),
            at(Status::NoShow, 9, false),
        ];
        assert_eq!(text(OPEN, &over), "No-show");
        assert_eq!(text(OPEN, &[at(Status::Cancelled, 1, false)]), "Cancelled");
        assert_eq!(text(Gates::default(), &over), "Not shortlisted");
    }
}
