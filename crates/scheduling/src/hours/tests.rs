//! Hours as people write them, what is refused, and their instants on days the clock changes.

use chrono::{DateTime, Utc};

use super::*;
use crate::{tick::ticks, zone::Zones};

fn range(days: &[Weekday], start: &str, end: &str) -> HoursRange {
    let (start, end) = (start.parse().unwrap(), end.parse().unwrap());
    HoursRange {
        days: days.to_vec(),
        start,
        end,
    }
}

fn daily(start: &str, end: &str) -> HoursRange {
    range(&Weekday::ALL, start, end)
}

fn exception(date: &str, hours: &[(&str, &str)]) -> DateOverride {
    let hours = hours.iter().map(|(start, end)| DayRange {
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
    });
    DateOverride {
        date: date.parse().unwrap(),
        hours: hours.collect(),
    }
}

/// The spans that start on the UTC date or the night around it, as `start end` in UTC.
fn spans(
    zone: &str,
    weekly: &[HoursRange],
    overrides: &[DateOverride],
    from: &str,
    to: &str,
) -> Vec<String> {
    validate("", weekly, overrides).unwrap();
    let zone = Zones::bundled().get(zone).unwrap();
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let whole = ticks(at(from), at(to));
    WorkingTime::new(weekly, overrides, &[])
        .spans(&zone, whole)
        .into_iter()
        .filter(|span| !span.common(whole).is_empty())
        .map(|span| {
            format!(
                "{} {}",
                span.start.instant().format("%d %H:%M"),
                span.end.instant().format("%d %H:%M")
            )
        })
        .collect()
}

#[test]
fn wall_times_are_read_strictly() {
    for (text, minutes) in [
        ("00:00", 0),
        ("09:05", 545),
        ("23:59", 1439),
        ("24:00", 1440),
    ] {
        let time: WallTime = text.parse().unwrap();
        assert_eq!(time.minutes(), minutes);
        assert_eq!(serde_json::to_value(time).unwrap(), text);
    }
    for text in [
        "9:00",
        "09:60",
        "24:01",
        "25:00",
        "0900",
        "09:00:00",
        " 09:00",
        "+9:00",
        "",
        "٠٩:٠٠",
    ] {
        assert_eq!(text.parse::<WallTime>().unwrap_err().text, text);
    }
    let error = serde_json::from_str::<WallTime>("\"9am\"")
        .unwrap_err()
        .to_string();
    assert!(error.contains("9am") && error.contains("09:00"), "{error}");
}

#[test]
fn days_are_written_in_three_letters() {
    assert_eq!(
        serde_json::to_value(Weekday::ALL).unwrap().to_string(),
        r#"["mon","tue","wed","thu","fri","sat","sun"]"#
    );
    let error = serde_json::from_str::<Weekday>("\"monday\"")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("monday") && error.contains("`mon`"),
        "{error}"
    );
}

#[test]
fn touching_ranges_are_fine_and_overlapping_ones_are_named() {
    use Weekday::{Mon, Sun, Tue};
    validate(
        "",
        &[
            range(&[Mon], "22:00", "06:00"),
            range(&[Tue], "06:00", "24:00"),
        ],
        &[],
    )
    .unwrap();
    validate("", &[daily("00:00", "24:00")], &[]).unwrap();
    validate("", &[daily("12:00", "11:00")], &[]).unwrap();

    let refused = |weekly: &[HoursRange]| {
        let error = validate("attendees[0]", weekly, &[]).unwrap_err();
        (error.field, error.message)
    };
    let same_day = [
        range(&[Mon], "09:00", "12:00"),
        range(&[Mon, Tue], "11:59", "17:00"),
    ];
    assert_eq!(
        refused(&same_day),
        (
            "attendees[0].working_hours[1]".to_owned(),
            "11:59–17:00 on Monday and Tuesday overlaps 09:00–12:00 on Monday".to_owned()
        )
    );
    let into_tuesday = [
        range(&[Mon], "22:00", "06:00"),
        range(&[Tue], "05:00", "09:00"),
    ];
    assert_eq!(refused(&into_tuesday).0, "attendees[0].working_hours[1]");
    let over_the_weekend = [
        range(&[Mon], "00:00", "09:00"),
        range(&[Sun], "20:00", "00:01"),
    ];
    assert_eq!(
        refused(&over_the_weekend).0,
        "attendees[0].working_hours[1]"
    );
    let doubled = [range(&[Mon, Mon], "09:00", "10:00")];
    assert_eq!(refused(&doubled).0, "attendees[0].working_hours[0].days[1]");
    assert_eq!(
        refused(&[range(&[], "09:00", "10:00")]).0,
        "attendees[0].working_hours[0].days"
    );
}

#[test]
fn empty_ranges_are_refused_with_a_hint() {
    for (start, end) in [("09:00", "09:00"), ("00:00", "00:00")] {
        let error = validate("", &[daily(start, end)], &[]).unwrap_err();
        assert_eq!(error.field, "working_hours[0].end");
        assert!(error.hint.contains("00:00 to 24:00"), "{}", error.hint);
    }
    let error = validate("", &[daily("24:00", "06:00")], &[]).unwrap_err();
    assert_eq!(error.field, "working_hours[0].start");
}

