//! Files in the style of the programs recruiters use, with expectations worked out by hand.

use muster_providers::ics::{IcsFile, ProblemCode};

use super::support::{file, instances, shown};

fn of(file: &IcsFile, uid: &str, owner: &str, from: &str, to: &str) -> Vec<String> {
    let series = file.series.iter().find(|s| s.uid == uid);
    let series = series.unwrap_or_else(|| panic!("no {uid} in {file:?}"));
    shown(&instances(series, owner, from, to).unwrap())
}

#[test]
fn google() {
    let file = file("google.ics");
    assert_eq!(file.problems, []);
    assert_eq!(
        file.calendar_name.as_deref(),
        Some("ana.flores@example.com")
    );
    let november = |uid| {
        of(
            &file,
            uid,
            "America/New_York",
            "2026-11-01T00:00Z",
            "2026-12-01T00:00Z",
        )
    };
    // 20 October left out, 27 October moved to the 28th, 10 November cancelled; New York leaves
    // summer time on 1 November, so 09:00 is 13:00 UTC before and 14:00 UTC after.
    assert_eq!(
        of(
            &file,
            "standup-7q3@google.com",
            "America/New_York",
            "2026-10-01T00:00Z",
            "2026-11-20T00:00Z"
        ),
        [
            "2026-10-13T13:00Z/2026-10-13T13:30Z busy",
            "2026-10-28T18:00Z/2026-10-28T19:00Z busy",
            "2026-11-03T14:00Z/2026-11-03T14:30Z busy",
            "2026-11-17T14:00Z/2026-11-17T14:30Z busy",
        ]
    );
    assert_eq!(
        november("leave@google.com"),
        ["2026-11-05T05:00Z/2026-11-07T05:00Z busy day"]
    );
    assert!(november("birthday@google.com").is_empty());
    assert_eq!(
        november("maybe@google.com"),
        ["2026-11-04T18:00Z/2026-11-04T19:00Z tentative"]
    );
    assert_eq!(
        november("flight@google.com"),
        ["2026-11-04T20:00Z/2026-11-04T21:00Z free"]
    );
    assert!(file.series.iter().all(|s| s.uid != "called-off@google.com"));
}

#[test]
fn exchange() {
    let file = file("exchange.ics");
    let busy = |uid| {
        of(
            &file,
            uid,
            "Europe/Berlin",
            "2026-10-01T00:00Z",
            "2026-12-01T00:00Z",
        )
    };
    // UNTIL is 09:00 in Berlin after the clocks went back: the last Monday is included.
    assert_eq!(
        busy("040000008200E00074C5B7101A82E00800000000D0A1"),
        [
            "2026-10-19T07:00Z/2026-10-19T08:00Z busy",
            "2026-10-26T08:00Z/2026-10-26T09:00Z busy",
            "2026-11-02T08:00Z/2026-11-02T09:00Z busy",
        ]
    );
    assert_eq!(
        busy("custom-zone"),
        ["2026-10-26T08:00Z/2026-10-26T09:00Z busy"]
    );
    assert_eq!(
        busy("display-name"),
        ["2026-10-26T10:00Z/2026-10-26T11:00Z tentative"]
    );
    assert_eq!(
        busy("out-of-office"),
        ["2026-10-26T23:00Z/2026-10-27T23:00Z out_of_office day"]
    );
    assert_eq!(
        busy("elsewhere"),
        ["2026-10-28T08:00Z/2026-10-28T16:00Z free"]
    );

    assert_eq!(file.problems.len(), 1, "{:?}", file.problems);
    let problem = &file.problems[0];
    assert_eq!(problem.code, ProblemCode::UnknownZone);
    assert_eq!(problem.uid.as_deref(), Some("mars"));
    assert_eq!(problem.field.as_deref(), Some("DTSTART"));
    assert_eq!(problem.line, Some(84));
    assert!(problem.message.contains("Mars Standard Time"), "{problem}");
    assert!(problem.message.contains("export it again"), "{problem}");
}

