//! What `kill -9` and a computer that sleeps do to letters and to calendars at servers.
//!
//! Each `inside_*` test runs in a private session, which another test starts.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod calendars;
#[path = "../../../../tests/integration/src/dice.rs"]
mod dice;
mod letters;
mod postbox;
mod radicale;
#[path = "../../../../tests/integration/src/session.rs"]
#[expect(dead_code, reason = "other tests kill a session")]
mod session;
mod sleeping;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use session::Session;

/// Set by the private session, which has a keyring of its own.
const PRIVATE: &str = "MUSTER_PRIVATE_SESSION";

/// Monday, nine in the morning in Berlin, and so many seconds.
fn monday(seconds: i64) -> DateTime<Utc> {
    let monday: DateTime<Utc> = "2026-11-23T08:00:00Z".parse().unwrap();
    monday + TimeDelta::seconds(seconds)
}

/// `muster` on a workspace of its own on Monday morning. It never meets the keyring of the person
/// who runs the tests: there is none, or that of the private session.
fn muster(home: &Path) -> Command {
    muster_at(home, monday(0))
}

/// The same at another time.
fn muster_at(home: &Path, now: DateTime<Utc>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
    command
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_STATE_HOME", home.join("state"))
        .env_remove("MUSTER_LOG")
        .arg("--workspace")
        .arg(home.join("workspace"))
        .args(["--now", &now.to_rfc3339()]);
    if std::env::var_os(PRIVATE).is_none() {
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    }
    command
}

/// Background work of some kinds, once, in a process of its own.
fn work(home: &Path, now: DateTime<Utc>, kinds: &[&str]) -> Command {
    let params = json!({ "kinds": kinds }).to_string();
    let mut command = muster_at(home, now);
    command.args(["call", "background_run", &params]);
    command
}

/// Runs it to its end; what it answered.
fn finish(mut command: Command) -> Value {
    let ended = command.output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{command:?}: {said}");
    serde_json::from_slice(&ended.stdout).unwrap()
}

/// Starts it and ends it as a crash does (`SIGKILL`); false when it was done before.
fn cut_off(mut command: Command, after: Duration) -> bool {
    let mut process = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    if process.try_wait().unwrap().is_some() {
        let ended = process.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "{command:?}: {said}");
        return false;
    }
    process.kill().unwrap();
    process.wait().unwrap();
    true
}

/// Runs an `inside_*` test in a private session with a keyring.
#[expect(clippy::print_stderr, reason = "a test that failed inside says why")]
fn in_private(test: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/desktop/session.sh");
    let ended = Command::new("bash")
        .arg(script)
        .arg("--headless")
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .stdin(Stdio::null())
        .output()
        .expect("bash is installed");
    let said = String::from_utf8_lossy(&ended.stdout);
    eprintln!("{said}{}", String::from_utf8_lossy(&ended.stderr));
    assert!(ended.status.success(), "{test} failed");
    assert!(said.contains("1 passed"), "{test} is not there");
}

/// Refuses to touch the keyring of the person who runs the tests.
fn inside() {
    assert!(
        std::env::var_os(PRIVATE).is_some(),
        "this test runs only inside a private session that another test starts"
    );
}

/// An interviewer who works at all hours, so that only the rule under test can refuse.
fn interviewer(session: &mut Session, name: &str) -> String {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let person = json!({ "full_name": name, "email": format!("{name}@work.example").to_lowercase(),
        "time_zone": "UTC",
        "working_hours": [{ "days": days, "start": "00:00", "end": "24:00" }] });
    id(&session.must("person_create", &person))
}

/// A candidate with an address who is ready for interviews: the application.
fn application(session: &mut Session, job: &str, name: &str) -> String {
    let candidate = json!({ "full_name": name, "time_zone": "UTC",
        "emails": [format!("{name}@home.example").to_lowercase()] });
    let candidate = id(&session.must("candidate_create", &candidate));
    let pair = json!({ "candidate_id": candidate, "job_id": job });
    let application = id(&session.must("matching_match", &pair));
    let on = json!({ "application_id": application, "shortlisted": true });
    session.must("candidate_shortlist", &on);
    let on = json!({ "application_id": application, "interview_enabled": true,
        "online_interview_enabled": true });
    session.must("candidate_toggle_interview", &on);
    application
}

fn job(session: &mut Session) -> String {
    id(&session.must("job_create", &json!({ "title": "Backend engineer" })))
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}
