//! `hold_create`.

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::hold::HoldState;
use muster_domain::interview::Mode;
use muster_store::applications::{self, Application};
use muster_store::holds::{self as rows, Hold};
use muster_store::interview_plans::{self, Step};
use muster_store::{WriteTx, people};
use schemars::JsonSchema;
use serde::Deserialize;

use super::HoldView;
use crate::interview_plans::length::usual;
use crate::interviews::create::{check_people, duration, end, interview_type, names, proposal};
use crate::interviews::rules::{self, Override};
use crate::interviews::view::ReaderClock;
use crate::settings::WorkspaceSettings;
use crate::{Command, Desk, Failure};
use muster_domain::interview::type_label;

/// Minutes a hold lasts when nobody says it: a day.
const USUAL_MINUTES: u32 = 24 * 60;
/// The longest a hold may last: thirty days.
const LONGEST_MINUTES: u32 = 30 * 24 * 60;

/// Parameters of `hold_create`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// The application.
    pub application_id: String,
    /// The step of the job's plan; kind, mode and length then come from it.
    #[serde(default)]
    pub step_id: Option<String>,
    /// Kind; "standard" without a step.
    #[serde(default)]
    pub interview_type: Option<String>,
    /// Online or in person; without a step online where that is enabled.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// Length in whole minutes, 5 to 720; the usual one of the kind when absent.
    #[serde(default)]
    pub duration_minutes: Option<u32>,
    /// Interviewers, each once.
    pub interviewer_ids: Vec<String>,
    /// Minutes until it runs out, 1 to 43200; 1440 when absent. It never outlasts its own start.
    #[serde(default)]
    pub expires_in_minutes: Option<u32>,
}

/// `hold_create`: every rule of `interview_create`, checked inside the write transaction.
pub async fn create(desk: &Desk, params: Create) -> Result<HoldView, Failure> {
    check_people(&params.interviewer_ids)?;
    let lasts = lasting(params.expires_in_minutes.unwrap_or(USUAL_MINUTES))?;
    let actor = desk.actor().await?;
    let mut tx = desk.begin(Command::hold_create).await?;
    let now = tx.at();
    let settings = WorkspaceSettings::load_in(&mut tx).await?;
    let application = applications::get(tx.connection(), &params.application_id).await?;
    let step = match &params.step_id {
        Some(id) => Some(step_of(&mut tx, &application, id).await?),
        None => None,
    };
    let kind = match (&params.interview_type, &step) {
        (Some(kind), _) => interview_type(kind)?,
        (None, Some(step)) => step.interview_type.clone(),
        (None, None) => "standard".to_owned(),
    };
    let own = step.as_ref().filter(|s| s.interview_type == kind);
    let minutes = params
        .duration_minutes
        .or(own.and_then(|s| s.duration_minutes))
        .unwrap_or_else(|| usual(&kind, &settings));
    let ends_at = end(params.starts_at, duration(minutes)?)?;
    let mode = params.mode.or(step.as_ref().map(|s| s.mode)).unwrap_or(
        if application.gates.online_interview_enabled {
            Mode::Online
        } else {
            Mode::Offline
        },
    );
    let interviewers = people::named(tx.connection(), &params.interviewer_ids).await?;
    let proposal = proposal(&application, mode, params.starts_at, ends_at, &interviewers);
    let found = rules::violations(desk, tx.connection(), &settings, &proposal).await?;
    rules::decide(found, &Override::default())?;
    let hold = Hold {
        id: muster_store::new_id(now),
        title: step.map_or_else(|| type_label(&kind), |s| s.title),
        application_id: application.id,
        candidate_id: application.candidate_id,
        candidate_name: application.candidate_name,
        candidate_zone: application.candidate_zone,
        job_id: application.job_id,
        job_title: application.job_title,
        step_id: params.step_id,
        interview_type: kind,
        mode,
        starts_at: params.starts_at,
        ends_at,
        expires_at: (now + lasts).min(params.starts_at),
        state: HoldState::Active,
        held_by: actor,
        interview_id: None,
        interviewers: names(interviewers),
        created_at: now,
    };
    rows::put(&mut tx, &hold).await?;
    tx.summarise(format!("Held a time for {}", hold.candidate_name));
    desk.commit(tx).await?;
    let reader = ReaderClock::of(desk).await?;
    Ok(HoldView::of(desk, hold, &reader))
}

fn lasting(minutes: u32) -> Result<TimeDelta, Failure> {
    if !(1..=LONGEST_MINUTES).contains(&minutes) {
        return Err(Failure::parameter(
            "expires_in_minutes",
            format!("A hold cannot last {minutes} minutes."),
            format!("Give 1 to {LONGEST_MINUTES} minutes; a day is 1440."),
        ));
    }
    Ok(TimeDelta::minutes(i64::from(minutes)))
}

/// A step of the application's job, or of a template.
async fn step_of(tx: &mut WriteTx, application: &Application, id: &str) -> Result<Step, Failure> {
    let (plan, step) = interview_plans::of_step(tx.connection(), id).await?;
    match &plan.job_id {
        Some(job) if *job != application.job_id => Err(Failure::parameter(
            "step_id",
            format!(
                "“{}” belongs to the plan {} of another job.",
                step.title, plan.name
            ),
            format!("Choose a step of the plan for {}.", application.job_title),
        )),
        _ => Ok(step),
    }
}
