//! The steps of a plan as a request gives them.

use chrono::{DateTime, Utc};
use muster_domain::interview::Mode;
use muster_store::interview_plans::{Step, StepPool};
use muster_store::{WriteTx, people, pools};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::interviews::create::{duration, interview_type};
use crate::pools::short;
use crate::{Desk, Failure};
use muster_domain::interview::type_label;

/// The most interviews of one plan.
const MOST_STEPS: usize = 30;
/// The most seats of one interview.
const MOST_SEATS: u32 = 20;

/// Seats that a pool fills.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepPoolInput {
    /// The pool.
    pub pool_id: String,
    /// How many of its members; 1 when absent.
    #[serde(default)]
    pub choose: Option<u32>,
}

/// One interview of a plan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepInput {
    /// The step of the plan that this is; absent for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// What it is called; the name of its kind when absent.
    #[serde(default)]
    pub title: Option<String>,
    /// Kind ("screen", "technical", …).
    pub interview_type: String,
    /// Online or in person; online when absent.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// Its own length in whole minutes, 5 to 720; that of its kind when absent.
    #[serde(default)]
    pub duration_minutes: Option<u32>,
    /// People who are always in it.
    #[serde(default)]
    pub interviewer_ids: Vec<String>,
    /// Pools that fill further seats.
    #[serde(default)]
    pub pools: Vec<StepPoolInput>,
    /// People who listen; they never block a time.
    #[serde(default)]
    pub shadow_ids: Vec<String>,
    /// What it is to find out ("system design").
    #[serde(default)]
    pub competency: Option<String>,
}

/// Reads the steps of a request. Ids that `present` steps have are kept, new steps get one.
pub(super) async fn read(
    desk: &Desk,
    tx: &mut WriteTx,
    present: &[Step],
    wanted: Vec<StepInput>,
) -> Result<Vec<Step>, Failure> {
    if wanted.len() > MOST_STEPS {
        return Err(Failure::parameter(
            "steps",
            format!("{} interviews are too many for one plan.", wanted.len()),
            format!("Plan at most {MOST_STEPS}."),
        ));
    }
    let mut steps: Vec<Step> = Vec::with_capacity(wanted.len());
    for (index, input) in wanted.into_iter().enumerate() {
        let path = format!("steps[{index}]");
        let id = match input.id {
            None => muster_store::new_id(desk.now()),
            Some(id) if steps.iter().any(|s| s.id == id) => {
                return Err(Failure::parameter(
                    &format!("{path}.id"),
                    "The same step is there twice.",
                    "Leave the id out for a new step.",
                ));
            }
            Some(id) if present.iter().any(|s| s.id == id) => id,
            Some(id) => {
                return Err(Failure::parameter(
                    &format!("{path}.id"),
                    format!("This plan has no step with the id {id}."),
                    "Leave the id out for a new step.",
                ));
            }
        };
        let kind = interview_type(&input.interview_type).map_err(|f| under(&path, f))?;
        if let Some(minutes) = input.duration_minutes {
            duration(minutes).map_err(|f| under(&path, f))?;
        }
        let title = input.title.unwrap_or_default();
        let title = short(
            &format!("{path}.title"),
            "The title of the step",
            &title,
            false,
        )?;
        let competency = input.competency.unwrap_or_default();
        let step = Step {
            id,
            title: if title.is_empty() {
                type_label(&kind)
            } else {
                title
            },
            interview_type: kind,
            mode: input.mode.unwrap_or(Mode::Online),
            duration_minutes: input.duration_minutes,
            interviewer_ids: input.interviewer_ids,
            pools: pools_of(tx, &path, input.pools).await?,
            shadow_ids: input.shadow_ids,
            competency: short(
                &format!("{path}.competency"),
                "The competency",
                &competency,
                false,
            )?,
        };
        seats(tx, &path, &step).await?;
        steps.push(step);
    }
    Ok(steps)
}

/// The same steps for another plan.
pub(super) fn copied(now: DateTime<Utc>, steps: Vec<Step>) -> Vec<Step> {
    steps
        .into_iter()
        .map(|step| Step {
            id: muster_store::new_id(now),
            ..step
        })
        .collect()
}

async fn pools_of(
    tx: &mut WriteTx,
    path: &str,
    wanted: Vec<StepPoolInput>,
) -> Result<Vec<StepPool>, Failure> {
    let mut found: Vec<StepPool> = Vec::with_capacity(wanted.len());
    for (index, pool) in wanted.into_iter().enumerate() {
        let field = |name: &str| format!("{path}.pools[{index}].{name}");
        let stored = pools::get(tx.connection(), &pool.pool_id).await?;
        if found.iter().any(|p| p.pool_id == stored.id) {
            return Err(Failure::parameter(
                &field("pool_id"),
                format!("The pool {} is named twice.", stored.name),
                "Name it once, with the number of seats it fills.",
            ));
        }
        let choose = pool.choose.unwrap_or(1);
        if !(1..=MOST_SEATS).contains(&choose) {
            return Err(Failure::parameter(
                &field("choose"),
                format!("A pool cannot fill {choose} seats."),
                format!("Give 1 to {MOST_SEATS}."),
            ));
        }
        found.push(StepPool {
            pool_id: stored.id,
            choose,
        });
    }
    Ok(found)
}

/// The people of a step are known, and each has one part in it.
async fn seats(tx: &mut WriteTx, path: &str, step: &Step) -> Result<(), Failure> {
    let named = [
        ("interviewer_ids", &step.interviewer_ids),
        ("shadow_ids", &step.shadow_ids),
    ];
    let mut seen: Vec<&str> = Vec::new();
    for (list, ids) in named {
        if ids.len() > MOST_SEATS as usize {
            return Err(Failure::parameter(
                &format!("{path}.{list}"),
                format!("{} people are too many for one interview.", ids.len()),
                format!("Name at most {MOST_SEATS}."),
            ));
        }
        for (index, id) in ids.iter().enumerate() {
            let person = people::get(tx.connection(), id).await?;
            if seen.contains(&id.as_str()) {
                return Err(Failure::parameter(
                    &format!("{path}.{list}[{index}]"),
                    format!("{} is named twice in this step.", person.full_name),
                    "Name each person once, as interviewer or as shadow.",
                ));
            }
            seen.push(id);
        }
    }
    Ok(())
}

/// Puts the path of the step before the field that a failure names.
fn under(path: &str, mut failure: Failure) -> Failure {
    if let Some(details) = &mut failure.details
        && let Some(field) = details["field"].as_str()
    {
        details["field"] = format!("{path}.{field}").into();
    }
    failure
}
