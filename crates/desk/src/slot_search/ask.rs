//! What is asked for, made into a search over stored calendars.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::pool::Training;
use muster_scheduling::attendee::Attendee;
use muster_scheduling::slots::{Pool, SlotsRequest, Window};
use muster_scheduling::xray::{self, Xray, XrayRequest};
use muster_store::applications::{self, Application};
use muster_store::interview_plans::{self, Step, StepPool};
use muster_store::interviews::Except;
use muster_store::{Connection, people, pools};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::interview_loops::gather::{fills_a_seat, seated};
use crate::interview_plans::length::{length, usual};
use crate::interviews::create::duration;
use crate::interviews::rules;
use crate::interviews::view::ReaderClock;
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// The kind that is meant when nobody says one.
const USUAL_TYPE: &str = "screen";

/// Declares parameters that hold an [`Ask`] and more. Not by flattening: serde would then take
/// misspelt names without a word.
macro_rules! asking {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* }) => {
        #[derive(Debug, Clone, serde::Deserialize, schemars::JsonSchema)]
        $(#[$about])*
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// The application; its candidate's other interviews block too.
            pub application_id: String,
            /// The step of the job's interview plan.
            #[serde(default)]
            pub step_id: Option<String>,
            /// Kind; it gives the length when there is none.
            #[serde(default)]
            pub interview_type: Option<String>,
            /// Length in whole minutes, 5 to 720.
            #[serde(default)]
            pub duration_minutes: Option<u32>,
            /// Interviewers who must all be free.
            #[serde(default)]
            pub interviewer_ids: Option<Vec<String>>,
            /// Pools of which some must be free.
            #[serde(default)]
            pub pools: Option<Vec<crate::slot_search::AskPool>>,
            /// Where to look; the next 14 days when absent.
            #[serde(default)]
            pub window: Option<muster_scheduling::slots::Window>,
            /// Minutes between starts; 15 when absent.
            #[serde(default)]
            pub step_minutes: Option<u32>,
            /// The interview that is being moved: its present time blocks nobody.
            #[serde(default)]
            pub moving: Option<String>,
            $($(#[$doc])* pub $field: $type,)*
        }
    };
}
pub(super) use asking;

asking! {
    /// What times are asked for. With a step of the job's plan, the rest defaults to the step.
    #[schemars(rename = "SlotAsk")]
    Ask {}
}

/// The part of larger parameters that asks for times.
macro_rules! ask_of {
    ($params:expr) => {
        crate::slot_search::Ask {
            application_id: $params.application_id,
            step_id: $params.step_id,
            interview_type: $params.interview_type,
            duration_minutes: $params.duration_minutes,
            interviewer_ids: $params.interviewer_ids,
            pools: $params.pools,
            window: $params.window,
            step_minutes: $params.step_minutes,
            moving: $params.moving,
        }
    };
}
pub(super) use ask_of;

/// Some people of a pool.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskPool {
    /// The pool.
    pub pool_id: String,
    /// How many of it.
    pub choose: u32,
}

/// A search that is ready, with what its answer is told with.
pub(super) struct Search {
    pub request: SlotsRequest,
    pub application: Application,
    pub reader: ReaderClock,
    /// Names of people and pools by id.
    pub names: BTreeMap<String, String>,
    /// Share of interviews by person, in percent.
    pub weights: BTreeMap<String, u32>,
}

impl Search {
    /// Looks through the whole search.
    pub fn xray(&self, desk: &Desk) -> Result<Xray, Failure> {
        let request = XrayRequest {
            slots: self.request.clone(),
            names: self.names.clone(),
        };
        Ok(xray::look(desk.zones(), &request)?)
    }

    /// Whether the candidate's own clock is known.
    pub fn knows_their_clock(&self) -> bool {
        !self.application.candidate_zone.is_empty()
    }
}

