//! The interviews of the same days with everybody who may take a seat in them: what a chain of swaps
//! is looked for in.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::interview::Status;
use muster_scheduling::attendee::{Attendee, Booked};
use muster_scheduling::slots::Window;
use muster_store::Connection;
use muster_store::interviews::{self as rows, Except, Interview};
use muster_store::people::Person;

use super::Broken;
use super::stand_ins::StandIns;
use crate::interview_loops::gather::Office;
use crate::interviews::drift::problems;
use crate::interviews::rules;
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// How far around the broken interview others may change their people.
const SAME_DAYS: TimeDelta = TimeDelta::days(1);
/// Most other interviews that are looked at, the nearest ones.
const MOST: usize = 200;
/// Most seats of one interview that the planner takes.
const MOST_SEATS: usize = 8;

/// A seat of an interview.
pub(super) struct Seat {
    /// Who has it; a place in the office.
    pub now: usize,
    /// Who else may take it, and whether only when no other can.
    pub able: Vec<(usize, bool)>,
}

/// An interview whose people may change.
pub(super) struct Sitting {
    pub interview: Interview,
    /// Of the broken interview only those of who is out, else all.
    pub seats: Vec<Seat>,
    /// Places of people who may not sit in it, because they meet the candidate elsewhere.
    pub barred: Vec<usize>,
    /// Other sittings in which nobody of this one may sit as well.
    pub apart: Vec<usize>,
}

/// Everything a chain is looked for in. The first sitting is the broken interview.
pub(super) struct Scene {
    /// People without the interviews of the scene, neither booked nor in their own calendars.
    pub office: Office,
    /// The same people as a commit sees them: their own calendars still say what they give away.
    pub judged: Vec<Attendee>,
    pub sittings: Vec<Sitting>,
}

impl Scene {
    /// Reads it; `None` where no chain can be looked for.
    pub async fn load(
        desk: &Desk,
        connection: &mut Connection,
        broken: &Broken,
        stand_ins: &mut StandIns,
    ) -> Result<Option<Self>, Failure> {
        let interview = &broken.interview;
        if !fits_the_planner(interview) {
            return Ok(None);
        }
        let window = Window {
            start: interview.starts_at - SAME_DAYS,
            end: interview.ends_at + SAME_DAYS,
        };
        let mut interviews = vec![interview.clone()];
        interviews.extend(others(desk, connection, interview, window).await?);
        stand_ins.also(connection, &interviews).await?;
        let mut cast = Cast::default();
        let mut sittings: Vec<Sitting> = interviews
            .into_iter()
            .enumerate()
            .map(|(at, interview)| sitting(at == 0, interview, broken, stand_ins, &mut cast))
            .collect();
        keep_apart(&mut sittings, stand_ins, &cast);
        let except = Except {
            interview: Some(&interview.id),
            ..Except::default()
        };
        let (from, until) = (window.start, window.end);
        let judged = rules::attendees(desk, connection, &cast.people, from, until, except).await?;
        let (mut judged, mut free) = (judged.clone(), judged);
        for sitting in sittings.iter().skip(1) {
            let times = (sitting.interview.starts_at, sitting.interview.ends_at);
            for seat in &sitting.seats {
                unbook(&mut judged[seat.now], times);
                unbook(&mut free[seat.now], times);
                take_out_own_entry(&mut free[seat.now], times);
            }
        }
        for place in staying(broken).filter_map(|id| cast.places.get(id)) {
            let (start, end) = (interview.starts_at, interview.ends_at);
            judged[*place].booked.push(Booked { start, end });
            free[*place].booked.push(Booked { start, end });
        }
        Ok(Some(Self {
            office: Office {
                shares: cast
                    .people
                    .iter()
                    .map(|p| stand_ins.weight(&p.id))
                    .collect(),
                people: cast.people,
                attendees: free,
                window,
            },
            judged,
            sittings,
        }))
    }
}

/// People by their places.
#[derive(Default)]
struct Cast {
    people: Vec<Person>,
    places: HashMap<String, usize>,
}

impl Cast {
    fn place(&mut self, id: &str, stand_ins: &StandIns) -> Option<usize> {
        if let Some(place) = self.places.get(id) {
            return Some(*place);
        }
        let person = stand_ins.person(id)?.clone();
        self.people.push(person);
        let place = self.people.len() - 1;
        self.places.insert(id.to_owned(), place);
        Some(place)
    }
}

