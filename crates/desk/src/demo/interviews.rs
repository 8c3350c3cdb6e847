//! The interviews of the demo: before today, today and after, each with its own end.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::dice::Dice;
use super::pipeline::{APPLICATIONS, way};
use super::story::{Step, Story, id, missing};
use super::{INTERVIEWS, at as number};
use crate::Failure;

/// How an interview goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Both sides join.
    Held,
    /// Only the interviewer joins.
    NoShow,
    /// Nobody joins: a person has to say what happened.
    Unclear,
    /// In person, and nobody has said yet what happened.
    InPerson,
    /// In person, and confirmed the same day.
    Confirmed,
    /// Cancelled with a reason.
    Cancelled,
    /// Moved to another time, then held.
    Moved,
}

/// Where an interview lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Today,
    After,
}

/// A planned interview.
#[derive(Debug, Clone, Copy)]
struct Plan {
    side: Side,
    /// Days from today.
    day: i64,
    fate: Fate,
    kind: &'static str,
    minutes: i64,
    people: usize,
}

/// A scheduled one.
#[derive(Debug, Clone)]
pub(super) struct Meeting {
    id: String,
    room_id: Option<String>,
    interviewer: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
}

/// Interviews before today and today; the others follow.
const BEFORE: usize = 34;
const TODAY: usize = 8;

fn planned(n: usize) -> Plan {
    let (side, day) = if n < BEFORE {
        // Two or three on each of the fourteen days before.
        (Side::Before, -1 - number(n) * 14 / number(BEFORE))
    } else if n < BEFORE + TODAY {
        (Side::Today, 0)
    } else {
        (
            Side::After,
            1 + number(n - BEFORE - TODAY) * 12 / number(INTERVIEWS - BEFORE - TODAY),
        )
    };
    let fate = match (side, n % 11) {
        (_, 3) | (Side::After, 8) => Fate::Cancelled,
        (_, 5) => Fate::Moved,
        (Side::Before, 1 | 8) => Fate::NoShow,
        (_, 4) => Fate::Unclear,
        (_, 6) => Fate::InPerson,
        (_, 9) => Fate::Confirmed,
        _ => Fate::Held,
    };
    let (kind, minutes, people) = match n % 5 {
        1 => ("technical", 60, 1),
        2 => ("panel", 60, 2),
        3 => ("culture", 45, 1),
        _ => ("screen", 30, 1),
    };
    Plan {
        side,
        day,
        fate,
        kind,
        minutes,
        people,
    }
}

/// The application an interview is for. Those who came far had theirs first.
fn application_of(n: usize) -> Option<usize> {
    let far = |a: &usize| ["hired", "offer"].contains(&way(*a).stage);
    let open = |a: &usize| way(*a).stage == "interview";
    let mut pool: Vec<usize> = (0..APPLICATIONS).filter(far).collect();
    pool.extend((0..APPLICATIONS).filter(open));
    // Some come twice: first a screening, later more.
    pool.truncate(48);
    pool.get(n % pool.len().max(1)).copied()
}

/// Plans when each interview is arranged: some days before it, and before now.
pub(super) fn plan(story: &mut Story) {
    for n in 0..INTERVIEWS {
        let plan = planned(n);
        let ahead = TimeDelta::days(2 + number(n % 3)) - TimeDelta::minutes(17 * number(n % 20));
        let at = (story.midnight(plan.day) - ahead).min(story.now() - TimeDelta::hours(20));
        // Within the time since the pipeline stands.
        let at = at.max(story.now() - TimeDelta::days(16) + TimeDelta::minutes(number(n)));
        story.plan(at, Step::Schedule(n));
    }
    story.plan(story.now() - TimeDelta::hours(14), Step::ReadNotices);
}

/// `interview_create` at a free time, and what follows from it.
pub(super) async fn schedule(
    story: &mut Story<'_>,
    at: DateTime<Utc>,
    n: usize,
) -> Result<(), Failure> {
    let plan = planned(n);
    let application = story.application(application_of(n).ok_or_else(missing)?)?;
    let (start, people) = free(story, at, n, &application, &plan).await?;
    let in_person = matches!(plan.fate, Fate::InPerson | Fate::Confirmed);
    let mut params = json!({
        "application_id": application,
        "interview_type": plan.kind,
        "mode": if in_person { "OFFLINE" } else { "ONLINE" },
        "starts_at": start,
        "duration_minutes": plan.minutes,
        "time_zone": "Europe/London",
        "interviewer_ids": people,
    });
    if in_person {
        params["location"] = json!("Halcyon Works, 4th floor, room Lapwing");
    }
    if n.is_multiple_of(4) {
        params["notes"] = json!("Ask about the last project and the notice period.");
    }
    let made = story.call(at, "interview_create", params).await?;
    let ends_at = start + TimeDelta::minutes(plan.minutes);
    let meeting = Meeting {
        id: id(&made)?,
        room_id: made["room_id"].as_str().map(str::to_owned),
        interviewer: people.first().cloned().ok_or_else(missing)?,
        starts_at: start,
        ends_at,
    };
    story.meetings.insert(n, meeting);
    match plan.fate {
        Fate::Cancelled => {
            let when = (start - TimeDelta::hours(5)).min(story.now() - TimeDelta::hours(2));
            story.plan(when.max(at + TimeDelta::minutes(30)), Step::Cancel(n));
        }
        Fate::Moved => {
            let when = (start - TimeDelta::hours(6)).min(story.now() - TimeDelta::hours(3));
            story.plan(when.max(at + TimeDelta::minutes(45)), Step::Move(n));
        }
        _ => follow(story, n, plan.fate),
    }
    Ok(())
}

