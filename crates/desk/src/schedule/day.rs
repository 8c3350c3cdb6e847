//! One day of a calendar, filled with what lies on it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use muster_scheduling::attendee::BusyStatus;
use muster_scheduling::day_grid::LocalDay;
use muster_scheduling::zone::Zone;
use muster_store::busy::Block;
use muster_store::holds::Hold;
use muster_store::interviews::Interview;
use muster_store::people::Person;

use super::views::{
    ScheduleBusy, ScheduleDay, ScheduleHold, ScheduleHours, ScheduleInterview, ScheduleTick,
};
use crate::Desk;
use crate::holds::HoldView;
use crate::interviews::view::{InterviewView, ReaderClock};

/// A stretch in which someone works: `[from, until)`.
pub(super) type Worked = (DateTime<Utc>, DateTime<Utc>);

/// What fills the days.
pub(super) struct Contents {
    pub people: Vec<Person>,
    /// By person: when they work.
    pub hours: HashMap<String, Vec<Worked>>,
    /// By person: what their calendar says.
    pub busy: HashMap<String, Vec<Block>>,
    pub interviews: Vec<Interview>,
    pub holds: Vec<Hold>,
}

/// One day with everything that lies on it.
pub(super) fn filled(
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
        holds: contents
            .holds
            .iter()
            .filter_map(|hold| {
                let place = day.place(hold.starts_at, hold.ends_at)?;
                Some(ScheduleHold {
                    id: hold.id.clone(),
                    from: place.from,
                    to: place.to,
                    continues_before: place.continues_before,
                    continues_after: place.continues_after,
                    hold: HoldView::of(desk, hold.clone(), reader),
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
