//! An instance made ready for search: start times numbered, free times as bits, equal lists of
//! people found once.

mod prepare;

use std::ops::Range;

use super::axis::Axis;
use super::bits;
use super::instance::{Instance, Minutes};
use crate::InvalidSetting;

/// Interviews in one loop at most: the table of a loop doubles with each.
const SESSIONS: usize = 10;
/// Seats of one interview at most.
const SEATS: usize = 8;
/// Start times at most, counted once for all loops.
const SLOTS: usize = 1 << 17;
/// Words of free bits at most, for all people and lengths: 128 MB.
const WORDS: usize = 1 << 24;

/// Which local day and week each slot is, for the people who share a zone.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    pub(super) day_of: Vec<u16>,
    pub(super) week_of: Vec<u16>,
    /// The slots of each day.
    pub(super) days: Vec<Range<u32>>,
    /// The slots of each week.
    pub(super) weeks: Vec<Range<u32>>,
}

/// One interview.
#[derive(Debug)]
pub(super) struct SessionModel {
    pub(super) class: usize,
    pub(super) minutes: i64,
    /// Slots from its start to the first start after it, rest included.
    pub(super) advance: usize,
    /// Its seats in [`Model::seats`].
    pub(super) seats: Range<usize>,
}

/// One day of one loop.
#[derive(Debug)]
pub(super) struct LoopDayModel {
    /// The first slot.
    pub(super) slot: usize,
    pub(super) len: usize,
    /// Cost of ending on this day.
    pub(super) late: i64,
    /// For each session the words of the starts that the windows allow.
    pub(super) allowed: Vec<u64>,
}

impl LoopDayModel {
    /// Words per session in `allowed`.
    pub(super) fn words(&self) -> usize {
        self.len.div_ceil(64)
    }
}

/// One loop.
#[derive(Debug)]
pub(super) struct LoopModel {
    pub(super) sessions: Range<usize>,
    /// All its seats in [`Model::seats`].
    pub(super) seats: Range<usize>,
    pub(super) ordered: bool,
    pub(super) maximum_days: usize,
    pub(super) days: Vec<LoopDayModel>,
}

/// An instance made ready for search.
#[derive(Debug)]
pub(super) struct Model<'i> {
    pub(super) instance: &'i Instance,
    pub(super) axis: Axis,
    pub(super) words: usize,
    /// The different lengths.
    pub(super) classes: Vec<i64>,
    /// Free starts of each person for each length, when nothing is planned.
    pub(super) base: Vec<u64>,
    /// For each person and length: slots before an interview in which one of that length cannot
    /// start; the same number for slots after an interview of that length.
    pub(super) reach: Vec<u32>,
    pub(super) calendars: Vec<Calendar>,
    pub(super) calendar_of: Vec<usize>,
    /// Where the counts of each person's days and weeks begin.
    pub(super) day_counts: Vec<usize>,
    pub(super) week_counts: Vec<usize>,
    pub(super) loops: Vec<LoopModel>,
    pub(super) sessions: Vec<SessionModel>,
    loop_of: Vec<usize>,
    /// The pool of each seat.
    pub(super) seats: Vec<usize>,
    pub(super) pools: Vec<Vec<u32>>,
    /// Units in one point: 1, or 15 when idle time is not whole quarters.
    pub(super) scale: i64,
    /// Units for one slot of waiting.
    pub(super) idle_slot: i64,
    /// Whether every cost of a loop fits the small numbers.
    pub(super) narrow: bool,
}

fn too_large(field: &str, what: &str, hint: &str) -> InvalidSetting {
    InvalidSetting::new(field, what, hint)
}

impl<'i> Model<'i> {
    /// Makes an instance ready. The instance has been checked by its maker; what is checked here
    /// are sizes.
    pub(super) fn new(instance: &'i Instance) -> Result<Self, InvalidSetting> {
        let grid = instance.grid;
        for (at, planned) in instance.loops.iter().enumerate() {
            if planned.sessions.len() > SESSIONS {
                return Err(too_large(
                    &format!("candidates[{at}].interviews"),
                    &format!("a loop has more than {SESSIONS} interviews"),
                    "split it into two loops",
                ));
            }
            if let Some(i) = planned.sessions.iter().position(|s| s.seats.len() > SEATS) {
                return Err(too_large(
                    &format!("candidates[{at}].interviews[{i}].seats"),
                    &format!("an interview has more than {SEATS} seats"),
                    "ask fewer people into one interview",
                ));
            }
        }
        let axis = Axis::new(instance, SLOTS).ok_or_else(|| {
            too_large(
                "candidates",
                "the windows hold more start times than can be searched",
                "use a coarser grid, or windows on fewer days",
            )
        })?;
        let words = bits::words_for(axis.len());
        let mut classes: Vec<i64> = instance
            .loops
            .iter()
            .flat_map(|l| l.sessions.iter().map(|s| s.minutes))
            .collect();
        classes.sort_unstable();
        classes.dedup();
        if instance
            .people
            .len()
            .saturating_mul(classes.len())
            .saturating_mul(words)
            > WORDS
        {
            return Err(too_large(
                "interviewers",
                "people, lengths and start times are too many to be searched together",
                "use a coarser grid, fewer different lengths, or windows on fewer days",
            ));
        }
        let whole = grid % 15 == 0 && classes.iter().all(|minutes| minutes % 15 == 0);
        let scale = if whole { 1 } else { 15 };
        let mut model = Self {
            instance,
            words,
            base: Vec::new(),
            reach: Vec::new(),
            calendars: Vec::new(),
            calendar_of: Vec::new(),
            day_counts: Vec::new(),
            week_counts: Vec::new(),
            loops: Vec::new(),
            sessions: Vec::new(),
            loop_of: Vec::new(),
            seats: Vec::new(),
            pools: Vec::new(),
            scale,
            idle_slot: instance.weights.idle_quarter * scale * grid / 15,
            narrow: false,
            classes,
            axis,
        };
        model.add_people();
        model.add_loops();
        let dearest = model.dearest_loop();
        if dearest >= 1 << 26 {
            return Err(too_large(
                "weights",
                "the weights are too large to be added up",
                "divide all of them by the same number",
            ));
        }
        model.narrow = dearest < 1 << 13;
        Ok(model)
    }

