//! Days of a calendar as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use muster_scheduling::attendee::BusyStatus;
use schemars::JsonSchema;
use serde::Serialize;

use crate::holds::HoldView;
use crate::interviews::view::InterviewView;

/// Some days of a calendar.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleDays {
    /// The reader's IANA zone, whose days these are.
    pub zone: String,
    /// That zone in words: "Berlin (UTC+1)".
    pub zone_label: String,
    /// The other clocks, in the order they were asked for.
    pub extra_zones: Vec<ScheduleZone>,
    /// The days in words: "23–29 November 2026".
    pub title: String,
    /// The first day.
    pub from: NaiveDate,
    /// The first day of as many days before.
    pub previous: NaiveDate,
    /// The first day of as many days after.
    pub next: NaiveDate,
    /// The reader's today.
    pub today: NaiveDate,
    /// Whose hours and busy times are shown, in the order asked for, else by name.
    pub people: Vec<SchedulePerson>,
    /// The days. A date that the zone skipped is left out.
    pub days: Vec<ScheduleDay>,
}

/// Another clock beside the reader's.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleZone {
    /// Its IANA name.
    pub zone: String,
    /// In words: "New York (UTC−5)".
    pub label: String,
}

/// Someone whose time is shown.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SchedulePerson {
    /// Id.
    pub id: String,
    /// Name.
    pub full_name: String,
    /// The IANA zone in which they work.
    pub time_zone: String,
}

/// One local day. Places on it are elapsed minutes since its first instant, so a day of 25 hours is
/// 1500 long.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleDay {
    /// The date.
    pub date: NaiveDate,
    /// In short: "Tue 24".
    pub spoken: String,
    /// In full: "Tuesday 24 November".
    pub spoken_long: String,
    /// Whether it is the reader's today.
    pub is_today: bool,
    /// Its first instant.
    pub starts_at: DateTime<Utc>,
    /// Its real length.
    pub length_minutes: u32,
    /// Where now is on it; null on other days.
    pub now_minutes: Option<u32>,
    /// One line for each whole hour of the reader's clock.
    pub ticks: Vec<ScheduleTick>,
    /// When people work.
    pub hours: Vec<ScheduleHours>,
    /// When people are not free, or perhaps not.
    pub busy: Vec<ScheduleBusy>,
    /// The interviews of the day, without cancelled ones, earliest first.
    pub interviews: Vec<ScheduleInterview>,
    /// The times of the day that are held now, earliest first.
    pub holds: Vec<ScheduleHold>,
}

/// A line of the grid.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleTick {
    /// Where it lies.
    pub at: u32,
    /// The time on the reader's clock and on each of the others; with the weekday when that clock
    /// shows another day.
    pub labels: Vec<String>,
}

/// A stretch in which someone works.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleHours {
    /// Who.
    pub person_id: String,
    /// Its start.
    pub from: u32,
    /// Its end.
    pub to: u32,
}

/// A stretch that someone's calendar has taken.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleBusy {
    /// Who.
    pub person_id: String,
    /// Its start.
    pub from: u32,
    /// Its end.
    pub to: u32,
    /// What the calendar says.
    pub status: BusyStatus,
}

/// An interview, or the part of it that lies on a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleInterview {
    /// Its id.
    pub id: String,
    /// Its start on this day.
    pub from: u32,
    /// Its end on this day.
    pub to: u32,
    /// Whether it started the day before.
    pub continues_before: bool,
    /// Whether it goes on the day after.
    pub continues_after: bool,
    /// The interview.
    pub interview: InterviewView,
}

/// A hold, or the part of it that lies on a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleHold {
    /// Its id.
    pub id: String,
    /// Its start on this day.
    pub from: u32,
    /// Its end on this day.
    pub to: u32,
    /// Whether it started the day before.
    pub continues_before: bool,
    /// Whether it goes on the day after.
    pub continues_after: bool,
    /// The hold.
    pub hold: HoldView,
}
