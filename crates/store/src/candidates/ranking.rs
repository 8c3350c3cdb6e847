//! How well a candidate answers a query: the order of search results, and the meaning of "found".
//!
//! Each word of the query counts once, for the best place it stands in: most in the name, then in
//! headline, skills, notes and résumés. A word that is there whole counts more than one that only
//! begins so, but a begun word in one field counts more than a whole one in the next. Of equals the
//! one who was added first leads. The index gives the same order ([`super::index`]); a test compares.

use std::cmp::Reverse;

use super::words::QueryWord;

/// Fields that are searched, the most important first: name, headline, skills, notes, résumés.
pub(super) const FIELDS: usize = 5;
/// Places in the order of what they count: two of each field, whole and begun.
pub(super) const LEVELS: usize = 2 * FIELDS;

/// The place of a find: `field`, and whether the word only begins so.
pub(super) fn level(field: usize, begun: bool) -> usize {
    2 * field + usize::from(begun)
}

/// What a find at a level counts.
pub(super) fn worth(level: usize) -> u32 {
    let whole = 64 >> (level / 2);
    if level.is_multiple_of(2) {
        whole
    } else {
        whole / 4 * 3
    }
}

/// A candidate and how well it answers. The best is the smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked {
    /// The sum over the words of the query.
    pub score: Reverse<u32>,
    /// Row number.
    pub seq: i64,
}

impl Ranked {
    pub fn new(score: u32, seq: i64) -> Self {
        Self {
            score: Reverse(score),
            seq,
        }
    }
}

/// How well the words of a candidate, one line for each field, answer the query; `None` when a word
/// of the query is not among them.
pub(super) fn score(words: &str, query: &[QueryWord]) -> Option<u32> {
    query
        .iter()
        .map(|wanted| {
            let levels = words
                .split('\n')
                .zip(0..FIELDS)
                .filter_map(|(line, field)| Some(level(field, !stands_in(line, wanted)?)));
            levels.map(worth).next()
        })
        .sum()
}

/// Whether the line has the word whole (`Some(true)`), or only begins with it (`Some(false)`).
fn stands_in(line: &str, wanted: &QueryWord) -> Option<bool> {
    let (last, before) = wanted.parts.split_last()?;
    let mut begun = false;
    let mut tokens = line.split(' ');
    loop {
        let mut ahead = tokens.clone();
        if tokens.next().is_none() {
            return begun.then_some(false);
        }
        if !before.iter().all(|part| ahead.next() == Some(part)) {
            continue;
        }
        match ahead.next() {
            None => return begun.then_some(false),
            Some(token) if token == last => return Some(true),
            Some(token) => begun |= wanted.open && token.starts_with(last.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::query_words;
    use super::*;

    fn score_of(words: &str, query: &str) -> Option<u32> {
        score(words, &query_words(query))
    }

    #[test]
    fn a_better_field_counts_more_than_a_whole_word() {
        let worths: Vec<u32> = (0..LEVELS).map(worth).collect();
        assert!(worths.is_sorted_by(|a, b| a > b), "{worths:?}");
        assert_eq!(worths, [64, 48, 32, 24, 16, 12, 8, 6, 4, 3]);
    }

    #[test]
    fn every_word_counts_once_where_it_stands_best() {
        let words = "ana li\nengineer at rust\nrust python\nana likes rust\n";
        assert_eq!(score_of(words, "ana"), Some(64));
        assert_eq!(score_of(words, "an"), Some(48));
        assert_eq!(score_of(words, "rust"), Some(32));
        assert_eq!(score_of(words, "rust an"), Some(80));
        assert_eq!(score_of(words, "py"), Some(12));
        assert_eq!(score_of(words, "like"), Some(6));
        assert_eq!(
            score_of(words, "like ana"),
            None,
            "an earlier word is whole"
        );
        assert_eq!(score_of("", "ana"), None);
    }

    #[test]
    fn parts_of_a_word_stand_side_by_side() {
        let words = "zoe o neill oneill\n\n\n张 伟 明\n";
        assert_eq!(score_of(words, "o'nei"), Some(48));
        assert_eq!(score_of(words, "o'neill"), Some(64));
        assert_eq!(score_of(words, "zoe'neill"), None);
        assert_eq!(score_of(words, "伟明"), Some(8));
        assert_eq!(score_of(words, "张明"), None);
    }
}
