//! New people at unchanged times: a free person for each open seat, if need be by moving somebody
//! from another seat and filling that one.

use super::bits;
use super::board::Board;

/// Seats that one level of the search may try.
const NODES: u32 = 4_000;

/// A search for people at unchanged times, with as few changed seats as possible.
pub(super) struct Chain<'a, 'm, 'i> {
    pub(super) board: &'a mut Board<'m, 'i>,
    /// Session of each seat.
    pub(super) session_of: &'a [usize],
    pub(super) keep_going: &'a mut dyn FnMut() -> bool,
    /// Seats without a person.
    open: Vec<usize>,
    /// Seats that got a person in this search: they are not moved again.
    fixed: Vec<usize>,
    /// Seats that may change at most.
    limit: usize,
    nodes: u32,
    /// Whether the limit on seats kept a way from being tried.
    cut: bool,
    best: Option<(i64, Vec<(usize, u32)>)>,
}

impl<'a, 'm, 'i> Chain<'a, 'm, 'i> {
    pub(super) fn new(
        board: &'a mut Board<'m, 'i>,
        session_of: &'a [usize],
        keep_going: &'a mut dyn FnMut() -> bool,
    ) -> Self {
        Self {
            board,
            session_of,
            keep_going,
            open: Vec::new(),
            fixed: Vec::new(),
            limit: 0,
            nodes: 0,
            cut: false,
            best: None,
        }
    }

    /// Fills all of these seats, changing as few seats as possible and then as cheaply as
    /// possible. The board stays as it was when that cannot be.
    pub(super) fn fill(&mut self, seats: &[usize], vacant: &mut Vec<bool>) -> bool {
        for limit in seats.len()..=self.session_of.len() {
            self.limit = limit;
            self.cut = false;
            self.nodes = NODES;
            self.open = seats.to_vec();
            self.fixed.clear();
            self.best = None;
            self.go(vacant);
            if let Some((_, changes)) = self.best.take() {
                for &(seat, _) in &changes {
                    if !vacant[seat] {
                        self.stand(seat, vacant);
                    }
                }
                for &(seat, person) in &changes {
                    self.sit(seat, person, vacant);
                }
                return true;
            }
            if !self.cut || self.nodes == 0 {
                return false;
            }
        }
        false
    }

    fn sit(&mut self, seat: usize, person: u32, vacant: &mut [bool]) {
        let session = self.session_of[seat];
        self.board.people[seat] = person;
        self.board
            .sit(seat, session, person, self.board.slots[session]);
        vacant[seat] = false;
    }

    fn stand(&mut self, seat: usize, vacant: &mut [bool]) {
        let session = self.session_of[seat];
        self.board.stand(
            seat,
            session,
            self.board.people[seat],
            self.board.slots[session],
        );
        vacant[seat] = true;
    }

    /// Fills the open seats, all ways within the limit.
    fn go(&mut self, vacant: &mut Vec<bool>) {
        let Some((at, seat)) = self.hardest() else {
            let cost = self.board.cost;
            if self.best.as_ref().is_none_or(|best| cost < best.0) {
                let changes = self
                    .fixed
                    .iter()
                    .map(|&seat| (seat, self.board.people[seat]))
                    .collect();
                self.best = Some((cost, changes));
            }
            return;
        };
        self.open.swap_remove(at);
        let before = self.board.people[seat];
        let pool: Vec<u32> = self.board.pools.of(self.board.model.seats[seat]).to_vec();
        for person in pool {
            if person == before {
                continue;
            }
            if self.nodes == 0 || self.nodes.is_multiple_of(32) && !(self.keep_going)() {
                self.nodes = 0;
                break;
            }
            self.nodes -= 1;
            self.try_person(seat, person, vacant);
        }
        self.board.people[seat] = before;
        self.open.push(seat);
    }

    /// The open seat that the fewest people could take.
    fn hardest(&self) -> Option<(usize, usize)> {
        let board = &*self.board;
        let count = |&seat: &usize| {
            let session = self.session_of[seat];
            let (class, slot) = (
                board.model.sessions[session].class,
                board.slots[session] as usize,
            );
            board
                .pools
                .of(board.model.seats[seat])
                .iter()
                .filter(|&&p| bits::has(board.free(p, class), slot))
                .count()
        };
        if let [only] = self.open[..] {
            return Some((0, only));
        }
        let seats = self.open.iter().copied().enumerate();
        seats.min_by_key(|(_, seat)| count(seat))
    }

    /// Sits somebody down, first taking them off what stands against it.
    fn try_person(&mut self, seat: usize, person: u32, vacant: &mut Vec<bool>) {
        let model = self.board.model;
        let session = self.session_of[seat];
        let (class, slot) = (
            model.sessions[session].class,
            self.board.slots[session] as usize,
        );
        if !bits::has(model.base(person as usize, class), slot) {
            return;
        }
        let planned = model.loop_of(session);
        let mut release = Vec::new();
        for held in &self.board.held[person as usize] {
            let other = held.session as usize;
            let (from, to) = model.blocked(
                person as usize,
                held.slot as usize,
                model.sessions[other].class,
                class,
            );
            if (from..to).contains(&slot) || model.loop_of(other) == planned {
                release.push(held.seat as usize);
            }
        }
        if !self.release(&release, vacant) {
            return;
        }
        if bits::has(self.board.free(person, class), slot) {
            self.with(seat, person, vacant);
        } else {
            // A cap: one interview of that day or week must go to somebody else.
            let others: Vec<usize> = self.board.held[person as usize]
                .iter()
                .map(|held| held.seat as usize)
                .collect();
            for other in others {
                if self.release(&[other], vacant) {
                    if bits::has(self.board.free(person, class), slot) {
                        self.with(seat, person, vacant);
                    }
                    self.restore(&[other], person, vacant);
                }
            }
        }
        self.restore(&release, person, vacant);
    }

    fn with(&mut self, seat: usize, person: u32, vacant: &mut Vec<bool>) {
        self.sit(seat, person, vacant);
        self.fixed.push(seat);
        self.go(vacant);
        self.fixed.pop();
        self.stand(seat, vacant);
    }

    /// Opens seats, when none of them is fixed and the limit allows it.
    fn release(&mut self, seats: &[usize], vacant: &mut [bool]) -> bool {
        if seats.iter().any(|seat| self.fixed.contains(seat)) {
            return false;
        }
        // The seat being filled is in neither list.
        if self.fixed.len() + self.open.len() + 1 + seats.len() > self.limit {
            self.cut = true;
            return false;
        }
        for &seat in seats {
            self.stand(seat, vacant);
            self.open.push(seat);
        }
        true
    }

    fn restore(&mut self, seats: &[usize], person: u32, vacant: &mut [bool]) {
        for &seat in seats {
            self.open.retain(|&open| open != seat);
            self.sit(seat, person, vacant);
        }
    }
}
