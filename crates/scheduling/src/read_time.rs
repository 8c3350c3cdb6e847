//! Dates and times as people type them: `thu 3pm berlin`, `24 nov`, `tomorrow 15:00`.
//!
//! A text is taken apart into words, figures and marks. Every way to read all of them as at most one
//! weekday, one day, one time of day and one place is a reading; a text with a word left over has
//! none. So the name of a person is never half understood as a date.

mod clock;
mod day;
mod place;
mod tokens;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};

use self::{
    clock::Clock,
    day::{Day, NamedDay},
    place::{LONGEST_NAME, Places},
    tokens::Token,
};
use crate::{
    day_grid::LocalDay,
    spoken,
    zone::{Zone, Zones},
};

/// A day, or a moment of it, that a text may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The date on the reader's clock.
    pub date: NaiveDate,
    /// The instant, when the text names a time of day.
    pub starts_at: Option<DateTime<Utc>>,
    /// The instant as elapsed minutes of the reader's local day (see [`crate::day_grid`]).
    pub minutes: Option<u32>,
    /// What was understood, in words: `Thu 26 Nov`, or the time on the reader's clock and on that
    /// of the place.
    pub spoken: String,
}

/// The most readings that are followed; no date has more.
const MOST_READINGS: usize = 32;
/// The years of a calendar.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

/// What a text may mean to a reader at `now`, the likeliest first; nothing when it is no date.
///
/// Words for days are meant on the reader's calendar, times of day on the clock of the place, or the
/// reader's own without one. A weekday is the next one, a date without a year the nearest. A wall
/// time that does not exist is read as [`Zone::instant`] reads it.
pub fn read(text: &str, now: DateTime<Utc>, reader: &Zone, zones: &Zones) -> Vec<Moment> {
    let tokens = tokens::tokens(text);
    let places = Places::new(zones);
    let mut readings = Vec::new();
    follow(&tokens, &Reading::default(), &places, &mut readings);
    let mut found: Vec<Moment> = Vec::new();
    for moment in readings.iter().flat_map(|r| r.moments(now, reader)) {
        if !found.iter().any(|known| known.spoken == moment.spoken) {
            found.push(moment);
        }
    }
    found
}

/// Something that a text says.
enum Piece {
    Weekday(NamedDay),
    Day(Day),
    Clock(Clock),
    Place(Place),
    /// A word such as `at`.
    Nothing,
}

/// Zones that a word may mean.
#[derive(Debug, Clone)]
struct Place {
    zones: Vec<Zone>,
    /// Only the beginning of their names is there.
    begun: bool,
}

/// One way to understand a text.
#[derive(Debug, Clone, Default)]
struct Reading {
    weekday: Option<NamedDay>,
    day: Option<Day>,
    clock: Option<Clock>,
    place: Option<Place>,
}

/// Follows every way to read the rest of a text.
fn follow(tokens: &[Token], so_far: &Reading, places: &Places<'_>, out: &mut Vec<Reading>) {
    if out.len() >= MOST_READINGS {
        return;
    }
    if tokens.is_empty() {
        if so_far.is_date() {
            out.push(so_far.clone());
        }
        return;
    }
    for (piece, used) in pieces(tokens, places) {
        if let (Some(next), Some(rest)) = (so_far.with(piece), tokens.get(used..)) {
            follow(rest, &next, places, out);
        }
    }
}

