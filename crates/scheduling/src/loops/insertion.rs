//! The cheapest place for one loop, all others staying where they are.
//!
//! The tables of its days give the cheapest way without asking whether somebody would meet the
//! candidate twice: a lower bound. When the way found has such a clash, it is ruled out in two
//! ways (not in the one interview, or not in the other), and the search goes on in both: branch
//! and bound, exact unless the number of branches runs out.

use super::board::Board;
use super::day_table::{DayTable, Shape};
use super::points::Points;
use super::seating::{Ban, Seating};

/// The work that is kept for one day of a loop.
#[derive(Debug)]
struct DayWork<C> {
    costs: Vec<C>,
    row: usize,
    table: DayTable<C>,
    /// The lowest cost of each session.
    lowest: Vec<C>,
    /// Whether costs changed since the table was filled.
    stale: bool,
}

/// How a part of a loop came to be: the day, the days before it, the sessions on it.
#[derive(Debug, Clone, Copy)]
struct Part {
    cost: i64,
    day: usize,
    set: usize,
}

const NEVER: i64 = i64::MAX / 4;

/// Finds places for loops. Keeps its memory between searches.
#[derive(Debug)]
pub(super) struct Insertion<C> {
    pub(super) seating: Seating,
    days: Vec<DayWork<C>>,
    advance: Vec<usize>,
    length: Vec<i64>,
    parts: Vec<Part>,
    /// The best place found: a slot for each session and a person for each seat of the loop.
    pub(super) slots: Vec<u32>,
    pub(super) people: Vec<u32>,
    trial: (Vec<u32>, Vec<u32>),
    trace: Vec<(usize, usize)>,
    at: Vec<u32>,
    old: Vec<C>,
    best: i64,
    /// Branches that may still be opened.
    branches: u32,
    /// Whether every branch was looked at.
    pub(super) complete: bool,
}

/// The one loop being searched.
#[derive(Clone, Copy)]
struct Search<'a, 'm, 'i> {
    board: &'a Board<'m, 'i>,
    planned: usize,
    /// The days looked at together.
    from: usize,
    to: usize,
}

impl<C: Points> Insertion<C> {
    pub(super) fn new() -> Self {
        Self {
            seating: Seating::default(),
            days: Vec::new(),
            advance: Vec::new(),
            length: Vec::new(),
            parts: Vec::new(),
            slots: Vec::new(),
            people: Vec::new(),
            trial: (Vec::new(), Vec::new()),
            trace: Vec::new(),
            at: Vec::new(),
            old: Vec::new(),
            best: NEVER,
            branches: 0,
            complete: true,
        }
    }

    /// Looks for a place that costs less than `limit` units and returns the cheapest's cost; the
    /// place is in `slots` and `people`. At most `branches` clashes are taken apart.
    pub(super) fn best(
        &mut self,
        board: &Board<'_, '_>,
        planned: usize,
        limit: i64,
        branches: u32,
    ) -> Option<i64> {
        let model = board.model;
        let loops = &model.loops[planned];
        if loops.sessions.is_empty() {
            return None;
        }
        self.best = limit;
        self.branches = branches;
        self.complete = true;
        self.seating.bans.clear();
        self.advance.clear();
        self.length.clear();
        let weight = model.instance.weights.idle_quarter * model.scale;
        for session in &model.sessions[loops.sessions.clone()] {
            self.advance.push(session.advance);
            self.length.push(weight * session.minutes / 15);
        }
        while self.days.len() < loops.days.len() {
            self.days.push(DayWork {
                costs: Vec::new(),
                row: 0,
                table: DayTable::default(),
                lowest: Vec::new(),
                stale: true,
            });
        }
        let found_at = |this: &mut Self, from, to| {
            let before = this.best;
            this.look(Search {
                board,
                planned,
                from,
                to,
            });
            this.best < before
        };
        let mut found = false;
        if loops.maximum_days > 1 {
            found = found_at(self, 0, loops.days.len());
        } else {
            let mut least = 0;
            for seat in loops.seats.clone() {
                let lightest = board.pools.of(model.seats[seat]).first();
                least += lightest.map_or(NEVER, |&p| model.marginal(board.load[p as usize]));
            }
            for day in 0..loops.days.len() {
                if loops.days[day].late + least < self.best {
                    found |= found_at(self, day, day + 1);
                }
            }
        }
        found.then_some(self.best)
    }

    /// Looks at some days from the beginning.
    fn look(&mut self, search: Search<'_, '_, '_>) {
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
        self.branch(search);
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
        }
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

