//! What is planned so far, and who is free for more: kept current with each interview that is
//! put on or taken off.

use super::bits;
use super::model::{Calendar, Model};
use super::pools::Pools;

/// An interview somebody holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    /// Index into [`Model::seats`].
    pub(super) seat: u32,
    pub(super) session: u32,
    pub(super) slot: u32,
}

/// What a repair would rather keep, and what a change costs beyond its other costs.
#[derive(Debug, Clone)]
pub(super) struct Keep {
    /// Slot of each session of the instance before the change.
    pub(super) slots: Vec<u32>,
    /// Person on each seat of the instance before the change.
    pub(super) people: Vec<u32>,
    /// Units for another start.
    pub(super) start: i64,
    /// Units for another person.
    pub(super) person: i64,
}

/// A loop that is put nowhere has this slot.
pub(super) const NOWHERE: u32 = u32::MAX;

/// The plan in the making.
#[derive(Debug)]
pub(super) struct Board<'m, 'i> {
    pub(super) model: &'m Model<'i>,
    /// Free starts of each person for each length.
    free: Vec<u64>,
    /// Interviews of each person, those they have had already included.
    count: Vec<i64>,
    /// The same by their share: what fairness counts.
    pub(super) load: Vec<i64>,
    pub(super) held: Vec<Vec<Held>>,
    day_count: Vec<u32>,
    week_count: Vec<u32>,
    pub(super) pools: Pools,
    /// Rooms used in each slot, and the free starts for each length; empty without a limit.
    room_use: Vec<u32>,
    room_free: Vec<u64>,
    /// The slot of each session.
    pub(super) slots: Vec<u32>,
    /// The person on each seat.
    pub(super) people: Vec<u32>,
    pub(super) placed: Vec<bool>,
    /// Units that the planned loops cost, the loads included, loops left out not.
    pub(super) cost: i64,
    pub(super) left_out: usize,
    /// Units for the loops left out.
    left_out_cost: i64,
    pub(super) keep: Option<Keep>,
}

impl<'m, 'i> Board<'m, 'i> {
    pub(super) fn new(model: &'m Model<'i>) -> Self {
        let rooms = model.instance.rooms > 0;
        let people = || model.instance.people.iter();
        let mut board = Self {
            model,
            free: model.base.clone(),
            count: people().map(|p| i64::from(p.load)).collect(),
            load: people().map(|p| p.counted(i64::from(p.load))).collect(),
            held: vec![Vec::new(); model.instance.people.len()],
            day_count: vec![0; model.day_counts.last().copied().unwrap_or(0)],
            week_count: vec![0; model.week_counts.last().copied().unwrap_or(0)],
            pools: Pools::default(),
            room_use: vec![0; if rooms { model.axis.len() } else { 0 }],
            room_free: vec![
                u64::MAX;
                if rooms {
                    model.words * model.classes.len()
                } else {
                    0
                }
            ],
            slots: vec![NOWHERE; model.sessions.len()],
            people: vec![0; model.seats.len()],
            placed: vec![false; model.loops.len()],
            cost: 0,
            left_out: model.loops.len(),
            left_out_cost: 0,
            keep: None,
        };
        board.pools = Pools::new(model, &board.load);
        board.price_all();
        board
    }

    /// Free starts of a person for a length.
    #[inline]
    pub(super) fn free(&self, person: u32, class: usize) -> &[u64] {
        let at = (person as usize * self.model.classes.len() + class) * self.model.words;
        &self.free[at..at + self.model.words]
    }

    /// Starts of that length for which a room is free; `None` without a limit on rooms.
    #[inline]
    pub(super) fn room(&self, class: usize) -> Option<&[u64]> {
        let at = class * self.model.words;
        self.room_free.get(at..at + self.model.words)
    }

    /// Units for all: loops left out, loads, late days, waiting.
    pub(super) fn total(&self) -> i64 {
        self.cost.saturating_add(self.left_out_cost)
    }

    /// What a repair would rather keep.
    pub(super) fn keep(&mut self, keep: Keep) {
        self.keep = Some(keep);
        self.price_all();
    }

    fn price_all(&mut self) {
        let out = (0..self.placed.len()).filter(|&planned| !self.placed[planned]);
        self.left_out_cost = out
            .map(|planned| self.price(planned))
            .fold(0, i64::saturating_add);
    }

    /// Units for leaving this loop out: for a locked one as much as for all that are not, as far
    /// as the sum of all can still be counted. A repair would rather change everything than leave
    /// one out.
    pub(super) fn price(&self, planned: usize) -> i64 {
        let weights = self.model.instance.weights;
        let mut price = weights.left_out.saturating_mul(self.model.scale);
        if self.keep.is_some() {
            price = price.max(1 << 32);
        }
        if self.model.instance.loops[planned].locked {
            let loops = self.model.loops.len() as i64;
            let most = i64::MAX / 4 / loops;
            price = price.saturating_mul(loops).min(most).max(price);
        }
        price
    }

