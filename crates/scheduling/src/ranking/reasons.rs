//! The words for a suggestion.

use super::{Fit, Person, Ranked, Strategy, SuggestRequest, instant, is_friendly, minute_of_day};
use crate::{slots::Plan, spoken, words::name, zone::Zone};

pub(super) struct Words<'w> {
    pub plan: &'w Plan<'w>,
    pub request: &'w SuggestRequest,
    pub candidate: Option<usize>,
}

impl Words<'_> {
    /// Why a slot is good, and what one should know about it.
    pub fn of(
        &self,
        one: &Ranked,
        is_first: bool,
        people: &mut [Option<Person>],
    ) -> (Vec<String>, Vec<String>) {
        let (mut reasons, mut warnings) = (Vec::new(), Vec::new());
        if is_first {
            reasons.push("The earliest time there is".to_owned());
        }
        if let Some((place, zone)) = self
            .candidate
            .and_then(|p| Some((p, self.plan.zones.get(p)?)))
        {
            let who = self.name(place);
            let time = clock(minute_of_day(zone, one.start));
            if !is_friendly(zone, one.start, self.plan.duration) {
                warnings.push(format!("It is {time} for {who}: early or late in the day"));
            }
            reasons.extend(self.both_clocks(zone, who, one));
        }
        if self.request.strategy == Strategy::BestFit {
            self.load(one, people, &mut reasons);
            self.gaps(one, people, &mut reasons);
        }
        let coming: Vec<usize> = self.plan.people_of(one.number, &one.members).collect();
        let optional = self.plan.optional.iter();
        let (free, missing): (Vec<&usize>, Vec<&usize>) =
            optional.partition(|place| coming.contains(place));
        if missing.is_empty() && !free.is_empty() {
            reasons.push("Everyone optional is free too".to_owned());
        }
        for place in missing {
            warnings.push(format!(
                "{}, who is optional, is not free",
                self.name(*place)
            ));
        }
        (reasons, warnings)
    }

    fn name(&self, place: usize) -> &str {
        let person = self.request.slots.attendees.get(place);
        person.map_or("", |person| name(&self.request.names, &person.id))
    }

    /// The candidate's clock beside an interviewer's, where the two differ.
    fn both_clocks(&self, theirs: &Zone, who: &str, one: &Ranked) -> Option<String> {
        let at = instant(one.start);
        let places = self.plan.required.iter().chain(&one.members);
        let others = places.filter(|place| Some(**place) != self.candidate);
        let mut zones = others.filter_map(|place| self.plan.zones.get(*place));
        let mine = zones.find(|zone| zone.offset_seconds(at) != theirs.offset_seconds(at))?;
        Some(format!(
            "{} {} is {} for {who}",
            clock(minute_of_day(mine, one.start)),
            spoken::city(mine),
            clock(minute_of_day(theirs, one.start)),
        ))
    }

    /// The one with the fewest interviews that week, where somebody has more.
    fn load(&self, one: &Ranked, people: &mut [Option<Person>], reasons: &mut Vec<String>) {
        let mut counts: Vec<(u32, usize)> = Vec::new();
        let pools = self.plan.pools.iter().flat_map(|pool| &pool.members);
        for place in self.plan.required.iter().chain(pools).copied() {
            if let (Some(Some(person)), Some(zone), Some(attendee)) = (
                people.get_mut(place),
                self.plan.zones.get(place),
                self.request.slots.attendees.get(place),
            ) {
                counts.push((person.load.count(zone, attendee, one.start), place));
            }
        }
        let coming =
            |place: usize| self.plan.required.contains(&place) || one.members.contains(&place);
        let most = counts.iter().map(|(count, _)| *count).max();
        let least = counts.iter().min();
        let (Some(most), Some((count, place))) = (most, least.copied()) else {
            return;
        };
        if !coming(place) || counts.len() < 2 {
            return;
        }
        let who = self.name(place);
        if count < most {
            let person = self.request.slots.attendees.get(place);
            let cap = person.and_then(|person| person.maximum_per_week);
            let of = cap.map_or_else(|| count.to_string(), |cap| format!("{count} of {cap}"));
            reasons.push(format!("{who} has the fewest interviews this week ({of})"));
        } else if most == 0 {
            reasons.push("Nobody has an interview yet this week".to_owned());
        }
    }

    fn gaps(&self, one: &Ranked, people: &mut [Option<Person>], reasons: &mut Vec<String>) {
        let end = one.start.plus(self.plan.duration);
        for place in self.plan.required.iter().chain(&one.members) {
            let Some(Some(person)) = people.get_mut(*place) else {
                continue;
            };
            if person.neighbours.of(one.start, end) == Fit::Touches {
                let who = self.name(*place);
                reasons.push(format!("It joins what {who} already has and leaves no gap"));
                return;
            }
        }
    }
}

fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
