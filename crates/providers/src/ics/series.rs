//! Busy times as they are kept: series stay rules (FORMATS.md `busy_import`).
//!
//! All types here serialise to JSON, so a store can keep one series as one text.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::inline_zone::InlineZone;

/// How an event counts for its owner (FEATURES.md 5.5, FORMATS.md `slots_find`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BusyStatus {
    /// Blocks.
    Busy,
    /// Blocks; the owner is away.
    OutOfOffice,
    /// Blocks or not, by the attendee's policy.
    Tentative,
    /// Does not block: transparent, or marked free or working elsewhere.
    Free,
}

/// When an event starts, as its calendar promises it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventTime {
    /// An instant.
    Utc {
        /// The instant.
        at: DateTime<Utc>,
    },
    /// Wall time in a zone.
    Zoned {
        /// An IANA name, or the name of one of the series' [`BusySeries::inline_zones`].
        zone: String,
        /// The wall time there.
        local: NaiveDateTime,
    },
    /// Wall time in the zone of whoever owns the calendar.
    Floating {
        /// The wall time there.
        local: NaiveDateTime,
    },
    /// A whole local day of whoever owns the calendar.
    Date {
        /// The day.
        date: NaiveDate,
    },
}

/// How long each instance lasts (RFC 5545 sections 3.3.6 and 3.8.5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventLength {
    /// So many seconds of real time: from `DTEND`.
    Exact {
        /// Seconds of real time.
        seconds: i64,
    },
    /// So many seconds on the wall clock: from the `DTEND` of a floating event.
    Wall {
        /// Seconds on the wall clock.
        seconds: i64,
    },
    /// Days by the calendar, then seconds of real time: from `DURATION`, and all-day events.
    Nominal {
        /// Local days.
        days: i64,
        /// Seconds of real time after them.
        seconds: i64,
    },
}

impl EventLength {
    /// True when the event takes no time, so it cannot be busy.
    pub fn is_zero(self) -> bool {
        matches!(
            self,
            Self::Exact { seconds: 0 }
                | Self::Wall { seconds: 0 }
                | Self::Nominal {
                    days: 0,
                    seconds: 0
                }
        )
    }

    /// No instance is longer than this, in seconds; an hour and more for clock changes.
    pub(super) fn at_most_seconds(self) -> i64 {
        match self {
            Self::Exact { seconds } => seconds,
            Self::Wall { seconds } => seconds + 86_400,
            Self::Nominal { days, seconds } => days * 86_400 + seconds + 86_400,
        }
    }
}

/// One time with its length and status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusyEvent {
    /// Start of the event, or of the first instance of a series.
    pub start: EventTime,
    /// Length of each instance.
    pub length: EventLength,
    /// How it counts.
    pub status: BusyStatus,
}

/// One instance of a series that was changed or cancelled (RFC 5545 `RECURRENCE-ID`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusyOverride {
    /// The start the rule would have given.
    pub replaces: EventTime,
    /// What happens instead; `None` when that instance is cancelled.
    pub event: Option<BusyEvent>,
}

/// One extra start of a series (RFC 5545 `RDATE`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraDate {
    /// Its start.
    pub start: EventTime,
    /// Its own length, when the file gives a period; else that of the series.
    pub length: Option<EventLength>,
}

/// All that is busy under one UID: a single event, or a rule with its exceptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusySeries {
    /// The UID of the event. Unique within one read file.
    pub uid: String,
    /// The event itself; `None` when the file holds only changed instances of it.
    pub event: Option<BusyEvent>,
    /// The text of the `RRULE`, without the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Extra starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rdates: Vec<ExtraDate>,
    /// Starts that are left out (RFC 5545 `EXDATE`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exdates: Vec<EventTime>,
    /// Changed and cancelled instances.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<BusyOverride>,
    /// Zones the file defines itself under a name nobody else knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inline_zones: Vec<InlineZone>,
}
