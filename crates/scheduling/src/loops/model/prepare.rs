//! People and loops of an instance, as a search wants them.

use std::collections::HashMap;

use super::{Calendar, LoopDayModel, LoopModel, Model, SessionModel};
use crate::loops::axis::{Axis, starts_of_day};
use crate::loops::bits;
use crate::loops::instance::{LocalDay, Minutes, Person};

impl Model<'_> {
    pub(super) fn add_people(&mut self) {
        let instance = self.instance;
        let grid = instance.grid;
        let mut known: HashMap<&[LocalDay], usize> = HashMap::new();
        self.base = vec![0; instance.people.len() * self.classes.len() * self.words];
        let (mut days, mut weeks) = (0, 0);
        for (p, person) in instance.people.iter().enumerate() {
            for (k, &minutes) in self.classes.iter().enumerate() {
                let reach = (minutes + person.buffer + grid - 1) / grid - 1;
                self.reach.push(u32::try_from(reach).unwrap_or(u32::MAX));
                let at = (p * self.classes.len() + k) * self.words;
                let free = &mut self.base[at..at + self.words];
                free_starts(&self.axis, person, minutes, free);
            }
            let calendar = *known.entry(&person.days).or_insert_with(|| {
                self.calendars.push(calendar(&self.axis, &person.days));
                self.calendars.len() - 1
            });
            self.calendar_of.push(calendar);
            self.day_counts.push(days);
            self.week_counts.push(weeks);
            days += self.calendars[calendar].days.len();
            weeks += self.calendars[calendar].weeks.len();
        }
        self.day_counts.push(days);
        self.week_counts.push(weeks);
    }

    pub(super) fn add_loops(&mut self) {
        let instance = self.instance;
        let grid = instance.grid;
        let mut known: HashMap<&[usize], usize> = HashMap::new();
        for planned in &instance.loops {
            let (first, first_seat) = (self.sessions.len(), self.seats.len());
            for session in &planned.sessions {
                let seats = self.seats.len();
                for seat in &session.seats {
                    let pool = *known.entry(seat).or_insert_with(|| {
                        let mut pool: Vec<u32> =
                            seat.iter().filter_map(|&p| u32::try_from(p).ok()).collect();
                        pool.sort_unstable();
                        pool.dedup();
                        self.pools.push(pool);
                        self.pools.len() - 1
                    });
                    self.seats.push(pool);
                }
                let advance = (session.minutes + planned.gap + grid - 1) / grid;
                self.loop_of.push(self.loops.len());
                self.sessions.push(SessionModel {
                    class: self.classes.binary_search(&session.minutes).unwrap_or(0),
                    minutes: session.minutes,
                    advance: usize::try_from(advance).unwrap_or(usize::MAX / 2),
                    seats: seats..self.seats.len(),
                });
            }
            let days = planned
                .days
                .iter()
                .filter_map(|day| {
                    let starts = starts_of_day(&planned.windows, day.minutes, grid)?;
                    let slot = self.axis.at_or_after(starts.from);
                    let len = usize::try_from((starts.to - starts.from) / grid).ok()?;
                    let words = len.div_ceil(64);
                    let mut allowed = vec![0; words * planned.sessions.len()];
                    for (i, session) in planned.sessions.iter().enumerate() {
                        let mine = &mut allowed[i * words..(i + 1) * words];
                        for step in 0..len {
                            let start = self.axis.minutes[slot + step];
                            let fits = inside(&planned.windows, start, session.minutes)
                                && day.minutes.from <= start
                                && start < day.minutes.to
                                && session.locked_start.is_none_or(|locked| locked == start);
                            if fits {
                                bits::set(mine, step);
                            }
                        }
                    }
                    let late = day.lateness * instance.weights.late_day * self.scale;
                    Some(LoopDayModel {
                        slot,
                        len,
                        late,
                        allowed,
                    })
                })
                .collect();
            self.loops.push(LoopModel {
                sessions: first..self.sessions.len(),
                seats: first_seat..self.seats.len(),
                ordered: planned.ordered,
                maximum_days: usize::try_from(planned.maximum_days)
                    .unwrap_or(usize::MAX)
                    .min(planned.sessions.len()),
                days,
            });
        }
    }
}

/// Whether `minutes` from `start` on lie wholly inside one of the windows.
fn inside(windows: &[Minutes], start: i64, minutes: i64) -> bool {
    windows
        .iter()
        .any(|w| w.from <= start && start + minutes <= w.to)
}

/// Sets the bits of the starts at which the person is at work and `minutes` free of busy times.
fn free_starts(axis: &Axis, person: &Person, minutes: i64, free: &mut [u64]) {
    if person.maximum_per_day == 0 || person.maximum_per_week == 0 {
        return;
    }
    for hours in &person.hours {
        let from = axis.at_or_after(hours.from);
        let to = axis.at_or_after((hours.to - minutes).saturating_add(1));
        for slot in from..to {
            bits::set(free, slot);
        }
    }
    for busy in &person.busy {
        let from = axis.at_or_after(busy.from - person.buffer - minutes + 1);
        let to = axis.at_or_after(busy.to + person.buffer);
        bits::clear(free, from, to);
    }
}

/// Numbers the local days and weeks that hold slots.
fn calendar(axis: &Axis, days: &[LocalDay]) -> Calendar {
    let mut calendar = Calendar::default();
    let (mut day_key, mut week_key) = (None, None);
    for (slot, &minute) in axis.minutes.iter().enumerate() {
        let slot = u32::try_from(slot).unwrap_or(u32::MAX);
        let next = days.partition_point(|day| day.from <= minute);
        let local = next.checked_sub(1).map(|at| (days[at].day, days[at].week));
        if calendar.days.is_empty() || day_key != local.map(|l| l.0) {
            day_key = local.map(|l| l.0);
            calendar.days.push(slot..slot);
        }
        if calendar.weeks.is_empty() || week_key != local.map(|l| l.1) {
            week_key = local.map(|l| l.1);
            calendar.weeks.push(slot..slot);
        }
        if let Some(day) = calendar.days.last_mut() {
            day.end = slot + 1;
        }
        if let Some(week) = calendar.weeks.last_mut() {
            week.end = slot + 1;
        }
        calendar
            .day_of
            .push(u16::try_from(calendar.days.len() - 1).unwrap_or(u16::MAX));
        calendar
            .week_of
            .push(u16::try_from(calendar.weeks.len() - 1).unwrap_or(u16::MAX));
    }
    calendar
}
