//! A plan as it is shown, with the names, lengths and problems of its steps.

use std::collections::HashMap;

use muster_domain::interview::Mode;
use muster_store::interview_plans::{Plan, Step};
use muster_store::people::{self, Person};
use muster_store::pools::{self, Pool};
use schemars::JsonSchema;
use serde::Serialize;

use super::length::{Length, length};
use super::problems;
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// The interviews of a job, or a template for any.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "InterviewPlan")]
pub struct PlanView {
    /// Id.
    pub id: String,
    /// The job; null for a template.
    pub job_id: Option<String>,
    /// The job's title.
    pub job_title: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether the interviews keep the order of the steps.
    pub ordered: bool,
    /// Most days that the interviews may be spread over.
    pub maximum_days: u32,
    /// Minutes the candidate has between two interviews of one day.
    pub gap_minutes: u32,
    /// Whether one person may hold two of its interviews with the same candidate.
    pub allow_same_interviewer: bool,
    /// The interviews.
    pub steps: Vec<StepView>,
    /// In plain words: what of it can never work as it stands.
    pub problems: Vec<String>,
}

/// One interview of a plan.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PlanStep")]
pub struct StepView {
    /// Id, kept for life.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Kind ("screen", "technical", …).
    pub interview_type: String,
    /// Online or in person.
    pub mode: Mode,
    /// Its own length; null for that of its kind.
    pub duration_minutes: Option<u32>,
    /// The length that holds, and where it comes from.
    pub duration: Length,
    /// People who are always in it.
    pub interviewer_ids: Vec<String>,
    /// Their names, in the same order.
    pub interviewer_names: Vec<String>,
    /// Pools that fill further seats.
    pub pools: Vec<StepPoolView>,
    /// People who listen.
    pub shadow_ids: Vec<String>,
    /// What it is to find out; null when not told.
    pub competency: Option<String>,
}

/// Seats that a pool fills.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PlanStepPool")]
pub struct StepPoolView {
    /// The pool.
    pub pool_id: String,
    /// Its name.
    pub pool_name: String,
    /// How many of its members.
    pub choose: u32,
}

/// What is known of the people and pools that plans name.
pub(super) struct Known {
    pub people: HashMap<String, Person>,
    pub pools: HashMap<String, Pool>,
    pub settings: WorkspaceSettings,
}

/// Shows one plan.
pub(super) async fn one(desk: &Desk, plan: Plan) -> Result<PlanView, Failure> {
    let mut shown = all(desk, vec![plan]).await?;
    shown
        .pop()
        .ok_or_else(|| Failure::internal("one plan gave no view"))
}

/// Shows plans.
pub(super) async fn all(desk: &Desk, plans: Vec<Plan>) -> Result<Vec<PlanView>, Failure> {
    let workspace = desk.workspace().await?;
    let settings = WorkspaceSettings::load(workspace).await?;
    let mut connection = workspace.read().await?;
    let steps = || plans.iter().flat_map(|p| &p.steps);
    let ids: Vec<String> = steps()
        .flat_map(|s| s.pools.iter().map(|p| p.pool_id.clone()))
        .collect();
    let known = Known {
        pools: pools::found(&mut connection, &ids).await?,
        people: people::all(&mut connection)
            .await?
            .into_iter()
            .map(|p| (p.id.clone(), p))
            .collect(),
        settings,
    };
    drop(connection);
    let mut blocks = problems::Blocks::new(desk, &known);
    Ok(plans
        .into_iter()
        .map(|plan| {
            let problems = problems::of(&plan, &known, &mut blocks);
            shown(plan, &known, problems)
        })
        .collect())
}

fn shown(plan: Plan, known: &Known, problems: Vec<String>) -> PlanView {
    PlanView {
        id: plan.id,
        job_id: plan.job_id,
        job_title: plan.job_title,
        name: plan.name,
        ordered: plan.ordered,
        maximum_days: plan.maximum_days,
        gap_minutes: plan.gap_minutes,
        allow_same_interviewer: plan.allow_same_interviewer,
        steps: plan.steps.into_iter().map(|s| step(s, known)).collect(),
        problems,
    }
}

fn step(step: Step, known: &Known) -> StepView {
    StepView {
        duration: length(step.duration_minutes, &step.interview_type, &known.settings),
        interviewer_names: step
            .interviewer_ids
            .iter()
            .map(|id| {
                known.people.get(id).map_or_else(
                    || "Someone who was removed".to_owned(),
                    |p| p.full_name.clone(),
                )
            })
            .collect(),
        pools: step
            .pools
            .into_iter()
            .map(|p| StepPoolView {
                pool_name: known.pools.get(&p.pool_id).map_or_else(
                    || "A pool that was removed".to_owned(),
                    |found| found.name.clone(),
                ),
                pool_id: p.pool_id,
                choose: p.choose,
            })
            .collect(),
        id: step.id,
        title: step.title,
        interview_type: step.interview_type,
        mode: step.mode,
        duration_minutes: step.duration_minutes,
        interviewer_ids: step.interviewer_ids,
        shadow_ids: step.shadow_ids,
        competency: Some(step.competency).filter(|c| !c.is_empty()),
    }
}
