//! From a first plan to a good one: take a few related loops off, put each back at its cheapest
//! place, keep the result when it is better, or a little worse while the search is still warm.

use super::board::Board;
use super::insertion::Insertion;
use super::model::Model;
use super::points::Points;
use super::random::Random;

/// Branches for one loop in the middle of a search.
const BRANCHES: u32 = 4;
/// Branches for a loop that is alone: enough to be sure.
const ALL_BRANCHES: u32 = 20_000;
/// Loops taken off at once, at most.
const TOGETHER: usize = 8;

/// How far a search may go.
pub(super) struct Budget<'a> {
    /// Iterations, when they are limited.
    pub(super) iterations: Option<u64>,
    /// Share of the time that is used up; 1 or more ends the search.
    pub(super) spent: &'a mut dyn FnMut() -> f64,
}

/// Where every loop lies.
#[derive(Debug, Clone, Default)]
pub(super) struct Saved {
    pub(super) slots: Vec<u32>,
    pub(super) people: Vec<u32>,
    pub(super) placed: Vec<bool>,
}

/// A search over whole plans.
#[derive(Debug)]
pub(super) struct Search<'m, 'i, C> {
    pub(super) board: Board<'m, 'i>,
    pub(super) insertion: Insertion<C>,
    random: Random,
    /// The best of each group's plans.
    pub(super) best: Saved,
    /// The group of each loop: nobody could sit in loops of two groups, and no room joins them.
    group_of: Vec<usize>,
    /// For each group by how many units the board costs more than the best.
    behind: Vec<i64>,
    /// Whether no plan can be better.
    pub(super) proven: bool,
    pub(super) iterations: u64,
    pub(super) all_placed_after: Option<u64>,
    /// Loops that stay out.
    pub(super) skip: Vec<bool>,
    /// Loops to begin a round with; all when empty.
    pub(super) focus: Vec<usize>,
    chosen: Vec<usize>,
    before: Vec<(usize, bool)>,
    before_slots: Vec<u32>,
    before_people: Vec<u32>,
}

impl<'m, 'i, C: Points> Search<'m, 'i, C> {
    pub(super) fn new(board: Board<'m, 'i>, seed: u64) -> Self {
        let group_of = groups(board.model);
        let mut search = Self {
            behind: vec![0; group_of.len()],
            group_of,
            board,
            insertion: Insertion::new(!seed),
            random: Random::new(seed),
            best: Saved::default(),
            proven: false,
            iterations: 0,
            all_placed_after: None,
            skip: Vec::new(),
            focus: Vec::new(),
            chosen: Vec::new(),
            before: Vec::new(),
            before_slots: Vec::new(),
            before_people: Vec::new(),
        };
        search.skip.resize(search.board.model.loops.len(), false);
        search.save();
        search
    }

    /// Remembers the plan as the best.
    pub(super) fn save(&mut self) {
        let board = &self.board;
        if board.left_out == 0 && self.all_placed_after.is_none() {
            self.all_placed_after = Some(self.iterations);
        }
        self.best.slots.clone_from(&board.slots);
        self.best.people.clone_from(&board.people);
        self.best.placed.clone_from(&board.placed);
        self.behind.fill(0);
    }

    /// Remembers how the loops of one group lie: what is best for them does not ask the others.
    fn save_group(&mut self, group: usize) {
        let (board, best) = (&self.board, &mut self.best);
        for (planned, loops) in board.model.loops.iter().enumerate() {
            if self.group_of[planned] == group {
                let (sessions, seats) = (loops.sessions.clone(), loops.seats.clone());
                best.slots[sessions.clone()].copy_from_slice(&board.slots[sessions]);
                best.people[seats.clone()].copy_from_slice(&board.people[seats]);
                best.placed[planned] = board.placed[planned];
            }
        }
        self.behind[group] = 0;
        if self.all_placed_after.is_none() && best.placed.iter().all(|placed| *placed) {
            self.all_placed_after = Some(self.iterations);
        }
    }

