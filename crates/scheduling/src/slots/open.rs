//! When one person can take a meeting, on the grid: the quick answer that needs no reasons.

use std::ops::Range;

use super::{grid::Grid, starts::Starts};
use crate::{
    attendee::Attendee, busy, caps, diary::fitting, hours::WorkingTime, in_a_row, lunch,
    span::Span, tick::Tick, zone::Zone,
};

/// One person asked for a meeting of one length. The same rules as in [`crate::diary::Diary`],
/// without telling them apart.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub zone: &'a Zone,
    pub attendee: &'a Attendee,
    pub grid: &'a Grid,
    /// In microseconds.
    pub duration: i64,
}

impl Asked<'_> {
    /// Writes into `into` (which is empty) every start that no rule forbids.
    pub fn mark(self, into: &mut Starts) {
        let all = 0..self.grid.len();
        self.mark_hours(&all, into);
        self.unmark_taken(&all, into);
    }

    /// Puts in the starts of a part of the grid that the hours allow.
    pub fn mark_hours(self, part: &Range<usize>, into: &mut Starts) {
        let Some(whole) = self.whole(part) else {
            return;
        };
        let hours = WorkingTime::new(
            &self.attendee.working_hours,
            &self.attendee.date_overrides,
            &self.attendee.holidays,
        );
        let meetings = Span::new(whole.start, whole.end.plus(self.duration));
        let hours = hours.spans(self.zone, meetings);
        for span in fitting(&hours, self.duration) {
            into.insert(self.numbers(part, span));
        }
    }

    /// Takes out the starts of a part of the grid that calendar, lunch, rows and caps forbid.
    pub fn unmark_taken(self, part: &Range<usize>, into: &mut Starts) {
        let Some(whole) = self.whole(part) else {
            return;
        };
        let (zone, attendee, duration) = (self.zone, self.attendee, self.duration);
        for block in busy::blocks(attendee) {
            into.remove(self.numbers(part, block.closed(duration)));
        }
        let lunch = lunch::forbidden(zone, attendee, duration, whole);
        let in_a_row = in_a_row::forbidden(attendee, duration);
        for span in lunch.into_iter().chain(in_a_row) {
            into.remove(self.numbers(part, span));
        }
        for (_, starts) in caps::forbidden(zone, attendee, whole) {
            for span in starts {
                into.remove(self.numbers(part, span));
            }
        }
    }

    /// From the first to the last start of a part; none when it is empty.
    fn whole(self, part: &Range<usize>) -> Option<Span<Tick>> {
        let last = part.end.checked_sub(1).filter(|last| *last >= part.start)?;
        Some(Span::new(
            Tick::from_second(self.grid.second(part.start)),
            Tick::from_second(self.grid.second(last)).just_after(),
        ))
    }

    fn numbers(self, part: &Range<usize>, span: Span<Tick>) -> Range<usize> {
        let numbers = self.grid.numbers(span);
        numbers.start.max(part.start)..numbers.end.min(part.end)
    }
}
