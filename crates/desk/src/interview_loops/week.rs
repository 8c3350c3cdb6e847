//! `loop_week_suggest` and `loop_week_commit`: the loops of everybody who waits, planned together.

use std::collections::HashMap;
use std::time::Duration;

use muster_scheduling::loops::Weights;
use muster_scheduling::slots::Window;
use muster_store::{applications, interview_plans, interviews};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::commit::{Rooms, Wanted as Written, counted, write};
use super::gather::{Asked, gather};
use super::solve::{Found, Wish, solve};
use super::suggest::{LONGEST_MS, USUAL_MS, fairness, in_words, why_none};
use super::view::{Fairness, Session, SessionChoice, Words};
use crate::interviews::rules::Override;
use crate::interviews::view::{InterviewView, ReaderClock};
use crate::{Command, Desk, Failure};

/// Most loops of one plan.
const MOST: usize = 200;

/// Parameters of `loop_week_suggest`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "LoopWeekSuggestAsked")]
#[serde(deny_unknown_fields)]
pub struct Suggest {
    /// Whose loops; all who wait when absent.
    #[serde(default)]
    pub application_ids: Option<Vec<String>>,
    /// Where to look; the next two weeks when absent.
    #[serde(default)]
    pub window: Option<Window>,
    /// Another seed looks elsewhere; 1 when absent.
    #[serde(default)]
    pub seed: Option<u64>,
    /// How long to search at most, in milliseconds; 1500 when absent.
    #[serde(default)]
    pub time_limit_ms: Option<u64>,
}

/// The loops of several candidates.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WeekSuggestion {
    /// The loops that fit together.
    pub loops: Vec<WeekLoop>,
    /// Who has none, and why.
    pub left_out: Vec<LeftOut>,
    /// How evenly interviews are spread now.
    pub fairness_before: Fairness,
    /// How evenly they are spread with these loops.
    pub fairness_after: Fairness,
}

/// The loop of one of several candidates.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WeekLoop {
    /// The application.
    pub application_id: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// The job's title.
    pub job_title: String,
    /// The plan.
    pub plan_id: String,
    /// The interviews, in the order of the plan.
    pub sessions: Vec<Session>,
}

/// A candidate without a loop.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeftOut {
    /// The application.
    pub application_id: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// Why, and what to do next.
    pub words: String,
}

/// `loop_week_suggest`: those who are shortlisted, enabled, have no interview to come, and whose job
/// has a plan.
pub async fn suggest(desk: &Desk, params: Suggest) -> Result<WeekSuggestion, Failure> {
    let ids = match params.application_ids {
        Some(ids) => ids,
        None => waiting(desk).await?,
    };
    let asked: Vec<Asked<'_>> = ids
        .iter()
        .take(MOST)
        .map(|id| Asked {
            application_id: id,
            plan_id: None,
        })
        .collect();
    let (office, wanted) = gather(desk, &asked, params.window).await?;
    let reader = ReaderClock::of(desk).await?;
    let limit = params.time_limit_ms.unwrap_or(USUAL_MS).min(LONGEST_MS);
    let wish = Wish {
        zones: desk.zones().clone(),
        readers: reader.zone().clone(),
        weights: Weights {
            load: 10,
            late_day: 20,
            idle_quarter: 1,
            left_out: 100_000,
        },
        friendly: true,
        avoided: Vec::new(),
        seed: params.seed.unwrap_or(1),
        limit: Duration::from_millis(limit),
    };
    let (office, wanted, found) = tokio::task::spawn_blocking(move || {
        let found = solve(&wish, &office, &wanted, &[]);
        found.map(|found| (office, wanted, found))
    })
    .await
    .map_err(Failure::internal)??;
    let names = office.names();
    let mut loops = Vec::new();
    let mut left_out = Vec::new();
    let mut held: Vec<&[Found]> = Vec::new();
    for (one, sessions) in wanted.iter().zip(&found) {
        let application = &one.application;
        let Some(sessions) = sessions else {
            left_out.push(LeftOut {
                application_id: application.id.clone(),
                candidate_name: application.candidate_name.clone(),
                words: why_none(one, &office),
            });
            continue;
        };
        held.push(sessions);
        let words = Words {
            desk,
            reader: &reader,
            names: &names,
            theirs: &application.candidate_zone,
        };
        loops.push(WeekLoop {
            application_id: application.id.clone(),
            candidate_name: application.candidate_name.clone(),
            job_title: application.job_title.clone(),
            plan_id: one.plan.id.clone(),
            sessions: in_words(sessions, one, &office, &words),
        });
    }
    Ok(WeekSuggestion {
        fairness_before: fairness(&office, &[]),
        fairness_after: fairness(&office, &held),
        loops,
        left_out,
    })
}

