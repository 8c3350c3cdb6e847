//! The `muster` command as FORMATS.md describes it, driven from outside.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use muster_integration::{muster, muster_path};
use serde_json::{Value, json};
use tempfile::TempDir;

fn run(home: &TempDir, arguments: &[&str]) -> Output {
    muster(home.path()).args(arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("ended by a signal")
}

fn one_json(bytes: &[u8]) -> Value {
    let text = std::str::from_utf8(bytes).unwrap();
    serde_json::from_str(text)
        .unwrap_or_else(|e| panic!("not exactly one JSON value ({e}): {text}"))
}

fn person(home: &TempDir, name: &str) -> Value {
    let params = json!({
        "full_name": name, "email": format!("{}@example.org", name.to_lowercase()),
        "time_zone": "Europe/Berlin",
        "working_hours": [{ "days": ["mon"], "start": "09:00", "end": "17:00" }]
    });
    let made = run(home, &["call", "person_create", &params.to_string()]);
    assert_eq!(code(&made), 0, "{}", String::from_utf8_lossy(&made.stderr));
    one_json(&made.stdout)
}

#[test]
fn a_result_is_json_on_standard_output_and_nothing_else_is_said() {
    let home = TempDir::new().unwrap();
    let made = person(&home, "Ada");
    assert_eq!(made["full_name"], "Ada");
    let listed = run(&home, &["call", "person_list"]);
    assert_eq!(one_json(&listed.stdout)["items"][0]["id"], made["id"]);
    assert!(listed.stderr.is_empty());
}

#[test]
fn a_refusal_is_one_json_object_on_standard_error() {
    let home = TempDir::new().unwrap();
    let refused = run(
        &home,
        &[
            "call",
            "person_create",
            r#"{"full_name":"Ada","colour":"red"}"#,
        ],
    );
    assert_eq!(code(&refused), 1);
    assert!(refused.stdout.is_empty());
    let error = one_json(&refused.stderr);
    assert_eq!(error["code"], "invalid_parameter");
    assert_eq!(error["details"]["field"], "colour");
    assert!(!error["hint"].as_str().unwrap().is_empty());
}

#[test]
fn bad_usage_is_exit_code_two() {
    let home = TempDir::new().unwrap();
    for arguments in [
        &["call", "person_lost"][..],
        &["call", "person_list", "{not json"],
        &["call", "person_list", "@/nonexistent/file.json"],
        &["--nonsense", "commands"],
        &["dance"],
    ] {
        let output = run(&home, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{arguments:?}"
        );
    }
    let bad_clock = Command::new(muster_path())
        .args(["--now", "yesterday", "commands"])
        .output()
        .unwrap();
    assert_eq!(code(&bad_clock), 2);
}

#[test]
fn parameters_come_from_a_file_or_from_standard_input() {
    let home = TempDir::new().unwrap();
    let file = home.path().join("ada.json");
    let params = json!({ "full_name": "Ada", "email": "ada@example.org", "time_zone": "UTC",
        "working_hours": [] });
    std::fs::write(&file, params.to_string()).unwrap();
    let from_file = run(
        &home,
        &["call", "person_create", &format!("@{}", file.display())],
    );
    assert_eq!(
        code(&from_file),
        0,
        "{}",
        String::from_utf8_lossy(&from_file.stderr)
    );
    let mut child = muster(home.path())
        .args(["call", "person_list", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(br#"{"limit":1}"#)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(one_json(&output.stdout)["items"][0]["full_name"], "Ada");
}

#[test]
fn a_pure_command_leaves_no_trace() {
    let home = TempDir::new().unwrap();
    let request = json!({
        "now": "2026-03-20T09:00:00Z",
        "window": { "start": "2026-03-23T00:00:00Z", "end": "2026-03-24T00:00:00Z" },
        "duration_minutes": 45, "step_minutes": 15, "anchor_zone": "Europe/London",
        "attendees": [{ "id": "ana", "time_zone": "Europe/London",
            "working_hours": [{ "days": ["mon"], "start": "09:00", "end": "10:00" }] }]
    });
    let output = run(&home, &["call", "slots_find", &request.to_string()]);
    assert_eq!(
        one_json(&output.stdout)["slots"][0]["start"],
        "2026-03-23T09:00:00Z"
    );
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn spawn(home: &Path, arguments: &[&str]) -> Running {
    let spawned = muster(home)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    Running(spawned.unwrap())
}

#[test]
fn stdio_answers_each_line_in_order_and_survives_bad_ones() {
    let home = TempDir::new().unwrap();
    let mut process = spawn(home.path(), &["stdio"]);
    let mut input = process.0.stdin.take().unwrap();
    let mut output = BufReader::new(process.0.stdout.take().unwrap());
    let mut ask = |line: &str| -> Value {
        writeln!(input, "{line}").unwrap();
        input.flush().unwrap();
        let mut answer = String::new();
        // The answer comes while the input stays open, so it was flushed.
        output.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap()
    };
    assert_eq!(
        ask(r#"{"id":1,"command":"person_list","params":{}}"#),
        json!({ "id": 1, "ok": { "items": [], "next_cursor": null } })
    );
    for bad in ["not json", "", "[1,2]", "\u{1}", r#"{"id":2"#] {
        let answer = ask(bad);
        assert_eq!(answer["id"], Value::Null, "{bad}");
        assert_eq!(answer["error"]["code"], "invalid_parameter", "{bad}");
    }
    let unknown = ask(r#"{"id":"x","command":"person_lost"}"#);
    assert_eq!(unknown["id"], "x");
    assert_eq!(unknown["error"]["details"]["field"], "command");
    assert_eq!(ask(r#"{"id":3}"#)["error"]["details"]["field"], "command");
    assert_eq!(
        ask(r#"{"id":4,"command":"person_list"}"#)["ok"]["items"],
        json!([])
    );
    drop(input);
    assert!(process.0.wait().unwrap().success());
}

#[test]
fn stdio_answers_a_whole_file_of_requests_in_its_order() {
    let home = TempDir::new().unwrap();
    let mut process = spawn(home.path(), &["stdio"]);
    let mut input = process.0.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        for id in 0..200 {
            let command = if id % 7 == 0 {
                "nothing"
            } else {
                "settings_get"
            };
            writeln!(input, "{}", json!({ "id": id, "command": command })).unwrap();
        }
    });
    let output = BufReader::new(process.0.stdout.take().unwrap());
    let ids: Vec<i64> = output
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(&line.unwrap()).unwrap()["id"]
                .as_i64()
                .unwrap()
        })
        .collect();
    writer.join().unwrap();
    assert_eq!(ids, (0..200).collect::<Vec<i64>>());
}

#[test]
fn a_reader_that_went_away_is_no_panic() {
    let home = TempDir::new().unwrap();
    for arguments in [
        &["commands", "--json"][..],
        &["call", "settings_get"],
        &["doctor"],
        &["host"],
    ] {
        let mut process = spawn(home.path(), arguments);
        drop(process.0.stdout.take());
        let mut said = String::new();
        let status = process.0.wait().unwrap();
        process
            .0
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert!(
            status.code().is_some_and(|code| code <= 1),
            "{arguments:?}: {status}"
        );
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
    }
}

#[test]
fn the_log_is_a_file_of_its_own_and_holds_no_names() {
    let home = TempDir::new().unwrap();
    let name = "Zerubbabel";
    let line = format!(r#"{{"id":1,"command":"person_list","params":{{"{name}":"{name}"}}}}"#);
    let mut process = spawn(home.path(), &["stdio"]);
    writeln!(process.0.stdin.take().unwrap(), "{line}").unwrap();
    assert!(process.0.wait().unwrap().success());
    let mut said = String::new();
    process
        .0
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(said, "");
    let log = std::fs::read_to_string(home.path().join("state/muster/muster.log")).unwrap();
    assert!(
        log.contains("person_list") && log.contains("InvalidParameter"),
        "{log}"
    );
    assert!(!log.contains(name), "{log}");

    let mut process = Running(
        muster(home.path())
            .env("MUSTER_LOG", "info")
            .arg("stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    writeln!(process.0.stdin.take().unwrap(), "{line}").unwrap();
    process
        .0
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(said.contains("person_list"), "{said}");
}

#[test]
fn the_doctor_says_what_it_found_and_makes_nothing() {
    let home = TempDir::new().unwrap();
    let output = run(&home, &["doctor", "--json"]);
    assert_eq!(code(&output), 0);
    let found = one_json(&output.stdout);
    assert_eq!(found["workspace"]["state"], "not_made");
    assert!(
        found["tz_database"].as_str().unwrap().contains("20"),
        "{found}"
    );
    assert_eq!(found["connectors"], json!([]));
    // `muster` in these tests is given a bus that does not exist.
    assert_eq!(found["keyring"]["state"], "missing", "{found}");
    assert_eq!(found["notifications"]["state"], "missing", "{found}");
    assert!(!home.path().join("workspace").exists());

    person(&home, "Ada");
    assert_eq!(
        one_json(&run(&home, &["doctor", "--json"]).stdout)["workspace"]["state"],
        "opens"
    );
    let words = String::from_utf8(run(&home, &["doctor"]).stdout).unwrap();
    assert!(
        words.contains("Time zones") && words.contains("opens"),
        "{words}"
    );

    std::fs::write(
        home.path().join("workspace/muster.db"),
        "a shopping list, no database",
    )
    .unwrap();
    let output = run(&home, &["doctor", "--json"]);
    assert_eq!(code(&output), 1);
    assert_eq!(
        one_json(&output.stdout)["workspace"]["error"]["code"],
        "workspace_unreadable"
    );
}

#[test]
fn the_demo_can_be_backed_up_exported_and_restored() {
    let home = TempDir::new().unwrap();
    let made = run(&home, &["demo"]);
    assert_eq!(code(&made), 0, "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(one_json(&made.stdout)["candidates"], 200);
    let again = run(&home, &["demo"]);
    assert_eq!(
        (code(&again), &one_json(&again.stderr)["code"]),
        (1, &json!("already_exists"))
    );

    let kept = home.path().join("kept.db");
    let params = json!({ "path": kept }).to_string();
    let backup = one_json(&run(&home, &["call", "workspace_backup", &params]).stdout);
    assert_eq!(
        (&backup["rows"]["interviews"], &backup["documents_missing"]),
        (&json!(60), &json!(0))
    );
    assert!(backup["documents"].as_u64().unwrap() > 5, "{backup}");
    let listed = run(
        &home,
        &["call", "interview_list", r#"{"view":"all","limit":100}"#],
    )
    .stdout;

    let first = one_json(&listed)["items"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()["id"]
        .clone();
    let cancel = json!({ "id": first, "reason": "by mistake" }).to_string();
    assert_eq!(code(&run(&home, &["call", "interview_cancel", &cancel])), 0);
    let out = json!({ "path": home.path().join("out") }).to_string();
    let exported = one_json(&run(&home, &["call", "workspace_export", &out]).stdout);
    assert_eq!(
        (
            &exported["rows"]["candidates"],
            &exported["documents_missing"]
        ),
        (&json!(200), &json!(0))
    );
    let again = run(&home, &["call", "workspace_export", &out]);
    assert_eq!(
        (code(&again), &one_json(&again.stderr)["code"]),
        (1, &json!("already_exists"))
    );

    std::fs::write(home.path().join("bad.db"), "no backup").unwrap();
    let bad = json!({ "path": home.path().join("bad.db") }).to_string();
    let refused = run(&home, &["call", "workspace_restore", &bad]);
    assert_eq!(
        (code(&refused), &one_json(&refused.stderr)["code"]),
        (1, &json!("unsupported_file"))
    );

    let restored = run(&home, &["call", "workspace_restore", &params]);
    assert_eq!(
        code(&restored),
        0,
        "{}",
        String::from_utf8_lossy(&restored.stderr)
    );
    let now = run(
        &home,
        &["call", "interview_list", r#"{"view":"all","limit":100}"#],
    )
    .stdout;
    assert_eq!(one_json(&listed), one_json(&now));
    let found = run(
        &home,
        &["call", "candidate_search", r#"{"query":"Nguyễn"}"#],
    )
    .stdout;
    assert!(!one_json(&found)["items"].as_array().unwrap().is_empty());
}
