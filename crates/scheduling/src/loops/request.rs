//! `loop_plan` and `loop_repair` as they are asked and answered (FORMATS.md).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::format::{Assigned, Locked, LoopFile, Parts, points, whole_if_it_is};
use super::instance::{Instance, Minutes};
use super::plan::{Plan, PlanOptions, improve, plan, score};
use super::repair::{Change, RepairOptions, repair, with_changes};
use crate::InvalidSetting;
use crate::zone::Zones;

/// Plans beside the first one at most.
const ALTERNATIVES: u32 = 3;

/// What to plan.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanRequest {
    /// The instance.
    pub instance: LoopFile,
    /// How long the search may take. Default: 2000, or no limit when `max_iterations` is given.
    #[serde(default)]
    pub time_limit_ms: Option<u64>,
    /// Rounds of improvement. The same instance, seed and rounds give the same plan.
    #[serde(default)]
    pub max_iterations: Option<u64>,
    /// Chooses among many equally good ways to search. Default: 1.
    #[serde(default)]
    pub seed: Option<u64>,
    /// What must stay as it is.
    #[serde(default)]
    pub locked: Vec<Locked>,
    /// How many other plans to look for, 3 at most: one that ends earlier, one that spreads the
    /// interviews more evenly, one in which candidates wait less. Fewer when there are none.
    #[serde(default)]
    pub alternatives: u32,
    /// Whether the caller wants to go on at once; read by whoever runs the search.
    #[serde(default)]
    pub background: bool,
}

/// A plan for all candidates.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlanAnswer {
    /// Where every interview lies; loops that are left out are absent.
    pub assign: Vec<Assigned>,
    /// What the plan costs.
    #[serde(serialize_with = "whole_if_it_is")]
    pub objective: f64,
    /// The same in parts.
    pub parts: Parts,
    /// Other plans.
    pub alternatives: Vec<Alternative>,
    /// Whether it is proven that no plan costs less.
    pub proven: bool,
    /// Rounds of improvement made.
    pub iterations: u64,
    /// Milliseconds from the parsed request to the answer; 0 until whoever has a clock fills it in.
    pub elapsed_ms: u64,
}

/// Another plan.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Alternative {
    /// What it is better at: "fewest_days", "fairest" or "least_waiting".
    pub kind: String,
    /// Where every interview lies.
    pub assign: Vec<Assigned>,
    /// What the plan costs, by the weights of the request.
    #[serde(serialize_with = "whole_if_it_is")]
    pub objective: f64,
    /// The same in parts.
    pub parts: Parts,
}

/// What to repair.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepairRequest {
    /// The instance, as it was before the changes.
    pub instance: LoopFile,
    /// The plan that held.
    pub assign: Vec<Assigned>,
    /// What happened.
    pub changes: Vec<ChangeRequest>,
    /// How long the search may take. Default: 2000. It mostly needs a few milliseconds.
    #[serde(default)]
    pub time_limit_ms: Option<u64>,
    /// Chooses among many equally good ways to search. Default: 1.
    #[serde(default)]
    pub seed: Option<u64>,
    /// Whether the caller wants to go on at once; read by whoever runs the search.
    #[serde(default)]
    pub background: bool,
}

/// What happened to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeRequest {
    /// This interviewer takes part in nothing any more.
    RemovePerson(i64),
    /// This interviewer is busy at a time at which they were not.
    Busy(NewBusy),
}

/// A new busy time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBusy {
    /// The interviewer.
    pub person: i64,
    /// From this minute.
    pub start: i64,
    /// Until before this one.
    pub end: i64,
}

/// A repaired plan.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RepairAnswer {
    /// Where every interview lies.
    pub assign: Vec<Assigned>,
    /// What became different, in the order of the instance.
    pub changed: Vec<ChangedInterview>,
    /// What the plan costs.
    #[serde(serialize_with = "whole_if_it_is")]
    pub objective: f64,
    /// The same in parts.
    pub parts: Parts,
    /// Milliseconds from the parsed request to the answer; 0 until whoever has a clock fills it in.
    pub elapsed_ms: u64,
}

/// An interview that is not where it was, or not with whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedInterview {
    /// The candidate.
    pub c: i64,
    /// The interview.
    pub i: i64,
    /// How it was.
    pub before: Option<Sitting>,
    /// How it is; null when no place could be found for the loop.
    pub after: Option<Sitting>,
}

/// When and with whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sitting {
    /// The first minute.
    pub start: i64,
    /// Who sits on each seat.
    pub people: Vec<i64>,
}

fn below_instance(mut error: InvalidSetting) -> InvalidSetting {
    error.field = format!("instance.{}", error.field);
    error
}

