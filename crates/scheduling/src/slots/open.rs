//! When one person can take a meeting, on the grid: the quick answer that needs no reasons.

use super::{grid::Grid, starts::Starts};
use crate::{
    attendee::Attendee, busy, caps, diary::fitting, hours::WorkingTime, in_a_row, lunch,
    span::Span, tick::Tick, zone::Zone,
};

/// Writes into `into` (which is empty) every start of the grid that no rule of the person forbids.
/// The same rules as in [`crate::diary::Diary`], without telling them apart. The duration is in
/// microseconds.
pub(crate) fn mark(
    zone: &Zone,
    attendee: &Attendee,
    grid: &Grid,
    duration: i64,
    into: &mut Starts,
) {
    let Some(last) = grid.len().checked_sub(1) else {
        return;
    };
    let whole = Span::new(
        Tick::from_second(grid.second(0)),
        Tick::from_second(grid.second(last)).just_after(),
    );
    let hours = WorkingTime::new(
        &attendee.working_hours,
        &attendee.date_overrides,
        &attendee.holidays,
    );
    let hours = hours.spans(zone, Span::new(whole.start, whole.end.plus(duration)));
    for span in fitting(&hours, duration) {
        into.insert(grid.numbers(span));
    }
    for block in busy::blocks(attendee) {
        into.remove(grid.numbers(block.closed(duration)));
    }
    let lunch = lunch::forbidden(zone, attendee, duration, whole);
    for span in lunch
        .into_iter()
        .chain(in_a_row::forbidden(attendee, duration))
    {
        into.remove(grid.numbers(span));
    }
    for (_, starts) in caps::forbidden(zone, attendee, whole) {
        for span in starts {
            into.remove(grid.numbers(span));
        }
    }
}
