//! Working hours: weekly ranges of wall time and their exceptions by date (FORMATS.md
//! `slots_find`, FEATURES.md 5.1).

mod expand;
mod longest;
mod validate;

use std::{borrow::Cow, fmt, str::FromStr};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub(crate) use expand::{DAY_SECONDS, WorkingTime, day_number, weekday_index};
pub(crate) use longest::{has_block_of, longest_block};
pub use validate::validate;

use crate::{tick::ticks, zone::Zone};

/// A day of the week, written `mon` to `sun`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// Monday, and the usual start of a week.
    #[default]
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Weekday {
    /// All seven, from Monday.
    pub const ALL: [Self; 7] = [
        Self::Mon,
        Self::Tue,
        Self::Wed,
        Self::Thu,
        Self::Fri,
        Self::Sat,
        Self::Sun,
    ];

    /// The day of the week of a date.
    pub fn of(date: NaiveDate) -> Self {
        match date.weekday() {
            chrono::Weekday::Mon => Self::Mon,
            chrono::Weekday::Tue => Self::Tue,
            chrono::Weekday::Wed => Self::Wed,
            chrono::Weekday::Thu => Self::Thu,
            chrono::Weekday::Fri => Self::Fri,
            chrono::Weekday::Sat => Self::Sat,
            chrono::Weekday::Sun => Self::Sun,
        }
    }

    /// Its name in a sentence: "Monday".
    pub fn name(self) -> &'static str {
        match self {
            Self::Mon => "Monday",
            Self::Tue => "Tuesday",
            Self::Wed => "Wednesday",
            Self::Thu => "Thursday",
            Self::Fri => "Friday",
            Self::Sat => "Saturday",
            Self::Sun => "Sunday",
        }
    }

    /// Days since Monday, 0 to 6.
    pub fn index(self) -> u8 {
        self as u8
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mon => "mon",
            Self::Tue => "tue",
            Self::Wed => "wed",
            Self::Thu => "thu",
            Self::Fri => "fri",
            Self::Sat => "sat",
            Self::Sun => "sun",
        })
    }
}

/// A text that is not a wall time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{text}” is not a time of day; write hours and minutes as 09:00, up to 24:00")]
pub struct BadWallTime {
    /// The text as it came.
    pub text: String,
}

/// A wall time of a local day in whole minutes, written `HH:MM`; `24:00` is the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WallTime {
    minutes: u16,
}

impl WallTime {
    /// `24:00`, the end of a local day.
    pub const END_OF_DAY: Self = Self { minutes: 1440 };

    /// So many minutes after 00:00, at most the end of the day.
    pub(crate) fn of_minutes(minutes: u16) -> Self {
        Self {
            minutes: minutes.min(1440),
        }
    }

    /// Minutes since 00:00, 0 to 1440.
    pub fn minutes(self) -> u16 {
        self.minutes
    }
}

impl FromStr for WallTime {
    type Err = BadWallTime;

    fn from_str(text: &str) -> Result<Self, BadWallTime> {
        let number = |part: &str| {
            let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse::<u16>().ok()).flatten()
        };
        text.split_once(':')
            .and_then(|(hours, minutes)| Some((number(hours)?, number(minutes)?)))
            .filter(|(hours, minutes)| *minutes < 60 && hours * 60 + minutes <= 1440)
            .map(|(hours, minutes)| Self {
                minutes: hours * 60 + minutes,
            })
            .ok_or_else(|| BadWallTime {
                text: text.to_owned(),
            })
    }
}

impl TryFrom<String> for WallTime {
    type Error = BadWallTime;

    fn try_from(text: String) -> Result<Self, BadWallTime> {
        text.parse()
    }
}

impl From<WallTime> for String {
    fn from(time: WallTime) -> Self {
        time.to_string()
    }
}

impl fmt::Display for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl JsonSchema for WallTime {
    fn schema_name() -> Cow<'static, str> {
        "WallTime".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
            "description": "A wall time of a local day, HH:MM; 24:00 is the end of the day.",
        })
    }
}

/// Weekly working hours: the same range on each of some days.
///
/// A range whose end is not after its start passes midnight and belongs to the day it starts on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursRange {
    /// The local days the range starts on.
    pub days: Vec<Weekday>,
    /// Local wall time of the start.
    pub start: WallTime,
    /// Local wall time of the end.
    pub end: WallTime,
}

/// Hours of one date; as in [`HoursRange`], they may pass midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayRange {
    /// Local wall time of the start.
    pub start: WallTime,
    /// Local wall time of the end.
    pub end: WallTime,
}

/// An exception: what replaces the weekly ranges that start on one local date.
///
/// It does not cut the range of the night before. No hours means a day off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateOverride {
    /// The local date.
    pub date: NaiveDate,
    /// Its hours; empty for a day off.
    pub hours: Vec<DayRange>,
}

impl DateOverride {
    /// Puts it among the exceptions of a person, in place of any of the same date.
    pub fn put_into(self, exceptions: &mut Vec<Self>) {
        exceptions.retain(|other| other.date != self.date);
        exceptions.push(self);
    }
}

/// When someone works in `[from, until)`: stretches in order that neither overlap nor touch, cut
/// at both ends. The hours must have passed [`validate`].
pub fn working_time(
    zone: &Zone,
    weekly: &[HoursRange],
    overrides: &[DateOverride],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let whole = ticks(from, until);
    WorkingTime::new(weekly, overrides, &[])
        .spans(zone, whole)
        .into_iter()
        .map(|span| span.common(whole))
        .filter(|span| !span.is_empty())
        .map(|span| (span.start.instant(), span.end.instant()))
        .collect()
}

/// Minutes from the day's 00:00 to the end of a range, past 1440 when it passes midnight.
fn end_minute(start: WallTime, end: WallTime) -> u16 {
    if end > start {
        end.minutes
    } else {
        end.minutes + 1440
    }
}

#[cfg(test)]
mod tests;
