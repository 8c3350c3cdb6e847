//! Which of the offered slots to suggest, and why (FEATURES.md SC11, 5.4).
//!
//! Every offered slot of the window gets a penalty in whole numbers; the smallest are suggested,
//! spread over days. Nothing is hidden: load, gaps and hours only order.

mod load;
mod neighbours;
mod reasons;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::{
    load::WeekLoad,
    neighbours::{Fit, Neighbours},
};
use crate::{
    hours::DAY_SECONDS,
    invalid::InvalidSetting,
    slots::{Marking, Plan, Slot, SlotsRequest, Starts},
    tick::Tick,
    zone::{Zone, Zones},
};

/// The hours in which a candidate likes to meet, on their own clock, in minutes since 00:00.
pub const FRIENDLY_HOURS: (i64, i64) = (8 * 60, 19 * 60);
/// Suggestions of one day are at least so many minutes apart, where there are others.
pub const SPREAD_MINUTES: i64 = 120;

/// What makes a slot good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Load, gaps, the candidate's hours and optional people, then the earlier.
    #[default]
    BestFit,
    /// The earlier.
    Earliest,
}

/// A request for suggestions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestRequest {
    /// The search. Its `limit` and `explain` say nothing here: every offered slot is ranked.
    pub slots: SlotsRequest,
    /// What makes a slot good; best fit when absent.
    #[serde(default)]
    pub strategy: Strategy,
    /// Most suggestions; 3 when absent.
    #[serde(default = "three")]
    pub count: u32,
    /// The id of the attendee who is the candidate: their hours count, their load does not.
    #[serde(default)]
    pub candidate: Option<String>,
    /// What to call the people, by id; the id when absent.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// The share of interviews a person should have, by id, in percent; 100 when absent.
    #[serde(default)]
    pub weights: BTreeMap<String, u32>,
}

fn three() -> u32 {
    3
}

/// A slot worth taking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Suggestion {
    /// The slot, as [`crate::slots::find`] offers it.
    pub slot: Slot,
    /// What speaks against it, in points; less is better, and 0 is nothing.
    pub penalty: i64,
    /// Why it is good, in plain words, the weightiest first.
    pub reasons: Vec<String>,
    /// What one should know before taking it.
    pub warnings: Vec<String>,
}

/// The suggestions, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Suggestions {
    /// At most as many as were asked for.
    pub suggestions: Vec<Suggestion>,
    /// How many slots are offered in the window.
    pub offered: u32,
}

/// An offered slot with what was found out about it.
struct Ranked {
    number: usize,
    start: Tick,
    members: Vec<usize>,
    penalty: i64,
}

/// Points for each tenth of an interview that a person already has that week, by weight.
const LOAD: i64 = 2;
/// Points for a gap that is too short to use.
const FRAGMENT: i64 = 12;
/// Points for standing alone in somebody's day that has other meetings.
const ALONE: i64 = 4;
/// Points for an hour at which the candidate would rather not meet.
const UNFRIENDLY: i64 = 400;
/// Points for an optional person who is not free.
const MISSING: i64 = 15;
/// Points for each day of waiting.
const WAITING: i64 = 1;

/// Suggests slots. The same request gives the same answer.
///
/// # Errors
/// The first setting that cannot be meant, as [`crate::slots::find`] says.
pub fn suggest(zones: &Zones, request: &SuggestRequest) -> Result<Suggestions, InvalidSetting> {
    let plan = Plan::new(zones, &request.slots, Marking::WhileAnyIsLeft)
        .map_err(|error| error.inside("slots"))?;
    let mut people = people(&plan, request);
    let candidate = request
        .candidate
        .as_ref()
        .and_then(|id| request.slots.attendees.iter().position(|p| p.id == *id));
    let mut ranked = Vec::new();
    for (number, members) in plan.offers() {
        let start = plan.start(number);
        let mut one = Ranked {
            number,
            start,
            members,
            penalty: 0,
        };
        if request.strategy == Strategy::BestFit {
            one.penalty = penalty(&plan, &mut people, candidate, &one);
        }
        ranked.push(one);
    }
    let mut answer = Suggestions {
        suggestions: Vec::new(),
        offered: u32::try_from(ranked.len()).unwrap_or(u32::MAX),
    };
    let count = usize::try_from(request.count).unwrap_or(usize::MAX);
    for place in spread(&ranked, count) {
        let Some(one) = ranked.get(place) else {
            continue;
        };
        let words = reasons::Words {
            plan: &plan,
            request,
            candidate,
        };
        let (reasons, warnings) = words.of(one, place == 0, &mut people);
        answer.suggestions.push(Suggestion {
            slot: plan.slot(one.number, &one.members),
            penalty: one.penalty,
            reasons,
            warnings,
        });
    }
    Ok(answer)
}

