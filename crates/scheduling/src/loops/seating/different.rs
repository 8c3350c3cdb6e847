//! Different people for several seats, the cheapest of all choices.

use super::{Board, Seating, bits};

/// A choice of different people for the seats of a loop.
#[derive(Debug, Default)]
pub(super) struct Different {
    /// The people of each seat with their costs, cheapest first, seat after seat.
    options: Vec<(u32, i64)>,
    /// For each seat where its options end, and the least cost.
    ends: Vec<(usize, i64)>,
    chosen: Vec<u32>,
    best: Vec<u32>,
}

impl Different {
    /// The least cost of all seats below `limit`; the people are in `best`.
    fn run(&mut self, limit: i64) -> Option<i64> {
        self.chosen.clear();
        let rest = self.ends.iter().map(|end| end.1).sum();
        let mut best = limit;
        self.go(0, rest, &mut best);
        (best < limit).then_some(best)
    }

    /// `rest` is what the seats still to come cost at least.
    fn go(&mut self, cost: i64, rest: i64, best: &mut i64) {
        let seat = self.chosen.len();
        let Some(&(end, least)) = self.ends.get(seat) else {
            *best = cost;
            self.best.clone_from(&self.chosen);
            return;
        };
        let from = seat.checked_sub(1).map_or(0, |before| self.ends[before].0);
        for at in from..end {
            let (person, more) = self.options[at];
            if cost + more + rest - least >= *best {
                break;
            }
            if !self.chosen.contains(&person) {
                self.chosen.push(person);
                self.go(cost + more, rest - least, best);
                self.chosen.pop();
            }
        }
    }
}

impl Seating {
    /// The cheapest people for all seats of a loop with these starts, nobody twice, and what they
    /// cost more than the cheapest of each session; `None` unless that is less than `most`.
    pub(in crate::loops) fn different(
        &mut self,
        board: &Board<'_, '_>,
        planned: usize,
        slots: &[u32],
        most: i64,
    ) -> Option<(i64, &[u32])> {
        let model = board.model;
        let loops = &model.loops[planned];
        let seats = loops.seats.len();
        let mut search = std::mem::take(&mut self.different);
        search.options.clear();
        search.ends.clear();
        let mut cheapest = 0;
        for (index, session) in loops.sessions.clone().enumerate() {
            let slot = slots[index] as usize;
            let class = model.sessions[session].class;
            let of_session = model.sessions[session].seats.clone();
            if of_session.len() > 1 {
                let mut people = std::mem::take(&mut search.chosen);
                cheapest += self
                    .people_at(board, session, slot, &mut people)
                    .unwrap_or(0);
                search.chosen = people;
            }
            for seat in of_session.clone() {
                let from = search.options.len();
                let free = self
                    .candidates(board, session, seat)
                    .filter(|&(p, _)| bits::has(board.free(p, class), slot));
                search.options.extend(free.take(seats));
                let Some(&(_, least)) = search.options.get(from) else {
                    self.different = search;
                    return None;
                };
                if of_session.len() == 1 {
                    cheapest += least;
                }
                search.ends.push((search.options.len(), least));
            }
        }
        let found = search.run(cheapest.saturating_add(most));
        self.different = search;
        found.map(|cost| (cost - cheapest, self.different.best.as_slice()))
    }
}

/// Tries every choice of different people, cheapest first.
pub(super) fn choose(
    options: &[Vec<(u32, i64)>],
    cost: i64,
    chosen: &mut Vec<u32>,
    best: &mut (i64, Vec<u32>),
) {
    let Some(mine) = options.get(chosen.len()) else {
        *best = (cost, chosen.clone());
        return;
    };
    for &(person, more) in mine {
        if cost + more >= best.0 {
            break;
        }
        if !chosen.contains(&person) {
            chosen.push(person);
            choose(options, cost + more, chosen, best);
            chosen.pop();
        }
    }
}
