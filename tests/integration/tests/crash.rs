//! `kill -9` at random points: the file opens, nothing is half written, a rerun completes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use muster_integration::people::{interviewer, job, ready_application};
use muster_integration::session::Session;
use muster_integration::{Dice, muster};
use muster_store::{Workspace, candidates, interview_logs};
use serde_json::{Value, json};

const PEOPLE: i64 = 3_000;
const KILLS: usize = 25;
/// How many kills must come between two batches of an import.
const MID_WRITE: usize = 5;

/// What the file holds, read with SQLite itself after a crash.
#[derive(Debug, PartialEq, Eq)]
struct Held {
    candidates: i64,
    indexed: i64,
    logged: i64,
    changes: i64,
}

async fn held(home: &Path) -> Held {
    let now: DateTime<Utc> = "2026-03-20T09:00:00Z".parse().unwrap();
    let workspace = Workspace::open(&home.join("workspace"), now)
        .await
        .expect("the file opens");
    let one = async |sql: &'static str| -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(workspace.reader())
            .await
            .unwrap()
    };
    let sound: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(workspace.reader())
        .await
        .unwrap();
    assert_eq!(sound, "ok");
    assert_eq!(
        one("SELECT count(*) FROM pragma_foreign_key_check").await,
        0
    );
    assert_eq!(
        interview_logs::first_broken(&workspace).await.unwrap(),
        None
    );
    let mut reader = workspace.read().await.unwrap();
    let findable = candidates::findable(&mut reader).await.unwrap();
    drop(reader);
    let held = Held {
        candidates: one("SELECT count(*) FROM candidates").await,
        indexed: findable.len().try_into().unwrap(),
        logged: one("SELECT count(*) FROM change_rows WHERE table_name = 'candidates'").await,
        changes: one("SELECT count(*) FROM changes WHERE command = 'candidate_import'").await,
    };
    workspace.close().await;
    held
}

fn write_people(path: &Path) {
    let mut file = std::fs::File::create(path).unwrap();
    writeln!(file, "full name,email,headline,skills").unwrap();
    for i in 0..PEOPLE {
        writeln!(
            file,
            "Person {i},person{i}@example.org,Engineer {i},rust;sql"
        )
        .unwrap();
    }
}

#[tokio::test]
async fn a_killed_import_leaves_whole_batches_and_a_rerun_completes() {
    let mut dice = Dice::new("MUSTER_CRASH_SEED");
    let (mut kills, mut mid_write) = (0, 0);
    // Milliseconds before a kill, at most. A slow machine needs longer to write anything, a fast one
    // is done sooner: it follows what the kills found.
    let mut most = 1_200;
    let enough = |kills, mid_write| kills >= KILLS && mid_write >= MID_WRITE;
    while !enough(kills, mid_write) {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("people.csv");
        write_people(&file);
        let params = json!({ "path": file, "format": "csv" }).to_string();
        let mut before = 0;
        loop {
            let mut import = muster(home.path())
                .args(["call", "candidate_import", &params])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            if enough(kills, mid_write) {
                let ended = import.wait_with_output().unwrap();
                assert!(
                    ended.status.success(),
                    "{}",
                    String::from_utf8_lossy(&ended.stderr)
                );
                let report: Value = serde_json::from_slice(&ended.stdout).unwrap();
                let seen =
                    report["created"].as_i64().unwrap() + report["unchanged"].as_i64().unwrap();
                assert_eq!(seen, PEOPLE, "{report}");
                break;
            }
            std::thread::sleep(Duration::from_millis(dice.below(most)));
            let done = import.try_wait().unwrap().is_some();
            let _ = import.kill();
            let _ = import.wait();
            if done {
                most = (most * 2 / 3).max(100);
                break;
            }
            kills += 1;
            assert!(
                kills < 20 * KILLS,
                "only {mid_write} of {kills} kills came between two batches"
            );
            let after = held(home.path()).await;
            if after.candidates == before {
                most = (most * 3 / 2).min(20_000);
            }
            before = after.candidates;
            assert_eq!(
                after.candidates, after.indexed,
                "every row is in the index: {after:?}"
            );
            assert_eq!(
                after.candidates, after.logged,
                "every row is in the change log: {after:?}"
            );
            assert!(
                after.candidates % 500 == 0 || after.candidates == PEOPLE,
                "a batch is whole or absent: {after:?}"
            );
            if after.candidates > 0 && after.candidates < PEOPLE {
                mid_write += 1;
            }
        }
        assert_eq!(
            held(home.path()).await.candidates,
            PEOPLE,
            "a rerun completes"
        );
    }
}

#[tokio::test]
async fn a_killed_scheduler_leaves_whole_interviews() {
    let mut dice = Dice::new("MUSTER_CRASH_SEED");
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path());
    let ana = interviewer(&mut session, "Ana");
    let job = job(&mut session);
    let application = ready_application(&mut session, "Grace", &job);
    let first: DateTime<Utc> = "2026-03-22T00:00:00Z".parse().unwrap();
    let request = |slot: i64| {
        json!({
            "application_id": application, "interview_type": "screen", "mode": "ONLINE",
            "starts_at": first + TimeDelta::minutes(30 * slot), "duration_minutes": 30,
            "time_zone": "Europe/Berlin", "interviewer_ids": [ana]
        })
    };
    let (mut slot, mut unanswered) = (0, 0);
    for _ in 0..KILLS {
        let burst = 40;
        for ahead in 0..burst {
            session
                .send("interview_create", &request(slot + ahead))
                .unwrap();
        }
        std::thread::sleep(Duration::from_millis(40 + dice.below(300)));
        session.kill();
        held(home.path()).await;
        session = Session::start(home.path());
        let mut kept = 0;
        for ahead in 0..burst {
            // A rerun finds each slot either taken by the killed process or free.
            match session.call("interview_create", &request(slot + ahead)) {
                Ok(_) => unanswered += 1,
                Err(error) => {
                    assert_eq!(error["code"], "interviewer_conflict", "{error}");
                    kept += 1;
                }
            }
        }
        assert!(kept <= burst);
        slot += burst;
    }
    assert!(unanswered > 0, "no kill came before its burst was done");
    drop(session);

    let now: DateTime<Utc> = "2026-03-20T09:00:00Z".parse().unwrap();
    let workspace = Workspace::open(&home.path().join("workspace"), now)
        .await
        .unwrap();
    let count = async |sql: &'static str| -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(workspace.reader())
            .await
            .unwrap()
    };
    assert_eq!(
        count("SELECT count(*) FROM interviews").await,
        slot,
        "each slot once"
    );
    for (what, sql) in [
        (
            "without people",
            "SELECT count(*) FROM interviews i WHERE NOT EXISTS
            (SELECT 1 FROM interview_participants WHERE interview_id = i.id)",
        ),
        (
            "without its three reminders",
            "SELECT count(*) FROM interviews i WHERE 3 <>
            (SELECT count(*) FROM reminders WHERE interview_id = i.id)",
        ),
        (
            "without its log entry",
            "SELECT count(*) FROM interviews i WHERE 1 <>
            (SELECT count(*) FROM interview_logs WHERE interview_id = i.id)",
        ),
        (
            "without its change",
            "SELECT count(*) FROM interviews i WHERE 1 <>
            (SELECT count(*) FROM change_rows WHERE table_name = 'interviews'
                AND row_key = json_array(i.id))",
        ),
    ] {
        assert_eq!(count(sql).await, 0, "an interview {what}");
    }
}
