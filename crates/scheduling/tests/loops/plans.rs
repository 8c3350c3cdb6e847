//! Plans hold, whatever the instance; the same request gives the same plan.

use proptest::prelude::*;
use serde_json::json;

use crate::family::{Size, instances};
use crate::{cost, planned};

const SIZE: Size = Size {
    loops: 5,
    sessions: 4,
    people: 6,
    days: 4,
    window: 330,
    grid: 15,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(25))]

    #[test]
    fn a_plan_breaks_no_rule_and_says_what_it_costs(instance in instances(SIZE)) {
        let answer = planned(&instance, 30, &json!({}));
        prop_assert_eq!(cost(&instance, &answer.assign), answer.objective);
        let again = planned(&instance, 30, &json!({}));
        prop_assert_eq!(answer.assign, again.assign);
    }

    #[test]
    fn other_plans_hold_and_differ(instance in instances(SIZE)) {
        let answer = planned(&instance, 10, &json!({"alternatives": 3}));
        for (at, other) in answer.alternatives.iter().enumerate() {
            prop_assert_eq!(cost(&instance, &other.assign), other.objective);
            prop_assert_ne!(&answer.assign, &other.assign);
            prop_assert!(answer.alternatives[..at].iter().all(|before| before.assign != other.assign));
        }
    }
}

#[test]
fn time_that_is_over_ends_the_search_at_once() {
    let instance = json!({"format": "loopsched/1", "epoch": "2026-03-27T00:00:00Z", "grid": 15, "workdays": [0],
        "weights": {"load": 10, "finish_day": 20, "idle_quarter": 1, "unscheduled_loop": 1000},
        "interviewers": [], "candidates": []});
    assert!(planned(&instance, u64::MAX, &json!({})).assign.is_empty());
}