#[test]
fn exceptions_are_checked_for_themselves() {
    let twice = [
        exception("2026-03-27", &[]),
        exception("2026-03-27", &[("09:00", "10:00")]),
    ];
    assert_eq!(
        validate("", &[], &twice).unwrap_err().field,
        "date_overrides[1].date"
    );
    let overlap = [exception(
        "2026-03-27",
        &[("09:00", "12:00"), ("08:00", "09:01")],
    )];
    assert_eq!(
        validate("", &[], &overlap).unwrap_err().field,
        "date_overrides[0].hours[1]"
    );
    let empty = [exception("2026-03-27", &[("09:00", "09:00")])];
    assert_eq!(
        validate("", &[], &empty).unwrap_err().field,
        "date_overrides[0].hours[0].end"
    );
    // Last night's range may reach into an exception; they join.
    validate(
        "",
        &[daily("22:00", "06:00")],
        &[exception("2026-03-27", &[("05:00", "09:00")])],
    )
    .unwrap();
}

#[test]
fn hours_follow_the_clock_of_the_day() {
    let weekly = [daily("09:00", "17:00")];
    assert_eq!(
        spans(
            "Europe/London",
            &weekly,
            &[],
            "2026-03-28T00:00:00Z",
            "2026-03-30T00:00:00Z"
        ),
        ["28 09:00 28 17:00", "29 08:00 29 16:00"]
    );
    // Lord Howe goes from UTC+10:30 to UTC+11 on 4 October.
    assert_eq!(
        spans(
            "Australia/Lord_Howe",
            &weekly,
            &[],
            "2026-10-02T20:00:00Z",
            "2026-10-04T12:00:00Z"
        ),
        ["02 22:30 03 06:30", "03 22:00 04 06:00"]
    );
}

#[test]
fn a_night_on_a_change_is_longer_or_shorter() {
    let night = [range(&[Weekday::Sat], "22:00", "06:00")];
    let of = |zone, from, to| spans(zone, &night, &[], from, to);
    // Spring: 22:00 UTC-5 to 06:00 UTC-4 is seven hours; autumn nine.
    assert_eq!(
        of(
            "America/New_York",
            "2026-03-07T12:00:00Z",
            "2026-03-08T23:00:00Z"
        ),
        ["08 03:00 08 10:00"]
    );
    assert_eq!(
        of(
            "America/New_York",
            "2026-10-31T12:00:00Z",
            "2026-11-01T23:00:00Z"
        ),
        ["01 02:00 01 11:00"]
    );
    // Vancouver no longer changes then: eight.
    assert_eq!(
        of(
            "America/Vancouver",
            "2026-10-31T12:00:00Z",
            "2026-11-01T23:00:00Z"
        ),
        ["01 05:00 01 13:00"]
    );
}

#[test]
fn ends_in_a_gap_move_forward_each_for_itself() {
    let on_change = |start, end| {
        let weekly = [range(&[Weekday::Sun], start, end)];
        spans(
            "America/New_York",
            &weekly,
            &[],
            "2026-03-08T00:00:00Z",
            "2026-03-08T23:00:00Z",
        )
    };
    // 02:00 to 03:00 is skipped. Both ends inside: 03:15 to 03:45 in UTC-4.
    assert_eq!(on_change("02:15", "02:45"), ["08 07:15 08 07:45"]);
    // The start moves to 03:30, behind the end: nothing is left.
    assert_eq!(on_change("02:30", "03:15"), [""; 0]);
    assert_eq!(on_change("02:00", "03:00"), [""; 0]);
    // The end moves to 03:30: half an hour more on the wall, one hour real.
    assert_eq!(on_change("01:30", "02:30"), ["08 06:30 08 07:30"]);
}

#[test]
fn a_repeated_end_is_the_first() {
    let on_change = |start, end| {
        let weekly = [range(&[Weekday::Sun], start, end)];
        spans(
            "America/New_York",
            &weekly,
            &[],
            "2026-11-01T00:00:00Z",
            "2026-11-01T23:00:00Z",
        )
    };
    assert_eq!(on_change("01:00", "01:30"), ["01 05:00 01 05:30"]);
    assert_eq!(on_change("00:30", "01:15"), ["01 04:30 01 05:15"]);
    // From the first 01:30 over the second to 02:00: an hour and a half.
    assert_eq!(on_change("01:30", "02:00"), ["01 05:30 01 07:00"]);
}

#[test]
fn an_exception_replaces_what_starts_on_its_date_only() {
    let night = [daily("22:00", "06:00")];
    let of = |hours: &[(&str, &str)]| {
        let exceptions = [exception("2026-06-02", hours)];
        spans(
            "UTC",
            &night,
            &exceptions,
            "2026-06-02T00:00:00Z",
            "2026-06-03T12:00:00Z",
        )
    };
    assert_eq!(of(&[]), ["01 22:00 02 06:00"]);
    assert_eq!(of(&[("05:00", "09:00")]), ["01 22:00 02 09:00"]);
    assert_eq!(
        of(&[("23:00", "01:00")]),
        ["01 22:00 02 06:00", "02 23:00 03 01:00"]
    );
}

#[test]
fn ranges_that_touch_join_over_midnight() {
    use Weekday::{Mon, Tue};
    let weekly = [
        range(&[Mon], "22:00", "24:00"),
        range(&[Tue], "00:00", "02:00"),
    ];
    assert_eq!(
        spans(
            "Asia/Kolkata",
            &weekly,
            &[],
            "2026-06-01T00:00:00Z",
            "2026-06-03T00:00:00Z"
        ),
        ["01 16:30 01 20:30"]
    );
}
