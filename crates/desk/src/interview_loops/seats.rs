//! `loop_seat_options`: who may take a seat of a session at a time, for swapping.

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::pool::{Training, may_sit};
use muster_scheduling::check;
use muster_store::interviews::Except;
use muster_store::people::{self, Person};
use muster_store::{applications, interview_plans, pools};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interviews::create::duration;
use crate::interviews::rules;
use crate::{Desk, Failure};

/// Parameters of `loop_seat_options`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "LoopSeatOptionsAsked")]
#[serde(deny_unknown_fields)]
pub struct SeatOptions {
    /// The application.
    pub application_id: String,
    /// The step of the plan.
    pub step_id: String,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// Length in whole minutes.
    pub duration_minutes: u32,
    /// Who holds it now; they are left out.
    pub interviewer_ids: Vec<String>,
}

/// Who may take a seat.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SeatOptionList {
    /// Free ones first, among them those with the fewest interviews that week.
    pub items: Vec<SeatOption>,
}

/// Somebody who may take a seat.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SeatOption {
    /// Id.
    pub person_id: String,
    /// Name.
    pub full_name: String,
    /// Whether no rule keeps them from it.
    pub free: bool,
    /// Why they are a good choice, or what keeps them.
    pub words: String,
}

/// `loop_seat_options`.
pub async fn options(desk: &Desk, params: SeatOptions) -> Result<SeatOptionList, Failure> {
    let ends_at = params.starts_at + duration(params.duration_minutes)?;
    let workspace = desk.workspace().await?;
    let mut connection = workspace.read().await?;
    let application = applications::get(&mut connection, &params.application_id).await?;
    let (_, step) = interview_plans::of_step(&mut connection, &params.step_id).await?;
    let pool_ids: Vec<String> = step.pools.iter().map(|p| p.pool_id.clone()).collect();
    let pools = pools::found(&mut connection, &pool_ids).await?;
    let all = people::all(&mut connection).await?;
    let takes = |id: &str| {
        all.iter()
            .any(|p| p.id == id && p.takes(&step.interview_type))
    };
    let members = || pools.values().flat_map(|pool| &pool.members);
    // Whoever gives the seat away, of two qualified people one stays.
    let qualified = members()
        .filter(|m| m.training == Training::Qualified && sits(&params, &m.person_id))
        .count();
    let beside = !step.interviewer_ids.is_empty() || qualified > 1;
    let mut able: Vec<String> = members()
        .filter(|m| may_sit(m.training, beside) && takes(&m.person_id))
        .map(|m| m.person_id.clone())
        .collect();
    if able.is_empty() {
        able.extend(all.iter().map(|p| p.id.clone()).filter(|id| takes(id)));
    }
    able.retain(|id| !sits(&params, id) && !step.shadow_ids.contains(id));
    able.sort();
    able.dedup();
    let people = people::named(&mut connection, &able).await?;
    let except = Except {
        holds_of: Some(&application.id),
        ..Except::default()
    };
    let attendees = rules::attendees(
        desk,
        &mut connection,
        &people,
        params.starts_at,
        ends_at,
        except,
    )
    .await?;
    drop(connection);
    let mut found = Vec::new();
    for (person, attendee) in people.iter().zip(&attendees) {
        let blockers = check::blockers(desk.zones(), attendee, params.starts_at, ends_at)?;
        let near = TimeDelta::days(7);
        let week = attendee
            .booked
            .iter()
            .filter(|b| (b.start - params.starts_at).abs() < near)
            .count();
        found.push((
            blockers.is_empty(),
            week,
            option(desk, person, &blockers, week),
        ));
    }
    found.sort_by(|a, b| {
        let rank = |o: &(bool, usize, SeatOption)| (!o.0, o.1, o.2.full_name.clone());
        rank(a).cmp(&rank(b))
    });
    Ok(SeatOptionList {
        items: found.into_iter().map(|(_, _, option)| option).collect(),
    })
}

fn sits(params: &SeatOptions, id: &str) -> bool {
    params.interviewer_ids.iter().any(|sitting| sitting == id)
}

fn option(
    desk: &Desk,
    person: &Person,
    blockers: &[muster_scheduling::slots::Blocker],
    week: usize,
) -> SeatOption {
    let zone = desk.zones().get(&person.time_zone).ok();
    let words = match rules::spoken_violations(person, blockers, zone.as_ref()).first() {
        Some(violation) => violation.message.clone(),
        None if week == 0 => "Free, and no other interview within a week of it.".to_owned(),
        None if week == 1 => "Free; one other interview within a week of it.".to_owned(),
        None => format!("Free; {week} other interviews within a week of it."),
    };
    SeatOption {
        person_id: person.id.clone(),
        full_name: person.full_name.clone(),
        free: blockers.is_empty(),
        words,
    }
}
