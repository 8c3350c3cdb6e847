//! From wall times to instants: day by day, in the person's zone, each end for itself.

use chrono::{Datelike, NaiveDate};

use super::{DateOverride, DayRange, HoursRange, end_minute};
use crate::{
    span::{Span, joined},
    tick::Tick,
    zone::Zone,
};

pub(crate) const DAY_SECONDS: i64 = 86_400;
/// 1970-01-01 in days of the common era.
const EPOCH_DAY: i64 = 719_163;

/// Days since 1970-01-01.
pub(crate) fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - EPOCH_DAY
}

/// Days since Monday of a [`day_number`], 0 to 6.
pub(crate) fn weekday_index(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// A range on a local day; minutes count from the day's 00:00 and pass 1440 over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Weekly {
    weekday: i64,
    start: u16,
    end: u16,
}

/// Validated hours, ready to be looked up by date.
#[derive(Debug, Clone)]
pub(crate) struct WorkingTime<'p> {
    weekly: Vec<Weekly>,
    /// Sorted by [`day_number`].
    exceptions: Vec<(i64, &'p [DayRange])>,
}

impl<'p> WorkingTime<'p> {
    /// On a holiday no weekly range starts; an exception for the same date says more and holds.
    pub fn new(
        weekly: &[HoursRange],
        overrides: &'p [DateOverride],
        holidays: &[NaiveDate],
    ) -> Self {
        let ranges = weekly.iter().flat_map(|range| {
            range.days.iter().map(|day| Weekly {
                weekday: i64::from(day.index()),
                start: range.start.minutes(),
                end: end_minute(range.start, range.end),
            })
        });
        let mut weekly = Vec::with_capacity(7);
        weekly.extend(ranges);
        weekly.sort_unstable();
        let mut exceptions: Vec<_> = overrides
            .iter()
            .map(|date| (day_number(date.date), date.hours.as_slice()))
            .collect();
        exceptions.extend(holidays.iter().map(|date| (day_number(*date), &[][..])));
        // Stable: where a date has both, the exception comes first and is the one that is kept.
        exceptions.sort_by_key(|(day, _)| *day);
        exceptions.dedup_by_key(|(day, _)| *day);
        Self { weekly, exceptions }
    }

    /// The working spans that meet `whole`, joined where they touch or overlap.
    ///
    /// Spans are whole even where they reach beyond `whole`, except that a run of days without
    /// a break is known only from two local days before it to one after it.
    pub fn spans(&self, zone: &Zone, whole: Span<Tick>) -> Vec<Span<Tick>> {
        let (from, until) = (
            whole.start.second_at_or_before(),
            whole.end.second_at_or_after(),
        );
        // A range runs for at most a day past the date it starts on; the second day is for zones
        // that once skipped a whole date.
        let day = |second| second_day(zone, second);
        let (first, last) = (day(from) - 2, day(until) + 1);
        let clock = zone.timeline(first * DAY_SECONDS, (last + 2) * DAY_SECONDS);
        let days = usize::try_from(last - first + 1).unwrap_or_default();
        let mut spans = Vec::with_capacity(days);
        let mut exceptions = self.exceptions.iter().peekable();
        for day in first..=last {
            let midnight = day * DAY_SECONDS;
            let mut add = |start: u16, end: u16| {
                let instant = |minute: u16| {
                    Tick::from_second(clock.instant(midnight + i64::from(minute) * 60))
                };
                spans.push(Span::new(instant(start), instant(end)));
            };
            while exceptions.next_if(|(date, _)| *date < day).is_some() {}
            if let Some((_, hours)) = exceptions.next_if(|(date, _)| *date == day) {
                for range in *hours {
                    add(range.start.minutes(), end_minute(range.start, range.end));
                }
                continue;
            }
            let weekday = weekday_index(day);
            for range in self.weekly.iter().filter(|range| range.weekday == weekday) {
                add(range.start, range.end);
            }
        }
        joined(spans)
    }
}

fn second_day(zone: &Zone, second: i64) -> i64 {
    zone.timeline(second, second)
        .local(second)
        .div_euclid(DAY_SECONDS)
}
