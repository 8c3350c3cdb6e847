//! Lunch as a set of starts it forbids (FEATURES.md PL8).
//!
//! A meeting may overlap the lunch window of a local day only when some stretch of the wanted
//! length stays free in it: of blocking calendar items, of interviews, and of the meeting itself.
//! Buffers do not count: one may eat in them.

use crate::{
    attendee::Attendee,
    busy::{self, Block},
    hours::DAY_SECONDS,
    span::{Span, joined, uncovered},
    tick::{MINUTE, Tick},
    zone::Zone,
};

/// The starts inside `whole` that lunch forbids to meetings of that length in microseconds.
pub(crate) fn forbidden(
    zone: &Zone,
    attendee: &Attendee,
    duration: i64,
    whole: Span<Tick>,
) -> Vec<Span<Tick>> {
    let Some(lunch) = attendee.lunch else {
        return Vec::new();
    };
    let (from, until) = (
        whole.start.second_at_or_before(),
        whole.end.plus(duration).second_at_or_after(),
    );
    let clock = zone.timeline(from - 2 * DAY_SECONDS, until + 2 * DAY_SECONDS);
    let day = |second| clock.local(second).div_euclid(DAY_SECONDS);
    let taken = joined(
        busy::blocks(attendee)
            .map(|block: Block| block.taken)
            .collect(),
    );
    let wanted = i64::from(lunch.minutes) * MINUTE;
    let mut out = Vec::new();
    for day in day(from) - 1..=day(until) + 1 {
        let instant = |minute: u16| {
            let wall = day * DAY_SECONDS + i64::from(minute) * 60;
            Tick::from_second(clock.instant(wall))
        };
        let window = Span::new(instant(lunch.start.minutes()), instant(lunch.end.minutes()));
        if !window.is_empty() {
            out.push(around(&taken, window, wanted, duration));
        }
    }
    out
}

/// The starts that spoil the lunch of one day: those that leave neither the beginning of the first
/// long enough free stretch nor the end of the last.
fn around(taken: &[Span<Tick>], window: Span<Tick>, wanted: i64, duration: i64) -> Span<Tick> {
    let first = taken.partition_point(|span| span.end <= window.start);
    let next = taken.partition_point(|span| span.start < window.end);
    let mut free = uncovered(taken.get(first..next).unwrap_or_default(), window);
    free.retain(|stretch| stretch.start.plus(wanted) <= stretch.end);
    let (last, from) = match (free.last(), free.first()) {
        (Some(last), Some(first)) => (last.end.plus(-wanted), first.start.plus(wanted)),
        _ => (window.start, window.end),
    };
    Span::new(last.plus(-duration).just_after(), from)
}
