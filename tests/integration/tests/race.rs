//! Two processes race for one interviewer: exactly one of them gets each slot.
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
    let applications =
        [ready_application(&mut first, "Grace", &job), ready_application(&mut first, "Alan", &job)];
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
    assert_eq!(won, (0..ROUNDS).collect::<Vec<_>>(), "each slot has exactly one winner");
    // Proof that it was a race: neither process won everything.
    assert!(ended.iter().all(|(_, won)| won.len() > 10), "both processes won slots");

    let session = &mut ended[0].0;
    let mut starts = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let page = session
            .must("interview_list", &json!({ "view": "all", "limit": 500, "cursor": cursor }));
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
    assert_eq!((booked, starts.len()), (500, 500), "no start is booked twice");
}
