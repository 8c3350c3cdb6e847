//! What a loop is planned from: the plan, who may take its seats, and everybody's calendar.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use muster_scheduling::attendee::Attendee;
use muster_scheduling::slots::{LONGEST_WINDOW_DAYS, Window};
use muster_store::applications::{self, Application};
use muster_store::interview_plans::{self, Plan, Step};
use muster_store::interviews::Except;
use muster_store::people::{self, Person};
use muster_store::pools::{self, Pool};
use muster_store::{Connection, StoreError};

use crate::interview_plans::length::length;
use crate::interviews::rules;
use crate::seating::of_step;
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// Days that are looked at when nobody says where.
const USUAL_DAYS: i64 = 14;

/// Everybody who may take a seat, with their calendars. People are places in `people`.
#[derive(Clone)]
pub(crate) struct Office {
    pub people: Vec<Person>,
    pub attendees: Vec<Attendee>,
    /// The share of the interviews that each of them takes, 1 for who has no other.
    pub shares: Vec<u32>,
    pub window: Window,
}

impl Office {
    /// Names by id.
    pub fn names(&self) -> HashMap<String, String> {
        let people = self.people.iter();
        people
            .map(|p| (p.id.clone(), p.full_name.clone()))
            .collect()
    }
}

/// One candidate's loop that is wanted.
#[derive(Clone)]
pub(super) struct Wanted {
    pub application: Application,
    pub plan: Plan,
    /// Minutes of each step.
    pub minutes: Vec<u32>,
    /// For each step and seat, who may take it: places in [`Office::people`].
    pub seats: Vec<Vec<Vec<usize>>>,
    /// The candidate, free but for their other interviews.
    pub candidate: Attendee,
}

/// Whose loop is wanted, and by which plan; the job's own when absent.
pub(super) struct Asked<'a> {
    pub application_id: &'a str,
    pub plan_id: Option<&'a str>,
}

