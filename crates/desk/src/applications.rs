//! The pipeline: matching a candidate with a job, the shortlist and the interview switches.

pub mod moving;

use muster_domain::application::{
    self, Badge, Blocked, GateRefusal, InterviewGlance, OpenInterviews, Toggle,
};
use muster_domain::interview::Mode;
use muster_domain::matching::{self, MatchResult};
use muster_store::applications::{self as rows, Application, Filter};
use muster_store::interviews::{self, Interview};
use muster_store::{StoreError, WriteTx, jobs};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::interviews::cancel::cancel_in;
use crate::interviews::view::InterviewView;
use crate::paging::{Listed, limit};
use crate::{Code, Command, Desk, Failure, holds};

/// One candidate for one job.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Application")]
pub struct ApplicationView {
    /// Id.
    pub id: String,
    /// The candidate.
    pub candidate_id: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// The job.
    pub job_id: String,
    /// The job's title.
    pub job_title: String,
    /// Stage of the pipeline.
    pub stage: String,
    /// Score 0 to 100; null when there is nothing to compare.
    pub score: Option<i64>,
    /// How the score came about.
    #[serde(skip_serializing_if = "Option::is_none", rename = "match")]
    pub matched: Option<StoredMatch>,
    /// The candidate is on the job's shortlist.
    pub shortlisted: bool,
    /// Interviews may be scheduled.
    pub interview_enabled: bool,
    /// Online interviews may be scheduled and joined.
    pub online_interview_enabled: bool,
}

/// A score with its reasons, as it was computed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StoredMatch {
    /// The comparison.
    #[serde(flatten)]
    pub result: MatchResult,
    /// SHA-256 of engine, candidate and job as they were read.
    pub input_hash: String,
}

impl From<Application> for ApplicationView {
    fn from(a: Application) -> Self {
        Self {
            matched: a
                .matched
                .as_deref()
                .and_then(|text| serde_json::from_str(text).ok()),
            id: a.id,
            candidate_id: a.candidate_id,
            candidate_name: a.candidate_name,
            job_id: a.job_id,
            job_title: a.job_title,
            stage: a.stage,
            score: a.score,
            shortlisted: a.gates.shortlisted,
            interview_enabled: a.gates.interview_enabled,
            online_interview_enabled: a.gates.online_interview_enabled,
        }
    }
}

/// Parameters of `matching_match`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Match {
    /// The candidate.
    pub candidate_id: String,
    /// The job.
    pub job_id: String,
    /// Whether to make the application when there is none; true when absent.
    #[serde(default = "yes")]
    pub create_profile: bool,
}

fn yes() -> bool {
    true
}

/// `matching_match`: the application of the pair, with its score. The same pair never makes two.
pub async fn match_pair(desk: &Desk, params: Match) -> Result<ApplicationView, Failure> {
    let mut tx = desk.begin(Command::matching_match).await?;
    let candidate = rows::match_source(tx.connection(), &params.candidate_id).await?;
    let job = jobs::get(tx.connection(), &params.job_id).await?;
    let id = rows::ensure(
        &mut tx,
        &params.candidate_id,
        &job.id,
        params.create_profile,
    )
    .await?
    .ok_or_else(|| {
        Failure::not_found(
            "application of this candidate for this job",
            &params.candidate_id,
        )
    })?;
    let wanted = matching::MatchJob {
        title: job.title.clone(),
        description: Some(job.description).filter(|t| !t.is_empty()),
        skills: job.skills,
        tech_stack_details: Some(job.tech_stack_details).filter(|t| !t.is_empty()),
    };
    let offered = candidate.record;
    let result = matching::overlap(&offered, &wanted);
    let score = result.score.map(i64::from);
    let input_hash = hex::encode(Sha256::digest(matching::hash_input(&offered, &wanted)));
    let stored =
        serde_json::to_string(&StoredMatch { result, input_hash }).map_err(Failure::internal)?;
    rows::set_score(&mut tx, &id, score, &stored).await?;
    let application = rows::get(tx.connection(), &id).await?;
    tx.summarise(format!(
        "Matched {} with {}",
        candidate.full_name, job.title
    ));
    desk.commit(tx).await?;
    Ok(application.into())
}

/// Parameters of `application_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only of this candidate.
    pub candidate_id: Option<String>,
    /// Only for this job.
    pub job_id: Option<String>,
    /// Only shortlisted ones, or only the others.
    pub shortlisted: Option<bool>,
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// `application_list`.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<ApplicationView>, Failure> {
    let limit = limit(params.limit)?;
    let filter = Filter {
        candidate_id: params.candidate_id,
        job_id: params.job_id,
        shortlisted: params.shortlisted,
    };
    let page = rows::page(
        desk.workspace().await?,
        &filter,
        limit,
        params.cursor.as_deref(),
    )
    .await?;
    Ok(page.map(ApplicationView::from).into())
}

/// Parameters of `candidate_shortlist`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shortlist {
    /// The application.
    pub application_id: String,
    /// On or off.
    pub shortlisted: bool,
    /// Cancel interviews that are still scheduled.
    #[serde(default)]
    pub cancel_interviews: bool,
    /// Why they are cancelled.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `candidate_shortlist`: un-shortlisting switches interviews off.
pub async fn shortlist(desk: &Desk, params: Shortlist) -> Result<ApplicationView, Failure> {
    let mut tx = desk.begin(Command::candidate_shortlist).await?;
    let application = rows::get(tx.connection(), &params.application_id).await?;
    let (open, interviews) = open_interviews(&mut tx, &application.id).await?;
    let change = application::shortlist(
        application.gates,
        params.shortlisted,
        open,
        params.cancel_interviews,
        params.reason.as_deref(),
    )
    .map_err(|r| refused(r, &interviews))?;
    if let Some(reason) = &change.cancel_interviews {
        let actor = desk.actor().await?;
        for interview in interviews {
            cancel_in(&mut tx, interview, &actor, reason).await?;
        }
    }
    save_gates(desk, tx, &application, change.gates, params.shortlisted).await
}

