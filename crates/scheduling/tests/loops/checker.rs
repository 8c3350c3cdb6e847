//! The rules of loopsched/1, one by one, over a finished plan.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, TimeDelta};
use muster_scheduling::loops::format::{Assigned, LoopFile};
use muster_scheduling::zone::Zones;

/// The verdict on a plan.
pub struct Checked {
    /// Every broken rule.
    pub errors: Vec<String>,
    /// The points it costs.
    pub objective: f64,
}

/// Judges a plan.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
pub fn check(file: &LoopFile, assign: &[Assigned]) -> Checked {
    let mut errors = Vec::new();
    let mut held: BTreeMap<i64, Vec<(i64, i64)>> = BTreeMap::new();
    let mut all = Vec::new();
    let (mut left_out, mut finish, mut idle) = (0, 0, 0);
    for candidate in &file.candidates {
        let mine: Vec<&Assigned> = assign.iter().filter(|a| a.c == candidate.id).collect();
        if mine.is_empty() {
            left_out += 1;
            continue;
        }
        let mut say = |what: &str| errors.push(format!("candidate {}: {what}", candidate.id));
        let mut spans = Vec::new();
        let mut met = BTreeSet::new();
        for interview in &candidate.interviews {
            let found: Vec<_> = mine.iter().filter(|a| a.i == interview.id).collect();
            if found.len() != 1 {
                say("an interview is missing or there twice");
                continue;
            }
            let (start, end) = (found[0].start, found[0].start + interview.dur);
            if start.rem_euclid(file.grid) != 0 {
                say("off the grid");
            }
            if !candidate
                .windows
                .iter()
                .any(|w| w[0] <= start && end <= w[1])
            {
                say("outside the windows");
            }
            if found[0].people.len() != interview.seats.len() {
                say("seats");
            }
            for (person, seat) in found[0].people.iter().zip(&interview.seats) {
                if !seat.contains(person) {
                    say("somebody who may not take the seat");
                }
                if !met.insert(*person) {
                    say("somebody twice");
                }
                held.entry(*person).or_default().push((start, end));
            }
            spans.push((start, end));
            all.push((start, end));
        }
        if spans.len() != mine.len() {
            say("an interview too many");
        }
        let mut sorted = spans.clone();
        sorted.sort_unstable();
        if candidate.ordered && sorted != spans {
            say("out of order");
        }
        let day = |minute: i64| minute.div_euclid(1440);
        for pair in sorted.windows(2) {
            let rest = if day(pair[0].0) == day(pair[1].0) {
                candidate.gap_min
            } else {
                0
            };
            if pair[1].0 < pair[0].1 + rest {
                say("no rest, or two at once");
            }
        }
        let days: BTreeSet<i64> = sorted.iter().map(|s| day(s.0)).collect();
        if days.len() as i64 > candidate.max_days {
            say("too many days");
        }
        for one in &days {
            let on: Vec<_> = sorted.iter().filter(|s| day(s.0) == *one).collect();
            let work: i64 = on.iter().map(|s| s.1 - s.0).sum();
            idle += on.last().unwrap().1 - on[0].0 - work;
        }
        match file.workdays.iter().position(|d| Some(d) == days.last()) {
            Some(at) => finish += at as i64,
            None => say("not a work day"),
        }
    }
    let mut load = 0;
    for person in &file.interviewers {
        let mut mine = held.remove(&person.id).unwrap_or_default();
        mine.sort_unstable();
        let mut say = |what: &str| errors.push(format!("interviewer {}: {what}", person.id));
        for &(start, end) in &mine {
            if !person.work.iter().any(|w| w[0] <= start && end <= w[1]) {
                say("not at work");
            }
            if person
                .busy
                .iter()
                .any(|b| start < b[1] + person.buffer && b[0] < end + person.buffer)
            {
                say("busy");
            }
        }
        if mine
            .windows(2)
            .any(|pair| pair[1].0 < pair[0].1 + person.buffer)
        {
            say("two interviews too close");
        }
        let zone = Zones::bundled().get(&person.tz).unwrap();
        let mut days: BTreeMap<_, i64> = BTreeMap::new();
        let mut weeks: BTreeMap<_, i64> = BTreeMap::new();
        for &(start, _) in &mine {
            let date = zone
                .local(file.epoch.to_utc() + TimeDelta::minutes(start))
                .date();
            *days.entry(date).or_default() += 1;
            *weeks
                .entry((date.iso_week().year(), date.iso_week().week()))
                .or_default() += 1;
        }
        if days.values().any(|&n| n > person.max_day) {
            say("day cap");
        }
        if weeks.values().any(|&n| n > person.max_week) {
            say("week cap");
        }
        let now = person.load0 + mine.len() as i64;
        load += now * now - person.load0 * person.load0;
    }
    if file.rooms > 0
        && all
            .iter()
            .any(|a| all.iter().filter(|b| b.0 <= a.0 && a.0 < b.1).count() as i64 > file.rooms)
    {
        errors.push("rooms".into());
    }
    let w = file.weights;
    let whole = w.unscheduled_loop * left_out + w.load * load + w.finish_day * finish;
    Checked {
        errors,
        objective: (15 * whole + w.idle_quarter * idle) as f64 / 15.0,
    }
}
