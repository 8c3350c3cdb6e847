//! The table of one loop on one day: the cheapest way to have held any set of its interviews by
//! any time.
//!
//! `held[set][t]` is the least cost of holding exactly the interviews of `set`, so that the next
//! could start at `t`. Waiting costs nothing inside the table: the first interview takes its
//! start off and the last one adds its end, and what remains is the time between. A row is filled
//! from rows of smaller sets, shifted by an interview's length: eight starts at once.

use super::points::Points;
use super::random::Random;

/// Numbers that are worked on at once.
const LANES: usize = 8;

/// The next number of cells that is made of whole lanes.
pub(super) fn lanes(cells: usize) -> usize {
    cells.div_ceil(LANES) * LANES
}

/// The shape of a loop on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape<'a> {
    /// Starts on the day.
    pub(super) len: usize,
    /// Slots from each interview's start to the first start after it.
    pub(super) advance: &'a [usize],
    /// Units for the minutes of each interview.
    pub(super) length: &'a [i64],
    /// Units for one slot of waiting.
    pub(super) idle_slot: i64,
    pub(super) ordered: bool,
    /// Whether the day may hold only a part of the loop.
    pub(super) parts: bool,
    /// For each set of interviews what holding the others costs at least, their minutes included.
    pub(super) rest: &'a [i64],
    /// What costs as much, minutes and all, is of no use.
    pub(super) limit: i64,
}

impl Shape<'_> {
    fn full(&self) -> usize {
        (1 << self.advance.len()) - 1
    }

    /// The interviews that may follow once those of `set` are held on this day.
    fn next(&self, set: usize) -> usize {
        if !self.ordered {
            return self.full() & !set;
        }
        match set {
            0 if self.parts => self.full(),
            0 => 1,
            _ => (1 << (usize::BITS - set.leading_zeros())) & self.full(),
        }
    }

    fn stride(&self) -> usize {
        let longest = self
            .advance
            .iter()
            .copied()
            .max()
            .unwrap_or(0)
            .min(self.len);
        lanes(self.len) + lanes(longest)
    }
}

/// The table; kept and filled again for each day.
#[derive(Debug, Default)]
pub(super) struct DayTable<C> {
    held: Vec<C>,
    /// The sets that can be held and are of use.
    reached: Vec<bool>,
    /// The least cost of exactly each set, its last interview ended.
    pub(super) ended: Vec<C>,
}

impl<C: Points> DayTable<C> {
    /// Fills the table from the costs of each interview's starts (`row` cells each).
    pub(super) fn fill(&mut self, shape: Shape<'_>, costs: &[C], row: usize) {
        let (full, stride, len) = (shape.full(), shape.stride(), shape.len);
        let width = lanes(len);
        self.held.clear();
        self.held.resize((full + 1) * stride, C::NEVER);
        self.reached.clear();
        self.reached.resize(full + 1, false);
        self.ended.clear();
        self.ended.resize(full + 1, C::NEVER);
        self.ended[0] = C::ZERO;
        self.reached[0] = true;
        for (t, cell) in self.held[..len].iter_mut().enumerate() {
            *cell = C::of(-shape.idle_slot * t as i64);
        }
        for set in 0..full {
            if !self.reached[set] {
                continue;
            }
            let (before, after) = self.held.split_at_mut((set + 1) * stride);
            let from = &mut before[set * stride..set * stride + width];
            if set > 0 {
                let begun = least_waited(from, shape.idle_slot);
                if !begun.can_be() || begun.value() + shape.rest[set] >= shape.limit {
                    self.reached[set] = false;
                    continue;
                }
                let mut least = C::NEVER;
                for cell in from.iter_mut() {
                    least = least.min(*cell);
                    *cell = least;
                }
            }
            let mut next = shape.next(set);
            while next != 0 {
                let i = next.trailing_zeros() as usize;
                next &= next - 1;
                let to = set | 1 << i;
                let costs = &costs[i * row..i * row + width];
                if to == full || shape.parts {
                    let end = least_end(from, costs, shape.idle_slot);
                    let end = end.plus(C::of(shape.length[i]));
                    self.ended[to] = self.ended[to].min(end);
                }
                if to != full && shape.advance[i] < len {
                    let at = (to - set - 1) * stride + shape.advance[i];
                    shifted_min(from, costs, &mut after[at..at + width]);
                    self.reached[to] = true;
                }
            }
        }
    }

