//! `interview_slots`: `slots_find` over stored people, calendars and interviews.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use muster_scheduling::slots::{self, LONGEST_WINDOW_DAYS, Pool, Reason, Slot, Window};
use muster_store::applications::{self, Application};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::view::ReaderClock;
use crate::settings::WorkspaceSettings;
use crate::slot_search::request::{Sought, request};
use crate::{Desk, Failure};

/// Parameters of `interview_slots`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// The application; its candidate's other interviews block too.
    pub application_id: String,
    /// The interview of this application that is to be moved: its present time blocks nobody and
    /// counts towards no cap.
    #[serde(default)]
    pub moving: Option<String>,
    /// Interviewers who must all be free.
    #[serde(default)]
    pub interviewer_ids: Vec<String>,
    /// Pools of which some must be free. Without people and pools: any one interviewer.
    #[serde(default)]
    pub pools: Vec<Pool>,
    /// Length in whole minutes.
    pub duration_minutes: u32,
    /// Where to look; from now to the workspace's horizon when absent.
    #[serde(default)]
    pub window: Option<Window>,
    /// Minutes between starts; 15 when absent.
    #[serde(default)]
    pub step_minutes: Option<u32>,
    /// The IANA zone whose clock the starts follow; the reader's when absent.
    #[serde(default)]
    pub anchor_zone: Option<String>,
    /// Most slots; 50 when absent.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Whether to say why the other times are not offered.
    #[serde(default)]
    pub explain: bool,
}

/// The times that can be had, as `slots_find` answers, with the words of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InterviewSlots {
    /// The offered slots, sorted by start.
    pub slots: Vec<OfferedSlot>,
    /// Whether the limit cut the list.
    pub truncated: bool,
    /// With `explain`, every start of the grid that something blocks, sorted by start; else empty.
    pub reasons: Vec<Reason>,
}

/// A time at which the interview can be held: `[start, end)`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OfferedSlot {
    /// Start.
    pub start: DateTime<Utc>,
    /// End.
    pub end: DateTime<Utc>,
    /// Ids of the interviewers: the required, then those taken from pools.
    pub attendees: Vec<String>,
    /// Their names, in the same order.
    pub attendee_names: Vec<String>,
    /// Day, start and end on the reader's clock: "Tue 24 Nov 15:00–15:45".
    pub spoken: String,
    /// The start on the candidate's clock; null when that is the reader's own, or not known.
    pub spoken_theirs: Option<String>,
}

/// `interview_slots`.
pub async fn find(desk: &Desk, params: Find) -> Result<InterviewSlots, Failure> {
    let workspace = desk.workspace().await?;
    let settings = WorkspaceSettings::load(workspace).await?;
    let reader = ReaderClock::of(desk).await?;
    let mut connection = workspace.read().await?;
    let application = applications::get(&mut connection, &params.application_id).await?;
    let pools = params.pools.into_iter();
    let sought = Sought {
        application: &application,
        moving: params.moving.as_deref(),
        takes_own_holds: false,
        required: params.interviewer_ids,
        pools: pools.map(|pool| (pool.id.clone(), pool)).collect(),
        duration_minutes: params.duration_minutes,
        step_minutes: params.step_minutes,
        anchor_zone: params
            .anchor_zone
            .unwrap_or_else(|| reader.zone_name().to_owned()),
        window: params.window.unwrap_or_else(|| {
            let length = TimeDelta::minutes(i64::from(params.duration_minutes));
            horizon(desk.now(), &settings, length)
        }),
        limit: params.limit,
        explain: params.explain,
    };
    let (request, names) = request(desk, &mut connection, &settings, sought).await?;
    drop(connection);
    let answer = slots::find(desk.zones(), &request)?;
    Ok(InterviewSlots {
        slots: answer
            .slots
            .into_iter()
            .map(|slot| offered(desk, &reader, slot, &names, &application))
            .collect(),
        truncated: answer.truncated,
        reasons: answer.reasons,
    })
}

fn offered(
    desk: &Desk,
    reader: &ReaderClock,
    slot: Slot,
    names: &BTreeMap<String, String>,
    application: &Application,
) -> OfferedSlot {
    let words = reader.meeting(
        desk.zones(),
        slot.start,
        slot.end,
        &application.candidate_zone,
    );
    let mut attendees = slot.attendees;
    // The candidate blocks, but is not one of the interviewers to be chosen.
    attendees.retain(|id| *id != application.candidate_id);
    OfferedSlot {
        start: slot.start,
        end: slot.end,
        attendee_names: attendees
            .iter()
            .filter_map(|id| names.get(id))
            .cloned()
            .collect(),
        attendees,
        spoken: format!("{} {}", words.spoken_day, words.spoken_time),
        spoken_theirs: words.spoken_theirs,
    }
}

/// From now to the last meeting that may be booked, as far as one search reaches.
fn horizon(now: DateTime<Utc>, settings: &WorkspaceSettings, length: TimeDelta) -> Window {
    let ahead = TimeDelta::days(i64::from(settings.maximum_days_ahead)) + length;
    Window {
        start: now,
        end: now + ahead.min(TimeDelta::days(LONGEST_WINDOW_DAYS)),
    }
}
