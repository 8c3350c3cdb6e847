//! Busy times of every status, buffers on both sides, and interviews.

use serde_json::{Value, json};

use crate::{person, request, starts, why};

/// The starts between 08:00 and 12:00 on a half-hour grid for a half-hour meeting.
fn morning(ana: &Value) -> Vec<String> {
    starts(&morning_request(ana))
        .iter()
        .map(|start| start[3..].to_owned())
        .collect()
}

fn morning_request(ana: &Value) -> Value {
    request(&json!({
        "window": {"start": "2026-06-01T08:00:00Z", "end": "2026-06-01T12:00:00Z"},
        "duration_minutes": 30, "step_minutes": 15, "attendees": [person("ana", ana)],
    }))
}

fn from_nine_to_eleven(status: &str) -> Value {
    json!({"start": "2026-06-01T09:00:00Z", "end": "2026-06-01T11:00:00Z", "status": status})
}

#[test]
fn touching_is_not_overlapping() {
    let found = morning(&json!({"busy": [from_nine_to_eleven("busy")]}));
    assert_eq!(
        found,
        ["08:00", "08:15", "08:30", "11:00", "11:15", "11:30"]
    );
}

#[test]
fn every_status_blocks_or_not_and_says_which() {
    let whole_morning = 15;
    let cases = [
        ("busy", "block", 6, "ana busy 2026-06-01T11:00:00Z"),
        ("out_of_office", "block", 6, "ana busy 2026-06-01T11:00:00Z"),
        ("unknown", "allow", 6, "ana unknown 2026-06-01T11:00:00Z"),
        (
            "tentative",
            "block",
            6,
            "ana tentative 2026-06-01T11:00:00Z",
        ),
        ("tentative", "allow", whole_morning, ""),
        ("free", "block", whole_morning, ""),
    ];
    for (status, tentative, count, reason) in cases {
        let ana = json!({"busy": [from_nine_to_eleven(status)], "tentative": tentative});
        assert_eq!(morning(&ana).len(), count, "{status} {tentative}");
        let reasons = why(&morning_request(&ana), "2026-06-01T08:45:00Z");
        assert_eq!(reasons.concat(), reason, "{status} {tentative}");
    }
}

#[test]
fn the_buffers_of_the_person_and_of_the_item_add_up() {
    let mut item = from_nine_to_eleven("busy");
    // The person wants 15 minutes before a meeting and none after; the item 0 before, 10 after.
    item["buffer_after_minutes"] = json!(10);
    let found = morning(&json!({"busy": [item.clone()], "buffer_before_minutes": 15}));
    // After the item: 15 + 10 = 25 minutes, so 11:30 is the first on the grid. Before: touching.
    assert_eq!(found, ["08:00", "08:15", "08:30", "11:30"]);
    // The person wants 15 after a meeting, the item 15 before itself: the meeting ends by 08:30.
    item["buffer_before_minutes"] = json!(15);
    item["buffer_after_minutes"] = json!(0);
    let found = morning(&json!({"busy": [item], "buffer_after_minutes": 15}));
    assert_eq!(found, ["08:00", "11:00", "11:15", "11:30"]);
}

#[test]
fn between_two_interviews_the_larger_buffer_applies_once() {
    let booked = json!([{"start": "2026-06-01T09:30:00Z", "end": "2026-06-01T10:30:00Z"}]);
    for (before, after) in [(30, 15), (15, 30), (30, 0), (0, 30), (30, 30)] {
        let found = morning(&json!({
            "booked": booked, "buffer_before_minutes": before, "buffer_after_minutes": after,
        }));
        assert_eq!(
            found,
            ["08:00", "08:15", "08:30", "11:00", "11:15", "11:30"],
            "{before} {after}"
        );
    }
}

#[test]
fn an_overlap_is_busy_and_a_near_miss_is_buffer() {
    let ana = json!({
        "busy": [from_nine_to_eleven("busy")],
        "buffer_before_minutes": 20, "buffer_after_minutes": 20,
    });
    let request = morning_request(&ana);
    // Ends at 09:00 exactly: still only too close. From 08:31 on it overlaps.
    assert_eq!(
        why(&request, "2026-06-01T08:30:00Z"),
        ["ana buffer 2026-06-01T08:31:00Z"]
    );
    assert_eq!(
        why(&request, "2026-06-01T08:15:00Z"),
        ["ana buffer 2026-06-01T08:31:00Z"]
    );
    assert_eq!(
        why(&request, "2026-06-01T08:45:00Z"),
        ["ana busy 2026-06-01T11:00:00Z"]
    );
    assert_eq!(
        why(&request, "2026-06-01T11:00:00Z"),
        ["ana buffer 2026-06-01T11:20:00Z"]
    );
    assert_eq!(
        why(&request, "2026-06-01T11:15:00Z"),
        ["ana buffer 2026-06-01T11:20:00Z"]
    );
    assert_eq!(why(&request, "2026-06-01T11:30:00Z"), [""; 0]);
}

#[test]
fn chained_items_end_together_and_a_gap_that_fits_ends_the_chain() {
    let item = |start: &str, end: &str| json!({"start": format!("2026-06-01T{start}:00Z"), "end": format!("2026-06-01T{end}:00Z")});
    let chained =
        json!({"busy": [item("09:00", "10:00"), item("10:00", "10:40"), item("11:05", "11:30")]});
    // 25 minutes at 10:40 are too short for half an hour.
    assert_eq!(
        why(&morning_request(&chained), "2026-06-01T09:00:00Z"),
        ["ana busy 2026-06-01T11:30:00Z"]
    );
    let fits = json!({"busy": [item("09:00", "10:00"), item("10:30", "11:30")]});
    assert_eq!(
        why(&morning_request(&fits), "2026-06-01T09:00:00Z"),
        ["ana busy 2026-06-01T10:00:00Z"]
    );
    assert!(morning(&fits).contains(&"10:00".to_owned()));
}

#[test]
fn all_reasons_of_one_start_are_given_in_order_of_code() {
    let ana = json!({
        "working_hours": [{"days": ["mon"], "start": "10:00", "end": "12:00"}],
        "busy": [
            from_nine_to_eleven("unknown"),
            {"start": "2026-06-01T09:15:00Z", "end": "2026-06-01T09:45:00Z", "status": "tentative"},
            {"start": "2026-06-01T08:00:00Z", "end": "2026-06-01T09:00:00Z"},
        ],
        "buffer_before_minutes": 10,
    });
    assert_eq!(
        why(&morning_request(&ana), "2026-06-01T09:00:00Z"),
        [
            "ana buffer 2026-06-01T09:10:00Z",
            "ana not_working 2026-06-01T10:00:00Z",
            "ana tentative 2026-06-01T09:45:00Z",
            "ana unknown 2026-06-01T11:00:00Z",
        ]
    );
}

#[test]
fn an_allowed_tentative_item_has_no_buffers_either() {
    let mut item = from_nine_to_eleven("tentative");
    item["buffer_before_minutes"] = json!(60);
    assert_eq!(
        morning(&json!({"busy": [item], "tentative": "allow"})).len(),
        15
    );
}
