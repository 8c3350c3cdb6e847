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

/// How many seats of one interview these people can fill: all qualified ones, and the reverse
/// shadows when a qualified person sits beside them (`qualified_beside` tells of one from outside
/// the pool).
pub fn seats(trainings: impl IntoIterator<Item = Training>, qualified_beside: bool) -> usize {
    let (mut qualified, mut reverse) = (0, 0);
    for training in trainings {
        match training {
            Training::Qualified => qualified += 1,
            Training::ReverseShadow => reverse += 1,
            Training::Shadow => {}
        }
    }
    if qualified > 0 || qualified_beside {
        qualified + reverse
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::Training::{Qualified, ReverseShadow, Shadow};
    use super::seats;

    #[test]
    fn only_qualified_people_fill_a_seat_alone() {
        assert_eq!(seats([Qualified, Shadow], false), 1);
        assert_eq!(seats([Shadow, Shadow], true), 0);
        assert_eq!(seats([ReverseShadow], false), 0);
        assert_eq!(seats([ReverseShadow], true), 1);
        assert_eq!(seats([ReverseShadow, Qualified], false), 2);
    }
}
