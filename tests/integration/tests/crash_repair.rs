//! `kill -9` while repairs are applied that change three interviews each: all of them are changed or
//! none is, and what was answered is kept.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use muster_integration::Dice;
use muster_integration::people::{id, interviewer, job, ready_application};
use muster_integration::session::Session;
use muster_store::{Workspace, interview_logs};
use serde_json::{Value, json};
use sqlx::Row as _;

const KILLS: usize = 16;
/// Repairs that are sent before a kill.
const BURST: usize = 4;
const REASON: &str = "Ben cannot make it";

/// Ana takes technical interviews and those about culture, Ben only technical ones, Cem only those
/// about culture: who follows Ben is Ana, and who follows Ana is Cem.
struct Team {
    ana: String,
    ben: String,
    cem: String,
    eli: String,
    /// Applications.
    grace: String,
    ada: String,
    alan: String,
    mary: String,
}

/// A repair: Grace gets Ana for Ben, Ada gets Cem for Ana, and Alan's interview moves by three hours.
struct Chain {
    grace: String,
    ada: String,
    alan: String,
    starts_at: DateTime<Utc>,
    request: Value,
}

/// What the file holds of a chain.
#[derive(Debug, PartialEq, Eq)]
struct Kept {
    /// Who sits with Grace and with Ada.
    people: (String, String),
    /// By how many hours Alan's interview moved.
    hours: i64,
    /// SEQUENCE of the three.
    sequences: [i64; 3],
    /// Repairs in the change log that touch any of them.
    changes: i64,
    /// Entries in their logs that come from the repair.
    entries: i64,
}

impl Team {
    fn gather(session: &mut Session) -> Self {
        // Each chain has days of its own.
        session.must("settings_update", &json!({ "maximum_days_ahead": 365 }));
        let mut person = |name: &str, kinds: &[&str]| {
            let person = interviewer(session, name);
            let kinds = json!({ "id": person, "interview_types": kinds });
            session.must("person_update", &kinds);
            person
        };
        let ana = person("Ana", &["technical", "culture"]);
        let ben = person("Ben", &["technical"]);
        let cem = person("Cem", &["culture"]);
        let eli = person("Eli", &["system"]);
        let job = job(session);
        let mut ready = |name| ready_application(session, name, &job);
        Self {
            ana,
            ben,
            cem,
            eli,
            grace: ready("Grace"),
            ada: ready("Ada"),
            alan: ready("Alan"),
            mary: ready("Mary"),
        }
    }

    /// Three interviews of a day of their own, and the repair that Muster proposes when Ben declines.
    fn chain(&self, session: &mut Session, at: usize) -> Chain {
        let first: DateTime<Utc> = "2026-03-23T10:00:00Z".parse().unwrap();
        // A repair looks at the day before and the day after too.
        let starts_at = first + TimeDelta::days(3 * i64::try_from(at).unwrap());
        let mut scheduled = |application: &str, kind: &str, person: &str| {
            let interview = interview(application, kind, starts_at, person);
            id(&session.must("interview_create", &interview))
        };
        let grace = scheduled(&self.grace, "technical", &self.ben);
        let ada = scheduled(&self.ada, "culture", &self.ana);
        let alan = scheduled(&self.alan, "system", &self.eli);
        let asked = json!({ "id": grace, "declined_person_id": self.ben });
        let found = session.must("interview_repair", &asked);
        let option = &found["options"][0];
        assert_eq!(option["kind"], "chain", "{option}");
        let swap = &option["moves"][0];
        let request = json!({ "id": grace, "update": option["update"], "reason": REASON, "moves": [
            { "interview_id": swap["interview_id"], "update": swap["update"] },
            { "interview_id": alan, "update": { "starts_at": starts_at + TimeDelta::hours(3) } },
        ] });
        Chain {
            grace,
            ada,
            alan,
            starts_at,
            request,
        }
    }

