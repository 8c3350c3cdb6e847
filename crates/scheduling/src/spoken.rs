//! Times in words for people. Every sent time is written here, never in the window
//! (FEATURES.md 5.1).

use chrono::{DateTime, Utc};

use crate::zone::Zone;

/// `Tue 24 Nov 15:00 Berlin (UTC+1)`: weekday, date, wall time, city and offset.
///
/// The city is the last part of the IANA name. A minus is U+2212. In the zone `UTC` itself the
/// offset is left out, since the name says it.
pub fn spoken(instant: DateTime<Utc>, zone: &Zone) -> String {
    format!(
        "{} {}",
        zone.local(instant).format("%a %-d %b"),
        time_and_place(instant, zone)
    )
}

/// Both sides of a meeting, the reader's own first:
/// `Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)`.
///
/// The other side repeats weekday and date when its date differs, and is left out when the zones
/// have the same name.
pub fn both(instant: DateTime<Utc>, mine: &Zone, theirs: &Zone) -> String {
    let own = spoken(instant, mine);
    if mine.name() == theirs.name() {
        return own;
    }
    let other = if mine.local(instant).date() == theirs.local(instant).date() {
        time_and_place(instant, theirs)
    } else {
        spoken(instant, theirs)
    };
    format!("{own} · {other}")
}

fn time_and_place(instant: DateTime<Utc>, zone: &Zone) -> String {
    let time = zone.local(instant).format("%H:%M");
    let city = zone
        .name()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .replace('_', " ");
    if city == "UTC" {
        return format!("{time} {city}");
    }
    format!("{time} {city} ({})", offset(zone.offset_seconds(instant)))
}

/// `UTC`, `UTC+1`, `UTC+5:30`, `UTC−5`; historic offsets keep their seconds.
fn offset(seconds: i32) -> String {
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
