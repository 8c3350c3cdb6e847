//! Holidays, lunch, interviews in a row and caps by month.

use serde_json::{Value, json};

use crate::{person, request, starts, why};

/// Monday 1 June 2026, 10:00 to 15:00, half an hour on a half-hour grid.
fn midday(ana: &Value) -> Value {
    request(&json!({
        "window": {"start": "2026-06-01T10:00:00Z", "end": "2026-06-01T15:00:00Z"},
        "duration_minutes": 30, "step_minutes": 30, "attendees": [person("ana", ana)],
    }))
}

fn open(ana: &Value) -> String {
    let found = starts(&midday(ana));
    let times: Vec<&str> = found.iter().map(|start| &start[3..]).collect();
    times.join(" ")
}

fn span(start: &str, end: &str) -> Value {
    json!({"start": format!("2026-06-01T{start}:00Z"), "end": format!("2026-06-01T{end}:00Z")})
}

#[test]
fn a_holiday_is_a_day_off_that_says_so() {
    let ana = json!({
        "working_hours": [{"days": ["mon", "tue"], "start": "09:00", "end": "12:00"}],
        "holidays": ["2026-06-01"],
    });
    assert_eq!(open(&ana), "");
    let request = midday(&ana);
    // The half hour from 11:30 is the last that would fit; after it she does not work anyway.
    assert_eq!(
        why(&request, "2026-06-01T10:00:00Z"),
        ["ana holiday 2026-06-01T11:31:00Z"]
    );
    assert_eq!(
        why(&request, "2026-06-01T13:00:00Z"),
        ["ana not_working 2026-06-02T09:00:00Z"]
    );
}

#[test]
fn an_exception_for_a_holiday_says_more_than_the_holiday() {
    let ana = json!({
        "holidays": ["2026-06-01"],
        "date_overrides": [{"date": "2026-06-01", "hours": [{"start": "11:00", "end": "12:00"}]}],
    });
    assert_eq!(open(&ana), "11:00 11:30");
}

#[test]
fn a_holiday_does_not_cut_the_night_before() {
    let ana = json!({
        "working_hours": [{"days": ["sun", "mon"], "start": "22:00", "end": "11:00"}],
        "holidays": ["2026-06-01"],
    });
    assert_eq!(open(&ana), "10:00 10:30");
}

#[test]
fn a_meeting_leaves_time_for_lunch_in_one_piece() {
    let lunch = json!({"start": "11:30", "end": "14:00", "minutes": 60});
    // Free until 12:30 only: a meeting from 11:30 or 12:00 would break the hour.
    let busy = json!([span("12:30", "14:00")]);
    assert_eq!(
        open(&json!({"lunch": lunch, "busy": busy})),
        "10:00 10:30 11:00 14:00 14:30"
    );
    assert_eq!(
        why(
            &midday(&json!({"lunch": lunch, "busy": busy})),
            "2026-06-01T11:30:00Z"
        ),
        ["ana lunch 2026-06-01T12:30:00Z"]
    );
    // With the whole window free there is an hour before or after any half hour.
    assert_eq!(open(&json!({"lunch": lunch})).split(' ').count(), 10);
    // Two meetings around the middle leave three quarters on both sides: no third one fits.
    let booked = json!([span("12:15", "13:15")]);
    let tight = json!({"start": "11:30", "end": "14:00", "minutes": 45});
    assert_eq!(
        open(&json!({"lunch": tight, "booked": booked})),
        "10:00 10:30 11:00 11:30 13:30 14:00 14:30"
    );
    let free =
        json!([{"start": "2026-06-01T12:30:00Z", "end": "2026-06-01T14:00:00Z", "status": "free"}]);
    assert_eq!(
        open(&json!({"lunch": lunch, "busy": free}))
            .split(' ')
            .count(),
        10
    );
}

#[test]
fn lunch_follows_the_persons_own_clock() {
    let lunch = json!({"start": "12:00", "end": "13:00", "minutes": 60});
    // Berlin is two hours ahead in June.
    let ana = json!({"lunch": lunch, "time_zone": "Europe/Berlin"});
    assert_eq!(
        why(&midday(&ana), "2026-06-01T10:30:00Z"),
        ["ana lunch 2026-06-01T11:00:00Z"]
    );
    assert!(open(&ana).starts_with("11:00"));
}

#[test]
fn interviews_in_a_row_end_with_a_break() {
    let booked = json!([span("10:00", "11:00"), span("11:10", "12:00")]);
    let ana = json!({"booked": booked, "maximum_in_a_row": 2, "break_minutes": 30});
    // Less than half an hour after 12:00 would make three in a row.
    assert_eq!(open(&ana), "12:30 13:00 13:30 14:00 14:30");
    assert_eq!(
        why(&midday(&ana), "2026-06-01T12:00:00Z"),
        ["ana in_a_row 2026-06-01T12:30:00Z"]
    );
    let three = json!({"booked": booked, "maximum_in_a_row": 3, "break_minutes": 30});
    assert_eq!(open(&three), "12:00 12:30 13:00 13:30 14:00 14:30");
    // A meeting between two rows joins both.
    let apart = json!([span("10:00", "11:00"), span("12:00", "13:00")]);
    let ana = json!({"booked": apart, "maximum_in_a_row": 2, "break_minutes": 45});
    assert_eq!(open(&ana), "13:00 13:30 14:00 14:30");
}

#[test]
fn a_month_has_its_own_cap() {
    let ana = json!({
        "time_zone": "Asia/Kolkata", "maximum_per_month": 1,
        // 1 June, 01:30, in Kolkata.
        "booked": [{"start": "2026-05-31T20:00:00Z", "end": "2026-05-31T21:00:00Z"}],
    });
    assert_eq!(
        why(&midday(&ana), "2026-06-01T10:00:00Z"),
        ["ana month_cap 2026-06-30T18:30:00Z"]
    );
    let earlier = json!({
        "maximum_per_month": 1,
        "booked": [{"start": "2026-05-31T20:00:00Z", "end": "2026-05-31T21:00:00Z"}],
    });
    assert_eq!(open(&earlier).split(' ').count(), 10);
}