    /// No loop's seats and waiting can cost more units than this.
    fn dearest_loop(&self) -> i64 {
        let most = self.instance.people.iter().enumerate().map(|(p, person)| {
            let calendar = &self.calendars[self.calendar_of[p]];
            let weeks =
                i64::from(person.maximum_per_week).saturating_mul(calendar.weeks.len() as i64);
            let days = i64::from(person.maximum_per_day).saturating_mul(calendar.days.len() as i64);
            let more = weeks.min(days).min(self.instance.loops.len() as i64);
            i64::from(person.load) + more
        });
        let seat = self.marginal(most.max().unwrap_or(0));
        let loops = self.loops.iter().map(|planned| {
            let longest = planned.days.iter().map(|day| day.len).max().unwrap_or(0) as i64;
            let lengths: i64 = self.sessions[planned.sessions.clone()]
                .iter()
                .map(|s| s.minutes / self.instance.grid + 1)
                .sum();
            (planned.seats.len() as i64)
                .saturating_mul(seat)
                .saturating_add((longest + lengths).saturating_mul(self.idle_slot))
        });
        loops.max().unwrap_or(0)
    }

    /// Units for a changed start and for a changed person in a repair: one start outweighs all
    /// people of a loop, one person all other costs of a loop.
    pub(super) fn prices_of_change(&self) -> (i64, i64) {
        let seats = self.loops.iter().map(|l| l.seats.len()).max().unwrap_or(0) as i64;
        let sessions = self
            .loops
            .iter()
            .map(|l| l.sessions.len())
            .max()
            .unwrap_or(0) as i64;
        let late = self
            .loops
            .iter()
            .flat_map(|l| &l.days)
            .map(|day| day.late)
            .max()
            .unwrap_or(0);
        let person =
            (self.dearest_loop() + late + 1).min((1 << 26) / ((seats + 2) * (sessions + 1)));
        ((seats + 1) * person, person)
    }

    /// Units for one interview more of somebody who has `load`.
    #[inline]
    pub(super) fn marginal(&self, load: i64) -> i64 {
        self.instance
            .weights
            .load
            .saturating_mul(self.scale)
            .saturating_mul(2 * load + 1)
    }

    /// Free starts of a person for a length, when nothing is planned.
    pub(super) fn base(&self, person: usize, class: usize) -> &[u64] {
        let at = (person * self.classes.len() + class) * self.words;
        &self.base[at..at + self.words]
    }

    /// The slots in which an interview of length `other` cannot start when one of length `class`
    /// starts at `slot`, for this person.
    #[inline]
    pub(super) fn blocked(
        &self,
        person: usize,
        slot: usize,
        class: usize,
        other: usize,
    ) -> (usize, usize) {
        let before = self.reach[person * self.classes.len() + other] as usize;
        let after = self.reach[person * self.classes.len() + class] as usize;
        let (first, end) = self.axis.around[slot];
        if slot >= before + first as usize && slot + after < end as usize {
            return (slot - before, slot + after + 1);
        }
        let start = self.axis.minutes[slot];
        let buffer = self.instance.people[person].buffer;
        (
            self.axis
                .at_or_after(start - self.classes[other] - buffer + 1),
            self.axis.at_or_after(start + self.classes[class] + buffer),
        )
    }

    /// The loop a session belongs to.
    pub(super) fn loop_of(&self, session: usize) -> usize {
        self.loop_of[session]
    }

    /// The minutes an interview takes, when it starts in this slot.
    pub(super) fn minutes(&self, session: usize, slot: usize) -> Minutes {
        let from = self.axis.minutes[slot];
        Minutes {
            from,
            to: from + self.sessions[session].minutes,
        }
    }
}
