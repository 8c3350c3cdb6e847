//! The grid, the window, notice, horizon and the limit.

use serde_json::json;

use crate::{ask, request, starts, starts_of};

#[test]
fn the_meeting_lies_inside_the_window() {
    let found = starts_of(
        &json!({}),
        "2026-06-01T09:10:00Z",
        "2026-06-01T12:00:00Z",
        &json!({"step_minutes": 30}),
    );
    assert_eq!(found, ["01 09:30", "01 10:00", "01 10:30", "01 11:00"]);
}

#[test]
fn the_grid_counts_from_local_midnight_and_starts_again_each_day() {
    // 25 does not divide a day: 23:45 UTC is minute 1425 = 57 x 25, then 00:00 again.
    let found = starts_of(
        &json!({}),
        "2026-06-01T23:00:00Z",
        "2026-06-02T02:00:00Z",
        &json!({"step_minutes": 25}),
    );
    assert_eq!(
        found,
        ["01 23:20", "01 23:45", "02 00:00", "02 00:25", "02 00:50"]
    );
    // Kathmandu is 5:45 ahead, so its full hours are at a quarter past in UTC.
    let found = starts_of(
        &json!({}),
        "2026-06-01T09:00:00Z",
        "2026-06-01T12:00:00Z",
        &json!({"anchor_zone": "Asia/Kathmandu"}),
    );
    assert_eq!(found, ["01 09:15", "01 10:15"]);
    // The widest step is one start at each local midnight.
    let found = starts_of(
        &json!({}),
        "2026-06-01T00:00:00Z",
        "2026-06-03T00:00:00Z",
        &json!({"anchor_zone": "Asia/Kolkata", "step_minutes": 1440}),
    );
    assert_eq!(found, ["01 18:30", "02 18:30"]);
}

#[test]
fn a_repeated_hour_gives_both_instants_and_a_skipped_one_none() {
    let autumn = starts_of(
        &json!({}),
        "2026-10-25T00:00:00Z",
        "2026-10-25T04:00:00Z",
        &json!({"anchor_zone": "Europe/London", "step_minutes": 90}),
    );
    // Wall 01:30 in summer time, 01:30 again in winter time, then 03:00; 24 x 60 restarts at 00:00.
    assert_eq!(autumn, ["25 00:30", "25 01:30", "25 03:00"]);
    let spring = starts_of(
        &json!({}),
        "2026-03-29T00:00:00Z",
        "2026-03-29T05:00:00Z",
        &json!({"anchor_zone": "Europe/London", "step_minutes": 90}),
    );
    // Wall 00:00, no 01:30, 03:00 in summer time.
    assert_eq!(spring, ["29 00:00", "29 02:00", "29 03:30"]);
}

#[test]
fn half_an_hour_is_repeated_in_lord_howe() {
    // Wall 01:30, 01:45 at UTC+11, then 01:30, 01:45, 02:00 at UTC+10:30.
    let found = starts_of(
        &json!({}),
        "2026-04-04T14:30:00Z",
        "2026-04-04T16:31:00Z",
        &json!({"anchor_zone": "Australia/Lord_Howe", "step_minutes": 15}),
    );
    assert_eq!(
        found,
        ["04 14:30", "04 14:45", "04 15:00", "04 15:15", "04 15:30"]
    );
}

#[test]
fn a_day_of_vancouver_in_november_2026_has_24_hours() {
    let found = starts_of(
        &json!({}),
        "2026-11-01T07:00:00Z",
        "2026-11-02T07:00:00Z",
        &json!({"anchor_zone": "America/Vancouver"}),
    );
    assert_eq!(found.len(), 24);
    assert_eq!(found.first().unwrap(), "01 07:00");
}

#[test]
fn a_clock_with_seconds_keeps_whole_wall_minutes() {
    let answer = ask(&request(&json!({
        "now": "1959-01-01T00:00:00Z", "anchor_zone": "Africa/Monrovia",
        "window": {"start": "1960-01-01T00:00:00Z", "end": "1960-01-01T02:00:00Z"},
    })));
    assert_eq!(
        answer.slots[0].start.to_rfc3339(),
        "1960-01-01T00:44:30+00:00"
    );
}

#[test]
fn notice_and_horizon_are_included_at_their_edge() {
    let found = starts(&request(&json!({
        "now": "2026-06-01T08:00:00Z", "minimum_notice_minutes": 120,
        "window": {"start": "2026-06-01T00:00:00Z", "end": "2026-06-03T00:00:00Z"},
        "maximum_days_ahead": 1, "step_minutes": 240,
    })));
    assert_eq!(
        found,
        [
            "01 12:00", "01 16:00", "01 20:00", "02 00:00", "02 04:00", "02 08:00"
        ]
    );
    let at_the_edge = starts(&request(&json!({
        "now": "2026-06-01T08:00:00Z", "minimum_notice_minutes": 240, "step_minutes": 240,
    })));
    assert_eq!(at_the_edge, ["01 12:00", "01 16:00", "01 20:00"]);
}

#[test]
fn the_horizon_counts_24_hours_and_not_local_days() {
    // The night of 29 March is an hour shorter in London: 24 h after 09:00 is 10:00 there.
    let found = starts(&request(&json!({
        "now": "2026-03-28T09:00:00Z", "anchor_zone": "Europe/London", "maximum_days_ahead": 1,
        "window": {"start": "2026-03-29T07:00:00Z", "end": "2026-03-29T12:00:00Z"},
    })));
    assert_eq!(found, ["29 07:00", "29 08:00", "29 09:00"]);
}

#[test]
fn the_limit_cuts_and_says_so() {
    let cut = ask(&request(&json!({"limit": 23})));
    assert_eq!((cut.slots.len(), cut.truncated), (23, true));
    let whole = ask(&request(&json!({"limit": 24})));
    assert_eq!((whole.slots.len(), whole.truncated), (24, false));
}

#[test]
fn absent_settings_have_their_defaults() {
    let mut bare = request(&json!({}));
    bare.as_object_mut().unwrap().remove("limit");
    bare.as_object_mut().unwrap().remove("step_minutes");
    let answer = ask(&bare);
    assert_eq!((answer.slots.len(), answer.truncated), (50, true));
    assert_eq!(
        answer.slots[1].start.to_rfc3339(),
        "2026-06-01T00:15:00+00:00"
    );
    assert!(answer.reasons.is_empty());
}

#[test]
fn instants_are_written_in_whole_seconds_with_z() {
    let answer = serde_json::to_value(ask(&request(&json!({"limit": 1})))).unwrap();
    assert_eq!(
        answer,
        json!({
            "slots": [{
                "start": "2026-06-01T00:00:00Z", "end": "2026-06-01T01:00:00Z",
                "attendees": ["ana"],
            }],
            "truncated": true, "reasons": [],
        })
    );
}

#[test]
fn with_nobody_the_grid_itself_is_free() {
    let answer = ask(&request(&json!({"attendees": []})));
    assert_eq!(answer.slots.len(), 24);
    assert!(answer.slots[0].attendees.is_empty());
}
