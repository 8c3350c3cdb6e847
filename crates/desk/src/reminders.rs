//! Reminders of interviews: planned with the interview, listed, fired once.

use chrono::{DateTime, NaiveDateTime, Utc};
use muster_domain::reminder::{self, LeadTimes, LocalClock};
use muster_scheduling::zone::Zone;
use muster_store::interviews::Interview;
use muster_store::{WriteTx, reminders as rows};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interviews::view::ReaderClock;
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// The clock on the wall where the interview was promised.
struct WallClock(Zone);

impl LocalClock for WallClock {
    fn local(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        self.0.local(instant)
    }

    fn instant(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        self.0.instant(wall)
    }
}

/// Plans an interview's reminders anew after it was made or moved.
pub(crate) async fn replan(
    desk: &Desk,
    tx: &mut WriteTx,
    interview: &Interview,
    settings: &WorkspaceSettings,
) -> Result<(), Failure> {
    let leads = interview
        .reminder_leads
        .as_ref()
        .unwrap_or(&settings.reminder_leads);
    let leads = LeadTimes::new(leads.iter().copied()).map_err(Failure::internal)?;
    let zone = desk
        .zones()
        .get(&interview.time_zone)
        .map_err(Failure::internal)?;
    let plan = reminder::plan(interview.starts_at, &leads, &WallClock(zone), desk.now());
    Ok(rows::replan(tx, &interview.id, &plan).await?)
}

/// Parameters of `reminder_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only of this interview; the waiting ones of all interviews when absent.
    pub interview_id: Option<String>,
}

/// One reminder.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Reminder")]
pub struct ReminderView {
    /// The interview.
    pub interview_id: String,
    /// Whom it is with.
    pub candidate_name: String,
    /// Minutes before the start.
    pub lead_minutes: u32,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// When it is due, in words, in the reader's zone.
    pub spoken_due: String,
    /// "desktop".
    pub channel: String,
    /// "pending", "fired", "skipped" or "cancelled".
    pub state: String,
}

/// `reminder_list`.
pub async fn list(desk: &Desk, params: List) -> Result<Vec<ReminderView>, Failure> {
    let clock = ReaderClock::of(desk).await?;
    let mut reader = desk.workspace().await?.read().await?;
    let reminders = match &params.interview_id {
        Some(id) => {
            muster_store::interviews::get(&mut reader, id).await?;
            rows::of_interview(&mut reader, id).await?
        }
        None => rows::waiting(&mut reader).await?,
    };
    Ok(reminders
        .into_iter()
        .map(|r| ReminderView {
            interview_id: r.interview_id,
            candidate_name: r.candidate_name,
            lead_minutes: r.lead_minutes,
            due_at: r.due_at,
            spoken_due: clock.spoken(r.due_at),
            channel: r.channel,
            // A claim is an inner step of firing; to a reader it still waits.
            state: if r.state == "claimed" {
                "pending".to_owned()
            } else {
                r.state
            },
        })
        .collect())
}
