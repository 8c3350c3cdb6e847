//! Settings that cannot be meant are errors that name their field.

use muster_scheduling::{
    InvalidSetting,
    slots::{self, SlotsRequest},
    zone::Zones,
};
use serde_json::{Value, json};

use crate::{person, request};

fn refused(request: &Value) -> InvalidSetting {
    let request: SlotsRequest = serde_json::from_value(request.clone()).unwrap();
    slots::find(&Zones::bundled(), &request).unwrap_err()
}

fn item(start: &str, end: &str) -> Value {
    json!([{"start": start, "end": end}])
}

#[test]
fn fields_of_the_request() {
    let start = "2026-06-01T00:00:00Z";
    let cases = [
        ("duration_minutes", json!({"duration_minutes": 0})),
        ("duration_minutes", json!({"duration_minutes": 1441})),
        ("step_minutes", json!({"step_minutes": 0})),
        ("step_minutes", json!({"step_minutes": 1441})),
        ("limit", json!({"limit": 0})),
        ("limit", json!({"limit": 100_001})),
        ("anchor_zone", json!({"anchor_zone": "CET+1"})),
        (
            "window.end",
            json!({"window": {"start": start, "end": "2026-05-31T00:00:00Z"}}),
        ),
        (
            "window.end",
            json!({"window": {"start": start, "end": start}}),
        ),
        (
            "window.end",
            json!({"window": {"start": start, "end": "2027-07-06T00:00:01Z"}}),
        ),
        (
            "window.end",
            json!({"window": {"start": start, "end": "+12026-06-01T00:00:00Z"}}),
        ),
        (
            "attendees[1].id",
            json!({"attendees": [person("a", &json!({})), person("a", &json!({}))]}),
        ),
        (
            "attendees[0].id",
            json!({"attendees": [person("", &json!({}))]}),
        ),
    ];
    for (field, changes) in cases {
        assert_eq!(refused(&request(&changes)).field, field, "{changes}");
    }
}

#[test]
fn fields_of_an_attendee() {
    let hours = |start: &str, end: &str| json!([{"days": ["mon"], "start": start, "end": end}]);
    let backwards = item("2026-06-01T10:00:00Z", "2026-06-01T09:00:00Z");
    let cases = [
        ("time_zone", json!({"time_zone": "Europe/Berln"})),
        (
            "working_hours[0].end",
            json!({"working_hours": hours("09:00", "09:00")}),
        ),
        (
            "date_overrides[0].hours[0].end",
            json!({"date_overrides": [
            {"date": "2026-06-01", "hours": [{"start": "09:00", "end": "09:00"}]}]}),
        ),
        ("busy[0].end", json!({"busy": backwards})),
        ("booked[0].end", json!({"booked": backwards})),
        (
            "busy[0].buffer_after_minutes",
            json!({"busy": [{"start": "2026-06-01T09:00:00Z",
            "end": "2026-06-01T10:00:00Z", "buffer_after_minutes": 1441}]}),
        ),
        (
            "buffer_before_minutes",
            json!({"buffer_before_minutes": 4_000_000_000_u32}),
        ),
        (
            "buffer_after_minutes",
            json!({"buffer_after_minutes": 1441}),
        ),
        ("maximum_per_day", json!({"maximum_per_day": 0})),
        ("maximum_per_week", json!({"maximum_per_week": 0})),
        ("maximum_per_month", json!({"maximum_per_month": 0})),
        ("maximum_in_a_row", json!({"maximum_in_a_row": 0})),
        ("break_minutes", json!({"break_minutes": 0})),
        (
            "lunch.end",
            json!({"lunch": {"start": "14:00", "end": "11:30", "minutes": 30}}),
        ),
        (
            "lunch.minutes",
            json!({"lunch": {"start": "12:00", "end": "13:00", "minutes": 61}}),
        ),
    ];
    for (field, changes) in cases {
        let error = refused(&request(&json!({"attendees": [person("ana", &changes)]})));
        assert_eq!(error.field, format!("attendees[0].{field}"), "{changes}");
        assert!(!error.message.is_empty() && !error.hint.is_empty());
    }
}

