//! A workspace of the first schema that anybody had, opened by the Muster of today.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _};

/// Tuesday, ten in the morning in Berlin.
const NOW: &str = "2026-11-24T09:00:00Z";

/// What a team had after a few days. Written out, so that no code of today shapes it.
const CONTENT: &str = r#"
INSERT INTO workspace VALUES (1, 'w1', 'n1', 1790000000000);
INSERT INTO settings VALUES ('workspace', '{"minimum_notice_minutes":240}');
INSERT INTO users VALUES
    ('u1', 'Rosa Lindner', 'rosa@example.org', 'recruiter', 'Europe/Berlin', 1, 1790000000000, 1790000000000);
INSERT INTO people (id, full_name, email, time_zone, working_hours, created_at, updated_at) VALUES
    ('p1', 'Jonas Weber', 'jonas@example.org', 'Europe/Berlin',
     '[{"days":["mon","tue","wed","thu","fri"],"start":"09:00","end":"17:00"}]',
     1790000000000, 1790000000000);
INSERT INTO candidates (id, full_name, emails, headline, skills, notes, created_at, updated_at) VALUES
    ('c1', 'Ada Lovelace', '["ada@example.org"]', 'Analyst of engines', '["Rust"]',
     'Met at the weaving fair', 1790000000000, 1790000000000),
    ('c2', '王小明', '[]', 'Backend engineer', '["Go","SQL"]', '', 1790000000001, 1790000000001),
    ('c3', 'Zoë Ångström', '[]', '', '[]', 'Prefers mornings', 1790000000002, 1790000000002);
INSERT INTO candidates (id, full_name, merged_into, created_at, updated_at) VALUES
    ('c4', 'A. Lovelace', 'c1', 1790000000003, 1790000000003);
INSERT INTO candidate_keys VALUES ('email', 'ada@example.org', 'c1');
INSERT INTO candidate_index (rowid, full_name, headline, skills, notes, resume)
    SELECT seq, full_name, headline, skills, notes, '' FROM candidates WHERE merged_into IS NULL;
INSERT INTO documents (id, candidate_id, file_name, kind, sha256, bytes, has_text, text, created_at) VALUES
    ('d1', 'c2', 'cv.txt', 'text', 'abc', 20, 1, 'I maintain distributed databases', 1790000000000);
INSERT INTO jobs (id, title, skills, created_at, updated_at) VALUES
    ('j1', 'Data engineer', '["Rust"]', 1790000000000, 1790000000000),
    ('j2', 'Welder', '[]', 1790000000000, 1790000000000);
INSERT INTO applications (id, candidate_id, job_id, stage, score, shortlisted, interview_enabled,
    online_interview_enabled, created_at, updated_at) VALUES
    ('a1', 'c1', 'j1', 'interview', 80, 1, 1, 1, 1790000000000, 1790000000000),
    ('a2', 'c2', 'j2', 'applied', NULL, 0, 0, 0, 1790000000000, 1790000000000);
INSERT INTO interviews (id, application_id, scheduled_by, interview_type, mode, status, starts_at,
    ends_at, local_start, time_zone, location, notes, uid, created_at, updated_at) VALUES
    ('i1', 'a1', 'u1', 'technical', 'OFFLINE', 'scheduled', 1795701600000, 1795705200000,
     '2026-11-26T15:00:00', 'Europe/Berlin', 'Room 3', 'Bring the punched cards', 'i1@muster.app',
     1790000000000, 1790000000000),
    ('i2', 'a1', 'u1', 'screen', 'OFFLINE', 'completed', 1795442400000, 1795444200000,
     '2026-11-23T15:00:00', 'Europe/Berlin', '', '', 'i2@muster.app', 1790000000000, 1790000000000);
INSERT INTO interview_participants VALUES ('i1', 'p1', 0), ('i2', 'p1', 0);
INSERT INTO changes (seq, id, hlc, at, actor, origin, command, summary) VALUES
    (1, 'h1', '01', 1790000000000, 'u1', 'desktop', 'candidate_create', 'Added Ada Lovelace');
INSERT INTO change_rows (change_seq, table_name, row_key, operation, before, after) VALUES
    (1, 'candidates', '["c1"]', 'insert', NULL, '{"id":"c1","full_name":"Ada Lovelace"}');
"#;