/// What may stand at the beginning of some tokens, the likeliest first, and how many it takes.
fn pieces(tokens: &[Token], places: &Places<'_>) -> Vec<(Piece, usize)> {
    let mut out = Vec::new();
    if let Some((weekday, used)) = day::weekday(tokens) {
        out.push((Piece::Weekday(weekday), used));
    }
    // A bare figure is an hour rather than a day of the month.
    let (bare, days): (Vec<_>, Vec<_>) = day::days(tokens)
        .into_iter()
        .partition(|(day, _)| matches!(day, Day::OfMonth { sure: false, .. }));
    let day = |(day, used)| (Piece::Day(day), used);
    out.extend(days.into_iter().map(day));
    let clocks = clock::clocks(tokens).into_iter();
    out.extend(clocks.map(|(clock, used)| (Piece::Clock(clock), used)));
    out.extend(bare.into_iter().map(day));
    let words: Vec<&str> = tokens
        .iter()
        .map_while(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .take(LONGEST_NAME)
        .collect();
    for used in (1..=words.len()).rev() {
        let name = words.get(..used).unwrap_or_default();
        let mut zones = places.named(name);
        let begun = zones.is_empty() && used == tokens.len();
        if begun {
            zones = places.begun(name);
        }
        if !zones.is_empty() {
            out.push((Piece::Place(Place { zones, begun }), used));
        }
    }
    if let Some(&("at" | "on" | "in" | "the" | "um")) = words.first() {
        out.push((Piece::Nothing, 1));
    }
    out
}

impl Reading {
    /// This and one more piece; `None` when one of its kind is there already.
    fn with(&self, piece: Piece) -> Option<Self> {
        let mut next = self.clone();
        let new = match piece {
            Piece::Weekday(weekday) => next.weekday.replace(weekday).is_none(),
            Piece::Day(day) => next.day.replace(day).is_none(),
            Piece::Clock(clock) => next.clock.replace(clock).is_none(),
            Piece::Place(place) => next.place.replace(place).is_none(),
            Piece::Nothing => true,
        };
        new.then_some(next)
    }

    /// Whether it says enough, and nothing that needs more beside it.
    fn is_date(&self) -> bool {
        let unsure = matches!(self.day, Some(Day::OfMonth { sure: false, .. }));
        let begun = self.place.as_ref().is_some_and(|place| place.begun);
        if (unsure && self.weekday.is_none()) || (begun && self.clock.is_none()) {
            return false;
        }
        self.weekday.is_some() || self.day.is_some() || self.clock.is_some_and(|c| c.sure)
    }

    /// The moments it may mean.
    fn moments(&self, now: DateTime<Utc>, reader: &Zone) -> Vec<Moment> {
        let own = std::slice::from_ref(reader);
        let zones = self.place.as_ref().map_or(own, |place| &place.zones);
        let today = reader.local(now).date();
        let Some(clock) = self.clock else {
            return self.dates(today).map(|date| whole(date, today)).collect();
        };
        if self.day.is_none() && self.weekday.is_none() {
            return zones
                .iter()
                .filter_map(|zone| next_time(clock.time, zone, now))
                .filter_map(|(instant, zone)| moment(instant, zone, reader, now))
                .collect();
        }
        let mut out = Vec::new();
        for date in self.dates(today) {
            for zone in zones {
                let instant = zone.instant(date.and_time(clock.time));
                // This Thursday's hour is over: next Thursday's is meant.
                if self.day.is_some() || instant > now {
                    out.extend(moment(instant, zone, reader, now));
                }
            }
        }
        out
    }

    fn dates(&self, today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        day::dates(self.day, self.weekday, today)
            .into_iter()
            .filter(|date| YEARS.contains(&date.year()))
    }
}

fn whole(date: NaiveDate, today: NaiveDate) -> Moment {
    Moment {
        date,
        starts_at: None,
        minutes: None,
        spoken: spoken::date(date, today),
    }
}

/// When a clock next shows a time.
fn next_time(time: NaiveTime, zone: &Zone, now: DateTime<Utc>) -> Option<(DateTime<Utc>, &Zone)> {
    let today = zone.local(now).date();
    [Some(today), today.succ_opt()]
        .into_iter()
        .flatten()
        .map(|date| zone.instant(date.and_time(time)))
        .find(|instant| *instant > now)
        .map(|instant| (instant, zone))
}

fn moment(
    instant: DateTime<Utc>,
    zone: &Zone,
    reader: &Zone,
    now: DateTime<Utc>,
) -> Option<Moment> {
    let day = LocalDay::holding(reader, instant)?;
    Some(Moment {
        date: day.date(),
        starts_at: Some(instant),
        minutes: day.minute_of(instant),
        spoken: spoken::both_at(instant, reader, zone, now),
    })
}