/// The other interviews of these days that hold, are not too near, and may change their people.
async fn others(
    desk: &Desk,
    connection: &mut Connection,
    broken: &Interview,
    window: Window,
) -> Result<Vec<Interview>, Failure> {
    let settings = WorkspaceSettings::load(desk.workspace().await?).await?;
    let notice = TimeDelta::minutes(i64::from(settings.minimum_notice_minutes));
    let first = desk.now() + notice;
    let mut found = rows::on_calendar(connection, window.start, window.end, &[]).await?;
    found.retain(|other| {
        other.id != broken.id
            && other.starts_at >= first
            && may_change(other.status)
            // What was arranged against a rule is nobody's to rearrange.
            && other.overrides.is_empty()
            && fits_the_planner(other)
    });
    found.sort_by_key(|other| (other.starts_at - broken.starts_at).abs());
    found.truncate(MOST);
    let problems = problems(desk, connection, &found).await?;
    let holding = found.into_iter().zip(problems);
    Ok(holding
        .filter(|(_, problems)| problems.is_empty())
        .map(|(other, _)| other)
        .collect())
}

/// Whether nobody has joined it and it is not over.
fn may_change(status: Status) -> bool {
    matches!(
        status,
        Status::Draft | Status::AwaitingCandidate | Status::Tentative | Status::Scheduled
    )
}

/// The planner counts in whole minutes.
fn fits_the_planner(interview: &Interview) -> bool {
    let whole = |at: DateTime<Utc>| at.timestamp_millis() % 60_000 == 0;
    whole(interview.starts_at)
        && whole(interview.ends_at)
        && (1..=MOST_SEATS).contains(&interview.interviewers.len())
}

fn sitting(
    is_broken: bool,
    interview: Interview,
    broken: &Broken,
    stand_ins: &StandIns,
    cast: &mut Cast,
) -> Sitting {
    let mut seats = Vec::new();
    for (id, _) in &interview.interviewers {
        // Who still comes to the broken interview stays in it.
        if is_broken && !broken.is_out(id) {
            continue;
        }
        let Some(now) = cast.place(id, stand_ins) else {
            continue;
        };
        let mut able = Vec::new();
        let free = stand_ins.of(&interview, id).into_iter();
        // Who cannot come is asked for nothing else.
        for one in free.filter(|one| !broken.is_out(&one.id)) {
            able.extend(cast.place(&one.id, stand_ins).map(|at| (at, one.alternate)));
        }
        seats.push(Seat { now, able });
    }
    Sitting {
        interview,
        seats,
        barred: Vec::new(),
        apart: Vec::new(),
    }
}

/// Who still comes to the broken interview.
fn staying(broken: &Broken) -> impl Iterator<Item = &String> {
    let people = broken.interview.interviewers.iter();
    people.map(|(id, _)| id).filter(|id| !broken.is_out(id))
}

/// Nobody meets a candidate twice, where the plan does not want it.
fn keep_apart(sittings: &mut [Sitting], stand_ins: &StandIns, cast: &Cast) {
    let places: HashMap<String, usize> = sittings
        .iter()
        .enumerate()
        .map(|(at, sitting)| (sitting.interview.id.clone(), at))
        .collect();
    for sitting in sittings {
        for other in stand_ins.met(&sitting.interview) {
            match places.get(&other.id) {
                Some(at) => sitting.apart.push(*at),
                None => sitting.barred.extend(
                    other
                        .interviewers
                        .iter()
                        .filter_map(|(id, _)| cast.places.get(id)),
                ),
            }
        }
    }
}

/// Takes one interview with these times from those a person has.
fn unbook(attendee: &mut Attendee, times: (DateTime<Utc>, DateTime<Utc>)) {
    let mut booked = attendee.booked.iter();
    if let Some(at) = booked.position(|b| (b.start, b.end) == times) {
        attendee.booked.remove(at);
    }
}

/// Takes the entry of an interview from a person's own calendar, where it is there too.
fn take_out_own_entry(attendee: &mut Attendee, times: (DateTime<Utc>, DateTime<Utc>)) {
    let mut busy = attendee.busy.iter();
    if let Some(at) = busy.position(|b| (b.start, b.end) == times) {
        attendee.busy.remove(at);
    }
}
