//! Putting backups back.

use std::path::Path;

use muster_store::restore::restore;
use muster_store::{StoreError, Workspace, backup, interview_logs};
use tempfile::TempDir;

use crate::support::{
    add_document_file, add_history, add_people, add_trail, assert_nothing_unfinished, names, open,
    origin, tamper,
};

/// A workspace with Ada, and a backup of it.
async fn with_backup(home: &TempDir) -> (Workspace, std::path::PathBuf) {
    let workspace = open(home.path()).await;
    add_people(&workspace, &["Ada"]).await;
    add_trail(&workspace).await;
    let target = home.path().join("kept.db");
    backup::write(&workspace, &target).await.unwrap();
    (workspace, target)
}

async fn scalar(workspace: &Workspace, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(workspace.reader())
        .await
        .unwrap()
}

#[tokio::test]
async fn everything_is_as_it_was_and_the_way_back_is_kept() {
    let home = TempDir::new().unwrap();
    let (workspace, kept) = with_backup(&home).await;
    // Another process has it open all the time.
    let other = open(home.path()).await;
    assert_eq!(names(&other).await, ["Ada"]);
    add_people(&workspace, &["Eve", "Mallory"]).await;

    let done = restore(&workspace, &kept, &origin()).await.unwrap();
    assert_eq!(done.rows["people"], 1);
    for seen_by in [&workspace, &other] {
        assert_eq!(names(seen_by).await, ["Ada"]);
        assert_eq!(interview_logs::first_broken(seen_by).await.unwrap(), None);
    }
    let last = muster_store::changes::list(&workspace, 1, None)
        .await
        .unwrap();
    let last = &last.items[0];
    assert_eq!(
        (last.said.summary.as_str(), last.undoable),
        ("Restored the backup kept.db", false)
    );

    // Both go on writing, and the trail still refuses to be changed.
    add_people(&other, &["Bo"]).await;
    add_people(&workspace, &["Cy"]).await;
    add_trail(&workspace).await;
    assert_eq!(names(&workspace).await, ["Ada", "Bo", "Cy"]);
    let triggers = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'";
    assert_eq!(scalar(&other, triggers).await, 3);

    restore(&workspace, &done.safety_copy, &origin())
        .await
        .unwrap();
    assert_eq!(names(&other).await, ["Ada", "Eve", "Mallory"]);
    assert_nothing_unfinished(&home.path().join("backups"));
}

#[tokio::test]
async fn documents_come_back_and_damaged_ones_are_told() {
    let (home, stick) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workspace = open(home.path()).await;
    let document = add_document_file(home.path(), b"resume");
    add_history(&workspace, &document).await;
    let kept = stick.path().join("kept.db");
    backup::write(&workspace, &kept).await.unwrap();
    let file = muster_store::documents::path(home.path(), &document);

    std::fs::remove_file(&file).unwrap();
    let done = restore(&workspace, &kept, &origin()).await.unwrap();
    assert_eq!((done.documents, done.documents_missing), (1, 0));
    assert_eq!(std::fs::read(&file).unwrap(), b"resume");

    std::fs::remove_file(&file).unwrap();
    std::fs::write(
        stick
            .path()
            .join("kept.documents")
            .join(&document[..2])
            .join(&document),
        b"rotten",
    )
    .unwrap();
    let done = restore(&workspace, &kept, &origin()).await.unwrap();
    assert_eq!((done.documents, done.documents_missing), (0, 1));
    assert!(!file.exists());
    assert_nothing_unfinished(file.parent().unwrap());
}

