//! The zone of the machine changes nothing.

use std::{env, fs, process::Command};

use serde_json::json;

use crate::{ask, person, request};

const OUTPUT: &str = "MUSTER_TEST_OUTPUT";

/// An answer that touches every place where a zone is read: hours, caps, grid, words.
fn answer() -> String {
    let ana = person(
        "ana",
        &json!({
            "time_zone": "Europe/London", "maximum_per_day": 1,
            "working_hours": [{"days": ["sat", "sun", "mon"], "start": "09:00", "end": "11:00"}],
            "booked": [{"start": "2026-03-28T23:30:00Z", "end": "2026-03-28T23:45:00Z"}],
        }),
    );
    let answer = ask(&request(&json!({
        "now": "2026-03-01T00:00:00Z", "anchor_zone": "Europe/London", "explain": true,
        "window": {"start": "2026-03-28T00:00:00Z", "end": "2026-03-31T00:00:00Z"},
        "attendees": [ana],
    })));
    let london = muster_scheduling::zone::Zones::bundled()
        .get("Europe/London")
        .unwrap();
    let words: Vec<String> = answer
        .slots
        .iter()
        .map(|slot| muster_scheduling::spoken::spoken(slot.start, &london))
        .collect();
    format!(
        "{}\n{}",
        words.join("\n"),
        serde_json::to_string(&answer).unwrap()
    )
}

/// Run again by the test below with other zones for the machine.
#[test]
fn answers_into_a_file_when_asked() {
    if let Some(path) = env::var_os(OUTPUT) {
        fs::write(path, answer()).unwrap();
    }
}

#[test]
fn every_machine_zone_gives_the_same_answer() {
    let folder = tempfile::tempdir().unwrap();
    let own = answer();
    assert!(
        own.starts_with(
            "Sun 29 Mar 09:00 London (UTC+1)\nSun 29 Mar 10:00 London (UTC+1)\n\
             Mon 30 Mar 09:00 London (UTC+1)\nMon 30 Mar 10:00 London (UTC+1)\n"
        ),
        "{own}"
    );
    for zone in [
        "UTC",
        "America/New_York",
        "Asia/Kolkata",
        "Pacific/Chatham",
        "nonsense",
    ] {
        let path = folder.path().join("answer");
        let status = Command::new(env::current_exe().unwrap())
            .args(["--exact", "machine::answers_into_a_file_when_asked"])
            .env("TZ", zone)
            .env(OUTPUT, &path)
            .output()
            .unwrap()
            .status;
        assert!(status.success());
        assert_eq!(fs::read_to_string(&path).unwrap(), own, "with TZ={zone}");
        fs::remove_file(&path).unwrap();
    }
}
