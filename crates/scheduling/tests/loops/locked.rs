//! What is locked stays, and the rest is planned around it, never instead of it.

use proptest::prelude::*;
use serde_json::json;

use crate::family::{Size, instances};
use crate::{cost, planned};

const SIZE: Size = Size {
    loops: 3,
    sessions: 3,
    people: 6,
    days: 3,
    window: 270,
    grid: 15,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_locked_keeps_its_time_and_people(instance in instances(SIZE), which in any::<prop::sample::Index>()) {
        let first = planned(&instance, 10, &json!({})).assign;
        prop_assume!(!first.is_empty());
        let lock = which.get(&first);
        let again = planned(&instance, 10, &json!({"seed": 3, "locked": [lock]}));
        cost(&instance, &again.assign);
        prop_assert!(again.assign.contains(lock), "the lock can be kept, so it must be");
    }

    #[test]
    fn a_loop_agreed_is_not_left_out_for_others(instance in instances(SIZE)) {
        let first = planned(&instance, 10, &json!({})).assign;
        prop_assume!(!first.is_empty());
        let agreed: Vec<_> = first.iter().filter(|one| one.c == first[0].c).collect();
        let again = planned(&instance, 40, &json!({"seed": 3, "locked": agreed}));
        cost(&instance, &again.assign);
        for lock in agreed {
            prop_assert!(again.assign.contains(lock), "the whole loop can be kept, so it must be");
        }
    }
}
