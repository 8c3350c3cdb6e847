//! The grid: starts counted in whole steps from each local midnight of the anchor zone.

use std::ops::Range;

use crate::{hours::DAY_SECONDS, span::Span, tick::Tick, zone::Zone};

/// Every start to decide about, numbered from 0 in order. All are whole seconds.
pub(crate) struct Grid {
    runs: Vec<Run>,
    /// Width in seconds.
    step: u32,
    len: usize,
    /// The first and the last start, in seconds.
    first: i64,
    last: i64,
}

/// Starts at even distances.
struct Run {
    /// In seconds since 1970-01-01T00:00:00Z.
    first: i64,
    /// The number of the first.
    base: usize,
    len: usize,
}

impl Grid {
    /// Every instant of `whole` whose wall clock in minutes since 00:00 is a whole multiple of
    /// `step`. Taken apart by offset, so that a repeated hour gives both instants and a skipped
    /// hour none.
    pub fn new(zone: &Zone, whole: Span<Tick>, step_minutes: u32) -> Self {
        let step = step_minutes.clamp(1, 1440) * 60;
        let mut grid = Self {
            runs: Vec::new(),
            step,
            len: 0,
            first: i64::MAX,
            last: i64::MIN,
        };
        let (from, until) = (
            whole.start.second_at_or_after(),
            whole.end.second_at_or_after(),
        );
        for stretch in zone.timeline(from, until).stretches() {
            let (from, until) = (stretch.start.max(from), stretch.end.min(until));
            // On the wall; a step that divides a day goes on over midnight.
            let (mut wall, last) = (from + stretch.offset, until + stretch.offset);
            while wall < last {
                let midnight = wall.div_euclid(DAY_SECONDS) * DAY_SECONDS;
                let next = if DAY_SECONDS % i64::from(step) == 0 {
                    last
                } else {
                    last.min(midnight + DAY_SECONDS)
                };
                grid.add_run(wall, next, midnight, stretch.offset);
                wall = next;
            }
        }
        grid
    }

    /// The starts with `from <= wall clock < until`, counted from `midnight`.
    fn add_run(&mut self, from: i64, until: i64, midnight: i64, offset: i64) {
        let step = i64::from(self.step);
        let steps = |wall: i64| {
            (wall - midnight).div_euclid(step) + i64::from((wall - midnight).rem_euclid(step) != 0)
        };
        let (first, next) = (steps(from), steps(until));
        let Ok(len @ 1..) = usize::try_from(next - first) else {
            return;
        };
        let second = |steps: i64| midnight + steps * step - offset;
        self.first = self.first.min(second(first));
        self.last = self.last.max(second(next - 1));
        self.runs.push(Run {
            first: second(first),
            base: self.len,
            len,
        });
        self.len += len;
    }

    /// How many starts there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The start of that number, in seconds.
    pub fn second(&self, number: usize) -> i64 {
        let after = self.runs.partition_point(|run| run.base <= number);
        let run = after.checked_sub(1).and_then(|place| self.runs.get(place));
        run.map_or(0, |run| {
            let past = i64::try_from(number - run.base).unwrap_or_default();
            run.first + past * i64::from(self.step)
        })
    }

    /// The number of the first start at or after a second.
    pub fn number(&self, second: i64) -> usize {
        // Seldom more than three runs; a step that does not divide a day has one a day.
        let run = if self.runs.len() < 8 {
            self.runs.iter().rfind(|run| run.first < second)
        } else {
            let after = self.runs.partition_point(|run| run.first < second);
            after.checked_sub(1).and_then(|place| self.runs.get(place))
        };
        run.map_or(0, |run| run.base + run.steps(second, self.step))
    }

    /// The numbers of the starts inside a span.
    pub fn numbers(&self, span: Span<Tick>) -> Range<usize> {
        let from = span.start.second_at_or_after();
        let until = span.end.second_at_or_after();
        // What lies wholly before or after the window is passed over without counting.
        if until <= from || until <= self.first || from > self.last {
            return 0..0;
        }
        self.number(from)..self.number(until)
    }
}

impl Run {
    /// How many starts of the run come before a second after its first.
    fn steps(&self, second: i64, step: u32) -> usize {
        let past = u32::try_from(second - self.first).unwrap_or(u32::MAX);
        let steps = usize::try_from(past.div_ceil(step)).unwrap_or(usize::MAX);
        steps.min(self.len)
    }
}
