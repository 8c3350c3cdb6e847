//! Named people, a fixed clock and temporary workspaces for tests.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot be set up must fail"
)]

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use muster_desk::{Clock, Desk, OpenOptions, Origin};
use muster_scheduling::zone::Zones;
use sqlx::Row as _;
use tempfile::TempDir;

/// A desk over a new workspace whose clock stands at `now`. The folder goes with the returned guard.
pub fn desk(now: DateTime<Utc>) -> (TempDir, Desk) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let desk = desk_in(folder.path(), now);
    (folder, desk)
}

/// A desk over the workspace in `folder`, as a second process would have it.
pub fn desk_in(folder: &Path, now: DateTime<Utc>) -> Desk {
    Desk::new(options(folder, now))
}

/// How [`desk_in`] opens a workspace, for a test that brings a keyring of its own.
pub fn options(folder: &Path, now: DateTime<Utc>) -> OpenOptions {
    OpenOptions {
        workspace: folder.to_owned(),
        clock: Clock::Fixed(now),
        actor: None,
        origin: Origin::Cli,
        zones: Zones::bundled(),
    }
}

/// The folder of vendor samples: `MUSTER_SHARED`, else `../shared` beside the repository.
pub fn shared() -> PathBuf {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let folder = std::env::var_os("MUSTER_SHARED").map_or_else(|| beside.into(), PathBuf::from);
    assert!(
        folder.is_dir(),
        "{} is missing: put the shared folder beside the repository or set MUSTER_SHARED",
        folder.display()
    );
    folder
}

/// Every row of every table that has a history, and what is derived from candidates, one JSON
/// object a line: two workspaces with the same dump hold the same, letter by letter.
pub async fn dump(desk: &Desk) -> Vec<String> {
    let workspace = desk.workspace().await.expect("an open workspace");
    let mut lines = Vec::new();
    let tables = muster_store::capture::TRACKED
        .iter()
        .chain(&["candidate_keys"]);
    for table in tables {
        let columns = rows(
            workspace,
            &format!("SELECT name FROM pragma_table_info('{table}')"),
        )
        .await;
        let pairs: Vec<String> = columns.iter().map(|c| format!("'{c}', \"{c}\"")).collect();
        let sql = format!(
            "SELECT '{table} ' || json_object({}) FROM {table}",
            pairs.join(", ")
        );
        lines.extend(rows(workspace, &sql).await);
    }
    let mut reader = workspace.read().await.expect("a connection");
    let found = muster_store::candidates::findable(&mut reader).await;
    let found = found.expect("the index can be read");
    lines.extend(found.iter().map(|seq| format!("found {seq}")));
    lines.sort();
    lines
}

async fn rows(workspace: &muster_store::Workspace, sql: &str) -> Vec<String> {
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned()))
        .fetch_all(workspace.reader())
        .await
        .expect("the table can be read")
        .iter()
        .map(|row| row.get(0))
        .collect()
}