    /// Puts the loops on one by one: first what is locked, then those with the least choice.
    pub(super) fn construct(&mut self, budget: &mut Budget<'_>) {
        let model = self.board.model;
        let mut order: Vec<(bool, usize, usize)> = (0..model.loops.len())
            .filter(|&planned| !self.board.placed[planned] && !self.skip[planned])
            .map(|planned| {
                let room: usize = model.loops[planned].days.iter().map(|day| day.len).sum();
                (!model.instance.loops[planned].locked, room, planned)
            })
            .collect();
        order.sort_unstable();
        let alone = model.loops.len() == 1;
        let fresh = !order.is_empty();
        for (free, _, planned) in order {
            if (budget.spent)() >= 1.0 {
                break;
            }
            let sure = alone || !free;
            let branches = if sure { ALL_BRANCHES } else { BRANCHES };
            self.insert(planned, self.board.price(planned), branches);
        }
        self.proven = alone && fresh && self.insertion.complete
            || model.loops.iter().all(|l| l.sessions.is_empty());
        self.save();
    }

    /// Puts a loop at its cheapest place, when it costs less than `limit`.
    fn insert(&mut self, planned: usize, limit: i64, branches: u32) -> bool {
        if self
            .insertion
            .best(&self.board, planned, limit, branches)
            .is_none()
        {
            return false;
        }
        self.board
            .place(planned, &self.insertion.slots, &self.insertion.people);
        true
    }