    /// How the file has a chain before its repair, and after it.
    fn before_and_after(&self) -> (Kept, Kept) {
        let before = Kept {
            people: (self.ben.clone(), self.ana.clone()),
            hours: 0,
            sequences: [0, 0, 0],
            changes: 0,
            entries: 0,
        };
        let after = Kept {
            people: (self.ana.clone(), self.cem.clone()),
            hours: 3,
            sequences: [0, 0, 1],
            changes: 1,
            entries: 3,
        };
        (before, after)
    }
}

fn interview(application: &str, kind: &str, starts_at: DateTime<Utc>, person: &str) -> Value {
    json!({ "application_id": application, "interview_type": kind, "mode": "OFFLINE",
        "starts_at": starts_at, "duration_minutes": 60, "time_zone": "UTC",
        "interviewer_ids": [person] })
}

async fn kept(workspace: &Workspace, chain: &Chain) -> Kept {
    let row = sqlx::query(
        "SELECT (SELECT group_concat(person_id) FROM interview_participants
                WHERE interview_id = ?1) AS with_grace,
            (SELECT group_concat(person_id) FROM interview_participants
                WHERE interview_id = ?2) AS with_ada,
            (SELECT starts_at FROM interviews WHERE id = ?3) AS alan_starts_at,
            (SELECT sequence FROM interviews WHERE id = ?1) AS grace,
            (SELECT sequence FROM interviews WHERE id = ?2) AS ada,
            (SELECT sequence FROM interviews WHERE id = ?3) AS alan,
            (SELECT count(DISTINCT c.seq) FROM changes c JOIN change_rows r ON r.change_seq = c.seq
                WHERE c.command = 'interview_repair_apply'
                AND json_extract(r.row_key, '$[0]') IN (?1, ?2, ?3)) AS changes,
            (SELECT count(*) FROM interview_logs
                WHERE interview_id IN (?1, ?2, ?3) AND reason = ?4) AS entries",
    )
    .bind(&chain.grace)
    .bind(&chain.ada)
    .bind(&chain.alan)
    .bind(REASON)
    .fetch_one(workspace.reader())
    .await
    .unwrap();
    let alan = DateTime::from_timestamp_millis(row.get("alan_starts_at")).unwrap();
    Kept {
        people: (row.get("with_grace"), row.get("with_ada")),
        hours: (alan - chain.starts_at).num_hours(),
        sequences: [row.get("grace"), row.get("ada"), row.get("alan")],
        changes: row.get("changes"),
        entries: row.get("entries"),
    }
}

/// Looks at every chain: repaired as a whole or not at all. Which of them are repaired.
async fn whole_or_absent(home: &Path, team: &Team, all: &[Chain]) -> Vec<bool> {
    let now: DateTime<Utc> = "2026-03-20T09:00:00Z".parse().unwrap();
    let workspace = Workspace::open(&home.join("workspace"), now)
        .await
        .expect("the file opens");
    let sound: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(workspace.reader())
        .await
        .unwrap();
    assert_eq!(sound, "ok");
    assert_eq!(
        interview_logs::first_broken(&workspace).await.unwrap(),
        None
    );
    let (before, after) = team.before_and_after();
    let mut repaired = Vec::new();
    for chain in all {
        let kept = kept(&workspace, chain).await;
        assert!(kept == before || kept == after, "half written: {kept:?}");
        repaired.push(kept == after);
    }
    for (what, sql) in [
        (
            "rows of tables that point nowhere",
            "SELECT count(*) FROM pragma_foreign_key_check",
        ),
        (
            "changes without rows",
            "SELECT count(*) FROM changes c WHERE NOT EXISTS
                (SELECT 1 FROM change_rows WHERE change_seq = c.seq)",
        ),
        (
            "interviews without their three reminders before their start",
            "SELECT count(*) FROM interviews i WHERE 3 <> (SELECT count(*) FROM reminders
                WHERE interview_id = i.id AND state = 'pending'
                AND due_at = i.starts_at - 60000 * lead_minutes)",
        ),
        (
            "interviews whose sequence is not the number of times they moved",
            "SELECT count(*) FROM interviews i WHERE sequence <> (SELECT count(*)
                FROM interview_logs WHERE interview_id = i.id AND action = 'RESCHEDULED')",
        ),
    ] {
        let found: i64 = sqlx::query_scalar(sql)
            .fetch_one(workspace.reader())
            .await
            .unwrap();
        assert_eq!(found, 0, "{what}");
    }
    let changes: i64 =
        sqlx::query_scalar("SELECT count(*) FROM changes WHERE command = 'interview_repair_apply'")
            .fetch_one(workspace.reader())
            .await
            .unwrap();
    let whole = repaired.iter().filter(|whole| **whole).count();
    assert_eq!(changes, i64::try_from(whole).unwrap(), "one change each");
    workspace.close().await;
    repaired
}

