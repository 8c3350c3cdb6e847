//! Times in words for people. Every sent time is written here, never in the window
//! (FEATURES.md 5.1).

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::{span::Span, zone::Zone};

/// `Tue 24 Nov 15:00 Berlin (UTC+1)`: weekday, date, wall time, city and offset.
///
/// The city is the last part of the IANA name. A minus is U+2212. In the zone `UTC` itself the
/// offset is left out, since the name says it.
pub fn spoken(instant: DateTime<Utc>, zone: &Zone) -> String {
    with_date(instant, zone, None)
}

/// As [`spoken`], with the year when it is not the year of `now` in that zone:
/// `Wed 24 Dec 2025 15:00 Berlin (UTC+1)`.
pub fn spoken_at(instant: DateTime<Utc>, zone: &Zone, now: DateTime<Utc>) -> String {
    with_date(instant, zone, Some(zone.local(now).date()))
}

/// `Tue 24 Nov`; with the year when it is not the one of `today`: `Sat 2 Jan 2027`.
pub fn date(date: NaiveDate, today: NaiveDate) -> String {
    date_words(date, Some(today))
}

/// The days of a calendar, as its title says them: `Tuesday 24 November 2026`,
/// `23–29 November 2026`, `30 November – 6 December 2026`, `28 December 2026 – 3 January 2027`.
pub fn days(first: NaiveDate, last: NaiveDate) -> String {
    let end = last.format("%-d %B %Y");
    if first == last {
        return format!("{} {end}", first.format("%A"));
    }
    if first.year() != last.year() {
        return format!("{} – {end}", first.format("%-d %B %Y"));
    }
    if first.month() != last.month() {
        return format!("{} – {end}", first.format("%-d %B"));
    }
    format!("{}–{end}", first.format("%-d"))
}

/// Both sides of a meeting, the reader's own first:
/// `Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)`.
///
/// The other side repeats weekday and date when its date differs, and is left out when the zones
/// have the same name.
pub fn both(instant: DateTime<Utc>, mine: &Zone, theirs: &Zone) -> String {
    sides(instant, mine, theirs, None)
}

/// As [`both`], with the year when it is not the year of `now` on the reader's clock.
pub fn both_at(instant: DateTime<Utc>, mine: &Zone, theirs: &Zone, now: DateTime<Utc>) -> String {
    sides(instant, mine, theirs, Some(mine.local(now).date()))
}

/// The other side of a meeting alone, as [`both`] says it; `None` when the zones have the same
/// name.
pub fn theirs(instant: DateTime<Utc>, mine: &Zone, theirs: &Zone) -> Option<String> {
    other_side(instant, mine, theirs, None)
}

/// A zone as the head of a calendar names it: `Berlin (UTC+1)`, or
/// `Berlin (UTC+2, then UTC+1)` when its clock changes within `[from, until)`.
pub fn place(zone: &Zone, from: DateTime<Utc>, until: DateTime<Utc>) -> String {
    let city = city(zone);
    if city == "UTC" {
        return city;
    }
    let mut offsets = vec![offset(zone.offset_seconds(from).into())];
    let within = zone.offsets(Span::new(from, until));
    offsets.extend(within.iter().map(|s| offset(s.offset.num_seconds())));
    offsets.dedup();
    format!("{city} ({})", offsets.join(", then "))
}

fn sides(instant: DateTime<Utc>, mine: &Zone, theirs: &Zone, today: Option<NaiveDate>) -> String {
    let own = with_date(instant, mine, today);
    match other_side(instant, mine, theirs, today) {
        Some(other) => format!("{own} · {other}"),
        None => own,
    }
}

fn other_side(
    instant: DateTime<Utc>,
    mine: &Zone,
    theirs: &Zone,
    today: Option<NaiveDate>,
) -> Option<String> {
    if mine.name() == theirs.name() {
        return None;
    }
    let same_date = mine.local(instant).date() == theirs.local(instant).date();
    Some(if same_date {
        time_and_place(instant, theirs)
    } else {
        with_date(instant, theirs, today)
    })
}

fn with_date(instant: DateTime<Utc>, zone: &Zone, today: Option<NaiveDate>) -> String {
    let date = date_words(zone.local(instant).date(), today);
    format!("{date} {}", time_and_place(instant, zone))
}

/// The year is said when it is not the one of `today`, where that is given.
fn date_words(date: NaiveDate, today: Option<NaiveDate>) -> String {
    let other_year = today.is_some_and(|today| today.year() != date.year());
    let format = if other_year {
        "%a %-d %b %Y"
    } else {
        "%a %-d %b"
    };
    date.format(format).to_string()
}

fn time_and_place(instant: DateTime<Utc>, zone: &Zone) -> String {
    let time = zone.local(instant).format("%H:%M");
    let city = city(zone);
    if city == "UTC" {
        return format!("{time} {city}");
    }
    let ahead = i64::from(zone.offset_seconds(instant));
    format!("{time} {city} ({})", offset(ahead))
}

pub(crate) fn city(zone: &Zone) -> String {
    let name = zone.name().rsplit('/').next().unwrap_or_default();
    name.replace('_', " ")
}

