//! The start times that any loop could use, numbered one after the other.

use super::instance::{Instance, Minutes};

/// A run of start times without a hole.
#[derive(Debug, Clone, Copy)]
struct Segment {
    minute: i64,
    slot: usize,
    len: usize,
}

/// All start times, as slots 0, 1, 2 …; time jumps between two segments.
#[derive(Debug)]
pub(super) struct Axis {
    grid: i64,
    segments: Vec<Segment>,
    /// The minute of each slot.
    pub(super) minutes: Vec<i64>,
    /// For each slot the first slot of its segment and the first after it.
    pub(super) around: Vec<(u32, u32)>,
}

/// The first multiple of `grid` at or after `minute`.
pub(super) fn on_grid(minute: i64, grid: i64) -> i64 {
    minute + (-minute).rem_euclid(grid)
}

impl Axis {
    /// Every day of every loop lies whole in one segment. `None` when there would be more than
    /// `limit` slots.
    pub(super) fn new(instance: &Instance, limit: usize) -> Option<Self> {
        let grid = instance.grid;
        let mut runs: Vec<Minutes> = Vec::new();
        for planned in &instance.loops {
            for day in &planned.days {
                runs.extend(starts_of_day(&planned.windows, day.minutes, grid));
            }
        }
        runs.sort_by_key(|run| (run.from, run.to));
        let mut joined: Vec<Minutes> = Vec::new();
        for run in runs {
            match joined.last_mut() {
                Some(last) if run.from <= last.to => last.to = last.to.max(run.to),
                _ => joined.push(run),
            }
        }
        let mut axis = Self {
            grid,
            segments: Vec::new(),
            minutes: Vec::new(),
            around: Vec::new(),
        };
        for run in joined {
            let slot = axis.minutes.len();
            let len = usize::try_from((run.to - run.from) / grid).ok()?;
            if slot + len > limit {
                return None;
            }
            let around = (u32::try_from(slot).ok()?, u32::try_from(slot + len).ok()?);
            axis.segments.push(Segment {
                minute: run.from,
                slot,
                len,
            });
            axis.minutes
                .extend((0..len as i64).map(|k| run.from + k * grid));
            axis.around.resize(slot + len, around);
        }
        Some(axis)
    }

    pub(super) fn len(&self) -> usize {
        self.minutes.len()
    }

    /// The first slot at or after `minute`.
    pub(super) fn at_or_after(&self, minute: i64) -> usize {
        let next = self
            .segments
            .partition_point(|segment| segment.minute <= minute);
        let Some(segment) = next.checked_sub(1).map(|at| self.segments[at]) else {
            return 0;
        };
        let steps = (on_grid(minute, self.grid) - segment.minute) / self.grid;
        segment.slot + usize::try_from(steps).unwrap_or(0).min(segment.len)
    }

    /// The slot of exactly this minute.
    pub(super) fn slot(&self, minute: i64) -> Option<usize> {
        let slot = self.at_or_after(minute);
        (self.minutes.get(slot) == Some(&minute)).then_some(slot)
    }
}

/// From the first start in the windows on that day to one step after the last; lengths of
/// interviews are not asked yet.
pub(super) fn starts_of_day(windows: &[Minutes], day: Minutes, grid: i64) -> Option<Minutes> {
    let mut all: Option<Minutes> = None;
    for window in windows {
        let from = on_grid(window.from.max(day.from), grid);
        let to = on_grid(window.to.min(day.to), grid);
        if from < to {
            let all = all.get_or_insert(Minutes { from, to });
            all.from = all.from.min(from);
            all.to = all.to.max(to);
        }
    }
    all
}
