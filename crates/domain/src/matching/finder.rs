//! Finding skills of the dictionary in text, as whole words.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::dictionary::SKILLS;

/// A skill found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundSkill {
    /// Its name in the dictionary.
    pub name: &'static str,
    /// First character, in Unicode code points.
    pub start: usize,
    /// The character after the last one.
    pub end: usize,
}

/// How sure a spelling is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// In any case.
    Any,
    /// Only with exactly these capitals: `Excel` is a program, `excel` a verb.
    Exact,
    /// Only with these capitals and as an item of a list, or before a word such as `developer`:
    /// `Go` is a language, `Go to market` is not.
    Listed,
}

struct Alias {
    name: &'static str,
    exact: Vec<char>,
    folded: Vec<char>,
    spelling: Spelling,
}

/// Aliases by their first folded character, longest first.
fn aliases() -> &'static HashMap<char, Vec<Alias>> {
    static ALIASES: OnceLock<HashMap<char, Vec<Alias>>> = OnceLock::new();
    ALIASES.get_or_init(|| {
        let mut by_first: HashMap<char, Vec<Alias>> = HashMap::new();
        for line in SKILLS
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            let (name, others) = line.split_once(':').unwrap_or((line, ""));
            let (name, own) = spelling_of(name.trim());
            let others = others
                .split(',')
                .map(str::trim)
                .filter(|other| !other.is_empty());
            let all = std::iter::once((name, own)).chain(others.map(spelling_of));
            for (text, spelling) in all {
                let exact: Vec<char> = text.chars().collect();
                let folded: Vec<char> = exact.iter().map(|c| fold(*c)).collect();
                if let Some(first) = folded.first().copied() {
                    by_first.entry(first).or_default().push(Alias {
                        name,
                        exact,
                        folded,
                        spelling,
                    });
                }
            }
        }
        for group in by_first.values_mut() {
            group.sort_by(|a, b| {
                b.folded
                    .len()
                    .cmp(&a.folded.len())
                    .then(a.exact.cmp(&b.exact))
            });
        }
        by_first
    })
}

fn spelling_of(text: &'static str) -> (&'static str, Spelling) {
    if let Some(rest) = text.strip_prefix('=') {
        (rest, Spelling::Exact)
    } else if let Some(rest) = text.strip_prefix('!') {
        (rest, Spelling::Listed)
    } else {
        (text, Spelling::Any)
    }
}

/// All skills of a text, from left to right, never overlapping; the longest name wins
/// (`React Native` is not `React`).
pub fn find_skills(text: &str) -> Vec<FoundSkill> {
    find(text, false)
}

/// The skills of one item of a skill list: it is a skill already, so capitals do not matter.
pub(super) fn skills_of_item(item: &str) -> Vec<FoundSkill> {
    let found = find(item, true);
    let whole = item.trim().chars().count();
    found
        .into_iter()
        .filter(|one| one.end - one.start > 2 || one.end - one.start == whole || sure(item, *one))
        .collect()
}

/// A short name inside a longer item must be written as the dictionary writes it.
fn sure(item: &str, found: FoundSkill) -> bool {
    find(item, false).contains(&found)
}

/// The dictionary's name of a skill that is spelled in one of its ways, in any case.
pub fn canonical_skill(text: &str) -> Option<&'static str> {
    let trimmed: Vec<char> = text.trim().chars().map(fold).collect();
    let group = aliases().get(trimmed.first()?)?;
    group
        .iter()
        .find(|alias| alias.folded == trimmed)
        .map(|alias| alias.name)
}

