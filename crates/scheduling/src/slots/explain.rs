//! Why a start is not offered.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::{
    answer::{Blocker, BlockerCode},
    plan::Plan,
    pools::{Seats, unfilled},
};
use crate::{
    diary::{Diary, DiaryWalk, Rule, RuleWalk, UNTIL_REACH},
    span::{Span, holding, shifted},
    tick::{Tick, ticks},
};

/// The rules of everyone in a plan, kept apart by code.
pub(crate) struct Explanation<'p> {
    plan: &'p Plan<'p>,
    diaries: Vec<Diary>,
    /// For each pool, the starts at which it is unfilled.
    pool_rules: Vec<Rule>,
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
        }
    }

    /// The same, to be asked about starts in order.
    pub fn walk(&self) -> Why<'_> {
        let request = self.plan.request;
        let people = self.diaries.iter().enumerate();
        let mut people: Vec<Voice<'_>> = people
            .map(|(place, diary)| Voice {
                place,
                diary: diary.walk(),
                required: self.plan.required.contains(&place),
                pooled: false,
            })
            .collect();
        people.sort_unstable_by_key(|voice| voice.diary.id);
        Why {
            plan: self.plan,
            people,
            pools: self.pool_rules.iter().map(Rule::walk).collect(),
            earliest: Tick::ceil(request.earliest()),
            latest: request.latest().map(Tick::floor),
            early: false,
            usual: 0,
        }
    }
}

/// Somebody who may have something against a start.
struct Voice<'e> {
    /// In the request's list of attendees.
    place: usize,
    diary: DiaryWalk<'e>,
    required: bool,
    /// Whether a pool that lacks people names them at the start asked about.
    pooled: bool,
}

/// An explanation that is asked about starts in order.
pub(crate) struct Why<'e> {
    plan: &'e Plan<'e>,
    /// Sorted by id.
    people: Vec<Voice<'e>>,
    pools: Vec<RuleWalk<'e>>,
    earliest: Tick,
    latest: Option<Tick>,
    /// Whether the notice forbade any of the starts asked about.
    early: bool,
    /// How many blockers the last start had.
    usual: usize,
}

impl Why<'_> {
    /// Everything that blocks a start, sorted by attendee, then code.
    pub fn blockers(&mut self, number: usize) -> Vec<Blocker> {
        let start = self.plan.start(number);
        let mut out = Vec::with_capacity(self.usual);
        let nobody = |code, until| Blocker {
            attendee: None,
            code,
            until,
        };
        if self.latest.is_some_and(|latest| start > latest) {
            out.push(nobody(BlockerCode::Horizon, None));
        }
        if start < self.earliest {
            self.early = true;
            out.push(nobody(BlockerCode::Notice, Some(self.earliest.instant())));
        }
        self.ask_pools(start, &mut out);
        for voice in &mut self.people {
            if voice.required || voice.pooled {
                out.extend(voice.diary.blockers(start));
            }
        }
        if !self.pools.is_empty() {
            out.sort_unstable();
        }
        self.usual = out.len();
        out
    }

    fn ask_pools(&mut self, start: Tick, out: &mut Vec<Blocker>) {
        for voice in &mut self.people {
            voice.pooled = false;
        }
        let pools = self.plan.request.pools.iter().zip(&self.plan.pools);
        for ((pool, seats), rule) in pools.zip(&mut self.pools) {
            if let Some(blocker) = rule.blocker(&pool.id, start) {
                for voice in &mut self.people {
                    voice.pooled |= seats.members.contains(&voice.place);
                }
                out.push(blocker);
            }
        }
    }

    /// Whether the notice blocked any of the starts asked about.
    pub fn was_early(&self) -> bool {
        self.early
    }

    /// The codes with which somebody blocked any of the starts asked about.
    pub fn codes_of(&self, place: usize) -> impl Iterator<Item = BlockerCode> {
        let voices = self.people.iter().filter(move |voice| voice.place == place);
        let rules = voices.flat_map(|voice| &voice.diary.rules);
        rules.filter(|rule| rule.blocked).map(|rule| rule.code)
    }
}

/// Who is free changes only where a member's closed time begins or ends, so pools are looked
/// at once for each stretch between such instants.
///
/// A pool can stop being named where someone becomes closed, because then a pool before it
/// takes the blame. Closed time may begin just after a whole instant (the next meeting would come
/// too late) or at one (a day that is full begins at midnight). `until` gives the first whole
/// minute of it, because in the first case there is no earliest instant without the code.
fn pool_rules(pools: &[Seats], diaries: &[Diary], whole: Span<Tick>) -> Vec<Rule> {
    if pools.is_empty() {
        return Vec::new();
    }
    let closed: Vec<Vec<Span<Tick>>> = diaries
        .iter()
        .enumerate()
        .map(|(place, diary)| {
            let pooled = pools.iter().any(|pool| pool.members.contains(&place));
            if pooled { diary.closed() } else { Vec::new() }
        })
        .collect();
    // Where something changes, with the instant that `until` tells for it.
    let mut changes: BTreeMap<Tick, Tick> = BTreeMap::new();
    for span in closed.iter().flatten() {
        changes.insert(span.end, span.end);
        changes
            .entry(span.start)
            .or_insert_with(|| span.start.minute_at_or_after());
    }
    changes.insert(whole.start, whole.start);
    changes.insert(whole.end, whole.end);
    let inside: Vec<_> = changes.range(whole.start..=whole.end).collect();

    let mut starts = vec![Vec::new(); pools.len()];
    let mut runs = starts.clone();
    for ((start, _), (end, told)) in inside.iter().zip(inside.iter().skip(1)) {
        let free = |person: usize| {
            let closed = closed.get(person);
            closed.is_some_and(|closed| holding(closed, **start).is_none())
        };
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
