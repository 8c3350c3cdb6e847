//! `kill -9` in the middle: the file opens, nothing is half there, and the work can be repeated.

use std::time::Duration;

use muster_store::{backup, interview_logs};
use tempfile::TempDir;

use crate::child;
use crate::support::{add_people, assert_nothing_unfinished, names, open};

/// People in one transaction of the child.
pub const BATCH: usize = 400;

/// The same waits on every run, different ones in each round: a full-period sequence.
fn wait(round: u32) -> Duration {
    Duration::from_millis(u64::from((round * 37 + 11) % 60))
}

#[tokio::test]
async fn a_transaction_is_there_as_a_whole_or_not_at_all() {
    let home = TempDir::new().unwrap();
    let mut amid = 0;
    for round in 0..12 {
        let mut writer = child::start("write_batches", home.path());
        let mut last = writer.line();
        while last.as_deref() != Some("begin") {
            last = writer.line();
        }
        std::thread::sleep(wait(round));
        writer.kill();
        while let Some(line) = writer.line() {
            last = Some(line);
        }
        amid += u32::from(last.as_deref() == Some("begin"));

        let workspace = open(home.path()).await;
        let found: i64 = sqlx::query_scalar("SELECT count(*) FROM people")
            .fetch_one(workspace.reader())
            .await
            .unwrap();
        assert_eq!(found % i64::try_from(BATCH).unwrap(), 0, "round {round}");
        let logged: i64 =
            sqlx::query_scalar("SELECT count(*) FROM change_rows WHERE table_name = 'people'")
                .fetch_one(workspace.reader())
                .await
                .unwrap();
        assert_eq!(found, logged, "round {round}");
        let health: String = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_one(workspace.reader())
            .await
            .unwrap();
        assert_eq!(health, "ok");
        workspace.close().await;
    }
    assert!(
        amid >= 6,
        "only {amid} of 12 kills came in the middle of a transaction"
    );
}

#[tokio::test]
async fn a_restore_is_done_as_a_whole_or_not_at_all() {
    let home = TempDir::new().unwrap();
    let workspace = open(home.path()).await;
    let one: Vec<String> = (0..300).map(|n| format!("one {n:03}")).collect();
    let two: Vec<String> = (0..200).map(|n| format!("two {n:03}")).collect();
    let refs = |list: &[String]| -> Vec<String> { list.to_vec() };
    add_people(
        &workspace,
        &one.iter().map(String::as_str).collect::<Vec<_>>(),
    )
    .await;
    backup::write(&workspace, &home.path().join("one.db"))
        .await
        .unwrap();
    let other_home = TempDir::new().unwrap();
    let other = open(other_home.path()).await;
    add_people(&other, &two.iter().map(String::as_str).collect::<Vec<_>>()).await;
    backup::write(&other, &home.path().join("two.db"))
        .await
        .unwrap();

    let mut amid = 0;
    for round in 0..10 {
        let mut restorer = child::start("restore_in_turn", home.path());
        let mut last = restorer.line();
        for _ in 0..round % 3 {
            last = restorer.line();
        }
        std::thread::sleep(wait(round));
        restorer.kill();
        while let Some(line) = restorer.line() {
            last = Some(line);
        }
        amid += u32::from(last.as_deref() == Some("begin"));
        // This connection was open all the time.
        let found = names(&workspace).await;
        assert!(
            found == refs(&one) || found == refs(&two),
            "round {round}: {} people",
            found.len()
        );
        assert_eq!(
            interview_logs::first_broken(&workspace).await.unwrap(),
            None
        );
        let guards: i64 =
            sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'")
                .fetch_one(workspace.reader())
                .await
                .unwrap();
        assert_eq!(guards, 3);
    }
    assert!(
        amid >= 3,
        "only {amid} of 10 kills came in the middle of a restore"
    );
}

#[tokio::test]
async fn a_file_with_a_backups_name_is_a_whole_backup() {
    let home = TempDir::new().unwrap();
    let workspace = open(home.path()).await;
    let many: Vec<String> = (0..300).map(|n| format!("{n:03}")).collect();
    add_people(
        &workspace,
        &many.iter().map(String::as_str).collect::<Vec<_>>(),
    )
    .await;
    let folder = home.path().join("backups");
    for round in 0..6 {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "db") {
                std::fs::remove_file(path).unwrap();
            }
        }
        let mut maker = child::start("back_up", home.path());
        assert_eq!(maker.line().as_deref(), Some("begin"));
        std::thread::sleep(wait(round));
        maker.kill();
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "db") {
                let done =
                    muster_store::restore::restore(&workspace, &path, &crate::support::origin())
                        .await;
                assert_eq!(done.unwrap().rows["people"], 300, "{}", path.display());
            }
        }
    }
    // The next one clears away what the killed ones left.
    backup::write(&workspace, &folder.join("last.db"))
        .await
        .unwrap();
    assert_nothing_unfinished(&folder);
}
