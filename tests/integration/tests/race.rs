//! Two processes race for one interviewer: exactly one of them gets each slot, whether it
//! schedules an interview or holds the time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::{Arc, Barrier};

use chrono::{DateTime, TimeDelta, Utc};
use muster_integration::people::{interviewer, job, ready_application};
use muster_integration::session::Session;
use serde_json::{Value, json};

const ROUNDS: i64 = 500;

fn request(application: &str, ana: &str, round: i64) -> Value {
    let first: DateTime<Utc> = "2026-03-21T00:00:00Z".parse().unwrap();
    json!({
        "application_id": application, "interview_type": "screen", "mode": "OFFLINE",
        "starts_at": first + TimeDelta::minutes(30 * round), "duration_minutes": 30,
        "time_zone": "UTC", "interviewer_ids": [ana]
    })
}

#[test]
fn a_thousand_attempts_of_two_processes_never_double_book() {
    let home = tempfile::tempdir().unwrap();
    let mut first = Session::start(home.path());
    let ana = interviewer(&mut first, "Ana");
    let job = job(&mut first);
    let applications = [
        ready_application(&mut first, "Grace", &job),
        ready_application(&mut first, "Alan", &job),
    ];
    let second = Session::start(home.path());
    let barrier = Arc::new(Barrier::new(2));

    let racers: Vec<_> = [first, second]
        .into_iter()
        .zip(applications)
        .map(|(mut session, application)| {
            let (barrier, ana) = (barrier.clone(), ana.clone());
            std::thread::spawn(move || {
                let mut won = Vec::new();
                for round in 0..ROUNDS {
                    let request = request(&application, &ana, round);
                    barrier.wait();
                    match session.call("interview_create", &request) {
                        Ok(_) => won.push(round),
                        Err(error) => assert_eq!(error["code"], "interviewer_conflict", "{error}"),
                    }
                }
                (session, won)
            })
        })
        .collect();
    let mut ended: Vec<_> = racers.into_iter().map(|r| r.join().unwrap()).collect();

    let mut won: Vec<i64> = ended.iter().flat_map(|(_, won)| won.clone()).collect();
    won.sort_unstable();
    assert_eq!(
        won,
        (0..ROUNDS).collect::<Vec<_>>(),
        "each slot has exactly one winner"
    );
    // Proof that it was a race: neither process won everything.
    assert!(
        ended.iter().all(|(_, won)| won.len() > 10),
        "both processes won slots"
    );

    let session = &mut ended[0].0;
    let mut starts = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let page = session.must(
            "interview_list",
            &json!({ "view": "all", "limit": 500, "cursor": cursor }),
        );
        for interview in page["items"].as_array().unwrap() {
            starts.push(interview["starts_at"].as_str().unwrap().to_owned());
        }
        cursor = page["next_cursor"].clone();
        if cursor.is_null() {
            break;
        }
    }
    let booked = starts.len();
    starts.sort();
    starts.dedup();
    assert_eq!(
        (booked, starts.len()),
        (500, 500),
        "no start is booked twice"
    );
}

#[test]
fn holding_and_scheduling_never_give_one_time_twice() {
    const TIMES: i64 = 150;
    let home = tempfile::tempdir().unwrap();
    let mut first = Session::start(home.path());
    let ana = interviewer(&mut first, "Ana");
    let job = job(&mut first);
    let applications = [
        ready_application(&mut first, "Grace", &job),
        ready_application(&mut first, "Alan", &job),
    ];
    let second = Session::start(home.path());
    let barrier = Arc::new(Barrier::new(2));

    let racers: Vec<_> = [first, second]
        .into_iter()
        .zip(applications)
        .zip([0, 1])
        .map(|((mut session, application), side)| {
            let (barrier, ana) = (barrier.clone(), ana.clone());
            std::thread::spawn(move || {
                let mut won = Vec::new();
                for round in 0..TIMES {
                    let mut request = request(&application, &ana, round);
                    // They take turns in holding and scheduling.
                    let command = if (round + side) % 2 == 0 {
                        request.as_object_mut().unwrap().remove("time_zone");
                        "hold_create"
                    } else {
                        "interview_create"
                    };
                    barrier.wait();
                    match session.call(command, &request) {
                        Ok(_) => won.push(round),
                        Err(error) => assert_eq!(error["code"], "interviewer_conflict", "{error}"),
                    }
                }
                (session, won)
            })
        })
        .collect();
    let mut ended: Vec<_> = racers.into_iter().map(|r| r.join().unwrap()).collect();
    let mut won: Vec<i64> = ended.iter().flat_map(|(_, won)| won.clone()).collect();
    won.sort_unstable();
    assert_eq!(
        won,
        (0..TIMES).collect::<Vec<_>>(),
        "each time has exactly one winner"
    );
    assert!(
        ended.iter().all(|(_, won)| won.len() > 3),
        "both processes won times"
    );

    let session = &mut ended[0].0;
    let holds = session.must("hold_list", &json!({ "state": "active", "limit": 500 }));
    let view = json!({ "view": "all", "limit": 500 });
    let interviews = session.must("interview_list", &view);
    let mut starts: Vec<&str> = [&holds, &interviews]
        .iter()
        .flat_map(|page| page["items"].as_array().unwrap())
        .map(|item| item["starts_at"].as_str().unwrap())
        .collect();
    starts.sort_unstable();
    starts.dedup();
    assert_eq!(starts.len(), usize::try_from(TIMES).unwrap());
}