/// What happens around an interview that takes place.
fn follow(story: &mut Story<'_>, n: usize, fate: Fate) {
    let Some(meeting) = story.meetings.get(&n).cloned() else {
        return;
    };
    story.plan(meeting.starts_at - TimeDelta::minutes(15), Step::Background);
    if matches!(fate, Fate::Held | Fate::NoShow | Fate::Moved) {
        story.plan(
            meeting.starts_at - TimeDelta::minutes(1),
            Step::InterviewerJoins(n),
        );
    }
    if matches!(fate, Fate::Held | Fate::Moved) {
        story.plan(
            meeting.starts_at + TimeDelta::minutes(2),
            Step::CandidateJoins(n),
        );
    }
    story.plan(meeting.ends_at + TimeDelta::minutes(1), Step::Background);
    if fate == Fate::Confirmed {
        story.plan(meeting.ends_at + TimeDelta::hours(1), Step::Confirm(n));
    }
}

/// `interview_update` to another free time, with a reason.
pub(super) async fn reschedule(
    story: &mut Story<'_>,
    at: DateTime<Utc>,
    n: usize,
) -> Result<(), Failure> {
    let mut plan = planned(n);
    if plan.side == Side::Before && plan.day < -1 {
        plan.day += 1;
    }
    let application = story.application(application_of(n).ok_or_else(missing)?)?;
    // Another throw of the dice, so another time.
    let (start, people) = free(story, at, n + INTERVIEWS, &application, &plan).await?;
    let meeting = story.meetings.get(&n).cloned().ok_or_else(missing)?;
    let params = json!({ "id": meeting.id, "starts_at": start, "interviewer_ids": people,
        "reason": "The candidate asked for another time." });
    story.call(at, "interview_update", params).await?;
    let interviewer = people.first().cloned().ok_or_else(missing)?;
    let ends_at = start + TimeDelta::minutes(plan.minutes);
    story.meetings.insert(
        n,
        Meeting {
            interviewer,
            starts_at: start,
            ends_at,
            ..meeting
        },
    );
    follow(story, n, plan.fate);
    Ok(())
}

/// `interview_cancel`, with a reason.
pub(super) async fn cancel(story: &Story<'_>, at: DateTime<Utc>, n: usize) -> Result<(), Failure> {
    let reasons = [
        "The interviewer is ill.",
        "The candidate accepted another offer.",
        "The team wants to see a work sample first.",
    ];
    let meeting = story.meetings.get(&n).ok_or_else(missing)?;
    let params = json!({ "id": meeting.id, "reason": reasons[n % reasons.len()] });
    story.call(at, "interview_cancel", params).await.map(drop)
}

/// `interview_join`.
pub(super) async fn join(
    story: &Story<'_>,
    at: DateTime<Utc>,
    n: usize,
    role: &str,
) -> Result<(), Failure> {
    let meeting = story.meetings.get(&n).ok_or_else(missing)?;
    let mut params = json!({ "id": meeting.id, "role": role, "room_id": meeting.room_id });
    if role == "interviewer" {
        params["person_id"] = json!(meeting.interviewer);
    }
    story.call(at, "interview_join", params).await.map(drop)
}

/// A person says that an interview took place.
pub(super) async fn confirm(story: &Story<'_>, at: DateTime<Utc>, n: usize) -> Result<(), Failure> {
    let meeting = story.meetings.get(&n).ok_or_else(missing)?;
    let params = json!({ "id": meeting.id, "status": "completed" });
    story.call(at, "interview_update", params).await.map(drop)
}

/// A time at which somebody is free, on the planned day or the next one on the same side of now.
async fn free(
    story: &Story<'_>,
    at: DateTime<Utc>,
    n: usize,
    application: &str,
    plan: &Plan,
) -> Result<(DateTime<Utc>, Vec<String>), Failure> {
    let mut dice = Dice::new(0x1AB5 + n as u64);
    let first = dice.below(story.people.len());
    for (from, until) in windows(story, plan) {
        for turn in 0..story.people.len() {
            let chosen: Vec<String> = (0..plan.people)
                .filter_map(|k| {
                    story
                        .people
                        .get((first + turn + k * 5) % story.people.len())
                        .cloned()
                })
                .collect();
            let params = json!({
                "application_id": application, "interviewer_ids": chosen,
                "duration_minutes": plan.minutes, "step_minutes": 15, "limit": 500,
                "window": { "start": from, "end": until },
            });
            let found = story.call(at, "interview_slots", params).await?;
            let slots = found["slots"].as_array().map_or(&[][..], Vec::as_slice);
            let start = dice.one(slots).and_then(start_of);
            if let Some(start) = start {
                return Ok((start, chosen));
            }
        }
    }
    Err(Failure::internal("nobody of the demo is free"))
}

fn start_of(slot: &Value) -> Option<DateTime<Utc>> {
    slot["start"].as_str()?.parse().ok()
}

/// The stretches in which a plan looks for a time, the best one first.
fn windows(story: &Story<'_>, plan: &Plan) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let now = story.now();
    let day = |d: i64| (story.midnight(d), story.midnight(d + 1));
    match plan.side {
        // Over by now, so that its end is known.
        Side::Before => (0..7).map(|back| day((plan.day - back).max(-15))).collect(),
        Side::Today => {
            let (midnight, end) = day(0);
            // First around the present hour, then any time of the day, then the nearest days.
            let mut windows = vec![
                (
                    (now - TimeDelta::hours(4)).max(midnight),
                    (now + TimeDelta::hours(5)).min(end),
                ),
                (midnight, end),
            ];
            windows.extend((1..5).map(day));
            windows
        }
        Side::After => (0..10).map(|more| day(plan.day + more)).collect(),
    }
}
