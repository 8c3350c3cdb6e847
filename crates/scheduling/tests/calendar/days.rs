use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use muster_scheduling::{
    day_grid::{LocalDay, Place, Tick},
    hours::{self, HoursRange, Weekday},
};

use super::*;

fn day(name: &str, date: &str) -> (Zone, LocalDay) {
    let zone = zone(name);
    let day = LocalDay::new(&zone, date.parse().unwrap()).unwrap();
    (zone, day)
}

/// The ticks as `minutes label`, of the day's own clock alone.
fn ticks(name: &str, date: &str) -> Vec<String> {
    let (zone, day) = day(name, date);
    let own = |tick: Tick| format!("{} {}", tick.at, tick.labels.concat());
    day.ticks(&zone, &[]).into_iter().map(own).collect()
}

#[test]
fn days_on_which_a_clock_changes_have_their_real_length() {
    let cases = [
        ("Europe/Berlin", "2026-11-24", 1440),
        ("Europe/Berlin", "2026-10-25", 1500),
        ("Europe/Berlin", "2026-03-29", 1380),
        ("Australia/Lord_Howe", "2026-04-05", 1470),
        ("Australia/Lord_Howe", "2026-10-04", 1410),
        ("America/Santiago", "2026-09-06", 1380),
        ("America/Santiago", "2026-04-04", 1500),
        ("Africa/Cairo", "2026-04-24", 1380),
        ("America/Havana", "2026-11-01", 1500),
        ("America/Nuuk", "2026-03-28", 1380),
        ("Asia/Kathmandu", "2026-03-29", 1440),
        ("Pacific/Chatham", "2026-09-27", 1380),
    ];
    for (name, date, minutes) in cases {
        let (_, day) = day(name, date);
        assert_eq!(day.length_minutes(), minutes, "{name} {date}");
    }
    let apia = zone("Pacific/Apia");
    assert!(LocalDay::new(&apia, "2011-12-30".parse().unwrap()).is_none());
}

#[test]
fn a_repeated_hour_has_two_ticks_and_a_skipped_one_has_none() {
    let long = ticks("Europe/Berlin", "2026-10-25");
    assert_eq!(long.len(), 25);
    assert_eq!(
        long[..5],
        ["0 00:00", "60 01:00", "120 02:00", "180 02:00", "240 03:00"]
    );
    assert_eq!(long[24], "1440 23:00");
    let short = ticks("Europe/Berlin", "2026-03-29");
    assert_eq!(short.len(), 23);
    assert_eq!(
        short[..4],
        ["0 00:00", "60 01:00", "120 03:00", "180 04:00"]
    );
}

#[test]
fn a_clock_that_changes_by_half_an_hour_has_uneven_ticks() {
    // At 02:00 it is 01:30 again.
    let long = ticks("Australia/Lord_Howe", "2026-04-05");
    assert_eq!(long[..4], ["0 00:00", "60 01:00", "150 02:00", "210 03:00"]);
    // At 02:00 it is 02:30.
    let short = ticks("Australia/Lord_Howe", "2026-10-04");
    assert_eq!(
        short[..4],
        ["0 00:00", "60 01:00", "150 03:00", "210 04:00"]
    );
}

#[test]
fn a_day_whose_midnight_is_skipped_begins_at_one() {
    for (name, date) in [
        ("America/Santiago", "2026-09-06"),
        ("Africa/Cairo", "2026-04-24"),
    ] {
        let found = ticks(name, date);
        assert_eq!(found.len(), 23, "{name}");
        assert_eq!(found[..2], ["0 01:00", "60 02:00"], "{name}");
        assert_eq!(found[22], "1320 23:00", "{name}");
    }
    // Havana's midnight comes twice.
    assert_eq!(
        ticks("America/Havana", "2026-11-01")[..3],
        ["0 00:00", "60 00:00", "120 01:00"]
    );
    // Toronto's clock jumped from 23:30 to 00:30 in 1919: the day has no 00:00 to begin with.
    assert_eq!(ticks("America/Toronto", "1919-03-31")[0], "30 01:00");
}

