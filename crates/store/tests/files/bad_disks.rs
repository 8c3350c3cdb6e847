//! A full disk and a read-only one: real ones, mounted in a mount namespace of a child process, so
//! that the machine's own mounts stay as they are.

use std::path::Path;
use std::process::Command;

use muster_store::{StoreError, Workspace, backup, export, people};
use tempfile::TempDir;

use crate::child;
use crate::support::{
    add_document_file, add_history, add_people, assert_nothing_unfinished, names, now, open,
    origin, person,
};

/// Runs a shell script in which `$DISK` is an empty folder for a disk and `role NAME` runs a role
/// on it. The script may mount.
fn in_a_namespace(script: &str) {
    let disk = TempDir::new().unwrap();
    let root = Command::new("id")
        .arg("-u")
        .output()
        .unwrap()
        .stdout
        .trim_ascii()
        == b"0";
    let [exe, arguments @ ..] = &child::command_line()[..] else {
        unreachable!()
    };
    let prelude = format!(
        "set -eu; DISK='{}'; role() {{ MUSTER_TEST_ROLE=$1 MUSTER_TEST_FOLDER=$DISK/w '{exe}' {}; }};",
        disk.path().display(),
        arguments.join(" "),
    );
    let output = Command::new("unshare")
        .args(if root {
            &["--mount"][..]
        } else {
            &["--user", "--map-root-user", "--mount"]
        })
        .args(["sh", "-c", &format!("{prelude} {script}")])
        .output()
        .expect("`unshare` of util-linux is needed for the tests of bad disks");
    assert!(
        output.status.success(),
        "{}\n{}\nIf this says that mounting is not permitted: run the tests as root, or allow user namespaces.",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("1 passed"),
        "the role did not run"
    );
}

#[test]
fn a_read_only_disk_is_said_so() {
    in_a_namespace(
        "mount -t tmpfs -o size=32m disk $DISK; role make; mount -o remount,ro $DISK; role read_only_disk",
    );
}

/// The disk holds a workspace with Ada.
pub async fn on_a_read_only_disk(folder: &Path) {
    let error = Workspace::open(folder, now()).await.map(drop).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error:?}");
    let fresh = Workspace::open(&folder.join("new"), now())
        .await
        .map(drop)
        .unwrap_err();
    assert!(matches!(fresh, StoreError::ReadOnly), "{fresh:?}");

    // The disk as a target, and as a source.
    let home = TempDir::new().unwrap();
    let workspace = open(home.path()).await;
    let error = backup::write(&workspace, &folder.join("kept.db"))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error:?}");
    let error = export::write(&workspace, &folder.join("out"), now(), "1")
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error:?}");
    muster_store::restore::restore(&workspace, folder, &origin())
        .await
        .unwrap();
    assert_eq!(names(&workspace).await, ["Ada"]);
}

#[test]
fn a_full_disk_is_said_so_and_loses_nothing() {
    in_a_namespace("mount -t tmpfs -o size=6m disk $DISK; role full_disk");
}

/// The disk is empty and has six megabytes.
pub async fn on_a_full_disk(folder: &Path) {
    let workspace = open(folder).await;
    add_people(&workspace, &["Ada"]).await;
    let document = add_document_file(folder, &vec![7; 400_000]);
    add_history(&workspace, &document).await;
    let home = TempDir::new().unwrap();
    let kept = home.path().join("kept.db");
    backup::write(&workspace, &kept).await.unwrap();

    let disk = folder.parent().unwrap();
    let filler = disk.join("filler");
    fill(&filler, 40_000);
    let before = crate::support::files_below(disk);
    for (what, error) in [
        (
            "backup",
            backup::write(&workspace, &folder.join("backups/b.db"))
                .await
                .map(drop)
                .unwrap_err(),
        ),
        (
            "export",
            export::write(&workspace, &disk.join("out"), now(), "1")
                .await
                .map(drop)
                .unwrap_err(),
        ),
        (
            "restore",
            muster_store::restore::restore(&workspace, &kept, &origin())
                .await
                .map(drop)
                .unwrap_err(),
        ),
    ] {
        assert!(matches!(error, StoreError::DiskFull), "{what}: {error:?}");
    }
    assert_eq!(
        without_locks(disk),
        without(&before, ".lock"),
        "something was left behind"
    );
    assert_nothing_unfinished(&folder.join("backups"));

    let error = write_much(&workspace).await.unwrap_err();
    assert!(matches!(error, StoreError::DiskFull), "{error:?}");
    assert_eq!(names(&workspace).await, ["Ada"]);

    // With room again everything goes on.
    std::fs::remove_file(filler).unwrap();
    add_people(&workspace, &["Grace"]).await;
    assert_eq!(names(&workspace).await, ["Ada", "Grace"]);
    backup::write(&workspace, &folder.join("backups/b.db"))
        .await
        .unwrap();
}

async fn write_much(workspace: &Workspace) -> Result<(), StoreError> {
    let mut tx = workspace.begin(&origin()).await?;
    for n in 0..5000 {
        people::put(&mut tx, &person(&format!("{n} {}", "x".repeat(500)))).await?;
    }
    tx.commit().await.map(drop)
}

/// Fills the disk up to a few bytes.
fn fill(filler: &Path, spare: u64) {
    use std::io::Write as _;
    let mut file = std::fs::File::create(filler).unwrap();
    let block = [0u8; 4096];
    let mut written = 0u64;
    while file.write_all(&block).is_ok() {
        written += 4096;
    }
    file.set_len(written.saturating_sub(spare)).unwrap();
}

fn without_locks(disk: &Path) -> Vec<std::path::PathBuf> {
    without(&crate::support::files_below(disk), ".lock")
}

fn without(files: &[std::path::PathBuf], end: &str) -> Vec<std::path::PathBuf> {
    files
        .iter()
        .filter(|f| !f.to_string_lossy().ends_with(end))
        .cloned()
        .collect()
}