async fn connected(database: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(true);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// A workspace as the first schema left it.
async fn first_workspace(folder: &Path) {
    let mut file = connected(&folder.join("muster.db")).await;
    let first = muster_migrations::LOCAL.iter().take(1).cloned().collect();
    let first = Migrator::with_migrations(first);
    first.run_direct(None, &mut file, false).await.unwrap();
    sqlx::raw_sql(CONTENT).execute(&mut file).await.unwrap();
    file.close().await.unwrap();
}

async fn texts(file: &mut SqliteConnection, sql: &str) -> Vec<String> {
    let rows = sqlx::query_scalar(AssertSqlSafe(sql.to_owned()));
    rows.fetch_all(file).await.unwrap()
}

fn newest() -> i64 {
    muster_migrations::LOCAL
        .iter()
        .map(|step| step.version)
        .max()
        .unwrap()
}

fn copies(folder: &Path) -> Vec<PathBuf> {
    let kept = std::fs::read_dir(folder.join("backups")).unwrap();
    kept.map(|entry| entry.unwrap().path()).collect()
}

/// Names of the candidates that a search finds.
async fn found(desk: &impl AsyncFn(&str, Value) -> Value, query: &str) -> Vec<String> {
    let found = desk("candidate_search", json!({ "query": query })).await;
    let items = found["items"].as_array().unwrap();
    let name = |item: &Value| item["full_name"].as_str().unwrap().to_owned();
    items.iter().map(name).collect()
}

#[tokio::test]
async fn a_workspace_of_the_first_schema_opens_with_all_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    first_workspace(folder.path()).await;
    let opened = muster_testkit::desk_in(folder.path(), NOW.parse().unwrap());
    let desk = async |command: &str, params: Value| {
        let answer = opened.call(command, params).await;
        answer.unwrap_or_else(|failure| panic!("{command}: {failure:?}"))
    };

    let status = desk("workspace_status", json!({})).await;
    assert_eq!(status["workspace_id"], "w1");
    assert_eq!(status["user_name"], "Rosa Lindner");
    assert_eq!(status["candidates"], 3);
    assert_eq!(
        desk("settings_get", json!({})).await["minimum_notice_minutes"],
        240
    );

    // By name, unfinished, without marks, in characters, by skill, notes and résumé.
    assert_eq!(found(&desk, "lovel").await, ["Ada Lovelace"]);
    assert_eq!(found(&desk, "zoe angstrom").await, ["Zoë Ångström"]);
    assert_eq!(found(&desk, "小明").await, ["王小明"]);
    assert_eq!(found(&desk, "rust").await, ["Ada Lovelace"]);
    assert_eq!(found(&desk, "mornings").await, ["Zoë Ångström"]);
    assert_eq!(found(&desk, "distributed data").await, ["王小明"]);
    assert_eq!(found(&desk, "nobody").await, [""; 0]);

    let interviews = desk("interview_list", json!({ "view": "all" })).await;
    let mut listed: Vec<(&str, &str, &str)> = interviews["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| {
            let text = |name: &str| i[name].as_str().unwrap();
            (text("id"), text("spoken"), text("notes"))
        })
        .collect();
    listed.sort_unstable();
    assert_eq!(
        listed,
        [
            (
                "i1",
                "Thu 26 Nov 15:00 Berlin (UTC+1)",
                "Bring the punched cards"
            ),
            ("i2", "Mon 23 Nov 15:00 Berlin (UTC+1)", ""),
        ]
    );
    let jobs = desk("job_list", json!({})).await;
    assert_eq!(jobs["items"].as_array().unwrap().len(), 2);
    let ada = desk("candidate_get", json!({ "id": "c1" })).await;
    assert_eq!(ada["notes"], "Met at the weaving fair");
    let feed = desk("candidate_timeline", json!({ "candidate_id": "c1" })).await;
    assert_eq!(feed["items"][0]["title"], "Added by Rosa Lindner");

    // What is written now is kept, found, and can be taken back.
    let note = json!({ "id": "c3", "notes": "Prefers afternoons" });
    desk("candidate_update", note).await;
    assert_eq!(found(&desk, "afternoons").await, ["Zoë Ångström"]);
    assert_eq!(found(&desk, "mornings").await, [""; 0]);
    desk("change_undo", json!({})).await;
    assert_eq!(found(&desk, "mornings").await, ["Zoë Ångström"]);
    let moved = json!({ "id": "i1", "starts_at": "2026-11-26T15:00:00Z" });
    assert_eq!(desk("interview_update", moved).await["sequence"], 1);
}

#[tokio::test]
async fn the_file_is_copied_as_it_was_before_it_is_upgraded() {
    let folder = tempfile::tempdir().unwrap();
    first_workspace(folder.path()).await;
    let desk = muster_testkit::desk_in(folder.path(), NOW.parse().unwrap());
    let backups = desk.call("backup_list", json!({})).await.unwrap();
    let name = format!("before-upgrade-1-to-{}-20261124T090000Z.db", newest());
    let copy = folder.path().join("backups").join(name);
    assert_eq!(copies(folder.path()), std::slice::from_ref(&copy));
    assert_eq!(backups[0]["kind"], "before_upgrade");

    let version = "SELECT CAST(max(version) AS TEXT) FROM _sqlx_migrations";
    let names = "SELECT full_name FROM candidates ORDER BY seq";
    let index = "SELECT name FROM sqlite_schema WHERE name = 'candidate_index'";
    let mut before = connected(&copy).await;
    assert_eq!(texts(&mut before, version).await, ["1"]);
    assert_eq!(texts(&mut before, index).await, ["candidate_index"]);
    let mut after = connected(&folder.path().join("muster.db")).await;
    assert_eq!(texts(&mut after, version).await, [newest().to_string()]);
    assert_eq!(texts(&mut after, index).await, [""; 0]);
    let all = texts(&mut before, names).await;
    assert_eq!(all.len(), 4);
    assert_eq!(texts(&mut after, names).await, all);

    // Nothing is left to upgrade, so nothing is copied again.
    let again = muster_testkit::desk_in(folder.path(), "2026-11-25T09:00:00Z".parse().unwrap());
    again.call("workspace_status", json!({})).await.unwrap();
    assert_eq!(copies(folder.path()), [copy]);
}
