//! `schedule_days`: days of the reader's calendar, laid out in elapsed minutes.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};
use muster_scheduling::day_grid::LocalDay;
use muster_scheduling::zone::Zone;
use muster_scheduling::{hours, spoken};
use muster_store::Connection;
use muster_store::interviews::{self, Interview};
use muster_store::{holds, people};
use schemars::JsonSchema;
use serde::Deserialize;

use super::day::{Contents, filled};
use super::views::{ScheduleDays, SchedulePerson, ScheduleZone};
use crate::interviews::view::ReaderClock;
use crate::people::unknown_zone;
use crate::{Desk, Failure, busy};

/// The most people whose time is drawn side by side.
const MOST_PEOPLE: usize = 8;
/// The most clocks beside the reader's own.
const MOST_ZONES: usize = 2;
/// The most days of one answer.
const MOST_DAYS: u32 = 14;

/// Parameters of `schedule_days`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Show {
    /// The first day, a local date of the reader; today when absent.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// How many days, 1 to 14; 7 when absent.
    #[serde(default)]
    pub days: Option<u32>,
    /// Whether to begin with the Monday of the first day's week.
    #[serde(default)]
    pub whole_weeks: bool,
    /// Whose hours, busy times and interviews, at most 8. Without it: every interview, and the
    /// interviewers who have one in these days (the 8 with the most).
    #[serde(default)]
    pub person_ids: Vec<String>,
    /// IANA zones whose clocks stand beside the reader's, at most 2.
    #[serde(default)]
    pub zones: Vec<String>,
}

/// `schedule_days`.
pub async fn show(desk: &Desk, params: Show) -> Result<ScheduleDays, Failure> {
    let reader = ReaderClock::of(desk).await?;
    let zone = reader.zone();
    let now = desk.now();
    let today = zone.local(now).date();
    let count = counted(&params)?;
    let others = other_zones(desk, &params.zones)?;
    let mut from = params.from.unwrap_or(today);
    if params.whole_weeks {
        let past = u64::from(from.weekday().num_days_from_monday());
        from = from.checked_sub_days(Days::new(past)).unwrap_or(from);
    }
    let step = Days::new(u64::from(count));
    let (previous, next) = from
        .checked_sub_days(step)
        .zip(from.checked_add_days(step))
        .filter(|_| (1970..=2199).contains(&from.year()))
        .ok_or_else(|| {
            Failure::parameter(
                "from",
                format!("{from} is not a day that this calendar shows."),
                "Choose a day from 1970 to 2199.",
            )
        })?;
    let (start, end) = (zone.day_start(from), zone.day_start(next));
    let workspace = desk.workspace().await?;
    let mut connection = workspace.read().await?;
    let contents = contents(desk, &mut connection, &params.person_ids, start, end).await?;
    drop(connection);
    let days = from
        .iter_days()
        .take_while(|date| *date < next)
        .filter_map(|date| LocalDay::new(zone, date))
        .map(|day| filled(desk, &reader, &others, &day, &contents))
        .collect();
    Ok(ScheduleDays {
        zone: zone.name().to_owned(),
        zone_label: spoken::place(zone, start, end),
        extra_zones: others
            .iter()
            .map(|other| ScheduleZone {
                zone: other.name().to_owned(),
                label: spoken::place(other, start, end),
            })
            .collect(),
        title: spoken::days(from, next.pred_opt().unwrap_or(from)),
        from,
        previous,
        next,
        today,
        people: contents
            .people
            .into_iter()
            .map(|p| SchedulePerson {
                id: p.id,
                full_name: p.full_name,
                time_zone: p.time_zone,
            })
            .collect(),
        days,
    })
}

fn counted(params: &Show) -> Result<u32, Failure> {
    if params.person_ids.len() > MOST_PEOPLE {
        return Err(Failure::parameter(
            "person_ids",
            format!("{} people are too many to show.", params.person_ids.len()),
            format!("Name at most {MOST_PEOPLE} people."),
        ));
    }
    match params.days.unwrap_or(7) {
        n @ 1..=MOST_DAYS => Ok(n),
        n => Err(Failure::parameter(
            "days",
            format!("{n} days cannot be shown."),
            format!("Ask for 1 to {MOST_DAYS} days."),
        )),
    }
}

fn other_zones(desk: &Desk, names: &[String]) -> Result<Vec<Zone>, Failure> {
    if names.len() > MOST_ZONES {
        return Err(Failure::parameter(
            "zones",
            format!("{} other clocks are too many to show.", names.len()),
            format!("Name at most {MOST_ZONES} time zones."),
        ));
    }
    names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let zone = desk.zones().get(name);
            zone.map_err(|_| unknown_zone(&format!("zones[{index}]"), name))
        })
        .collect()
}

/// Reads everything of the window, with one query for each kind of row.
async fn contents(
    desk: &Desk,
    connection: &mut Connection,
    named: &[String],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Contents, Failure> {
    let mut wanted: Vec<String> = Vec::new();
    for id in named {
        if !wanted.contains(id) {
            wanted.push(id.clone());
        }
    }
    let interviews = interviews::on_calendar(connection, from, until, &wanted).await?;
    let holds = holds::on_calendar(connection, from, until, &wanted, desk.now()).await?;
    if wanted.is_empty() {
        wanted = busiest(&interviews);
    }
    let people = people::named(connection, &wanted).await?;
    let busy = busy::of_people(desk, connection, &people, from, until).await?;
    let hours = people
        .iter()
        .filter_map(|person| {
            // Hours in a zone that is not known are not guessed.
            let zone = desk.zones().get(&person.time_zone).ok()?;
            let (weekly, dates) = (&person.working_hours, &person.date_overrides);
            let hours = hours::working_time(&zone, weekly, dates, from, until);
            Some((person.id.clone(), hours))
        })
        .collect();
    Ok(Contents {
        people,
        hours,
        busy,
        interviews,
        holds,
    })
}

/// The interviewers with the most interviews, by name.
fn busiest(interviews: &[Interview]) -> Vec<String> {
    let mut counts: HashMap<&(String, String), usize> = HashMap::new();
    for person in interviews.iter().flat_map(|i| &i.interviewers) {
        *counts.entry(person).or_default() += 1;
    }
    let mut people: Vec<(&(String, String), usize)> = counts.into_iter().collect();
    let name = |(id, name): &(String, String)| (name.clone(), id.clone());
    people.sort_by_key(|(person, count)| (usize::MAX - count, name(person)));
    people.truncate(MOST_PEOPLE);
    people.sort_by_key(|(person, _)| name(person));
    people.into_iter().map(|((id, _), _)| id.clone()).collect()
}
