//! The main job from import to a finished interview, over `muster call` and over the loopback host.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use muster_integration::muster_path;
use serde_json::{Value, json};

const BEFORE: &str = "2026-11-24T09:00:00Z";
const AT_THE_DOOR: &str = "2026-11-27T09:45:00Z";
const AFTER: &str = "2026-11-27T10:45:00Z";

/// One way to reach Muster: a command at an instant.
trait Way {
    fn call(&mut self, now: &str, command: &str, params: Value) -> Result<Value, Value>;

    fn must(&mut self, now: &str, command: &str, params: Value) -> Value {
        self.call(now, command, params)
            .unwrap_or_else(|e| panic!("{command} was refused: {e}"))
    }
}

fn muster(home: &Path, now: &str) -> Command {
    let mut command = Command::new(muster_path());
    command
        .env("HOME", home)
        .env("XDG_STATE_HOME", home.join("state"))
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .arg("--workspace")
        .arg(home.join("workspace"))
        .args(["--now", now]);
    command
}

/// `muster call`, a process for each command.
struct Calls(PathBuf);

impl Way for Calls {
    fn call(&mut self, now: &str, command: &str, params: Value) -> Result<Value, Value> {
        let output = muster(&self.0, now)
            .args(["call", command, &params.to_string()])
            .output()
            .unwrap();
        if output.status.success() {
            return Ok(serde_json::from_slice(&output.stdout).unwrap());
        }
        Err(serde_json::from_slice(&output.stderr).unwrap())
    }
}

/// `muster host`, started again when the clock moves on.
struct Host {
    home: PathBuf,
    running: Option<(String, Child, String, String)>,
    client: reqwest::blocking::Client,
}

impl Host {
    fn at(&mut self, now: &str) -> (&str, &str) {
        if self.running.as_ref().is_none_or(|(since, ..)| since != now) {
            self.stop();
            let mut child = muster(&self.home, now)
                .arg("host")
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut line = String::new();
            BufReader::new(child.stdout.take().unwrap())
                .read_line(&mut line)
                .unwrap();
            let said: Value = serde_json::from_str(&line).unwrap();
            let text = |key: &str| said[key].as_str().unwrap().to_owned();
            self.running = Some((now.to_owned(), child, text("address"), text("token")));
        }
        let (_, _, address, token) = self.running.as_ref().unwrap();
        (address, token)
    }

    fn stop(&mut self) {
        if let Some((_, mut child, ..)) = self.running.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Way for Host {
    fn call(&mut self, now: &str, command: &str, params: Value) -> Result<Value, Value> {
        let client = self.client.clone();
        let (address, token) = self.at(now);
        let answer = client
            .post(format!("{address}/call"))
            .bearer_auth(token)
            .json(&json!({ "command": command, "params": params }))
            .send()
            .unwrap();
        let answer: Value = answer.json().unwrap();
        match answer.get("ok") {
            Some(result) => Ok(result.clone()),
            None => Err(answer["error"].clone()),
        }
    }
}

/// A calendar in which Ana is busy every weekday from 09:00 to 10:00 in London.
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Muster test//EN\r\n\
BEGIN:VEVENT\r\nUID:standup@example.org\r\nDTSTAMP:20261101T000000Z\r\n\
DTSTART;TZID=GMT Standard Time:20261102T090000\r\nDTEND;TZID=GMT Standard Time:20261102T100000\r\n\
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\nSUMMARY:Private\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn shared() -> PathBuf {
    let folder = std::env::var_os("MUSTER_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    assert!(
        folder.is_dir(),
        "{} is missing; set MUSTER_SHARED",
        folder.display()
    );
    folder
}

fn walk(way: &mut dyn Way, home: &Path) {
    let people = shared().join("contracts/samples/linkedin-export/Connections.csv");
    let import = json!({ "path": people, "format": "auto" });
    let report = way.must(BEFORE, "candidate_import", import.clone());
    assert_eq!(
        (&report["created"], &report["skipped"]),
        (&json!(3), &json!(1)),
        "{report}"
    );
    let again = way.must(BEFORE, "candidate_import", import);
    assert_eq!(
        (&again["created"], &again["unchanged"]),
        (&json!(0), &json!(3)),
        "{again}"
    );

    let found = way.must(BEFORE, "candidate_search", json!({ "query": "tomas rey" }));
    let candidate = found["items"][0]["id"].clone();
    assert_eq!(found["items"][0]["full_name"], "Tomás Reyes");
    let ana = way.must(
        BEFORE,
        "person_create",
        json!({
            "full_name": "Ana", "email": "ana@example.org", "time_zone": "Europe/London",
            "working_hours": [{ "days": ["mon", "tue", "wed", "thu", "fri"],
                "start": "09:00", "end": "17:30" }]
        }),
    )["id"]
        .clone();
    let calendar = home.join("ana.ics");
    std::fs::write(&calendar, CALENDAR).unwrap();
    let read = way.must(
        BEFORE,
        "busy_import",
        json!({ "person_id": ana, "path": calendar }),
    );
    assert_eq!(
        (&read["created"], &read["errors"]),
        (&json!(1), &json!([])),
        "{read}"
    );
    let job = way.must(
        BEFORE,
        "job_create",
        json!({ "title": "Platform engineer", "tech_stack_details": "Rust, PostgreSQL" }),
    );
    let pair = json!({ "candidate_id": candidate, "job_id": job["id"] });
    let application = way.must(BEFORE, "matching_match", pair.clone())["id"].clone();
    assert_eq!(
        way.must(BEFORE, "matching_match", pair)["id"],
        application,
        "one pair, one profile"
    );

    schedule(way, &application, &ana);
    draft(way, &candidate, &job["id"]);
}

fn schedule(way: &mut dyn Way, application: &Value, ana: &Value) {
    let request = |start: &str| {
        json!({
            "application_id": application, "interview_type": "screen", "mode": "ONLINE",
            "starts_at": start, "duration_minutes": 45, "time_zone": "Europe/Berlin",
            "interviewer_ids": [ana]
        })
    };
    let refused = way
        .call(BEFORE, "interview_create", request("2026-11-24T10:00:00Z"))
        .unwrap_err();
    assert_eq!(refused["code"], "not_shortlisted");
    let codes: Vec<&str> = refused["details"]["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "not_shortlisted",
            "interview_not_enabled",
            "online_not_enabled",
            "notice_too_short"
        ]
    );
    way.must(
        BEFORE,
        "candidate_shortlist",
        json!({ "application_id": application, "shortlisted": true }),
    );
    way.must(
        BEFORE,
        "candidate_toggle_interview",
        json!({
            "application_id": application,
            "interview_enabled": true, "online_interview_enabled": true
        }),
    );
    let slots = way.must(
        BEFORE,
        "interview_slots",
        json!({
            "application_id": application, "interviewer_ids": [ana], "duration_minutes": 45,
            "window": { "start": "2026-11-27T00:00:00Z", "end": "2026-11-28T00:00:00Z" }
        }),
    );
    assert_eq!(
        slots["slots"][0]["start"], "2026-11-27T10:00:00Z",
        "after her stand-up"
    );
    let busy = way
        .call(BEFORE, "interview_create", request("2026-11-27T09:30:00Z"))
        .unwrap_err();
    assert_eq!(busy["code"], "interviewer_conflict");

    let made = way.must(BEFORE, "interview_create", request("2026-11-27T10:00:00Z"));
    let (id, room) = (made["id"].clone(), made["room_id"].clone());
    assert_eq!(room.as_str().unwrap().len(), 32, "128 random bits");
    let reminders = way.must(BEFORE, "reminder_list", json!({ "interview_id": id }));
    let due: Vec<&str> = reminders
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["due_at"].as_str().unwrap())
        .collect();
    assert_eq!(
        due,
        [
            "2026-11-26T10:00:00Z",
            "2026-11-27T09:00:00Z",
            "2026-11-27T09:45:00Z"
        ]
    );

