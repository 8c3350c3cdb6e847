//! The one way from stored calendars to a search of the slot engine.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use muster_scheduling::attendee::Attendee;
use muster_scheduling::slots::{Pool, SlotsRequest, Window};
use muster_store::applications::Application;
use muster_store::interviews::{self, Except};
use muster_store::{Connection, people};

use crate::interviews::rules;
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// What is looked for.
pub(crate) struct Sought<'a> {
    /// Whose candidate must be free as well.
    pub application: &'a Application,
    /// The interview of this application that is being moved.
    pub moving: Option<&'a str>,
    /// Whether times held for this application may be taken.
    pub takes_own_holds: bool,
    /// Who must be free.
    pub required: Vec<String>,
    /// Pools with their names. Without people and pools: any one interviewer.
    pub pools: Vec<(String, Pool)>,
    /// Length of the interview.
    pub duration_minutes: u32,
    /// Minutes between starts; 15 when absent.
    pub step_minutes: Option<u32>,
    /// The zone whose clock the starts follow.
    pub anchor_zone: String,
    /// Where to look.
    pub window: Window,
    /// Most slots; 50 when absent.
    pub limit: Option<u32>,
    /// Whether to say why the other times are not offered.
    pub explain: bool,
}

/// The search, and the names of its people and pools by id.
pub(crate) async fn request(
    desk: &Desk,
    connection: &mut Connection,
    settings: &WorkspaceSettings,
    sought: Sought<'_>,
) -> Result<(SlotsRequest, BTreeMap<String, String>), Failure> {
    let application = sought.application;
    if let Some(id) = sought.moving {
        of_application(connection, id, application).await?;
    }
    let mut pools = sought.pools;
    if sought.required.is_empty() && pools.is_empty() {
        pools.push(anyone(connection).await?);
    }
    let mut ids = sought.required;
    for id in pools.iter().flat_map(|(_, pool)| &pool.attendees) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    let people = people::named(connection, &ids).await?;
    let (from, until) = (sought.window.start, sought.window.end);
    let except = Except {
        interview: sought.moving,
        hold: None,
        holds_of: sought.takes_own_holds.then_some(application.id.as_str()),
    };
    let mut attendees = rules::attendees(desk, connection, &people, from, until, except).await?;
    let candidate = &application.candidate_id;
    let theirs =
        rules::candidate_attendee(desk, connection, candidate, from, until, except).await?;
    attendees.push(on_their_clock(theirs, application));
    let mut names: BTreeMap<String, String> = people
        .into_iter()
        .map(|person| (person.id, person.full_name))
        .collect();
    names.insert(candidate.clone(), application.candidate_name.clone());
    for (name, pool) in &pools {
        names.insert(pool.id.clone(), name.clone());
    }
    let request = SlotsRequest {
        now: desk.now(),
        window: sought.window,
        duration_minutes: sought.duration_minutes,
        step_minutes: sought.step_minutes.unwrap_or(15),
        anchor_zone: sought.anchor_zone,
        minimum_notice_minutes: settings.minimum_notice_minutes,
        maximum_days_ahead: Some(settings.maximum_days_ahead),
        limit: sought.limit.unwrap_or(50),
        explain: sought.explain,
        attendees,
        pools: pools.into_iter().map(|(_, pool)| pool).collect(),
    };
    Ok((request, names))
}

/// The next days, as far as may be booked.
pub(crate) fn coming(desk: &Desk, settings: &WorkspaceSettings, days: i64) -> Window {
    let ahead = i64::from(settings.maximum_days_ahead);
    Window {
        start: desk.now(),
        end: desk.now() + TimeDelta::days(ahead.clamp(1, days)),
    }
}

/// Any one interviewer.
async fn anyone(connection: &mut Connection) -> Result<(String, Pool), Failure> {
    let everybody = people::all(connection).await?;
    let pool = Pool {
        id: "anyone".to_owned(),
        choose: 1,
        attendees: everybody.into_iter().map(|p| p.id).collect(),
    };
    Ok(("the interviewers".to_owned(), pool))
}

/// The candidate's hours count on their own clock, where it is known.
fn on_their_clock(mut candidate: Attendee, application: &Application) -> Attendee {
    if !application.candidate_zone.is_empty() {
        candidate.time_zone.clone_from(&application.candidate_zone);
    }
    candidate
}

/// Only an interview of the same application can be moved to one of its slots.
async fn of_application(
    connection: &mut Connection,
    interview_id: &str,
    application: &Application,
) -> Result<(), Failure> {
    let interview = interviews::get(connection, interview_id).await?;
    if interview.application_id == application.id {
        return Ok(());
    }
    Err(Failure::parameter(
        "moving",
        format!(
            "The interview to move is with {} for {}, not with {} for {}.",
            interview.candidate_name,
            interview.job_title,
            application.candidate_name,
            application.job_title
        ),
        "Look for times with the application of that interview.",
    ))
}
