//! Dates known from calendars.

use super::*;

fn dates(country: &str, region: Option<&str>, year: i32) -> String {
    let found = on(country, region, year);
    assert!(found.known, "{country} {region:?} {year}");
    let dates = found
        .days
        .iter()
        .map(|(date, _)| date.format("%m-%d").to_string());
    dates.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_line_is_read() {
    let text = include_str!("rules.txt").lines();
    let lines = text.filter(|line| !line.starts_with('#')).count();
    assert_eq!(LINES.len(), lines);
    assert!(LINES.is_sorted_by_key(|line| line.country));
}

#[test]
fn years_of_some_countries() {
    assert_eq!(
        dates("DE", Some("BY"), 2027),
        "01-01 01-06 03-26 03-29 05-01 05-06 05-17 05-27 10-03 11-01 12-25 12-26"
    );
    assert_eq!(
        dates("DE", None, 2026),
        "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26"
    );
    assert_eq!(
        dates("GB", Some("ENG"), 2027),
        "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28"
    );
    // The 1st of January 2022 and 2028 were and are Saturdays; 2 January 2028 is a Sunday.
    assert!(dates("GB", Some("SCT"), 2028).starts_with("01-01 01-02 01-03 01-04 04-14"));
    assert_eq!(
        dates("US", None, 2027),
        "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31"
    );
    assert_eq!(dates("SE", None, 2027).split(' ').count(), 13);
    assert!(dates("IE", None, 2030).contains("02-01"));
}

#[test]
fn what_is_not_known_says_so() {
    for (country, region, year) in [
        ("JP", None, 2027),
        ("DE", Some("XX"), 2027),
        ("DE", None, 2036),
        ("DE", None, 2023),
    ] {
        assert_eq!(on(country, region, year), Holidays::default());
    }
    assert_eq!(countries().len(), 18);
}