/// Parameters of `candidate_toggle_interview`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToggleInterview {
    /// The application.
    pub application_id: String,
    /// Whether interviews may be scheduled.
    pub interview_enabled: Option<bool>,
    /// Whether online interviews may be scheduled and joined.
    pub online_interview_enabled: Option<bool>,
}

/// `candidate_toggle_interview`: switching interviews off switches online ones off too.
pub async fn toggle(desk: &Desk, params: ToggleInterview) -> Result<ApplicationView, Failure> {
    let mut tx = desk.begin(Command::candidate_toggle_interview).await?;
    let application = rows::get(tx.connection(), &params.application_id).await?;
    let (open, interviews) = open_interviews(&mut tx, &application.id).await?;
    let wanted = Toggle {
        interview_enabled: params.interview_enabled,
        online_interview_enabled: params.online_interview_enabled,
    };
    let change = application::toggle(application.gates, wanted, open)
        .map_err(|r| refused(r, &interviews))?;
    let on = change.gates.interview_enabled;
    save_gates(desk, tx, &application, change.gates, on).await
}

async fn save_gates(
    desk: &Desk,
    mut tx: WriteTx,
    application: &Application,
    gates: application::Gates,
    on: bool,
) -> Result<ApplicationView, Failure> {
    rows::set_gates(&mut tx, &application.id, gates).await?;
    if !gates.interview_enabled {
        holds::release_all(&mut tx, &application.id).await?;
    }
    let after = rows::get(tx.connection(), &application.id).await?;
    let what = match (application.gates.shortlisted == gates.shortlisted, on) {
        (false, true) => "Shortlisted",
        (false, false) => "Took off the shortlist",
        (true, true) => "Enabled interviews of",
        (true, false) => "Disabled interviews of",
    };
    tx.summarise(format!(
        "{what} {} for {}",
        application.candidate_name, application.job_title
    ));
    desk.commit(tx).await?;
    Ok(after.into())
}

async fn open_interviews(
    tx: &mut WriteTx,
    application_id: &str,
) -> Result<(OpenInterviews, Vec<Interview>), StoreError> {
    let mut interviews = interviews::of_application(tx.connection(), application_id).await?;
    interviews.retain(|i| i.status.is_open());
    let online = interviews.iter().filter(|i| i.mode == Mode::Online).count();
    Ok((
        OpenInterviews {
            total: interviews.len(),
            online,
        },
        interviews,
    ))
}

fn refused(refusal: GateRefusal, interviews: &[Interview]) -> Failure {
    let code = match refusal {
        GateRefusal::InterviewsScheduled(_) => Code::InterviewsScheduled,
        GateRefusal::ReasonRequired => Code::ReasonRequired,
        GateRefusal::NotShortlisted => Code::NotShortlisted,
        GateRefusal::InterviewNotEnabled => Code::InterviewNotEnabled,
    };
    let ids: Vec<&str> = interviews.iter().map(|i| i.id.as_str()).collect();
    let mut details = serde_json::json!({ "interview_ids": ids });
    // For scripts: what the hint means in parameters.
    match refusal {
        GateRefusal::InterviewsScheduled(_) => {
            details["parameters"] = serde_json::json!({ "cancel_interviews": true, "reason": "" });
        }
        GateRefusal::ReasonRequired => details["field"] = "reason".into(),
        GateRefusal::NotShortlisted | GateRefusal::InterviewNotEnabled => {}
    }
    Failure::new(code, refusal.to_string(), refusal.hint()).with(details)
}

/// Names an application.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationId {
    /// Its id.
    pub application_id: String,
}

/// Where an application stands with its interviews.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InterviewStatus {
    /// The application with its flags.
    #[serde(flatten)]
    pub application: ApplicationView,
    /// What the table shows: words and an icon, never colour alone.
    pub badge: Badge,
    /// The next interview that is not over.
    pub upcoming: Option<InterviewView>,
    /// Whether an interview in person can be scheduled.
    pub can_schedule: bool,
    /// Whether an online interview can be scheduled.
    pub can_schedule_online: bool,
    /// Why an online interview cannot be scheduled, each with the key that lifts it.
    pub reasons: Vec<Blocked>,
}

/// `candidate_interview_status`.
pub async fn interview_status(
    desk: &Desk,
    params: ApplicationId,
) -> Result<InterviewStatus, Failure> {
    let workspace = desk.workspace().await?;
    let mut reader = workspace.read().await?;
    let application = rows::get(&mut reader, &params.application_id).await?;
    let all = interviews::of_application(&mut reader, &application.id).await?;
    drop(reader);
    let glances: Vec<InterviewGlance> = all
        .iter()
        .map(|i| InterviewGlance {
            status: i.status,
            starts_at: i.starts_at,
            needs_confirmation: i.needs_confirmation,
        })
        .collect();
    let now = desk.now();
    let upcoming = all
        .into_iter()
        .find(|i| i.status.is_open() && i.ends_at > now);
    let upcoming = match upcoming {
        Some(interview) => Some(InterviewView::of(desk, interview).await?),
        None => None,
    };
    let gates = application.gates;
    let reasons = application::why_not(gates, Mode::Online);
    Ok(InterviewStatus {
        badge: application::badge(gates, &glances),
        upcoming,
        can_schedule: application::why_not(gates, Mode::Offline).is_empty(),
        can_schedule_online: reasons.is_empty(),
        reasons,
        application: application.into(),
    })
}
