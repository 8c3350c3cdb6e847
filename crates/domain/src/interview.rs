//! Interviews: modes, the one state machine, violations of scheduling, the join window, the
//! automatic outcome, and the log (FEATURES.md 0.2, 5.3, 5.4, 5.7).

mod auto;
mod join;
mod log;
mod types;
mod violation;

pub use auto::{AutoOutcome, auto_update};
pub use join::{JoinFacts, JoinOutcome, JoinRefusal, JoinWindow, Role, join};
pub use log::{LogAction, LogEntry, chain_input};
pub use types::{
    DEFAULT_MINUTES, InterviewType, STANDARD_TYPES, default_minutes, standard_type, type_label,
    type_words,
};
pub use violation::{
    OverrideOutcome, SchedulingLimits, Violation, ViolationCode, accept_overrides, precheck,
};

use crate::wire::wire_enum;

wire_enum! {
    /// Where an interview takes place.
    pub enum Mode as "interview mode" {
        /// In an online room; people join with its room id.
        Online = "ONLINE",
        /// In person or by telephone; nobody joins a room, so a person says what happened.
        Offline = "OFFLINE",
    }
}

wire_enum! {
    /// The one status of an interview. Provider words are mapped to it; the raw word is kept
    /// beside it (FEATURES.md 0.2).
    pub enum Status as "interview status" {
        /// Being prepared; nobody was asked.
        Draft = "draft",
        /// Times were offered to the candidate.
        AwaitingCandidate = "awaiting_candidate",
        /// A hold: everybody's time is reserved, not confirmed.
        Tentative = "tentative",
        /// Confirmed.
        Scheduled = "scheduled",
        /// Somebody joined.
        InProgress = "in_progress",
        /// It took place.
        Completed = "completed",
        /// Called off by the organiser.
        Cancelled = "cancelled",
        /// The candidate did not come.
        NoShow = "no_show",
        /// The invitation or the hold ran out.
        Expired = "expired",
    }
}

/// A change of status that the state machine does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "An interview that is {from} cannot become {to}. Reload it; it may have changed meanwhile."
)]
pub struct TransitionRefusal {
    /// The present status.
    pub from: Status,
    /// The wanted status.
    pub to: Status,
}

impl Status {
    /// The statuses that may follow this one.
    ///
    /// `completed` and `no_show` may be corrected into each other by a person, and a no-show may
    /// be scheduled again under the same id and UID (5.3, 5.7). An expired invitation may be
    /// sent again. `cancelled` is final: undo restores it from the change log instead.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[
                Self::AwaitingCandidate,
                Self::Tentative,
                Self::Scheduled,
                Self::Cancelled,
                Self::Expired,
            ],
            Self::AwaitingCandidate => &[
                Self::Tentative,
                Self::Scheduled,
                Self::Cancelled,
                Self::Expired,
            ],
            Self::Tentative => &[
                Self::AwaitingCandidate,
                Self::Scheduled,
                Self::Cancelled,
                Self::Expired,
            ],
            Self::Scheduled => &[
                Self::InProgress,
                Self::Completed,
                Self::NoShow,
                Self::Cancelled,
            ],
            Self::InProgress => &[Self::Completed, Self::NoShow, Self::Cancelled],
            Self::Completed => &[Self::NoShow],
            Self::NoShow => &[Self::Completed, Self::Scheduled],
            Self::Expired => &[Self::AwaitingCandidate, Self::Tentative, Self::Scheduled],
            Self::Cancelled => &[],
        }
    }

    /// Moves to `to`, or says why not. Staying is always allowed (a reschedule keeps the status).
    pub fn become_status(self, to: Self) -> Result<Self, TransitionRefusal> {
        if self == to || self.next().contains(&to) {
            Ok(to)
        } else {
            Err(TransitionRefusal { from: self, to })
        }
    }

    /// Whether the interview still lies ahead or is going on, so that closing the shortlist gate
    /// would orphan it.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::AwaitingCandidate | Self::Tentative | Self::Scheduled | Self::InProgress
        )
    }
}

/// Whether an interview with this status makes its people busy for its time.
///
/// Holds and pending interviews count as busy (FEATURES.md 5.2). A draft asked nobody; a finished
/// interview frees what is left of its time.
pub const fn holds_time(status: Status) -> bool {
    status.is_open()
}

/// Whether an interview counts towards an interviewer's day and week caps (FEATURES.md 5.4).
///
/// Time spent counts: `completed` and `no_show` too. `cancelled` does not. The rule speaks of
/// interviews cancelled more than 24 hours ahead; a later cancellation frees the slot as well,
/// because FORMATS.md counts only interviews that stay booked.
pub const fn counts_towards_caps(status: Status) -> bool {
    holds_time(status) || matches!(status, Status::Completed | Status::NoShow)
}

#[cfg(test)]
mod tests;
