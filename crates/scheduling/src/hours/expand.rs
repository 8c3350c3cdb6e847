//! From wall times to instants: day by day, in the person's zone, each end for itself.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{DateOverride, HoursRange, Weekday, end_minute};
use crate::{
    span::{Span, joined},
    zone::Zone,
};

/// Validated hours, ready to be looked up by date. Minutes count from the date's 00:00.
#[derive(Debug, Clone)]
pub(crate) struct WorkingTime {
    weekly: [Vec<(u16, u16)>; 7],
    exceptions: BTreeMap<NaiveDate, Vec<(u16, u16)>>,
}

impl WorkingTime {
    pub fn new(weekly: &[HoursRange], overrides: &[DateOverride]) -> Self {
        let on = |day: Weekday| {
            weekly
                .iter()
                .filter(|range| range.days.contains(&day))
                .map(|range| (range.start.minutes(), end_minute(range.start, range.end)))
                .collect()
        };
        let exception = |date: &DateOverride| {
            let hours = date.hours.iter();
            hours
                .map(|range| (range.start.minutes(), end_minute(range.start, range.end)))
                .collect()
        };
        Self {
            weekly: Weekday::ALL.map(on),
            exceptions: overrides
                .iter()
                .map(|date| (date.date, exception(date)))
                .collect(),
        }
    }

    /// The working spans that meet `whole`, joined where they touch or overlap.
    ///
    /// Spans are whole even where they reach beyond `whole`, except that a run of days without
    /// a break is known only from two local days before it to one after it.
    pub fn spans(&self, zone: &Zone, whole: Span) -> Vec<Span> {
        // A range runs for at most a day past the date it starts on; the second day is for zones
        // that once skipped a whole date.
        let first = zone.local(whole.start).date();
        let first = first.checked_sub_days(Days::new(2)).unwrap_or(first);
        let last = zone.local(whole.end).date();
        let last = last.succ_opt().unwrap_or(last);
        let clock = zone.clock(wall(first, 0), wall(last, 2 * 1440));
        let instant = |date, minutes| clock.instant(wall(date, minutes));
        let spans = first
            .iter_days()
            .take_while(|date| *date <= last)
            .flat_map(|date| {
                self.starting_on(date)
                    .iter()
                    .map(move |(start, end)| Span::new(instant(date, *start), instant(date, *end)))
            })
            .collect();
        joined(spans)
    }

    fn starting_on(&self, date: NaiveDate) -> &[(u16, u16)] {
        self.exceptions.get(&date).map_or_else(
            || {
                self.weekly
                    .get(usize::from(Weekday::of(date).index()))
                    .map_or(&[][..], Vec::as_slice)
            },
            Vec::as_slice,
        )
    }
}

/// The wall time so many minutes after the date's 00:00.
fn wall(date: NaiveDate, minutes: u16) -> NaiveDateTime {
    let midnight = date.and_time(NaiveTime::MIN);
    midnight
        .checked_add_signed(TimeDelta::minutes(i64::from(minutes)))
        .unwrap_or(midnight)
}