#[tokio::test]
async fn what_went_out_since_is_not_sent_again() {
    let home = TempDir::new().unwrap();
    let workspace = open(home.path()).await;
    add_history(&workspace, "x").await;
    let kept = home.path().join("kept.db");
    backup::write(&workspace, &kept).await.unwrap();
    tamper(
        &workspace.database(),
        "UPDATE outbox SET state = 'sent', attempts = 2 WHERE id = 'o1';
         UPDATE invitations SET told = 'told since' WHERE id = 'v1';
         UPDATE reminders SET state = 'fired', fired_at = 101 WHERE id = 'r1';
         UPDATE reminders SET state = 'fired', due_at = 999, fired_at = 999 WHERE id = 'r2';",
    )
    .await;
    restore(&workspace, &kept, &origin()).await.unwrap();
    let states = |sql: &'static str| {
        let reader = workspace.reader().clone();
        async move {
            sqlx::query_scalar::<_, String>(sql)
                .fetch_all(&reader)
                .await
                .unwrap()
        }
    };
    assert_eq!(
        states("SELECT state FROM outbox ORDER BY id").await,
        ["sent", "waiting"]
    );
    assert_eq!(states("SELECT told FROM invitations").await, ["told since"]);
    // r2 fired for another time than the backup plans.
    assert_eq!(
        states("SELECT state FROM reminders ORDER BY id").await,
        ["fired", "pending"]
    );
}

#[tokio::test]
async fn a_folder_or_another_workspace_is_a_backup_too() {
    let (home, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workspace = open(home.path()).await;
    let old = open(&elsewhere.path().join("old")).await;
    add_people(&old, &["Grace"]).await;
    // It is open: its newest rows are in its write-ahead log.
    restore(&workspace, &elsewhere.path().join("old"), &origin())
        .await
        .unwrap();
    assert_eq!(names(&workspace).await, ["Grace"]);
    assert_eq!(workspace.current_id().await.unwrap(), old.id());
    assert_ne!(workspace.id(), old.id());

    let folder = elsewhere.path().join("stick");
    backup::write(&old, &folder.join("one.db")).await.unwrap();
    restore(&workspace, &folder, &origin()).await.unwrap();
    backup::write(&old, &folder.join("two.db")).await.unwrap();
    let refused = restore(&workspace, &folder, &origin()).await.unwrap_err();
    assert!(refused.to_string().contains("several backups"), "{refused}");
}

/// Restores `source`, which must be refused and leave everything as it was.
async fn refused(workspace: &Workspace, source: &Path) -> StoreError {
    let before = (
        names(workspace).await,
        scalar(workspace, "SELECT max(seq) FROM changes").await,
    );
    let error = restore(workspace, source, &origin()).await.unwrap_err();
    let after = (
        names(workspace).await,
        scalar(workspace, "SELECT max(seq) FROM changes").await,
    );
    assert_eq!(before, after);
    let own = workspace.folder().join("backups");
    assert_eq!(
        std::fs::read_dir(own).unwrap().count(),
        0,
        "a backup was made for nothing"
    );
    error
}

#[tokio::test]
async fn a_bad_backup_is_refused_before_anything_is_replaced() {
    let home = TempDir::new().unwrap();
    let (workspace, kept) = with_backup(&home).await;
    add_people(&workspace, &["Eve"]).await;
    let spoil = |name: &str| {
        let copy = home.path().join(name);
        std::fs::copy(&kept, &copy).unwrap();
        copy
    };

    let text = home.path().join("text.db");
    std::fs::write(&text, "this is a shopping list and no database").unwrap();
    assert!(matches!(
        refused(&workspace, &text).await,
        StoreError::BadBackup { .. }
    ));

    let empty = home.path().join("empty.db");
    std::fs::write(&empty, "").unwrap();
    assert!(matches!(
        refused(&workspace, &empty).await,
        StoreError::BadBackup { .. }
    ));

    let foreign = home.path().join("foreign.db");
    std::fs::write(&foreign, "").unwrap();
    tamper(&foreign, "CREATE TABLE songs (id INTEGER)").await;
    let error = refused(&workspace, &foreign).await;
    assert!(error.to_string().contains("another program"), "{error}");

    let newer = spoil("newer.db");
    tamper(
        &newer,
        "UPDATE _sqlx_migrations SET version = 999 WHERE version = 1",
    )
    .await;
    assert!(matches!(
        refused(&workspace, &newer).await,
        StoreError::Newer { found: 999, .. }
    ));

    let altered = spoil("altered.db");
    tamper(&altered, "UPDATE _sqlx_migrations SET checksum = x'00'").await;
    assert!(matches!(
        refused(&workspace, &altered).await,
        StoreError::BadBackup { .. }
    ));

    let chain = spoil("chain.db");
    tamper(
        &chain,
        "DROP TRIGGER interview_logs_no_delete; DELETE FROM interview_logs WHERE seq = 1",
    )
    .await;
    let error = refused(&workspace, &chain).await;
    assert!(
        error.to_string().contains("row 2 of the interview log"),
        "{error}"
    );

    let orphan = spoil("orphan.db");
    tamper(
        &orphan,
        "INSERT INTO applications (id, candidate_id, job_id, created_at, updated_at)
         VALUES ('a', 'nobody', 'nothing', 1, 1)",
    )
    .await;
    let error = refused(&workspace, &orphan).await;
    assert!(
        error.to_string().contains("a row of applications"),
        "{error}"
    );

    let missing = refused(&workspace, &home.path().join("nothing.db")).await;
    assert!(matches!(missing, StoreError::Io { .. }), "{missing}");
    let folder = home.path().join("documents");
    assert!(matches!(
        refused(&workspace, &folder).await,
        StoreError::BadBackup { .. }
    ));
}

#[tokio::test]
async fn a_backup_that_rotted_on_its_disk_is_refused() {
    let home = TempDir::new().unwrap();
    let (workspace, kept) = with_backup(&home).await;
    let whole = std::fs::read(&kept).unwrap();
    // Every tenth page in turn is overwritten, then the file is cut short.
    let pages = whole.len() / 4096;
    for page in (1..pages).step_by(10) {
        let mut rotten = whole.clone();
        rotten[page * 4096..page * 4096 + 64].fill(0xA5);
        let copy = home.path().join("rotten.db");
        std::fs::write(&copy, rotten).unwrap();
        let error = refused(&workspace, &copy).await;
        assert!(
            matches!(error, StoreError::BadBackup { .. }),
            "page {page}: {error}"
        );
    }
    let cut = home.path().join("cut.db");
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(
        refused(&workspace, &cut).await,
        StoreError::BadBackup { .. }
    ));
}

