//! A checked request, ready to be asked about single starts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    answer::{Blocker, BlockerCode, Slot},
    grid::grid,
    pools::{Seats, assignment, unfilled},
    request::SlotsRequest,
};
use crate::{
    attendee::known_zone,
    diary::{Diary, Rule, UNTIL_REACH},
    invalid::InvalidSetting,
    span::{Span, next_minute, shifted},
    zone::{Zone, Zones},
};

/// People are places in the request's list of attendees.
pub(super) struct Plan<'r> {
    request: &'r SlotsRequest,
    anchor: Zone,
    duration: TimeDelta,
    diaries: Vec<Diary>,
    required: Vec<usize>,
    optional: Vec<usize>,
    pools: Vec<Seats>,
    /// For each pool, the starts at which it is unfilled; only for explaining.
    pool_rules: Vec<Rule>,
    earliest: DateTime<Utc>,
    latest: Option<DateTime<Utc>>,
}

impl<'r> Plan<'r> {
    pub fn new(zones: &Zones, request: &'r SlotsRequest) -> Result<Self, InvalidSetting> {
        request.validate()?;
        let anchor = known_zone(zones, &request.anchor_zone, || "anchor_zone".to_owned())?;
        let duration = TimeDelta::minutes(i64::from(request.duration_minutes));
        let whole = starts_asked_about(request);
        let mut diaries = Vec::with_capacity(request.attendees.len());
        for (index, attendee) in request.attendees.iter().enumerate() {
            let zone = attendee.validate(zones, &format!("attendees[{index}]"))?;
            diaries.push(Diary::new(&zone, attendee, duration, whole));
        }
        let pools = seats(request);
        let pooled: BTreeSet<usize> = pools.iter().flat_map(|pool| pool.members.clone()).collect();
        let alone = |required: bool| {
            let people = request.attendees.iter().enumerate();
            people
                .filter(|(place, person)| person.required == required && !pooled.contains(place))
                .map(|(place, _)| place)
                .collect()
        };
        let horizon = request
            .maximum_days_ahead
            .map(|days| TimeDelta::days(i64::from(days)));
        let notice = TimeDelta::minutes(i64::from(request.minimum_notice_minutes));
        let mut plan = Self {
            request,
            anchor,
            duration,
            diaries,
            required: alone(true),
            optional: alone(false),
            pools,
            pool_rules: Vec::new(),
            earliest: shifted(request.now, notice),
            latest: horizon.map(|days| shifted(request.now, days)),
        };
        if request.explain {
            plan.pool_rules = plan.pool_rules(whole);
        }
        Ok(plan)
    }

    /// The starts to decide about: on the grid, with the whole meeting inside the window.
    pub fn grid(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let window = self.request.window;
        let duration = self.duration;
        grid(
            &self.anchor,
            Span::new(window.start, window.end),
            self.request.step_minutes,
        )
        .filter(move |start| shifted(*start, duration) <= window.end)
    }

    /// The slot that starts then, or none when something blocks it.
    pub fn offer(&self, start: DateTime<Utc>) -> Option<Slot> {
        let free = |place: &usize| self.is_free(*place, start);
        let in_time = start >= self.earliest && self.latest.is_none_or(|latest| start <= latest);
        if !in_time || !self.required.iter().all(free) {
            return None;
        }
        let mut members = assignment(&self.pools, |place| self.is_free(place, start))?;
        members.sort_unstable();
        let optional = self.optional.iter().copied().filter(|place| free(place));
        let people = self.required.iter().copied().chain(optional).chain(members);
        Some(Slot {
            start,
            end: shifted(start, self.duration),
            attendees: people
                .filter_map(|place| self.request.attendees.get(place))
                .map(|person| person.id.clone())
                .collect(),
        })
    }

