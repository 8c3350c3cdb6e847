//! The planner's instance: calendars and plans in minutes from an epoch, each day where it begins on
//! its owner's clock.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use muster_scheduling::free_time;
use muster_scheduling::hours::Weekday;
use muster_scheduling::loops::{
    Instance, LocalDay, Loop, LoopDay, Minutes, Person, Session, Weights,
};
use muster_scheduling::zone::{Zone, Zones};

use super::gather::{Office, Wanted};
use crate::Failure;

/// Minutes between starts. Every zone's offset is a whole number of quarters of an hour.
const GRID: i64 = 15;
/// The hours in which a candidate is gladly called, on their clock (FEATURES.md 5.2).
const FRIENDLY: (u32, u32) = (8, 19);

/// What stays as it is in one loop: for each step the start, and who sits.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    pub start: Option<DateTime<Utc>>,
    /// Places in the office.
    pub people: Option<Vec<usize>>,
}

/// How to see the office when planning.
pub(super) struct View<'a> {
    pub zones: &'a Zones,
    /// The reader's zone: that of a candidate whose own is not known.
    pub readers: &'a Zone,
    pub weights: Weights,
    /// Only the candidate's friendly hours.
    pub friendly: bool,
    /// Instants on whose days, as the candidate counts them, nothing is wanted.
    pub avoided: &'a [DateTime<Utc>],
    /// Times at which the rules refused a person before.
    pub refused: &'a [(usize, Minutes)],
}

/// Midnight UTC at or before the window: what minutes are counted from.
pub(crate) fn epoch(office: &Office) -> DateTime<Utc> {
    let date = office.window.start.date_naive();
    date.and_time(NaiveTime::MIN).and_utc()
}

/// The instance of these loops; `kept` has one list for each loop, one entry for each step, or is
/// empty.
pub(super) fn instance(
    view: &View<'_>,
    office: &Office,
    wanted: &[Wanted],
    kept: &[Vec<Kept>],
) -> Result<Instance, Failure> {
    let epoch = epoch(office);
    let mut people = Vec::with_capacity(office.attendees.len());
    for place in 0..office.attendees.len() {
        people.push(person(view.zones, office, epoch, place, view.refused)?);
    }
    let mut loops = Vec::with_capacity(wanted.len());
    for (index, one) in wanted.iter().enumerate() {
        let kept = kept.get(index).map(Vec::as_slice).unwrap_or_default();
        loops.push(candidates_loop(view, office, epoch, one, kept)?);
    }
    Ok(Instance {
        grid: GRID,
        rooms: 0,
        weights: view.weights,
        people,
        loops,
    })
}

/// Somebody of the office, without the times at which the rules refused them.
pub(crate) fn person(
    zones: &Zones,
    office: &Office,
    epoch: DateTime<Utc>,
    place: usize,
    refused: &[(usize, Minutes)],
) -> Result<Person, Failure> {
    let window = office.window;
    let attendee = &office.attendees[place];
    let free = free_time::stretches(zones, attendee, window.start, window.end)?;
    let zone = zones.get(&attendee.time_zone).map_err(Failure::internal)?;
    let in_window = attendee
        .booked
        .iter()
        .filter(|b| b.start < window.end && b.end > window.start)
        .count();
    let refused = refused.iter().filter(|(whose, _)| *whose == place);
    Ok(Person {
        hours: free
            .into_iter()
            .map(|(from, to)| inside(epoch, from, to))
            .collect(),
        busy: refused.map(|(_, minutes)| *minutes).collect(),
        buffer: i64::from(
            attendee
                .buffer_before_minutes
                .max(attendee.buffer_after_minutes),
        ),
        maximum_per_day: attendee.maximum_per_day.unwrap_or(u32::MAX),
        maximum_per_week: attendee.maximum_per_week.unwrap_or(u32::MAX),
        load: u32::try_from(in_window).unwrap_or(u32::MAX),
        share: office.shares.get(place).copied().unwrap_or(1),
        days: dates(&zone, office)
            .map(|date| LocalDay {
                from: minutes(epoch, zone.day_start(date)),
                day: day_number(date),
                week: week_number(date, attendee.week_starts_on),
            })
            .collect(),
    })
}