#[test]
fn other_clocks_name_their_day_where_it_is_another() {
    let (berlin, tuesday) = day("Europe/Berlin", "2026-11-24");
    let others = [zone("America/Los_Angeles"), zone("Asia/Kathmandu")];
    let ticks = tuesday.ticks(&berlin, &others);
    assert_eq!(ticks[0].labels, ["00:00", "Mon 15:00", "04:45"]);
    assert_eq!(ticks[9].labels, ["09:00", "00:00", "13:45"]);
    assert_eq!(ticks[20].labels, ["20:00", "11:00", "Wed 00:45"]);
}

#[test]
fn what_passes_midnight_is_cut_there_and_says_so() {
    let (_, day) = day("Europe/Berlin", "2026-10-25");
    let (start, end) = (day.start(), day.end());
    let place = |from, to, continues_before, continues_after| {
        Some(Place {
            from,
            to,
            continues_before,
            continues_after,
        })
    };
    let minutes = TimeDelta::minutes;
    assert_eq!(
        day.place(start - minutes(30), start + minutes(15)),
        place(0, 15, true, false)
    );
    assert_eq!(
        day.place(end - minutes(15), end + minutes(30)),
        place(1485, 1500, false, true)
    );
    assert_eq!(
        day.place(start - minutes(1), end + minutes(1)),
        place(0, 1500, true, true)
    );
    // What only touches the day is not on it.
    assert_eq!(day.place(start - minutes(30), start), None);
    assert_eq!(day.place(end, end + minutes(30)), None);
    // Half minutes are never drawn shorter than they are.
    let odd = start + TimeDelta::seconds(90);
    assert_eq!(
        day.place(odd, odd + TimeDelta::seconds(60)),
        place(1, 3, false, false)
    );
    // Neighbours and overlaps are one stretch.
    let places = day.places([
        (start + minutes(60), start + minutes(90)),
        (start + minutes(90), start + minutes(120)),
        (start + minutes(300), start + minutes(330)),
        (start - minutes(600), start - minutes(500)),
    ]);
    let found: Vec<(u32, u32)> = places.iter().map(|p| (p.from, p.to)).collect();
    assert_eq!(found, [(60, 120), (300, 330)]);
}

#[test]
fn hours_that_pass_midnight_lie_on_both_days() {
    let berlin = zone("Europe/Berlin");
    let night: HoursRange = serde_json::from_value(serde_json::json!({
        "days": ["sat"], "start": "22:00", "end": "06:00"
    }))
    .unwrap();
    let (from, until) = (at("2026-10-23T22:00:00Z"), at("2026-10-26T23:00:00Z"));
    let worked = hours::working_time(&berlin, &[night], &[], from, until);
    let on = |date: &str| {
        let day = LocalDay::new(&berlin, date.parse().unwrap()).unwrap();
        let places = day.places(worked.iter().copied());
        places.iter().map(|p| (p.from, p.to)).collect::<Vec<_>>()
    };
    assert_eq!(on("2026-10-24"), [(1320, 1440)]);
    // The hour from two to three comes twice that night.
    assert_eq!(on("2026-10-25"), [(0, 420)]);
    assert_eq!(on("2026-10-26"), []);
}

/// The local midnight of a date, found by walking instead of by any rule.
fn first_minute_of(zone: &Zone, date: NaiveDate) -> chrono::DateTime<Utc> {
    let mut instant = date.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(30);
    for step in [30, 1] {
        let step = TimeDelta::minutes(step);
        while zone.local(instant + step).date() < date {
            instant += step;
        }
    }
    instant + TimeDelta::minutes(1)
}

fn wall(day: &LocalDay, label: &str) -> NaiveDateTime {
    let (weekday, time) = label
        .split_once(' ')
        .map_or((None, label), |(w, t)| (Some(w), t));
    let time = NaiveTime::parse_from_str(time, "%H:%M").unwrap();
    // Half past eleven at night on Niue is two dates further on Kiritimati.
    let mut dates = (-2..=2).map(|days| day.date() + TimeDelta::days(days));
    let date = match weekday {
        None => day.date(),
        Some(name) => dates
            .find(|date| date.format("%a").to_string() == name)
            .unwrap(),
    };
    date.and_time(time)
}

