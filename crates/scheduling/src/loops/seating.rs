//! Who sits where at which start: the cheapest people for each start of one interview.

mod different;

use self::different::{Different, choose};
use super::board::Board;
use super::model::LoopDayModel;
use super::points::Points;
use super::random::Random;
use super::{bits, day_table::lanes};

/// What must not be, while one loop is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ban {
    /// This person in this session.
    Person { session: usize, person: u32 },
    /// This start of this session.
    Start { session: usize, slot: u32 },
}

/// The cheapest and second cheapest person of one seat at each start.
#[derive(Debug, Default)]
struct Best {
    first: Vec<(i64, u32)>,
    second: Vec<i64>,
}

/// Finds people for seats.
#[derive(Debug, Default)]
pub(super) struct Seating {
    pub(super) bans: Vec<Ban>,
    rest: Vec<u64>,
    rest_twice: Vec<u64>,
    equal: Vec<u32>,
    singles: Vec<(usize, usize, usize)>,
    pair: [Best; 2],
    different: Different,
}

/// No cost can be as high.
const NEVER: i64 = i64::MAX / 4;

impl Seating {
    fn banned(&self, session: usize, person: u32) -> bool {
        self.bans.contains(&Ban::Person { session, person })
    }

    /// The people of a seat with their costs, cheapest first, without the banned.
    #[inline]
    fn candidates<'a>(
        &'a self,
        board: &'a Board<'_, '_>,
        session: usize,
        seat: usize,
    ) -> impl Iterator<Item = (u32, i64)> + 'a {
        let model = board.model;
        let order = board.pools.of(model.seats[seat]);
        let kept = board
            .keep
            .as_ref()
            .map(|keep| keep.people[seat])
            .filter(|p| order.contains(p));
        let extra = board.keep.as_ref().map_or(0, |keep| keep.person);
        let first = kept.map(|p| (p, model.marginal(board.load[p as usize])));
        let others = order.iter().filter(move |&&p| Some(p) != kept);
        first
            .into_iter()
            .chain(others.map(move |&p| (p, extra + model.marginal(board.load[p as usize]))))
            .filter(move |&(p, _)| self.bans.is_empty() || !self.banned(session, p))
    }

    /// Writes the cost of each start of `session` (number `index` in its loop) on that day;
    /// returns the lowest.
    pub(super) fn fill<C: Points>(
        &mut self,
        board: &Board<'_, '_>,
        day: &LoopDayModel,
        session: usize,
        index: usize,
        costs: &mut [C],
    ) -> C {
        costs.fill(C::NEVER);
        let words = day.words();
        let class = board.model.sessions[session].class;
        let mut rest = std::mem::take(&mut self.rest);
        rest.clear();
        rest.extend_from_slice(&day.allowed[index * words..(index + 1) * words]);
        if let Some(room) = board.room(class) {
            for (w, word) in rest.iter_mut().enumerate() {
                *word &= bits::window(room, day.slot + w * 64);
            }
        }
        for ban in &self.bans {
            if let Ban::Start { session: of, slot } = *ban
                && of == session
                && (day.slot..day.slot + day.len).contains(&(slot as usize))
            {
                let at = slot as usize - day.slot;
                bits::clear(&mut rest, at, at + 1);
            }
        }
        let seats = board.model.sessions[session].seats.clone();
        let mut lowest = match seats.len() {
            1 => self.fill_one(board, day, session, seats.start, &mut rest, costs),
            2 => self.fill_two(board, day, session, seats.start, &rest, costs),
            _ => self.fill_many(board, day, session, &rest, costs),
        };
        if let Some(keep) = &board.keep {
            let kept = (keep.slots[session] as usize).wrapping_sub(day.slot);
            lowest = C::NEVER;
            for (at, cost) in costs[..day.len].iter_mut().enumerate() {
                if at != kept && cost.can_be() {
                    *cost = C::of(cost.value() + keep.start);
                }
                lowest = lowest.min(*cost);
            }
        }
        self.rest = rest;
        lowest
    }

    #[inline]
    fn fill_one<C: Points>(
        &self,
        board: &Board<'_, '_>,
        day: &LoopDayModel,
        session: usize,
        seat: usize,
        rest: &mut [u64],
        costs: &mut [C],
    ) -> C {
        let class = board.model.sessions[session].class;
        let mut lowest = C::NEVER;
        for (person, cost) in self.candidates(board, session, seat) {
            let free = board.free(person, class);
            let cost = C::of(cost);
            let mut left = 0;
            for (w, rest) in rest.iter_mut().enumerate() {
                let mine = bits::window(free, day.slot + w * 64) & *rest;
                if mine != 0 {
                    *rest &= !mine;
                    lowest = lowest.min(cost);
                    bits::each(mine, |at| costs[w * 64 + at] = cost);
                }
                left |= *rest;
            }
            if left == 0 {
                break;
            }
        }
        lowest
    }

    /// Two seats: the two cheapest of each decide.
    fn fill_two<C: Points>(
        &mut self,
        board: &Board<'_, '_>,
        day: &LoopDayModel,
        session: usize,
        seat: usize,
        rest: &[u64],
        costs: &mut [C],
    ) -> C {
        let class = board.model.sessions[session].class;
        let mut pair = std::mem::take(&mut self.pair);
        let mut twice = std::mem::take(&mut self.rest_twice);
        for (side, best) in pair.iter_mut().enumerate() {
            best.first.clear();
            best.first.resize(day.words() * 64, (NEVER, u32::MAX));
            best.second.clear();
            best.second.resize(day.words() * 64, NEVER);
            // Starts that still lack their first or their second person.
            twice.clear();
            twice.extend_from_slice(rest);
            twice.extend_from_slice(rest);
            let (once, twice) = twice.split_at_mut(rest.len());
            for (person, cost) in self.candidates(board, session, seat + side) {
                let free = board.free(person, class);
                let mut left = 0;
                for w in 0..rest.len() {
                    let mine = bits::window(free, day.slot + w * 64) & twice[w];
                    let (new, again) = (mine & once[w], mine & !once[w]);
                    once[w] &= !new;
                    twice[w] &= !again;
                    bits::each(new, |at| best.first[w * 64 + at] = (cost, person));
                    bits::each(again, |at| best.second[w * 64 + at] = cost);
                    left |= twice[w];
                }
                if left == 0 {
                    break;
                }
            }
        }
        let [a, b] = &pair;
        let mut lowest = C::NEVER;
        for (at, cost) in costs[..day.len].iter_mut().enumerate() {
            let ((a1, p), (b1, q)) = (a.first[at], b.first[at]);
            let both = if p == q {
                (a1 + b.second[at]).min(a.second[at] + b1)
            } else {
                a1 + b1
            };
            if both < NEVER {
                *cost = C::of(both);
                lowest = lowest.min(*cost);
            }
        }
        self.pair = pair;
        self.rest_twice = twice;
        lowest
    }

    fn fill_many<C: Points>(
        &self,
        board: &Board<'_, '_>,
        day: &LoopDayModel,
        session: usize,
        rest: &[u64],
        costs: &mut [C],
    ) -> C {
        let mut lowest = C::NEVER;
        let mut people = Vec::new();
        for (w, &word) in rest.iter().enumerate() {
            bits::each(word, |at| {
                let at = w * 64 + at;
                if let Some(cost) = self.people_at(board, session, day.slot + at, &mut people) {
                    costs[at] = C::of(cost);
                    lowest = lowest.min(costs[at]);
                }
            });
        }
        lowest
    }

    /// The cheapest different people for all seats of a session at one start, and their cost.
    pub(super) fn people_at(
        &self,
        board: &Board<'_, '_>,
        session: usize,
        slot: usize,
        people: &mut Vec<u32>,
    ) -> Option<i64> {
        people.clear();
        let seats = board.model.sessions[session].seats.clone();
        let class = board.model.sessions[session].class;
        // Of each seat only the first few matter: the other seats can take all but one of them.
        let options: Vec<Vec<(u32, i64)>> = seats
            .clone()
            .map(|seat| {
                self.candidates(board, session, seat)
                    .filter(|&(p, _)| bits::has(board.free(p, class), slot))
                    .take(seats.len())
                    .collect()
            })
            .collect();
        let mut best = (NEVER, Vec::new());
        choose(&options, 0, people, &mut best);
        people.clear();
        people.extend(best.1);
        (best.0 < NEVER).then_some(best.0)
    }

    /// The people for all seats of a loop with these starts, in the order of its seats: the
    /// cheapest of each session, and among equally cheap ones one that is not seated yet. Sessions with
    /// the least choice come first.
    pub(super) fn seat_all(
        &mut self,
        board: &Board<'_, '_>,
        planned: usize,
        slots: &[u32],
        random: &mut Random,
        people: &mut Vec<u32>,
    ) {
        let model = board.model;
        let loops = &model.loops[planned];
        people.clear();
        people.resize(loops.seats.len(), u32::MAX);
        let mut equal = std::mem::take(&mut self.equal);
        let mut singles = std::mem::take(&mut self.singles);
        equal.clear();
        singles.clear();
        for (index, session) in loops.sessions.clone().enumerate() {
            let seats = model.sessions[session].seats.clone();
            let first = seats.start - loops.seats.start;
            let slot = slots[index] as usize;
            if seats.len() > 1 {
                let mut seated = Vec::new();
                self.people_at(board, session, slot, &mut seated);
                people[first..first + seated.len()].copy_from_slice(&seated);
                continue;
            }
            let class = model.sessions[session].class;
            let (from, mut least) = (equal.len(), NEVER);
            for (person, cost) in self.candidates(board, session, seats.start) {
                if cost > least {
                    break;
                }
                if bits::has(board.free(person, class), slot) {
                    least = cost;
                    equal.push(person);
                }
            }
            singles.push((equal.len() - from, first, from));
        }
        singles.sort_unstable();
        for &(count, seat, from) in &singles {
            let options = &equal[from..from + count];
            let (late, early) = options.split_at(random.below(count));
            let mut drawn = early.iter().chain(late);
            let fresh = drawn.find(|p| !people.contains(p));
            if let Some(&person) = fresh.or(options.first()) {
                people[seat] = person;
            }
        }
        self.equal = equal;
        self.singles = singles;
    }

    /// Room in a row of costs for starts on that day.
    pub(super) fn row(day: &LoopDayModel) -> usize {
        lanes(day.words() * 64)
    }
}
