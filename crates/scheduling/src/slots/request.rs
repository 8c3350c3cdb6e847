//! What goes in: the request, its defaults and its bounds.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{attendee::Attendee, invalid::InvalidSetting, span::shifted};

/// The longest meeting, in minutes: one day.
pub const LONGEST_MEETING_MINUTES: u32 = 1440;
/// The widest grid, in minutes: one start a day.
pub const LONGEST_STEP_MINUTES: u32 = 1440;
/// The longest window, in days.
pub const LONGEST_WINDOW_DAYS: i64 = 400;
/// The most slots one answer gives.
pub const LARGEST_LIMIT: u32 = 100_000;

/// A request for slots (FORMATS.md `slots_find`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlotsRequest {
    /// The present, for notice and horizon.
    pub now: DateTime<Utc>,
    /// Where the meeting must lie.
    pub window: Window,
    /// Length of the meeting in minutes, 1 to [`LONGEST_MEETING_MINUTES`].
    pub duration_minutes: u32,
    /// Width of the grid in minutes, 1 to [`LONGEST_STEP_MINUTES`]; 15 when absent.
    #[serde(default = "quarter")]
    pub step_minutes: u32,
    /// IANA name of the zone whose local midnights the grid starts at.
    pub anchor_zone: String,
    /// The start is at least this many minutes after `now`; 0 when absent.
    #[serde(default)]
    pub minimum_notice_minutes: u32,
    /// The start is at most this many times 24 hours after `now`; absent for no limit.
    #[serde(default)]
    pub maximum_days_ahead: Option<u32>,
    /// Most slots to give, 1 to [`LARGEST_LIMIT`]; 50 when absent.
    #[serde(default = "fifty")]
    pub limit: u32,
    /// Whether to give the reasons for the starts that are not offered.
    #[serde(default)]
    pub explain: bool,
    /// Everyone the meeting or a pool may need.
    pub attendees: Vec<Attendee>,
    /// Groups of which some members are enough.
    #[serde(default)]
    pub pools: Vec<Pool>,
}

/// `[start, end)`: the meeting starts and ends inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The earliest start.
    pub start: DateTime<Utc>,
    /// The latest end.
    pub end: DateTime<Utc>,
}

/// A group of attendees of whom `choose` are enough. Someone may be in two pools, but takes one
/// seat at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// Names the pool in reasons.
    pub id: String,
    /// How many members the meeting needs, 1 or more.
    pub choose: u32,
    /// Ids of the members, each among the request's attendees.
    pub attendees: Vec<String>,
}

fn quarter() -> u32 {
    15
}

fn fifty() -> u32 {
    50
}

impl SlotsRequest {
    /// Checks everything but the attendees' own settings.
    pub(super) fn validate(&self) -> Result<(), InvalidSetting> {
        within(
            "duration_minutes",
            self.duration_minutes,
            LONGEST_MEETING_MINUTES,
        )?;
        within("step_minutes", self.step_minutes, LONGEST_STEP_MINUTES)?;
        within("limit", self.limit, LARGEST_LIMIT)?;
        in_calendar("now", self.now)?;
        in_calendar("window.start", self.window.start)?;
        in_calendar("window.end", self.window.end)?;
        if self.window.end <= self.window.start {
            return Err(InvalidSetting::new(
                "window.end",
                "the window does not end after it starts",
                "choose a later end",
            ));
        }
        if self.window.end - self.window.start > TimeDelta::days(LONGEST_WINDOW_DAYS) {
            return Err(InvalidSetting::new(
                "window.end",
                format!("the window is longer than {LONGEST_WINDOW_DAYS} days"),
                "search a shorter window",
            ));
        }
        if self.latest().is_some_and(|latest| latest < self.earliest()) {
            let days = self.maximum_days_ahead.unwrap_or_default();
            return Err(InvalidSetting::new(
                "minimum_notice_minutes",
                format!(
                    "a notice of {} minutes lies beyond the horizon of {days} days, so that \
                     nothing could ever be offered",
                    self.minimum_notice_minutes
                ),
                "lower the notice, or raise maximum_days_ahead",
            ));
        }
        self.distinct_attendees()?;
        self.sound_pools()
    }

    /// The first start that the notice allows.
    pub(crate) fn earliest(&self) -> DateTime<Utc> {
        let notice = TimeDelta::minutes(i64::from(self.minimum_notice_minutes));
        shifted(self.now, notice)
    }

    /// The last start that the horizon allows.
    pub(crate) fn latest(&self) -> Option<DateTime<Utc>> {
        let days = TimeDelta::days(i64::from(self.maximum_days_ahead?));
        Some(shifted(self.now, days))
    }

    fn distinct_attendees(&self) -> Result<(), InvalidSetting> {
        let people = self.attendees.iter().enumerate();
        let mut ids: Vec<(&str, usize)> = people
            .map(|(index, person)| (person.id.as_str(), index))
            .collect();
        ids.sort_unstable();
        let same = ids.iter().zip(ids.iter().skip(1));
        let later = same.filter(|(one, next)| one.0 == next.0);
        let Some((_, (id, index))) = later.min_by_key(|(_, next)| next.1) else {
            return Ok(());
        };
        Err(InvalidSetting::new(
            format!("attendees[{index}].id"),
            format!("“{id}” is the id of two attendees"),
            "give each attendee an id of their own",
        ))
    }

    fn sound_pools(&self) -> Result<(), InvalidSetting> {
        if self.pools.is_empty() {
            return Ok(());
        }
        let known: BTreeSet<&String> = self.attendees.iter().map(|person| &person.id).collect();
        let mut pools = BTreeSet::new();
        for (index, pool) in self.pools.iter().enumerate() {
            if !pools.insert(&pool.id) {
                return Err(InvalidSetting::new(
                    format!("pools[{index}].id"),
                    format!("“{}” is the id of two pools", pool.id),
                    "give each pool an id of its own",
                ));
            }
            let mut members = BTreeSet::new();
            for (place, member) in pool.attendees.iter().enumerate() {
                let field = format!("pools[{index}].attendees[{place}]");
                if !known.contains(member) {
                    return Err(InvalidSetting::new(
                        field,
                        format!("no attendee has the id “{member}”"),
                        "add the person to attendees or take them out of the pool",
                    ));
                }
                if !members.insert(member) {
                    return Err(InvalidSetting::new(
                        field,
                        format!("the pool names “{member}” twice"),
                        "name each member once",
                    ));
                }
            }
            let choose = usize::try_from(pool.choose).unwrap_or(usize::MAX);
            if choose == 0 || choose > members.len() {
                return Err(InvalidSetting::new(
                    format!("pools[{index}].choose"),
                    format!("cannot choose {choose} of {} members", members.len()),
                    "choose at least 1 and at most as many as the pool has",
                ));
            }
        }
        Ok(())
    }
}

fn within(field: &str, value: u32, largest: u32) -> Result<(), InvalidSetting> {
    if (1..=largest).contains(&value) {
        return Ok(());
    }
    Err(InvalidSetting::new(
        field,
        format!("{value} is out of range"),
        format!("use 1 to {largest}"),
    ))
}

/// Keeps instants inside the years that RFC 3339 can write.
pub(crate) fn in_calendar(field: &str, instant: DateTime<Utc>) -> Result<(), InvalidSetting> {
    if (1..=9999).contains(&instant.year()) {
        return Ok(());
    }
    Err(InvalidSetting::new(
        field,
        format!("the year {} is out of range", instant.year()),
        "use a year from 1 to 9999",
    ))
}
