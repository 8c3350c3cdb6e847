//! The people of each seat's list, always sorted by load: the cheapest comes first.

use super::model::Model;

/// The sorted lists.
#[derive(Debug, Default)]
pub(super) struct Pools {
    order: Vec<u32>,
    start: Vec<usize>,
    /// Where each person's memberships begin in `memberships`.
    first: Vec<usize>,
    /// Pool and place in `order`.
    memberships: Vec<(u32, u32)>,
}

impl Pools {
    pub(super) fn new(model: &Model<'_>, load: &[i64]) -> Self {
        let mut pools = Self::default();
        let mut counts = vec![0_usize; load.len() + 1];
        for pool in &model.pools {
            pools.start.push(pools.order.len());
            pools.order.extend(pool);
            let from = pools.start.last().copied().unwrap_or(0);
            pools.order[from..].sort_by_key(|&p| load[p as usize]);
            for &p in pool {
                counts[p as usize + 1] += 1;
            }
        }
        pools.start.push(pools.order.len());
        for p in 1..counts.len() {
            counts[p] += counts[p - 1];
        }
        pools.memberships = vec![(0, 0); pools.order.len()];
        let mut next = counts.clone();
        for pool in 0..model.pools.len() {
            for at in pools.start[pool]..pools.start[pool + 1] {
                let p = pools.order[at] as usize;
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "the number of seats is limited"
                )]
                let entry = (pool as u32, at as u32);
                pools.memberships[next[p]] = entry;
                next[p] += 1;
            }
        }
        pools.first = counts;
        pools
    }

    /// The people of a pool, lightest first.
    #[inline]
    pub(super) fn of(&self, pool: usize) -> &[u32] {
        &self.order[self.start[pool]..self.start[pool + 1]]
    }

    /// After a load grew by one.
    pub(super) fn heavier(&mut self, person: u32, load: &[i64]) {
        let old = load[person as usize] - 1;
        for m in self.first[person as usize]..self.first[person as usize + 1] {
            let (pool, at) = (
                self.memberships[m].0 as usize,
                self.memberships[m].1 as usize,
            );
            let after = &self.order[at + 1..self.start[pool + 1]];
            let target = at + run(after.iter(), |p| load[p as usize] <= old);
            self.exchange(at, target);
        }
    }

    /// After a load shrank by one.
    pub(super) fn lighter(&mut self, person: u32, load: &[i64]) {
        let old = load[person as usize] + 1;
        for m in self.first[person as usize]..self.first[person as usize + 1] {
            let (pool, at) = (
                self.memberships[m].0 as usize,
                self.memberships[m].1 as usize,
            );
            let before = &self.order[self.start[pool]..at];
            let target = at - run(before.iter().rev(), |p| load[p as usize] >= old);
            self.exchange(at, target);
        }
    }

    fn exchange(&mut self, a: usize, b: usize) {
        if a == b {
            return;
        }
        self.order.swap(a, b);
        for at in [a, b] {
            let p = self.order[at] as usize;
            let other = if at == a { b } else { a };
            for m in self.first[p]..self.first[p + 1] {
                if self.memberships[m].1 as usize == other {
                    #[expect(
                        clippy::cast_possible_truncation,
                        reason = "the number of seats is limited"
                    )]
                    let at = at as u32;
                    self.memberships[m].1 = at;
                    break;
                }
            }
        }
    }
}

/// How many of the first people hold.
fn run<'a>(people: impl Iterator<Item = &'a u32>, holds: impl Fn(u32) -> bool) -> usize {
    people.take_while(|&&p| holds(p)).count()
}