/// What ranking knows of an interviewer.
struct Person {
    load: WeekLoad,
    neighbours: Neighbours,
}

/// In the order of the request; the candidate and people who cannot come have none.
fn people(plan: &Plan<'_>, request: &SuggestRequest) -> Vec<Option<Person>> {
    let used = |place: usize| plan.open.get(place).is_some_and(Starts::is_marked);
    let attendees = request.slots.attendees.iter().enumerate();
    attendees
        .map(|(place, person)| {
            let other = request.candidate.as_ref() != Some(&person.id);
            let weight = request.weights.get(&person.id).copied().unwrap_or(100);
            (other && used(place)).then(|| Person {
                load: WeekLoad::new(weight),
                neighbours: Neighbours::new(person),
            })
        })
        .collect()
}

fn penalty(
    plan: &Plan<'_>,
    people: &mut [Option<Person>],
    candidate: Option<usize>,
    one: &Ranked,
) -> i64 {
    let day_micros = DAY_SECONDS * 1_000_000;
    let mut points = (one.start.0 - plan.start(0).0) / day_micros * WAITING;
    let end = one.start.plus(plan.duration);
    for place in plan.people_of(one.number, &one.members) {
        let (Some(Some(person)), Some(zone), Some(attendee)) = (
            people.get_mut(place),
            plan.zones.get(place),
            plan.request.attendees.get(place),
        ) else {
            continue;
        };
        points += person.load.tenths(zone, attendee, one.start) * LOAD;
        points += match person.neighbours.of(one.start, end) {
            Fit::Touches | Fit::FreeDay => 0,
            Fit::Alone => ALONE,
            Fit::Fragments => FRAGMENT,
        };
    }
    let free = plan.people_of(one.number, &one.members).count();
    let all = plan.required.len() + plan.optional.len() + one.members.len();
    points += i64::try_from(all.saturating_sub(free)).unwrap_or_default() * MISSING;
    if let Some(zone) = candidate.and_then(|place| plan.zones.get(place))
        && !is_friendly(zone, one.start, plan.duration)
    {
        points += UNFRIENDLY;
    }
    points
}

/// Whether a meeting lies inside the friendly hours of somebody's clock.
fn is_friendly(zone: &Zone, start: Tick, duration: i64) -> bool {
    let minute = minute_of_day(zone, start);
    minute >= FRIENDLY_HOURS.0 && minute + duration / crate::tick::MINUTE <= FRIENDLY_HOURS.1
}

fn minute_of_day(zone: &Zone, start: Tick) -> i64 {
    let second = start.second_at_or_before();
    let shown = zone.timeline(second, second).local(second);
    shown.rem_euclid(DAY_SECONDS) / 60
}

/// The places of the best, so that each lies on another day than those before it, or at least
/// [`SPREAD_MINUTES`] from them; the next best where no such one is left.
fn spread(ranked: &[Ranked], count: usize) -> Vec<usize> {
    let apart = SPREAD_MINUTES * crate::tick::MINUTE;
    let mut chosen: Vec<usize> = Vec::new();
    let far = |one: &Ranked, chosen: &[usize]| {
        let starts = chosen.iter().filter_map(|place| ranked.get(*place));
        let mut others = starts.map(|other| other.start);
        others.all(|other| (one.start.0 - other.0).abs() >= apart)
    };
    while chosen.len() < count.min(ranked.len()) {
        let left = || {
            let all = ranked.iter().enumerate();
            all.filter(|(place, _)| !chosen.contains(place))
        };
        let best = left()
            .filter(|(_, one)| far(one, &chosen))
            .min_by_key(|(place, one)| (one.penalty, *place))
            .or_else(|| left().min_by_key(|(place, one)| (one.penalty, *place)));
        match best {
            Some((place, _)) => chosen.push(place),
            None => break,
        }
    }
    chosen
}

/// An instant for words.
fn instant(tick: Tick) -> DateTime<Utc> {
    tick.instant()
}
