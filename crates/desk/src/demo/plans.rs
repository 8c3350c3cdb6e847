//! Teams, pools, interview plans and held times of the demo.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::pipeline::{APPLICATIONS, way};
use super::story::{Step, Story, missing};
use super::{JOBS, at as number, jobs};
use crate::Failure;

/// Someone of a pool: place in the list of interviewers, weight, training, alternate.
type Member = (usize, u32, &'static str, bool);

/// A pool: its name, its skill, who is in it.
type Pool = (&'static str, &'static str, &'static [Member]);

pub(super) const POOLS: [Pool; 6] = [
    (
        "Phone screens",
        "",
        &[
            (5, 1, "qualified", false),
            (10, 2, "qualified", false),
            (8, 1, "qualified", false),
            (0, 1, "qualified", true),
        ],
    ),
    (
        "Engineering",
        "Backend",
        &[
            (1, 2, "qualified", false),
            (0, 1, "qualified", false),
            (3, 1, "qualified", false),
            (10, 1, "qualified", false),
            (4, 1, "reverse_shadow", false),
            (9, 1, "shadow", false),
        ],
    ),
    (
        "Data",
        "SQL",
        &[
            (7, 2, "qualified", false),
            (2, 1, "qualified", false),
            (11, 1, "qualified", false),
            (6, 1, "reverse_shadow", false),
        ],
    ),
    (
        "Platform",
        "Kubernetes",
        &[
            (9, 1, "qualified", false),
            (4, 1, "qualified", false),
            (7, 1, "qualified", false),
            (1, 1, "qualified", true),
        ],
    ),
    (
        "Design",
        "Figma",
        &[
            (6, 1, "qualified", false),
            (11, 1, "qualified", false),
            (5, 1, "qualified", false),
        ],
    ),
    (
        "Culture",
        "",
        &[
            (8, 1, "qualified", false),
            (5, 1, "qualified", false),
            (0, 1, "qualified", false),
            (2, 1, "qualified", false),
        ],
    ),
];

const TEAMS: [(&str, &[usize]); 4] = [
    ("Engineering", &[0, 1, 3, 10]),
    ("Data", &[2, 7, 11]),
    ("Platform", &[4, 9]),
    ("Design", &[5, 6]),
];

/// Plans of the demo: one for each job and a template.
pub(super) const PLANS: usize = JOBS + 1;
/// Times that are held.
const HOLDS: usize = 3;

/// Plans when all of it is made: when there are people, when there are jobs, this morning.
pub(super) fn plan(story: &mut Story) {
    let start = story.now() - TimeDelta::days(43);
    story.plan(start, Step::Teams);
    for index in 0..POOLS.len() {
        let at = start + TimeDelta::minutes(9 * (1 + number(index)));
        story.plan(at, Step::Pool(index));
    }
    // By then all jobs are known: the last one is added 27 days ago.
    for index in 0..PLANS {
        let at = story.now() - TimeDelta::days(26) - TimeDelta::minutes(3 * number(index));
        story.plan(at, Step::Plan(index));
    }
    for index in 0..HOLDS {
        let at = story.now() - TimeDelta::minutes(80 - 20 * number(index));
        story.plan(at, Step::Hold(index));
    }
}

/// `availability_team` for each team, and what holds for all and for one of them.
pub(super) async fn teams(story: &Story<'_>, at: DateTime<Utc>) -> Result<(), Failure> {
    for (team, members) in TEAMS {
        let params = json!({ "team": team, "person_ids": people(story, members)? });
        story.call(at, "availability_team", params).await?;
    }
    let lunch = json!({ "level": "workspace", "values": { "lunch_minutes": 30 } });
    story.call(at, "availability_set", lunch).await?;
    let month =
        json!({ "level": "team", "team": "Platform", "values": { "maximum_per_month": 14 } });
    story.call(at, "availability_set", month).await.map(drop)
}

/// Parameters of `pool_create`.
pub(super) fn pool(story: &Story<'_>, index: usize) -> Result<Value, Failure> {
    let (name, skill, members) = POOLS[index];
    let members = members
        .iter()
        .map(|(person, weight, training, alternate)| {
            let person_id = story.people.get(*person).ok_or_else(missing)?;
            Ok(
                json!({ "person_id": person_id, "weight": weight, "training": training,
                "alternate": alternate }),
            )
        })
        .collect::<Result<Vec<Value>, Failure>>()?;
    Ok(json!({ "name": name, "skill": skill, "members": members }))
}

/// Parameters of `interview_plan_create`; the last plan is the template.
pub(super) fn interviews(story: &Story<'_>, index: usize) -> Result<Value, Failure> {
    let pool = |name: &str, choose: u32| {
        let place = POOLS.iter().position(|(known, _, _)| *known == name);
        let pool_id = place
            .and_then(|place| story.pools.get(place))
            .ok_or_else(missing)?;
        Ok::<Value, Failure>(json!([{ "pool_id": pool_id, "choose": choose }]))
    };
    let screen = json!({ "interview_type": "screen", "pools": pool("Phone screens", 1)? });
    if index == JOBS {
        return Ok(
            json!({ "name": "Short process", "gap_minutes": 15, "steps": [
                screen,
                { "interview_type": "technical", "pools": pool("Engineering", 1)?,
                    "competency": "Craft" },
            ]}),
        );
    }
    let expert = match jobs::department_of(index) {
        "Sales" => "Culture",
        department => department,
    };
    Ok(json!({
        "job_id": story.job(index)?,
        "name": jobs::title_of(index),
        "maximum_days": 2,
        "gap_minutes": 15,
        "steps": [
            screen,
            { "interview_type": "technical", "pools": pool(expert, 1)?, "competency": "Craft" },
            { "interview_type": "panel", "title": "Meet the team", "pools": pool(expert, 2)?,
                "competency": "Working together" },
            { "interview_type": "culture", "pools": pool("Culture", 1)?,
                "competency": "What matters to you" },
        ],
    }))
}

/// `hold_create` at a free time of the coming days, for someone who waits for an answer.
pub(super) async fn hold(story: &Story<'_>, at: DateTime<Utc>, n: usize) -> Result<(), Failure> {
    let waiting = |a: &usize| way(*a).stage == "interview";
    let application = (0..APPLICATIONS).rev().filter(waiting).nth(n);
    let application = story.application(application.ok_or_else(missing)?)?;
    let persons = (0..story.people.len()).map(|turn| (7 + n + turn) % story.people.len());
    let days = 2 + number(n)..7;
    for (day, person) in days.flat_map(|day| persons.clone().map(move |person| (day, person))) {
        let person = story.people.get(person).ok_or_else(missing)?;
        // In the recruiter's working day, also where the interviewer is awake at other hours.
        let morning = story.midnight(day) + TimeDelta::hours(9);
        let params = json!({
            "application_id": application, "interviewer_ids": [person], "duration_minutes": 60,
            "step_minutes": 30, "limit": 1,
            "window": { "start": morning, "end": morning + TimeDelta::hours(9) },
        });
        let found = story.call(at, "interview_slots", params).await?;
        let Some(start) = found["slots"][0]["start"].as_str() else {
            continue;
        };
        let params = json!({ "application_id": application, "interview_type": "technical",
            "starts_at": start, "interviewer_ids": [person] });
        return story.call(at, "hold_create", params).await.map(drop);
    }
    Err(Failure::internal("nobody of the demo is free to be held"))
}

fn people(story: &Story<'_>, places: &[usize]) -> Result<Vec<String>, Failure> {
    places
        .iter()
        .map(|place| story.people.get(*place).cloned().ok_or_else(missing))
        .collect()
}
