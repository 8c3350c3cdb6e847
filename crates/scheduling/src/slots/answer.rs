//! What comes out: slots, and the reason for every start that is not one.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The answer to a [`crate::slots::SlotsRequest`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SlotsAnswer {
    /// The offered slots, sorted by start.
    pub slots: Vec<Slot>,
    /// Whether the limit cut the list.
    pub truncated: bool,
    /// With `explain`, every start of the grid that something blocks, sorted by start; else empty.
    pub reasons: Vec<Reason>,
}

/// A meeting that can be had: `[start, end)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Slot {
    /// Start of the meeting.
    pub start: DateTime<Utc>,
    /// End of the meeting.
    pub end: DateTime<Utc>,
    /// Ids: the required, then the optional who are free, then the members taken from pools; each
    /// group in the order of the request's attendees.
    pub attendees: Vec<String>,
}

/// Why a start of the grid is not offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// The start.
    pub start: DateTime<Utc>,
    /// Everything that blocks it, sorted by attendee (none first), then code.
    pub blockers: Vec<Blocker>,
}

/// One thing that blocks a start.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Blocker {
    /// The attendee, the pool, or none for `notice` and `horizon`.
    pub attendee: Option<String>,
    /// The rule.
    pub code: BlockerCode,
    /// When the code stops applying, where that is known; see [`crate::slots::find`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// The rule that blocks, in the order of its name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BlockerCode {
    /// Too close to an item or interview.
    Buffer,
    /// Overlaps a busy or out-of-office item, or an interview.
    Busy,
    /// The local date already has as many interviews as it may.
    DayCap,
    /// Works at that time of the week, but has a holiday.
    Holiday,
    /// Further ahead than the request allows.
    Horizon,
    /// One interview too many without a break.
    InARow,
    /// Would leave too little free time in the lunch window.
    Lunch,
    /// The local month already has as many interviews as it may.
    MonthCap,
    /// Not wholly inside the working hours.
    NotWorking,
    /// Sooner than the request allows.
    Notice,
    /// Too few of a pool's members are free.
    Pool,
    /// Overlaps a tentative item.
    Tentative,
    /// Overlaps a time the calendar could not tell.
    Unknown,
    /// The local week already has as many interviews as it may.
    WeekCap,
}