/// Reads all that is needed to plan these loops.
pub(super) async fn gather(
    desk: &Desk,
    asked: &[Asked<'_>],
    window: Option<Window>,
) -> Result<(Office, Vec<Wanted>), Failure> {
    let workspace = desk.workspace().await?;
    let settings = WorkspaceSettings::load(workspace).await?;
    let window = within_reach(desk.now(), window, &settings)?;
    let mut connection = workspace.read().await?;
    let mut found = Vec::new();
    for ask in asked {
        let application = applications::get(&mut connection, ask.application_id).await?;
        let plan = plan_of(&mut connection, &application, ask.plan_id).await?;
        found.push((application, plan));
    }
    let steps = || found.iter().flat_map(|(_, plan)| &plan.steps);
    let pool_ids: Vec<String> = steps()
        .flat_map(|step| step.pools.iter().map(|pool| pool.pool_id.clone()))
        .collect();
    let pools = pools::found(&mut connection, &pool_ids).await?;
    let all = people::all(&mut connection).await?;
    let known: HashMap<&str, &Person> = all.iter().map(|p| (p.id.as_str(), p)).collect();
    let mut ids: Vec<String> = Vec::new();
    let mut raw = Vec::new();
    for (_, plan) in &found {
        let seats: Vec<Vec<Vec<String>>> = plan
            .steps
            .iter()
            .map(|step| seats(step, &pools, &known))
            .collect();
        for id in seats.iter().flatten().flatten() {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        raw.push(seats);
    }
    let people = chosen(all, &ids)?;
    // Time held for a candidate of these loops is theirs to use.
    let own = match found.as_slice() {
        [(application, _)] => Some(application.id.clone()),
        _ => None,
    };
    let except = Except {
        holds_of: own.as_deref(),
        ..Except::default()
    };
    let attendees = rules::attendees(
        desk,
        &mut connection,
        &people,
        window.start,
        window.end,
        except,
    )
    .await?;
    let place: HashMap<&str, usize> = ids
        .iter()
        .enumerate()
        .map(|(i, id)| (id.as_str(), i))
        .collect();
    let mut wanted = Vec::new();
    for ((application, plan), seats) in found.into_iter().zip(raw) {
        let candidate = rules::candidate_attendee(
            desk,
            &mut connection,
            &application.candidate_id,
            window.start,
            window.end,
            except,
        )
        .await?;
        let minutes = plan
            .steps
            .iter()
            .map(|s| length(s.duration_minutes, &s.interview_type, &settings).minutes)
            .collect();
        let seats = seats
            .into_iter()
            .map(|step| {
                step.into_iter()
                    .map(|seat| {
                        seat.iter()
                            .filter_map(|id| place.get(id.as_str()).copied())
                            .collect()
                    })
                    .collect()
            })
            .collect();
        wanted.push(Wanted {
            application,
            plan,
            minutes,
            seats,
            candidate,
        });
    }
    let weights = pools::weights(&mut connection).await?;
    let share = |person: &Person| weights.get(&person.id).copied().unwrap_or(1).max(1);
    Ok((
        Office {
            shares: people.iter().map(share).collect(),
            people,
            attendees,
            window,
        },
        wanted,
    ))
}

/// The people with these ids, in the order of the ids.
fn chosen(all: Vec<Person>, ids: &[String]) -> Result<Vec<Person>, StoreError> {
    let mut by_id: HashMap<String, Person> = all.into_iter().map(|p| (p.id.clone(), p)).collect();
    ids.iter()
        .map(|id| {
            by_id.remove(id).ok_or_else(|| StoreError::NotFound {
                what: "person",
                id: id.clone(),
            })
        })
        .collect()
}

/// The plan that was named, else the job's own.
pub(super) async fn plan_of(
    connection: &mut Connection,
    application: &Application,
    plan_id: Option<&str>,
) -> Result<Plan, Failure> {
    let plan = match plan_id {
        Some(id) => Some(interview_plans::get(connection, id).await?),
        None => interview_plans::of_job(connection, &application.job_id).await?,
    };
    let without = |what: &str| {
        Failure::parameter(
            "plan_id",
            format!("{what}, so there is no loop to plan."),
            "Add interviews to the plan of the job.",
        )
    };
    let plan =
        plan.ok_or_else(|| without(&format!("{} has no interview plan", application.job_title)))?;
    if plan.steps.is_empty() {
        return Err(without(&format!(
            "The plan {} has no interviews",
            plan.name
        )));
    }
    Ok(plan)
}

/// Who may take each seat of a step: those who are always in it one seat each, then the seats of its
/// pools.
fn seats(
    step: &Step,
    pools: &HashMap<String, Pool>,
    known: &HashMap<&str, &Person>,
) -> Vec<Vec<String>> {
    let named = step.interviewer_ids.iter();
    let mut seats: Vec<Vec<String>> = named.map(|id| vec![id.clone()]).collect();
    let mut parts = Vec::new();
    for part in &step.pools {
        let wanted = usize::try_from(part.choose).unwrap_or(usize::MAX);
        match pools.get(&part.pool_id) {
            Some(pool) => parts.push((pool, wanted)),
            // Nobody can take the seats of a pool that was removed.
            None => seats.extend(std::iter::repeat_n(Vec::new(), wanted)),
        }
    }
    let takes = |id: &str| known.get(id).is_some_and(|p| p.takes(&step.interview_type));
    for part in of_step(step, &parts, takes) {
        seats.extend(std::iter::repeat_n(part.people, part.count));
    }
    seats
}

/// The window that was asked for, cut to what may be booked from now on.
fn within_reach(
    now: DateTime<Utc>,
    asked: Option<Window>,
    settings: &WorkspaceSettings,
) -> Result<Window, Failure> {
    let first = now + TimeDelta::minutes(i64::from(settings.minimum_notice_minutes));
    let last =
        now + TimeDelta::days(i64::from(settings.maximum_days_ahead).min(LONGEST_WINDOW_DAYS));
    let usual = first + TimeDelta::days(USUAL_DAYS);
    let asked = asked.unwrap_or(Window {
        start: first,
        end: usual.min(last),
    });
    let window = Window {
        start: asked.start.max(first),
        end: asked.end.min(last),
    };
    if window.start < window.end {
        return Ok(window);
    }
    Err(Failure::parameter(
        "window",
        "Nothing of these days can be booked: they are over, too soon or too far ahead.",
        "Choose later days, or change notice and horizon in the settings.",
    ))
}
