//! Files that are cut, huge, binary or made to hang a reader.

use std::fmt::Write as _;

use muster_providers::ics::{ProblemCode, UnsupportedFile, expand, read};
use muster_scheduling::zone::Zones;
use proptest::prelude::*;

use super::support::{event, file, instances, only, read_text, utc, zone};

#[test]
fn bytes_that_are_no_calendar_are_refused() {
    let zones = Zones::bundled();
    for bytes in [
        &b""[..],
        b"Name,Email\nAna,a@example.com\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n",
        b"BEGIN:VEVENT\nUID:a\nEND:VEVENT\n",
    ] {
        assert_eq!(read(bytes, &zones), Err(UnsupportedFile));
    }
}

#[test]
fn a_file_cut_short_keeps_its_whole_events_and_says_so() {
    let text = event("DTSTART:20261102T090000Z\nDURATION:PT1H");
    let cut = text.trim_end().strip_suffix("END:VCALENDAR").unwrap();
    let cut = format!("{cut}BEGIN:VEVENT\nUID:b\nDTSTART:2026");
    let read = read_text(&cut);
    assert_eq!(read.series.len(), 1);
    let codes: Vec<_> = read
        .problems
        .iter()
        .map(|p| (p.uid.as_deref(), p.code))
        .collect();
    assert_eq!(
        codes,
        [
            (None, ProblemCode::Unterminated),
            (Some("b"), ProblemCode::Unterminated)
        ]
    );
}

#[test]
fn ten_thousand_events() {
    let mut text = String::from("BEGIN:VCALENDAR\n");
    for n in 0..10_000 {
        write!(
            text,
            "BEGIN:VEVENT\nUID:e{n}\nSUMMARY:x\nDTSTART;TZID=Europe/Berlin:202611{:02}T{:02}0000\n\
             DURATION:PT1H\nEND:VEVENT\n",
            n % 30 + 1,
            n % 24
        )
        .unwrap();
    }
    text.push_str("END:VCALENDAR\n");
    let read = read_text(&text);
    assert_eq!((read.series.len(), read.problems.len()), (10_000, 0));
}

/// Each of these must end; the assertion is that it does, with a problem that names the event.
#[test]
fn rules_made_to_hang_end_with_a_problem() {
    for rule in [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=SECONDLY;COUNT=4000000000",
        "FREQ=DAILY;COUNT=4000000000;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,10,20,30,40,50",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=12",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=3",
        "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=7",
        "FREQ=SECONDLY;INTERVAL=60;BYSECOND=7;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MINUTELY;INTERVAL=7;BYHOUR=13",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=2;UNTIL=20270101",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;RSCALE=CHINESE",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=MONTHLY;BYDAY=MONDAY",
        "FREQ=MONTHLY;BYDAY=xxMO",
        "FREQ=MONTHLY;BYDAY=é",
        "FREQ=MONTHLY;BYDAY=-",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "COUNT=3",
        "",
        "=;=;=",
        "FREQ=DAILY;UNTIL=never",
    ] {
        let text = event(&format!(
            "DTSTART:20200101T050000Z\nDURATION:PT1M\nRRULE:{rule}"
        ));
        let file = read_text(&text);
        let problem = match file.series.first() {
            None => file.problems.first().cloned(),
            Some(series) => {
                instances(series, "UTC", "2026-11-21T00:00Z", "2027-12-26T00:00Z").err()
            }
        };
        let problem = problem.unwrap_or_else(|| panic!("no problem for {rule}"));
        assert_eq!(problem.uid.as_deref(), Some("a"), "{rule}");
    }
}

/// A broken changed instance leaves the time the rule gives, and is listed.
#[test]
fn a_broken_change_keeps_the_series() {
    let text = event("DTSTART:20261102T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2").replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20261103T090000Z\nDTSTART;TZID=Mars:20261103T120000\n\
         END:VEVENT\nEND:VCALENDAR",
    );
    let read = read_text(&text);
    let found = instances(
        &read.series[0],
        "UTC",
        "2026-11-01T00:00Z",
        "2026-12-01T00:00Z",
    );
    assert_eq!(found.unwrap().len(), 2);
    assert_eq!(read.problems[0].code, ProblemCode::UnknownZone);
}

/// A window as wide as time itself ends with a problem for an endless rule, without panic.
#[test]
fn the_widest_window_does_not_overflow() {
    let (from, to) = (
        chrono::DateTime::<chrono::Utc>::MIN_UTC,
        chrono::DateTime::<chrono::Utc>::MAX_UTC,
    );
    let one = |lines: &str| {
        expand(
            &only(&event(lines)),
            &Zones::bundled(),
            from,
            to,
            &zone("Pacific/Apia"),
        )
    };
    let endless = "DTSTART:20261102T090000\nDURATION:P1D\nRRULE:FREQ=DAILY";
    assert_eq!(one(endless).unwrap_err().code, ProblemCode::RuleTooDense);
    assert_eq!(one("DTSTART;VALUE=DATE:20261102").unwrap().len(), 1);
    let ended = "DTSTART;VALUE=DATE:20261102\nRRULE:FREQ=YEARLY;COUNT=3";
    assert_eq!(one(ended).unwrap().len(), 3);
}