    /// Improves the plan until the budget is used up. `warm` and `cold` are the temperatures at
    /// the beginning and the end, in points.
    pub(super) fn improve(&mut self, budget: &mut Budget<'_>, warm: f64, cold: f64) {
        if self.proven || self.board.model.loops.is_empty() {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let scale = self.board.model.scale as f64;
        let (warm, cold) = (warm * scale, cold * scale);
        let mut round = 0_u64;
        loop {
            let spent = (budget.spent)();
            #[expect(clippy::cast_precision_loss, reason = "a share needs no more")]
            let progress = match budget.iterations {
                Some(most) if round >= most => break,
                Some(most) => round as f64 / most as f64,
                None => spent,
            };
            if spent >= 1.0 {
                break;
            }
            let temperature = warm * (cold / warm).powf(progress);
            round += 1;
            self.iterations += 1;
            self.step(temperature);
        }
    }

    fn step(&mut self, temperature: f64) {
        let total = self.board.total();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "far from the ends of the range"
        )]
        let allowed = (-temperature * self.random.unit().ln()) as i64;
        let goal = total + allowed;
        self.choose();
        self.take_off();
        // What the loops still to come cost at the very least.
        let mut rest: i64 = self.chosen.iter().map(|&planned| self.least(planned)).sum();
        let prices = self.chosen.iter().map(|&planned| self.board.price(planned));
        let mut waiting: i64 = prices.sum();
        let mut kept = true;
        for at in 0..self.chosen.len() {
            let planned = self.chosen[at];
            let least = self.least(planned);
            rest -= least;
            let price = self.board.price(planned);
            let limit = (goal - self.board.total()).saturating_add(waiting) - rest + 1;
            let inserted = self.insert(planned, limit.min(price), BRANCHES);
            waiting -= price;
            if !inserted && self.board.total() - waiting + rest > goal {
                kept = false;
                break;
            }
        }
        if kept && self.board.total() <= goal {
            // All the chosen are of one group.
            let group = self.group_of[self.chosen[0]];
            self.behind[group] += self.board.total() - total;
            if self.behind[group] < 0 {
                self.save_group(group);
            }
        } else {
            self.put_back();
        }
    }

    /// No place for this loop costs less.
    fn least(&self, planned: usize) -> i64 {
        let board = &self.board;
        let seats = board.model.loops[planned].seats.clone();
        seats
            .map(|seat| {
                let lightest = board.pools.of(board.model.seats[seat]).first();
                lightest.map_or(0, |&p| board.model.marginal(board.load[p as usize]))
            })
            .sum()
    }

    /// Takes the chosen loops off and remembers where they were.
    fn take_off(&mut self) {
        self.before.clear();
        self.before_slots.clear();
        self.before_people.clear();
        for &planned in &self.chosen {
            let loops = &self.board.model.loops[planned];
            let placed = self.board.placed[planned];
            self.before.push((planned, placed));
            self.before_slots
                .extend_from_slice(&self.board.slots[loops.sessions.clone()]);
            self.before_people
                .extend_from_slice(&self.board.people[loops.seats.clone()]);
            if placed {
                self.board.remove(planned);
            }
        }
    }

    /// Undoes a step.
    fn put_back(&mut self) {
        for &planned in &self.chosen {
            if self.board.placed[planned] {
                self.board.remove(planned);
            }
        }
        let (mut slot, mut seat) = (0, 0);
        for &(planned, placed) in &self.before {
            let loops = &self.board.model.loops[planned];
            let (slots, seats) = (slot + loops.sessions.len(), seat + loops.seats.len());
            if placed {
                self.board.place(
                    planned,
                    &self.before_slots[slot..slots],
                    &self.before_people[seat..seats],
                );
            }
            (slot, seat) = (slots, seats);
        }
    }

    /// Chooses loops that could give each other room: one at random, the others because somebody
    /// who could sit in it sits in them.
    fn choose(&mut self) {
        let loops = self.board.model.loops.len();
        self.chosen.clear();
        let mut first = self.random.below(loops);
        if !self.focus.is_empty() {
            first = self.focus[self.random.below(self.focus.len())];
        } else if self.board.left_out > 0 && self.random.below(4) > 0 {
            let skip = self.random.below(self.board.left_out);
            if let Some(out) = (0..loops).filter(|&l| !self.board.placed[l]).nth(skip) {
                first = out;
            }
        }
        self.chosen.push(first);
        let together = if self.board.placed[first] {
            1 + self.random.below(4)
        } else {
            2 + self.random.below(TOGETHER - 2)
        };
        let mut tries = 0;
        while self.chosen.len() < together && tries < 4 * together {
            tries += 1;
            let of = self.chosen[self.random.below(self.chosen.len())];
            if let Some(other) = self.related(of)
                && !self.chosen.contains(&other)
            {
                self.chosen.push(other);
            }
        }
        let placed = self.board.placed[first];
        let from = usize::from(!placed);
        self.random.shuffle(&mut self.chosen[from..]);
    }

    /// A loop that holds somebody who could sit in this one.
    fn related(&mut self, planned: usize) -> Option<usize> {
        let model = self.board.model;
        let seats = model.loops[planned].seats.clone();
        let seat = seats.start + self.random.below(seats.len());
        let pool = model.pools.get(*model.seats.get(seat)?)?;
        let person = *pool.get(self.random.below(pool.len()))?;
        let held = &self.board.held[person as usize];
        let one = held.get(self.random.below(held.len()))?;
        Some(model.loop_of(one.session as usize))
    }
}

/// Numbers the groups of loops that share people, or rooms when these are limited.
fn groups(model: &Model<'_>) -> Vec<usize> {
    let mut group_of: Vec<usize> = (0..model.loops.len()).collect();
    let mut first_with: Vec<Option<usize>> = vec![None; model.instance.people.len()];
    let root = |group_of: &[usize], mut planned: usize| {
        while group_of[planned] != planned {
            planned = group_of[planned];
        }
        planned
    };
    for (planned, loops) in model.loops.iter().enumerate() {
        let mut join = |other: usize| {
            let (one, other) = (root(&group_of, planned), root(&group_of, other));
            group_of[one.max(other)] = one.min(other);
        };
        if model.instance.rooms > 0 {
            join(0);
        }
        for seat in loops.seats.clone() {
            for &person in &model.pools[model.seats[seat]] {
                join(*first_with[person as usize].get_or_insert(planned));
            }
        }
    }
    (0..group_of.len())
        .map(|planned| root(&group_of, planned))
        .collect()
}