fn find(text: &str, relaxed: bool) -> Vec<FoundSkill> {
    let exact: Vec<char> = text.chars().collect();
    let folded: Vec<char> = exact.iter().map(|c| fold(*c)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let hit = starts_word(&folded, at)
            .then(|| folded.get(at).and_then(|first| aliases().get(first)))
            .flatten()
            .and_then(|group| {
                group
                    .iter()
                    .find(|alias| fits(alias, &exact, &folded, at, relaxed))
            });
        match hit {
            Some(alias) => {
                let end = at + alias.folded.len();
                found.push(FoundSkill {
                    name: alias.name,
                    start: at,
                    end,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Where a word or phrase of the job's own stands in a text, in any case.
pub(super) fn find_words(text: &str, phrase: &str) -> Vec<(usize, usize)> {
    let folded: Vec<char> = text.chars().map(fold).collect();
    let wanted: Vec<char> = phrase.trim().chars().map(fold).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    folded
        .windows(wanted.len())
        .enumerate()
        .filter(|(at, window)| {
            *window == wanted.as_slice()
                && starts_word(&folded, *at)
                && ends_word(&folded, at + wanted.len())
        })
        .map(|(at, _)| (at, at + wanted.len()))
        .collect()
}

fn fits(alias: &Alias, exact: &[char], folded: &[char], at: usize, relaxed: bool) -> bool {
    let end = at + alias.folded.len();
    if folded.get(at..end) != Some(alias.folded.as_slice()) || !ends_word(folded, end) {
        return false;
    }
    if relaxed {
        return true;
    }
    match alias.spelling {
        Spelling::Any => true,
        Spelling::Exact => exact.get(at..end) == Some(alias.exact.as_slice()),
        Spelling::Listed => {
            exact.get(at..end) == Some(alias.exact.as_slice())
                && listed_before(folded, at)
                && listed_after(folded, end)
        }
    }
}

fn fold(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Letters and digits of scripts that put spaces between words. Chinese, Japanese and Korean
/// text may touch a name on both sides.
fn in_word(c: char) -> bool {
    c.is_alphanumeric()
        && !matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

fn starts_word(text: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|index| text.get(index));
    before.is_none_or(|c| !in_word(*c) && !matches!(c, '_' | '@'))
}

fn ends_word(text: &[char], end: usize) -> bool {
    match text.get(end) {
        None => true,
        Some('#' | '_' | '@') => false,
        Some('+') => text.get(end + 1) != Some(&'+'),
        Some('.') => !text
            .get(end + 1)
            .is_some_and(|c| in_word(*c) && !c.is_ascii_digit()),
        Some(c) => !in_word(*c),
    }
}

fn listed_before(text: &[char], at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let spaces = before.iter().rev().take_while(|c| **c == ' ').count();
    let rest = before.get(..before.len() - spaces).unwrap_or_default();
    match rest.last() {
        None | Some(',' | '/' | ';' | '|' | '(' | '•' | '·' | ':' | '\n' | '\t' | '*') => true,
        Some('-' | '&' | '+') => spaces > 0,
        Some(_) => {
            let word = last_word(rest);
            matches!(
                word.as_str(),
                "and" | "or" | "in" | "with" | "using" | "knows" | "know" | "und"
            )
        }
    }
}

fn listed_after(text: &[char], end: usize) -> bool {
    let after = text.get(end..).unwrap_or_default();
    let spaces = after.iter().take_while(|c| **c == ' ').count();
    let rest = after.get(spaces..).unwrap_or_default();
    match rest.first() {
        None | Some(',' | '/' | ';' | '|' | ')' | '•' | '·' | '.' | ':' | '\n' | '\t') => true,
        Some('-' | '&' | '+' | '(') => spaces > 0,
        Some(_) => {
            let word: String = rest.iter().take_while(|c| in_word(**c)).collect();
            matches!(
                word.as_str(),
                "and"
                    | "or"
                    | "developer"
                    | "developers"
                    | "engineer"
                    | "engineers"
                    | "programmer"
                    | "programming"
                    | "language"
                    | "services"
                    | "microservices"
                    | "backend"
                    | "code"
                    | "experience"
                    | "und"
            )
        }
    }
}

fn last_word(text: &[char]) -> String {
    let letters = text.iter().rev().take_while(|c| in_word(**c)).count();
    text.get(text.len() - letters..)
        .unwrap_or_default()
        .iter()
        .collect()
}
