//! Local days laid out for a calendar, in elapsed minutes.
//!
//! A day on which a clock changes is shorter or longer than 24 hours, or begins at 01:00. Whoever
//! draws it needs no clock: every place on it is minutes since the day's first instant.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::{
    span::{Span, joined, shifted},
    zone::Zone,
};

/// A local date of a zone as a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalDay {
    date: NaiveDate,
    whole: Span,
}

/// Where something lies on a day, in whole elapsed minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The minute in which it starts.
    pub from: u32,
    /// The end of the minute in which it ends.
    pub to: u32,
    /// Whether it started before the day.
    pub continues_before: bool,
    /// Whether it goes on after the day.
    pub continues_after: bool,
}

/// A line of the grid: a whole hour on the day's own clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Elapsed minutes since the day's start.
    pub at: u32,
    /// `09:00` on the day's own clock, then on each of the others; with the weekday where that
    /// clock shows another date: `Mon 18:00`.
    pub labels: Vec<String>,
}

impl LocalDay {
    /// The day of a date; `None` for one that the zone skipped, and at the end of the calendar.
    pub fn new(zone: &Zone, date: NaiveDate) -> Option<Self> {
        let whole = Span::new(zone.day_start(date), zone.day_start(date.succ_opt()?));
        (!whole.is_empty()).then_some(Self { date, whole })
    }

    /// The day that holds an instant.
    pub fn holding(zone: &Zone, instant: DateTime<Utc>) -> Option<Self> {
        let shown = zone.local(instant).date();
        // A clock set back over midnight shows the old date again on the new day.
        [Some(shown), shown.succ_opt()]
            .into_iter()
            .flatten()
            .filter_map(|date| Self::new(zone, date))
            .find(|day| day.minute_of(instant).is_some())
    }

    /// The date.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The first instant.
    pub fn start(&self) -> DateTime<Utc> {
        self.whole.start
    }

    /// The first instant after the day.
    pub fn end(&self) -> DateTime<Utc> {
        self.whole.end
    }

    /// The real length in minutes: 1440 on most days.
    pub fn length_minutes(&self) -> u32 {
        elapsed(self.whole.end - self.whole.start)
    }

    /// The minute in which an instant of this day lies; `None` outside of it.
    pub fn minute_of(&self, instant: DateTime<Utc>) -> Option<u32> {
        let inside = self.whole.start <= instant && instant < self.whole.end;
        inside.then(|| elapsed(instant - self.whole.start))
    }

    /// The instant so many minutes after the start; `None` past the end of the day.
    pub fn instant(&self, minutes: u32) -> Option<DateTime<Utc>> {
        let instant = shifted(self.whole.start, TimeDelta::minutes(i64::from(minutes)));
        (instant <= self.whole.end).then_some(instant)
    }

    /// Where `[start, end)` lies on this day; `None` when it does not touch it.
    pub fn place(&self, start: DateTime<Utc>, end: DateTime<Utc>) -> Option<Place> {
        let inside = Span::new(start, end).common(self.whole);
        if inside.is_empty() {
            return None;
        }
        let nearly = TimeDelta::minutes(1) - TimeDelta::nanoseconds(1);
        let to = elapsed(shifted(inside.end, nearly) - self.whole.start);
        Some(Place {
            from: elapsed(inside.start - self.whole.start),
            to: to.min(self.length_minutes()),
            continues_before: start < self.whole.start,
            continues_after: end > self.whole.end,
        })
    }

    /// Where stretches of time lie on this day; those that overlap or touch become one.
    pub fn places(
        &self,
        times: impl IntoIterator<Item = (DateTime<Utc>, DateTime<Utc>)>,
    ) -> Vec<Place> {
        let spans = times
            .into_iter()
            .map(|(start, end)| Span::new(start, end))
            .filter(|span| !span.common(self.whole).is_empty())
            .collect();
        joined(spans)
            .into_iter()
            .filter_map(|span| self.place(span.start, span.end))
            .collect()
    }

    /// One line for each whole hour that `own`, the day's clock, shows: both when it shows one
    /// twice, none for one that it skips. The labels tell it on `own` and on the `others`.
    pub fn ticks(&self, own: &Zone, others: &[Zone]) -> Vec<Tick> {
        let label = |zone: &Zone, instant| {
            let shown = zone.local(instant);
            let format = if shown.date() == self.date {
                "%H:%M"
            } else {
                "%a %H:%M"
            };
            shown.format(format).to_string()
        };
        let mut out = Vec::new();
        for stretch in own.offsets(self.whole) {
            let shown = shifted(stretch.span.start, stretch.offset).timestamp();
            let mut instant = shifted(
                stretch.span.start,
                TimeDelta::seconds((-shown).rem_euclid(3600)),
            );
            while instant < stretch.span.end {
                out.push(Tick {
                    at: elapsed(instant - self.whole.start),
                    labels: std::iter::once(own)
                        .chain(others)
                        .map(|zone| label(zone, instant))
                        .collect(),
                });
                instant = shifted(instant, TimeDelta::hours(1));
            }
        }
        out
    }
}

/// Whole minutes of a delta that is not negative.
fn elapsed(delta: TimeDelta) -> u32 {
    u32::try_from(delta.num_minutes()).unwrap_or_default()
}
