//! Meetings inside working hours.

use serde_json::json;

use crate::{request, starts, starts_of, why};

#[test]
fn the_whole_meeting_lies_inside_the_hours_and_its_buffers_need_not() {
    let ana = json!({
        "working_hours": [{"days": ["mon"], "start": "09:00", "end": "11:30"}],
        "buffer_before_minutes": 30, "buffer_after_minutes": 30,
    });
    let found = starts_of(
        &ana,
        "2026-06-01T00:00:00Z",
        "2026-06-02T00:00:00Z",
        &json!({"step_minutes": 30}),
    );
    assert_eq!(found, ["01 09:00", "01 09:30", "01 10:00", "01 10:30"]);
}

#[test]
fn a_meeting_may_cross_midnight_where_hours_join() {
    let ana = json!({"working_hours": [
        {"days": ["mon"], "start": "22:00", "end": "24:00"},
        {"days": ["tue"], "start": "00:00", "end": "01:00"},
    ]});
    let found = starts_of(
        &ana,
        "2026-06-01T00:00:00Z",
        "2026-06-03T00:00:00Z",
        &json!({"step_minutes": 30}),
    );
    assert_eq!(
        found,
        ["01 22:00", "01 22:30", "01 23:00", "01 23:30", "02 00:00"]
    );
}

#[test]
fn the_hours_are_read_in_the_persons_own_zone() {
    let nine_to_eleven = json!([{"days": ["sun"], "start": "09:00", "end": "11:00"}]);
    let of = |zone: &str, from: &str, to: &str| {
        let ana = json!({"time_zone": zone, "working_hours": nine_to_eleven});
        starts_of(&ana, from, to, &json!({"step_minutes": 15}))
    };
    // Chatham on 5 April 2026, the day it goes from 13:45 to 12:45 ahead of UTC.
    assert_eq!(
        of(
            "Pacific/Chatham",
            "2026-04-04T12:00:00Z",
            "2026-04-05T12:00:00Z"
        ),
        ["04 20:15", "04 20:30", "04 20:45", "04 21:00", "04 21:15"]
    );
    // Lord Howe on 4 October 2026, the day it goes from 10:30 to 11:00 ahead.
    let found = of(
        "Australia/Lord_Howe",
        "2026-10-03T12:00:00Z",
        "2026-10-04T12:00:00Z",
    );
    assert_eq!(found.first().unwrap(), "03 22:00");
    // Vancouver on 1 November 2026 stays at UTC-7, New York goes to UTC-5.
    let found = of(
        "America/Vancouver",
        "2026-11-01T12:00:00Z",
        "2026-11-02T12:00:00Z",
    );
    assert_eq!(found.first().unwrap(), "01 16:00");
    let found = of(
        "America/New_York",
        "2026-11-01T12:00:00Z",
        "2026-11-02T12:00:00Z",
    );
    assert_eq!(found.first().unwrap(), "01 14:00");
}

#[test]
fn an_exception_is_a_day_off_or_other_hours() {
    let ana = json!({
        "working_hours": [{"days": ["mon", "tue", "wed"], "start": "09:00", "end": "10:00"}],
        "date_overrides": [
            {"date": "2026-06-01", "hours": []},
            {"date": "2026-06-02", "hours": [{"start": "13:00", "end": "15:00"}]},
        ],
    });
    let found = starts_of(
        &ana,
        "2026-06-01T00:00:00Z",
        "2026-06-04T00:00:00Z",
        &json!({}),
    );
    assert_eq!(found, ["02 13:00", "02 14:00", "03 09:00"]);
}

#[test]
fn not_working_ends_at_the_next_time_the_meeting_fits() {
    let ana = json!({"working_hours": [
        {"days": ["mon"], "start": "09:00", "end": "10:30"},
        {"days": ["mon"], "start": "12:20", "end": "13:00"},
        {"days": ["mon"], "start": "15:10", "end": "17:00"},
    ]});
    let request = request(&json!({"attendees": [crate::person("ana", &ana)]}));
    // The forty minutes at 12:20 are too short; 15:10 is not on the grid but is the instant.
    assert_eq!(
        why(&request, "2026-06-01T10:00:00Z"),
        ["ana not_working 2026-06-01T15:10:00Z"]
    );
    assert_eq!(why(&request, "2026-06-01T09:00:00Z"), [""; 0]);
    // After the last hours of the window: a week later.
    assert_eq!(
        why(&request, "2026-06-01T17:00:00Z"),
        ["ana not_working 2026-06-08T09:00:00Z"]
    );
}

#[test]
fn who_never_works_has_no_until() {
    let ana = crate::person("ana", &json!({"working_hours": []}));
    let request = request(&json!({"attendees": [ana]}));
    assert_eq!(starts(&request), [""; 0]);
    assert_eq!(why(&request, "2026-06-01T09:00:00Z"), ["ana not_working -"]);
}
