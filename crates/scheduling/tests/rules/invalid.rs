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
    ];
    for (field, changes) in cases {
        let error = refused(&request(&json!({"attendees": [person("ana", &changes)]})));
        assert_eq!(error.field, format!("attendees[0].{field}"), "{changes}");
        assert!(!error.message.is_empty() && !error.hint.is_empty());
    }
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
