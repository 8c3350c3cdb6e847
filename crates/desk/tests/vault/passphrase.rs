//! A passphrase in the keyring's place.

use std::sync::Arc;

use muster_desk::{Code, Desk};
use muster_vault::Keyring as _;
use serde_json::{Value, json};

use crate::keyrings::NoKeyring;
use crate::office::{Office, call, refusal};
use crate::safe::{ALL, Safe, desk, enter_secrets, mail, secrets, unlocked};

const FIRST: &str = "correct horse battery staple";
const SECOND: &str = "another four quiet words";

async fn status(desk: &Desk) -> (Value, Value) {
    let status = call(desk, "vault_status", json!({})).await;
    assert!(!status["words"].as_str().unwrap().is_empty());
    (status["keeper"].clone(), status["locked"].clone())
}

fn is(keeper: &str, locked: bool) -> (Value, Value) {
    (json!(keeper), json!(locked))
}

async fn set(desk: &Desk, passphrase: &str) -> Value {
    call(
        desk,
        "vault_passphrase_set",
        json!({ "passphrase": passphrase }),
    )
    .await
}

async fn unlock(desk: &Desk, passphrase: &str) -> Value {
    call(desk, "vault_unlock", json!({ "passphrase": passphrase })).await
}

#[tokio::test]
async fn the_key_moves_out_of_the_keyring_and_is_locked_at_each_start() {
    let safe = Safe::full().await;
    assert_eq!(status(&safe.office.desk).await, is("keyring", false));
    set(&safe.office.desk, FIRST).await;
    assert_eq!(status(&safe.office.desk).await, is("passphrase", false));
    assert_eq!(safe.room_in(&safe.office.desk).await, safe.room);
    assert!(
        safe.keyring
            .read(&safe.workspace_id().await)
            .unwrap()
            .is_none()
    );
    assert_eq!(safe.by_passphrase(FIRST).await, ALL);

    let next = safe.restart();
    assert_eq!(status(&next).await, is("passphrase", true));
    assert_eq!(safe.room_in(&next).await, Value::Null);
    let failure = refusal(&next, "mail_account_set", mail("typed while locked")).await;
    assert_eq!(failure.code, Code::KeyringMissing);
    assert!(
        failure.hint.contains("Unlock with your passphrase"),
        "{failure:?}"
    );
    let failure = refusal(&next, "vault_key_rotate", json!({})).await;
    assert!(
        failure.hint.contains("Unlock with your passphrase"),
        "{failure:?}"
    );
    let wrong = json!({ "passphrase": "correct horse battery stable" });
    let failure = refusal(&next, "vault_unlock", wrong).await;
    assert_eq!(failure.details.unwrap()["field"], "passphrase");
    assert_eq!(status(&next).await, is("passphrase", true));
    unlock(&next, FIRST).await;
    assert_eq!(status(&next).await, is("passphrase", false));
    assert_eq!(safe.room_in(&next).await, safe.room);
    // No key was made in the keyring behind the passphrase's back.
    assert!(
        safe.keyring
            .read(&safe.workspace_id().await)
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn only_who_knows_the_passphrase_changes_it() {
    let safe = Safe::full().await;
    set(&safe.office.desk, FIRST).await;
    let next = safe.restart();
    let change = |old: Option<&str>| json!({ "passphrase": SECOND, "old": old });
    for (old, field) in [(None, "old"), (Some("not the passphrase"), "old")] {
        let failure = refusal(&next, "vault_passphrase_set", change(old)).await;
        assert_eq!(failure.details.unwrap()["field"], field);
    }
    let short = json!({ "passphrase": "short", "old": FIRST });
    let failure = refusal(&next, "vault_passphrase_set", short).await;
    assert_eq!(failure.details.unwrap()["field"], "passphrase");
    assert_eq!(safe.by_passphrase(FIRST).await, ALL);

    call(&next, "vault_passphrase_set", change(Some(FIRST))).await;
    assert_eq!(status(&next).await, is("passphrase", false));
    assert_eq!(safe.by_passphrase(SECOND).await, ALL);
    // Where the old one was entered, the new one is asked for.
    assert_eq!(status(&safe.office.desk).await, is("passphrase", true));
    let failure = refusal(
        &safe.office.desk,
        "vault_unlock",
        json!({ "passphrase": FIRST }),
    )
    .await;
    assert_eq!(failure.code, Code::InvalidParameter);
    unlock(&safe.office.desk, SECOND).await;
    assert_eq!(safe.room_in(&safe.office.desk).await, safe.room);
}

#[tokio::test]
async fn a_new_key_under_the_same_passphrase() {
    let safe = Safe::full().await;
    set(&safe.office.desk, FIRST).await;
    let before = unlocked(safe.office.folder.path(), FIRST).await;
    let next = safe.restart();
    unlock(&next, FIRST).await;
    call(&next, "vault_key_rotate", json!({})).await;
    assert_eq!(safe.room_in(&next).await, safe.room);
    assert_eq!(safe.by_passphrase(FIRST).await, ALL);
    let left = secrets(&mut safe.file().await, &before).await;
    assert!(
        left.iter().all(|secret| !ALL.contains(&secret.as_str())),
        "{left:?}"
    );
    assert!(
        safe.keyring
            .read(&safe.workspace_id().await)
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_secret_that_does_not_open_leaves_the_passphrase_open() {
    let safe = Safe::full().await;
    set(&safe.office.desk, FIRST).await;
    sqlx::query("UPDATE calendar_accounts SET secret_sealed = 'AQID'")
        .execute(&mut safe.file().await)
        .await
        .unwrap();
    let failure = refusal(&safe.office.desk, "vault_key_rotate", json!({})).await;
    assert!(
        failure.message.contains("a calendar account"),
        "{failure:?}"
    );
    assert_eq!(status(&safe.office.desk).await, is("passphrase", false));
    assert_eq!(safe.room_in(&safe.office.desk).await, safe.room);
}

#[tokio::test]
async fn a_computer_without_a_keyring_keeps_secrets_behind_a_passphrase() {
    let office = Office::new().await;
    let folder = office.folder.path();
    let here = desk(folder, Arc::new(NoKeyring));
    assert_eq!(status(&here).await, is("none", false));
    refusal(&here, "mail_account_set", mail("too early")).await;
    set(&here, FIRST).await;
    assert_eq!(status(&here).await, is("passphrase", false));
    enter_secrets(&here).await;

    let next = desk(folder, Arc::new(NoKeyring));
    assert_eq!(status(&next).await, is("passphrase", true));
    unlock(&next, FIRST).await;
    call(&next, "vault_key_rotate", json!({})).await;
    let vault = unlocked(folder, FIRST).await;
    let mut file = crate::safe::file(folder).await;
    let found = secrets(&mut file, &vault).await;
    assert_eq!(
        found,
        [
            "vendor_clients: client secret",
            "mail_account: mail password"
        ]
    );
}

#[tokio::test]
async fn a_lost_keyring_is_no_reason_to_begin_anew() {
    let safe = Safe::full().await;
    let next = safe.restart_with(Arc::new(NoKeyring));
    assert_eq!(status(&next).await, is("none", true));
    let params = json!({ "passphrase": FIRST });
    let failure = refusal(&next, "vault_passphrase_set", params).await;
    assert_eq!(failure.code, Code::KeyringMissing);
    assert_eq!(safe.by_keyring().await, ALL);
}

#[tokio::test]
async fn the_passphrase_is_nowhere_in_the_folder_and_nothing_to_undo() {
    let safe = Safe::full().await;
    let before = call(&safe.office.desk, "activity_list", json!({})).await;
    set(&safe.office.desk, FIRST).await;
    assert_eq!(
        call(&safe.office.desk, "activity_list", json!({})).await,
        before
    );
    for entry in std::fs::read_dir(safe.office.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes.windows(FIRST.len()).any(|w| w == FIRST.as_bytes());
            assert!(!found, "{} holds the passphrase", path.display());
        }
    }
}

#[tokio::test]
async fn a_restored_backup_brings_no_key_of_its_own() {
    let safe = Safe::full().await;
    let folder = tempfile::tempdir().unwrap();
    let backup = json!({ "path": folder.path().join("early.db") });
    let made = call(&safe.office.desk, "workspace_backup", backup).await;
    set(&safe.office.desk, FIRST).await;
    call(
        &safe.office.desk,
        "workspace_restore",
        json!({ "path": made["path"] }),
    )
    .await;
    let next = safe.restart();
    assert_eq!(status(&next).await, is("passphrase", true));
    unlock(&next, FIRST).await;
    assert_eq!(safe.by_passphrase(FIRST).await, ALL);
    assert_eq!(safe.room_in(&next).await, safe.room);
}