/// Applications that wait for their loop.
async fn waiting(desk: &Desk) -> Result<Vec<String>, Failure> {
    let workspace = desk.workspace().await?;
    let mut cursor = None;
    let mut out = Vec::new();
    let mut planned: HashMap<String, bool> = HashMap::new();
    let filter = applications::Filter {
        shortlisted: Some(true),
        ..applications::Filter::default()
    };
    loop {
        let page = applications::page(workspace, &filter, 500, cursor.as_deref()).await?;
        let mut connection = workspace.read().await?;
        for application in page.items {
            if out.len() == MOST || !application.gates.interview_enabled {
                continue;
            }
            let job = application.job_id;
            if !planned.contains_key(&job) {
                let plan = interview_plans::of_job(&mut connection, &job).await?;
                let has_steps = plan.is_some_and(|plan| !plan.steps.is_empty());
                planned.insert(job.clone(), has_steps);
            }
            if planned.get(&job) != Some(&true) {
                continue;
            }
            let interviews = interviews::of_application(&mut connection, &application.id).await?;
            if interviews.iter().all(|i| !i.status.is_open()) {
                out.push(application.id);
            }
        }
        cursor = page.next_cursor;
        if cursor.is_none() || out.len() == MOST {
            return Ok(out);
        }
    }
}

/// Parameters of `loop_week_commit`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "LoopWeekCommitAsked")]
#[serde(deny_unknown_fields)]
pub struct Commit {
    /// The loops, each all or nothing.
    pub loops: Vec<LoopChoice>,
}

/// A loop as it is sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoopChoice {
    /// The application.
    pub application_id: String,
    /// The plan.
    pub plan_id: String,
    /// The interviews.
    pub sessions: Vec<SessionChoice>,
}

/// What became of several loops.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WeekCommitted {
    /// Whose loop was made.
    pub made: Vec<LoopMade>,
    /// Whose loop could not be made any more.
    pub refused: Vec<LeftOut>,
}

/// A loop that was made.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LoopMade {
    /// The application.
    pub application_id: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// The interviews.
    pub interviews: Vec<InterviewView>,
}

/// `loop_week_commit`: each loop is one change of its own, all of it or nothing.
pub async fn commit(desk: &Desk, params: Commit) -> Result<WeekCommitted, Failure> {
    let mut made = Vec::new();
    let mut refused = Vec::new();
    for sent in params.loops {
        let application_id = sent.application_id.clone();
        let rooms = Rooms::make(desk, sent.sessions.len()).await?;
        let mut tx = desk.begin(Command::loop_week_commit).await?;
        let wanted = Written {
            application_id: sent.application_id,
            plan_id: sent.plan_id,
            sessions: sent.sessions,
        };
        match write(desk, &mut tx, wanted, &rooms, &Override::default()).await {
            Ok((application, interviews)) => {
                tx.summarise(format!(
                    "Scheduled {} with {}",
                    counted(interviews.len()),
                    application.candidate_name
                ));
                desk.commit(tx).await?;
                made.push(LoopMade {
                    application_id,
                    candidate_name: application.candidate_name,
                    interviews: rooms.shown(desk, interviews).await?,
                });
            }
            Err(failure) => {
                drop(tx);
                refused.push(LeftOut {
                    candidate_name: name_of(desk, &application_id).await?,
                    application_id,
                    words: format!("{} {}", failure.message, failure.hint),
                });
            }
        }
    }
    Ok(WeekCommitted { made, refused })
}

async fn name_of(desk: &Desk, application_id: &str) -> Result<String, Failure> {
    let workspace = desk.workspace().await?;
    let mut connection = workspace.read().await?;
    let application = applications::get(&mut connection, application_id).await?;
    Ok(application.candidate_name)
}