fn candidates_loop(
    view: &View<'_>,
    office: &Office,
    epoch: DateTime<Utc>,
    wanted: &Wanted,
    kept: &[Kept],
) -> Result<Loop, Failure> {
    let window = office.window;
    let theirs = view.zones.get(&wanted.application.candidate_zone).ok();
    let zone = theirs.as_ref().unwrap_or(view.readers);
    let free = free_time::stretches(view.zones, &wanted.candidate, window.start, window.end)?;
    let mut windows = Vec::new();
    let mut days = Vec::new();
    for (lateness, date) in (0..).zip(dates(zone, office)) {
        let (from, to) = (zone.day_start(date), zone.day_start(next(date)));
        let hour = |hour: u32| {
            let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
            zone.instant(date.and_time(time))
        };
        let (open, close) = if view.friendly {
            (hour(FRIENDLY.0), hour(FRIENDLY.1))
        } else {
            (from, to)
        };
        let avoided = view.avoided.iter();
        if avoided
            .map(|at| zone.local(*at).date())
            .any(|day| day == date)
        {
            continue;
        }
        for (start, end) in &free {
            let (start, end) = ((*start).max(open), (*end).min(close));
            if start < end {
                windows.push(inside(epoch, start, end));
            }
        }
        days.push(LoopDay {
            minutes: Minutes {
                from: minutes(epoch, from),
                to: minutes(epoch, to),
            },
            lateness,
        });
    }
    let steps = wanted.minutes.iter().zip(&wanted.seats).enumerate();
    let sessions = steps
        .map(|(step, (length, seats))| {
            let kept = kept.get(step);
            let people = kept.and_then(|kept| kept.people.as_ref());
            Session {
                minutes: i64::from(*length),
                seats: match people {
                    Some(people) => people.iter().map(|person| vec![*person]).collect(),
                    None => seats.clone(),
                },
                locked_start: kept
                    .and_then(|kept| kept.start)
                    .map(|start| minutes(epoch, start)),
            }
        })
        .collect();
    Ok(Loop {
        windows,
        ordered: wanted.plan.ordered,
        maximum_days: wanted.plan.maximum_days,
        locked: kept
            .iter()
            .any(|kept| kept.start.is_some() || kept.people.is_some()),
        gap: i64::from(wanted.plan.gap_minutes),
        days,
        sessions,
    })
}

/// Local dates that touch the window, a day more on both sides.
fn dates<'z>(zone: &'z Zone, office: &Office) -> impl Iterator<Item = NaiveDate> + 'z {
    let day = TimeDelta::days(1);
    let first = zone.local(office.window.start - day).date();
    let last = zone.local(office.window.end + day).date();
    first.iter_days().take_while(move |date| *date <= last)
}

fn next(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(date)
}

fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// Numbers weeks so that all days from one `starts_on` to the next have the same number.
pub(crate) fn week_number(date: NaiveDate, starts_on: Weekday) -> i64 {
    (day_number(date) - 1 - i64::from(starts_on.index())).div_euclid(7)
}

/// Whole minutes from the epoch, rounded down.
pub(crate) fn minutes(epoch: DateTime<Utc>, at: DateTime<Utc>) -> i64 {
    (at - epoch).num_seconds().div_euclid(60)
}

/// The whole minutes inside a stretch.
fn inside(epoch: DateTime<Utc>, from: DateTime<Utc>, to: DateTime<Utc>) -> Minutes {
    Minutes {
        from: -minutes(from, epoch),
        to: minutes(epoch, to),
    }
}

/// The instant of a minute.
pub(super) fn instant(epoch: DateTime<Utc>, minute: i64) -> DateTime<Utc> {
    epoch + TimeDelta::minutes(minute)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_week_has_one_number_from_its_own_first_day() {
        let day = |d: u32| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        // 2026-11-22 is a Sunday.
        let monday = |d: u32| week_number(day(d), Weekday::Mon);
        assert_eq!(monday(16), monday(22));
        assert_ne!(monday(22), monday(23));
        let sunday = |d: u32| week_number(day(d), Weekday::Sun);
        assert_eq!(sunday(22), sunday(28));
        assert_ne!(sunday(21), sunday(22));
    }

    #[test]
    fn a_stretch_is_cut_to_whole_minutes_inside_it() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let epoch = at("2026-11-23T00:00:00Z");
        let cut = inside(
            epoch,
            at("2026-11-23T01:00:30Z"),
            at("2026-11-23T02:00:30Z"),
        );
        assert_eq!((cut.from, cut.to), (61, 120));
    }
}