    let fired = way.must(
        AT_THE_DOOR,
        "background_run",
        json!({ "kinds": ["reminders"] }),
    );
    assert_eq!(
        fired["reminders"].as_array().unwrap().len(),
        1,
        "one after a long sleep: {fired}"
    );
    let fired = way.must(
        AT_THE_DOOR,
        "background_run",
        json!({ "kinds": ["reminders"] }),
    );
    assert_eq!(fired["reminders"], json!([]), "never twice");
    let notices = way.must(AT_THE_DOOR, "notice_list", json!({}));
    assert_eq!(
        notices["items"].as_array().unwrap().len(),
        1,
        "kept in the app: {notices}"
    );

    let join = json!({ "id": id, "role": "candidate", "room_id": room });
    assert_eq!(
        way.call(BEFORE, "interview_join", join.clone())
            .unwrap_err()["code"],
        "too_early"
    );
    let joined = way.must(AT_THE_DOOR, "interview_join", join);
    assert_eq!(joined["status"], "in_progress");
    let ended = way.must(AFTER, "interview_auto_update", json!({}));
    assert_eq!(ended["completed"], json!([id]));
    let log = way.must(AFTER, "interview_logs", json!({ "id": id }));
    let actions: Vec<&str> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["action"].as_str().unwrap())
        .collect();
    assert_eq!(actions, ["SCHEDULED", "JOINED", "COMPLETED"]);
}

fn draft(way: &mut dyn Way, candidate: &Value, job: &Value) {
    let template = way.must(
        AFTER,
        "template_create",
        json!({
            "name": "First note", "channel": "linkedin_connection",
            "body": "Hi {{ candidate.first_name }}, {{ job.title }} needs someone who knows \
                {{ candidate.company | default('your field') }}."
        }),
    );
    let draft = way.must(
        AFTER,
        "draft_create",
        json!({
            "candidate_id": candidate, "job_id": job, "template_id": template["id"],
            "channel": "linkedin_connection"
        }),
    );
    assert_eq!(
        draft["text"],
        "Hi Tomás, Platform engineer needs someone who knows Contoso."
    );
    assert_eq!(draft["fits"], true);
    for state in ["ready", "copied", "sent"] {
        let marked = way.must(
            AFTER,
            "draft_mark",
            json!({ "id": draft["id"], "state": state }),
        );
        assert_eq!(marked["state"], state);
    }
    let board = way.must(AFTER, "dashboard_get", json!({}));
    assert_eq!(
        board["undelivered"], 0,
        "no channel, so nothing waits to be delivered: {board}"
    );
}

#[test]
fn the_main_job_over_muster_call() {
    let home = tempfile::tempdir().unwrap();
    walk(&mut Calls(home.path().to_owned()), home.path());
}

#[test]
fn the_main_job_over_the_loopback_host() {
    let home = tempfile::tempdir().unwrap();
    // Without a cipher library reqwest makes no client, not even for plain http.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::blocking::Client::new();
    let mut host = Host {
        home: home.path().to_owned(),
        running: None,
        client,
    };
    walk(&mut host, home.path());
}
