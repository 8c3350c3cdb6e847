//! Reminders of interviews: when they are due, and what fires after a night's sleep (FEATURES.md
//! RN1, RN2, RN6 and 5.1, FORMATS.md `reminder_list`).
//!
//! A reschedule replaces the pending reminders of an interview with a new [`plan`]; a cancel
//! marks them `cancelled`.

mod firing;
mod words;

pub use firing::{DueReminder, Firing, MOST_FIRINGS_AT_ONCE, Round, due};
pub(crate) use words::length;
pub use words::{SpokenTime, body, summary, when};

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::wire_enum;

/// Minutes of a day; leads that are whole days count local days.
const DAY_MINUTES: u32 = 24 * 60;

/// The longest lead: 60 days.
pub const LONGEST_LEAD_MINUTES: u32 = 60 * DAY_MINUTES;

/// One day, one hour and fifteen minutes: the leads of a new workspace.
pub const DEFAULT_LEADS: [u32; 3] = [1440, 60, 15];

wire_enum! {
    /// Where a reminder stands.
    pub enum ReminderState as "reminder state" {
        /// Waiting for its time.
        Pending = "pending",
        /// Shown once.
        Fired = "fired",
        /// Never shown: its time had passed when the interview was made or moved, a later one
        /// took its place after sleep, or the interview was over.
        Skipped = "skipped",
        /// The interview was called off.
        Cancelled = "cancelled",
    }
}

impl ReminderState {
    /// Whether a reminder may go from this state to `to`. Only a pending one moves, so none
    /// fires twice.
    pub fn can_become(self, to: Self) -> bool {
        self == Self::Pending && to != Self::Pending
    }
}

/// The clock on the wall where the interview was promised.
///
/// `muster_scheduling::zone` gives it for an IANA zone. In a gap the wall time is read with the
/// offset before the gap; a repeated wall time is the first one.
pub trait LocalClock {
    /// What the clock shows at an instant.
    fn local(&self, instant: DateTime<Utc>) -> NaiveDateTime;
    /// The instant at which it shows a wall time.
    fn instant(&self, wall: NaiveDateTime) -> DateTime<Utc>;
}

/// The lead times of a workspace or of one interview, in whole minutes, longest first, each once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Vec<u32>", into = "Vec<u32>")]
pub struct LeadTimes(Vec<u32>);

/// A lead time that is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("A reminder {0} minutes ahead is too early. Use at most {LONGEST_LEAD_MINUTES} minutes.")]
pub struct LeadTooLong(pub u32);

impl LeadTimes {
    /// Sorts the leads, longest first, and drops repeated ones. No leads means no reminders.
    pub fn new(minutes: impl IntoIterator<Item = u32>) -> Result<Self, LeadTooLong> {
        let mut leads: Vec<u32> = minutes.into_iter().collect();
        if let Some(long) = leads.iter().find(|lead| **lead > LONGEST_LEAD_MINUTES) {
            return Err(LeadTooLong(*long));
        }
        leads.sort_unstable_by(|a, b| b.cmp(a));
        leads.dedup();
        Ok(Self(leads))
    }

    /// The leads in minutes, longest first.
    pub fn minutes(&self) -> &[u32] {
        &self.0
    }
}

impl Default for LeadTimes {
    fn default() -> Self {
        Self(DEFAULT_LEADS.to_vec())
    }
}

impl TryFrom<Vec<u32>> for LeadTimes {
    type Error = LeadTooLong;

    fn try_from(minutes: Vec<u32>) -> Result<Self, Self::Error> {
        Self::new(minutes)
    }
}

impl From<LeadTimes> for Vec<u32> {
    fn from(leads: LeadTimes) -> Self {
        leads.0
    }
}

/// A reminder as it is written when an interview is made or moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedReminder {
    /// Minutes before the start.
    pub lead_minutes: u32,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// `pending`, or `skipped` when that moment has already passed.
    pub state: ReminderState,
}

/// Plans the reminders of an interview that is made or moved at `now`, longest lead first.
///
/// A lead of whole days keeps the wall time: "1 day before" 09:00 is 09:00 the day before, also
/// across a clock change, when that is 23 or 25 hours. Other leads are plain minutes.
pub fn plan(
    starts_at: DateTime<Utc>,
    leads: &LeadTimes,
    clock: &dyn LocalClock,
    now: DateTime<Utc>,
) -> Vec<PlannedReminder> {
    leads
        .minutes()
        .iter()
        .map(|&lead_minutes| {
            let due_at = due_at(starts_at, lead_minutes, clock);
            let state = if due_at < now {
                ReminderState::Skipped
            } else {
                ReminderState::Pending
            };
            PlannedReminder {
                lead_minutes,
                due_at,
                state,
            }
        })
        .collect()
}

fn due_at(starts_at: DateTime<Utc>, lead_minutes: u32, clock: &dyn LocalClock) -> DateTime<Utc> {
    let plain = starts_at - Duration::minutes(i64::from(lead_minutes));
    if lead_minutes == 0 || !lead_minutes.is_multiple_of(DAY_MINUTES) {
        return plain;
    }
    let wall = clock.local(starts_at);
    let wanted = wall - Duration::days(i64::from(lead_minutes / DAY_MINUTES));
    let same_offset = plain - starts_at == wanted - wall && clock.local(plain) == wanted;
    if same_offset {
        plain
    } else {
        clock.instant(wanted)
    }
}

#[cfg(test)]
mod tests;
