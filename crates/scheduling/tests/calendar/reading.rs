use chrono::{Datelike, TimeDelta, Timelike};
use muster_scheduling::read_time::{Moment, read};

use super::*;

/// A Saturday noon in Berlin.
const NOW: &str = "2026-11-21T11:00:00Z";

fn readings(text: &str, reader: &str) -> Vec<Moment> {
    read(text, at(NOW), &zone(reader), &ZONES)
}

fn spoken(text: &str, reader: &str) -> Vec<String> {
    readings(text, reader)
        .into_iter()
        .map(|m| m.spoken)
        .collect()
}

/// The first reading of each text.
fn first(reader: &str, cases: &[(&str, &str)]) {
    for (text, words) in cases {
        let found = spoken(text, reader);
        assert_eq!(
            found.first().map(String::as_str),
            Some(*words),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn days_as_a_reader_in_berlin_types_them() {
    first(
        "Europe/Berlin",
        &[
            ("thu", "Thu 26 Nov"),
            ("Thursday", "Thu 26 Nov"),
            ("sat", "Sat 21 Nov"),
            ("weds", "Wed 25 Nov"),
            ("next thu", "Thu 26 Nov"),
            ("next sat", "Sat 28 Nov"),
            ("this sunday", "Sun 22 Nov"),
            ("today", "Sat 21 Nov"),
            ("tomorrow", "Sun 22 Nov"),
            ("tomo", "Sun 22 Nov"),
            ("yesterday", "Fri 20 Nov"),
            ("in 3 days", "Tue 24 Nov"),
            ("in 2 weeks", "Sat 5 Dec"),
            ("24 nov", "Tue 24 Nov"),
            ("24nov", "Tue 24 Nov"),
            ("24th of November", "Tue 24 Nov"),
            ("24. November", "Tue 24 Nov"),
            ("the 24th", "Tue 24 Nov"),
            ("Nov 24", "Tue 24 Nov"),
            ("nov 24th, 2027", "Wed 24 Nov 2027"),
            ("thu berlin", "Thu 26 Nov"),
            ("wed 24 nov", "Wed 24 Nov 2027"),
            ("tue 24", "Tue 24 Nov"),
            ("tue 24 nov", "Tue 24 Nov"),
            ("2026-11-24", "Tue 24 Nov"),
            ("24.11.", "Tue 24 Nov"),
            ("24.11.26", "Tue 24 Nov"),
            ("24/11/2026", "Tue 24 Nov"),
            ("11/24/2026", "Tue 24 Nov"),
            // Yesterday is nearer than in a year.
            ("20 nov", "Fri 20 Nov"),
            ("2 jan", "Sat 2 Jan 2027"),
            ("29 feb", "Tue 29 Feb 2028"),
        ],
    );
    assert_eq!(spoken("thu", "Europe/Berlin"), ["Thu 26 Nov", "Thu 3 Dec"]);
    assert_eq!(
        spoken("20 nov", "Europe/Berlin"),
        ["Fri 20 Nov", "Sat 20 Nov 2027"]
    );
    // Either side of the ocean may have written it.
    assert_eq!(
        spoken("3/12", "Europe/Berlin"),
        ["Thu 3 Dec", "Fri 12 Mar 2027"]
    );
    assert_eq!(
        spoken("next sat", "Europe/Berlin"),
        ["Sat 28 Nov", "Sat 21 Nov"]
    );
}

#[test]
fn times_as_a_reader_in_berlin_types_them() {
    let three = "Thu 26 Nov 15:00 Berlin (UTC+1)";
    first(
        "Europe/Berlin",
        &[
            ("thu 3pm", three),
            ("thu 3 pm", three),
            ("thu 3p.m.", three),
            ("thu 3 p", three),
            ("thu at 15:00", three),
            ("thu 1500", three),
            ("thu 15h", three),
            ("thu 15.00", three),
            ("thu 15 uhr", three),
            ("3pm thu", three),
            ("thu 3", three),
            ("thu 15", three),
            ("2026-11-26 15:00", three),
            ("2026-11-26T15:00:00", three),
            (
                "2026-11-26T14:00Z",
                "Thu 26 Nov 15:00 Berlin (UTC+1) · 14:00 UTC",
            ),
            ("thu 3pm berlin", three),
            ("thu 3pm munich", three),
            ("thu 3pm CET", three),
            (
                "thu 9am new york",
                "Thu 26 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)",
            ),
            (
                "thu 9am new_york",
                "Thu 26 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)",
            ),
            (
                "9am America/New_York thu",
                "Thu 26 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)",
            ),
            (
                "thu 9am new y",
                "Thu 26 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)",
            ),
            (
                "thu 9am EST",
                "Thu 26 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)",
            ),
            (
                "tomorrow 15:00 utc",
                "Sun 22 Nov 16:00 Berlin (UTC+1) · 15:00 UTC",
            ),
            (
                "mon 9:30 são paulo",
                "Mon 23 Nov 13:30 Berlin (UTC+1) · 09:30 Sao Paulo (UTC−3)",
            ),
            (
                "mon noon port-au-prince",
                "Mon 23 Nov 18:00 Berlin (UTC+1) · 12:00 Port-au-Prince (UTC−5)",
            ),
            ("mon midnight", "Mon 23 Nov 00:00 Berlin (UTC+1)"),
            ("24 nov 12am", "Tue 24 Nov 00:00 Berlin (UTC+1)"),
            ("24 nov 2027 12pm", "Wed 24 Nov 2027 12:00 Berlin (UTC+1)"),
            // The hour is over today and comes tomorrow.
            ("11:30", "Sun 22 Nov 11:30 Berlin (UTC+1)"),
            ("12:30", "Sat 21 Nov 12:30 Berlin (UTC+1)"),
            (
                "7am tokyo",
                "Sat 21 Nov 23:00 Berlin (UTC+1) · Sun 22 Nov 07:00 Tokyo (UTC+9)",
            ),
            ("sat 11:00", "Sat 28 Nov 11:00 Berlin (UTC+1)"),
            // The clock jumps over 02:30 that night; it is read with the offset before.
            ("28 mar 2027 2:30", "Sun 28 Mar 2027 03:30 Berlin (UTC+2)"),
            // Our own words can be read back.
            (
                "Tue 24 Nov 15:00 Berlin (UTC+1)",
                "Tue 24 Nov 15:00 Berlin (UTC+1)",
            ),
        ],
    );
    assert_eq!(
        spoken("thu 8", "Europe/Berlin")[..2],
        [
            "Thu 26 Nov 08:00 Berlin (UTC+1)",
            "Thu 3 Dec 08:00 Berlin (UTC+1)"
        ]
    );
    let moment = readings("thu 3pm", "Europe/Berlin").remove(0);
    assert_eq!(moment.date.to_string(), "2026-11-26");
    assert_eq!(moment.starts_at, Some(at("2026-11-26T14:00:00Z")));
    assert_eq!(moment.minutes, Some(900));
    let day = readings("thu", "Europe/Berlin").remove(0);
    assert_eq!((day.starts_at, day.minutes), (None, None));
}

#[test]
fn the_same_words_for_a_reader_in_los_angeles() {
    // There it is three in the night of Saturday.
    first(
        "America/Los_Angeles",
        &[
            ("today", "Sat 21 Nov"),
            ("thu 3pm", "Thu 26 Nov 15:00 Los Angeles (UTC−8)"),
            (
                "thu 3pm berlin",
                "Thu 26 Nov 06:00 Los Angeles (UTC−8) · 15:00 Berlin (UTC+1)",
            ),
            (
                "thu 8am tokyo",
                "Wed 25 Nov 15:00 Los Angeles (UTC−8) · Thu 26 Nov 08:00 Tokyo (UTC+9)",
            ),
            (
                "1 jan 8am tokyo",
                "Thu 31 Dec 15:00 Los Angeles (UTC−8) · Fri 1 Jan 2027 08:00 Tokyo (UTC+9)",
            ),
            ("4am", "Sat 21 Nov 04:00 Los Angeles (UTC−8)"),
            ("2am", "Sun 22 Nov 02:00 Los Angeles (UTC−8)"),
        ],
    );
    let moment = readings("thu 8am tokyo", "America/Los_Angeles").remove(0);
    assert_eq!(moment.date.to_string(), "2026-11-25");
    assert_eq!(moment.minutes, Some(900));
}

#[test]
fn the_same_words_for_a_reader_in_kathmandu_and_on_lord_howe() {
    first(
        "Asia/Kathmandu",
        &[
            ("thu 3pm", "Thu 26 Nov 15:00 Kathmandu (UTC+5:45)"),
            (
                "thu 3pm utc",
                "Thu 26 Nov 20:45 Kathmandu (UTC+5:45) · 15:00 UTC",
            ),
            (
                "thu 22:00 berlin",
                "Fri 27 Nov 02:45 Kathmandu (UTC+5:45) · Thu 26 Nov 22:00 Berlin (UTC+1)",
            ),
        ],
    );
    // Half an hour is lost there on 4 October 2026, so the day has elapsed less than its clock.
    let moment = read(
        "4 oct 2026 09:00",
        at("2026-10-01T00:00:00Z"),
        &zone("Australia/Lord_Howe"),
        &ZONES,
    )
    .remove(0);
    assert_eq!(moment.minutes, Some(510));
    assert_eq!(moment.spoken, "Sun 4 Oct 09:00 Lord Howe (UTC+11)");
}

#[test]
fn what_is_no_date_is_left_alone() {
    for text in [
        "",
        "   ",
        "ada lovelace",
        "mar",
        "jan",
        "may jones",
        "sun li",
        "wed addams",
        "berlin",
        "3",
        "15",
        "1500",
        "2026",
        "thu 25:00",
        "thu 9:60",
        "thu 13pm",
        "thu 0am",
        "31 feb",
        "mon 24 nov",
        "thu berl",
        "thu thu",
        "3pm 4pm",
        "2026-13-01",
        "2026-02-29",
        "thu 3pm nowhere",
        "in 3",
        "c++",
        "24 nov 2026 2060",
        "-",
        ":",
        "thu :",
        "99999999999999999999",
        "🙂 thu",
        "at",
        "next",
        "1/2/3/4",
        "9999-12-31",
        "0001-01-01",
    ] {
        assert_eq!(spoken(text, "Europe/Berlin"), [""; 0], "{text}");
    }
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wednesday", "thurs", "Fri", "SATURDAY", "sun"];
const CLOCKS: [(&str, u32, u32); 7] = [
    ("3pm", 15, 0),
    ("9:30am", 9, 30),
    ("15:00", 15, 0),
    ("0815", 8, 15),
    ("noon", 12, 0),
    ("12am", 0, 0),
    ("23h45", 23, 45),
];

fn any_now() -> impl Strategy<Value = DateTime<Utc>> {
    (any_date(), 0_i64..86_400).prop_map(|(date, second)| {
        date.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::seconds(second)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_is_read_without_panic(text in any::<String>(), now in any_now(), zone in any_zone()) {
        let _ = read(&text, now, &zone, &ZONES);
    }

    #[test]
    fn any_heap_of_words_is_read_without_panic(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "thu", "next", "this", "in", "at", "3", "24", "31", "29", "99", "2026", "0000",
                "1500", "nov", "feb", "st", "th", "of", ":", "/", "-", ".", "T", "Z", "am", "pm",
                "h", "noon", "tomorrow", "days", "weeks", "berlin", "new", "york", "utc", "cst",
                "(", ")", "san", "'", "İ",
            ]),
            0..9,
        ),
        glue in prop::sample::select(vec!["", " "]),
        now in any_now(),
        zone in any_zone(),
    ) {
        for moment in read(&words.join(glue), now, &zone, &ZONES) {
            prop_assert!((1970..=2199).contains(&moment.date.year()));
            prop_assert_eq!(moment.starts_at.is_some(), moment.minutes.is_some());
        }
    }

    #[test]
    fn a_weekday_and_a_time_are_said_back(
        weekday in prop::sample::select(WEEKDAYS.to_vec()),
        (clock, hour, minute) in prop::sample::select(CLOCKS.to_vec()),
        reader in any_zone(),
        now in any_now(),
    ) {
        let found = read(&format!("{weekday} {clock}"), now, &reader, &ZONES);
        prop_assert!(!found.is_empty());
        let day = format!("{}{}", weekday[..1].to_uppercase(), weekday[1..3].to_lowercase());
        for moment in found {
            let starts_at = moment.starts_at.unwrap();
            let shown = reader.local(starts_at);
            let wall = shown.date().and_hms_opt(hour, minute, 0).unwrap();
            if !reader.is_gap(wall) && shown.date() == moment.date {
                prop_assert!(moment.spoken.starts_with(&day), "{}", moment.spoken);
                prop_assert_eq!((shown.hour(), shown.minute()), (hour, minute));
            }
            prop_assert!(starts_at > now && starts_at - now < TimeDelta::days(16));
        }
    }

    #[test]
    fn a_day_of_a_place_is_said_on_its_clock(
        weekday in prop::sample::select(WEEKDAYS.to_vec()),
        (place, name) in prop::sample::select(vec![
            ("tokyo", "Asia/Tokyo"), ("los angeles", "America/Los_Angeles"),
            ("kathmandu", "Asia/Kathmandu"), ("chatham", "Pacific/Chatham"),
        ]),
        reader in any_zone(),
        now in any_now(),
    ) {
        let found = read(&format!("{weekday} 15:00 {place}"), now, &reader, &ZONES);
        prop_assert!(!found.is_empty());
        let day = format!("{}{}", weekday[..1].to_uppercase(), weekday[1..3].to_lowercase());
        for moment in found {
            let there = zone(name).local(moment.starts_at.unwrap());
            prop_assert_eq!(there.format("%a %H:%M").to_string(), format!("{day} 15:00"));
            prop_assert!(moment.spoken.contains(&day), "{}", moment.spoken);
        }
    }

    #[test]
    fn a_date_is_said_back(date in any_date(), reader in any_zone(), now in any_now()) {
        let words = date.format("%a %-d %b").to_string();
        for text in [
            date.format("%Y-%m-%d").to_string(),
            date.format("%-d %B %Y").to_string(),
            date.format("%b %-d, %Y").to_string(),
            date.format("%d.%m.%Y").to_string(),
            date.format("%a %-d %b %Y").to_string(),
        ] {
            let found = read(&text, now, &reader, &ZONES);
            prop_assert_eq!(found.first().map(|m| m.date), Some(date), "{}", text);
            prop_assert!(found.iter().any(|m| m.spoken.starts_with(&words)), "{}: {:?}", text, found);
        }
    }
}
