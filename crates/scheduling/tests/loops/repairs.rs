//! Repairs: the time stays whenever any swap of people keeps it, with as few swaps as possible.

use muster_scheduling::loops::format::{Assigned, LoopFile};
use muster_scheduling::loops::request::{RepairAnswer, RepairRequest, answer_repair};
use muster_scheduling::zone::Zones;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde_json::{Value, json};

use crate::family::{Size, instances};
use crate::{brute, cost, file, planned};

const SIZE: Size = Size {
    loops: 3,
    sessions: 2,
    people: 6,
    days: 2,
    window: 240,
    grid: 30,
};

fn repaired(instance: &Value, assign: &[Assigned], changes: &Value) -> RepairAnswer {
    let request = json!({"instance": instance, "assign": assign, "changes": changes});
    let request: RepairRequest = serde_json::from_value(request).unwrap();
    answer_repair(&Zones::bundled(), &request, &mut || 0.0).unwrap()
}

/// How many starts, and how many people of those seats, are not as before.
fn differences(before: &[Assigned], after: &[Assigned]) -> (usize, usize) {
    let (mut starts, mut people) = (0, 0);
    for one in before {
        match after
            .iter()
            .find(|other| (other.c, other.i) == (one.c, one.i))
        {
            None => starts += 1,
            Some(other) => {
                starts += usize::from(one.start != other.start);
                people += one
                    .people
                    .iter()
                    .zip(&other.people)
                    .filter(|(a, b)| a != b)
                    .count();
            }
        }
    }
    (starts, people)
}

fn without(instance: &Value, person: i64) -> LoopFile {
    let mut file = file(instance);
    for one in &mut file.interviewers {
        if one.id == person {
            one.work.clear();
        }
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn when_somebody_drops_out_times_stay_if_any_swap_keeps_them(instance in instances(SIZE), who in 10..16_i64) {
        let before = planned(&instance, 20, &json!({})).assign;
        let answer = repaired(&instance, &before, &json!([{"remove_person": who}]));
        let changed = without(&instance, who);
        let checked = crate::checker::check(&changed, &answer.assign);
        prop_assert!(checked.errors.is_empty(), "{:?}", checked.errors);
        prop_assert_eq!(checked.objective, answer.objective);
        let (starts, people) = differences(&before, &answer.assign);
        if let Some(fewest) = brute::fewest_swaps(&changed, &before) {
            prop_assert_eq!((starts, people), (0, fewest));
        }
        let listed = answer.changed.iter().map(|c| (c.c, c.i)).collect::<Vec<_>>();
        for one in &before {
            let same = answer.assign.contains(one);
            prop_assert_eq!(same, !listed.contains(&(one.c, one.i)));
        }
    }

    #[test]
    fn a_new_busy_time_is_kept_clear(instance in instances(SIZE), who in 10..16_i64, at in 500..900_i64) {
        let before = planned(&instance, 20, &json!({})).assign;
        let change = json!([{"busy": {"person": who, "start": at, "end": at + 120}}]);
        let answer = repaired(&instance, &before, &change);
        let mut changed = instance.clone();
        for one in changed["interviewers"].as_array_mut().unwrap() {
            if one["id"] == who {
                one["busy"].as_array_mut().unwrap().push(json!([at, at + 120]));
            }
        }
        cost(&changed, &answer.assign);
        if let Some(fewest) = brute::fewest_swaps(&file(&changed), &before) {
            prop_assert_eq!(differences(&before, &answer.assign), (0, fewest));
        }
    }
}

#[test]
fn a_plan_that_still_holds_stays_as_it_is() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let instance = instances(SIZE).new_tree(&mut runner).unwrap().current();
    let before = planned(&instance, 20, &json!({})).assign;
    let answer = repaired(&instance, &before, &json!([]));
    assert_eq!(answer.assign, before);
    assert!(answer.changed.is_empty());
}
