//! What the X-ray proposes, in words and numbers.

use muster_scheduling::{
    xray::{self, Xray, XrayRequest},
    zone::Zones,
};
use serde_json::{Value, json};

use crate::{person, request};

fn look(slots: &Value) -> Xray {
    let wanted: XrayRequest =
        serde_json::from_value(json!({"slots": slots, "names": {"ana": "Ana", "bo": "Bo"}}))
            .unwrap();
    xray::look(&Zones::bundled(), &wanted).unwrap()
}

fn morning(ana: &Value) -> Value {
    request(&json!({
        "window": {"start": "2026-06-01T09:00:00Z", "end": "2026-06-01T12:00:00Z"},
        "duration_minutes": 30, "step_minutes": 15,
        "attendees": [person("ana", ana), person("bo", &json!({}))],
    }))
}

fn words(ana: &Value) -> Vec<String> {
    look(&morning(ana))
        .changes
        .into_iter()
        .map(|change| change.words)
        .collect()
}

#[test]
fn a_smaller_buffer_comes_before_going_over_a_meeting() {
    let ana = json!({
        "busy": [{"start": "2026-06-01T10:00:00Z", "end": "2026-06-01T10:30:00Z"}],
        "buffer_before_minutes": 15, "buffer_after_minutes": 15,
    });
    // Offered without the buffer: 09:30 and 10:30 too. A buffer of 10 opens neither on this grid.
    assert_eq!(
        words(&ana),
        [
            "Meet for 15 minutes, not 30: 2 more",
            "Book over what Ana has Mon 1 Jun 10:00–10:30: 5 more",
            "Go without Ana if need be: 5 more",
        ]
    );
    let mut small = ana;
    small["buffer_before_minutes"] = json!(5);
    small["buffer_after_minutes"] = json!(5);
    assert_eq!(words(&small)[0], "Buffer 5 to 0 minutes for Ana: 2 more");
}

#[test]
fn every_cell_is_offered_or_says_why_and_its_changes_are_found() {
    let ana = json!({
        "working_hours": [{"days": ["mon"], "start": "10:00", "end": "11:00"}],
    });
    let xray = look(&morning(&ana));
    assert_eq!(xray.cells.len(), 11);
    assert_eq!(xray.offered, 3);
    assert!(xray.cells.iter().all(|cell| cell.blockers.is_empty()
        == (10..=10).contains(&cell.start.format("%H").to_string().parse::<u32>().unwrap())
        || cell.start.format("%H:%M").to_string() == "10:45"));
    let at = "2026-06-01T09:30:00Z".parse().unwrap();
    let opening: Vec<&str> = xray
        .changes_for(at)
        .map(|change| change.words.as_str())
        .collect();
    assert_eq!(
        opening,
        [
            "Let Ana start 30 minutes earlier on Mon 1 Jun: 2 more",
            "Let Ana start 60 minutes earlier on Mon 1 Jun: 4 more",
            "Go without Ana if need be: 8 more",
        ]
    );
}

#[test]
fn other_hours_of_a_date_come_as_the_exception_that_makes_them() {
    let ana = json!({
        "working_hours": [{"days": ["mon"], "start": "10:00", "end": "11:00"},
            {"days": ["mon"], "start": "13:00", "end": "15:30"}],
        "date_overrides": [{"date": "2026-06-08", "hours": []}],
    });
    let mut away = ana.clone();
    away["holidays"] = json!(["2026-06-01"]);
    let cases = [
        (
            ana,
            "Let Ana start 30 minutes earlier on Mon 1 Jun: 2 more",
            ["09:30", "11:00"],
        ),
        (
            away,
            "Let Ana work on Mon 1 Jun, a holiday: 3 more",
            ["10:00", "11:00"],
        ),
    ];
    for (ana, expected, morning_hours) in cases {
        let request = morning(&ana);
        let xray = look(&request);
        let change = xray.changes.iter().find(|change| change.words == expected);
        let change = change.unwrap_or_else(|| panic!("{:?}", xray.changes));
        let exception = serde_json::to_value(&change.exception).unwrap();
        let [start, end] = morning_hours;
        assert_eq!(
            exception,
            json!({"date": "2026-06-01", "hours": [{"start": start, "end": end},
                {"start": "13:00", "end": "15:30"}]})
        );
        // Written to the person, it opens as many as it says.
        let mut written = request;
        let person = &mut written["attendees"][0]["date_overrides"];
        person.as_array_mut().unwrap().push(exception);
        assert_eq!(look(&written).offered, xray.offered + change.additional);
    }
}

#[test]
fn caps_notice_holidays_and_lunch_can_be_changed() {
    let booked = json!([{"start": "2026-06-01T07:00:00Z", "end": "2026-06-01T08:00:00Z"}]);
    let cases = [
        (
            json!({"maximum_per_day": 1, "booked": booked}),
            "2 interviews a day for Ana: 11 more",
        ),
        (
            json!({"maximum_per_week": 1, "booked": booked}),
            "2 interviews a week for Ana: 11 more",
        ),
        (
            json!({"maximum_per_month": 1, "booked": booked}),
            "2 interviews a month for Ana: 11 more",
        ),
        (
            json!({"holidays": ["2026-06-01"]}),
            "Let Ana work on Mon 1 Jun, a holiday: 11 more",
        ),
        (
            json!({"lunch": {"start": "09:00", "end": "10:00", "minutes": 60}}),
            "Book over the lunch of Ana: 4 more",
        ),
        (
            json!({"busy": [{"start": "2026-06-01T09:00:00Z", "end": "2026-06-01T12:00:00Z", "status": "tentative"}]}),
            "Book over what is tentative for Ana: 11 more",
        ),
    ];
    for (ana, expected) in cases {
        assert_eq!(
            words(&ana).iter().find(|words| *words == expected),
            Some(&expected.to_owned()),
            "{:?}",
            words(&ana)
        );
    }
    let mut late = morning(&json!({}));
    late["now"] = json!("2026-06-01T08:00:00Z");
    late["minimum_notice_minutes"] = json!(120);
    assert_eq!(
        look(&late).changes[0].words,
        "Notice 120 to 60 minutes: 4 more"
    );
}