/// `UTC`, `UTC+1`, `UTC+5:30`, `UTC−5`; historic offsets keep their seconds.
fn offset(seconds: i64) -> String {
    if seconds == 0 {
        return "UTC".to_owned();
    }
    let sign = if seconds < 0 { '\u{2212}' } else { '+' };
    let size = seconds.unsigned_abs();
    let (hours, minutes, rest) = (size / 3600, size / 60 % 60, size % 60);
    match (minutes, rest) {
        (0, 0) => format!("UTC{sign}{hours}"),
        (_, 0) => format!("UTC{sign}{hours}:{minutes:02}"),
        _ => format!("UTC{sign}{hours}:{minutes:02}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zone::Zones;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn zone(name: &str) -> Zone {
        Zones::bundled().get(name).unwrap()
    }

    #[test]
    fn both_sides_as_the_feature_table_writes_them() {
        assert_eq!(
            both(
                at("2026-11-24T14:00:00Z"),
                &zone("Europe/Berlin"),
                &zone("America/New_York")
            ),
            "Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)"
        );
    }

    #[test]
    fn the_other_side_repeats_its_date_when_it_differs() {
        assert_eq!(
            both(
                at("2026-11-24T23:30:00Z"),
                &zone("Europe/London"),
                &zone("Asia/Kolkata")
            ),
            "Tue 24 Nov 23:30 London (UTC) · Wed 25 Nov 05:00 Kolkata (UTC+5:30)"
        );
    }

    #[test]
    fn one_zone_is_said_once() {
        let berlin = zone("Europe/Berlin");
        assert_eq!(
            both(at("2026-07-01T07:00:00Z"), &berlin, &berlin),
            "Wed 1 Jul 09:00 Berlin (UTC+2)"
        );
    }

    #[test]
    fn a_year_is_said_when_it_is_not_the_readers_own() {
        let (berlin, kolkata) = (zone("Europe/Berlin"), zone("Asia/Kolkata"));
        let now = at("2026-11-24T12:00:00Z");
        let last_year = at("2025-12-24T14:00:00Z");
        assert_eq!(
            spoken_at(last_year, &berlin, now),
            "Wed 24 Dec 2025 15:00 Berlin (UTC+1)"
        );
        assert_eq!(
            spoken_at(now, &berlin, now),
            "Tue 24 Nov 13:00 Berlin (UTC+1)"
        );
        // New Year is already over in Berlin, not yet in UTC.
        let new_year = at("2026-12-31T23:30:00Z");
        assert_eq!(
            spoken_at(now, &berlin, new_year),
            "Tue 24 Nov 2026 13:00 Berlin (UTC+1)"
        );
        assert_eq!(
            both_at(at("2026-12-31T20:00:00Z"), &berlin, &kolkata, now),
            "Thu 31 Dec 21:00 Berlin (UTC+1) · Fri 1 Jan 2027 01:30 Kolkata (UTC+5:30)"
        );
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(date(day("2026-01-02"), day("2026-11-24")), "Fri 2 Jan");
        assert_eq!(date(day("2027-01-02"), day("2026-11-24")), "Sat 2 Jan 2027");
    }

    #[test]
    fn the_title_of_a_calendar_says_no_month_or_year_twice() {
        let cases = [
            ("2026-11-24", "2026-11-24", "Tuesday 24 November 2026"),
            ("2026-11-23", "2026-11-29", "23–29 November 2026"),
            ("2026-11-30", "2026-12-06", "30 November – 6 December 2026"),
            (
                "2026-12-28",
                "2027-01-03",
                "28 December 2026 – 3 January 2027",
            ),
        ];
        for (first, last, title) in cases {
            assert_eq!(days(first.parse().unwrap(), last.parse().unwrap()), title);
        }
    }

    #[test]
    fn the_head_of_a_calendar_tells_when_a_clock_changes_in_it() {
        let week = |name: &str, from: &str, until: &str| place(&zone(name), at(from), at(until));
        let (from, until) = ("2026-10-18T22:00:00Z", "2026-10-25T23:00:00Z");
        assert_eq!(
            week("Europe/Berlin", from, until),
            "Berlin (UTC+2, then UTC+1)"
        );
        assert_eq!(week("America/New_York", from, until), "New York (UTC−4)");
        assert_eq!(week("UTC", from, until), "UTC");
    }

    #[test]
    fn odd_offsets_and_deep_names() {
        let instant = at("2026-11-24T12:00:00Z");
        let cases = [
            ("Asia/Kathmandu", "Tue 24 Nov 17:45 Kathmandu (UTC+5:45)"),
            ("Pacific/Chatham", "Wed 25 Nov 01:45 Chatham (UTC+13:45)"),
            ("America/St_Johns", "Tue 24 Nov 08:30 St Johns (UTC−3:30)"),
            (
                "America/Argentina/Buenos_Aires",
                "Tue 24 Nov 09:00 Buenos Aires (UTC−3)",
            ),
            ("America/Vancouver", "Tue 24 Nov 05:00 Vancouver (UTC−7)"),
            ("UTC", "Tue 24 Nov 12:00 UTC"),
        ];
        for (name, words) in cases {
            assert_eq!(spoken(instant, &zone(name)), words);
        }
        assert_eq!(
            spoken(at("1960-01-01T12:00:00Z"), &zone("Africa/Monrovia")),
            "Fri 1 Jan 11:15 Monrovia (UTC−0:44:30)"
        );
    }

    #[test]
    fn a_repeated_hour_is_told_apart_by_its_offset() {
        let berlin = zone("Europe/Berlin");
        assert_eq!(
            spoken(at("2026-10-25T00:30:00Z"), &berlin),
            "Sun 25 Oct 02:30 Berlin (UTC+2)"
        );
        assert_eq!(
            spoken(at("2026-10-25T01:30:00Z"), &berlin),
            "Sun 25 Oct 02:30 Berlin (UTC+1)"
        );
    }
}
