//! Filling pools with distinct people. A pool that needs two people has two seats.

use std::collections::{BTreeMap, BTreeSet};

/// A pool ready to be filled. People are places in the request's list of attendees.
pub(crate) struct Seats {
    pub choose: usize,
    /// Sorted by preference: fewest booked interviews, then id.
    pub members: Vec<usize>,
}

/// The people for all pools, pool by pool, or none when no assignment fills them all.
///
/// Of all assignments it is the first in order of preference, seat by seat: a seat takes the
/// best person with whom the seats after it can still be filled.
pub(super) fn assignment(pools: &[Seats], free: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let seats: Vec<Vec<usize>> = pools.iter().flat_map(|pool| options(pool, &free)).collect();
    if !can_fill(&seats, &BTreeSet::new()) {
        return None;
    }
    let mut taken = BTreeSet::new();
    let mut chosen = Vec::with_capacity(seats.len());
    let mut rest = seats.as_slice();
    while let Some((seat, later)) = rest.split_first() {
        let best = seat.iter().copied().find(|person| {
            if !taken.insert(*person) {
                return false;
            }
            let fits = can_fill(later, &taken);
            if !fits {
                taken.remove(person);
            }
            fits
        })?;
        chosen.push(best);
        rest = later;
    }
    Some(chosen)
}

/// The pools, by place, that cannot be filled together with the ones before them that can.
pub(super) fn unfilled(pools: &[Seats], free: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut seats: Vec<Vec<usize>> = Vec::new();
    let mut out = Vec::new();
    for (place, pool) in pools.iter().enumerate() {
        let before = seats.len();
        seats.extend(options(pool, &free));
        if !can_fill(&seats, &BTreeSet::new()) {
            seats.truncate(before);
            out.push(place);
        }
    }
    out
}

/// Who may take each seat of a pool.
fn options(pool: &Seats, free: &impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let members: Vec<usize> = pool.members.iter().copied().filter(|m| free(*m)).collect();
    vec![members; pool.choose]
}

/// Whether every seat can have a person of its own, none of them `taken`: augmenting paths.
fn can_fill(seats: &[Vec<usize>], taken: &BTreeSet<usize>) -> bool {
    let mut seat_of = BTreeMap::new();
    (0..seats.len()).all(|seat| seated(seat, seats, &mut taken.clone(), &mut seat_of))
}

/// Finds a person for `seat`, moving others to other seats where that helps.
fn seated(
    seat: usize,
    seats: &[Vec<usize>],
    tried: &mut BTreeSet<usize>,
    seat_of: &mut BTreeMap<usize, usize>,
) -> bool {
    let Some(people) = seats.get(seat) else {
        return false;
    };
    for person in people {
        if !tried.insert(*person) {
            continue;
        }
        let movable = match seat_of.get(person).copied() {
            None => true,
            Some(other) => seated(other, seats, tried, seat_of),
        };
        if movable {
            seat_of.insert(*person, seat);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(choose: usize, members: &[usize]) -> Seats {
        Seats {
            choose,
            members: members.to_vec(),
        }
    }

    #[test]
    fn the_preferred_person_gives_way_when_a_later_pool_needs_them() {
        let pools = [pool(1, &[7, 3]), pool(1, &[7])];
        assert_eq!(assignment(&pools, |_| true), Some(vec![3, 7]));
    }

    #[test]
    fn nobody_takes_two_seats() {
        assert_eq!(assignment(&[pool(1, &[7]), pool(1, &[7])], |_| true), None);
        assert_eq!(
            assignment(&[pool(2, &[5, 7, 9])], |who| who != 5),
            Some(vec![7, 9])
        );
        assert_eq!(assignment(&[pool(2, &[5, 7])], |who| who != 5), None);
    }

    #[test]
    fn the_later_of_two_pools_that_want_one_person_is_unfilled() {
        let pools = [pool(1, &[7]), pool(1, &[7]), pool(1, &[7, 8])];
        assert_eq!(unfilled(&pools, |_| true), [1]);
        assert_eq!(unfilled(&pools, |who| who == 8), [0, 1]);
    }

    #[test]
    fn no_pools_are_filled_by_nobody() {
        assert_eq!(assignment(&[], |_| true), Some(vec![]));
    }
}
