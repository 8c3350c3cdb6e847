//! `kill -9` while whole loops are committed: each loop is there with all that hangs on it, or nothing
//! of it is, and what was held for it is neither lost nor taken twice.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use muster_integration::Dice;
use muster_integration::people::{id, interviewer, job, ready_application};
use muster_integration::session::Session;
use muster_store::{Workspace, interview_logs};
use serde_json::{Value, json};
use sqlx::Row as _;

const KILLS: usize = 12;
/// Loops that one burst commits one by one, and those it commits as a week.
const ALONE: usize = 5;
const TOGETHER: usize = 4;
/// Interviews of a loop.
const STEPS: i64 = 3;

/// A loop to be committed, with the time that is held for it.
struct Waiting {
    application: String,
    hold: String,
    sessions: Value,
}

/// One loop as the file has it after a crash.
struct Kept {
    interviews: i64,
    changes: i64,
    hold: String,
    confirmed_as: i64,
}

fn loop_of(plan: &Value, people: &[String], start: DateTime<Utc>) -> Value {
    let steps = plan["steps"].as_array().unwrap().iter().zip(people);
    let mut start = start;
    steps
        .map(|(step, person)| {
            let session = json!({ "step_id": step["id"], "starts_at": start,
                "interviewer_ids": [person] });
            start += TimeDelta::minutes(30);
            session
        })
        .collect()
}

/// A new candidate with a held time, and a loop at that time.
fn wait(session: &mut Session, job: &str, plan: &Value, people: &[String], at: usize) -> Waiting {
    let first: DateTime<Utc> = "2026-03-22T00:00:00Z".parse().unwrap();
    let start = first + TimeDelta::hours(2 * i64::try_from(at).unwrap());
    let application = ready_application(session, &format!("Candidate {at}"), job);
    let hold = session.must(
        "hold_create",
        &json!({ "application_id": application, "step_id": plan["steps"][0]["id"],
            "starts_at": start, "interviewer_ids": [people[0]] }),
    );
    Waiting {
        application,
        hold: id(&hold),
        sessions: loop_of(plan, people, start),
    }
}

async fn open(home: &Path) -> Workspace {
    let now: DateTime<Utc> = "2026-03-20T09:00:00Z".parse().unwrap();
    Workspace::open(&home.join("workspace"), now)
        .await
        .expect("the file opens")
}

async fn one(workspace: &Workspace, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(workspace.reader())
        .await
        .unwrap()
}

async fn kept(workspace: &Workspace, waiting: &Waiting) -> Kept {
    let row = sqlx::query(
        "SELECT (SELECT count(*) FROM interviews WHERE application_id = ?1) AS interviews,
            (SELECT count(DISTINCT r.change_seq) FROM interviews i JOIN change_rows r
                ON r.table_name = 'interviews' AND r.row_key = json_array(i.id)
                WHERE i.application_id = ?1) AS changes,
            (SELECT state FROM holds WHERE id = ?2) AS hold,
            (SELECT count(*) FROM holds h JOIN interviews i ON i.id = h.interview_id
                WHERE h.id = ?2 AND i.application_id = ?1 AND i.starts_at = h.starts_at)
                AS confirmed_as",
    )
    .bind(&waiting.application)
    .bind(&waiting.hold)
    .fetch_one(workspace.reader())
    .await
    .unwrap();
    Kept {
        interviews: row.get("interviews"),
        changes: row.get("changes"),
        hold: row.get("hold"),
        confirmed_as: row.get("confirmed_as"),
    }
}

/// Looks at every loop: whole or absent. How many are whole.
async fn whole_or_absent(home: &Path, all: &[Waiting]) -> usize {
    let workspace = open(home).await;
    let sound: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(workspace.reader())
        .await
        .unwrap();
    assert_eq!(sound, "ok");
    assert_eq!(
        interview_logs::first_broken(&workspace).await.unwrap(),
        None
    );
    let mut whole = 0;
    for waiting in all {
        let kept = kept(&workspace, waiting).await;
        let found = (
            kept.interviews,
            kept.changes,
            kept.hold.as_str(),
            kept.confirmed_as,
        );
        assert!(
            found == (0, 0, "active", 0) || found == (STEPS, 1, "confirmed", 1),
            "half written: {found:?}"
        );
        whole += usize::from(kept.interviews > 0);
    }
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
    ] {
        assert_eq!(one(&workspace, sql).await, 0, "an interview {what}");
    }
    workspace.close().await;
    whole
}

#[tokio::test]
async fn a_killed_planner_leaves_whole_loops_and_every_hold_once() {
    let mut dice = Dice::new("MUSTER_CRASH_SEED");
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path());
    let people: Vec<String> = ["Ana", "Ben", "Cem"]
        .iter()
        .map(|name| interviewer(&mut session, name))
        .collect();
    let job = job(&mut session);
    let steps: Vec<Value> = ["screen", "technical", "culture"]
        .iter()
        .zip(&people)
        .map(|(kind, person)| {
            json!({ "interview_type": kind, "duration_minutes": 30, "interviewer_ids": [person] })
        })
        .collect();
    let plan = session.must(
        "interview_plan_create",
        &json!({ "job_id": job, "name": "Platform", "steps": steps }),
    );
    let mut all: Vec<Waiting> = Vec::new();
    let mut cut_short = 0;
    for kill in 0..KILLS {
        let from = all.len();
        for at in from..from + ALONE + TOGETHER {
            all.push(wait(&mut session, &job, &plan, &people, at));
        }
        let sent = |waiting: &Waiting| {
            json!({ "application_id": waiting.application, "plan_id": plan["id"],
                "sessions": waiting.sessions })
        };
        let alone = |session: &mut Session, waiting: &Waiting| {
            let mut commit = sent(waiting);
            commit["hold_id"] = json!(waiting.hold);
            session.send("loop_commit", &commit).unwrap();
        };
        let (first, rest) = all[from..].split_at(ALONE);
        for waiting in first {
            alone(&mut session, waiting);
        }
        let week: Vec<Value> = rest.iter().map(sent).collect();
        session
            .send("loop_week_commit", &json!({ "loops": week }))
            .unwrap();
        // Soon, so that a fast machine is not done either; and late, so that a slow one has begun.
        let most = [15, 80, 500][kill % 3];
        std::thread::sleep(Duration::from_millis(dice.below(most)));
        session.kill();
        let whole = whole_or_absent(home.path(), &all).await;
        cut_short += usize::from(whole < all.len());
        // A rerun makes what is missing, and nothing a second time.
        session = Session::start(home.path());
        let mut again = Vec::new();
        for waiting in &all[from..] {
            again.push(session.call("loop_commit", &sent(waiting)));
        }
        for error in again.into_iter().filter_map(Result::err) {
            let code = error["code"].as_str().unwrap();
            assert!(
                ["interviewer_conflict", "candidate_conflict"].contains(&code),
                "{error}"
            );
        }
        assert_eq!(
            whole_or_absent(home.path(), &all).await,
            all.len(),
            "a rerun completes"
        );
    }
    assert!(cut_short > 0, "no kill came before its burst was done");
}
