//! One round of firing: each interview at most once, never a storm.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::ReminderState;
use crate::interview::Status;

/// How many notifications one round shows singly; the rest become one summary.
pub const MOST_FIRINGS_AT_ONCE: usize = 3;

/// A reminder row with what must be known of its interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReminder {
    /// The reminder row.
    pub id: String,
    /// Its interview.
    pub interview_id: String,
    /// Minutes before the start.
    pub lead_minutes: u32,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// Its state; only `pending` is looked at.
    pub state: ReminderState,
    /// The interview's status now.
    pub status: Status,
    /// The interview's start now.
    pub starts_at: DateTime<Utc>,
    /// The interview's end now.
    pub ends_at: DateTime<Utc>,
}

/// A reminder to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firing {
    /// The reminder row; claim it as `fired` before showing.
    pub id: String,
    /// Its interview.
    pub interview_id: String,
    /// Minutes before the start it was meant for.
    pub lead_minutes: u32,
    /// The interview's start.
    pub starts_at: DateTime<Utc>,
}

/// What one round does. Every due reminder is in exactly one of the three lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Round {
    /// Shown singly, soonest interview first.
    pub firings: Vec<Firing>,
    /// Shown together in one summary (see [`super::summary`]); mark them `fired` too.
    pub summarised: Vec<Firing>,
    /// Not shown; mark these reminder rows `skipped`.
    pub skipped: Vec<String>,
}

/// Decides what fires at `now`.
///
/// Of several overdue reminders of one interview only the latest fires and the others are
/// skipped, so that waking up shows "started 4 minutes ago" once. An interview that has ended,
/// or that is neither held nor scheduled nor going on, fires nothing. At most `most` are shown
/// singly; when there are more, the soonest keep their own notification.
pub fn due(reminders: &[DueReminder], now: DateTime<Utc>, most: usize) -> Round {
    let mut round = Round::default();
    let mut by_interview: BTreeMap<&str, Vec<&DueReminder>> = BTreeMap::new();
    for one in reminders {
        if one.state == ReminderState::Pending && one.due_at <= now {
            by_interview.entry(&one.interview_id).or_default().push(one);
        }
    }
    let mut shown = Vec::new();
    for overdue in by_interview.into_values() {
        let latest = overdue
            .iter()
            .filter(|one| reminds(one.status) && now < one.ends_at)
            .max_by_key(|one| (one.due_at, std::cmp::Reverse(one.lead_minutes), &one.id))
            .map(|one| one.id.as_str());
        for one in overdue {
            if Some(one.id.as_str()) == latest {
                shown.push(one);
            } else {
                round.skipped.push(one.id.clone());
            }
        }
    }
    shown.sort_by_key(|one| (one.starts_at, &one.interview_id));
    let mut firings = shown.into_iter().map(|one| Firing {
        id: one.id.clone(),
        interview_id: one.interview_id.clone(),
        lead_minutes: one.lead_minutes,
        starts_at: one.starts_at,
    });
    round.firings = firings.by_ref().take(most).collect();
    round.summarised = firings.collect();
    round
}

/// Whether an interview with this status deserves a reminder.
const fn reminds(status: Status) -> bool {
    matches!(
        status,
        Status::Tentative | Status::Scheduled | Status::InProgress
    )
}
