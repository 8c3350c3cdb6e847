//! Why a start is not offered.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use super::{
    answer::{Blocker, BlockerCode},
    plan::Plan,
    pools::{Seats, unfilled},
};
use crate::{
    diary::{Diary, Rule, UNTIL_REACH},
    span::{Span, shifted},
    tick::{Tick, ticks},
};

/// The rules of everyone in a plan, kept apart by code.
pub(crate) struct Explanation<'p> {
    plan: &'p Plan<'p>,
    diaries: Vec<Diary>,
    /// For each pool, the starts at which it is unfilled.
    pool_rules: Vec<Rule>,
    earliest: Tick,
    latest: Option<Tick>,
}

impl<'p> Explanation<'p> {
    pub fn new(plan: &'p Plan<'p>) -> Self {
        let request = plan.request;
        let reach = UNTIL_REACH + TimeDelta::days(1);
        let whole = ticks(request.window.start, shifted(request.window.end, reach));
        let people = request.attendees.iter().zip(&plan.zones);
        let diaries: Vec<Diary> = people
            .map(|(attendee, zone)| Diary::new(zone, attendee, plan.duration, whole))
            .collect();
        Self {
            pool_rules: pool_rules(&plan.pools, &diaries, whole),
            plan,
            diaries,
            earliest: Tick::ceil(request.earliest()),
            latest: request.latest().map(Tick::floor),
        }
    }

    /// Everything that blocks a start, sorted by attendee, then code.
    pub fn blockers(&self, number: usize) -> Vec<Blocker> {
        let start = self.plan.start(number);
        let mut out = Vec::new();
        let nobody = |code, until| Blocker {
            attendee: None,
            code,
            until,
        };
        if start < self.earliest {
            out.push(nobody(BlockerCode::Notice, Some(self.earliest.instant())));
        }
        if self.latest.is_some_and(|latest| start > latest) {
            out.push(nobody(BlockerCode::Horizon, None));
        }
        let mut people: BTreeSet<usize> = self.plan.required.iter().copied().collect();
        let pools = self.plan.request.pools.iter().zip(&self.plan.pools);
        for ((pool, seats), rule) in pools.zip(&self.pool_rules) {
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
}

/// Who is free changes only where a member's closed time begins or ends, so pools are looked
/// at once for each stretch between such instants.
///
/// A pool can stop being named where someone becomes closed, because then a pool before it
/// takes the blame. Closed time begins just after a whole instant, so that there is no
/// earliest instant without the code, and `until` gives the first whole minute.
fn pool_rules(pools: &[Seats], diaries: &[Diary], whole: Span<Tick>) -> Vec<Rule> {
    if pools.is_empty() {
        return Vec::new();
    }
    let members = pools.iter().flat_map(|pool| &pool.members);
    let closed = members
        .filter_map(|place| diaries.get(*place))
        .flat_map(Diary::closed);
    // Where something changes, with the instant that `until` tells for it.
    let mut changes: BTreeMap<Tick, Tick> = BTreeMap::new();
    for span in closed {
        changes.insert(span.end, span.end);
        changes
            .entry(span.start)
            .or_insert_with(|| span.start.next_minute());
    }
    changes.insert(whole.start, whole.start);
    changes.insert(whole.end, whole.end);
    let inside: Vec<_> = changes.range(whole.start..=whole.end).collect();

    let mut starts = vec![Vec::new(); pools.len()];
    let mut runs = starts.clone();
    for ((start, _), (end, told)) in inside.iter().zip(inside.iter().skip(1)) {
        let free = |person: usize| diaries.get(person).is_some_and(|d| d.is_free(**start));
        for place in unfilled(pools, free) {
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