#[test]
fn settings_that_cancel_each_other() {
    let far = request(&json!({"minimum_notice_minutes": 1441, "maximum_days_ahead": 1}));
    let error = refused(&far);
    assert_eq!(error.field, "minimum_notice_minutes");
    assert!(error.hint.contains("maximum_days_ahead"), "{error}");
    let edge = request(&json!({"minimum_notice_minutes": 1440, "maximum_days_ahead": 1}));
    assert!(crate::ask(&edge).slots.is_empty());

    let with = |ana: &Value, minutes: u32| {
        request(&json!({"attendees": [person("ana", ana)], "duration_minutes": minutes}))
    };
    let days = ["mon", "tue", "wed", "thu", "fri"];
    let halves = json!({"working_hours": [
        {"days": days, "start": "09:00", "end": "10:00"},
        {"days": days, "start": "10:00", "end": "10:30"},
        {"days": days, "start": "23:00", "end": "24:00"},
        {"days": ["sat"], "start": "00:00", "end": "00:45"},
    ]});
    let error = refused(&with(&halves, 106));
    assert_eq!(error.field, "duration_minutes");
    assert_eq!(
        error.to_string(),
        "a meeting of 106 minutes is longer than any working block of “ana” (105 minutes); \
         shorten the meeting, or lengthen attendees[0].working_hours"
    );
    // Touching ranges join, over midnight too.
    assert!(crate::ask(&with(&halves, 90)).slots.len() == 1);
    assert!(crate::ask(&with(&halves, 105)).slots.is_empty());
    // A long block of another date, no hours at all, or someone who need not come: no error.
    let mut long_once = halves.clone();
    long_once["date_overrides"] = json!([
        {"date": "2027-01-01", "hours": [{"start": "00:00", "end": "24:00"}]}]);
    let mut optional = halves;
    optional["required"] = json!(false);
    for ana in [long_once, json!({"working_hours": []}), optional] {
        crate::ask(&with(&ana, 120));
    }
    // On the night the clock goes back, an hour of the wall is two hours long.
    let night = json!({"time_zone": "Europe/London", "working_hours": [
        {"days": ["sun"], "start": "01:00", "end": "02:00"}]});
    let mut autumn = with(&night, 120);
    autumn["window"] = json!({"start": "2026-10-24T00:00:00Z", "end": "2026-10-26T00:00:00Z"});
    assert_eq!(crate::ask(&autumn).slots.len(), 1);
}

#[test]
fn fields_of_a_pool() {
    let pool =
        |choose: u32, members: &[&str]| json!({"id": "p", "choose": choose, "attendees": members});
    let cases = [
        ("pools[0].choose", json!([pool(0, &["ana"])])),
        ("pools[0].choose", json!([pool(2, &["ana"])])),
        (
            "pools[0].attendees[1]",
            json!([pool(1, &["ana", "nobody"])]),
        ),
        ("pools[0].attendees[1]", json!([pool(1, &["ana", "ana"])])),
        ("pools[1].id", json!([pool(1, &["ana"]), pool(1, &["ana"])])),
    ];
    for (field, pools) in cases {
        assert_eq!(
            refused(&request(&json!({"pools": pools}))).field,
            field,
            "{pools}"
        );
    }
}

#[test]
fn unknown_fields_and_wrong_words_are_refused_when_read() {
    let cases = [
        json!({"attendees": [person("ana", &json!({"busy_": []}))]}),
        json!({"attendees": [person("ana", &json!({"tentative": "maybe"}))]}),
        json!({"attendees": [person("ana", &json!({"week_starts_on": "monday"}))]}),
        json!({"attendees": [{"id": "ana", "time_zone": "UTC"}]}),
        json!({"horizon": 3}),
        json!({"duration_minutes": -5}),
        json!({"now": "2026-06-01T09:00:00"}),
    ];
    for changes in cases {
        assert!(
            serde_json::from_value::<SlotsRequest>(request(&changes)).is_err(),
            "{changes}"
        );
    }
}

#[test]
fn extreme_numbers_do_not_panic() {
    for (start, end) in [
        ("0001-01-01T00:00:00Z", "0001-01-03T00:00:00Z"),
        ("9999-12-30T00:00:00Z", "9999-12-31T23:59:59Z"),
    ] {
        let ana = person(
            "ana",
            &json!({
                "time_zone": "Pacific/Kiritimati", "maximum_per_day": 1, "maximum_per_week": 1,
                "busy": item("-262143-01-01T00:00:00Z", "-200000-01-01T00:00:00Z"),
                "booked": item("+262142-12-31T00:00:00Z", "+262142-12-31T23:59:59Z"),
                "buffer_before_minutes": 1440, "buffer_after_minutes": 1440,
            }),
        );
        let request = request(&json!({
            "now": start, "window": {"start": start, "end": end}, "explain": true,
            "attendees": [ana], "minimum_notice_minutes": u32::MAX,
            "maximum_days_ahead": u32::MAX, "anchor_zone": "America/New_York",
        }));
        let answer = crate::ask(&request);
        assert!(answer.slots.is_empty() && !answer.reasons.is_empty());
    }
}
