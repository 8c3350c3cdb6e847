//! What is kept, and that keeping it as text loses nothing.

use muster_providers::ics::{BusySeries, ProblemCode};

use super::support::{event, file, instances, only, read_text};

#[test]
fn series_survive_as_json_and_expand_the_same() {
    for name in ["google.ics", "exchange.ics", "apple.ics", "thunderbird.ics"] {
        for series in file(name).series {
            let text = serde_json::to_string(&series).unwrap();
            let back: BusySeries = serde_json::from_str(&text).unwrap();
            assert_eq!(back, series);
            let all = |s| instances(s, "Europe/Berlin", "2026-01-01T00:00Z", "2028-01-01T00:00Z");
            assert_eq!(all(&back), all(&series));
        }
    }
}

#[test]
fn no_title_place_or_text_is_kept() {
    for name in ["google.ics", "apple.ics", "thunderbird.ics"] {
        let text = format!("{:?}", file(name));
        for private in [
            "Secret",
            "secret",
            "Leave\"",
            "Workshop",
            "Somewhere",
            "Jour",
            "folds",
        ] {
            assert!(!text.contains(private), "{private} of {name}");
        }
    }
}

#[test]
fn the_same_bytes_give_the_same_answer() {
    for name in ["google.ics", "broken.ics", "thunderbird.ics"] {
        assert_eq!(file(name), file(name));
    }
}

fn two_versions(first: &str, second: &str) -> String {
    let one = |lines: &str| format!("BEGIN:VEVENT\nUID:a\n{lines}\nDURATION:PT1H\nEND:VEVENT\n");
    format!(
        "BEGIN:VCALENDAR\n{}{}END:VCALENDAR\n",
        one(first),
        one(second)
    )
}

#[test]
fn the_highest_sequence_wins_wherever_it_stands() {
    let new = "SEQUENCE:10\nDTSTART:20261102T090000Z";
    let old = "SEQUENCE:9\nDTSTAMP:20261101T000000Z\nDTSTART:20261103T090000Z";
    assert_eq!(only(&two_versions(new, old)), only(&two_versions(old, new)));
    assert!(format!("{:?}", only(&two_versions(new, old))).contains("2026-11-02"));
}

#[test]
fn a_cancellation_takes_the_whole_event_away() {
    let series = "DTSTART:20261102T090000Z\nRRULE:FREQ=DAILY";
    let cancelled = "SEQUENCE:1\nSTATUS:CANCELLED\nDTSTART:20261102T090000Z";
    assert_eq!(read_text(&two_versions(series, cancelled)).series, []);
    let text = event("DTSTART:20261102T090000Z\nDURATION:PT1H");
    let text = text.replace("BEGIN:VEVENT", "METHOD:CANCEL\nBEGIN:VEVENT");
    let read = read_text(&text);
    assert_eq!((read.series, read.problems), (vec![], vec![]));
}

#[test]
fn a_single_instance_without_its_series_is_busy() {
    let text = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261102T090000\n\
         DTSTART;TZID=Europe/Berlin:20261103T090000\nDURATION:PT1H",
    );
    let found = instances(
        &only(&text),
        "UTC",
        "2026-11-01T00:00Z",
        "2026-11-30T00:00Z",
    )
    .unwrap();
    assert_eq!(found.len(), 1);
}

#[test]
fn an_answer_to_an_organiser_is_no_calendar() {
    let text = event("DTSTART:20261102T090000Z\nDURATION:PT1H");
    let read = read_text(&text.replace("BEGIN:VEVENT", "METHOD:REPLY\nBEGIN:VEVENT"));
    assert_eq!(read.series, []);
    assert_eq!(read.problems[0].code, ProblemCode::UnsupportedMethod);
}

#[test]
fn an_inline_zone_that_cannot_be_read_in_full_is_not_used() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Buero\nBEGIN:STANDARD\nDTSTART:16010101T030000\n\
                TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";
    let text = event("DTSTART;TZID=Buero:20261102T090000\nDURATION:PT1H");
    let read = read_text(&text.replace("END:VCALENDAR", &format!("{zone}END:VCALENDAR")));
    assert_eq!(read.series, []);
    assert_eq!(read.problems[0].code, ProblemCode::UnknownZone);
    assert!(
        read.problems[0].message.contains("TZOFFSETFROM"),
        "{}",
        read.problems[0]
    );
}
