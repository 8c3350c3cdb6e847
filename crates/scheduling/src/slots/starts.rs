//! A set of starts of the grid: one bit for each.

use std::ops::Range;

const BITS: usize = 64;

/// Numbers of starts, from 0 to the length of the grid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Starts {
    words: Vec<u64>,
}

impl Starts {
    /// No start of a grid of that length.
    pub fn none(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(BITS)],
        }
    }

    /// Whether it belongs to a grid at all; a default one does not.
    pub fn is_marked(&self) -> bool {
        !self.words.is_empty()
    }

    /// Puts a range of starts in.
    pub fn insert(&mut self, range: Range<usize>) {
        self.each(range, |word, mask| *word |= mask);
    }

    /// Takes a range of starts out.
    pub fn remove(&mut self, range: Range<usize>) {
        self.each(range, |word, mask| *word &= !mask);
    }

    fn each(&mut self, range: Range<usize>, change: impl Fn(&mut u64, u64)) {
        if range.is_empty() {
            return;
        }
        let (first, last) = (range.start / BITS, (range.end - 1) / BITS);
        let from = u64::MAX << (range.start % BITS);
        let until = u64::MAX >> (BITS - 1 - (range.end - 1) % BITS);
        let Some(words) = self.words.get_mut(first..=last) else {
            return;
        };
        match words {
            [only] => change(only, from & until),
            [first, between @ .., last] => {
                change(first, from);
                for word in between {
                    change(word, u64::MAX);
                }
                change(last, until);
            }
            [] => {}
        }
    }

    /// Takes out what is in another.
    pub fn drop(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// Keeps what is in both.
    pub fn keep(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Whether a start is in it.
    pub fn contains(&self, number: usize) -> bool {
        self.words
            .get(number / BITS)
            .is_some_and(|word| word >> (number % BITS) & 1 == 1)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The numbers in it, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(place, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let next = rest.trailing_zeros();
                rest &= rest.wrapping_sub(1);
                let next = usize::try_from(next).unwrap_or(BITS);
                (next < BITS).then_some(place * BITS + next)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_go_in_and_out_over_the_edges_of_words() {
        for (from, until) in [
            (0, 1),
            (0, 64),
            (63, 64),
            (63, 65),
            (5, 190),
            (64, 128),
            (7, 7),
        ] {
            let mut starts = Starts::none(200);
            starts.insert(from..until);
            assert_eq!(
                starts.iter().collect::<Vec<_>>(),
                (from..until).collect::<Vec<_>>()
            );
            assert_eq!(starts.contains(from), from < until);
            assert!(!starts.contains(until) && !starts.contains(1000));
            let mut all = Starts::none(200);
            all.insert(0..200);
            all.remove(from..until);
            assert_eq!(all.iter().count(), 200 - (until - from));
            all.keep(&starts);
            assert!(all.is_empty());
        }
    }
}
