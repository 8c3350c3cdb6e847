//! What can be changed to open slots, how invasive it is, and its words.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    attendee::{Attendee, TentativePolicy},
    hours::{DateOverride, DayRange, WallTime, Weekday},
    slots::SlotsRequest,
    words::name,
    zone::Zone,
};

/// Which end of a day's hours moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The first range of the day starts earlier.
    Earlier,
    /// The last range of the day ends later.
    Later,
}

/// One change of one setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ChangeKind {
    /// Both buffers of a person are at most so many minutes.
    Buffer {
        /// The larger of the two now.
        from: u32,
        /// What it would be.
        to: u32,
    },
    /// Tentative items of a person no longer block.
    AllowTentative,
    /// The request asks for less notice.
    Notice {
        /// In minutes, now.
        from: u32,
        /// What it would be.
        to: u32,
    },
    /// A person works longer on one date.
    Hours {
        /// The local date.
        date: NaiveDate,
        /// Which end moves.
        side: Side,
        /// By how many minutes.
        minutes: u32,
    },
    /// The meeting is shorter.
    Shorter {
        /// In minutes, now.
        from: u32,
        /// What it would be.
        to: u32,
    },
    /// One item of a person's calendar no longer blocks.
    Ignore {
        /// Its start.
        start: DateTime<Utc>,
        /// Its end.
        end: DateTime<Utc>,
    },
    /// One interview more on a day.
    DayCap {
        /// The cap it would be.
        to: u32,
    },
    /// One interview more in a week.
    WeekCap {
        /// The cap it would be.
        to: u32,
    },
    /// One interview more in a month.
    MonthCap {
        /// The cap it would be.
        to: u32,
    },
    /// One interview more without a break.
    InARow {
        /// The most it would be.
        to: u32,
    },
    /// A person's lunch is no longer protected.
    SkipLunch,
    /// A person works the usual hours on a holiday.
    WorkOn {
        /// The local date.
        date: NaiveDate,
    },
    /// A person is wanted, but no longer needed.
    MakeOptional,
}

impl ChangeKind {
    /// How invasive it is: a smaller number asks less of people. The order is fixed.
    pub fn cost(&self) -> u8 {
        match self {
            Self::Buffer { .. } => 1,
            Self::AllowTentative => 2,
            Self::Notice { .. } => 3,
            Self::Hours {
                minutes: 0..=30, ..
            } => 4,
            Self::Hours { .. } => 5,
            Self::Shorter { .. } => 6,
            Self::Ignore { .. } => 7,
            Self::DayCap { .. } => 8,
            Self::WeekCap { .. } => 9,
            Self::MonthCap { .. } => 10,
            Self::InARow { .. } => 11,
            Self::SkipLunch => 12,
            Self::WorkOn { .. } => 13,
            Self::MakeOptional => 14,
        }
    }

    /// Makes the change in a request: of the person at `place`, or of the request itself.
    pub(super) fn apply(&self, request: &mut SlotsRequest, place: Option<usize>) {
        match self {
            Self::Notice { to, .. } => request.minimum_notice_minutes = *to,
            Self::Shorter { to, .. } => request.duration_minutes = *to,
            _ => {
                let person = place.and_then(|place| request.attendees.get_mut(place));
                if let Some(person) = person {
                    self.apply_to(person);
                }
            }
        }
    }

    /// Makes a change of a person.
    pub(super) fn apply_to(&self, person: &mut Attendee) {
        match self {
            Self::Buffer { to, .. } => {
                person.buffer_before_minutes = person.buffer_before_minutes.min(*to);
                person.buffer_after_minutes = person.buffer_after_minutes.min(*to);
            }
            Self::AllowTentative => person.tentative = TentativePolicy::Allow,
            Self::Hours { .. } | Self::WorkOn { .. } => {
                if let Some(exception) = self.exception(person) {
                    exception.put_into(&mut person.date_overrides);
                }
            }
            Self::Ignore { start, end } => {
                let same = |from, until| (from, until) == (*start, *end);
                person.busy.retain(|item| !same(item.start, item.end));
            }
            Self::DayCap { to } => person.maximum_per_day = Some(*to),
            Self::WeekCap { to } => person.maximum_per_week = Some(*to),
            Self::MonthCap { to } => person.maximum_per_month = Some(*to),
            Self::InARow { to } => person.maximum_in_a_row = Some(*to),
            Self::SkipLunch => person.lunch = None,
            Self::MakeOptional => person.required = false,
            Self::Notice { .. } | Self::Shorter { .. } => {}
        }
    }

