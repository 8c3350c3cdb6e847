//! The cheapest way to hold a loop, from the tables of its days.

use super::{Insertion, NEVER, Points, Search, Shape};

/// How a part of a loop came to be: the day, the days before it, the sessions on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) cost: i64,
    day: usize,
    set: usize,
}

impl<C: Points> Insertion<C> {
    /// The cheapest way over the days looked at, when it is cheaper than the best: its cost; its
    /// slots are in `at`.
    pub(super) fn cheapest(&mut self, search: Search<'_, '_, '_>) -> Option<i64> {
        let loops = &search.board.model.loops[search.planned];
        let sessions = loops.sessions.len();
        let full = (1 << sessions) - 1;
        // The table counts the lengths of the interviews as waiting too.
        let lengths: i64 = self.length.iter().sum();
        self.at.clear();
        self.at.resize(sessions, 0);
        for day in search.from..search.to {
            if self.days[day].useful {
                self.fill_table(search, day);
            }
        }
        if search.to - search.from == 1 {
            let day = search.from;
            let ended = self.days[day].table.ended[full];
            let cost = ended.value() - lengths + loops.days[day].late;
            if !ended.can_be() || cost >= self.best {
                return None;
            }
            self.write_trace(search, day, full);
            return Some(cost);
        }
        // parts[n][set]: the cheapest way to hold `set` on exactly n of the days seen so far.
        let size = full + 1;
        let none = Part {
            cost: NEVER,
            day: usize::MAX,
            set: 0,
        };
        self.parts.clear();
        self.parts.resize(
            size * (loops.maximum_days + 1) * (search.to - search.from + 1),
            none,
        );
        // One layer for each day, so that a way can be followed back.
        let layer = size * (loops.maximum_days + 1);
        self.parts[0].cost = 0;
        let mut best = (self.best, None);
        for day in search.from..search.to {
            let step = day - search.from;
            let (seen, new) = self.parts.split_at_mut((step + 1) * layer);
            let seen = &seen[step * layer..];
            new[..layer].copy_from_slice(seen);
            if !self.days[day].useful {
                continue;
            }
            let ended = &self.days[day].table.ended;
            for used in 0..loops.maximum_days {
                for (done, before) in seen[used * size..(used + 1) * size].iter().enumerate() {
                    if before.cost >= NEVER {
                        continue;
                    }
                    let left = full & !done;
                    let mut set = left;
                    while set != 0 {
                        let all = done | set;
                        let in_order = !loops.ordered || all & (all + 1) == 0;
                        let mine = ended[set];
                        if in_order && mine.can_be() {
                            let cost = before.cost + mine.value();
                            let part = &mut new[(used + 1) * size + all];
                            if cost < part.cost {
                                *part = Part { cost, day, set };
                            }
                            let total = cost - lengths + loops.days[day].late;
                            if all == full && total < best.0 {
                                best = (total, Some((step + 1, used + 1)));
                            }
                        }
                        set = (set - 1) & left;
                    }
                }
            }
        }
        let (mut step, mut used) = best.1?;
        let mut all = full;
        while all != 0 {
            let part = self.parts[step * layer + used * size + all];
            self.write_trace(search, part.day, part.set);
            step = part.day - search.from;
            used -= 1;
            all &= !part.set;
        }
        Some(best.0)
    }

    fn fill_table(&mut self, search: Search<'_, '_, '_>, day: usize) {
        if !self.days[day].stale {
            return;
        }
        self.days[day].stale = false;
        let mut table = std::mem::take(&mut self.days[day].table);
        table.fill(
            self.shape(search, day),
            &self.days[day].costs,
            self.days[day].row,
        );
        self.days[day].table = table;
    }

    fn shape<'a>(&'a self, search: Search<'_, '_, '_>, day: usize) -> Shape<'a> {
        let loops = &search.board.model.loops[search.planned];
        Shape {
            len: loops.days[day].len,
            advance: &self.advance,
            length: &self.length,
            idle_slot: search.board.model.idle_slot,
            ordered: loops.ordered,
            parts: search.to - search.from > 1,
            rest: &self.rest,
            limit: self.best - loops.days[day].late + self.length.iter().sum::<i64>(),
        }
    }

    fn write_trace(&mut self, search: Search<'_, '_, '_>, day: usize, set: usize) {
        let mut trace = std::mem::take(&mut self.trace);
        trace.clear();
        let work = &self.days[day];
        let mut random = self.random.clone();
        work.table.trace(
            self.shape(search, day),
            &work.costs,
            work.row,
            set,
            &mut random,
            &mut trace,
        );
        self.random = random;
        let first = search.board.model.loops[search.planned].days[day].slot;
        for &(index, t) in &trace {
            self.at[index] = u32::try_from(first + t).unwrap_or(u32::MAX);
        }
        self.trace = trace;
    }
}
