//! From what a calendar promises to instants: the one place of this reader that converts.

use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, Utc};
use muster_scheduling::zone::{Zone, Zones};

use super::inline_zone::{InlineClock, InlineZone, year_of};
use super::problem::{Fault, ProblemCode};
use super::series::{EventLength, EventTime};

/// The zones an event may be in.
#[derive(Clone, Copy)]
pub(super) struct Clocks<'a> {
    pub zones: &'a Zones,
    pub owner: &'a Zone,
    pub inline: &'a [InlineZone],
}

/// One clock on one wall.
#[derive(Clone)]
pub(super) enum Clock {
    Utc,
    Zone(Zone),
    Inline(InlineClock),
}

impl Clocks<'_> {
    /// The clock an event time is read on, good until the year of `until`.
    pub fn clock(&self, time: &EventTime, until: NaiveDateTime) -> Result<Clock, Fault> {
        let (zone, local) = match time {
            EventTime::Utc { .. } => return Ok(Clock::Utc),
            EventTime::Floating { .. } | EventTime::Date { .. } => {
                return Ok(Clock::Zone(self.owner.clone()));
            }
            EventTime::Zoned { zone, local } => (zone, *local),
        };
        if let Some(inline) = self.inline.iter().find(|z| z.name == *zone) {
            let first = year_of(local);
            return InlineClock::new(inline, first, year_of(until).max(first)).map(Clock::Inline);
        }
        self.zones.get(zone).map(Clock::Zone).map_err(|_| {
            Fault::new(
                ProblemCode::UnknownZone,
                format!(
                    "its time zone \"{zone}\" is not in the time zone database. \
                     Set the event's time zone to a city in the calendar and import it again."
                ),
            )
        })
    }

    /// The instant an event time names.
    pub fn instant(&self, time: &EventTime) -> Result<DateTime<Utc>, Fault> {
        let wall = wall_of(time);
        Ok(self.clock(time, wall)?.instant(wall))
    }
}

impl Clock {
    /// The instant of a wall time; gaps move forward, of repeated times the first is taken.
    pub fn instant(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        match self {
            Self::Utc => wall.and_utc(),
            Self::Zone(zone) => zone.instant(wall),
            Self::Inline(zone) => zone.instant(wall),
        }
    }

    /// The wall time of an instant.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Self::Utc => at.naive_utc(),
            Self::Zone(zone) => zone.local(at),
            Self::Inline(zone) => zone.local(at),
        }
    }

    /// The end of an event that starts at this wall time.
    pub fn end(&self, wall: NaiveDateTime, length: EventLength) -> DateTime<Utc> {
        match length {
            EventLength::Exact { seconds } => self.instant(wall) + Duration::seconds(seconds),
            EventLength::Wall { seconds } => self.instant(wall + Duration::seconds(seconds)),
            EventLength::Nominal { days, seconds } => {
                self.instant(wall + Duration::days(days)) + Duration::seconds(seconds)
            }
        }
    }
}

/// The wall time of an event time on its own clock; a day starts at midnight.
pub(super) fn wall_of(time: &EventTime) -> NaiveDateTime {
    match time {
        EventTime::Utc { at } => at.naive_utc(),
        EventTime::Zoned { local, .. } | EventTime::Floating { local } => *local,
        EventTime::Date { date } => date.and_time(NaiveTime::MIN),
    }
}
