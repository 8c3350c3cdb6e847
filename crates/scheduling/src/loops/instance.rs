//! What is to be planned, in minutes from any epoch: people with their free hours, loops with
//! their interviews, and how much each evil weighs.
//!
//! Nothing here knows a file format or a time zone. Whoever makes an instance says with
//! [`LocalDay`] and [`LoopDay`] which minutes are which day, for each person and each candidate.

/// From `from` until before `to`, in minutes from the epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    /// The first minute.
    pub from: i64,
    /// The first minute after it.
    pub to: i64,
}

/// Where a local day of a person begins; it ends where the next one in the list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDay {
    /// The first minute of the day.
    pub from: i64,
    /// Names the day: starts of one name count together towards the day's cap.
    pub day: i64,
    /// Names the week the day lies in.
    pub week: i64,
}

/// Somebody who can interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// An interview lies wholly inside one of these.
    pub hours: Vec<Minutes>,
    /// An interview keeps `buffer` away from these.
    pub busy: Vec<Minutes>,
    /// Minutes kept free around busy times and between two interviews.
    pub buffer: i64,
    /// Interviews in one local day at most.
    pub maximum_per_day: u32,
    /// Interviews in one week at most.
    pub maximum_per_week: u32,
    /// Interviews the person has had already: fairness counts them.
    pub load: u32,
    /// How many interviews of theirs weigh as much as one of somebody with 1; at least 1. Fairness
    /// counts whole ones: `load / share`, rounded down.
    pub share: u32,
    /// The local days, ascending, from before the first window to after the last.
    pub days: Vec<LocalDay>,
}

impl Person {
    /// What so many interviews of theirs weigh.
    pub(super) fn counted(&self, interviews: i64) -> i64 {
        interviews / i64::from(self.share.max(1))
    }
}

/// Minutes on which interviews of a loop may start, being one day to the candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoopDay {
    /// The minutes of the day.
    pub minutes: Minutes,
    /// How many days late a loop is that ends on this day: times the weight of a late finish.
    pub lateness: i64,
}

/// One interview of a loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// How long it takes.
    pub minutes: i64,
    /// For each seat, who may take it: indexes into [`Instance::people`].
    pub seats: Vec<Vec<usize>>,
    /// The only start it may have.
    pub locked_start: Option<i64>,
}

/// The interviews of one candidate. They are planned all or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loop {
    /// An interview lies wholly inside one of these.
    pub windows: Vec<Minutes>,
    /// Whether the interviews keep the order of the list.
    pub ordered: bool,
    /// Days the loop may spread over.
    pub maximum_days: u32,
    /// Whether some of it was agreed already: it is planned before the loops of which nothing
    /// was, and never left out for one of them.
    pub locked: bool,
    /// Minutes of rest between two interviews of one day.
    pub gap: i64,
    /// The days on which interviews may start, ascending, not overlapping.
    pub days: Vec<LoopDay>,
    /// The interviews.
    pub sessions: Vec<Session>,
}

/// How much each evil weighs, in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// For the growth of the sum of squared loads: 2·load + 1 of these for one more interview.
    pub load: i64,
    /// For each day of [`LoopDay::lateness`] of a loop's last day.
    pub late_day: i64,
    /// For each quarter of an hour a candidate waits between interviews of one day.
    pub idle_quarter: i64,
    /// For each loop left out.
    pub left_out: i64,
}

/// What is to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// Interviews start on whole multiples of so many minutes.
    pub grid: i64,
    /// Interviews at one time at most; 0 is no limit.
    pub rooms: u32,
    /// How much each evil weighs.
    pub weights: Weights,
    /// Who can interview.
    pub people: Vec<Person>,
    /// The candidates' loops.
    pub loops: Vec<Loop>,
}

/// Where one interview lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its first minute.
    pub start: i64,
    /// Who sits on each seat, in the order of the seats: indexes into [`Instance::people`].
    pub people: Vec<usize>,
}

/// For each loop its interviews in the order of the list; `None` is a loop left out.
pub type Assignment = Vec<Option<Vec<Placed>>>;
