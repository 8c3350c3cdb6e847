//! `interview_get`, `interview_list`, `interview_logs`.

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::hold::HoldState;
use muster_domain::interview::Status;
use muster_store::interviews::{self as rows, Filter};
use muster_store::{holds as held, interview_logs};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::view::{InterviewView, ReaderClock};
use crate::holds::HoldView;
use crate::paging::limit;
use crate::{Desk, Failure};

/// Most holds that a list of interviews shows.
const MOST_HOLDS: usize = 500;

/// Names an interview.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InterviewId {
    /// Its id.
    pub id: String,
}

/// Which interviews a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListView {
    /// Not over yet and not called off, earliest first.
    Upcoming,
    /// Starting today in the reader's zone, earliest first.
    Today,
    /// Took place, newest first.
    Completed,
    /// All, earliest first.
    #[default]
    All,
}

/// Parameters of `interview_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Which ones; all when absent.
    #[serde(default)]
    pub view: ListView,
    /// Only for this job.
    pub job_id: Option<String>,
    /// Only of this candidate.
    pub candidate_id: Option<String>,
    /// Only of this application.
    pub application_id: Option<String>,
    /// Only with this status.
    pub status: Option<Status>,
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// One page of interviews.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InterviewPage {
    /// The interviews.
    pub items: Vec<InterviewView>,
    /// Pass it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// On the first page what is held now of the same days, job, candidate or application, earliest
    /// first; none where a status is asked for, or what took place.
    pub holds: Vec<HoldView>,
}

/// `interview_get`.
pub async fn get(desk: &Desk, params: InterviewId) -> Result<InterviewView, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let interview = rows::get(&mut reader, &params.id).await?;
    drop(reader);
    InterviewView::of(desk, interview).await
}

/// `interview_list`.
pub async fn list(desk: &Desk, params: List) -> Result<InterviewPage, Failure> {
    let limit = limit(params.limit)?;
    let mut filter = Filter {
        job_id: params.job_id,
        candidate_id: params.candidate_id,
        application_id: params.application_id,
        ..Filter::default()
    };
    match params.view {
        ListView::Upcoming => {
            filter.ends_after = Some(desk.now());
            filter.statuses = Status::ALL
                .iter()
                .copied()
                .filter(|s| s.is_open())
                .collect();
        }
        ListView::Today => {
            let (from, until) = today(desk).await?;
            filter.starts_from = Some(from);
            filter.starts_before = Some(until);
        }
        ListView::Completed => {
            filter.statuses = vec![Status::Completed];
            filter.newest_first = true;
        }
        ListView::All => {}
    }
    let first = params.cursor.is_none() && params.status.is_none();
    let holds = if first && params.view != ListView::Completed {
        holds(desk, &filter).await?
    } else {
        Vec::new()
    };
    if let Some(status) = params.status {
        let possible = filter.statuses.is_empty() || filter.statuses.contains(&status);
        if !possible {
            return Ok(InterviewPage {
                items: Vec::new(),
                next_cursor: None,
                holds,
            });
        }
        filter.statuses = vec![status];
    }
    let page = rows::page(
        desk.workspace().await?,
        &filter,
        limit,
        params.cursor.as_deref(),
    )
    .await?;
    let next_cursor = page.next_cursor;
    Ok(InterviewPage {
        items: InterviewView::list(desk, page.items).await?,
        next_cursor,
        holds,
    })
}

/// What is held now, of what the filter of a list shows.
async fn holds(desk: &Desk, filter: &Filter) -> Result<Vec<HoldView>, Failure> {
    let active = held::Filter {
        application_id: filter.application_id.clone(),
        state: Some(HoldState::Active),
    };
    let page = held::page(
        desk.workspace().await?,
        &active,
        desk.now(),
        MOST_HOLDS,
        None,
    )
    .await?;
    let reader = ReaderClock::of(desk).await?;
    let is = |wanted: &Option<String>, id: &str| wanted.as_deref().is_none_or(|w| w == id);
    let shown = page.items.into_iter().filter(|hold| {
        is(&filter.job_id, &hold.job_id)
            && is(&filter.candidate_id, &hold.candidate_id)
            && filter.ends_after.is_none_or(|at| hold.ends_at > at)
            && filter.starts_from.is_none_or(|at| hold.starts_at >= at)
            && filter.starts_before.is_none_or(|at| hold.starts_at < at)
    });
    Ok(shown
        .map(|hold| HoldView::of(desk, hold, &reader))
        .collect())
}

/// The next interview to start that is neither over nor called off.
pub(crate) async fn next(desk: &Desk) -> Result<Option<InterviewView>, Failure> {
    let filter = Filter {
        starts_from: Some(desk.now()),
        statuses: Status::ALL
            .iter()
            .copied()
            .filter(|s| s.is_open())
            .collect(),
        ..Filter::default()
    };
    let page = rows::page(desk.workspace().await?, &filter, 1, None).await?;
    Ok(InterviewView::list(desk, page.items).await?.pop())
}

/// The reader's local day as instants.
pub(crate) async fn today(desk: &Desk) -> Result<(DateTime<Utc>, DateTime<Utc>), Failure> {
    let reader = ReaderClock::of(desk).await?;
    let zone = reader.zone();
    let date = zone.local(desk.now()).date();
    let from = zone.day_start(date);
    let until = zone.day_start(date + TimeDelta::days(1));
    Ok((from, until))
}

/// One entry of an interview's trail.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "InterviewLogEntry")]
pub struct LogView {
    /// When.
    pub at: DateTime<Utc>,
    /// What ("SCHEDULED", "RESCHEDULED", …).
    pub action: String,
    /// Who: a user's id, "candidate", or "muster".
    pub actor: String,
    /// The actor's name, or "Muster".
    pub actor_name: String,
    /// Why; empty when no reason was given.
    pub reason: String,
    /// The fields before.
    pub old: Value,
    /// The fields after.
    pub new: Value,
    /// When, in words, in the reader's zone; with the year when it is not the present one.
    pub spoken_at: String,
}

/// `interview_logs`.
pub async fn logs(desk: &Desk, params: InterviewId) -> Result<Vec<LogView>, Failure> {
    let workspace = desk.workspace().await?;
    let trail = interview_logs::of_interview(workspace, &params.id).await?;
    if trail.is_empty() {
        // The trail outlives its interview; without a trail there never was one.
        return Err(Failure::not_found("interview", &params.id));
    }
    let reader = ReaderClock::of(desk).await?;
    Ok(trail
        .into_iter()
        .map(|l| LogView {
            spoken_at: reader.spoken_at(l.at, desk.now()),
            at: l.at,
            action: l.action,
            actor: l.actor,
            actor_name: l.actor_name,
            reason: l.reason,
            old: l.old,
            new: l.new,
        })
        .collect())
}
