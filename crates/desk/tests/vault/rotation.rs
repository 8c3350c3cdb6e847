//! A new key: everything is sealed anew, whatever happens meanwhile.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use muster_desk::Code;
use muster_store::sealed::PLACES;
use muster_vault::{Keyring as _, Vault};
use serde_json::json;
use sqlx::Row as _;

use crate::keyrings::{Dying, End};
use crate::office::{call, refusal};
use crate::safe::{ALL, Safe, mail, secrets};

#[tokio::test]
async fn a_new_key_opens_everything_and_the_old_one_nothing() {
    let safe = Safe::full().await;
    let workspace = safe.workspace_id().await;
    let old = Vault::open_in(&*safe.keyring, &workspace, true).unwrap();
    let status = call(&safe.office.desk, "vault_key_rotate", json!({})).await;
    assert_eq!(
        (&status["keeper"], &status["locked"]),
        (&json!("keyring"), &json!(false))
    );
    assert_eq!(safe.by_keyring().await, ALL);
    assert_eq!(safe.room_in(&safe.office.desk).await, safe.room);
    assert_eq!(safe.room_in(&safe.restart()).await, safe.room);
    let left = secrets(&mut safe.file().await, &old).await;
    assert!(
        left.iter().all(|secret| !ALL.contains(&secret.as_str())),
        "{left:?}"
    );
    // Neither do the rooms that the log remembers.
    let logged: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM change_rows r JOIN interviews i
         ON json_extract(r.after, '$.room_sealed') = i.room_sealed",
    )
    .fetch_one(&mut safe.file().await)
    .await
    .unwrap();
    assert!(logged > 0, "the log still holds the room under the old key");
}

#[tokio::test]
async fn it_is_no_change_of_anybody_and_in_the_way_of_no_undo() {
    let safe = Safe::full().await;
    let desk = &safe.office.desk;
    let notes = |text: &str| json!({ "id": safe.interview, "notes": text });
    call(desk, "interview_update", notes("Ask about Kafka.")).await;
    call(desk, "interview_update", notes("Ask about Rust.")).await;
    let before = call(desk, "activity_list", json!({})).await;
    call(desk, "vault_key_rotate", json!({})).await;
    assert_eq!(call(desk, "activity_list", json!({})).await, before);
    call(desk, "change_undo", json!({})).await;
    let interview = call(desk, "interview_get", json!({ "id": safe.interview })).await;
    assert_eq!(interview["notes"], "Ask about Kafka.");
    assert_eq!(interview["room_id"], safe.room);
    // What undo brought back is sealed with the new key, so the next one carries it over.
    call(desk, "vault_key_rotate", json!({})).await;
    assert_eq!(safe.room_in(&safe.restart()).await, safe.room);
}

async fn survives(end: End) {
    let safe = Safe::full().await;
    let mut deaths = 0;
    loop {
        let keyring = Arc::new(Dying {
            keyring: safe.keyring.clone(),
            calls_left: AtomicUsize::new(deaths),
            end,
        });
        let desk = safe.restart_with(keyring);
        let rotated = desk.call("vault_key_rotate", json!({})).await;
        assert_eq!(
            safe.room_in(&safe.restart()).await,
            safe.room,
            "{end:?} after {deaths} calls"
        );
        assert_eq!(safe.by_keyring().await, ALL, "{end:?} after {deaths} calls");
        match rotated {
            Ok(_) => break,
            Err(failure) => assert_eq!(failure.code, Code::KeyringMissing, "{failure:?}"),
        }
        deaths += 1;
    }
    // Reading the old key, keeping the new one beside it, putting it in its place.
    assert!(deaths > 5, "only {deaths} places to die");
    let next = format!("{}.next", safe.workspace_id().await);
    assert!(safe.keyring.read(&next).unwrap().is_none());
}

#[tokio::test]
async fn a_death_at_any_moment_loses_nothing() {
    survives(End::Kills).await;
}

#[tokio::test]
async fn a_keyring_that_fails_at_any_moment_loses_nothing() {
    survives(End::Fails).await;
}

#[tokio::test]
async fn a_process_that_remembers_the_old_key_takes_the_new_one() {
    let safe = Safe::full().await;
    let here = &safe.office.desk;
    call(&safe.restart(), "vault_key_rotate", json!({})).await;
    assert_eq!(safe.room_in(here).await, safe.room);
    call(here, "mail_account_set", mail("another password")).await;
    let found = safe.by_keyring().await;
    assert!(
        found.contains(&"mail_account: another password".to_owned()),
        "{found:?}"
    );
}

#[tokio::test]
async fn one_secret_that_does_not_open_stops_it() {
    let safe = Safe::full().await;
    let workspace = safe.workspace_id().await;
    let key = |keyring: &dyn muster_vault::Keyring| {
        keyring.read(&workspace).unwrap().unwrap().expose().clone()
    };
    let before = key(&*safe.keyring);
    sqlx::query("UPDATE mail_account SET password_sealed = 'AQID'")
        .execute(&mut safe.file().await)
        .await
        .unwrap();
    let failure = refusal(&safe.office.desk, "vault_key_rotate", json!({})).await;
    assert_eq!(failure.code, Code::InvalidState);
    assert!(failure.message.contains("the mail server"), "{failure:?}");
    assert!(
        failure.hint.contains("Connect the mail server again"),
        "{failure:?}"
    );
    assert_eq!(key(&*safe.keyring), before);
    assert_eq!(safe.room_in(&safe.office.desk).await, safe.room);
    call(&safe.office.desk, "mail_account_remove", json!({})).await;
    call(&safe.office.desk, "vault_key_rotate", json!({})).await;
    assert_ne!(key(&*safe.keyring), before);
    assert_eq!(safe.room_in(&safe.restart()).await, safe.room);
}

#[tokio::test]
async fn a_room_of_an_older_backup_is_left_as_it_is() {
    let safe = Safe::full().await;
    let stranger = "UPDATE interviews SET room_sealed = 'AQIDBAUGBwg='";
    sqlx::query(stranger)
        .execute(&mut safe.file().await)
        .await
        .unwrap();
    call(&safe.office.desk, "vault_key_rotate", json!({})).await;
    assert_eq!(safe.by_keyring().await, ALL);
    let room: String = sqlx::query_scalar("SELECT room_sealed FROM interviews")
        .fetch_one(&mut safe.file().await)
        .await
        .unwrap();
    assert_eq!(room, "AQIDBAUGBwg=");
}

#[tokio::test]
async fn every_sealed_column_of_the_file_takes_part() {
    let safe = Safe::full().await;
    let rows = sqlx::query(
        "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
         WHERE t.type = 'table' AND c.name LIKE '%sealed%' ORDER BY 1, 2",
    )
    .fetch_all(&mut safe.file().await)
    .await
    .unwrap();
    let found: Vec<(String, String)> = rows.iter().map(|r| (r.get(0), r.get(1))).collect();
    let mut known: Vec<(String, String)> = PLACES
        .iter()
        .map(|place| (place.table.to_owned(), place.column.to_owned()))
        .collect();
    known.sort();
    assert_eq!(found, known, "a new key would not reach all of these");
}