    /// Everything that blocks a start, sorted by attendee, then code.
    pub fn blockers(&self, start: DateTime<Utc>) -> Vec<Blocker> {
        let mut out = Vec::new();
        if start < self.earliest {
            let until = Some(self.earliest);
            out.push(Blocker {
                attendee: None,
                code: BlockerCode::Notice,
                until,
            });
        }
        if self.latest.is_some_and(|latest| start > latest) {
            out.push(Blocker {
                attendee: None,
                code: BlockerCode::Horizon,
                until: None,
            });
        }
        let mut people: BTreeSet<usize> = self.required.iter().copied().collect();
        let pools = self
            .request
            .pools
            .iter()
            .zip(&self.pools)
            .zip(&self.pool_rules);
        for ((pool, seats), rule) in pools {
            if let Some(blocker) = rule.blocker(&pool.id, start) {
                people.extend(&seats.members);
                out.push(blocker);
            }
        }
        let diaries = people.iter().filter_map(|place| self.diaries.get(*place));
        out.extend(diaries.flat_map(|diary| diary.blockers(start)));
        out.sort();
        out
    }

    fn is_free(&self, place: usize, start: DateTime<Utc>) -> bool {
        self.diaries
            .get(place)
            .is_some_and(|diary| diary.is_free(start))
    }

    /// Who is free changes only where a member's closed time begins or ends, so pools are looked
    /// at once for each stretch between such instants.
    ///
    /// A pool can stop being named where someone becomes closed, because then a pool before it
    /// takes the blame. Closed time begins just after a whole instant, so that there is no
    /// earliest instant without the code, and `until` gives the first whole minute.
    fn pool_rules(&self, whole: Span) -> Vec<Rule> {
        let members = self.pools.iter().flat_map(|pool| &pool.members);
        let closed = members
            .filter_map(|place| self.diaries.get(*place))
            .flat_map(Diary::closed);
        // Where something changes, with the instant that `until` tells for it.
        let mut changes: BTreeMap<DateTime<Utc>, DateTime<Utc>> = BTreeMap::new();
        for span in closed {
            changes.insert(span.end, span.end);
            changes
                .entry(span.start)
                .or_insert_with(|| next_minute(span.start));
        }
        changes.insert(whole.start, whole.start);
        changes.insert(whole.end, whole.end);
        let inside: Vec<_> = changes.range(whole.start..=whole.end).collect();

        let mut starts = vec![Vec::new(); self.pools.len()];
        let mut runs = starts.clone();
        for ((start, _), (end, told)) in inside.iter().zip(inside.iter().skip(1)) {
            for place in unfilled(&self.pools, |person| self.is_free(person, **start)) {
                if let (Some(starts), Some(runs)) = (starts.get_mut(place), runs.get_mut(place)) {
                    starts.push(Span::new(**start, **end));
                    runs.push(Span::new(**start, **told));
                }
            }
        }
        let rules = starts.into_iter().zip(runs);
        rules
            .map(|(starts, runs)| Rule::with_runs(BlockerCode::Pool, starts, runs))
            .collect()
    }
}

/// The window, and past it as far as `until` looks when reasons are wanted.
fn starts_asked_about(request: &SlotsRequest) -> Span {
    let reach = if request.explain {
        UNTIL_REACH + TimeDelta::days(1)
    } else {
        TimeDelta::zero()
    };
    Span::new(request.window.start, shifted(request.window.end, reach))
}

/// The pools with their members in order of preference.
fn seats(request: &SlotsRequest) -> Vec<Seats> {
    let places: BTreeMap<&String, usize> = request
        .attendees
        .iter()
        .enumerate()
        .map(|(place, person)| (&person.id, place))
        .collect();
    let load = |place: &usize| {
        request
            .attendees
            .get(*place)
            .map(|person| (person.booked.len(), person.id.clone()))
    };
    let seats = request.pools.iter().map(|pool| {
        let mut members: Vec<usize> = pool
            .attendees
            .iter()
            .filter_map(|id| places.get(id).copied())
            .collect();
        members.sort_by_key(load);
        Seats {
            choose: usize::try_from(pool.choose).unwrap_or(usize::MAX),
            members,
        }
    });
    seats.collect()
}
