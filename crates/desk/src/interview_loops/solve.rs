//! Planning loops, and proving every session by the rules that a commit asks.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use muster_scheduling::attendee::{Attendee, Booked};
use muster_scheduling::check;
use muster_scheduling::loops::{self, Minutes, PlanOptions, Weights};
use muster_scheduling::slots::{Blocker, BlockerCode};
use muster_scheduling::zone::{Zone, Zones};

use super::gather::{Office, Wanted};
use super::instance::{Kept, View, epoch, instance, instant, minutes};
use super::left_out::{part_candidates, try_again};
use crate::Failure;

/// How often what the rules refused is planned anew at most.
const ROUNDS: usize = 40;

/// A session that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub start: DateTime<Utc>,
    /// Places in the office.
    pub people: Vec<usize>,
}

/// How to plan.
#[derive(Clone)]
pub(super) struct Wish {
    pub zones: Zones,
    pub readers: Zone,
    pub weights: Weights,
    /// Only the candidate's friendly hours.
    pub friendly: bool,
    /// Instants on whose days nothing is wanted.
    pub avoided: Vec<DateTime<Utc>>,
    pub seed: u64,
    pub limit: Duration,
}

/// The sessions of each loop, or nothing where it cannot be held.
pub(super) type Loops = Vec<Option<Vec<Found>>>;

/// Plans these loops together, and those that are left out then one by one beside the others.
pub(super) fn solve(
    wish: &Wish,
    office: &Office,
    wanted: &[Wanted],
    kept: &[Vec<Kept>],
) -> Result<Loops, Failure> {
    let began = Instant::now();
    let mut found = in_rounds(wish, office, wanted, kept)?;
    // One loop was planned exactly.
    if wanted.len() > 1 {
        part_candidates(wanted, &mut found);
        try_again(wish, office, wanted, kept, &mut found, began)?;
    }
    Ok(found)
}

/// Plans these loops. What the rules refuse of a plan is kept from the next try; a loop that is still
/// refused after the last is left out.
pub(super) fn in_rounds(
    wish: &Wish,
    office: &Office,
    wanted: &[Wanted],
    kept: &[Vec<Kept>],
) -> Result<Loops, Failure> {
    let mut refused: Vec<(usize, Minutes)> = Vec::new();
    let began = Instant::now();
    for round in 0..ROUNDS {
        let view = View {
            zones: &wish.zones,
            readers: &wish.readers,
            weights: wish.weights,
            friendly: wish.friendly,
            avoided: &wish.avoided,
            refused: &refused,
        };
        let planned = plan_once(wish, began, round, &instance(&view, office, wanted, kept)?)?;
        let found = in_time(office, planned);
        let (proven, again) = prove(wish, office, wanted, found)?;
        let late = began.elapsed() > wish.limit * 4;
        if again.is_empty() || late || round + 1 == ROUNDS {
            return Ok(proven);
        }
        refused.extend(again);
    }
    Ok(vec![None; wanted.len()])
}

/// The first try takes most of the time there is; the others only mend.
fn plan_once(
    wish: &Wish,
    began: Instant,
    round: usize,
    instance: &loops::Instance,
) -> Result<loops::Assignment, Failure> {
    let (from, whole) = if round == 0 {
        (Duration::ZERO, wish.limit)
    } else {
        (began.elapsed(), wish.limit / 10)
    };
    let whole = whole.as_secs_f64().max(0.001);
    let mut spent = || (began.elapsed().saturating_sub(from)).as_secs_f64() / whole;
    let options = PlanOptions {
        max_iterations: Some(rounds_for(instance.loops.len())),
        seed: wish.seed,
    };
    let plan = loops::plan(instance, &options, &mut spent)?;
    Ok(plan.assignment)
}

/// Enough rounds to settle; one loop is solved exactly at once.
fn rounds_for(loops: usize) -> u64 {
    u64::try_from(loops).unwrap_or(u64::MAX).saturating_mul(400)
}

fn in_time(office: &Office, planned: loops::Assignment) -> Loops {
    let epoch = epoch(office);
    let found = planned.into_iter().map(|sessions| {
        sessions.map(|sessions| {
            sessions
                .into_iter()
                .map(|placed| Found {
                    start: instant(epoch, placed.start),
                    people: placed.people,
                })
                .collect()
        })
    });
    found.collect()
}

/// Asks the rules about every session, with all other sessions as interviews that are booked. Gives
/// the loops that hold, and what was refused.
fn prove(
    wish: &Wish,
    office: &Office,
    wanted: &[Wanted],
    mut found: Loops,
) -> Result<(Loops, Vec<(usize, Minutes)>), Failure> {
    let epoch = epoch(office);
    let mut again = Vec::new();
    let mut fails = Vec::new();
    let mut taken: HashMap<usize, Vec<Booked>> = HashMap::new();
    for (index, sessions) in found.iter().enumerate() {
        for (step, session) in sessions.iter().flatten().enumerate() {
            let end = end_of(&wanted[index], step, session);
            for person in &session.people {
                let (start, end) = (session.start, end);
                taken
                    .entry(*person)
                    .or_default()
                    .push(Booked { start, end });
            }
        }
    }
    for (index, sessions) in found.iter().enumerate() {
        for (step, session) in sessions.iter().flatten().enumerate() {
            let end = end_of(&wanted[index], step, session);
            for person in &session.people {
                let others = taken.get(person).map(Vec::as_slice).unwrap_or_default();
                let attendee = beside(&office.attendees[*person], others, session.start);
                let blockers = check::blockers(&wish.zones, &attendee, session.start, end)?;
                if !blockers.is_empty() {
                    fails.push(index);
                    let zone = wish
                        .zones
                        .get(&attendee.time_zone)
                        .map_err(Failure::internal)?;
                    let (from, to) = closed(&blockers, session.start, end, &zone);
                    let minutes = Minutes {
                        from: minutes(epoch, from),
                        to: minutes(epoch, to),
                    };
                    again.push((*person, minutes));
                }
            }
        }
    }
    for index in fails {
        if let Some(sessions) = found.get_mut(index) {
            *sessions = None;
        }
    }
    Ok((found, again))
}

/// The time that a refusal closes to a person: the whole day, week or month where a cap is reached,
/// else until the rule stops applying.
fn closed(
    blockers: &[Blocker],
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    zone: &Zone,
) -> (DateTime<Utc>, DateTime<Utc>) {
    let (mut from, mut to) = (start, end);
    let today = zone.local(start).date();
    for blocker in blockers {
        let until = blocker.until.unwrap_or(end);
        let begin = match blocker.code {
            BlockerCode::DayCap => zone.day_start(today),
            BlockerCode::WeekCap => until - TimeDelta::days(7),
            BlockerCode::MonthCap => zone.day_start(today.with_day(1).unwrap_or(today)),
            _ => start,
        };
        from = from.min(begin);
        to = to.max(until);
    }
    (from, to)
}

/// A person with the other sessions of the plan as interviews of theirs.
fn beside(attendee: &Attendee, sessions: &[Booked], but: DateTime<Utc>) -> Attendee {
    let mut attendee = attendee.clone();
    let others = sessions.iter().filter(|booked| booked.start != but);
    attendee.booked.extend(others.cloned());
    attendee
}

/// When a session ends.
pub(super) fn end_of(wanted: &Wanted, step: usize, session: &Found) -> DateTime<Utc> {
    let minutes = wanted.minutes.get(step).copied().unwrap_or_default();
    session.start + TimeDelta::minutes(i64::from(minutes))
}