    /// Units of a planned loop's late days and waiting, and of its changes in a repair.
    pub(super) fn own_cost(&self, planned: usize) -> i64 {
        let model = self.model;
        let loops = &model.loops[planned];
        let (mut late, mut idle) = (0, 0);
        for day in &loops.days {
            let end = day.slot + day.len;
            let (mut from, mut to, mut work) = (i64::MAX, i64::MIN, 0);
            for session in loops.sessions.clone() {
                let slot = self.slots[session] as usize;
                if (day.slot..end).contains(&slot) {
                    let minutes = model.minutes(session, slot);
                    from = from.min(minutes.from);
                    to = to.max(minutes.to);
                    work += minutes.to - minutes.from;
                }
            }
            if work > 0 {
                late = day.late; // days are ascending: the last one used counts
                idle += to - from - work;
            }
        }
        let own = late + idle * model.instance.weights.idle_quarter * model.scale / 15;
        own + self.keep.as_ref().map_or(0, |keep| {
            let moved = loops
                .sessions
                .clone()
                .filter(|&s| self.slots[s] != keep.slots[s])
                .count() as i64;
            let swapped = loops
                .seats
                .clone()
                .filter(|&s| self.people[s] != keep.people[s])
                .count() as i64;
            moved * keep.start + swapped * keep.person
        })
    }

    /// Puts a loop where `slots` and `people` say (its own sessions and seats, in order).
    pub(super) fn place(&mut self, planned: usize, slots: &[u32], people: &[u32]) {
        let model = self.model;
        let loops = &model.loops[planned];
        self.slots[loops.sessions.clone()].copy_from_slice(slots);
        self.people[loops.seats.clone()].copy_from_slice(people);
        for session in loops.sessions.clone() {
            for seat in model.sessions[session].seats.clone() {
                self.sit(seat, session, self.people[seat], self.slots[session]);
            }
            self.take_room(session, 1);
        }
        self.placed[planned] = true;
        self.left_out -= 1;
        self.left_out_cost -= self.price(planned);
        self.cost += self.own_cost(planned);
    }

    /// Takes a loop off; its slots and people can still be read.
    pub(super) fn remove(&mut self, planned: usize) {
        let model = self.model;
        let loops = &model.loops[planned];
        self.cost -= self.own_cost(planned);
        for session in loops.sessions.clone() {
            for seat in model.sessions[session].seats.clone() {
                self.stand(seat, session, self.people[seat], self.slots[session]);
            }
            self.take_room(session, -1);
        }
        self.placed[planned] = false;
        self.left_out += 1;
        self.left_out_cost += self.price(planned);
    }

