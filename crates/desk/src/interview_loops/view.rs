//! Sessions of a loop as they are sent and shown.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::interview::{Mode, ViolationCode};
use muster_store::interview_plans::Step;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Desk;
use crate::interviews::view::ReaderClock;

/// A session as it is sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionChoice {
    /// The step of the plan.
    pub step_id: String,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// Interviewers, each once.
    pub interviewer_ids: Vec<String>,
}

/// What of a session stays as it is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionLock {
    /// The step of the plan.
    pub step_id: String,
    /// Its start, when that stays.
    #[serde(default)]
    pub starts_at: Option<DateTime<Utc>>,
    /// Its interviewers, when they stay.
    #[serde(default)]
    pub interviewer_ids: Option<Vec<String>>,
}

/// One interview of a loop.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Session {
    /// The step of the plan.
    pub step_id: String,
    /// The step's title.
    pub title: String,
    /// Kind.
    pub interview_type: String,
    /// Online or in person.
    pub mode: Mode,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Interviewers.
    pub interviewer_ids: Vec<String>,
    /// Their names, in the same order.
    pub interviewer_names: Vec<String>,
    /// People who listen and learn.
    pub shadow_ids: Vec<String>,
    /// Day, start and end on the reader's clock: "Tue 24 Nov 15:00–15:45".
    pub spoken: String,
    /// The start on the candidate's clock; null when that is the reader's own, or not known.
    pub spoken_theirs: Option<String>,
}

/// A session with what speaks against it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CheckedSession {
    /// The session.
    #[serde(flatten)]
    pub session: Session,
    /// Every rule that it breaks.
    pub violations: Vec<SessionRule>,
}

/// A rule that a session breaks.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SessionRule {
    /// The code.
    pub code: ViolationCode,
    /// What is wrong and what to do next.
    pub message: String,
    /// Whether it may be broken on purpose, with a reason.
    pub overridable: bool,
}

/// How evenly interviews are spread over those who could hold them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fairness {
    /// Interviews of the busiest less those of the least busy.
    pub spread: u32,
    /// In words.
    pub spoken: String,
}

impl Fairness {
    /// Of these numbers of interviews, one for each person.
    pub(super) fn of(counts: &[u32]) -> Self {
        let most = counts.iter().max().copied().unwrap_or_default();
        let least = counts.iter().min().copied().unwrap_or_default();
        let people = match counts.len() {
            1 => "one person".to_owned(),
            many => format!("{many} people"),
        };
        let each = if most == least {
            format!("{most}")
        } else {
            format!("{least} to {most}")
        };
        Self {
            spread: most - least,
            spoken: format!("{each} interviews each, among {people}"),
        }
    }
}

/// Who reads, and what people are called.
pub(super) struct Words<'a> {
    pub desk: &'a Desk,
    pub reader: &'a ReaderClock,
    pub names: &'a HashMap<String, String>,
    /// IANA zone of the candidate; empty when not known.
    pub theirs: &'a str,
}

impl Words<'_> {
    /// A session in words.
    pub fn session(
        &self,
        step: &Step,
        minutes: u32,
        starts_at: DateTime<Utc>,
        interviewer_ids: Vec<String>,
    ) -> Session {
        let ends_at = starts_at + TimeDelta::minutes(i64::from(minutes));
        let words = self
            .reader
            .meeting(self.desk.zones(), starts_at, ends_at, self.theirs);
        Session {
            step_id: step.id.clone(),
            title: step.title.clone(),
            interview_type: step.interview_type.clone(),
            mode: step.mode,
            starts_at,
            ends_at,
            interviewer_names: interviewer_ids.iter().map(|id| self.name(id)).collect(),
            interviewer_ids,
            shadow_ids: step.shadow_ids.clone(),
            spoken: format!("{} {}", words.spoken_day, words.spoken_time),
            spoken_theirs: words.spoken_theirs,
        }
    }

    /// What somebody is called.
    pub fn name(&self, id: &str) -> String {
        self.names
            .get(id)
            .cloned()
            .unwrap_or_else(|| "Someone who was removed".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fairness_says_the_range_and_for_how_many() {
        let some = Fairness::of(&[3, 0, 1]);
        assert_eq!(
            (some.spread, some.spoken.as_str()),
            (3, "0 to 3 interviews each, among 3 people")
        );
        assert_eq!(
            Fairness::of(&[2]).spoken,
            "2 interviews each, among one person"
        );
        assert_eq!(Fairness::of(&[]).spread, 0);
    }
}
