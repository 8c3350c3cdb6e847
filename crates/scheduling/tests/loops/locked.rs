//! What is locked stays, and the rest is planned around it.

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
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn a_locked_interview_keeps_its_time_and_people(instance in instances(SIZE), which in any::<prop::sample::Index>()) {
        let first = planned(&instance, 10, &json!({})).assign;
        prop_assume!(!first.is_empty());
        let lock = which.get(&first);
        let again = planned(&instance, 10, &json!({"seed": 3, "locked": [lock]}));
        cost(&instance, &again.assign);
        for one in &again.assign {
            if (one.c, one.i) == (lock.c, lock.i) {
                prop_assert_eq!(one, lock);
            }
        }
        prop_assert!(again.assign.contains(lock), "the lock can be kept, so it must be");
    }
}
