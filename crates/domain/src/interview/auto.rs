//! What the records say about an interview whose end has passed (FORMATS.md
//! `interview_auto_update`, FEATURES.md 5.7).

use chrono::{DateTime, Utc};

use super::{JoinFacts, Mode, Status};

/// The outcome that the records allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AutoOutcome {
    /// The candidate was there: status `completed`.
    Completed,
    /// An interviewer waited and the candidate did not come: status `no_show`.
    NoShow,
    /// The records say nothing: the status stays, `needs_confirmation` is set, a person decides.
    NeedsConfirmation,
}

/// Decides the outcome of a `scheduled` or `in_progress` interview once its end has passed.
///
/// `None` before the end and for every other status. Nobody joining proves nothing: the app may
/// have been closed, and an offline interview has no joins, so both ask a person. Asking again is
/// harmless: the same facts give the same outcome.
pub fn auto_update(facts: JoinFacts, now: DateTime<Utc>) -> Option<AutoOutcome> {
    if now < facts.ends_at || !matches!(facts.status, Status::Scheduled | Status::InProgress) {
        return None;
    }
    Some(
        match (
            facts.mode,
            facts.candidate_joined_at,
            facts.interviewer_joined_at,
        ) {
            (Mode::Offline, _, _) | (Mode::Online, None, None) => AutoOutcome::NeedsConfirmation,
            (Mode::Online, Some(_), _) => AutoOutcome::Completed,
            (Mode::Online, None, Some(_)) => AutoOutcome::NoShow,
        },
    )
}
