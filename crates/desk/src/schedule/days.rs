//! `schedule_days`: days of the reader's calendar, laid out in elapsed minutes.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};
use muster_scheduling::attendee::BusyStatus;
use muster_scheduling::day_grid::LocalDay;
use muster_scheduling::zone::Zone;
use muster_scheduling::{hours, spoken};
use muster_store::Connection;
use muster_store::busy::Block;
use muster_store::interviews::{self, Interview};
use muster_store::people::{self, Person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interviews::view::{InterviewView, ReaderClock};
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

/// Some days of a calendar.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleDays {
    /// The reader's IANA zone, whose days these are.
    pub zone: String,
    /// That zone in words: "Berlin (UTC+1)".
    pub zone_label: String,
    /// The other clocks, in the order they were asked for.
    pub extra_zones: Vec<ScheduleZone>,
    /// The days in words: "23–29 November 2026".
    pub title: String,
    /// The first day.
    pub from: NaiveDate,
    /// The first day of as many days before.
    pub previous: NaiveDate,
    /// The first day of as many days after.
    pub next: NaiveDate,
    /// The reader's today.
    pub today: NaiveDate,
    /// Whose hours and busy times are shown, in the order asked for, else by name.
    pub people: Vec<SchedulePerson>,
    /// The days. A date that the zone skipped is left out.
    pub days: Vec<ScheduleDay>,
}

/// Another clock beside the reader's.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleZone {
    /// Its IANA name.
    pub zone: String,
    /// In words: "New York (UTC−5)".
    pub label: String,
}

/// Someone whose time is shown.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SchedulePerson {
    /// Id.
    pub id: String,
    /// Name.
    pub full_name: String,
    /// The IANA zone in which they work.
    pub time_zone: String,
}

/// One local day. Places on it are elapsed minutes since its first instant, so a day of 25 hours is
/// 1500 long.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleDay {
    /// The date.
    pub date: NaiveDate,
    /// In short: "Tue 24".
    pub spoken: String,
    /// In full: "Tuesday 24 November".
    pub spoken_long: String,
    /// Whether it is the reader's today.
    pub is_today: bool,
    /// Its first instant.
    pub starts_at: DateTime<Utc>,
    /// Its real length.
    pub length_minutes: u32,
    /// Where now is on it; null on other days.
    pub now_minutes: Option<u32>,
    /// One line for each whole hour of the reader's clock.
    pub ticks: Vec<ScheduleTick>,
    /// When people work.
    pub hours: Vec<ScheduleHours>,
    /// When people are not free, or perhaps not.
    pub busy: Vec<ScheduleBusy>,
    /// The interviews of the day, without cancelled ones, earliest first.
    pub interviews: Vec<ScheduleInterview>,
}

/// A line of the grid.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleTick {
    /// Where it lies.
    pub at: u32,
    /// The time on the reader's clock and on each of the others; with the weekday when that clock
    /// shows another day.
    pub labels: Vec<String>,
}

/// A stretch in which someone works.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleHours {
    /// Who.
    pub person_id: String,
    /// Its start.
    pub from: u32,
    /// Its end.
    pub to: u32,
}

/// A stretch that someone's calendar has taken.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleBusy {
    /// Who.
    pub person_id: String,
    /// Its start.
    pub from: u32,
    /// Its end.
    pub to: u32,
    /// What the calendar says.
    pub status: BusyStatus,
}

/// An interview, or the part of it that lies on a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScheduleInterview {
    /// Its id.
    pub id: String,
    /// Its start on this day.
    pub from: u32,
    /// Its end on this day.
    pub to: u32,
    /// Whether it started the day before.
    pub continues_before: bool,
    /// Whether it goes on the day after.
    pub continues_after: bool,
    /// The interview.
    pub interview: InterviewView,
}

/// A stretch in which someone works: `[from, until)`.
type Worked = (DateTime<Utc>, DateTime<Utc>);

/// What fills the days.
struct Contents {
    people: Vec<Person>,
    /// By person: when they work.
    hours: HashMap<String, Vec<Worked>>,
    /// By person: what their calendar says.
    busy: HashMap<String, Vec<Block>>,
    interviews: Vec<Interview>,
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

fn filled(
    desk: &Desk,
    reader: &ReaderClock,
    others: &[Zone],
    day: &LocalDay,
    contents: &Contents,
) -> ScheduleDay {
    let now_minutes = day.minute_of(desk.now());
    ScheduleDay {
        date: day.date(),
        spoken: day.date().format("%a %-d").to_string(),
        spoken_long: day.date().format("%A %-d %B").to_string(),
        is_today: now_minutes.is_some(),
        starts_at: day.start(),
        length_minutes: day.length_minutes(),
        now_minutes,
        ticks: day
            .ticks(reader.zone(), others)
            .into_iter()
            .map(|tick| ScheduleTick {
                at: tick.at,
                labels: tick.labels,
            })
            .collect(),
        hours: contents
            .people
            .iter()
            .flat_map(|person| hours_on(day, person, contents))
            .collect(),
        busy: contents
            .people
            .iter()
            .flat_map(|person| busy_on(day, person, contents))
            .collect(),
        interviews: contents
            .interviews
            .iter()
            .filter_map(|interview| {
                let place = day.place(interview.starts_at, interview.ends_at)?;
                Some(ScheduleInterview {
                    id: interview.id.clone(),
                    from: place.from,
                    to: place.to,
                    continues_before: place.continues_before,
                    continues_after: place.continues_after,
                    interview: InterviewView::read_by(desk, interview.clone(), reader),
                })
            })
            .collect(),
    }
}

fn hours_on(day: &LocalDay, person: &Person, contents: &Contents) -> Vec<ScheduleHours> {
    let hours = contents.hours.get(&person.id);
    day.places(hours.into_iter().flatten().copied())
        .into_iter()
        .map(|place| ScheduleHours {
            person_id: person.id.clone(),
            from: place.from,
            to: place.to,
        })
        .collect()
}

/// What is marked free does not show.
fn busy_on(day: &LocalDay, person: &Person, contents: &Contents) -> Vec<ScheduleBusy> {
    const SHOWN: [BusyStatus; 4] = [
        BusyStatus::Busy,
        BusyStatus::OutOfOffice,
        BusyStatus::Tentative,
        BusyStatus::Unknown,
    ];
    let blocks = contents.busy.get(&person.id).map_or(&[][..], Vec::as_slice);
    let mut out: Vec<ScheduleBusy> = SHOWN
        .into_iter()
        .flat_map(|status| {
            let same = blocks.iter().filter(move |b| b.status == status);
            let places = day.places(same.map(|b| (b.starts_at, b.ends_at)));
            places.into_iter().map(move |place| ScheduleBusy {
                person_id: person.id.clone(),
                from: place.from,
                to: place.to,
                status,
            })
        })
        .collect();
    out.sort_by_key(|b| (b.from, b.to));
    out
}