fn laid_out(own: &Zone, other: &Zone, date: NaiveDate) {
    let Some(day) = LocalDay::new(own, date) else {
        assert_eq!(own.day_start(date), own.day_start(date.succ_opt().unwrap()));
        return;
    };
    assert_eq!(day.start(), first_minute_of(own, date), "{own:?} {date}");
    let next = first_minute_of(own, date.succ_opt().unwrap());
    let real = (next - day.start()).num_minutes();
    assert_eq!(i64::from(day.length_minutes()), real, "{own:?} {date}");

    let ticks = day.ticks(own, std::slice::from_ref(other));
    assert!(ticks.is_sorted_by(|a, b| a.at < b.at));
    for tick in &ticks {
        assert!(tick.at < day.length_minutes());
        let instant = day.instant(tick.at).unwrap();
        assert_eq!(day.minute_of(instant), Some(tick.at));
        for (zone, label) in [own, other].into_iter().zip(&tick.labels) {
            let shown = zone.local(instant);
            // Clocks with seconds are of the past; a label has none.
            let shown = shown.with_second(0).unwrap();
            assert_eq!(wall(&day, label), shown, "{zone:?} {date} {label}");
        }
    }
    // No whole hour of the clock is left out.
    let whole_hours = (0..day.length_minutes())
        .filter(|minute| own.local(day.instant(*minute).unwrap()).minute() == 0)
        .count();
    assert_eq!(ticks.len(), whole_hours, "{own:?} {date}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_day_of_any_zone(own in any_zone(), other in any_zone(), date in any_date()) {
        laid_out(&own, &other, date);
    }

    #[test]
    fn days_of_the_weeks_in_which_clocks_change(
        own in any_zone(), other in any_zone(), date in restless_date(),
    ) {
        laid_out(&own, &other, date);
    }

    #[test]
    fn what_lies_on_a_day_lies_inside_it(
        own in any_zone(),
        date in restless_date(),
        items in prop::collection::vec((-3000_i64..3000, 0_i64..2000), 0..12),
    ) {
        prop_assume!(LocalDay::new(&own, date).is_some());
        let day = LocalDay::new(&own, date).unwrap();
        let times: Vec<_> = items
            .iter()
            .map(|(from, length)| {
                let start = day.start() + TimeDelta::minutes(*from);
                (start, start + TimeDelta::minutes(*length))
            })
            .collect();
        let places = day.places(times.iter().copied());
        let mut last = None;
        for place in &places {
            prop_assert!(place.from < place.to && place.to <= day.length_minutes());
            prop_assert!(last.is_none_or(|end| end < place.from));
            last = Some(place.to);
        }
        // A minute is covered exactly when one of the items holds it.
        for minute in (0..day.length_minutes()).step_by(7) {
            let instant = day.instant(minute).unwrap();
            let held = times.iter().any(|(start, end)| *start <= instant && instant < *end);
            let drawn = places.iter().any(|p| p.from <= minute && minute < p.to);
            prop_assert_eq!(held, drawn, "{} {}", date, minute);
        }
    }

    #[test]
    fn hours_on_a_day_are_the_hours_of_the_clock(own in any_zone(), date in restless_date()) {
        prop_assume!(LocalDay::new(&own, date).is_some());
        let day = LocalDay::new(&own, date).unwrap();
        let nine_to_five: HoursRange = serde_json::from_value(serde_json::json!({
            "days": Weekday::ALL, "start": "09:00", "end": "17:00"
        })).unwrap();
        let worked = hours::working_time(&own, &[nine_to_five], &[], day.start(), day.end());
        let places = day.places(worked);
        for minute in 0..day.length_minutes() {
            let shown = own.local(day.instant(minute).unwrap());
            let works = shown.date().day() == date.day() && (9..17).contains(&shown.hour());
            let drawn = places.iter().any(|p| p.from <= minute && minute < p.to);
            prop_assert_eq!(works, drawn, "{} {}", shown, minute);
        }
    }

    #[test]
    fn the_day_that_holds_an_instant_places_it_where_it_is(
        own in any_zone(), date in restless_date(), minutes in 0_i64..1440,
    ) {
        let instant = date.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(minutes);
        let day = LocalDay::holding(&own, instant).unwrap();
        let minute = day.minute_of(instant).unwrap();
        let back = day.instant(minute).unwrap();
        prop_assert!(back <= instant && instant - back < TimeDelta::minutes(1));
    }
}
