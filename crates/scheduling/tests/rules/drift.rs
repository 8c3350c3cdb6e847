//! Interviews that no longer hold.

use std::collections::BTreeMap;

use muster_scheduling::{
    attendee::Attendee,
    drift::{self, Arranged, Drift},
    zone::Zones,
};
use serde_json::{Value, json};

use crate::person;

/// An interview of ana's on Monday 1 June 2026, 09:00 to 10:00 UTC, with her calendar as it is now.
fn check(ana: &Value) -> Vec<Drift> {
    let ana: Attendee = serde_json::from_value(person("ana", ana)).unwrap();
    let interview: Arranged = serde_json::from_value(json!({
        "id": "i1", "start": "2026-06-01T09:00:00Z", "end": "2026-06-01T10:00:00Z",
        "attendees": ["ana", "someone who left"],
    }))
    .unwrap();
    let names = BTreeMap::from([("ana".to_owned(), "Ana".to_owned())]);
    drift::check(&Zones::bundled(), &[interview], &[ana], &names).unwrap()
}

fn words(ana: &Value) -> String {
    check(ana)
        .iter()
        .map(|drift| drift.words.join("; "))
        .collect()
}

fn item(start: &str, end: &str, status: &str) -> Value {
    json!({"start": format!("2026-06-01T{start}:00Z"), "end": format!("2026-06-01T{end}:00Z"), "status": status})
}

#[test]
fn its_own_entry_does_not_speak_against_it() {
    let own = item("09:00", "10:00", "busy");
    let booked = json!([{"start": "2026-06-01T09:00:00Z", "end": "2026-06-01T10:00:00Z"}]);
    let ana = json!({
        "busy": [own], "booked": booked, "maximum_per_day": 1, "maximum_in_a_row": 1,
        "buffer_before_minutes": 10, "buffer_after_minutes": 10,
    });
    assert_eq!(check(&ana), []);
    // Somebody else's meeting at exactly the same time does.
    assert_eq!(
        words(&json!({"busy": [own, own], "booked": booked})),
        "Ana is busy then"
    );
}

#[test]
fn each_change_is_told_in_words() {
    let weekly = |zone: &str, start: &str| {
        json!({"time_zone": zone, "working_hours": [
            {"days": ["mon"], "start": start, "end": "17:00"}]})
    };
    let cases = [
        (
            json!({"busy": [item("09:30", "11:00", "out_of_office")]}),
            "Ana is busy then",
        ),
        (json!({"busy": [item("09:30", "11:00", "free")]}), ""),
        (
            json!({"busy": [item("09:30", "11:00", "tentative")]}),
            "Ana has something tentative then",
        ),
        (weekly("UTC", "09:00"), ""),
        (weekly("UTC", "10:00"), "Ana does not work then"),
        // She moved: 09:00 UTC is 05:00 in New York.
        (
            weekly("America/New_York", "09:00"),
            "Ana does not work then",
        ),
        (
            json!({"holidays": ["2026-06-01"]}),
            "Ana has a holiday then",
        ),
    ];
    for (ana, expected) in cases {
        assert_eq!(words(&ana), expected, "{ana}");
    }
}
