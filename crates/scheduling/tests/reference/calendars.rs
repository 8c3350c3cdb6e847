//! Random requests: short windows around days on which some clock changes, hours that pass
//! midnight, crowded calendars, small caps, pools that share people.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use muster_scheduling::{
    attendee::{Attendee, Booked, BusyItem, BusyStatus, Lunch, TentativePolicy},
    hours::{DateOverride, DayRange, HoursRange, WallTime, Weekday},
    slots::{Pool, SlotsRequest, Window},
};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{select, subsequence},
};

pub const ZONES: [&str; 12] = [
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Australia/Lord_Howe",
    "America/Vancouver",
    "Africa/Casablanca",
    "America/Phoenix",
    "America/Havana",
    "America/Nuuk",
    "UTC",
];

/// Dates around which one of the zones changes (or, Vancouver in November, no longer does), and
/// two plain ones.
pub const DATES: [&str; 13] = [
    "2026-02-15", // Casablanca
    "2026-03-08", // New York, Vancouver, Havana
    "2026-03-22", // Casablanca
    "2026-03-28", // Nuuk
    "2026-03-29", // London
    "2026-04-05", // Chatham, Lord Howe
    "2026-06-15",
    "2026-09-27", // Chatham
    "2026-10-04", // Lord Howe
    "2026-10-25", // London, Nuuk
    "2026-11-01", // New York, Havana
    "2026-12-31",
    "2027-03-14", // New York; not Vancouver
];

pub fn midnight(date: &str) -> DateTime<Utc> {
    date.parse::<NaiveDate>()
        .unwrap()
        .and_time(chrono::NaiveTime::MIN)
        .and_utc()
}

pub fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}

pub fn wall(minutes: u16) -> WallTime {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
        .parse()
        .unwrap()
}

/// Four wall times in order, often in the hours in which clocks change.
fn cuts() -> impl Strategy<Value = [u16; 4]> {
    let early = (0_u16..48).prop_map(|quarter| quarter * 5);
    let any = (0_u16..=288).prop_map(|step| step * 5);
    let cut = prop_oneof![early, any];
    vec(cut, 4)
        .prop_map(|mut cuts| {
            cuts.sort_unstable();
            [cuts[0], cuts[1], cuts[2], cuts[3]]
        })
        .prop_filter("in order", |c| c[0] < c[1] && c[1] < c[2] && c[2] < c[3])
}

/// Ranges that never overlap, whatever days they are on: by day, touching, over night, always.
fn weekly() -> impl Strategy<Value = Vec<HoursRange>> {
    let days = || subsequence(Weekday::ALL.to_vec(), 3..=7);
    (cuts(), days(), days(), 0..5).prop_map(|([a, b, c, d], some, others, kind)| {
        let range = |days: &[Weekday], start, end| HoursRange {
            days: days.to_vec(),
            start: wall(start),
            end: wall(end),
        };
        match kind {
            0 => vec![range(&some, a, b), range(&others, c, d)],
            1 => vec![range(&some, a, b), range(&others, b, d)],
            2 if d < 1440 => vec![range(&some, d, a), range(&others, b, c)],
            3 => vec![range(&Weekday::ALL, a, d)],
            _ => vec![range(&Weekday::ALL, 0, 1440)],
        }
    })
}

fn exceptions(day: NaiveDate) -> impl Strategy<Value = Vec<DateOverride>> {
    vec(option::of((cuts(), 0..4)), 3).prop_map(move |days| {
        let mut out = Vec::new();
        for (date, hours) in day.pred_opt().unwrap().iter_days().zip(days) {
            let range = |start, end| DayRange {
                start: wall(start),
                end: wall(end),
            };
            if let Some(([a, b, c, d], kind)) = hours {
                let hours = match kind {
                    0 => vec![],
                    1 => vec![range(a, b), range(c, d)],
                    _ if d < 1440 => vec![range(d, a)],
                    _ => vec![range(c, d)],
                };
                out.push(DateOverride { date, hours });
            }
        }
        out
    })
}

/// A stretch of up to four hours around the window, now and then empty or off the grid.
fn stretch(from: DateTime<Utc>) -> impl Strategy<Value = (DateTime<Utc>, DateTime<Utc>)> {
    let length = prop_oneof![
        4 => (1_i64..17).prop_map(|quarters| quarters * 15),
        1 => 0_i64..60,
    ];
    (-40_i64..250, length).prop_map(move |(quarter, length)| {
        let start = from + minutes(quarter * 15);
        (start, start + minutes(length))
    })
}

fn item(from: DateTime<Utc>) -> impl Strategy<Value = BusyItem> {
    let status = select(vec![
        BusyStatus::Busy,
        BusyStatus::OutOfOffice,
        BusyStatus::Tentative,
        BusyStatus::Free,
        BusyStatus::Unknown,
    ]);
    let buffer = || select(vec![0_u32, 0, 0, 5, 15, 37]);
    (stretch(from), status, buffer(), buffer()).prop_map(
        |((start, end), status, buffer_before_minutes, buffer_after_minutes)| BusyItem {
            start,
            end,
            status,
            buffer_before_minutes,
            buffer_after_minutes,
        },
    )
}

