//! Pools of interviewers: training and who may fill a seat (FEATURES.md 1.5, PL3 and PL7).

use crate::wire::wire_enum;

wire_enum! {
    /// How far a person's training for the interviews of a pool is.
    pub enum Training as "training" {
        /// May fill a seat alone.
        Qualified = "qualified",
        /// Listens; never fills a seat and never blocks.
        Shadow = "shadow",
        /// Leads while a qualified person watches: fills a seat only beside one.
        ReverseShadow = "reverse_shadow",
    }
}

/// Whether somebody of that training may take a seat, when a qualified person sits in the same
/// interview or when none does.
pub const fn may_sit(training: Training, qualified_beside: bool) -> bool {
    match training {
        Training::Qualified => true,
        Training::ReverseShadow => qualified_beside,
        Training::Shadow => false,
    }
}

/// How many seats of one interview these people can fill: all qualified ones, and the reverse
/// shadows when a qualified person sits beside them (`qualified_beside` tells of one from outside
/// the pool).
pub fn seats(
    trainings: impl IntoIterator<Item = Training> + Clone,
    qualified_beside: bool,
) -> usize {
    let qualified = |training: &Training| *training == Training::Qualified;
    let beside = qualified_beside || trainings.clone().into_iter().any(|t| qualified(&t));
    let able = trainings.into_iter().filter(|t| may_sit(*t, beside));
    able.count()
}

/// The seats that one pool gives to an interview, and the training of its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolSeats {
    /// How many of the pool are wanted.
    pub seats: usize,
    /// The training of each who could come.
    pub trainings: Vec<Training>,
}

/// How many seats of each pool only a qualified person may take, so that every reverse shadow on the
/// other seats sits beside one.
///
/// With a qualified person from outside the pools, or with a pool of which only qualified people
/// come, none must be kept. Else one seat of the first pool that has somebody qualified is; and where
/// nobody is, all are.
pub fn reserved_seats(pools: &[PoolSeats], qualified_beside: bool) -> Vec<usize> {
    let has = |pool: &PoolSeats, training| pool.seats > 0 && pool.trainings.contains(&training);
    let sure =
        |pool: &PoolSeats| has(pool, Training::Qualified) && !has(pool, Training::ReverseShadow);
    if qualified_beside || pools.iter().any(sure) {
        return vec![0; pools.len()];
    }
    let first = pools.iter().position(|pool| has(pool, Training::Qualified));
    let reserved = pools.iter().enumerate().map(|(at, pool)| match first {
        Some(first) => usize::from(at == first),
        None => pool.seats,
    });
    reserved.collect()
}

#[cfg(test)]
mod tests {
    use super::Training::{Qualified, ReverseShadow, Shadow};
    use super::{PoolSeats, reserved_seats, seats};

    #[test]
    fn only_qualified_people_fill_a_seat_alone() {
        assert_eq!(seats([Qualified, Shadow], false), 1);
        assert_eq!(seats([Shadow, Shadow], true), 0);
        assert_eq!(seats([ReverseShadow], false), 0);
        assert_eq!(seats([ReverseShadow], true), 1);
        assert_eq!(seats([ReverseShadow, Qualified], false), 2);
    }

    fn pool(seats: usize, trainings: &[super::Training]) -> PoolSeats {
        PoolSeats {
            seats,
            trainings: trainings.to_vec(),
        }
    }

    #[test]
    fn one_seat_is_kept_for_a_qualified_person_where_none_is_sure_to_come() {
        let mixed = pool(2, &[Qualified, ReverseShadow]);
        assert_eq!(reserved_seats(std::slice::from_ref(&mixed), false), [1]);
        assert_eq!(reserved_seats(std::slice::from_ref(&mixed), true), [0]);
        let sure = pool(1, &[Qualified, Shadow]);
        assert_eq!(reserved_seats(&[mixed.clone(), sure], false), [0, 0]);
        let learning = pool(1, &[ReverseShadow]);
        assert_eq!(reserved_seats(&[learning.clone(), mixed], false), [0, 1]);
        assert_eq!(reserved_seats(&[learning], false), [1]);
    }
}