    /// The starts that made `ended[set]`: pairs of interview and slot of the day, latest first.
    /// Where several ways cost the same, one is drawn.
    pub(super) fn trace(
        &self,
        shape: Shape<'_>,
        costs: &[C],
        row: usize,
        set: usize,
        random: &mut Random,
        out: &mut Vec<(usize, usize)>,
    ) {
        let stride = shape.stride();
        let Some((mut set, mut t)) = self.last(shape, costs, row, set, random, out) else {
            return;
        };
        while set != 0 {
            let goal = self.held[set * stride + t];
            let mut drawn = Drawn::new();
            // The row is a running minimum: what is as cheap earlier may be where it began.
            for end in (0..=t).rev() {
                if self.held[set * stride + end] != goal {
                    break;
                }
                for i in (0..shape.advance.len()).filter(|i| set >> i & 1 == 1) {
                    let less = set & !(1 << i);
                    let Some(start) = end.checked_sub(shape.advance[i]) else {
                        continue;
                    };
                    if self.reached[less]
                        && shape.next(less) >> i & 1 == 1
                        && self.held[less * stride + start].plus(costs[i * row + start]) == goal
                    {
                        drawn.offer((i, start), random);
                    }
                }
            }
            let Some((i, start)) = drawn.one else { return };
            t = start;
            set &= !(1 << i);
            out.push((i, t));
        }
    }

    /// The last interview of a set: what was held before it, and by when.
    fn last(
        &self,
        shape: Shape<'_>,
        costs: &[C],
        row: usize,
        set: usize,
        random: &mut Random,
        out: &mut Vec<(usize, usize)>,
    ) -> Option<(usize, usize)> {
        let stride = shape.stride();
        let mut drawn = Drawn::new();
        for i in (0..shape.advance.len()).filter(|i| set >> i & 1 == 1) {
            let less = set & !(1 << i);
            if !self.reached[less] || shape.next(less) >> i & 1 == 0 {
                continue;
            }
            for t in 0..shape.len {
                let end = self.held[less * stride + t].plus(costs[i * row + t]);
                let end = end.plus(C::of(shape.idle_slot * t as i64 + shape.length[i]));
                if end == self.ended[set] {
                    drawn.offer((i, t), random);
                }
            }
        }
        let (i, t) = drawn.one?;
        out.push((i, t));
        Some((set & !(1 << i), t))
    }
}

/// One of several that are offered one after the other, each as likely as the others.
struct Drawn {
    one: Option<(usize, usize)>,
    offers: usize,
}

impl Drawn {
    fn new() -> Self {
        Self {
            one: None,
            offers: 0,
        }
    }

    fn offer(&mut self, one: (usize, usize), random: &mut Random) {
        self.offers += 1;
        if self.offers == 1 || random.below(self.offers) == 0 {
            self.one = Some(one);
        }
    }
}

/// `to[t] = min(to[t], from[t] + costs[t])`.
#[inline]
fn shifted_min<C: Points>(from: &[C], costs: &[C], to: &mut [C]) {
    let lanes = to.as_chunks_mut::<LANES>().0.iter_mut();
    let sums = from
        .as_chunks::<LANES>()
        .0
        .iter()
        .zip(costs.as_chunks::<LANES>().0);
    for (to, (from, costs)) in lanes.zip(sums) {
        for lane in 0..LANES {
            to[lane] = to[lane].min(from[lane].plus(costs[lane]));
        }
    }
}

/// The least of `from[t] + t * idle`.
#[inline]
fn least_waited<C: Points>(from: &[C], idle: i64) -> C {
    let mut least = [C::NEVER; LANES];
    let mut late: [C; LANES] = std::array::from_fn(|lane| C::of(lane as i64 * idle));
    let step = C::of(idle * LANES as i64);
    for from in from.as_chunks::<LANES>().0 {
        for lane in 0..LANES {
            least[lane] = least[lane].min(from[lane].plus(late[lane]));
            late[lane] = late[lane].plus(step);
        }
    }
    least.into_iter().min().unwrap_or(C::NEVER)
}

/// The least of `from[t] + costs[t] + t * idle`.
#[inline]
fn least_end<C: Points>(from: &[C], costs: &[C], idle: i64) -> C {
    let mut least = [C::NEVER; LANES];
    let mut late: [C; LANES] = std::array::from_fn(|lane| C::of(lane as i64 * idle));
    let step = C::of(idle * LANES as i64);
    let lanes = from
        .as_chunks::<LANES>()
        .0
        .iter()
        .zip(costs.as_chunks::<LANES>().0);
    for (from, costs) in lanes {
        for lane in 0..LANES {
            least[lane] = least[lane].min(from[lane].plus(costs[lane]).plus(late[lane]));
            late[lane] = late[lane].plus(step);
        }
    }
    least.into_iter().min().unwrap_or(C::NEVER)
}