/// Dates off around the window, now and then one that has an exception too.
fn holidays(day: NaiveDate) -> impl Strategy<Value = Vec<NaiveDate>> {
    let date = (0_u64..4).prop_map(move |days| day + chrono::Days::new(days));
    prop_oneof![2 => Just(vec![]), 1 => vec(date, 1..3)]
}

/// A window at any time of day, with a lunch that fits into it.
fn lunch() -> impl Strategy<Value = Option<Lunch>> {
    let lunch = cuts().prop_flat_map(|[a, _, _, d]| {
        (Just((a, d)), 1..=u32::from(d - a)).prop_map(|((start, end), minutes)| Lunch {
            start: wall(start),
            end: wall(end),
            minutes,
        })
    });
    option::weighted(0.4, lunch)
}

/// Every zone of the database; the twelve above come as often as all others together.
pub fn any_zone() -> impl Strategy<Value = String> {
    let all = muster_scheduling::zone::Zones::bundled().names();
    let odd = ZONES.map(str::to_owned).to_vec();
    prop_oneof![select(odd), select(all)]
}

fn person(index: usize, from: DateTime<Utc>) -> impl Strategy<Value = Attendee> {
    let buffer = || select(vec![0_u32, 0, 10, 15, 30]);
    let policy = select(vec![TentativePolicy::Block, TentativePolicy::Allow]);
    let time = (
        any_zone(),
        weekly(),
        exceptions(from.date_naive()),
        holidays(from.date_naive()),
        lunch(),
    );
    let calendar = (vec(item(from), 0..6), policy, buffer(), buffer());
    let load = (
        option::of(1_u32..3),
        option::of(1_u32..4),
        select(Weekday::ALL.to_vec()),
        vec(stretch(from), 0..4),
        option::of(1_u32..5),
        option::of(1_u32..3),
        select(vec![1_u32, 15, 45]),
    );
    (time, calendar, load, prop::bool::weighted(0.7)).prop_map(
        move |(
            (time_zone, working_hours, date_overrides, holidays, lunch),
            calendar,
            load,
            required,
        )| {
            let booked = load.3.into_iter().map(|(start, end)| Booked { start, end });
            Attendee {
                id: ["dee", "bo", "ana", "cy"][index].to_owned(),
                time_zone,
                required,
                working_hours,
                date_overrides,
                holidays,
                lunch,
                busy: calendar.0,
                tentative: calendar.1,
                buffer_before_minutes: calendar.2,
                buffer_after_minutes: calendar.3,
                maximum_per_day: load.0,
                maximum_per_week: load.1,
                maximum_per_month: load.4,
                maximum_in_a_row: load.5,
                break_minutes: load.6,
                week_starts_on: load.2,
                booked: booked.collect(),
            }
        },
    )
}

fn pools(people: usize) -> impl Strategy<Value = Vec<Pool>> {
    let ids: Vec<String> = ["dee", "bo", "ana", "cy"]
        .iter()
        .take(people)
        .map(ToString::to_string)
        .collect();
    vec((subsequence(ids, 1..=people), 1_u32..3), 0..3).prop_map(|pools| {
        let pool = |(index, (attendees, choose)): (usize, (Vec<String>, u32))| Pool {
            id: format!("pool {index}"),
            choose: choose.min(u32::try_from(attendees.len()).unwrap()),
            attendees,
        };
        pools.into_iter().enumerate().map(pool).collect()
    })
}

/// A request as the module says. Always explained.
pub fn request() -> impl Strategy<Value = SlotsRequest> {
    (select(DATES.to_vec()), 1_usize..=4)
        .prop_flat_map(|(date, people)| {
            let from = midnight(date) - minutes(720);
            let everyone: Vec<_> = (0..people).map(|index| person(index, from)).collect();
            let window = (0_i64..1440, 300_i64..2400);
            let grid = (
                select(vec![10_u32, 15, 20, 25, 30, 45, 60, 90, 1440]),
                select(vec![1_u32, 15, 25, 30, 45, 60, 90]),
                any_zone(),
            );
            let limits = (-2880_i64..600, 0_u32..400, option::of(0_u32..4), 1_u32..60);
            (Just(from), window, grid, limits, everyone, pools(people))
        })
        .prop_map(|(from, window, grid, limits, attendees, pools)| {
            let start = from + minutes(window.0);
            SlotsRequest {
                now: start + minutes(limits.0),
                window: Window {
                    start,
                    end: start + minutes(window.1),
                },
                duration_minutes: grid.1,
                step_minutes: grid.0,
                anchor_zone: grid.2,
                minimum_notice_minutes: limits.1,
                // A horizon before the end of the notice is an error of its own.
                maximum_days_ahead: limits.2.map(|days| days.max(limits.1.div_ceil(1440))),
                limit: limits.3,
                explain: true,
                attendees,
                pools,
            }
        })
}
