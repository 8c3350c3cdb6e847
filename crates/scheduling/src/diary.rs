//! One attendee, made ready to be asked about many starts of meetings of one length.
//!
//! Every rule becomes the set of starts it forbids. A blocker is a set that holds the start, and
//! the time it stops applying is the end of the run that holds it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    attendee::Attendee,
    busy, caps,
    hours::WorkingTime,
    slots::{Blocker, BlockerCode},
    span::{Span, holding, joined, just_after, shifted, uncovered},
    zone::Zone,
};

/// How far past a start `until` is looked for.
pub(crate) const UNTIL_REACH: TimeDelta = TimeDelta::days(400);

/// The starts that one code forbids, for a person or a pool.
pub(crate) struct Rule {
    code: BlockerCode,
    /// Exactly the forbidden starts.
    starts: Vec<Span>,
    /// The same, with the ends that `until` reports.
    runs: Vec<Span>,
}

impl Rule {
    /// A rule whose forbidden spans each end at the first start that is allowed again.
    pub fn new(code: BlockerCode, starts: Vec<Span>) -> Self {
        let starts = joined(starts);
        Self {
            code,
            runs: starts.clone(),
            starts,
        }
    }

    /// A rule whose spans have other ends for `until` than for the decision.
    pub fn with_runs(code: BlockerCode, starts: Vec<Span>, runs: Vec<Span>) -> Self {
        Self {
            code,
            starts: joined(starts),
            runs: joined(runs),
        }
    }

    /// The blocker for a meeting that starts then, if the rule forbids it.
    pub fn blocker(&self, of: &str, start: DateTime<Utc>) -> Option<Blocker> {
        holding(&self.starts, start)?;
        Some(Blocker {
            attendee: Some(of.to_owned()),
            code: self.code,
            until: self.until(start),
        })
    }

    /// The end of the run that holds `start`, unless it lies beyond [`UNTIL_REACH`].
    fn until(&self, start: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let end = holding(&self.runs, start)?.end;
        (end <= shifted(start, UNTIL_REACH)).then_some(end)
    }
}

/// An attendee's rules for meetings of one length.
pub(crate) struct Diary {
    id: String,
    /// In the order of their codes.
    rules: Vec<Rule>,
    /// The starts that any rule forbids.
    closed: Vec<Span>,
}

impl Diary {
    /// `whole` holds every start that will be asked about. It must reach [`UNTIL_REACH`] past
    /// them, and a little more, when [`Diary::blockers`] is to be asked.
    pub fn new(zone: &Zone, attendee: &Attendee, duration: TimeDelta, whole: Span) -> Self {
        let mut rules = vec![not_working(zone, attendee, duration, whole)];
        rules.extend(busy::rules(attendee, duration));
        rules.extend(caps::rules(zone, attendee, whole));
        rules.sort_by_key(|rule| rule.code);
        let closed = joined(
            rules
                .iter()
                .flat_map(|rule| rule.starts.iter().copied())
                .collect(),
        );
        Self {
            id: attendee.id.clone(),
            rules,
            closed,
        }
    }

    /// Whether a meeting may start then.
    pub fn is_free(&self, start: DateTime<Utc>) -> bool {
        holding(&self.closed, start).is_none()
    }

    /// The starts that some rule forbids, joined.
    pub fn closed(&self) -> &[Span] {
        &self.closed
    }

    /// Every code that forbids a meeting that starts then, sorted by code.
    pub fn blockers(&self, start: DateTime<Utc>) -> impl Iterator<Item = Blocker> {
        self.rules
            .iter()
            .filter_map(move |rule| rule.blocker(&self.id, start))
    }
}

/// A meeting fits into hours `[a, b)` when it starts from `a` to `b - duration`, both included.
fn not_working(zone: &Zone, attendee: &Attendee, duration: TimeDelta, whole: Span) -> Rule {
    let hours = WorkingTime::new(&attendee.working_hours, &attendee.date_overrides);
    let meetings = Span::new(whole.start, shifted(whole.end, duration));
    let fitting = hours
        .spans(zone, meetings)
        .into_iter()
        .map(|hours| Span::new(hours.start, just_after(shifted(hours.end, -duration))));
    Rule::new(
        BlockerCode::NotWorking,
        uncovered(&joined(fitting.collect()), whole),
    )
}
