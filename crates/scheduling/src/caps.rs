//! Load caps as sets of starts they forbid: counted by local date, week and month (FEATURES.md 5.4).

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};

use crate::{
    attendee::Attendee,
    hours::{DAY_SECONDS, Weekday, day_number, weekday_index},
    slots::BlockerCode,
    span::Span,
    tick::Tick,
    zone::Zone,
};

/// The starts inside `whole` that the caps forbid, by code.
pub(crate) fn forbidden(
    zone: &Zone,
    attendee: &Attendee,
    whole: Span<Tick>,
) -> Vec<(BlockerCode, Vec<Span<Tick>>)> {
    let caps = [
        (BlockerCode::DayCap, attendee.maximum_per_day),
        (BlockerCode::MonthCap, attendee.maximum_per_month),
        (BlockerCode::WeekCap, attendee.maximum_per_week),
    ];
    let set = caps
        .into_iter()
        .filter_map(|(code, cap)| Some((code, cap?)));
    set.map(|(code, cap)| {
        let period = |day: i64| period(code, day, attendee.week_starts_on);
        let full = full(zone, attendee, cap, period);
        (code, instants(zone, &full, whole))
    })
    .collect()
}

/// The local day of an instant, as a [`day_number`].
pub(crate) fn local_day(zone: &Zone, instant: DateTime<Utc>) -> i64 {
    let second = instant.timestamp();
    zone.timeline(second, second)
        .local(second)
        .div_euclid(DAY_SECONDS)
}

/// The first day of the local week that holds a day.
pub(crate) fn first_of_week(day: i64, starts_on: Weekday) -> i64 {
    day - (weekday_index(day) - i64::from(starts_on.index())).rem_euclid(7)
}

/// The days `[first, next)` of the period of a cap that holds a day.
fn period(code: BlockerCode, day: i64, starts_on: Weekday) -> (i64, i64) {
    match code {
        BlockerCode::WeekCap => {
            let first = first_of_week(day, starts_on);
            (first, first + 7)
        }
        BlockerCode::MonthCap => month(day).unwrap_or((day, day + 1)),
        _ => (day, day + 1),
    }
}

/// The days of the calendar month that holds a day; `None` at the ends of the calendar.
fn month(day: i64) -> Option<(i64, i64)> {
    let date = DateTime::from_timestamp(day.checked_mul(DAY_SECONDS)?, 0)?.date_naive();
    let first: NaiveDate = date.with_day(1)?;
    let next = first.checked_add_months(Months::new(1))?;
    Some((day_number(first), day_number(next)))
}

/// The periods that take no more interviews.
fn full(
    zone: &Zone,
    attendee: &Attendee,
    cap: u32,
    period: impl Fn(i64) -> (i64, i64),
) -> Vec<(i64, i64)> {
    let booked = attendee.booked.iter();
    let mut taken: Vec<(i64, i64)> = booked
        .map(|interview| period(local_day(zone, interview.start)))
        .collect();
    taken.sort_unstable();
    let cap = usize::try_from(cap).unwrap_or(usize::MAX);
    taken
        .chunk_by(|one, next| one == next)
        .filter(|same| same.len() >= cap)
        .filter_map(|same| same.first().copied())
        .collect()
}

/// The instants of `whole` whose local date lies in one of the periods. Taken apart by offset,
/// because a clock set back over midnight shows the old date again.
fn instants(zone: &Zone, periods: &[(i64, i64)], whole: Span<Tick>) -> Vec<Span<Tick>> {
    if periods.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let clock = zone.timeline(
        whole.start.second_at_or_before(),
        whole.end.second_at_or_after(),
    );
    for stretch in clock.stretches() {
        let same = Span::new(
            Tick::from_second(stretch.start),
            Tick::from_second(stretch.end),
        )
        .common(whole);
        for (first, next) in periods {
            let midnight = |day: i64| Tick::from_second(day * DAY_SECONDS - stretch.offset);
            out.push(Span::new(midnight(*first), midnight(*next)).common(same));
        }
    }
    out
}