/// Reads what a search needs.
pub(super) async fn search(desk: &Desk, ask: Ask) -> Result<Search, Failure> {
    let workspace = desk.workspace().await?;
    let settings = WorkspaceSettings::load(workspace).await?;
    let reader = ReaderClock::of(desk).await?;
    let mut connection = workspace.read().await?;
    let application = applications::get(&mut connection, &ask.application_id).await?;
    let step = match &ask.step_id {
        Some(id) => Some(interview_plans::of_step(&mut connection, id).await?.1),
        None => None,
    };
    let minutes = minutes(&ask, step.as_ref(), &settings);
    duration(minutes)?;
    let (required, pools) = seats(&mut connection, &ask, step.as_ref()).await?;
    let mut ids = required.clone();
    for id in pools.iter().flat_map(|(_, pool)| &pool.attendees) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    let people = people::named(&mut connection, &ids).await?;
    let window = ask.window.unwrap_or_else(|| coming(desk.now(), &settings));
    let (from, until) = (window.start, window.end);
    let except = Except {
        interview: ask.moving.as_deref(),
        hold: None,
        holds_of: Some(&application.id),
    };
    let mut attendees =
        rules::attendees(desk, &mut connection, &people, from, until, except).await?;
    let candidate = &application.candidate_id;
    let theirs =
        rules::candidate_attendee(desk, &mut connection, candidate, from, until, except).await?;
    attendees.push(on_their_clock(theirs, &application));
    let weights = pools::weights(&mut connection).await?;
    drop(connection);
    let mut names: BTreeMap<String, String> = people
        .into_iter()
        .map(|person| (person.id, person.full_name))
        .collect();
    names.insert(candidate.clone(), application.candidate_name.clone());
    for (name, pool) in &pools {
        names.insert(pool.id.clone(), name.clone());
    }
    Ok(Search {
        request: SlotsRequest {
            now: desk.now(),
            window,
            duration_minutes: minutes,
            step_minutes: ask.step_minutes.unwrap_or(15),
            anchor_zone: reader.zone_name().to_owned(),
            minimum_notice_minutes: settings.minimum_notice_minutes,
            maximum_days_ahead: Some(settings.maximum_days_ahead),
            limit: 50,
            explain: false,
            attendees,
            pools: pools.into_iter().map(|(_, pool)| pool).collect(),
        },
        application,
        reader,
        names,
        weights: weights.into_iter().map(|(id, w)| (id, w * 100)).collect(),
    })
}

fn minutes(ask: &Ask, step: Option<&Step>, settings: &WorkspaceSettings) -> u32 {
    let kind = ask.interview_type.as_deref();
    match (ask.duration_minutes, step) {
        (Some(minutes), _) => minutes,
        (None, Some(step)) => {
            let kind = kind.unwrap_or(&step.interview_type);
            length(step.duration_minutes, kind, settings).minutes
        }
        (None, None) => usual(kind.unwrap_or(USUAL_TYPE), settings),
    }
}

/// Who must be free, and the pools with their names. Nobody named means any one interviewer.
async fn seats(
    connection: &mut Connection,
    ask: &Ask,
    step: Option<&Step>,
) -> Result<(Vec<String>, Vec<(String, Pool)>), Failure> {
    let named = ask.interviewer_ids.clone();
    let required = named
        .or_else(|| step.map(|step| step.interviewer_ids.clone()))
        .unwrap_or_default();
    let wanted: Vec<StepPool> = match (&ask.pools, &ask.interviewer_ids, step) {
        (Some(pools), _, _) => pools
            .iter()
            .map(|pool| StepPool {
                pool_id: pool.pool_id.clone(),
                choose: pool.choose,
            })
            .collect(),
        // Whoever names the people wants those and nobody else.
        (None, Some(_), _) | (None, None, None) => Vec::new(),
        (None, None, Some(step)) => step.pools.clone(),
    };
    let ids: Vec<String> = wanted.iter().map(|pool| pool.pool_id.clone()).collect();
    let found = pools::found(connection, &ids).await?;
    let mut out = Vec::new();
    for part in wanted {
        let Some(pool) = found.get(&part.pool_id) else {
            return Err(Failure::not_found("pool", &part.pool_id));
        };
        let fills = |training: Training| match step {
            Some(step) => fills_a_seat(training, step),
            None => training == Training::Qualified,
        };
        let seats = usize::try_from(part.choose).unwrap_or(usize::MAX);
        out.push((
            pool.name.clone(),
            Pool {
                id: part.pool_id,
                choose: part.choose,
                attendees: seated(pool, seats, |m| fills(m.training)),
            },
        ));
    }
    if required.is_empty() && out.is_empty() {
        let anyone = people::all(connection).await?;
        out.push((
            "the interviewers".to_owned(),
            Pool {
                id: "anyone".to_owned(),
                choose: 1,
                attendees: anyone.into_iter().map(|p| p.id).collect(),
            },
        ));
    }
    Ok((required, out))
}

/// The next two weeks, as far as may be booked.
fn coming(now: DateTime<Utc>, settings: &WorkspaceSettings) -> Window {
    let days = i64::from(settings.maximum_days_ahead.clamp(1, 14));
    Window {
        start: now,
        end: now + TimeDelta::days(days),
    }
}

/// The candidate's hours count on their own clock, where it is known.
fn on_their_clock(mut candidate: Attendee, application: &Application) -> Attendee {
    if !application.candidate_zone.is_empty() {
        candidate.time_zone.clone_from(&application.candidate_zone);
    }
    candidate
}
