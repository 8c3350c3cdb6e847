//! `slots_find` decided minute by minute, straight from the text of FORMATS.md, sharing nothing
//! with the engine but the words of the request and the offsets of zones. Slow on purpose.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap, HashSet},
};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use muster_scheduling::{
    attendee::{Attendee, BusyStatus, TentativePolicy},
    slots::SlotsRequest,
};

use crate::clock::{Clock, Minute, clock};

/// How far past the window the model can look, in minutes.
pub const REACH: Minute = 1440;

/// All inputs of the tests lie on whole minutes.
pub fn minute(instant: DateTime<Utc>) -> Minute {
    assert_eq!(instant.timestamp_subsec_nanos(), 0);
    assert_eq!(instant.timestamp() % 60, 0);
    instant.timestamp() / 60
}

fn date_of(wall: Minute) -> NaiveDate {
    DateTime::from_timestamp(wall * 60, 0).unwrap().date_naive()
}

pub struct Model<'r> {
    request: &'r SlotsRequest,
    people: Vec<Person<'r>>,
}

struct Person<'r> {
    attendee: &'r Attendee,
    clock: &'static Clock,
    /// Which minutes from `first` on are working minutes.
    working: Vec<bool>,
    /// The same if there were no holidays.
    usually: Vec<bool>,
    /// The minutes on which a blocking item or an interview lies.
    taken: HashSet<Minute>,
    first: Minute,
    /// What [`Person::codes`] found for a start; the request has one duration.
    known: RefCell<HashMap<Minute, BTreeSet<&'static str>>>,
}

