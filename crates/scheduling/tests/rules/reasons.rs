//! What `explain` tells, and that an offered slot passes the check at commit.

use muster_scheduling::{attendee::Attendee, check, zone::Zones};
use serde_json::{Value, json};

use crate::{ask, person, request, why};

#[test]
fn notice_and_horizon_belong_to_nobody_and_come_first() {
    let ana = person("ana", &json!({"working_hours": []}));
    let early = request(&json!({
        "now": "2026-06-01T08:00:00Z", "minimum_notice_minutes": 150, "attendees": [ana],
    }));
    assert_eq!(
        why(&early, "2026-06-01T10:00:00Z"),
        ["- notice 2026-06-01T10:30:00Z", "ana not_working -"]
    );
    let far = request(&json!({"now": "2026-05-01T00:00:00Z", "maximum_days_ahead": 31}));
    assert_eq!(why(&far, "2026-06-01T01:00:00Z"), ["- horizon -"]);
    assert_eq!(why(&far, "2026-06-01T00:00:00Z"), [""; 0]);
    // Written as null, so that a reader can tell it from a person.
    let mut explained = far;
    explained["explain"] = json!(true);
    let answer = serde_json::to_value(ask(&explained)).unwrap();
    assert_eq!(
        answer["reasons"][0],
        json!({"start": "2026-06-01T01:00:00Z", "blockers": [{"attendee": null, "code": "horizon"}]})
    );
}

#[test]
fn reasons_ignore_the_limit_and_a_free_start_beyond_it_is_in_neither_list() {
    let ana = person(
        "ana",
        &json!({
            "busy": [{"start": "2026-06-01T12:00:00Z", "end": "2026-06-01T14:00:00Z"}],
        }),
    );
    let answer = ask(&request(
        &json!({"limit": 1, "explain": true, "attendees": [ana]}),
    ));
    assert_eq!(answer.slots.len(), 1);
    assert!(answer.truncated);
    let explained: Vec<String> = answer
        .reasons
        .iter()
        .map(|reason| reason.start.format("%H:%M").to_string())
        .collect();
    assert_eq!(explained, ["12:00", "13:00"]);
}

#[test]
fn starts_whose_meeting_leaves_the_window_are_not_explained() {
    let ana = person("ana", &json!({"working_hours": []}));
    let answer = ask(&request(
        &json!({"explain": true, "duration_minutes": 90, "attendees": [ana]}),
    ));
    assert_eq!(answer.reasons.len(), 23);
}

#[test]
fn an_end_beyond_400_days_is_not_told() {
    let until = |end: &str| {
        let ana = person(
            "ana",
            &json!({"busy": [{"start": "2026-06-01T00:00:00Z", "end": end}]}),
        );
        why(
            &request(&json!({"attendees": [ana]})),
            "2026-06-01T00:00:00Z",
        )
        .concat()
    };
    assert_eq!(
        until("2027-07-06T00:00:00Z"),
        "ana busy 2027-07-06T00:00:00Z"
    );
    assert_eq!(until("2027-07-06T00:01:00Z"), "ana busy -");
}

fn blockers(ana: &Value, start: &str, end: &str) -> Vec<String> {
    let ana: Attendee = serde_json::from_value(person("ana", ana)).unwrap();
    let found = check::blockers(
        &Zones::bundled(),
        &ana,
        start.parse().unwrap(),
        end.parse().unwrap(),
    );
    let code = |blocker| {
        serde_json::to_value(blocker).unwrap()["code"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    found.unwrap().into_iter().map(code).collect()
}

#[test]
fn a_concrete_meeting_is_checked_by_the_same_rules() {
    let ana = json!({
        "time_zone": "Europe/London",
        "working_hours": [{"days": ["mon"], "start": "09:00", "end": "17:00"}],
        "busy": [{"start": "2026-06-01T12:00:00Z", "end": "2026-06-01T13:00:00Z"}],
        "booked": [{"start": "2026-06-01T08:00:00Z", "end": "2026-06-01T08:30:00Z"}],
        "buffer_before_minutes": 15, "maximum_per_day": 2, "maximum_per_week": 1,
    });
    // 09:00 to 17:00 in London are 08:00 to 16:00 UTC.
    assert_eq!(
        blockers(&ana, "2026-06-01T15:30:00Z", "2026-06-01T16:30:00Z"),
        ["not_working", "week_cap"]
    );
    assert_eq!(
        blockers(&ana, "2026-06-01T08:44:00Z", "2026-06-01T09:00:00Z"),
        ["buffer", "week_cap"]
    );
    assert_eq!(
        blockers(&ana, "2026-06-01T11:30:00Z", "2026-06-01T12:30:00Z"),
        ["busy", "week_cap"]
    );
    // The week after, exactly from opening to closing time.
    assert_eq!(
        blockers(&ana, "2026-06-08T08:00:00Z", "2026-06-08T16:00:00Z"),
        [""; 0]
    );
}

#[test]
fn a_meeting_that_does_not_end_after_its_start_is_an_error() {
    let ana: Attendee = serde_json::from_value(person("ana", &json!({}))).unwrap();
    let at = "2026-06-01T08:00:00Z".parse().unwrap();
    assert_eq!(
        check::blockers(&Zones::bundled(), &ana, at, at)
            .unwrap_err()
            .field,
        "end"
    );
    let lost = Attendee {
        time_zone: "Mars/Base".to_owned(),
        ..ana
    };
    let later = "2026-06-01T09:00:00Z".parse().unwrap();
    let error = check::blockers(&Zones::bundled(), &lost, at, later).unwrap_err();
    assert_eq!(error.field, "time_zone");
}
