//! Days laid out for a calendar, and dates as people type them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod days;
mod reading;

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use muster_scheduling::zone::{Zone, Zones};
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// One database for all tests: reading it takes time.
static ZONES: LazyLock<Zones> = LazyLock::new(Zones::bundled);

fn zone(name: &str) -> Zone {
    ZONES.get(name).unwrap()
}

/// Any zone of the database.
fn any_zone() -> impl Strategy<Value = Zone> {
    prop::sample::select(ZONES.names()).prop_map(|name| zone(&name))
}

/// Any date of the years in which Muster is used, and of those in which clocks did odd things.
fn any_date() -> impl Strategy<Value = NaiveDate> {
    (0_u64..55_000).prop_map(|days| {
        let first = NaiveDate::from_ymd_opt(1975, 1, 1).unwrap();
        first.checked_add_days(chrono::Days::new(days)).unwrap()
    })
}

/// Dates of the weeks in which the clocks of many zones change, so that chance finds the changes.
fn restless_date() -> impl Strategy<Value = NaiveDate> {
    let weeks = [
        (3, 1),
        (3, 22),
        (4, 1),
        (4, 20),
        (9, 1),
        (9, 24),
        (10, 1),
        (10, 18),
        (11, 1),
    ];
    (
        1985_i32..2045,
        prop::sample::select(weeks.to_vec()),
        0_u64..14,
    )
        .prop_map(|(year, (month, day), more)| {
            let first = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            first.checked_add_days(chrono::Days::new(more)).unwrap()
        })
}