/// A start with the ids of its slot, or with its `(attendee, code)` pairs.
pub enum Verdict {
    Offered(Vec<String>),
    Blocked(BTreeSet<(Option<String>, &'static str)>),
}

impl<'r> Model<'r> {
    pub fn new(request: &'r SlotsRequest) -> Self {
        let days = (
            minute(request.window.start),
            minute(request.window.end) + REACH + 1440,
        );
        let people = request
            .attendees
            .iter()
            .map(|attendee| Person::new(attendee, days));
        Self {
            people: people.collect(),
            request,
        }
    }

    /// Every start of the grid whose meeting ends inside the window.
    pub fn grid(&self) -> Vec<Minute> {
        let anchor = clock(&self.request.anchor_zone);
        let step = Minute::from(self.request.step_minutes);
        (minute(self.request.window.start)..minute(self.request.window.end))
            .filter(|t| anchor.local(*t).rem_euclid(1440) % step == 0)
            .filter(|t| t + self.duration() <= minute(self.request.window.end))
            .collect()
    }

    pub fn verdict(&self, start: Minute) -> Verdict {
        let mut blocked: BTreeSet<(Option<String>, &'static str)> = BTreeSet::new();
        let now = minute(self.request.now);
        if start < now + Minute::from(self.request.minimum_notice_minutes) {
            blocked.insert((None, "notice"));
        }
        if self
            .request
            .maximum_days_ahead
            .is_some_and(|d| start > now + Minute::from(d) * 1440)
        {
            blocked.insert((None, "horizon"));
        }
        let pooled = |id: &String| self.request.pools.iter().any(|p| p.attendees.contains(id));
        for person in &self.people {
            if person.attendee.required && !pooled(&person.attendee.id) {
                for code in person.codes(start, self.duration()) {
                    blocked.insert((Some(person.attendee.id.clone()), code));
                }
            }
        }
        for pool in self.unfilled_pools(start) {
            blocked.insert((Some(self.request.pools[pool].id.clone()), "pool"));
            for id in &self.request.pools[pool].attendees {
                for code in self.person(id).codes(start, self.duration()) {
                    blocked.insert((Some(id.clone()), code));
                }
            }
        }
        if !blocked.is_empty() {
            return Verdict::Blocked(blocked);
        }
        let all: Vec<usize> = (0..self.request.pools.len()).collect();
        let members = self.best_members(&all, start).expect("no pool is unfilled");
        let mut ids = Vec::new();
        for wanted in [true, false] {
            for person in &self.people {
                let id = &person.attendee.id;
                if person.attendee.required == wanted && !pooled(id) && self.free(id, start) {
                    ids.push(id.clone());
                }
            }
        }
        ids.extend(
            self.people
                .iter()
                .map(|p| p.attendee.id.clone())
                .filter(|id| members.contains(id)),
        );
        Verdict::Offered(ids)
    }

    /// Whether a blocker's code applies to a start.
    pub fn applies(&self, attendee: Option<&str>, code: &str, start: Minute) -> bool {
        match (attendee, code) {
            (None, "notice") => {
                let notice = Minute::from(self.request.minimum_notice_minutes);
                start < minute(self.request.now) + notice
            }
            (Some(id), "pool") => self
                .unfilled_pools(start)
                .iter()
                .any(|pool| self.request.pools[*pool].id == id),
            (Some(id), _) => self.person(id).codes(start, self.duration()).contains(code),
            (None, _) => true,
        }
    }

    /// Whether some required person works, but never as long as the meeting in the whole window.
    pub fn nobody_fits(&self) -> bool {
        let pooled = |id: &String| self.request.pools.iter().any(|p| p.attendees.contains(id));
        let window = minute(self.request.window.start)
            ..minute(self.request.window.end) - self.duration() + 1;
        self.people.iter().any(|person| {
            let never = |mut starts: std::ops::Range<Minute>| {
                starts.all(|t| person.codes(t, self.duration()).contains("not_working"))
            };
            person.attendee.required && !pooled(&person.attendee.id) && never(window.clone())
        })
    }

    fn duration(&self) -> Minute {
        Minute::from(self.request.duration_minutes)
    }

    fn person(&self, id: &str) -> &Person<'r> {
        self.people
            .iter()
            .find(|person| person.attendee.id == id)
            .unwrap()
    }

    fn free(&self, id: &str, start: Minute) -> bool {
        self.person(id).codes(start, self.duration()).is_empty()
    }

    /// In request order: those that cannot be filled together with the ones before that can.
    fn unfilled_pools(&self, start: Minute) -> Vec<usize> {
        let mut filled = Vec::new();
        let mut unfilled = Vec::new();
        for pool in 0..self.request.pools.len() {
            filled.push(pool);
            if self.best_members(&filled, start).is_none() {
                filled.pop();
                unfilled.push(pool);
            }
        }
        unfilled
    }

    /// The lexicographically smallest of all assignments, by trying every one.
    fn best_members(&self, pools: &[usize], start: Minute) -> Option<Vec<String>> {
        let mut sequences: Vec<Vec<(usize, String)>> = vec![Vec::new()];
        for pool in pools {
            let pool = &self.request.pools[*pool];
            for _ in 0..pool.choose {
                let mut longer = Vec::new();
                for sequence in &sequences {
                    for id in pool.attendees.iter().filter(|id| self.free(id, start)) {
                        let key = (self.person(id).attendee.booked.len(), id.clone());
                        if !sequence.contains(&key) {
                            longer.push([sequence.clone(), vec![key]].concat());
                        }
                    }
                }
                sequences = longer;
            }
        }
        sequences
            .into_iter()
            .min()
            .map(|keys| keys.into_iter().map(|(_, id)| id).collect())
    }
}

impl<'r> Person<'r> {
    fn new(attendee: &'r Attendee, days: (Minute, Minute)) -> Self {
        let clock = clock(&attendee.time_zone);
        let first = (days.0 - 3 * 1440).div_euclid(1440) * 1440;
        let last = days.1 + 3 * 1440;
        let mut working = vec![false; usize::try_from(last + 3 * 1440 - first).unwrap()];
        let mut usually = working.clone();
        let mut midnight = first;
        while midnight < last {
            let date = date_of(midnight);
            let excepted = attendee.date_overrides.iter().any(|e| e.date == date);
            let off = attendee.holidays.contains(&date) && !excepted;
            for (start, end) in ranges_starting_on(attendee, date) {
                let end = if end > start { end } else { end + 1440 };
                for minute in clock.instant(midnight + start)..clock.instant(midnight + end) {
                    if minute >= first {
                        let place = usize::try_from(minute - first).unwrap();
                        usually[place] = true;
                        working[place] |= !off;
                    }
                }
            }
            midnight += 1440;
        }
        Self {
            attendee,
            clock,
            working,
            usually,
            taken: taken(attendee),
            first,
            known: RefCell::default(),
        }
    }

    fn codes(&self, start: Minute, duration: Minute) -> BTreeSet<&'static str> {
        if let Some(codes) = self.known.borrow().get(&start) {
            return codes.clone();
        }
        let codes = self.worked_out(start, duration);
        self.known.borrow_mut().insert(start, codes.clone());
        codes
    }

    fn worked_out(&self, start: Minute, duration: Minute) -> BTreeSet<&'static str> {
        let mut codes = BTreeSet::new();
        let end = start + duration;
        let inside = |hours: &[bool]| {
            (start..end).all(|minute| hours[usize::try_from(minute - self.first).unwrap()])
        };
        if !inside(&self.usually) {
            codes.insert("not_working");
        } else if !inside(&self.working) {
            codes.insert("holiday");
        }
        if self.spoils_lunch(start, end) {
            codes.insert("lunch");
        }
        if self.too_many_in_a_row(start, end) {
            codes.insert("in_a_row");
        }
        let (b, a) = (
            Minute::from(self.attendee.buffer_before_minutes),
            Minute::from(self.attendee.buffer_after_minutes),
        );
        for item in &self.attendee.busy {
            let code = match item.status {
                BusyStatus::Busy | BusyStatus::OutOfOffice => "busy",
                BusyStatus::Unknown => "unknown",
                BusyStatus::Free => continue,
                BusyStatus::Tentative if self.attendee.tentative == TentativePolicy::Allow => {
                    continue;
                }
                BusyStatus::Tentative => "tentative",
            };
            let (item_start, item_end) = (minute(item.start), minute(item.end));
            let (item_b, item_a) = (
                Minute::from(item.buffer_before_minutes),
                Minute::from(item.buffer_after_minutes),
            );
            if start - b < item_end + item_a && item_start - item_b < end + a {
                let overlap = start < item_end && item_start < end;
                codes.insert(if overlap { code } else { "buffer" });
            }
        }
        for interview in &self.attendee.booked {
            let (other_start, other_end) = (minute(interview.start), minute(interview.end));
            let gap = (other_start - end).max(start - other_end);
            if gap < 0 {
                codes.insert("busy");
            } else if gap < b.max(a) {
                codes.insert("buffer");
            }
        }
        let booked = self
            .attendee
            .booked
            .iter()
            .map(|i| self.local_date(minute(i.start)));
        let date = self.local_date(start);
        let same_day = booked.clone().filter(|other| *other == date).count();
        if self
            .attendee
            .maximum_per_day
            .is_some_and(|cap| same_day + 1 > cap as usize)
        {
            codes.insert("day_cap");
        }
        let same_week = booked
            .filter(|other| self.week(*other) == self.week(date))
            .count();
        if self
            .attendee
            .maximum_per_week
            .is_some_and(|cap| same_week + 1 > cap as usize)
        {
            codes.insert("week_cap");
        }
        let same_month = self.attendee.booked.iter().filter(|interview| {
            let other = self.local_date(minute(interview.start));
            (other.year(), other.month()) == (date.year(), date.month())
        });
        if self
            .attendee
            .maximum_per_month
            .is_some_and(|cap| same_month.count() + 1 > cap as usize)
        {
            codes.insert("month_cap");
        }
        codes
    }