#[test]
fn a_file_full_of_dead_rules_is_not_searched_for_ever() {
    let mut text = String::from("BEGIN:VCALENDAR\n");
    for n in 0..3_000 {
        write!(
            text,
            "BEGIN:VEVENT\nUID:e{n}\nDTSTART:20260101T090000Z\nRRULE:FREQ=HOURLY;INTERVAL=24;\
             BYHOUR=3\nEND:VEVENT\n"
        )
        .unwrap();
    }
    text.push_str("END:VCALENDAR\n");
    let read = read_text(&text);
    assert_eq!((read.series.len(), read.problems.len()), (0, 3_000));
    assert!(read.problems[2_999].message.contains("not tried"));
}

#[test]
fn old_and_endless_series_are_cheap_and_right() {
    let series = only(&event(
        "DTSTART:16040229T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=99991231T235959Z",
    ));
    for _ in 0..50 {
        let found = instances(
            &series,
            "Europe/Berlin",
            "2026-11-21T00:00Z",
            "2026-11-23T00:00Z",
        );
        assert_eq!(found.unwrap().len(), 2);
    }
    let leap = only(&event("DTSTART;VALUE=DATE:16040229\nRRULE:FREQ=YEARLY"));
    let found = instances(&leap, "UTC", "2026-01-01T00:00Z", "2029-01-01T00:00Z").unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].start, utc("2028-02-29T00:00Z"));
}

#[test]
fn dates_out_of_reach_are_listed() {
    for lines in [
        "DTSTART:99991231T235959Z\nDURATION:PT1H",
        "DTSTART:20261101T000000Z\nDTEND:29991231T000000Z",
        "DTSTART:20261101T000000Z\nDURATION:P999999999999999999W",
        "DTSTART:20261101T000000Z\nDURATION:-PT1H",
        "DTSTART:20261101T000000Z\nSEQUENCE:many",
    ] {
        let read = read_text(&event(lines));
        assert_eq!(read.series, [], "{lines}");
        assert_eq!(read.problems[0].code, ProblemCode::InvalidValue, "{lines}");
    }
}

fn piece() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "BEGIN",
        "END",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "UID",
        "RECURRENCE-ID",
        "FREEBUSY",
        "TZID",
        "TZOFFSETTO",
        "SEQUENCE",
        " ",
        "X",
    ]);
    let value = prop::sample::select(vec![
        "VEVENT",
        "VCALENDAR",
        "VTIMEZONE",
        "STANDARD",
        "VFREEBUSY",
        "20261101T090000",
        "20261101",
        "FREQ=DAILY",
        "FREQ=YEARLY;BYDAY=1MO",
        "PT1H",
        "-0100",
        "a",
        "é\u{0}",
        "20261101T090000Z/PT1H",
    ]);
    let param = prop::sample::select(vec![
        "",
        ";TZID=Europe/Berlin",
        ";TZID=\"a",
        ";VALUE=DATE",
        ";TZID=a",
        ";;",
        ";RANGE=THISANDFUTURE",
    ]);
    (name, param, value).prop_map(|(n, p, v)| format!("{n}{p}:{v}\n"))
}

fn rule_text() -> impl Strategy<Value = String> {
    let freq = prop::sample::select(vec!["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"]);
    let parts = prop::sample::subsequence(
        vec![
            "BYMONTH=2,11",
            "BYMONTHDAY=-1,29,31",
            "BYYEARDAY=-366,60,366",
            "BYWEEKNO=53,-1,1",
            "BYDAY=SU,TH",
            "BYDAY=-1SU,5FR",
            "BYDAY=53MO",
            "BYHOUR=0,23",
            "BYMINUTE=59",
            "BYSETPOS=-1,1",
            "BYSETPOS=366",
            "WKST=SU",
            "INTERVAL=7",
            "INTERVAL=401",
            "COUNT=9",
        ],
        0..5,
    );
    (freq, parts).prop_map(|(freq, parts)| format!("FREQ={freq};{}", parts.join(";")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Nothing panics, whatever the lines are.
    #[test]
    fn shuffled_lines_never_panic(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}", pieces.concat());
        let file = read_text(&text);
        for series in &file.series {
            let (from, to) = (utc("2026-11-01T00:00Z"), utc("2027-12-01T00:00Z"));
            let _ = expand(series, &Zones::bundled(), from, to, &zone("Europe/Berlin"));
        }
    }

    /// Cutting or changing a byte of a real file never panics.
    #[test]
    fn damaged_files_never_panic(at in 0usize..4_000, byte: u8, cut: bool) {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/ics/exchange.ics");
        let mut bytes = std::fs::read(path).unwrap();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let _ = read(&bytes, &Zones::bundled());
    }

    /// Odd rules end, without panic, and their dates lie in order in the window.
    #[test]
    fn odd_rules_end(rule in rule_text(), day in 1u32..29) {
        let lines = format!("DTSTART:202402{day:02}T230000Z\nDURATION:PT1H\nRRULE:{rule}");
        for series in read_text(&event(&lines)).series {
            let found = instances(&series, "UTC", "2026-11-21T00:00Z", "2027-12-26T00:00Z");
            if let Ok(found) = found {
                prop_assert!(found.is_sorted());
            }
        }
    }
}

#[test]
fn the_hostile_fixture_itself_is_read_twice_the_same() {
    assert_eq!(file("broken.ics"), file("broken.ics"));
}
