use std::collections::BTreeSet;
use std::sync::Arc;

use muster_desk::{Code, Desk};
use muster_domain::reminder::ReminderState;
use muster_store::{ChangeOrigin, Workspace, reminders};
use serde_json::{Value, json};

use crate::support::{MONDAY, Office, at, call, later};

const START: &str = "2026-11-24T14:00:00Z";

/// Runs background work until the other process lets go of the lease.
async fn insist(desk: Desk) -> Vec<Value> {
    loop {
        match desk.call("background_run", json!({})).await {
            Ok(ran) => return ran["reminders"].as_array().unwrap().clone(),
            Err(refused) => assert_eq!(refused.code, Code::WorkspaceBusy, "{refused:?}"),
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_processes_fire_each_reminder_once() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    for n in 0..20 {
        let start = at(&later(START, n * 10));
        office
            .interview_at(&desk, &format!("Candidate {n}"), start, 10)
            .await;
    }
    let mut seen = BTreeSet::new();
    for round in 0..20 {
        let now = later(START, round * 10 - 15);
        let first = tokio::spawn(insist(office.desk(&now)));
        let second = tokio::spawn(insist(office.desk(&now)));
        let fired = [first.await.unwrap(), second.await.unwrap()].concat();
        assert!(!fired.is_empty(), "nobody fired in round {round}");
        for reminder in fired {
            let key = (
                reminder["interview_id"].to_string(),
                reminder["lead_minutes"].as_u64(),
            );
            assert!(seen.insert(key.clone()), "{key:?} fired twice");
        }
    }
    let notices = call(&desk, "notice_list", json!({ "limit": 500 })).await;
    let told: BTreeSet<String> = notices["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| format!("{}{}", n["title"], n["interview_id"]))
        .collect();
    assert_eq!(
        told.len(),
        notices["items"].as_array().unwrap().len(),
        "a notice came twice"
    );
}

/// Even without the lease: of many claims of one reminder exactly one succeeds.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reminder_is_claimed_by_one_process_only() {
    let office = Office::new().await;
    office.interview("Ada Lovelace", START).await;
    let now = at(START);
    let mut processes = Vec::new();
    for _ in 0..3 {
        processes.push(Arc::new(
            Workspace::open(office.folder.path(), now).await.unwrap(),
        ));
    }
    let mut reader = processes[0].reader().acquire().await.unwrap();
    for reminder in reminders::waiting(&mut reader).await.unwrap() {
        let mut claims = tokio::task::JoinSet::new();
        for (n, workspace) in processes.iter().enumerate() {
            let (workspace, id) = (workspace.clone(), reminder.id.clone());
            claims.spawn(async move {
                let origin = ChangeOrigin {
                    command: "reminders".to_owned(),
                    actor: "muster".to_owned(),
                    origin: "background".to_owned(),
                    at: now,
                    undoable: false,
                };
                let mut tx = workspace.begin(&origin).await.unwrap();
                let process = format!("process {n}");
                let won = reminders::settle(&mut tx, &id, ReminderState::Fired, &process)
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
                won
            });
        }
        let won = claims
            .join_all()
            .await
            .into_iter()
            .filter(|won| *won)
            .count();
        assert_eq!(won, 1);
    }
}

#[tokio::test]
async fn a_killed_process_holds_nobody_up() {
    let office = Office::new().await;
    office.interview("Ada Lovelace", START).await;
    let expires = at(START).timestamp_millis() + 3_600_000;
    sqlx::query("INSERT INTO lease (name, owner, expires_at) VALUES ('background', 'killed', ?1)")
        .bind(expires)
        .execute(&mut office.sql().await)
        .await
        .unwrap();
    assert_eq!(
        crate::support::texts(&office.run(&later(START, -15)).await).len(),
        1
    );
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM lease")
        .fetch_one(&mut office.sql().await)
        .await
        .unwrap();
    assert_eq!(left, 0, "the lease is given back");
}

#[tokio::test]
async fn where_locks_do_not_work_the_expiry_decides() {
    let office = Office::new().await;
    office.interview("Ada Lovelace", START).await;
    // Another handle on the lock file, as on a disk where locking always fails.
    let lock = std::fs::File::create(office.folder.path().join("background.lock")).unwrap();
    lock.lock().unwrap();
    let expires = at(&later(START, -10)).timestamp_millis();
    sqlx::query("INSERT INTO lease (name, owner, expires_at) VALUES ('background', 'other', ?1)")
        .bind(expires)
        .execute(&mut office.sql().await)
        .await
        .unwrap();
    let busy = office
        .desk(&later(START, -15))
        .call("background_run", json!({}))
        .await
        .unwrap_err();
    assert_eq!(busy.code, Code::WorkspaceBusy);
    let details = busy.details.unwrap();
    assert_eq!(details["holder"], "other");
    assert_eq!(details["expires_at"], "2026-11-24T13:50:00Z");
    assert_eq!(
        crate::support::texts(&office.run(&later(START, -10)).await).len(),
        1
    );
}