    /// The exception of one date that makes the change, with all hours of that date; none for a
    /// change of anything else.
    pub(super) fn exception(&self, person: &Attendee) -> Option<DateOverride> {
        let (date, hours) = match self {
            Self::Hours {
                date,
                side,
                minutes,
            } => {
                let mut hours = hours_on(person, *date);
                longer(&mut hours, *side, *minutes);
                (*date, hours)
            }
            Self::WorkOn { date } => (*date, usual_hours(person, *date)),
            _ => return None,
        };
        Some(DateOverride { date, hours })
    }

    /// In plain words, with how many slots more there are.
    pub(super) fn words(
        &self,
        names: &BTreeMap<String, String>,
        person: Option<&Attendee>,
        zone: Option<&Zone>,
        additional: u32,
    ) -> String {
        let who = person.map_or("", |person| name(names, &person.id));
        let day = |date: &NaiveDate| date.format("%a %-d %b").to_string();
        let what = match self {
            Self::Buffer { from, to } => format!("Buffer {from} to {to} minutes for {who}"),
            Self::AllowTentative => format!("Book over what is tentative for {who}"),
            Self::Notice { from, to } => format!("Notice {from} to {to} minutes"),
            Self::Hours {
                date,
                side,
                minutes,
            } => {
                let how = match side {
                    Side::Earlier => "start",
                    Side::Later => "stay",
                };
                let when = match side {
                    Side::Earlier => "earlier",
                    Side::Later => "longer",
                };
                format!("Let {who} {how} {minutes} minutes {when} on {}", day(date))
            }
            Self::Shorter { from, to } => format!("Meet for {to} minutes, not {from}"),
            Self::Ignore { start, end } => {
                let shown = |instant: DateTime<Utc>| {
                    zone.map_or(instant.naive_utc(), |zone| zone.local(instant))
                };
                let (start, end) = (shown(*start), shown(*end));
                let times = format!(
                    "{}–{}",
                    start.format("%a %-d %b %H:%M"),
                    end.format("%H:%M")
                );
                format!("Book over what {who} has {times}")
            }
            Self::DayCap { to } => format!("{to} interviews a day for {who}"),
            Self::WeekCap { to } => format!("{to} interviews a week for {who}"),
            Self::MonthCap { to } => format!("{to} interviews a month for {who}"),
            Self::InARow { to } => format!("{to} interviews in a row for {who}"),
            Self::SkipLunch => format!("Book over the lunch of {who}"),
            Self::WorkOn { date } => format!("Let {who} work on {}, a holiday", day(date)),
            Self::MakeOptional => format!("Go without {who} if need be"),
        };
        format!("{what}: {additional} more")
    }
}

/// The ranges that start on a date: those of its exception, or of the week; none on a holiday.
pub(super) fn hours_on(person: &Attendee, date: NaiveDate) -> Vec<DayRange> {
    if let Some(exception) = person.date_overrides.iter().find(|e| e.date == date) {
        return exception.hours.clone();
    }
    if person.holidays.contains(&date) {
        return Vec::new();
    }
    usual_hours(person, date)
}

/// The ranges of the week that start on a date.
fn usual_hours(person: &Attendee, date: NaiveDate) -> Vec<DayRange> {
    let weekday = Weekday::of(date);
    let weekly = person.working_hours.iter();
    let of_day = weekly.filter(|range| range.days.contains(&weekday));
    of_day
        .map(|range| DayRange {
            start: range.start,
            end: range.end,
        })
        .collect()
}

/// Lengthens a day's hours at one end. A range over midnight keeps its end.
fn longer(hours: &mut [DayRange], side: Side, minutes: u32) {
    let minutes = u16::try_from(minutes).unwrap_or(u16::MAX);
    match side {
        Side::Earlier => {
            if let Some(first) = hours.iter_mut().min_by_key(|range| range.start) {
                first.start = WallTime::of_minutes(first.start.minutes().saturating_sub(minutes));
            }
        }
        Side::Later => {
            if let Some(last) = hours.iter_mut().max_by_key(|range| range.start)
                && last.end > last.start
            {
                last.end = WallTime::of_minutes(last.end.minutes().saturating_add(minutes));
            }
        }
    }
}