    /// Sits somebody down: the load, the counts, the free starts.
    pub(super) fn sit(&mut self, seat: usize, session: usize, person: u32, slot: u32) {
        let model = self.model;
        let p = person as usize;
        self.cost += model.marginal(self.load[p]);
        self.count[p] += 1;
        let load = model.instance.people[p].counted(self.count[p]);
        if load > self.load[p] {
            self.load[p] = load;
            self.pools.heavier(person, &self.load);
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "counts of seats and sessions are limited"
        )]
        self.held[p].push(Held {
            seat: seat as u32,
            session: session as u32,
            slot,
        });
        let calendar = &model.calendars[model.calendar_of[p]];
        let (day, week) = self.counts_at(p, calendar, slot);
        self.day_count[day] += 1;
        self.week_count[week] += 1;
        let class = model.sessions[session].class;
        for other in 0..model.classes.len() {
            let (from, to) = model.blocked(p, slot as usize, class, other);
            bits::clear(self.free_mut(p, other), from, to);
        }
        if self.day_count[day] >= model.instance.people[p].maximum_per_day {
            let range = &calendar.days[day - model.day_counts[p]];
            self.clear_all(p, range.start as usize, range.end as usize);
        }
        if self.week_count[week] >= model.instance.people[p].maximum_per_week {
            let range = &calendar.weeks[week - model.week_counts[p]];
            self.clear_all(p, range.start as usize, range.end as usize);
        }
    }

    /// The opposite of [`Board::sit`].
    pub(super) fn stand(&mut self, seat: usize, session: usize, person: u32, slot: u32) {
        let model = self.model;
        let p = person as usize;
        self.count[p] -= 1;
        let load = model.instance.people[p].counted(self.count[p]);
        if load < self.load[p] {
            self.load[p] = load;
            self.pools.lighter(person, &self.load);
        }
        self.cost -= model.marginal(load);
        if let Some(at) = self.held[p]
            .iter()
            .position(|held| held.seat as usize == seat)
        {
            self.held[p].swap_remove(at);
        }
        let calendar = &model.calendars[model.calendar_of[p]];
        let (day, week) = self.counts_at(p, calendar, slot);
        let caps = &model.instance.people[p];
        let class = model.sessions[session].class;
        let (mut from, mut to) = (usize::MAX, 0);
        for other in 0..model.classes.len() {
            let range = model.blocked(p, slot as usize, class, other);
            from = from.min(range.0);
            to = to.max(range.1);
        }
        if self.day_count[day] >= caps.maximum_per_day {
            let range = &calendar.days[day - model.day_counts[p]];
            from = from.min(range.start as usize);
            to = to.max(range.end as usize);
        }
        if self.week_count[week] >= caps.maximum_per_week {
            let range = &calendar.weeks[week - model.week_counts[p]];
            from = from.min(range.start as usize);
            to = to.max(range.end as usize);
        }
        self.day_count[day] -= 1;
        self.week_count[week] -= 1;
        self.refresh(p, from, to);
    }

    /// Works out the free starts of the words that hold `from..to` anew.
    fn refresh(&mut self, p: usize, from: usize, to: usize) {
        let model = self.model;
        if from >= to {
            return;
        }
        let (first, last) = (from / 64, (to - 1) / 64);
        let (from, to) = (first * 64, (last + 1) * 64);
        for class in 0..model.classes.len() {
            let at = (p * model.classes.len() + class) * model.words;
            self.free[at + first..=at + last].copy_from_slice(&model.base[at + first..=at + last]);
        }
        let held = std::mem::take(&mut self.held[p]);
        let calendar = &model.calendars[model.calendar_of[p]];
        let caps = &model.instance.people[p];
        for one in &held {
            let class = model.sessions[one.session as usize].class;
            for other in 0..model.classes.len() {
                let range = model.blocked(p, one.slot as usize, class, other);
                bits::clear(self.free_mut(p, other), range.0.max(from), range.1.min(to));
            }
            let (day, week) = self.counts_at(p, calendar, one.slot);
            if self.day_count[day] >= caps.maximum_per_day {
                let range = &calendar.days[day - model.day_counts[p]];
                self.clear_all(
                    p,
                    from.max(range.start as usize),
                    to.min(range.end as usize),
                );
            }
            if self.week_count[week] >= caps.maximum_per_week {
                let range = &calendar.weeks[week - model.week_counts[p]];
                self.clear_all(
                    p,
                    from.max(range.start as usize),
                    to.min(range.end as usize),
                );
            }
        }
        self.held[p] = held;
    }

    fn counts_at(&self, p: usize, calendar: &Calendar, slot: u32) -> (usize, usize) {
        let slot = slot as usize;
        (
            self.model.day_counts[p] + usize::from(calendar.day_of[slot]),
            self.model.week_counts[p] + usize::from(calendar.week_of[slot]),
        )
    }

    fn free_mut(&mut self, p: usize, class: usize) -> &mut [u64] {
        let words = self.model.words;
        let at = (p * self.model.classes.len() + class) * words;
        &mut self.free[at..at + words]
    }

    fn clear_all(&mut self, p: usize, from: usize, to: usize) {
        for class in 0..self.model.classes.len() {
            bits::clear(self.free_mut(p, class), from, to);
        }
    }

    pub(super) fn take_room(&mut self, session: usize, by: i32) {
        if self.room_use.is_empty() {
            return;
        }
        let model = self.model;
        let minutes = model.minutes(session, self.slots[session] as usize);
        let (from, to) = (
            model.axis.at_or_after(minutes.from),
            model.axis.at_or_after(minutes.to),
        );
        for slot in from..to {
            self.room_use[slot] = self.room_use[slot].saturating_add_signed(by);
        }
        // A start is free when no slot that the interview would touch is full.
        let longest = model.classes.last().copied().unwrap_or(0);
        let first = model.axis.at_or_after(minutes.from - longest + 1);
        for (class, &length) in model.classes.iter().enumerate() {
            for slot in first..to {
                let start = model.axis.minutes[slot];
                let end = model.axis.at_or_after(start + length);
                let fits = self.room_use[slot..end]
                    .iter()
                    .all(|&used| used < model.instance.rooms);
                let word = &mut self.room_free[class * model.words + slot / 64];
                *word = *word & !(1 << (slot % 64)) | u64::from(fits) << (slot % 64);
            }
        }
    }
}