    /// Whether the meeting overlaps the lunch window of a day and leaves no free stretch of it
    /// that is long enough, counting minute by minute.
    fn spoils_lunch(&self, start: Minute, end: Minute) -> bool {
        let Some(lunch) = self.attendee.lunch else {
            return false;
        };
        let today = self.clock.local(start).div_euclid(1440);
        (today - 3..=today + 3).any(|day| {
            let at = |time: u16| self.clock.instant(day * 1440 + Minute::from(time));
            let window = at(lunch.start.minutes())..at(lunch.end.minutes());
            if start >= window.end || window.start >= end || window.is_empty() {
                return false;
            }
            let mut longest = 0;
            let mut free = 0;
            for minute in window {
                let taken = (start..end).contains(&minute) || self.taken.contains(&minute);
                free = if taken { 0 } else { free + 1 };
                longest = longest.max(free);
            }
            longest < lunch.minutes
        })
    }

    /// Follows the interviews that are less than a break apart, from the meeting on.
    fn too_many_in_a_row(&self, start: Minute, end: Minute) -> bool {
        let Some(most) = self.attendee.maximum_in_a_row else {
            return false;
        };
        let rest = Minute::from(self.attendee.break_minutes);
        let mut row = vec![(start, end)];
        let booked = self.attendee.booked.iter();
        let mut others: Vec<_> = booked.map(|i| (minute(i.start), minute(i.end))).collect();
        loop {
            let near = |one: &(Minute, Minute)| {
                row.iter().any(|other| {
                    let gap = (one.0 - other.1).max(other.0 - one.1);
                    gap < rest
                })
            };
            let Some(place) = others.iter().position(near) else {
                return row.len() > most as usize;
            };
            row.push(others.swap_remove(place));
        }
    }

    fn local_date(&self, instant: Minute) -> NaiveDate {
        date_of(self.clock.local(instant))
    }

    /// The date the week began, by walking back to it.
    fn week(&self, date: NaiveDate) -> NaiveDate {
        let first = self.attendee.week_starts_on.to_string();
        let mut date = date;
        while date.weekday().to_string().to_lowercase() != first {
            date = date.pred_opt().unwrap();
        }
        date
    }
}

fn taken(attendee: &Attendee) -> HashSet<Minute> {
    let items = attendee.busy.iter().filter(|item| match item.status {
        BusyStatus::Free => false,
        BusyStatus::Tentative => attendee.tentative == TentativePolicy::Block,
        _ => true,
    });
    let items = items.map(|item| (item.start, item.end));
    let interviews = attendee.booked.iter().map(|i| (i.start, i.end));
    let minutes = |(start, end): (DateTime<Utc>, DateTime<Utc>)| minute(start)..minute(end);
    items.chain(interviews).flat_map(minutes).collect()
}

fn ranges_starting_on(attendee: &Attendee, date: NaiveDate) -> Vec<(Minute, Minute)> {
    let minutes = |start: u16, end: u16| (Minute::from(start), Minute::from(end));
    if let Some(exception) = attendee.date_overrides.iter().find(|e| e.date == date) {
        let hours = exception.hours.iter();
        return hours
            .map(|r| minutes(r.start.minutes(), r.end.minutes()))
            .collect();
    }
    let name = date.weekday().to_string().to_lowercase();
    attendee
        .working_hours
        .iter()
        .filter(|range| range.days.iter().any(|day| day.to_string() == name))
        .map(|range| minutes(range.start.minutes(), range.end.minutes()))
        .collect()
}