/// `loop_plan`. `spent` says which share of the time limit is used up.
///
/// # Errors
/// A setting that cannot be meant.
pub fn answer_plan(
    zones: &Zones,
    request: &PlanRequest,
    spent: &mut dyn FnMut() -> f64,
) -> Result<PlanAnswer, InvalidSetting> {
    if request.alternatives > ALTERNATIVES {
        return Err(InvalidSetting::new(
            "alternatives",
            format!("{} other plans are too many", request.alternatives),
            format!("ask for {ALTERNATIVES} at most"),
        ));
    }
    let mut reading = request.instance.read(zones).map_err(below_instance)?;
    reading.lock(&request.locked)?;
    let options = PlanOptions {
        max_iterations: request.max_iterations,
        seed: request.seed.unwrap_or(1),
    };
    // The other plans begin with the first one, so most of the time belongs to it.
    let main = 1.0 - 0.15 * f64::from(request.alternatives);
    let first =
        plan(&reading.instance, &options, &mut || spent() / main).map_err(below_instance)?;
    let mut plans: Vec<Plan> = vec![first];
    let mut alternatives = Vec::new();
    let tastes = other_tastes(&reading.instance).into_iter();
    for (at, (kind, instance)) in (0_u32..request.alternatives).zip(tastes) {
        let begin = main + 0.15 * f64::from(at);
        let mut share = || (spent() - begin) / 0.15;
        let mut other = improve(&instance, &options, &plans[0].assignment, &mut share)
            .map_err(below_instance)?;
        other.score = score(&reading.instance, &other.assignment);
        if plans.iter().all(|plan| plan.assignment != other.assignment) {
            alternatives.push(Alternative {
                kind: kind.to_owned(),
                assign: reading.assigned(&other.assignment),
                objective: points(other.score.fifteenths),
                parts: Parts::of(&other.score),
            });
            plans.push(other);
        }
    }
    let first = &plans[0];
    Ok(PlanAnswer {
        assign: reading.assigned(&first.assignment),
        objective: points(first.score.fifteenths),
        parts: Parts::of(&first.score),
        alternatives,
        proven: first.proven,
        iterations: first.iterations,
        elapsed_ms: 0,
    })
}

/// The instance with other weights: what each other plan is to be better at.
fn other_tastes(instance: &Instance) -> [(&'static str, Instance); 3] {
    let with = |change: fn(&mut Instance)| {
        let mut other = instance.clone();
        change(&mut other);
        other
    };
    [
        (
            "fewest_days",
            with(|i| i.weights.late_day = i.weights.late_day.max(1) * 10),
        ),
        (
            "fairest",
            with(|i| i.weights.load = i.weights.load.max(1) * 5),
        ),
        (
            "least_waiting",
            with(|i| i.weights.idle_quarter = i.weights.idle_quarter.max(1) * 20),
        ),
    ]
}

/// `loop_repair`. `spent` says which share of the time limit is used up.
///
/// # Errors
/// A setting that cannot be meant.
pub fn answer_repair(
    zones: &Zones,
    request: &RepairRequest,
    spent: &mut dyn FnMut() -> f64,
) -> Result<RepairAnswer, InvalidSetting> {
    let reading = request.instance.read(zones).map_err(below_instance)?;
    let before = reading.assignment(&request.assign)?;
    let mut changes = Vec::new();
    for (at, change) in request.changes.iter().enumerate() {
        changes.push(match *change {
            ChangeRequest::RemovePerson(id) => {
                Change::RemovePerson(reading.person(id, || format!("changes[{at}].remove_person"))?)
            }
            ChangeRequest::Busy(NewBusy { person, start, end }) => {
                let person = reading.person(person, || format!("changes[{at}].busy.person"))?;
                if start > end {
                    return Err(InvalidSetting::new(
                        format!("changes[{at}].busy"),
                        format!("it ends ({end}) before it begins ({start})"),
                        "exchange the two minutes",
                    ));
                }
                Change::Busy {
                    person,
                    minutes: Minutes {
                        from: start,
                        to: end,
                    },
                }
            }
        });
    }
    let instance = with_changes(&reading.instance, &changes);
    let options = RepairOptions {
        seed: request.seed.unwrap_or(1),
    };
    let after = repair(&instance, &before, options, spent).map_err(below_instance)?;
    let score = score(&instance, &after);
    let assign = reading.assigned(&after);
    Ok(RepairAnswer {
        changed: changed(&reading.assigned(&before), &assign),
        assign,
        objective: points(score.fifteenths),
        parts: Parts::of(&score),
        elapsed_ms: 0,
    })
}

/// What is not as it was. Both lists are in the order of the instance, and nothing is in the second
/// that is not in the first.
fn changed(before: &[Assigned], after: &[Assigned]) -> Vec<ChangedInterview> {
    let sitting = |one: &Assigned| Sitting {
        start: one.start,
        people: one.people.clone(),
    };
    let mut after = after.iter().peekable();
    let mut changed = Vec::new();
    for old in before {
        let new = after.next_if(|new| (new.c, new.i) == (old.c, old.i));
        if new != Some(old) {
            changed.push(ChangedInterview {
                c: old.c,
                i: old.i,
                before: Some(sitting(old)),
                after: new.map(sitting),
            });
        }
    }
    changed
}