#[tokio::test]
async fn a_killed_repair_changes_all_interviews_of_its_chain_or_none() {
    let mut dice = Dice::new("MUSTER_CRASH_SEED");
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path());
    let team = Team::gather(&mut session);
    let mut all = vec![team.chain(&mut session, 0)];
    let mut done = vec![true];
    // How long this machine takes for one repair: a kill comes at any moment of one.
    let began = Instant::now();
    session.must("interview_repair_apply", &all[0].request);
    let mut one = began.elapsed();
    let (mut cut_short, mut refused) = (0, 0);
    for _ in 0..KILLS {
        let from = all.len();
        for at in from..from + BURST {
            all.push(team.chain(&mut session, at));
        }
        for chain in &all[from..] {
            session
                .send("interview_repair_apply", &chain.request)
                .unwrap();
        }
        let heard = usize::try_from(dice.below(BURST as u64)).unwrap();
        for _ in 0..heard {
            let began = Instant::now();
            let answer = session.answer().expect("muster stdio answers");
            assert_eq!(answer["error"], Value::Null, "{answer}");
            one = began.elapsed();
        }
        let moment = dice.below(u64::try_from(one.as_micros()).unwrap() + 1);
        std::thread::sleep(Duration::from_micros(moment));
        session.kill();
        let repaired = whole_or_absent(home.path(), &team, &all).await;
        assert_eq!(repaired[..from], done, "nothing else changed");
        let kept = repaired[from..].iter().take_while(|whole| **whole).count();
        assert_eq!(
            repaired[from..].iter().filter(|whole| **whole).count(),
            kept,
            "one after the other"
        );
        assert!(kept >= heard, "an answered repair is lost");
        cut_short += usize::from(kept < BURST);
        done = repaired;

        // A rerun makes what is missing and nothing a second time, or says why it cannot.
        session = Session::start(home.path());
        let taken = (kept < BURST).then_some(from + kept);
        if let Some(taken) = taken {
            let busy = interview(&team.mary, "culture", all[taken].starts_at, &team.cem);
            session.must("interview_create", &busy);
        }
        for at in from..all.len() {
            let answer = session.call("interview_repair_apply", &all[at].request);
            if taken == Some(at) {
                let error = answer.expect_err("Cem is taken");
                assert_eq!(error["code"], "interviewer_conflict", "{error}");
                let message = error["message"].as_str().unwrap();
                assert!(
                    message.starts_with("With Ada: Cem is busy then."),
                    "{message}"
                );
                refused += 1;
            } else {
                answer.expect("a rerun completes");
                done[at] = true;
            }
        }
        assert_eq!(whole_or_absent(home.path(), &team, &all).await, done);
    }
    assert!(cut_short > 0, "no kill came before its burst was done");
    assert_eq!(cut_short, refused);
    let drift = session.must("drift_list", &json!({}));
    assert_eq!(drift["items"], json!([]));
}
