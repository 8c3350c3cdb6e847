//! Every plan there is, for tiny instances.

use muster_scheduling::loops::format::{Assigned, LoopFile};

use crate::checker::check;

/// Every way to place the loop of one candidate so that it breaks no rule by itself.
fn ways(file: &LoopFile, candidate: usize) -> Vec<Vec<Assigned>> {
    let alone = LoopFile {
        candidates: vec![file.candidates[candidate].clone()],
        ..file.clone()
    };
    let loops = &alone.candidates[0];
    let mut ways: Vec<Vec<Assigned>> = vec![vec![]];
    for interview in &loops.interviews {
        let mut choices = Vec::new();
        for window in &loops.windows {
            let first = window[0] + (-window[0]).rem_euclid(file.grid);
            let mut start = first;
            while start + interview.dur <= window[1] {
                for people in people(&interview.seats) {
                    choices.push(Assigned {
                        c: loops.id,
                        i: interview.id,
                        start,
                        people,
                    });
                }
                start += file.grid;
            }
        }
        ways = ways
            .iter()
            .flat_map(|way| {
                choices
                    .iter()
                    .map(move |choice| [way.clone(), vec![choice.clone()]].concat())
            })
            .collect();
    }
    ways.retain(|way| check(&alone, way).errors.is_empty());
    ways.push(vec![]);
    ways
}

/// Every choice of one person for each seat.
pub fn people(seats: &[Vec<i64>]) -> Vec<Vec<i64>> {
    seats.iter().fold(vec![vec![]], |chosen, seat| {
        chosen
            .iter()
            .flat_map(|before| {
                seat.iter()
                    .map(move |p| [before.clone(), vec![*p]].concat())
            })
            .collect()
    })
}

/// The least that any plan costs; `None` when there are too many plans to try.
pub fn least(file: &LoopFile) -> Option<f64> {
    let mut plans: Vec<Vec<Assigned>> = vec![vec![]];
    for candidate in 0..file.candidates.len() {
        let ways = ways(file, candidate);
        if plans.len() * ways.len() > 4_000 {
            return None;
        }
        plans = plans
            .iter()
            .flat_map(|plan| {
                ways.iter()
                    .map(move |way| [plan.clone(), way.clone()].concat())
            })
            .collect();
    }
    let costs = plans
        .iter()
        .map(|plan| check(file, plan))
        .filter(|c| c.errors.is_empty());
    costs.map(|c| c.objective).min_by(f64::total_cmp)
}

/// The fewest seats that other people must take when nothing may move; `None` when it cannot be.
pub fn fewest_swaps(file: &LoopFile, assign: &[Assigned]) -> Option<usize> {
    let seats: Vec<Vec<i64>> = assign
        .iter()
        .flat_map(|one| {
            let loops = file.candidates.iter().find(|c| c.id == one.c).unwrap();
            loops
                .interviews
                .iter()
                .find(|i| i.id == one.i)
                .unwrap()
                .seats
                .clone()
        })
        .collect();
    let mut best = None;
    for choice in people(&seats) {
        let mut plan = assign.to_vec();
        let mut next = choice.iter();
        let mut swaps = 0;
        for person in plan.iter_mut().flat_map(|one| &mut one.people) {
            let new = *next.next().unwrap();
            swaps += usize::from(*person != new);
            *person = new;
        }
        if best.is_none_or(|best| swaps < best) && check(file, &plan).errors.is_empty() {
            best = Some(swaps);
        }
    }
    best
}
