//! Holds: `hold_create`, `hold_list`, `hold_release`, `hold_confirm`.
//!
//! A hold keeps a time for a candidate until it runs out. While it is active it blocks like an
//! interview, for its people and for the candidate; confirming it makes the interview.

pub mod confirm;
pub mod create;

use chrono::{DateTime, Utc};
use muster_domain::hold::HoldState;
use muster_domain::interview::Mode;
use muster_store::holds::{self as rows, Filter, Hold};
use muster_store::{StoreError, WriteTx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interviews::view::ReaderClock;
use crate::paging::{Listed, limit};
use crate::{Code, Command, Desk, Failure};

/// Parameters of `hold_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only of this application.
    pub application_id: Option<String>,
    /// Only in this state.
    pub state: Option<HoldState>,
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// Names a hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldId {
    /// Its id.
    pub id: String,
}

/// Time that is kept for a candidate.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Hold")]
pub struct HoldView {
    /// Id.
    pub id: String,
    /// The application it belongs to.
    pub application_id: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// The job's title.
    pub job_title: String,
    /// The step of a plan it was made for.
    pub step_id: Option<String>,
    /// What the interview is called.
    pub title: String,
    /// Kind of the interview.
    pub interview_type: String,
    /// Online or in person.
    pub mode: Mode,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Interviewers, in the order they were named.
    pub interviewer_ids: Vec<String>,
    /// Their names, in the same order.
    pub interviewer_names: Vec<String>,
    /// When it runs out.
    pub expires_at: DateTime<Utc>,
    /// Where it stands.
    pub state: HoldState,
    /// The interview it became.
    pub interview_id: Option<String>,
    /// The start in words, in the reader's zone.
    pub spoken: String,
    /// The start on the candidate's clock; null when that is the reader's own, or not known.
    pub spoken_theirs: Option<String>,
    /// When it runs out, in words.
    pub expires_spoken: String,
}

impl HoldView {
    pub(crate) fn of(desk: &Desk, hold: Hold, reader: &ReaderClock) -> Self {
        let zones = desk.zones();
        let words = reader.meeting(zones, hold.starts_at, hold.ends_at, &hold.candidate_zone);
        let state = hold.state_at(desk.now());
        let (interviewer_ids, interviewer_names) = hold.interviewers.into_iter().unzip();
        Self {
            state,
            spoken: words.spoken,
            spoken_theirs: words.spoken_theirs,
            expires_spoken: reader.spoken(hold.expires_at),
            interviewer_ids,
            interviewer_names,
            id: hold.id,
            application_id: hold.application_id,
            candidate_name: hold.candidate_name,
            job_title: hold.job_title,
            step_id: hold.step_id,
            title: hold.title,
            interview_type: hold.interview_type,
            mode: hold.mode,
            starts_at: hold.starts_at,
            ends_at: hold.ends_at,
            expires_at: hold.expires_at,
            interview_id: hold.interview_id,
        }
    }
}

/// `hold_list`: by start.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<HoldView>, Failure> {
    let limit = limit(params.limit)?;
    let filter = Filter {
        application_id: params.application_id,
        state: params.state,
    };
    let cursor = params.cursor.as_deref();
    let page = rows::page(desk.workspace().await?, &filter, desk.now(), limit, cursor).await?;
    let reader = ReaderClock::of(desk).await?;
    Ok(page.map(|hold| HoldView::of(desk, hold, &reader)).into())
}

/// `hold_release`: gives the time back.
pub async fn release(desk: &Desk, params: HoldId) -> Result<HoldView, Failure> {
    let mut tx = desk.begin(Command::hold_release).await?;
    let mut hold = rows::get(tx.connection(), &params.id).await?;
    refuse_ended(&hold, desk.now())?;
    hold.state = HoldState::Released;
    rows::put(&mut tx, &hold).await?;
    tx.summarise(format!(
        "Released the time held for {}",
        hold.candidate_name
    ));
    desk.commit(tx).await?;
    let reader = ReaderClock::of(desk).await?;
    Ok(HoldView::of(desk, hold, &reader))
}

/// Releases what is held for an application, inside a larger change: its interviews were switched
/// off, so nothing can come of it.
pub(crate) async fn release_all(tx: &mut WriteTx, application_id: &str) -> Result<(), StoreError> {
    let now = tx.at();
    for mut hold in rows::active_of(tx.connection(), application_id, now).await? {
        hold.state = HoldState::Released;
        rows::put(tx, &hold).await?;
    }
    Ok(())
}

/// Marks the holds that ran out, and gives their ids.
pub(crate) async fn expire(desk: &Desk) -> Result<Vec<String>, Failure> {
    let mut tx = desk.begin_background("holds").await?;
    let now = tx.at();
    let mut ended = Vec::new();
    for mut hold in rows::run_out(tx.connection(), now).await? {
        hold.state = HoldState::Expired;
        rows::put(&mut tx, &hold).await?;
        ended.push(hold.id);
    }
    tx.summarise("Ended holds that ran out");
    desk.commit(tx).await?;
    Ok(ended)
}

/// Only an active hold can be released or confirmed.
pub(crate) fn refuse_ended(hold: &Hold, now: DateTime<Utc>) -> Result<(), Failure> {
    let (what, hint) = match hold.state_at(now) {
        HoldState::Active => return Ok(()),
        HoldState::Expired => (
            "ran out",
            "Look whether the time is still free, and hold it or schedule it anew.",
        ),
        HoldState::Released => (
            "was released",
            "Look whether the time is still free, and hold it or schedule it anew.",
        ),
        HoldState::Confirmed => ("was confirmed", "Its interview is in the schedule."),
    };
    Err(Failure::new(
        Code::InvalidState,
        format!("The hold for {} {what} already.", hold.candidate_name),
        hint,
    )
    .with(serde_json::json!({ "state": hold.state_at(now) })))
}
