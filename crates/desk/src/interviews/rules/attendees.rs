//! Stored people as the engine sees them.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use muster_domain::availability::Setting;
use muster_domain::interview::{counts_towards_caps, holds_time};
use muster_scheduling::attendee::{Attendee, Booked, BusyItem, BusyStatus, TentativePolicy};
use muster_scheduling::hours::{HoursRange, Weekday};
use muster_store::Connection;
use muster_store::busy::Block;
use muster_store::interviews::{self, Except};
use muster_store::people::Person;

use crate::availability::effective::{Effective, Layers};
use crate::{Desk, Failure, busy};

/// How far around meetings calendars are read: a month back for caps by month, a month ahead to say
/// when a person is free again.
const AROUND: TimeDelta = TimeDelta::days(32);

/// The time around meetings that the rules look at.
fn around(
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(DateTime<Utc>, DateTime<Utc>), Failure> {
    let from = from.checked_sub_signed(AROUND);
    let until = until.checked_add_signed(AROUND);
    from.zip(until).ok_or_else(|| {
        Failure::parameter(
            "window",
            "The window lies beyond any calendar.",
            "Give a window of the next weeks.",
        )
    })
}

/// What the slot engine sees of stored people, in their order, for meetings in `[from, until)`:
/// calendars are read as far around it as the rules look.
pub(crate) async fn attendees(
    desk: &Desk,
    connection: &mut Connection,
    people: &[Person],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    except: Except<'_>,
) -> Result<Vec<Attendee>, Failure> {
    let (from, until) = around(from, until)?;
    let mut calendars = busy::of_people(desk, connection, people, from, until).await?;
    let layers = Layers::of(connection, people).await?;
    let ids: Vec<&str> = people.iter().map(|p| p.id.as_str()).collect();
    let mut taken: HashMap<String, Vec<Booked>> = HashMap::new();
    for t in interviews::taken(connection, &ids, from, until, desk.now(), except).await? {
        if counts_towards_caps(t.status) {
            taken.entry(t.whose).or_default().push(Booked {
                start: t.starts_at,
                end: t.ends_at,
            });
        }
    }
    let years = from.year()..=until.year();
    Ok(people
        .iter()
        .map(|person| {
            let blocks = calendars.remove(&person.id).unwrap_or_default();
            let booked = taken.remove(&person.id).unwrap_or_default();
            attendee(person, &layers.person(person), blocks, booked, &years)
        })
        .collect())
}

/// A stored person with the settings that hold for them, as the engine sees them. The one place
/// where availability meets the engine: a setting that the engine learns is passed on here.
fn attendee(
    person: &Person,
    settings: &Effective,
    blocks: Vec<Block>,
    booked: Vec<Booked>,
    years: &std::ops::RangeInclusive<i32>,
) -> Attendee {
    Attendee {
        id: person.id.clone(),
        time_zone: person.time_zone.clone(),
        required: true,
        working_hours: person.working_hours.clone(),
        date_overrides: person.date_overrides.clone(),
        busy: blocks
            .into_iter()
            .map(|b| BusyItem {
                start: b.starts_at,
                end: b.ends_at,
                status: b.status,
                buffer_before_minutes: 0,
                buffer_after_minutes: 0,
            })
            .collect(),
        tentative: settings.tentative(),
        buffer_before_minutes: settings.minutes(Setting::BufferBefore),
        buffer_after_minutes: settings.minutes(Setting::BufferAfter),
        maximum_per_day: settings.cap(Setting::MaximumPerDay),
        maximum_per_week: settings.cap(Setting::MaximumPerWeek),
        maximum_per_month: settings.cap(Setting::MaximumPerMonth),
        maximum_in_a_row: settings.cap(Setting::MaximumInARow),
        break_minutes: settings.minutes(Setting::BreakMinutes),
        holidays: settings.days_off(years.clone()),
        lunch: settings.lunch(),
        week_starts_on: person.week_starts_on,
        booked,
    }
}

/// The candidate as someone who is free but for their other interviews and holds.
pub(crate) async fn candidate_attendee(
    desk: &Desk,
    connection: &mut Connection,
    candidate_id: &str,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    except: Except<'_>,
) -> Result<Attendee, Failure> {
    let (from, until) = around(from, until)?;
    let taken =
        interviews::taken(connection, &[candidate_id], from, until, desk.now(), except).await?;
    let day = serde_json::from_value::<HoursRange>(serde_json::json!({
        "days": Weekday::ALL, "start": "00:00", "end": "24:00"
    }))
    .map_err(Failure::internal)?;
    Ok(Attendee {
        id: candidate_id.to_owned(),
        time_zone: "UTC".to_owned(),
        required: true,
        working_hours: vec![day],
        date_overrides: Vec::new(),
        busy: taken
            .into_iter()
            .filter(|t| holds_time(t.status))
            .map(|t| BusyItem {
                start: t.starts_at,
                end: t.ends_at,
                status: BusyStatus::Busy,
                buffer_before_minutes: 0,
                buffer_after_minutes: 0,
            })
            .collect(),
        tentative: TentativePolicy::Block,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        maximum_per_day: None,
        maximum_per_week: None,
        maximum_per_month: None,
        maximum_in_a_row: None,
        break_minutes: 15,
        holidays: Vec::new(),
        lunch: None,
        week_starts_on: Weekday::Mon,
        booked: Vec::new(),
    })
}
