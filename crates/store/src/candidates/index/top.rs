//! The best few of many.

use std::collections::BinaryHeap;

use crate::candidates::ranking::Ranked;

/// Keeps the best candidates it is offered.
pub(super) struct Top {
    limit: usize,
    /// The worst of the kept ones is its greatest.
    kept: BinaryHeap<Ranked>,
}

impl Top {
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            kept: BinaryHeap::new(),
        }
    }

    /// Whether one that good would be kept.
    pub fn has_room_for(&self, ranked: Ranked) -> bool {
        self.kept.len() < self.limit || self.kept.peek().is_some_and(|worst| ranked < *worst)
    }

    pub fn offer(&mut self, ranked: Ranked) {
        if self.kept.len() < self.limit {
            self.kept.push(ranked);
        } else if let Some(mut worst) = self.kept.peek_mut()
            && ranked < *worst
        {
            *worst = ranked;
        }
    }

    /// The kept ones, the best first.
    pub fn into_best(self) -> Vec<Ranked> {
        self.kept.into_sorted_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_stay_and_of_equals_the_first() {
        let mut top = Top::new(3);
        for (score, seq) in [(1, 1), (5, 9), (5, 2), (3, 4), (5, 7)] {
            assert_eq!(
                top.has_room_for(Ranked::new(score, seq)),
                seq != 4 || score == 3
            );
            top.offer(Ranked::new(score, seq));
        }
        assert!(!top.has_room_for(Ranked::new(5, 10)) && top.has_room_for(Ranked::new(5, 8)));
        let best: Vec<i64> = top.into_best().iter().map(|ranked| ranked.seq).collect();
        assert_eq!(best, [2, 7, 9]);
        let mut none = Top::new(0);
        none.offer(Ranked::new(9, 1));
        assert!(!none.has_room_for(Ranked::new(9, 1)) && none.into_best().is_empty());
    }
}