#[test]
fn apple() {
    let file = file("apple.ics");
    assert_eq!(file.problems, []);
    assert_eq!(file.calendar_name.as_deref(), Some("Büro"));
    let december = |uid, owner| of(&file, uid, owner, "2026-11-29T00:00Z", "2026-12-10T00:00Z");
    // UNTIL is the last second of 2 December in Berlin.
    assert_eq!(
        december("9B0E7C5A-0001", "Europe/Berlin"),
        [
            "2026-11-29T23:00Z/2026-11-30T23:00Z busy day",
            "2026-11-30T23:00Z/2026-12-01T23:00Z busy day",
            "2026-12-01T23:00Z/2026-12-02T23:00Z busy day",
        ]
    );
    // Floating: ten o'clock wherever the owner is.
    assert_eq!(
        december("9B0E7C5A-0002", "Europe/Berlin"),
        ["2026-12-03T09:00Z/2026-12-03T10:00Z busy"]
    );
    assert_eq!(
        december("9B0E7C5A-0002", "Asia/Kolkata"),
        ["2026-12-03T04:30Z/2026-12-03T05:30Z busy"]
    );
    // Of two versions with one SEQUENCE the later DTSTAMP counts, wherever it stands.
    assert_eq!(
        december("9B0E7C5A-0003", "Europe/Berlin"),
        ["2026-12-04T09:00Z/2026-12-04T09:45Z busy"]
    );
    assert!(
        december("9B0E7C5A-0004", "Europe/Berlin").is_empty(),
        "no length, not busy"
    );
}

#[test]
fn thunderbird_and_free_busy() {
    let file = file("thunderbird.ics");
    assert_eq!(file.problems, []);
    // Last Fridays, three of them; the second is left out by its UTC time; two extra periods.
    assert_eq!(
        of(
            &file,
            "tb-1",
            "Europe/Berlin",
            "2026-10-01T00:00Z",
            "2027-06-01T00:00Z"
        ),
        [
            "2026-10-30T13:00Z/2026-10-30T14:00Z busy",
            "2026-12-01T09:00Z/2026-12-01T09:30Z busy",
            "2026-12-02T09:00Z/2026-12-02T10:00Z busy",
            "2026-12-25T13:00Z/2026-12-25T14:00Z busy",
        ]
    );
    let periods: Vec<_> = file
        .series
        .iter()
        .filter(|s| s.uid.starts_with("freebusy:"))
        .collect();
    let all: Vec<String> = periods
        .iter()
        .flat_map(|s| {
            shown(&instances(s, "UTC", "2026-12-01T00:00Z", "2026-12-30T00:00Z").unwrap())
        })
        .collect();
    assert_eq!(
        all,
        [
            "2026-12-03T09:00Z/2026-12-03T10:00Z out_of_office",
            "2026-12-03T11:00Z/2026-12-03T11:30Z out_of_office",
            "2026-12-03T14:00Z/2026-12-03T15:00Z busy",
        ]
    );
    assert_eq!(file.series.len(), 4, "a to-do is not busy");
}

#[test]
fn a_broken_event_costs_no_other() {
    let file = file("broken.ics");
    let kept: Vec<_> = file.series.iter().map(|s| s.uid.as_str()).collect();
    assert_eq!(kept, ["good-1", "good-2"]);
    let listed: Vec<_> = file
        .problems
        .iter()
        .map(|p| {
            (
                p.uid.as_deref().unwrap_or("-"),
                p.code,
                p.field.as_deref().unwrap_or("-"),
            )
        })
        .collect();
    assert_eq!(
        listed,
        [
            ("-", ProblemCode::MissingField, "UID"),
            ("no-start", ProblemCode::MissingField, "DTSTART"),
            ("bad-date", ProblemCode::InvalidValue, "DTSTART"),
            ("half-a-time", ProblemCode::InvalidValue, "DTSTART"),
            ("backwards", ProblemCode::InvalidValue, "DTEND"),
            ("kinds", ProblemCode::InvalidValue, "DTEND"),
            ("abbreviation", ProblemCode::UnknownZone, "DTSTART"),
            ("bad-rule", ProblemCode::UnsupportedRule, "RRULE"),
            ("february-30", ProblemCode::UnsupportedRule, "RRULE"),
            ("bad-exdate", ProblemCode::InvalidValue, "EXDATE"),
            ("following", ProblemCode::UnsupportedRange, "RECURRENCE-ID"),
            ("never-ends", ProblemCode::Unterminated, "VEVENT"),
        ]
    );
    for problem in &file.problems {
        assert!(problem.line.is_some(), "{problem:?}");
    }
}
