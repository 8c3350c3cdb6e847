//! Searching again with a change of one setting.
//!
//! Only what the change can touch is worked out anew: the other people's starts stay, and a change
//! of one date or one calendar item is looked at in the days around it.

use std::ops::Range;

use chrono::{DateTime, Utc};

use super::change::ChangeKind;
use crate::{
    attendee::Attendee,
    hours::{DAY_SECONDS, day_number},
    slots::{Asked, Marking, Plan, Starts},
    span::Span,
    tick::Tick,
    zone::{Zone, Zones},
};

/// One person of a plan, whose settings are tried out.
pub(super) struct Trial<'p> {
    plan: &'p Plan<'p>,
    place: usize,
    zone: &'p Zone,
    person: &'p Attendee,
    /// The person with a change; as they are between two trials.
    changed: Attendee,
    /// The starts that their hours allow.
    hours: Starts,
    /// The starts that all but their hours allow.
    untaken: Starts,
    /// When all the others who are required are free, and nothing is offered yet.
    others: Starts,
}

impl<'p> Trial<'p> {
    /// None for a place that is nobody's.
    pub fn new(plan: &'p Plan<'p>, offered: &Starts, place: usize) -> Option<Self> {
        let person = plan.request.attendees.get(place)?;
        let zone = plan.zones.get(place)?;
        let all = 0..plan.grid.len();
        let asked = plan.asked(zone, person);
        let mut hours = Starts::none(all.len());
        asked.mark_hours(&all, &mut hours);
        let mut untaken = Starts::none(all.len());
        untaken.insert(all.clone());
        asked.unmark_taken(&all, &mut untaken);
        let mut others = plan.common_without(place);
        others.drop(offered);
        Some(Self {
            plan,
            place,
            zone,
            person,
            changed: person.clone(),
            hours,
            untaken,
            others,
        })
    }

    /// Whose settings they are.
    pub fn person(&self) -> &'p Attendee {
        self.person
    }

    /// Their zone.
    pub fn zone(&self) -> &'p Zone {
        self.zone
    }

    /// The starts that are offered with the change and not without it, by number.
    pub fn opened(&mut self, change: &ChangeKind) -> Vec<usize> {
        if *change == ChangeKind::MakeOptional {
            // Who is not needed is as good as free at every start.
            let mut all = Starts::none(self.plan.grid.len());
            all.insert(0..self.plan.grid.len());
            return self.offered_with(all);
        }
        change.apply_to(&mut self.changed);
        let asked = self.plan.asked(self.zone, &self.changed);
        let mut starts = Starts::none(self.plan.grid.len());
        match change {
            ChangeKind::Hours { date, .. } | ChangeKind::WorkOn { date } => {
                // Its hours are over on the next local day, and no zone is two days from UTC.
                let day = day_number(*date) * DAY_SECONDS;
                let part = around(asked, day - 2 * DAY_SECONDS, day + 4 * DAY_SECONDS);
                asked.mark_hours(&part, &mut starts);
                starts.keep(&self.untaken);
            }
            ChangeKind::Ignore { start, end } => {
                let reach = self.reach(*start, *end);
                let part = around(
                    asked,
                    start.timestamp() - reach,
                    end.timestamp() + 1 + reach,
                );
                starts.insert(part.clone());
                starts.keep(&self.hours);
                asked.unmark_taken(&part, &mut starts);
            }
            _ => asked.mark(&mut starts),
        }
        self.take_back(change);
        self.offered_with(starts)
    }

    /// Makes the changed person as they are. Calendars are long and most changes leave them alone.
    fn take_back(&mut self, change: &ChangeKind) {
        let (changed, person) = (&mut self.changed, self.person);
        match change {
            ChangeKind::Hours { .. } | ChangeKind::WorkOn { .. } => {
                changed.date_overrides.clone_from(&person.date_overrides);
            }
            ChangeKind::Ignore { .. } => changed.busy.clone_from(&person.busy),
            _ => changed.clone_from(person),
        }
    }

    /// How many seconds before and after an item of the calendar it can matter: the buffers, and
    /// the lunch of a day that it lies on.
    fn reach(&self, start: DateTime<Utc>, end: DateTime<Utc>) -> i64 {
        let items = self.person.busy.iter();
        let same = items.filter(|item| (item.start, item.end) == (start, end));
        let widest = same.map(|item| item.buffer_before_minutes.max(item.buffer_after_minutes));
        let own = self.person.buffer_before_minutes;
        let own = own.max(self.person.buffer_after_minutes);
        let buffers = i64::from(own) + i64::from(widest.max().unwrap_or_default());
        let lunch = self.person.lunch.map_or(0, |_| 2 * DAY_SECONDS);
        lunch.max(buffers * 60)
    }

    fn offered_with(&self, mut starts: Starts) -> Vec<usize> {
        starts.keep(&self.others);
        let numbers = starts.iter();
        let filled = |number: &usize| self.plan.fills_pools_with(*number, self.place, &starts);
        numbers.filter(filled).collect()
    }
}

/// The starts at which a meeting meets the time from one second to another.
fn around(asked: Asked<'_>, from: i64, until: i64) -> Range<usize> {
    let from = Tick::from_second(from).plus(-asked.duration);
    asked
        .grid
        .numbers(Span::new(from, Tick::from_second(until)))
}

/// The starts that are offered with another notice or length and not without it: the whole search
/// again.
pub(super) fn opened_anew(
    zones: &Zones,
    plan: &Plan<'_>,
    offered: &Starts,
    change: &ChangeKind,
) -> Vec<DateTime<Utc>> {
    let mut changed = plan.request.clone();
    change.apply(&mut changed, None);
    let Ok(again) = Plan::new(zones, &changed, Marking::WhileAnyIsLeft) else {
        return Vec::new();
    };
    let starts = again.offers().map(|(number, _)| again.start(number));
    let new = starts.filter(|start| {
        let number = plan.grid.number(start.second_at_or_after());
        number >= plan.grid.len() || plan.start(number) != *start || !offered.contains(number)
    });
    new.map(Tick::instant).collect()
}
