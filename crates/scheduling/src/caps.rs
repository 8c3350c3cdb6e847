//! Load caps as sets of starts they forbid: counted by local date and local week (FEATURES.md 5.4).

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};

use crate::{
    attendee::Attendee,
    diary::Rule,
    hours::Weekday,
    slots::BlockerCode,
    span::{Span, shifted},
    zone::Zone,
};

/// The rules `day_cap` and `week_cap` for starts inside `whole`.
pub(crate) fn rules(zone: &Zone, attendee: &Attendee, whole: Span) -> Vec<Rule> {
    let dates: Vec<NaiveDate> = attendee
        .booked
        .iter()
        .map(|interview| zone.local(interview.start).date())
        .collect();
    let days = full(dates.iter().copied(), attendee.maximum_per_day);
    let week = |date: &NaiveDate| first_of_week(*date, attendee.week_starts_on);
    let weeks = full(dates.iter().map(week), attendee.maximum_per_week);
    vec![
        Rule::new(BlockerCode::DayCap, instants(zone, &days, 1, whole)),
        Rule::new(BlockerCode::WeekCap, instants(zone, &weeks, 7, whole)),
    ]
}

/// The periods, named by their first date, that take no more interviews.
fn full(periods: impl Iterator<Item = NaiveDate>, cap: Option<u32>) -> Vec<NaiveDate> {
    let Some(cap) = cap else { return Vec::new() };
    let mut counts: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for period in periods {
        *counts.entry(period).or_default() += 1;
    }
    counts
        .into_iter()
        .filter(|(_, count)| *count >= cap)
        .map(|(period, _)| period)
        .collect()
}

fn first_of_week(date: NaiveDate, starts_on: Weekday) -> NaiveDate {
    let past = (Weekday::of(date).index() + 7 - starts_on.index()) % 7;
    date.checked_sub_days(Days::new(u64::from(past)))
        .unwrap_or(date)
}

/// The instants of `whole` whose local date lies in one of the periods. Taken apart by offset,
/// because a clock set back over midnight shows the old date again.
fn instants(zone: &Zone, periods: &[NaiveDate], days: u64, whole: Span) -> Vec<Span> {
    if periods.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for stretch in zone.offsets(whole) {
        for first in periods {
            let next = first.checked_add_days(Days::new(days)).unwrap_or(*first);
            let midnight =
                |date: NaiveDate| shifted(date.and_time(NaiveTime::MIN).and_utc(), -stretch.offset);
            out.push(Span::new(midnight(*first), midnight(next)).common(stretch.span));
        }
    }
    out
}
