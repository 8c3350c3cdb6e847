//! The grid: starts counted in whole steps from each local midnight of the anchor zone.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use crate::{span::Span, span::shifted, zone::Zone};

/// Every instant of `whole`, in order, whose wall clock in minutes since 00:00 is a whole multiple
/// of `step`. Taken apart by offset, so that a repeated hour gives both instants and a skipped
/// hour none.
pub(super) fn grid(zone: &Zone, whole: Span, step: u32) -> impl Iterator<Item = DateTime<Utc>> {
    let step = usize::try_from(step.max(1)).unwrap_or(usize::MAX);
    zone.offsets(whole).into_iter().flat_map(move |stretch| {
        let date = |instant| shifted(instant, stretch.offset).date_naive();
        let last = date(stretch.span.end);
        date(stretch.span.start)
            .iter_days()
            .take_while(move |day| *day <= last)
            .flat_map(move |day| {
                let midnight = shifted(day.and_time(NaiveTime::MIN).and_utc(), -stretch.offset);
                (0..1440_i64)
                    .step_by(step)
                    .map(move |minute| shifted(midnight, TimeDelta::minutes(minute)))
            })
            .filter(move |start| stretch.span.start <= *start && *start < stretch.span.end)
    })
}
