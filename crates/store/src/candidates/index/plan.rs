//! What a query asks of the index, and what the index keeps of a text: two sides of one rule.

use crate::candidates::ranking::LEVELS;
use crate::candidates::words::{QueryWord, is_unspaced};

/// Characters of the longest prefix that has a set of its own. A longer one is the few words of the
/// index that begin with it.
const LONGEST_PREFIX: usize = 3;
/// Entries that one word of a query looks up; more than these would only confirm them.
const MOST_LOOKUPS: usize = 16;

/// One thing to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lookup {
    /// The word itself, or what it begins with.
    pub word: String,
    /// Whether longer words count too.
    pub open: bool,
}

/// A word of the query: candidates with all of these in one field may have it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PlannedWord {
    pub lookups: Vec<Lookup>,
    pub open: bool,
}

impl PlannedWord {
    /// Levels at which it can be found.
    pub fn levels(&self) -> impl Iterator<Item = usize> + use<> {
        (0..LEVELS).step_by(if self.open { 1 } else { 2 })
    }
}

/// What is looked up for a query.
#[derive(Debug)]
pub(super) struct Plan {
    pub words: Vec<PlannedWord>,
    /// Whether whoever has the lookups has the words; else the candidate's own words decide.
    pub is_exact: bool,
}

impl Plan {
    pub fn new(query: &[QueryWord]) -> Self {
        let mut is_exact = true;
        let words = query
            .iter()
            .map(|word| {
                let (mut lookups, exact) = lookups(word);
                is_exact &= exact && lookups.len() <= MOST_LOOKUPS;
                let open = word.open && lookups.last().is_some_and(|lookup| lookup.open);
                if lookups.len() > MOST_LOOKUPS {
                    lookups.drain(1..=lookups.len() - MOST_LOOKUPS);
                }
                PlannedWord { lookups, open }
            })
            .collect();
        Self { words, is_exact }
    }
}

fn lookups(word: &QueryWord) -> (Vec<Lookup>, bool) {
    let parts = &word.parts;
    let mut lookups = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let open = word.open && at + 1 == parts.len() && !is_one_sign(part);
        let pair_before = at > 0 && parts.get(at - 1).is_some_and(|p| is_pair(p, part));
        let pair_behind = parts.get(at + 1).is_some_and(|p| is_pair(part, p));
        if pair_before && let Some(before) = parts.get(at - 1) {
            lookups.push(Lookup {
                word: format!("{before}{part}"),
                open: false,
            });
        } else if !pair_behind {
            lookups.push(Lookup {
                word: part.clone(),
                open,
            });
        }
    }
    let is_exact = lookups.len() == 1;
    (lookups, is_exact)
}

/// A character of a script without spaces is a word that cannot go on.
fn is_one_sign(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(is_unspaced) && letters.next().is_none()
}

fn is_pair(first: &str, second: &str) -> bool {
    is_one_sign(first) && is_one_sign(second)
}

/// Calls `add` for everything that the index keeps of a line of words, some of it more than once.
pub(super) fn entries(line: &str, mut add: impl FnMut(&str)) {
    let mut text = String::new();
    let mut before: Option<&str> = None;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        add(word);
        let sign = is_one_sign(word);
        if sign {
            if let Some(before) = before {
                text.clear();
                text.push_str(before);
                text.push_str(word);
                add(&text);
            }
        } else {
            let mut ends = word.char_indices().skip(1).map(|(end, _)| end);
            let mut longest = 0;
            while longest < LONGEST_PREFIX {
                let end = ends.next();
                longest += 1;
                text.clear();
                text.push_str(&word[..end.unwrap_or(word.len())]);
                text.push('*');
                add(&text);
                if end.is_none() {
                    break;
                }
            }
        }
        before = sign.then_some(word);
    }
}

/// The part of the index in which a lookup is found: words from the first up to before the second.
/// A space and a star come before every letter, U+10FFFF behind.
pub(super) fn ranges(lookup: &Lookup) -> Vec<(String, String)> {
    let word = &lookup.word;
    let only = |word: String| {
        let end = format!("{word} ");
        (word, end)
    };
    if !lookup.open {
        vec![only(word.clone())]
    } else if word.chars().count() <= LONGEST_PREFIX {
        vec![only(word.clone()), only(format!("{word}*"))]
    } else {
        vec![(word.clone(), format!("{word}\u{10FFFF}"))]
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::words::query_words;
    use super::*;

    fn kept(line: &str) -> Vec<String> {
        let mut all = Vec::new();
        entries(line, |entry| all.push(entry.to_owned()));
        all
    }

    fn asked(query: &str) -> (Vec<Vec<String>>, bool) {
        let plan = Plan::new(&query_words(query));
        let star =
            |lookup: &Lookup| format!("{}{}", lookup.word, if lookup.open { "*" } else { "" });
        let words = plan.words.iter();
        let words = words.map(|word| word.lookups.iter().map(star).collect());
        (words.collect(), plan.is_exact)
    }

    #[test]
    fn short_prefixes_and_neighbouring_signs_are_kept() {
        assert_eq!(
            kept("li anna"),
            ["li", "l*", "li*", "anna", "a*", "an*", "ann*"]
        );
        assert_eq!(kept("é"), ["é", "é*"]);
        assert_eq!(kept("张 伟 x 明"), ["张", "伟", "张伟", "x", "x*", "明"]);
        assert!(kept("").is_empty());
    }

    #[test]
    fn a_query_asks_for_what_is_kept() {
        let words = |words: &[&[&str]]| -> Vec<Vec<String>> {
            let owned = |word: &&[&str]| word.iter().map(|w| (*w).to_owned()).collect();
            words.iter().map(owned).collect()
        };
        assert_eq!(asked("ana li"), (words(&[&["ana"], &["li*"]]), true));
        assert_eq!(asked("o'nei"), (words(&[&["o", "nei*"]]), false));
        assert_eq!(asked("张"), (words(&[&["张"]]), true));
        assert_eq!(asked("张伟"), (words(&[&["张伟"]]), true));
        assert_eq!(asked("张伟明"), (words(&[&["张伟", "伟明"]]), false));
        assert_eq!(asked("毕业rust"), (words(&[&["毕业", "rust*"]]), false));
        let (long, exact) = asked(&"张".repeat(64));
        assert_eq!((long[0].len(), exact), (MOST_LOOKUPS, false));
    }

    #[test]
    fn a_range_holds_the_word_and_what_begins_with_it() {
        let holds = |word: &str, open: bool, entry: &str| {
            let lookup = Lookup {
                word: word.to_owned(),
                open,
            };
            let ranges = ranges(&lookup);
            ranges
                .iter()
                .any(|(from, to)| from.as_str() <= entry && entry < to.as_str())
        };
        assert!(holds("li", false, "li") && !holds("li", false, "li*"));
        assert!(holds("li", true, "li*") && holds("li", true, "li") && !holds("li", true, "lia"));
        assert!(holds("anna", true, "anna") && holds("anna", true, "annabel"));
        assert!(!holds("anna", true, "ann*") && !holds("anna", true, "anne"));
    }
}
