//! A small workspace with one of everything that matters to files.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use muster_store::people::{self, Person};
use muster_store::{ChangeOrigin, Workspace, documents, interview_logs, new_id};
use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};

pub fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-03-20T09:00:00Z")
        .unwrap()
        .to_utc()
}

pub fn origin() -> ChangeOrigin {
    ChangeOrigin {
        command: "test".to_owned(),
        actor: "ada".to_owned(),
        origin: "cli".to_owned(),
        at: now(),
        undoable: true,
    }
}

pub async fn open(folder: &Path) -> Workspace {
    Workspace::open(folder, now()).await.unwrap()
}

pub fn person(name: &str) -> Person {
    Person {
        id: new_id(now()),
        full_name: name.to_owned(),
        email: String::new(),
        time_zone: "UTC".to_owned(),
        week_starts_on: muster_scheduling::hours::Weekday::Mon,
        working_hours: Vec::new(),
        date_overrides: Vec::new(),
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        maximum_per_day: None,
        maximum_per_week: None,
        tentative: muster_scheduling::attendee::TentativePolicy::Block,
        interview_types: Vec::new(),
        team: String::new(),
        created_at: now(),
    }
}

pub async fn add_people(workspace: &Workspace, names: &[&str]) {
    let mut tx = workspace.begin(&origin()).await.unwrap();
    for name in names {
        people::put(&mut tx, &person(name)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

pub async fn names(workspace: &Workspace) -> Vec<String> {
    let page = people::page(workspace, 500, None).await.unwrap();
    page.items.into_iter().map(|p| p.full_name).collect()
}

/// Adds two rows to the trail of an interview.
pub async fn add_trail(workspace: &Workspace) {
    use muster_domain::interview::LogAction;
    let mut tx = workspace.begin(&origin()).await.unwrap();
    for action in [LogAction::Scheduled, LogAction::Cancelled] {
        interview_logs::append(
            &mut tx,
            "i1",
            action,
            "ada",
            "",
            &json!(null),
            &json!({ "a": 1 }),
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
}

/// Puts a document's file into the workspace's folder; the hash of its content.
pub fn add_document_file(folder: &Path, content: &[u8]) -> String {
    documents::keep_file(folder, content, now()).unwrap()
}

/// Runs SQL on a file as another program would: without our triggers and checks.
pub async fn tamper(database: &Path, sql: &str) {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .foreign_keys(false);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

/// A candidate with an application, an interview with a room, a fired reminder, a document row and
/// two letters that wait. Names that a spreadsheet would run.
pub async fn add_history(workspace: &Workspace, document: &str) {
    let sql = format!(
        "INSERT INTO candidates (id, full_name, emails, skills, notes, created_at, updated_at)
            VALUES ('c1', '=HYPERLINK(\"http://x\")', '[\"c1@example.org\"]', '[\"Rust\",\"SQL\"]',
                'line one\nline \"two\"', 1774000000123, 1774000000123);
         INSERT INTO documents (id, candidate_id, file_name, kind, sha256, bytes, has_text, text, created_at)
            VALUES ('d1', 'c1', 'CV.pdf', 'pdf', '{document}', 6, 1, 'resume words', 1774000000000);
         INSERT INTO jobs (id, title, created_at, updated_at) VALUES ('j1', 'Engineer', 1, 1);
         INSERT INTO applications (id, candidate_id, job_id, shortlisted, created_at, updated_at)
            VALUES ('a1', 'c1', 'j1', 1, 1, 1);
         INSERT INTO interviews (id, application_id, scheduled_by, interview_type, mode, status,
            starts_at, ends_at, local_start, time_zone, uid, room_hash, room_sealed, created_at, updated_at)
            VALUES ('i1', 'a1', 'ada', 'screen', 'ONLINE', 'scheduled', 1774000000000, 1774003600000,
            '2026-03-20T09:46:40', 'UTC', 'u1', 'ROOMHASH', 'ROOMSEALED', 1, 1);
         INSERT INTO reminders (id, interview_id, lead_minutes, due_at, state)
            VALUES ('r1', 'i1', 15, 100, 'pending'), ('r2', 'i1', 60, 50, 'pending');
         INSERT INTO invitations (id, interview_id, audience, name, address)
            VALUES ('v1', 'i1', 'candidate', 'C', 'c1@example.org');
         INSERT INTO outbox (id, kind, channel, idempotency_key, interview_id, invitation_id, audience,
            to_name, to_address, subject, letter, message_id, state, due_at, created_at, changed_at)
            VALUES ('o1', 'invitation', 'mail', 'k1', 'i1', 'v1', 'candidate', 'C', 'c1@example.org',
                    's', '{{}}', 'm1', 'waiting', 0, 0, 0),
                ('o2', 'update', 'mail', 'k2', 'i1', 'v1', 'candidate', 'C', 'c1@example.org',
                    's', '{{}}', 'm2', 'waiting', 0, 0, 0);"
    );
    tamper(&workspace.database(), &sql).await;
}

/// Every file below a folder, with its path from there.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

/// Nothing half-written: no `.part` anywhere.
pub fn assert_nothing_unfinished(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(
            !name.contains(".part"),
            "{name} was left in {}",
            folder.display()
        );
    }
}
