//! What is worked out for each day of a loop: the costs of its starts, and whether the day can be
//! part of a better way at all.

use std::borrow::Borrow;

use super::{Ban, DayTable, Insertion, NEVER, Points, Search, Seating};

/// The work that is kept for one day of a loop.
#[derive(Debug)]
pub(super) struct DayWork<C> {
    pub(super) costs: Vec<C>,
    pub(super) row: usize,
    pub(super) table: DayTable<C>,
    /// The lowest cost of each session.
    pub(super) lowest: Vec<C>,
    /// Whether costs changed since the table was filled.
    pub(super) stale: bool,
    /// Whether the day can be part of a better way.
    pub(super) useful: bool,
}

impl<C> DayWork<C> {
    pub(super) fn new() -> Self
    where
        C: Points,
    {
        Self {
            costs: Vec::new(),
            row: 0,
            table: DayTable::default(),
            lowest: Vec::new(),
            stale: true,
            useful: true,
        }
    }
}

impl<C: Points> Insertion<C> {
    /// Looks at some days from the beginning.
    pub(super) fn look(&mut self, search: Search<'_, '_, '_>) {
        let sessions = search.board.model.loops[search.planned].sessions.clone();
        let whole = search.to - search.from == 1;
        for day in search.from..search.to {
            let planned_day = &search.board.model.loops[search.planned].days[day];
            let work = &mut self.days[day];
            work.row = Seating::row(planned_day);
            work.costs.clear();
            work.costs.resize(work.row * sessions.len(), C::NEVER);
            work.lowest.clear();
            work.stale = true;
            work.useful = true;
            let mut least = planned_day.late;
            for (index, session) in sessions.clone().enumerate() {
                let costs = &mut work.costs[index * work.row..(index + 1) * work.row];
                let lowest = self
                    .seating
                    .fill(search.board, planned_day, session, index, costs);
                work.lowest.push(lowest);
                if whole {
                    least += if lowest.can_be() {
                        lowest.value()
                    } else {
                        NEVER
                    };
                    if least >= self.best {
                        return;
                    }
                }
            }
        }
        if !self.find_useful(search) {
            return;
        }
        self.bound_rest(search);
        self.branch(search);
    }

    /// Finds the days that can be part of a way that is better than the best; whether there are any.
    fn find_useful(&mut self, search: Search<'_, '_, '_>) -> bool {
        let loops = &search.board.model.loops[search.planned];
        let days = &mut self.days[search.from..search.to];
        for work in &mut *days {
            work.useful = false;
        }
        let mut any = false;
        for last in 0..days.len() {
            let late = loops.days[search.from + last].late;
            if loops.maximum_days > 2 {
                if least_of(&days[..=last]) + late < self.best {
                    days[..=last].iter_mut().for_each(|work| work.useful = true);
                    any = true;
                }
                continue;
            }
            for first in 0..=last {
                let pair = [&days[first], &days[last]];
                if loops.maximum_days < 2 && first != last {
                    continue;
                }
                if least_of(&pair) + late < self.best {
                    days[first].useful = true;
                    days[last].useful = true;
                    any = true;
                }
            }
        }
        any
    }

    /// Works out what the sessions cost at least that are not in a set, before any ban.
    fn bound_rest(&mut self, search: Search<'_, '_, '_>) {
        let days = &self.days[search.from..search.to];
        self.rest.clear();
        self.rest.push(0);
        for (index, length) in self.length.iter().enumerate() {
            let lowest = days.iter().filter(|work| work.useful);
            let lowest = lowest.map(|work| work.lowest[index].value()).min();
            let more = lowest.unwrap_or(NEVER).min(NEVER) + length;
            for set in 0..self.rest.len() {
                self.rest.push(self.rest[set] + more);
            }
        }
        // So far it is the cost of those in the set.
        let all = self.rest.last().copied().unwrap_or(0);
        for cost in &mut self.rest {
            *cost = all - *cost;
        }
    }

    /// Works the costs out anew after a ban came; whether a better way can remain.
    pub(super) fn refill(&mut self, search: Search<'_, '_, '_>, ban: Ban) -> bool {
        let loops = &search.board.model.loops[search.planned];
        let (Ban::Person { session, .. } | Ban::Start { session, .. }) = ban;
        let index = session - loops.sessions.start;
        for (day, planned_day) in loops
            .days
            .iter()
            .enumerate()
            .take(search.to)
            .skip(search.from)
        {
            let work = &mut self.days[day];
            let costs = &mut work.costs[index * work.row..(index + 1) * work.row];
            let before = self.old.len();
            self.old.extend_from_slice(costs);
            self.old.push(work.lowest[index]);
            if !work.useful {
                continue;
            }
            work.lowest[index] =
                self.seating
                    .fill(search.board, planned_day, session, index, costs);
            work.stale |= *costs != self.old[before..before + work.row];
        }
        self.find_useful(search)
    }

    /// Makes the costs as they were before a ban.
    pub(super) fn restore(&mut self, search: Search<'_, '_, '_>, ban: Ban, kept: usize) {
        let loops = &search.board.model.loops[search.planned];
        let (Ban::Person { session, .. } | Ban::Start { session, .. }) = ban;
        let index = session - loops.sessions.start;
        let mut old = &self.old[kept..];
        for work in &mut self.days[search.from..search.to] {
            let (row, rest) = old.split_at(work.row);
            let costs = &mut work.costs[index * work.row..(index + 1) * work.row];
            if *costs != *row {
                work.stale = true;
                costs.copy_from_slice(row);
            }
            if let Some((lowest, rest)) = rest.split_first() {
                work.lowest[index] = *lowest;
                old = rest;
            }
        }
        self.old.truncate(kept);
        self.find_useful(search);
    }
}

/// What the sessions cost at least, each on the day that is cheapest for it.
fn least_of<C: Points, D: Borrow<DayWork<C>>>(days: &[D]) -> i64 {
    let sessions = days.first().map_or(0, |work| work.borrow().lowest.len());
    let least = |index: usize| {
        let lowest = days.iter().map(|work| work.borrow().lowest[index]).min();
        lowest.filter(|cost| cost.can_be()).map(C::value)
    };
    (0..sessions)
        .map(least)
        .sum::<Option<i64>>()
        .unwrap_or(NEVER)
}
