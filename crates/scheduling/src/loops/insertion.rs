//! The cheapest place for one loop, all others staying where they are.
//!
//! The tables of its days give the cheapest way without asking whether somebody would meet the
//! candidate twice: a lower bound. When the way found has such a clash, it is ruled out in two
//! ways (not in the one interview, or not in the other), and the search goes on in both: branch
//! and bound, exact unless the number of branches runs out.

mod days;
mod ways;

use self::days::DayWork;
use self::ways::Part;
use super::board::Board;
use super::day_table::{DayTable, Shape};
use super::points::Points;
use super::random::Random;
use super::seating::{Ban, Seating};

const NEVER: i64 = i64::MAX / 4;

/// Finds places for loops. Keeps its memory between searches.
#[derive(Debug)]
pub(super) struct Insertion<C> {
    pub(super) seating: Seating,
    /// Draws among ways that cost the same.
    random: Random,
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
    /// Costs as they were before each ban.
    old: Vec<C>,
    /// For each set of sessions what the others cost at least, their minutes included.
    rest: Vec<i64>,
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
    pub(super) fn new(seed: u64) -> Self {
        Self {
            seating: Seating::default(),
            random: Random::new(seed),
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
            rest: Vec::new(),
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
            self.days.push(DayWork::new());
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

    /// Takes the cheapest way of the tables, or takes it apart when it has a clash.
    fn branch(&mut self, search: Search<'_, '_, '_>) {
        let Some(bound) = self.cheapest(search) else {
            return;
        };
        let (mut slots, mut people) = std::mem::take(&mut self.trial);
        slots.clear();
        slots.extend_from_slice(&self.at);
        self.seating.seat_all(
            search.board,
            search.planned,
            &slots,
            &mut self.random,
            &mut people,
        );
        let clash = Self::clash(search, &slots, &people);
        if clash.is_some() {
            self.settle(search, bound, &slots);
        }
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
                    if self.best <= bound {
                        return;
                    }
                    if self.branches == 0 {
                        self.complete = false;
                        return;
                    }
                    self.branches -= 1;
                    self.seating.bans.push(ban);
                    let kept = self.old.len();
                    if self.refill(search, ban) {
                        self.branch(search);
                    }
                    self.seating.bans.pop();
                    self.restore(search, ban, kept);
                }
            }
        }
    }

    /// Keeps the starts of a way that has a clash and finds people without one: a way to fall back
    /// on, which makes the branches short.
    fn settle(&mut self, search: Search<'_, '_, '_>, bound: i64, slots: &[u32]) {
        if Self::overlap(search, slots).is_some() {
            return;
        }
        let most = self.best - bound;
        let (board, planned) = (search.board, search.planned);
        if let Some((more, people)) = self.seating.different(board, planned, slots, most) {
            self.best = bound + more;
            self.slots.clear();
            self.slots.extend_from_slice(slots);
            self.people.clear();
            self.people.extend_from_slice(people);
        }
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
        Self::overlap(search, slots)
    }

    /// Two interviews that hold at one time, and the two bans. Each day's table looks at its day
    /// alone: an interview may pass midnight.
    fn overlap(search: Search<'_, '_, '_>, slots: &[u32]) -> Option<[Ban; 2]> {
        let model = search.board.model;
        let loops = &model.loops[search.planned];
        if search.to - search.from == 1 {
            return None;
        }
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
