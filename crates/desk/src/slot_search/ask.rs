//! What is asked for, made into a search over stored calendars.

use std::collections::BTreeMap;

use muster_scheduling::slots::{Pool, SlotsRequest};
use muster_scheduling::xray::{self, Xray, XrayRequest};
use muster_store::applications::{self, Application};
use muster_store::interview_plans::{self, Step, StepPool};
use muster_store::pools::{self, Member};
use muster_store::{Connection, people};
use schemars::JsonSchema;
use serde::Deserialize;

use super::request::{Sought, coming, request};
use crate::interview_plans::length::{length, usual};
use crate::interviews::create::duration;
use crate::interviews::view::ReaderClock;
use crate::seating::{Seats, pool_seats};
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// The kind that is meant when nobody says one.
const USUAL_TYPE: &str = "screen";
/// Days that are looked at when nobody says where.
const USUAL_DAYS: i64 = 14;

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
    let sought = Sought {
        application: &application,
        moving: ask.moving.as_deref(),
        takes_own_holds: true,
        required,
        pools,
        duration_minutes: minutes,
        step_minutes: ask.step_minutes,
        anchor_zone: reader.zone_name().to_owned(),
        window: ask
            .window
            .unwrap_or_else(|| coming(desk, &settings, USUAL_DAYS)),
        limit: None,
        explain: false,
    };
    let (request, names) = request(desk, &mut connection, &settings, sought).await?;
    let weights = pools::weights(&mut connection).await?;
    Ok(Search {
        request,
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

/// Who must be free, and the pools with their names.
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
    if wanted.is_empty() {
        return Ok((required, Vec::new()));
    }
    let ids: Vec<String> = wanted.iter().map(|pool| pool.pool_id.clone()).collect();
    let found = pools::found(connection, &ids).await?;
    let mut parts = Vec::new();
    for part in &wanted {
        let Some(pool) = found.get(&part.pool_id) else {
            return Err(Failure::not_found("pool", &part.pool_id));
        };
        let count = usize::try_from(part.choose).unwrap_or(usize::MAX);
        parts.push((pool, count));
    }
    let kind = ask.interview_type.as_deref();
    let kind = kind.or_else(|| step.map(|step| step.interview_type.as_str()));
    let people = people::all(connection).await?;
    let takes = |id: &str| {
        let person = people.iter().find(|p| p.id == id);
        person.is_some_and(|p| kind.is_none_or(|kind| p.takes(kind)))
    };
    let listens = step.map_or(&[][..], |step| &step.shadow_ids);
    let may = |m: &Member| {
        takes(&m.person_id) && !required.contains(&m.person_id) && !listens.contains(&m.person_id)
    };
    let mut out: Vec<(String, Pool)> = Vec::new();
    for seats in pool_seats(&parts, !required.is_empty(), may) {
        if seats.people.len() < seats.count {
            return Err(too_few(&seats));
        }
        // The seats of one pool that not everybody of it may take are a pool of their own.
        let before = out.iter().filter(|(_, p)| p.id == seats.pool.id).count();
        let beside = if before > 0 { "/beside" } else { "" };
        out.push((
            seats.pool.name.clone(),
            Pool {
                id: format!("{}{beside}", seats.pool.id),
                choose: u32::try_from(seats.count).unwrap_or(u32::MAX),
                attendees: seats.people,
            },
        ));
    }
    Ok((required, out))
}

fn too_few(seats: &Seats<'_>) -> Failure {
    let wanted = match seats.count {
        1 => "Nobody".to_owned(),
        many => format!("Fewer than {many} people"),
    };
    Failure::parameter(
        "pools",
        format!(
            "{wanted} of the pool {} may take a seat of this interview.",
            seats.pool.name
        ),
        "Put qualified people who take such interviews into the pool, or name interviewers.",
    )
}
