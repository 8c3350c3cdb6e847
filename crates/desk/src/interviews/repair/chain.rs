//! Repairs in which somebody takes the seat and gives other interviews of those days away, each to
//! somebody who can take it: every candidate keeps their time.
//!
//! The planner of whole loops looks for the fewest changes (docs/loops.md, Repair). It knows hours,
//! buffers and caps; what depends on the meeting (lunch, rows, caps of the month) is judged afterwards
//! by the rules of a commit, and who is refused a seat is not tried on it again.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use muster_scheduling::attendee::Booked;
use muster_scheduling::check;
use muster_scheduling::loops::{
    self, Assignment, Instance, Loop, LoopDay, Minutes, Placed, RepairOptions, Session, Weights,
};
use muster_scheduling::zone::Zones;

use super::scene::{Scene, Sitting};
use super::{Broken, RepairKind, RepairMove, RepairOption, RepairUpdate, names_of, spoken};
use crate::interview_loops::instance::{epoch, minutes, person, week_number};
use crate::interviews::view::ReaderClock;
use crate::{Desk, Failure};

/// Most chains that are offered.
const MOST_CHAINS: usize = 2;
/// How often what the rules refused is looked for anew at most.
const ROUNDS: usize = 16;
/// How long is searched for all of them together.
const LIMIT: Duration = Duration::from_secs(1);

/// Who sits in each sitting of a scene, by seat: places in the office.
type Sat = Vec<Vec<usize>>;

/// Chains, the one with the fewest changes first.
pub(super) async fn chains(
    desk: &Desk,
    reader: &ReaderClock,
    broken: &Broken,
    scene: Option<Scene>,
) -> Result<Vec<RepairOption>, Failure> {
    let Some(scene) = scene else {
        return Ok(Vec::new());
    };
    let zones = desk.zones().clone();
    let (scene, found) = tokio::task::spawn_blocking(move || {
        let found = search(&zones, &scene);
        found.map(|found| (scene, found))
    })
    .await
    .map_err(Failure::internal)??;
    let options = found.iter();
    Ok(options
        .map(|sat| shown(desk, reader, broken, &scene, sat))
        .collect())
}

