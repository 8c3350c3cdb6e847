//! Files that are no workspace, or not one for this Muster.

use std::path::Path;

use muster_store::{StoreError, Workspace};
use tempfile::TempDir;

use crate::child;
use crate::support::{add_people, files_below, names, now, open, origin, tamper};

async fn refused(folder: &Path) -> StoreError {
    Workspace::open(folder, now()).await.map(drop).unwrap_err()
}

#[tokio::test]
async fn a_file_of_a_newer_muster_is_not_touched() {
    let home = TempDir::new().unwrap();
    let workspace = open(home.path()).await;
    workspace.close().await;
    let database = home.path().join("muster.db");
    tamper(
        &database,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (999, 'from the future', 1, x'00', 0)",
    )
    .await;
    let before = std::fs::read(&database).unwrap();
    let error = refused(home.path()).await;
    assert!(
        matches!(
            error,
            StoreError::Newer {
                found: 999,
                known: 1..
            }
        ),
        "{error}"
    );
    assert_eq!(std::fs::read(&database).unwrap(), before);
}

#[tokio::test]
async fn what_is_no_workspace_is_said_so_and_not_touched() {
    let picture = b"\x89PNG\r\n\x1a\n and so on, a picture of a cat".to_vec();
    for (content, words) in [
        (
            b"Dear diary, this is no database at all.".to_vec(),
            "not an SQLite database",
        ),
        (picture, "not an SQLite database"),
        (b"SQL".to_vec(), "not an SQLite database"),
        (
            b"SQLite format 3\0 and then nonsense, nonsense, nonsense".to_vec(),
            "",
        ),
    ] {
        let home = TempDir::new().unwrap();
        let database = home.path().join("muster.db");
        std::fs::write(&database, &content).unwrap();
        let error = refused(home.path()).await;
        assert!(matches!(error, StoreError::Unreadable { .. }), "{error}");
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(std::fs::read(&database).unwrap(), content);
    }
}

#[tokio::test]
async fn a_database_of_another_program_is_not_touched() {
    let home = TempDir::new().unwrap();
    let database = home.path().join("muster.db");
    std::fs::write(&database, "").unwrap();
    tamper(
        &database,
        "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('So What')",
    )
    .await;
    let error = refused(home.path()).await;
    assert!(error.to_string().contains("another program"), "{error}");
    tamper(&database, "DELETE FROM songs").await;
}

#[tokio::test]
async fn a_folder_in_the_place_of_the_file_is_an_error_in_words() {
    let home = TempDir::new().unwrap();
    std::fs::create_dir(home.path().join("muster.db")).unwrap();
    assert!(!matches!(
        refused(home.path()).await,
        StoreError::Database(_)
    ));
    let file = home.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert!(matches!(refused(&file).await, StoreError::Io { .. }));
}

#[tokio::test]
async fn a_damaged_file_is_said_so() {
    let home = TempDir::new().unwrap();
    let workspace = open(home.path()).await;
    add_people(&workspace, &["Ada"]).await;
    workspace.close().await;
    let database = home.path().join("muster.db");
    let mut content = std::fs::read(&database).unwrap();
    content[100..4096].fill(0xA5);
    std::fs::write(&database, content).unwrap();
    let error = refused(home.path()).await;
    assert!(matches!(error, StoreError::Unreadable { .. }), "{error:?}");
}

#[tokio::test]
async fn a_file_that_another_process_keeps_locked_is_busy_and_then_free_again() {
    let home = TempDir::new().unwrap();
    let workspace = open(home.path()).await;
    add_people(&workspace, &["Ada"]).await;
    let kept = home.path().join("kept.db");
    muster_store::backup::write(&workspace, &kept)
        .await
        .unwrap();

    let mut holder = child::start("hold_write_lock", home.path());
    assert_eq!(holder.line().as_deref(), Some("locked"));
    // Reading goes on; each way of writing gives up after its patience.
    assert_eq!(names(&workspace).await, ["Ada"]);
    let by = origin();
    let (written, restored) = tokio::join!(
        workspace.begin(&by),
        muster_store::restore::restore(&workspace, &kept, &by),
    );
    assert!(matches!(written, Err(StoreError::Busy)), "{written:?}");
    assert!(matches!(restored, Err(StoreError::Busy)), "{restored:?}");
    holder.kill();

    add_people(&workspace, &["Grace"]).await;
    assert_eq!(names(&workspace).await, ["Ada", "Grace"]);
    let left = files_below(home.path());
    assert!(
        left.iter().all(|f| !f.to_string_lossy().contains(".part")),
        "{left:?}"
    );
}

#[tokio::test]
async fn a_file_that_another_process_is_upgrading_is_busy() {
    let home = TempDir::new().unwrap();
    open(home.path()).await.close().await;
    let mut holder = child::start("hold_open_lock", home.path());
    assert_eq!(holder.line().as_deref(), Some("locked"));
    assert!(matches!(refused(home.path()).await, StoreError::Busy));
    holder.kill();
    open(home.path()).await;
}
