//! Every sentence of FORMATS.md `slots_find`, with answers computed by hand.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod availability;
mod busy;
mod caps;
mod drift;
mod grid;
mod hours;
mod invalid;
mod machine;
mod pools;
mod reasons;
mod suggestions;
mod xray;

use muster_scheduling::{
    slots::{self, SlotsAnswer, SlotsRequest},
    zone::Zones,
};
use serde_json::{Value, json};

/// One required person, free at any time, in UTC; an hour's meeting on an hourly grid; Monday
/// 1 June 2026. `changes` replaces fields of the request.
fn request(changes: &Value) -> Value {
    let mut request = json!({
        "now": "2026-01-01T00:00:00Z",
        "window": {"start": "2026-06-01T00:00:00Z", "end": "2026-06-02T00:00:00Z"},
        "duration_minutes": 60, "step_minutes": 60, "anchor_zone": "UTC", "limit": 1000,
        "attendees": [person("ana", &json!({}))],
    });
    replace(&mut request, changes);
    request
}

/// Someone who works around the clock in UTC. `changes` replaces fields.
fn person(id: &str, changes: &Value) -> Value {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut person = json!({
        "id": id, "time_zone": "UTC",
        "working_hours": [{"days": days, "start": "00:00", "end": "24:00"}],
    });
    replace(&mut person, changes);
    person
}

fn replace(target: &mut Value, changes: &Value) {
    for (field, value) in changes.as_object().unwrap() {
        target[field] = value.clone();
    }
}

fn ask(request: &Value) -> SlotsAnswer {
    let request: SlotsRequest = serde_json::from_value(request.clone()).unwrap();
    slots::find(&Zones::bundled(), &request).unwrap()
}

/// The starts as `day hour:minute` in UTC.
fn starts(request: &Value) -> Vec<String> {
    let slots = ask(request).slots;
    slots
        .iter()
        .map(|slot| slot.start.format("%d %H:%M").to_string())
        .collect()
}

/// The starts that `ana` with these changes can have, between two instants.
fn starts_of(ana: &Value, from: &str, to: &str, more: &Value) -> Vec<String> {
    let mut request = request(&json!({
        "window": {"start": from, "end": to}, "attendees": [person("ana", ana)],
    }));
    replace(&mut request, more);
    starts(&request)
}

/// Why the start is not offered, as `attendee code until`.
fn why(request: &Value, start: &str) -> Vec<String> {
    let mut request = request.clone();
    request["explain"] = json!(true);
    let answer = serde_json::to_value(ask(&request)).unwrap();
    let reasons = answer["reasons"].as_array().unwrap();
    let Some(reason) = reasons.iter().find(|reason| reason["start"] == start) else {
        return Vec::new();
    };
    let words = |blocker: &Value| {
        let text = |field: &str| blocker[field].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", text("attendee"), text("code"), text("until"))
    };
    reason["blockers"]
        .as_array()
        .unwrap()
        .iter()
        .map(words)
        .collect()
}
