//! Interview plans: `interview_plan_list`, `_get`, `_create`, `_update`, `_remove`.
//!
//! A plan says which interviews a job has, how long they are and who may hold them; a plan without a
//! job is a template that other plans are copied from.

pub(crate) mod length;
mod problems;
pub mod steps;
pub mod view;

use muster_store::interview_plans::{self as rows, Plan};
use muster_store::{WriteTx, jobs};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::paging::{Listed, limit};
use crate::pools::{Removed, short};
use crate::settings::present;
use crate::{Code, Command, Desk, Failure};
use steps::StepInput;
use view::PlanView;

/// Parameters of `interview_plan_create`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// The job; absent for a template. A job has one plan.
    #[serde(default)]
    pub job_id: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether the interviews keep the order of the steps; true when absent.
    #[serde(default)]
    pub ordered: Option<bool>,
    /// Most days the interviews may be spread over, 1 to 30; 1 when absent.
    #[serde(default)]
    pub maximum_days: Option<u32>,
    /// Minutes the candidate has between two interviews of one day; 0 when absent.
    #[serde(default)]
    pub gap_minutes: Option<u32>,
    /// Whether one person may hold two of its interviews with the same candidate; false when absent.
    #[serde(default)]
    pub allow_same_interviewer: Option<bool>,
    /// The interviews.
    #[serde(default)]
    pub steps: Option<Vec<StepInput>>,
    /// A plan to copy; what is given here replaces what it says.
    #[serde(default)]
    pub from_plan_id: Option<String>,
}

/// Parameters of `interview_plan_update`: the id and what changes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Which plan.
    pub id: String,
    /// The job; null makes it a template.
    #[serde(default, deserialize_with = "present")]
    pub job_id: Option<Option<String>>,
    /// Its name.
    pub name: Option<String>,
    /// Whether the interviews keep the order of the steps.
    pub ordered: Option<bool>,
    /// Most days the interviews may be spread over, 1 to 30.
    pub maximum_days: Option<u32>,
    /// Minutes the candidate has between two interviews of one day.
    pub gap_minutes: Option<u32>,
    /// Whether one person may hold two of its interviews with the same candidate.
    pub allow_same_interviewer: Option<bool>,
    /// The interviews, all of them; those with an id of this plan stay the same step.
    pub steps: Option<Vec<StepInput>>,
}

/// Names a plan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanId {
    /// Its id.
    pub id: String,
}

/// Parameters of `interview_plan_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the plan of this job.
    pub job_id: Option<String>,
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// `interview_plan_list`: plans and templates by name.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<PlanView>, Failure> {
    let limit = limit(params.limit)?;
    let workspace = desk.workspace().await?;
    let cursor = params.cursor.as_deref();
    let page = rows::page(workspace, params.job_id.as_deref(), limit, cursor).await?;
    Ok(Listed {
        items: view::all(desk, page.items).await?,
        next_cursor: page.next_cursor,
    })
}

/// `interview_plan_get`.
pub async fn get(desk: &Desk, params: PlanId) -> Result<PlanView, Failure> {
    let mut connection = desk.workspace().await?.read().await?;
    let plan = rows::get(&mut connection, &params.id).await?;
    drop(connection);
    view::one(desk, plan).await
}

/// `interview_plan_create`.
pub async fn create(desk: &Desk, params: Create) -> Result<PlanView, Failure> {
    let now = desk.now();
    let mut tx = desk.begin(Command::interview_plan_create).await?;
    let copied = match &params.from_plan_id {
        Some(id) => Some(rows::get(tx.connection(), id).await?),
        None => None,
    };
    let mut plan = Plan {
        id: muster_store::new_id(now),
        job_id: params.job_id,
        job_title: None,
        name: params.name,
        ordered: copied.as_ref().is_none_or(|c| c.ordered),
        maximum_days: copied.as_ref().map_or(1, |c| c.maximum_days),
        gap_minutes: copied.as_ref().map_or(0, |c| c.gap_minutes),
        allow_same_interviewer: copied.as_ref().is_some_and(|c| c.allow_same_interviewer),
        steps: Vec::new(),
        created_at: now,
    };
    plan.steps = match (params.steps, copied) {
        (Some(wanted), _) => steps::read(desk, &mut tx, &[], wanted).await?,
        (None, Some(copied)) => steps::copied(now, copied.steps),
        (None, None) => Vec::new(),
    };
    macro_rules! change {
        ($($field:ident),*) => { $(if let Some(value) = params.$field { plan.$field = value; })* };
    }
    change!(ordered, maximum_days, gap_minutes, allow_same_interviewer);
    save(desk, tx, plan, "Added").await
}

/// `interview_plan_update`.
pub async fn update(desk: &Desk, params: Update) -> Result<PlanView, Failure> {
    let mut tx = desk.begin(Command::interview_plan_update).await?;
    let mut plan = rows::get(tx.connection(), &params.id).await?;
    if let Some(wanted) = params.steps {
        plan.steps = steps::read(desk, &mut tx, &plan.steps, wanted).await?;
    }
    macro_rules! change {
        ($($field:ident),*) => { $(if let Some(value) = params.$field { plan.$field = value; })* };
    }
    change!(
        job_id,
        name,
        ordered,
        maximum_days,
        gap_minutes,
        allow_same_interviewer
    );
    save(desk, tx, plan, "Changed").await
}

/// `interview_plan_remove`.
pub async fn remove(desk: &Desk, params: PlanId) -> Result<Removed, Failure> {
    let mut tx = desk.begin(Command::interview_plan_remove).await?;
    let plan = rows::get(tx.connection(), &params.id).await?;
    rows::remove(&mut tx, &plan.id).await?;
    tx.summarise(format!("Removed the interview plan {}", plan.name));
    desk.commit(tx).await?;
    Ok(Removed {
        id: plan.id,
        name: plan.name,
    })
}

async fn save(
    desk: &Desk,
    mut tx: WriteTx,
    mut plan: Plan,
    verb: &str,
) -> Result<PlanView, Failure> {
    plan.name = short("name", "The name of the plan", &plan.name, true)?;
    if !(1..=30).contains(&plan.maximum_days) {
        return Err(Failure::parameter(
            "maximum_days",
            format!("{} days cannot be planned.", plan.maximum_days),
            "Give 1 to 30 days.",
        ));
    }
    if plan.gap_minutes > 24 * 60 {
        return Err(Failure::parameter(
            "gap_minutes",
            format!(
                "A gap of {} minutes is longer than a day.",
                plan.gap_minutes
            ),
            "Give at most 1440 minutes.",
        ));
    }
    if let Some(job_id) = &plan.job_id {
        let job = jobs::get(tx.connection(), job_id).await?;
        let taken = rows::of_job(tx.connection(), job_id).await?;
        if let Some(other) = taken.filter(|other| other.id != plan.id) {
            return Err(Failure::new(
                Code::AlreadyExists,
                format!(
                    "{} has the interview plan {} already.",
                    job.title, other.name
                ),
                "Change that plan; a job has one.",
            )
            .with(serde_json::json!({ "field": "job_id", "id": other.id })));
        }
    }
    rows::put(&mut tx, &plan).await?;
    tx.summarise(format!("{verb} the interview plan {}", plan.name));
    let plan = rows::get(tx.connection(), &plan.id).await?;
    desk.commit(tx).await?;
    view::one(desk, plan).await
}
