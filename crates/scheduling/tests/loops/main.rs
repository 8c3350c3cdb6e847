//! Plans and repairs of whole loops, judged by a checker that shares nothing with the solver.
#![allow(clippy::unwrap_used, clippy::expect_used)]
#![allow(clippy::cast_possible_wrap, clippy::float_cmp)] // small numbers, worked out the same way

mod brute;
mod checker;
mod family;
mod invalid;
mod locked;
mod optimum;
mod plans;
mod repairs;

use muster_scheduling::loops::format::{Assigned, LoopFile};
use muster_scheduling::loops::request::{PlanAnswer, PlanRequest, answer_plan};
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};

/// The file these fields make.
fn file(instance: &Value) -> LoopFile {
    serde_json::from_value(instance.clone()).unwrap()
}

/// A plan after so many rounds, without a limit of time; `more` are further parameters.
fn planned(instance: &Value, rounds: u64, more: &Value) -> PlanAnswer {
    let mut request = json!({"instance": instance, "max_iterations": rounds, "seed": 7});
    for (name, value) in more.as_object().unwrap() {
        request[name] = value.clone();
    }
    let request: PlanRequest = serde_json::from_value(request).unwrap();
    answer_plan(&Zones::bundled(), &request, &mut || 0.0).unwrap()
}

/// What the checker says of a plan, which must hold.
fn cost(instance: &Value, assign: &[Assigned]) -> f64 {
    let checked = checker::check(&file(instance), assign);
    assert!(
        checked.errors.is_empty(),
        "{:?}\n{instance}\n{assign:?}",
        checked.errors
    );
    checked.objective
}
