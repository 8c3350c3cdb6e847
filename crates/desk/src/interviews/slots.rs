//! `interview_slots`: `slots_find` over stored people, calendars and interviews.

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::interview::holds_time;
use muster_scheduling::attendee::{Attendee, BusyItem, BusyStatus, TentativePolicy};
use muster_scheduling::hours::{HoursRange, Weekday};
use muster_scheduling::slots::{self, Pool, SlotsAnswer, SlotsRequest, Window};
use muster_store::{Connection, StoreError, applications, interviews, people};
use schemars::JsonSchema;
use serde::Deserialize;

use super::rules;
use super::view::reader_zone;
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// Parameters of `interview_slots`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// The application; its candidate's other interviews block too.
    pub application_id: String,
    /// Interviewers who must all be free.
    #[serde(default)]
    pub interviewer_ids: Vec<String>,
    /// Pools of which some must be free. Without people and pools: any one interviewer.
    #[serde(default)]
    pub pools: Vec<Pool>,
    /// Length in whole minutes.
    pub duration_minutes: u32,
    /// Where to look.
    pub window: Window,
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

/// `interview_slots`.
pub async fn find(desk: &Desk, params: Find) -> Result<SlotsAnswer, Failure> {
    let workspace = desk.workspace().await?;
    let settings = WorkspaceSettings::load(workspace).await?;
    let mut reader = workspace
        .reader()
        .acquire()
        .await
        .map_err(StoreError::from)?;
    let application = applications::get(&mut reader, &params.application_id).await?;
    let mut pools = params.pools;
    if params.interviewer_ids.is_empty() && pools.is_empty() {
        pools.push(Pool {
            id: "anyone".to_owned(),
            choose: 1,
            attendees: people::ids(&mut reader).await?,
        });
    }
    let mut wanted: Vec<String> = params.interviewer_ids;
    for id in pools.iter().flat_map(|p| &p.attendees) {
        if !wanted.contains(id) {
            wanted.push(id.clone());
        }
    }
    let from = params.window.start - TimeDelta::days(8);
    let until = params.window.end + TimeDelta::days(30);
    let mut attendees = Vec::with_capacity(wanted.len() + 1);
    for id in &wanted {
        let person = people::get(&mut reader, id).await?;
        attendees.push(rules::attendee(desk, &mut reader, &person, from, until, None).await?);
    }
    attendees.push(candidate(&mut reader, &application.candidate_id, from, until).await?);
    drop(reader);
    let request = SlotsRequest {
        now: desk.now(),
        window: params.window,
        duration_minutes: params.duration_minutes,
        step_minutes: params.step_minutes.unwrap_or(15),
        anchor_zone: match params.anchor_zone {
            Some(zone) => zone,
            None => reader_zone(desk).await?,
        },
        minimum_notice_minutes: settings.minimum_notice_minutes,
        maximum_days_ahead: Some(settings.maximum_days_ahead),
        limit: params.limit.unwrap_or(50),
        explain: params.explain,
        attendees,
        pools,
    };
    let mut answer = slots::find(desk.zones(), &request)
        .map_err(|e| Failure::parameter(&e.field, e.message, e.hint))?;
    // The candidate blocks, but is not one of the interviewers to be chosen.
    for slot in &mut answer.slots {
        slot.attendees.retain(|id| *id != application.candidate_id);
    }
    Ok(answer)
}

/// The candidate as someone who is free but for their other interviews.
async fn candidate(
    connection: &mut Connection,
    candidate_id: &str,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Attendee, Failure> {
    let taken = interviews::of_candidate(connection, candidate_id, from, until, None).await?;
    let day = serde_json::from_value::<HoursRange>(serde_json::json!({
        "days": Weekday::ALL, "start": "00:00", "end": "24:00"
    }))
    .map_err(Failure::internal)?;
    Ok(Attendee {
        id: candidate_id.to_owned(),
        time_zone: "UTC".to_owned(),
        required: true,
        working_hours: vec![day],
        date_overrides: Vec::new(),
        busy: taken
            .into_iter()
            .filter(|t| holds_time(t.status))
            .map(|t| BusyItem {
                start: t.starts_at,
                end: t.ends_at,
                status: BusyStatus::Busy,
                buffer_before_minutes: 0,
                buffer_after_minutes: 0,
            })
            .collect(),
        tentative: TentativePolicy::Block,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        maximum_per_day: None,
        maximum_per_week: None,
        week_starts_on: Weekday::Mon,
        booked: Vec::new(),
    })
}
