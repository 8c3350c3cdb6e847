//! Making backups.

use std::path::Path;

use chrono::TimeDelta;
use muster_store::backup::daily::{KEPT, backup_daily};
use muster_store::{StoreError, backup};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;

use crate::support::{
    add_document_file, add_history, add_people, add_trail, assert_nothing_unfinished, files_below,
    now, open,
};

#[tokio::test]
async fn a_backup_is_one_checked_file_with_the_documents_beside_it() {
    let (home, stick) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workspace = open(home.path()).await;
    add_people(&workspace, &["Ada", "Grace"]).await;
    add_trail(&workspace).await;
    let document = add_document_file(home.path(), b"resume");
    add_history(&workspace, &document).await;
    std::fs::write(home.path().join("documents/half-written.part"), b"x").unwrap();

    let target = stick.path().join("new folder/100% mine?.db");
    let made = backup::write(&workspace, &target).await.unwrap();
    assert_eq!(
        (
            made.rows["people"],
            made.rows["interview_logs"],
            made.documents
        ),
        (2, 2, 1)
    );
    assert_eq!(made.bytes, std::fs::metadata(&target).unwrap().len());
    let kept = stick.path().join("new folder/100% mine?.documents");
    assert_eq!(
        files_below(&kept),
        [Path::new(&document[..2]).join(&document)]
    );
    assert_eq!(
        std::fs::read(kept.join(&document[..2]).join(&document)).unwrap(),
        b"resume"
    );
    assert_nothing_unfinished(target.parent().unwrap());
    assert!(
        !target.with_extension("db-wal").exists() && !target.with_extension("db-journal").exists()
    );

    // It is a database of its own, complete without a write-ahead log.
    let options = SqliteConnectOptions::new()
        .filename(&target)
        .read_only(true)
        .immutable(true);
    let mut copy = SqliteConnection::connect_with(&options).await.unwrap();
    let names: Vec<String> = sqlx::query_scalar("SELECT full_name FROM people ORDER BY 1")
        .fetch_all(&mut copy)
        .await
        .unwrap();
    assert_eq!(names, ["Ada", "Grace"]);

    let again = backup::write(&workspace, &target).await.unwrap_err();
    assert!(matches!(again, StoreError::Exists { .. }), "{again}");
}

#[tokio::test]
async fn a_damaged_workspace_makes_no_backup_that_looks_sound() {
    let home = TempDir::new().unwrap();
    let workspace = open(home.path()).await;
    add_trail(&workspace).await;
    crate::support::tamper(
        &workspace.database(),
        "DROP TRIGGER interview_logs_no_update; UPDATE interview_logs SET reason = 'other' WHERE seq = 1",
    )
    .await;
    let target = home.path().join("backups/mine.db");
    let refused = backup::write(&workspace, &target).await.unwrap_err();
    assert!(
        refused.to_string().contains("row 1 of the interview log"),
        "{refused}"
    );
    assert_eq!(
        std::fs::read_dir(home.path().join("backups"))
            .unwrap()
            .count(),
        0
    );
}

#[tokio::test]
async fn one_daily_backup_a_day_and_the_newest_fourteen_stay() {
    let home = TempDir::new().unwrap();
    let workspace = open(home.path()).await;
    let document = add_document_file(home.path(), b"resume");
    add_history(&workspace, &document).await;
    let mine = home.path().join("backups/muster-20200101T000000Z.db");
    backup::write(&workspace, &mine).await.unwrap();
    // A crash left this; the next backup clears it away.
    std::fs::write(home.path().join("backups/daily-x.db.part"), b"half").unwrap();

    let first = backup_daily(&workspace, now()).await.unwrap().unwrap();
    assert_eq!(
        backup_daily(&workspace, now() + TimeDelta::hours(23))
            .await
            .unwrap(),
        None
    );
    for day in 1..=15 {
        assert!(
            backup_daily(&workspace, now() + TimeDelta::days(day))
                .await
                .unwrap()
                .is_some()
        );
    }
    let names: Vec<String> = std::fs::read_dir(home.path().join("backups"))
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let daily = |end: &str| {
        names
            .iter()
            .filter(|n| n.starts_with("daily-") && n.ends_with(end))
            .count()
    };
    assert_eq!(
        (daily(".db"), daily(".documents"), daily(".part")),
        (KEPT, KEPT, 0),
        "{names:?}"
    );
    assert!(!first.exists() && mine.exists());
    assert!(
        names.contains(&"daily-20260404T090000Z.db".to_owned()),
        "{names:?}"
    );
}

#[tokio::test]
async fn two_backups_of_one_second_have_two_names() {
    let home = TempDir::new().unwrap();
    let workspace = open(home.path()).await;
    let folder = backup::own_folder(&workspace);
    for expected in ["muster-20260320T090000Z.db", "muster-20260320T090000Z-2.db"] {
        let target = backup::free_name(&folder, "muster", now());
        assert_eq!(target.file_name().unwrap(), expected);
        backup::write(&workspace, &target).await.unwrap();
    }
}