    /// Takes the cheapest way of the tables, or takes it apart when it has a clash.
    fn branch(&mut self, search: Search<'_, '_, '_>) {
        let Some(bound) = self.cheapest(search) else {
            return;
        };
        let (mut slots, mut people) = std::mem::take(&mut self.trial);
        slots.clear();
        slots.extend_from_slice(&self.at);
        self.seating
            .seat_all(search.board, search.planned, &slots, &mut people);
        let clash = Self::clash(search, &slots, &people);
        match clash {
            None => {
                self.best = bound;
                std::mem::swap(&mut self.slots, &mut slots);
                std::mem::swap(&mut self.people, &mut people);
                self.trial = (slots, people);
            }
            Some(bans) => {
                self.trial = (slots, people);
                for ban in bans {
                    if self.branches == 0 {
                        self.complete = false;
                        return;
                    }
                    self.branches -= 1;
                    self.seating.bans.push(ban);
                    if self.refill(search, ban) {
                        self.branch(search);
                    }
                    self.seating.bans.pop();
                    self.refill(search, ban);
                }
            }
        }
    }

    /// Works the costs out anew after a ban came or went; whether a better way can remain.
    fn refill(&mut self, search: Search<'_, '_, '_>, ban: Ban) -> bool {
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
            self.old.clear();
            self.old.extend_from_slice(costs);
            work.lowest[index] =
                self.seating
                    .fill(search.board, planned_day, session, index, costs);
            work.stale |= *costs != self.old[..];
        }
        if search.to - search.from > 1 {
            return true;
        }
        let lowest = self.days[search.from].lowest.iter();
        let least: i64 = lowest
            .map(|cost| if cost.can_be() { cost.value() } else { NEVER })
            .sum();
        least + loops.days[search.from].late < self.best
    }

    /// The cheapest way over the days looked at, when it is cheaper than the best: its cost; its
    /// slots are in `at`.
    fn cheapest(&mut self, search: Search<'_, '_, '_>) -> Option<i64> {
        let loops = &search.board.model.loops[search.planned];
        let sessions = loops.sessions.len();
        let full = (1 << sessions) - 1;
        // The table counts the lengths of the interviews as waiting too.
        let lengths: i64 = self.length.iter().sum();
        self.at.clear();
        self.at.resize(sessions, 0);
        for day in search.from..search.to {
            self.fill_table(search, day);
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

    fn write_trace(&mut self, search: Search<'_, '_, '_>, day: usize, set: usize) {
        let mut trace = std::mem::take(&mut self.trace);
        trace.clear();
        let work = &self.days[day];
        work.table.trace(
            self.shape(search, day),
            &work.costs,
            work.row,
            set,
            &mut trace,
        );
        let first = search.board.model.loops[search.planned].days[day].slot;
        for &(index, t) in &trace {
            self.at[index] = u32::try_from(first + t).unwrap_or(u32::MAX);
        }
        self.trace = trace;
    }

    /// Two interviews that cannot be so together: the two bans of which every plan keeps one.
    fn clash(search: Search<'_, '_, '_>, slots: &[u32], people: &[u32]) -> Option<[Ban; 2]> {
        let model = search.board.model;
        let loops = &model.loops[search.planned];
        let first_seat = loops.seats.start;
        let session_of = |seat: usize| {
            loops
                .sessions
                .clone()
                .find(|&s| model.sessions[s].seats.contains(&(seat + first_seat)))
        };
        for (a, person) in people.iter().enumerate() {
            if let Some(b) = people[a + 1..].iter().position(|other| other == person)
                && let (Some(one), Some(other)) = (session_of(a), session_of(a + 1 + b))
            {
                let ban = |session| Ban::Person {
                    session,
                    person: *person,
                };
                return Some([ban(one), ban(other)]);
            }
        }
        if search.to - search.from == 1 {
            return None;
        }
        // Each day's table looks at its day alone: an interview may pass midnight.
        for (i, one) in loops.sessions.clone().enumerate() {
            for (j, other) in loops.sessions.clone().enumerate().skip(i + 1) {
                let a = model.minutes(one, slots[i] as usize);
                let b = model.minutes(other, slots[j] as usize);
                if a.from < b.to && b.from < a.to {
                    return Some([
                        Ban::Start {
                            session: one,
                            slot: slots[i],
                        },
                        Ban::Start {
                            session: other,
                            slot: slots[j],
                        },
                    ]);
                }
            }
        }
        None
    }
}
