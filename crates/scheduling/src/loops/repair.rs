//! The smallest change that makes a plan hold again: other people at the same times first, other
//! times only where no people can be found.

use super::bits;
use super::board::{Board, Keep, NOWHERE};
use super::chain::Chain;
use super::instance::{Assignment, Instance, Minutes, Placed};
use super::model::Model;
use super::plan::assignment;
use super::search::{Budget, Search};
use crate::InvalidSetting;

/// Rounds of improvement for each loop that must move.
const ROUNDS: u64 = 40;

/// What happened to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Somebody takes part in nothing any more.
    RemovePerson(usize),
    /// Somebody is busy at a time at which they were not.
    Busy {
        /// Index into [`Instance::people`].
        person: usize,
        /// When.
        minutes: Minutes,
    },
}

/// How to repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepairOptions {
    /// Chooses among many equally good ways to search.
    pub seed: u64,
}

/// The instance after what happened.
pub fn with_changes(instance: &Instance, changes: &[Change]) -> Instance {
    let mut after = instance.clone();
    for change in changes {
        match *change {
            Change::RemovePerson(person) => after.people[person].hours.clear(),
            Change::Busy { person, minutes } => after.people[person].busy.push(minutes),
        }
    }
    after
}

/// Repairs a plan for an instance in which it may not hold any more: first the fewest loops left
/// out, then the fewest changed starts, then the fewest changed people, then the objective. Loops
/// that the plan leaves out stay out.
///
/// `spent` says which share of the time is used up, as for [`super::plan()`]. A repair ends by
/// itself after a number of rounds that depends only on how many loops are concerned.
///
/// # Errors
/// When the instance is too large to be searched; the field names where.
pub fn repair(
    instance: &Instance,
    before: &Assignment,
    options: RepairOptions,
    spent: &mut dyn FnMut() -> f64,
) -> Result<Assignment, InvalidSetting> {
    let model = Model::new(instance)?;
    let mut start = Start::new(&model, before);
    start.find_people(spent);
    let Start {
        board,
        vacant,
        keep,
        ..
    } = start;

    // The loops that hold, on a board that knows what a change costs.
    let mut fresh = Board::new(&model);
    fresh.keep(keep);
    let mut skip = vec![false; model.loops.len()];
    let mut waiting = Vec::new();
    for (planned, loops) in model.loops.iter().enumerate() {
        if before[planned].is_none() {
            skip[planned] = true;
            continue;
        }
        let whole = board.placed[planned] && loops.seats.clone().all(|seat| !vacant[seat]);
        if whole {
            fresh.place(
                planned,
                &board.slots[loops.sessions.clone()],
                &board.people[loops.seats.clone()],
            );
        } else {
            waiting.push(planned);
        }
    }
    let mut search = Search::<i32>::new(fresh, options.seed);
    search.skip = skip;
    // Where new people were found at the old times, fewest and cheapest, nothing is left to do.
    if !waiting.is_empty() {
        let rounds = ROUNDS * waiting.len().min(10) as u64;
        let mut budget = Budget {
            iterations: Some(rounds),
            spent,
        };
        search.construct(&mut budget);
        search.focus = waiting;
        search.improve(&mut budget, 1.0, 0.1);
    }
    Ok(assignment(&model, &search.best))
}

/// The plan as far as it still holds.
struct Start<'m, 'i> {
    model: &'m Model<'i>,
    board: Board<'m, 'i>,
    /// Seats without a person.
    vacant: Vec<bool>,
    session_of: Vec<usize>,
    keep: Keep,
}

impl<'m, 'i> Start<'m, 'i> {
    fn new(model: &'m Model<'i>, before: &Assignment) -> Self {
        let mut session_of = vec![0; model.seats.len()];
        for (session, one) in model.sessions.iter().enumerate() {
            session_of[one.seats.clone()].fill(session);
        }
        let (start, person) = model.prices_of_change();
        let keep = Keep {
            slots: vec![NOWHERE; model.sessions.len()],
            people: vec![u32::MAX; model.seats.len()],
            start,
            person,
        };
        let mut this = Self {
            board: Board::new(model),
            vacant: vec![false; model.seats.len()],
            session_of,
            keep,
            model,
        };
        for (planned, placed) in before.iter().enumerate() {
            if let Some(placed) = placed {
                this.put(planned, placed);
            }
        }
        this
    }