/// Up to [`MOST_CHAINS`] ways. Alternates are asked only where nobody else can come.
fn search(zones: &Zones, scene: &Scene) -> Result<Vec<Sat>, Failure> {
    let began = Instant::now();
    let mut found: Vec<Sat> = Vec::new();
    for alternates in [false, true] {
        let mut barred = HashSet::new();
        while found.len() < MOST_CHAINS {
            let Some(sat) = solve(zones, scene, alternates, &mut barred, began)? else {
                break;
            };
            // The next one is to be another one for whoever is asked first.
            for (seat, person) in new_seats(scene, 0, &sat) {
                barred.insert((0, seat, person));
            }
            found.push(sat);
        }
        if !found.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// The smallest change that fills every open seat at its time, proven by the rules of a commit.
fn solve(
    zones: &Zones,
    scene: &Scene,
    alternates: bool,
    barred: &mut HashSet<(usize, usize, usize)>,
    began: Instant,
) -> Result<Option<Sat>, Failure> {
    let mut instance = instance(zones, scene)?;
    let before = before(scene, &instance);
    for _ in 0..ROUNDS {
        open_seats(&mut instance, scene, alternates, barred);
        let mut spent = || began.elapsed().as_secs_f64() / LIMIT.as_secs_f64();
        let options = RepairOptions { seed: 1 };
        let after = loops::repair(&instance, &before, options, &mut spent)?;
        let Some(sat) = all_in_time(&before, after) else {
            return Ok(None);
        };
        let refused = refused(zones, scene, &sat)?;
        if refused.is_empty() {
            return Ok(Some(sat));
        }
        barred.extend(refused);
    }
    Ok(None)
}

/// The people of every sitting, when all of them have some and keep their time.
fn all_in_time(before: &Assignment, after: Assignment) -> Option<Sat> {
    let pairs = before.iter().zip(after);
    pairs
        .map(|(before, after)| {
            let (before, after) = (before.as_ref()?.first()?, after?.pop()?);
            (before.start == after.start).then_some(after.people)
        })
        .collect()
}

/// Everybody with what is free of their days, and every interview where it is. Nobody may take a seat
/// yet.
fn instance(zones: &Zones, scene: &Scene) -> Result<Instance, Failure> {
    let office = &scene.office;
    let epoch = epoch(office);
    let mut people = Vec::with_capacity(office.people.len());
    for place in 0..office.people.len() {
        let mut one = person(zones, office, epoch, place, &[])?;
        leave_what_is_booked(zones, scene, place, &mut one)?;
        people.push(one);
    }
    let sittings = scene.sittings.iter();
    let loops = sittings
        .map(|sitting| {
            let at = Minutes {
                from: minutes(epoch, sitting.interview.starts_at),
                to: minutes(epoch, sitting.interview.ends_at),
            };
            Loop {
                windows: vec![at],
                ordered: false,
                maximum_days: 1,
                locked: false,
                gap: 0,
                days: vec![LoopDay {
                    minutes: at,
                    lateness: 0,
                }],
                sessions: vec![Session {
                    minutes: at.to - at.from,
                    seats: Vec::new(),
                    locked_start: Some(at.from),
                }],
            }
        })
        .collect();
    Ok(Instance {
        grid: 1,
        rooms: 0,
        weights: Weights {
            load: 10,
            late_day: 0,
            idle_quarter: 0,
            left_out: 100_000,
        },
        people,
        loops,
    })
}

/// Caps count what is booked beside the scene as well: on the day and in the week of the broken
/// interview exactly; what a person has in the scene stays possible in any case.
fn leave_what_is_booked(
    zones: &Zones,
    scene: &Scene,
    place: usize,
    person: &mut loops::Person,
) -> Result<(), Failure> {
    let attendee = &scene.office.attendees[place];
    let zone = zones.get(&attendee.time_zone).map_err(Failure::internal)?;
    let day = |at: DateTime<Utc>| zone.local(at).date();
    let week = |date: NaiveDate| week_number(date, attendee.week_starts_on);
    let today = day(scene.sittings[0].interview.starts_at);
    let (mut on_day, mut in_week) = (0_u32, 0_u32);
    for booked in &attendee.booked {
        let date = day(booked.start);
        on_day += u32::from(date == today);
        in_week += u32::from(week(date) == week(today));
    }
    let (mut by_day, mut by_week) = (HashMap::new(), HashMap::new());
    for sitting in scene.sittings.iter().skip(1) {
        if sitting.seats.iter().any(|seat| seat.now == place) {
            let date = day(sitting.interview.starts_at);
            *by_day.entry(date).or_insert(0_u32) += 1;
            *by_week.entry(week(date)).or_insert(0_u32) += 1;
        }
    }
    let most = |counts: Option<u32>| counts.unwrap_or_default();
    person.maximum_per_day = person
        .maximum_per_day
        .saturating_sub(on_day)
        .max(most(by_day.into_values().max()));
    person.maximum_per_week = person
        .maximum_per_week
        .saturating_sub(in_week)
        .max(most(by_week.into_values().max()));
    Ok(())
}

/// Who may take each seat, without those who were refused it.
fn open_seats(
    instance: &mut Instance,
    scene: &Scene,
    alternates: bool,
    barred: &HashSet<(usize, usize, usize)>,
) {
    for (at, (planned, sitting)) in instance.loops.iter_mut().zip(&scene.sittings).enumerate() {
        let seats = sitting.seats.iter().enumerate();
        let open = seats.map(|(seat, one)| {
            let able = one.able.iter().filter(|(place, alternate)| {
                (alternates || !alternate)
                    && !sitting.barred.contains(place)
                    && !barred.contains(&(at, seat, *place))
            });
            let mut people: Vec<usize> = able.map(|(place, _)| *place).collect();
            if at > 0 {
                people.push(one.now);
            }
            people
        });
        if let Some(session) = planned.sessions.first_mut() {
            session.seats = open.collect();
        }
    }
}

fn before(scene: &Scene, instance: &Instance) -> Assignment {
    let sittings = scene.sittings.iter().zip(&instance.loops);
    sittings
        .map(|(sitting, planned)| {
            let start = planned.windows.first()?.from;
            let people = sitting.seats.iter().map(|seat| seat.now).collect();
            Some(vec![Placed { start, people }])
        })
        .collect()
}

/// The seats of a sitting that have somebody new, and whom.
fn new_seats(scene: &Scene, at: usize, sat: &Sat) -> Vec<(usize, usize)> {
    let seats = scene.sittings[at].seats.iter().zip(&sat[at]).enumerate();
    seats
        .filter(|(_, (seat, person))| seat.now != **person)
        .map(|(seat, (_, person))| (seat, *person))
        .collect()
}

/// Who may not sit where they were put, by the rules of a commit: sitting, seat and person.
fn refused(zones: &Zones, scene: &Scene, sat: &Sat) -> Result<Vec<(usize, usize, usize)>, Failure> {
    let mut out = Vec::new();
    for (at, sitting) in scene.sittings.iter().enumerate() {
        for (seat, place) in new_seats(scene, at, sat) {
            let mut attendee = scene.judged[place].clone();
            let others = scene.sittings.iter().zip(sat).enumerate();
            attendee.booked.extend(
                others
                    .filter(|(other, (_, people))| *other != at && people.contains(&place))
                    .map(|(_, (other, _))| Booked {
                        start: other.interview.starts_at,
                        end: other.interview.ends_at,
                    }),
            );
            let (start, end) = (sitting.interview.starts_at, sitting.interview.ends_at);
            let meets = sitting
                .apart
                .iter()
                .any(|other| sat[*other].contains(&place));
            if meets || !check::blockers(zones, &attendee, start, end)?.is_empty() {
                out.push((at, seat, place));
            }
        }
    }
    Ok(out)
}

fn shown(
    desk: &Desk,
    reader: &ReaderClock,
    broken: &Broken,
    scene: &Scene,
    sat: &Sat,
) -> RepairOption {
    let mut who_notices: Vec<String> = Vec::new();
    let mut moves = Vec::new();
    let mut main = String::new();
    for (at, sitting) in scene.sittings.iter().enumerate() {
        let swaps = swaps(scene, at, sat);
        if swaps.is_empty() {
            continue;
        }
        for name in swaps.iter().flat_map(|(new, old)| [new, old]) {
            if !who_notices.contains(name) {
                who_notices.push(name.clone());
            }
        }
        let takes: Vec<String> = swaps
            .iter()
            .map(|(new, old)| format!("{new} takes the place of {old}"))
            .collect();
        let takes = takes.join(" and ");
        if at == 0 {
            main = format!("{takes}, at the same time.");
        } else {
            moves.push(moved(desk, reader, sitting, people(scene, at, sat), &takes));
        }
    }
    let (kind, others) = match moves.len() {
        0 => (RepairKind::Swap, String::new()),
        1 => (
            RepairKind::Chain,
            " One other interview changes its people.".to_owned(),
        ),
        n => (
            RepairKind::Chain,
            format!(" {n} other interviews change their people."),
        ),
    };
    let words = format!("{main}{others}");
    RepairOption {
        who_notices,
        moves,
        ..broken.same_time(kind, words, people(scene, 0, sat))
    }
}

fn moved(
    desk: &Desk,
    reader: &ReaderClock,
    sitting: &Sitting,
    people: Vec<(String, String)>,
    takes: &str,
) -> RepairMove {
    let interview = &sitting.interview;
    let (spoken, spoken_theirs) = spoken(desk, reader, interview);
    let (ids, after_names) = people.into_iter().unzip();
    RepairMove {
        interview_id: interview.id.clone(),
        words: format!("{takes} with {}, {spoken}.", interview.candidate_name),
        update: RepairUpdate {
            starts_at: None,
            interviewer_ids: Some(ids),
        },
        candidate_name: interview.candidate_name.clone(),
        job_title: interview.job_title.clone(),
        spoken,
        spoken_theirs,
        before_names: names_of(interview),
        after_names,
    }
}

/// Names of who is new and who gave the seat away.
fn swaps(scene: &Scene, at: usize, sat: &Sat) -> Vec<(String, String)> {
    let name = |place: usize| scene.office.people[place].full_name.clone();
    let seats = &scene.sittings[at].seats;
    new_seats(scene, at, sat)
        .into_iter()
        .map(|(seat, person)| (name(person), name(seats[seat].now)))
        .collect()
}

/// Ids and names of who would hold an interview.
fn people(scene: &Scene, at: usize, sat: &Sat) -> Vec<(String, String)> {
    let sitting = &scene.sittings[at];
    let seats = sitting.seats.iter().zip(&sat[at]);
    let person = |place: usize| &scene.office.people[place];
    let new: HashMap<&str, usize> = seats
        .map(|(seat, place)| (person(seat.now).id.as_str(), *place))
        .collect();
    let now = sitting.interview.interviewers.iter();
    now.map(|(id, name)| match new.get(id.as_str()) {
        Some(place) => (person(*place).id.clone(), person(*place).full_name.clone()),
        None => (id.clone(), name.clone()),
    })
    .collect()
}
