//! Which slots are suggested, and why.

use muster_scheduling::{
    slots::{self, SuggestRequest, Suggestions},
    zone::Zones,
};
use serde_json::{Value, json};

use crate::{person, request};

fn suggest(slots: &Value, more: &Value) -> Suggestions {
    let mut wanted = json!({"slots": slots, "names": {"ana": "Ana", "bo": "Bo", "grace": "Grace"}});
    for (field, value) in more.as_object().unwrap() {
        wanted[field] = value.clone();
    }
    let wanted: SuggestRequest = serde_json::from_value(wanted).unwrap();
    let found = slots::suggest(&Zones::bundled(), &wanted).unwrap();
    assert_eq!(found, slots::suggest(&Zones::bundled(), &wanted).unwrap());
    found
}

fn starts(found: &Suggestions) -> Vec<String> {
    let starts = found.suggestions.iter().map(|one| one.slot.start);
    starts
        .map(|start| start.format("%d %H:%M").to_string())
        .collect()
}

fn reasons(found: &Suggestions, place: usize) -> String {
    found.suggestions[place].reasons.join("; ")
}

fn berlin(id: &str, changes: &Value) -> Value {
    let mut ana = person(
        id,
        &json!({
            "time_zone": "Europe/Berlin",
            "working_hours": [{"days": ["mon", "tue", "wed"], "start": "09:00", "end": "18:00"}],
        }),
    );
    for (field, value) in changes.as_object().unwrap() {
        ana[field] = value.clone();
    }
    ana
}

fn week(attendees: &Value) -> Value {
    request(&json!({
        "window": {"start": "2026-06-01T00:00:00Z", "end": "2026-06-06T00:00:00Z"},
        "step_minutes": 15, "duration_minutes": 60, "attendees": attendees, "limit": 1,
    }))
}

#[test]
fn suggestions_are_not_three_neighbours() {
    let found = suggest(
        &week(&json!([berlin("ana", &json!({}))])),
        &json!({"strategy": "earliest"}),
    );
    assert_eq!(starts(&found), ["01 07:00", "01 09:00", "01 11:00"]);
    // Nine hours hold 33 starts of an hour each; the limit of the search hides none.
    assert_eq!(found.offered, 99);
    assert!(reasons(&found, 0).starts_with("The earliest time there is"));
    // Where nothing else is left, neighbours are better than nothing.
    let short = request(&json!({
        "window": {"start": "2026-06-01T07:00:00Z", "end": "2026-06-01T08:30:00Z"},
        "step_minutes": 15, "attendees": [berlin("ana", &json!({}))],
    }));
    let found = suggest(&short, &json!({"strategy": "earliest"}));
    assert_eq!(starts(&found), ["01 07:00", "01 07:15", "01 07:30"]);
}

#[test]
fn a_candidate_is_not_asked_to_get_up_early() {
    let grace = person("grace", &json!({"time_zone": "America/New_York"}));
    let slots = week(&json!([berlin("ana", &json!({})), grace]));
    let found = suggest(&slots, &json!({"candidate": "grace"}));
    // 08:00 in New York is 12:00 UTC and 14:00 in Berlin.
    assert_eq!(starts(&found)[0], "01 12:00");
    assert!(
        reasons(&found, 0).contains("14:00 Berlin is 08:00 for Grace"),
        "{}",
        reasons(&found, 0)
    );
    assert_eq!(found.suggestions[0].warnings, [""; 0]);
    let early = suggest(
        &slots,
        &json!({"candidate": "grace", "strategy": "earliest"}),
    );
    assert_eq!(
        early.suggestions[0].warnings,
        ["It is 03:00 for Grace: early or late in the day"]
    );
}

#[test]
fn a_slot_joins_what_is_there_before_it_cuts_the_day() {
    let busy = json!([{"start": "2026-06-01T10:00:00Z", "end": "2026-06-01T11:00:00Z"}]);
    let found = suggest(
        &week(&json!([berlin("ana", &json!({"busy": busy}))])),
        &json!({"count": 1}),
    );
    assert_eq!(starts(&found), ["01 09:00"]);
    assert!(reasons(&found, 0).contains("It joins what Ana already has and leaves no gap"));
}

#[test]
fn the_week_with_fewer_interviews_is_preferred_and_none_is_hidden() {
    let hour = |day: u32, hour: u32| {
        json!({
        "start": format!("2026-06-{day:02}T{hour:02}:00:00Z"), "end": format!("2026-06-{day:02}T{:02}:00:00Z", hour + 1)})
    };
    let full: Vec<Value> = (0..4).map(|n| hour(1, 8 + 2 * n)).collect();
    let people = json!([
        berlin(
            "ana",
            &json!({"booked": [hour(1, 7)], "maximum_per_week": 5})
        ),
        berlin("bo", &json!({"booked": full})),
    ]);
    let mut slots = week(&people);
    slots["window"]["end"] = json!("2026-06-10T00:00:00Z");
    slots["pools"] = json!([{"id": "p", "choose": 1, "attendees": ["bo", "ana"]}]);
    let found = suggest(&slots, &json!({"count": 200}));
    assert_eq!(found.suggestions.len(), found.offered as usize);
    let first = &found.suggestions[0];
    assert_eq!(first.slot.start.to_rfc3339(), "2026-06-08T07:00:00+00:00");
    let this_week = found
        .suggestions
        .iter()
        .find(|s| s.slot.start.to_rfc3339().as_str() < "2026-06-07")
        .unwrap();
    assert_eq!(this_week.slot.attendees, ["ana"]);
    assert!(
        this_week
            .reasons
            .contains(&"Ana has the fewest interviews this week (1 of 5)".to_owned()),
        "{:?}",
        this_week.reasons
    );
}

#[test]
fn who_is_optional_counts_a_little() {
    let busy = json!([{"start": "2026-06-01T00:00:00Z", "end": "2026-06-01T22:00:00Z"}]);
    let people = json!([
        berlin("ana", &json!({})),
        person("bo", &json!({"required": false, "busy": busy})),
    ]);
    let found = suggest(&week(&people), &json!({}));
    assert_eq!(starts(&found)[0], "02 07:00");
    assert!(reasons(&found, 0).contains("Everyone optional is free too"));
    let earliest = suggest(&week(&people), &json!({"strategy": "earliest"}));
    assert_eq!(
        earliest.suggestions[0].warnings,
        ["Bo, who is optional, is not free"]
    );
}