    /// Puts a loop on as it was, without the people who cannot be there any more.
    fn put(&mut self, planned: usize, placed: &[Placed]) {
        let model = self.model;
        let loops = &model.loops[planned];
        let mut possible = true;
        for (session, one) in loops.sessions.clone().zip(placed) {
            let slot = model
                .axis
                .slot(one.start)
                .and_then(|slot| u32::try_from(slot).ok());
            self.keep.slots[session] = slot.unwrap_or(NOWHERE);
            for (seat, &person) in model.sessions[session].seats.clone().zip(&one.people) {
                self.keep.people[seat] = u32::try_from(person).unwrap_or(u32::MAX);
            }
            possible &=
                slot.is_some_and(|slot| self.start_is_allowed(planned, session, slot as usize));
        }
        if !possible || !self.shape_holds(planned) {
            return;
        }
        self.board.slots[loops.sessions.clone()]
            .copy_from_slice(&self.keep.slots[loops.sessions.clone()]);
        for session in loops.sessions.clone() {
            self.board.take_room(session, 1);
        }
        self.board.placed[planned] = true;
        for seat in loops.seats.clone() {
            let session = self.session_of[seat];
            let (person, slot) = (self.keep.people[seat], self.board.slots[session]);
            let in_pool = model.pools[model.seats[seat]]
                .binary_search(&person)
                .is_ok();
            let class = model.sessions[session].class;
            self.board.people[seat] = person;
            let twice = self.board.held.get(person as usize).is_some_and(|held| {
                held.iter()
                    .any(|h| model.loop_of(h.session as usize) == planned)
            });
            if in_pool && !twice && bits::has(self.board.free(person, class), slot as usize) {
                self.board.sit(seat, session, person, slot);
            } else {
                self.vacant[seat] = true;
            }
        }
    }

    fn start_is_allowed(&self, planned: usize, session: usize, slot: usize) -> bool {
        let loops = &self.model.loops[planned];
        let index = session - loops.sessions.start;
        let class = self.model.sessions[session].class;
        let room = self
            .board
            .room(class)
            .is_none_or(|room| bits::has(room, slot));
        room && loops.days.iter().any(|day| {
            let words = day.words();
            (day.slot..day.slot + day.len).contains(&slot)
                && bits::has(
                    &day.allowed[index * words..(index + 1) * words],
                    slot - day.slot,
                )
        })
    }

    /// Order, rests and days of a loop at its old times.
    fn shape_holds(&self, planned: usize) -> bool {
        let model = self.model;
        let loops = &model.loops[planned];
        let day_of = |slot: u32| {
            loops
                .days
                .iter()
                .position(|day| (day.slot..day.slot + day.len).contains(&(slot as usize)))
        };
        let mut sessions: Vec<usize> = loops.sessions.clone().collect();
        if !loops.ordered {
            sessions.sort_by_key(|&session| self.keep.slots[session]);
        }
        let rests = sessions.windows(2).all(|pair| {
            let (a, b) = (self.keep.slots[pair[0]], self.keep.slots[pair[1]]);
            let end = model.minutes(pair[0], a as usize).to;
            let rest = if day_of(a) == day_of(b) {
                model.instance.loops[planned].gap
            } else {
                0
            };
            end + rest <= model.axis.minutes[b as usize]
        });
        let mut days: Vec<_> = sessions
            .iter()
            .map(|&session| day_of(self.keep.slots[session]))
            .collect();
        days.sort_unstable();
        days.dedup();
        rests && days.len() <= loops.maximum_days
    }

    /// Fills the open seats at unchanged times: all together, or else one after the other, so that
    /// as few loops as possible must move.
    fn find_people(&mut self, spent: &mut dyn FnMut() -> f64) {
        let open: Vec<usize> = (0..self.vacant.len())
            .filter(|&seat| self.vacant[seat])
            .collect();
        if open.is_empty() {
            return;
        }
        let mut keep_going = || spent() < 0.5;
        let mut chain = Chain::new(&mut self.board, &self.session_of, &mut keep_going);
        if chain.fill(&open, &mut self.vacant) {
            return;
        }
        for seat in open {
            chain.fill(&[seat], &mut self.vacant);
        }
    }
}
