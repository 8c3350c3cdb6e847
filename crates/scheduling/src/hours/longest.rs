//! How long someone works in one piece, by the wall clock.

use super::{DateOverride, HoursRange, WallTime, end_minute};
use crate::span::{Span, joined};

const WEEK: u32 = 7 * 1440;

/// Whether some single range is that long: what is nearly always asked, answered at once.
pub(crate) fn has_block_of(
    weekly: &[HoursRange],
    overrides: &[DateOverride],
    minutes: u32,
) -> bool {
    let long =
        |start: WallTime, end| u32::from(end_minute(start, end) - start.minutes()) >= minutes;
    let mut dates = overrides.iter().flat_map(|date| &date.hours);
    weekly.iter().any(|range| long(range.start, range.end))
        || dates.any(|range| long(range.start, range.end))
}

/// The longest stretch of hours in minutes, as the settings say it: weekly ranges joined where
/// they touch, over midnight and over the end of the week, and each exception by itself. Two weeks
/// at most.
pub(crate) fn longest_block(weekly: &[HoursRange], overrides: &[DateOverride]) -> u32 {
    let mut laid = Vec::new();
    for range in weekly {
        let length = u32::from(end_minute(range.start, range.end) - range.start.minutes());
        for day in &range.days {
            let start = u32::from(day.index()) * 1440 + u32::from(range.start.minutes());
            laid.push(Span::new(start, start + length));
            laid.push(Span::new(start + WEEK, start + WEEK + length));
        }
    }
    let own = overrides.iter().flat_map(|date| {
        let ranges = date.hours.iter();
        let laid = ranges.map(|range| {
            Span::new(
                u32::from(range.start.minutes()),
                u32::from(end_minute(range.start, range.end)),
            )
        });
        joined(laid.collect())
    });
    let own: Vec<Span<u32>> = own.collect();
    joined(laid)
        .iter()
        .chain(&own)
        .map(|span| span.end - span.start)
        .max()
        .unwrap_or_default()
}
