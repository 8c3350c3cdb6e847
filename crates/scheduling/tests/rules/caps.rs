//! Caps by local date and local week.

use serde_json::{Value, json};

use crate::{person, request, starts, why};

fn interview(start: &str, end: &str) -> Value {
    json!({"start": start, "end": end})
}

fn days(ana: &Value, from: &str, to: &str) -> Value {
    request(&json!({
        "window": {"start": from, "end": to}, "step_minutes": 360,
        "attendees": [person("ana", ana)],
    }))
}

#[test]
fn a_cap_counts_by_the_local_date_of_the_start() {
    // 20:00 UTC on 1 June is 01:30 on 2 June in Kolkata.
    let ana = json!({
        "time_zone": "Asia/Kolkata", "maximum_per_day": 1,
        "booked": [interview("2026-06-01T20:00:00Z", "2026-06-01T21:00:00Z")],
    });
    let request = days(&ana, "2026-06-01T00:00:00Z", "2026-06-03T00:00:00Z");
    // Closed: 2 June in Kolkata, from 18:30 UTC on the 1st to 18:30 UTC on the 2nd.
    assert_eq!(
        starts(&request),
        ["01 00:00", "01 06:00", "01 12:00", "01 18:00"]
    );
    assert_eq!(
        why(&request, "2026-06-02T00:00:00Z"),
        ["ana day_cap 2026-06-02T18:30:00Z"]
    );
}

#[test]
fn a_cap_of_two_lets_the_second_through() {
    let one = interview("2026-06-01T07:00:00Z", "2026-06-01T08:00:00Z");
    let two = interview("2026-06-01T09:00:00Z", "2026-06-01T10:00:00Z");
    let with = |booked: &[Value]| {
        let ana = json!({"maximum_per_day": 2, "booked": booked});
        starts(&days(&ana, "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z")).len()
    };
    assert_eq!(with(std::slice::from_ref(&one)), 4);
    assert_eq!(with(&[one, two]), 0);
}

#[test]
fn full_days_in_a_row_end_together() {
    let ana = json!({
        "maximum_per_day": 1,
        "booked": [
            interview("2026-06-01T07:00:00Z", "2026-06-01T08:00:00Z"),
            interview("2026-06-02T07:00:00Z", "2026-06-02T08:00:00Z"),
        ],
    });
    let request = days(&ana, "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z");
    assert_eq!(
        why(&request, "2026-06-01T12:00:00Z"),
        ["ana day_cap 2026-06-03T00:00:00Z"]
    );
}

#[test]
fn a_full_day_of_25_hours_ends_at_its_own_midnight() {
    let ana = json!({
        "time_zone": "Europe/London", "maximum_per_day": 1,
        "booked": [interview("2026-10-25T12:00:00Z", "2026-10-25T13:00:00Z")],
    });
    let request = days(&ana, "2026-10-24T22:00:00Z", "2026-10-26T08:00:00Z");
    assert_eq!(starts(&request), ["26 00:00", "26 06:00"]);
    assert_eq!(
        why(&request, "2026-10-25T00:00:00Z"),
        ["ana day_cap 2026-10-26T00:00:00Z"]
    );
}

#[test]
fn a_week_begins_on_the_attendees_own_day() {
    // Sunday 7 June 2026.
    let booked = [interview("2026-06-07T07:00:00Z", "2026-06-07T08:00:00Z")];
    let open = |first: &str| {
        let ana = json!({"maximum_per_week": 1, "week_starts_on": first, "booked": booked});
        let request = request(&json!({
            "window": {"start": "2026-05-30T00:00:00Z", "end": "2026-06-16T00:00:00Z"},
            "step_minutes": 1440, "attendees": [person("ana", &ana)],
        }));
        let days: Vec<String> = starts(&request)
            .iter()
            .map(|day| day[..2].to_owned())
            .collect();
        (
            days.join(" "),
            why(&request, "2026-06-07T00:00:00Z").concat(),
        )
    };
    // Monday weeks: 1 to 7 June is full. Sunday weeks: 7 to 13 June. Saturday weeks: 6 to 12.
    assert_eq!(
        open("mon"),
        (
            "30 31 08 09 10 11 12 13 14 15".to_owned(),
            "ana week_cap 2026-06-08T00:00:00Z".to_owned()
        )
    );
    assert_eq!(
        open("sun"),
        (
            "30 31 01 02 03 04 05 06 14 15".to_owned(),
            "ana week_cap 2026-06-14T00:00:00Z".to_owned()
        )
    );
    assert_eq!(open("sat").0, "30 31 01 02 03 04 05 13 14 15");
}

#[test]
fn a_date_shown_again_by_the_clock_is_the_same_date() {
    // At 00:01 on 1 November 2009 the clock of St John's went back to 23:01 on 31 October.
    let ana = json!({
        "time_zone": "America/St_Johns", "maximum_per_day": 1,
        "booked": [interview("2009-10-31T12:00:00Z", "2009-10-31T13:00:00Z")],
    });
    let found = starts(&request(&json!({
        "now": "2009-01-01T00:00:00Z", "duration_minutes": 1, "step_minutes": 1,
        "window": {"start": "2009-11-01T02:28:00Z", "end": "2009-11-01T03:33:00Z"},
        "attendees": [person("ana", &ana)],
    })));
    // 02:30 UTC is the first 00:00 of 1 November; 02:31 to 03:30 is 31 October again.
    assert_eq!(found, ["01 02:30", "01 03:30", "01 03:31", "01 03:32"]);
}
