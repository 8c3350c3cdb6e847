//! What a slot does to somebody's day: whether it joins what is there or cuts free time to pieces.

use crate::{
    attendee::Attendee,
    busy,
    span::{Span, joined},
    tick::{MINUTE, Tick},
};

/// Closer than this, two meetings follow each other.
const TOUCHING: i64 = 15 * MINUTE;
/// A free stretch shorter than this is hardly of use.
const USEFUL: i64 = 60 * MINUTE;
/// Further away than this, a meeting is of another part of the day or another day.
const SAME_DAY: i64 = 8 * 60 * MINUTE;

/// How a slot fits between what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Nothing else is near.
    FreeDay,
    /// It follows or precedes another meeting at once and leaves no useless gap.
    Touches,
    /// It leaves useful gaps on both sides.
    Alone,
    /// It leaves a gap too short to use.
    Fragments,
}

/// What blocks a person, for slots that are asked about in order.
pub(super) struct Neighbours {
    taken: Vec<Span<Tick>>,
    /// How many end at or before the last slot's start.
    passed: usize,
}

impl Neighbours {
    pub fn new(person: &Attendee) -> Self {
        Self {
            taken: joined(busy::blocks(person).map(|block| block.taken).collect()),
            passed: 0,
        }
    }

    /// How a free slot fits.
    pub fn of(&mut self, start: Tick, end: Tick) -> Fit {
        let (before, after) = self.gaps(start, end);
        let is_fragment = |gap: Option<i64>| gap.is_some_and(|g| (TOUCHING..USEFUL).contains(&g));
        let touches = |gap: Option<i64>| gap.is_some_and(|g| g < TOUCHING);
        if is_fragment(before) || is_fragment(after) {
            Fit::Fragments
        } else if touches(before) || touches(after) {
            Fit::Touches
        } else if before.or(after).is_some() {
            Fit::Alone
        } else {
            Fit::FreeDay
        }
    }

    /// The free time before and after, where something is near.
    fn gaps(&mut self, start: Tick, end: Tick) -> (Option<i64>, Option<i64>) {
        let earlier = |span: Option<&Span<Tick>>| span.is_some_and(|s| s.end <= start);
        if self.passed > 0 && !earlier(self.taken.get(self.passed - 1)) {
            self.passed = 0;
        }
        while earlier(self.taken.get(self.passed)) {
            self.passed += 1;
        }
        let last = self.passed.checked_sub(1).and_then(|p| self.taken.get(p));
        let next = self.taken.get(self.passed);
        let near = |gap: &i64| *gap < SAME_DAY;
        (
            last.map(|span| start.0 - span.end.0).filter(near),
            next.map(|span| span.start.0 - end.0).filter(near),
        )
    }
}
