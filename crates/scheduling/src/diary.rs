//! One attendee, made ready to be asked why meetings of one length cannot start at many instants.
//!
//! Every rule becomes the set of starts it forbids. A blocker is a set that holds the start, and
//! the time it stops applying is the end of the run that holds it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::{
    attendee::Attendee,
    busy, caps,
    hours::WorkingTime,
    in_a_row, lunch,
    slots::{Blocker, BlockerCode},
    span::{Span, Walk, joined, uncovered},
    tick::Tick,
    zone::Zone,
};

/// How far past a start `until` is looked for.
pub(crate) const UNTIL_REACH: TimeDelta = TimeDelta::days(400);
const REACH: i64 = UNTIL_REACH.num_seconds() * 1_000_000;

/// The starts that one code forbids, for a person or a pool.
pub(crate) struct Rule {
    code: BlockerCode,
    /// Exactly the forbidden starts.
    starts: Vec<Span<Tick>>,
    /// The same, with the ends that `until` reports; none when they are the same ends.
    runs: Option<Vec<Span<Tick>>>,
}

impl Rule {
    /// A rule whose forbidden spans each end at the first start that is allowed again.
    pub fn new(code: BlockerCode, starts: Vec<Span<Tick>>) -> Self {
        Self {
            code,
            starts: joined(starts),
            runs: None,
        }
    }

    /// A rule whose spans have other ends for `until` than for the decision.
    pub fn with_runs(code: BlockerCode, starts: Vec<Span<Tick>>, runs: Vec<Span<Tick>>) -> Self {
        Self {
            code,
            starts: joined(starts),
            runs: Some(joined(runs)),
        }
    }

    /// The rule, to be asked about starts in order.
    pub fn walk(&self) -> RuleWalk<'_> {
        RuleWalk {
            code: self.code,
            starts: Walk::new(&self.starts),
            runs: self.runs.as_deref().map(Walk::new),
            blocked: false,
            told: (Tick(0), DateTime::UNIX_EPOCH),
        }
    }
}

/// A rule that is asked about starts in order.
pub(crate) struct RuleWalk<'r> {
    pub code: BlockerCode,
    starts: Walk<'r, Tick>,
    runs: Option<Walk<'r, Tick>>,
    /// Whether it forbade any of the starts asked about.
    pub blocked: bool,
    /// The end of the last run that held a start, as an instant too.
    told: (Tick, DateTime<Utc>),
}

impl RuleWalk<'_> {
    /// The blocker for a meeting that starts then, if the rule forbids it.
    pub fn blocker(&mut self, of: &str, start: Tick) -> Option<Blocker> {
        let held = self.starts.holding(start)?;
        let run = match &mut self.runs {
            Some(runs) => runs.holding(start)?,
            None => held,
        };
        self.blocked = true;
        if self.told.0 != run.end {
            self.told = (run.end, run.end.instant());
        }
        Some(Blocker {
            attendee: Some(of.to_owned()),
            code: self.code,
            until: (run.end <= start.plus(REACH)).then_some(self.told.1),
        })
    }
}

/// An attendee's rules for meetings of one length.
pub(crate) struct Diary {
    id: String,
    /// In the order of their codes.
    rules: Vec<Rule>,
}

/// A diary that is asked about starts in order.
pub(crate) struct DiaryWalk<'d> {
    pub id: &'d str,
    /// In the order of their codes.
    pub rules: Vec<RuleWalk<'d>>,
}

impl Diary {
    /// `whole` holds every start that will be asked about, and must reach [`UNTIL_REACH`] past
    /// them, and a little more. The duration is in microseconds.
    pub fn new(zone: &Zone, attendee: &Attendee, duration: i64, whole: Span<Tick>) -> Self {
        let mut rules = Vec::from(hours(zone, attendee, duration, whole));
        rules.extend(busy::rules(attendee, duration));
        let lunch = lunch::forbidden(zone, attendee, duration, whole);
        rules.push(Rule::new(BlockerCode::Lunch, lunch));
        let in_a_row = in_a_row::forbidden(attendee, duration);
        rules.push(Rule::new(BlockerCode::InARow, in_a_row));
        let caps = caps::forbidden(zone, attendee, whole);
        rules.extend(
            caps.into_iter()
                .map(|(code, starts)| Rule::new(code, starts)),
        );
        rules.retain(|rule| !rule.starts.is_empty());
        rules.sort_by_key(|rule| rule.code);
        Self {
            id: attendee.id.clone(),
            rules,
        }
    }

    /// The starts that some rule forbids, joined.
    pub fn closed(&self) -> Vec<Span<Tick>> {
        let all = self.rules.iter().flat_map(|rule| &rule.starts);
        joined(all.copied().collect())
    }

    /// The diary, to be asked about starts in order.
    pub fn walk(&self) -> DiaryWalk<'_> {
        DiaryWalk {
            id: &self.id,
            rules: self.rules.iter().map(Rule::walk).collect(),
        }
    }
}

impl DiaryWalk<'_> {
    /// Every code that forbids a meeting that starts then, sorted by code.
    pub fn blockers(&mut self, start: Tick) -> impl Iterator<Item = Blocker> {
        let id = self.id;
        self.rules
            .iter_mut()
            .filter_map(move |rule| rule.blocker(id, start))
    }
}

/// The starts at which a meeting fits into hours `[a, b)`: from `a` to `b - duration`, both
/// included.
pub(crate) fn fitting(hours: &[Span<Tick>], duration: i64) -> impl Iterator<Item = Span<Tick>> {
    hours
        .iter()
        .map(move |hours| Span::new(hours.start, hours.end.plus(-duration).just_after()))
}

/// The rules `not_working` and `holiday`: a start is for a holiday to answer when only the holiday
/// keeps it from the hours.
fn hours(zone: &Zone, attendee: &Attendee, duration: i64, whole: Span<Tick>) -> [Rule; 2] {
    let meetings = Span::new(whole.start, whole.end.plus(duration));
    let fits = |holidays: &[NaiveDate]| {
        let (weekly, overrides) = (&attendee.working_hours, &attendee.date_overrides);
        let hours = WorkingTime::new(weekly, overrides, holidays).spans(zone, meetings);
        joined(fitting(&hours, duration).collect())
    };
    let usual = fits(&[]);
    let (mut off, mut runs) = (Vec::new(), Vec::new());
    if !attendee.holidays.is_empty() {
        let real = fits(&attendee.holidays);
        for span in &usual {
            for lost in uncovered(&real, *span) {
                off.push(lost);
                // Where the usual hours end, `not_working` takes over just after a whole instant.
                let told = if lost.end == span.end {
                    lost.end.minute_at_or_after()
                } else {
                    lost.end
                };
                runs.push(Span::new(lost.start, told));
            }
        }
    }
    [
        Rule::new(BlockerCode::NotWorking, uncovered(&usual, whole)),
        Rule::with_runs(BlockerCode::Holiday, off, runs),
    ]
}