#[tokio::test]
async fn only_the_newest_three_copies_from_before_a_restore_are_kept() {
    let home = TempDir::new().unwrap();
    let (workspace, kept) = with_backup(&home).await;
    let own = home.path().join("backups");
    let document = add_document_file(home.path(), b"resume");
    add_history(&workspace, &document).await;
    std::fs::write(own.join("before-restore notes.db"), "somebody's own file").unwrap();
    let manual = backup::free_name(&own, "muster", origin().at);
    backup::write(&workspace, &manual).await.unwrap();
    let copies = || {
        let all = backup::own(&workspace).unwrap();
        let mut copies: Vec<_> = all
            .into_iter()
            .filter(|b| b.kind == backup::Kind::BeforeRestore)
            .map(|b| b.path)
            .collect();
        copies.sort();
        copies
    };
    let mut made = Vec::new();
    for hour in 0..5 {
        let origin = muster_store::ChangeOrigin {
            at: origin().at + chrono::TimeDelta::hours(hour),
            ..origin()
        };
        made.push(
            restore(&workspace, &kept, &origin)
                .await
                .unwrap()
                .safety_copy,
        );
    }
    assert_eq!(copies(), made[2..]);
    // The first copy held a document; its folder went with it.
    let folders = std::fs::read_dir(&own).unwrap().flatten();
    let folders = folders.filter(|e| {
        let name = e.file_name().to_string_lossy().into_owned();
        name.starts_with("before-restore-") && name.ends_with(".documents")
    });
    assert_eq!(folders.count(), 0);
    assert!(manual.is_file() && own.join("before-restore notes.db").is_file());

    // The clock was set back: the copy just made is kept all the same.
    let early = muster_store::ChangeOrigin {
        at: origin().at - chrono::TimeDelta::days(30),
        ..origin()
    };
    let newest = restore(&workspace, &kept, &early)
        .await
        .unwrap()
        .safety_copy;
    let left = copies();
    assert_eq!(left.len(), 3);
    assert!(left.contains(&newest), "{left:?}");

    // Going back by the oldest copy works, though it makes room for the newest.
    let oldest = left[1].clone();
    restore(&workspace, &oldest, &origin()).await.unwrap();
    assert_eq!(copies().len(), 3);
    assert_nothing_unfinished(&own);
}
