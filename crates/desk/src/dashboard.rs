//! `dashboard_get`: what a recruiter must know first in the morning (FEATURES.md W1).

use muster_domain::hold::HoldState;
use muster_store::{dashboard, holds, outbox};
use schemars::JsonSchema;
use serde::Serialize;

use crate::command::NoParameters;
use crate::holds::HoldView;
use crate::interviews::read::{self, ListView};
use crate::interviews::view::{InterviewView, ReaderClock};
use crate::{Desk, Failure, accounts, calendars};

/// How many interviews the upcoming and the completed list show.
const SHOWN: u32 = 10;
const SHOWN_ROWS: usize = SHOWN as usize;

/// Interviews in numbers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counts {
    /// Starting today in the reader's zone, whatever became of them.
    pub today: u32,
    /// Not over and not called off.
    pub upcoming: u32,
    /// Took place.
    pub completed: u32,
}

/// The first page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dashboard {
    /// Today in words, in the reader's zone: "Tuesday 24 November".
    pub spoken_today: String,
    /// Interviews that start today in the reader's zone, earliest first.
    pub today: Vec<InterviewView>,
    /// The next ten interviews, earliest first.
    pub upcoming: Vec<InterviewView>,
    /// The next ten times that are held for a candidate, earliest first.
    pub holds: Vec<HoldView>,
    /// The last ten that took place, newest first.
    pub completed: Vec<InterviewView>,
    /// How many there are of each.
    pub counts: Counts,
    /// The next interview to start.
    pub next_interview: Option<InterviewView>,
    /// Drafts that were answered.
    pub replies: u32,
    /// Scorecards that are due. Muster keeps no scorecards yet, so it is 0.
    pub feedback_due: u32,
    /// Past interviews of which a person has to say what happened.
    pub needs_confirmation: u32,
    /// The oldest ten of them.
    pub to_confirm: Vec<InterviewView>,
    /// Drafts that are ready to be sent by hand.
    pub drafts_ready: u32,
    /// What should have gone out and has not.
    pub undelivered: u32,
    /// How many letters need somebody: held, doubtful, failed, to be handed over.
    pub outbox_open: u32,
    /// Names of the accounts and calendars that work again only once somebody signs in anew.
    pub accounts_needing_attention: Vec<String>,
    /// Notices nobody has read.
    pub unread_notices: u32,
}

/// `dashboard_get`.
pub async fn get(desk: &Desk, _: NoParameters) -> Result<Dashboard, Failure> {
    let now = desk.now();
    let today = interviews(desk, ListView::Today, 500).await?;
    let upcoming = interviews(desk, ListView::Upcoming, SHOWN).await?;
    let completed = interviews(desk, ListView::Completed, SHOWN).await?;
    let workspace = desk.workspace().await?;
    let numbers = dashboard::numbers(workspace, now).await?;
    let mut to_confirm = Vec::new();
    for id in dashboard::to_confirm(workspace, SHOWN).await? {
        to_confirm.push(read::get(desk, read::InterviewId { id }).await?);
    }
    let reader = ReaderClock::of(desk).await?;
    let active = holds::Filter {
        state: Some(HoldState::Active),
        ..holds::Filter::default()
    };
    let held = holds::page(workspace, &active, now, SHOWN_ROWS, None).await?;
    let held = held.items.into_iter();
    Ok(Dashboard {
        holds: held.map(|hold| HoldView::of(desk, hold, &reader)).collect(),
        spoken_today: reader.long_day(now),
        counts: Counts {
            today: u32::try_from(today.len()).unwrap_or(u32::MAX),
            upcoming: numbers.upcoming,
            completed: numbers.completed,
        },
        next_interview: read::next(desk).await?,
        today,
        upcoming,
        completed,
        replies: numbers.replies,
        feedback_due: 0,
        needs_confirmation: numbers.needs_confirmation,
        to_confirm,
        drafts_ready: numbers.drafts_ready,
        undelivered: numbers.undelivered,
        outbox_open: outbox::open(workspace).await?,
        accounts_needing_attention: [
            accounts::list::to_sign_in_again(desk).await?,
            calendars::to_connect_again(desk).await?,
        ]
        .concat(),
        unread_notices: numbers.unread_notices,
    })
}

async fn interviews(
    desk: &Desk,
    view: ListView,
    limit: u32,
) -> Result<Vec<InterviewView>, Failure> {
    let params = read::List {
        view,
        job_id: None,
        candidate_id: None,
        application_id: None,
        status: None,
        limit: Some(limit),
        cursor: None,
    };
    Ok(read::list(desk, params).await?.items)
}
