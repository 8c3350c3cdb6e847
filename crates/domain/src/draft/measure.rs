//! Counting a text that is already written: its length, what its channel takes, and whether a
//! placeholder is still in it (FORMATS.md `draft_render`, FEATURES.md OD1 and OD3).

use super::limits::Effective;
use super::{Channel, ChannelLimits, Claim, data};

/// What a draft's text and subject come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Length of the text in UTF-16 units, as `LinkedIn` counts.
    pub characters: usize,
    /// Length of the subject in UTF-16 units, on channels that have one.
    pub subject_characters: Option<usize>,
    /// The most the text may have; `None` is no limit.
    pub limit: Option<u32>,
    /// The most the subject may have.
    pub subject_limit: Option<u32>,
    /// Whether it may leave: nothing unresolved, and text and subject within their limits.
    pub fits: bool,
    /// Remarks in plain words that do not stop anything.
    pub warnings: Vec<String>,
}

/// Counts a stored draft against the limits of a workspace.
///
/// `unresolved` are the fields still to be filled in (see [`still_unresolved`]). The subject is
/// ignored on channels without one.
pub fn measure(
    channel: Channel,
    text: &str,
    subject: &str,
    unresolved: &[String],
    limits: &ChannelLimits,
) -> Measured {
    let limit = limits.row(channel);
    let subject = channel.has_subject().then_some(subject);
    against(limit, text, subject, unresolved)
}

/// Counts text and subject against the numbers of one channel.
pub(super) fn against(
    limit: Effective,
    text: &str,
    subject: Option<&str>,
    unresolved: &[String],
) -> Measured {
    let characters = utf16_length(text);
    let subject_characters = subject.map(utf16_length);
    let within = |length: usize, most: Option<u32>| most.is_none_or(|most| length <= most as usize);
    let mut warnings = Vec::new();
    if let Some(from) = limit.warn_from.filter(|from| characters >= *from as usize) {
        warnings.push(format!(
            "The text has {characters} characters. Some accounts cut it from {from}; shorten it to be safe."
        ));
    }
    if data::is_blank_text(text) {
        warnings.push("The text is empty.".to_owned());
    }
    if subject.is_some_and(data::is_blank_text) {
        warnings.push("The subject is empty.".to_owned());
    }
    Measured {
        characters,
        subject_characters,
        limit: limit.body,
        subject_limit: subject.and(limit.subject),
        fits: unresolved.is_empty()
            && within(characters, limit.body)
            && within(subject_characters.unwrap_or_default(), limit.subject),
        warnings,
    }
}

/// The length as `LinkedIn` counts it.
fn utf16_length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Whether a text shows nothing at all.
pub fn is_empty(text: &str) -> bool {
    data::is_blank_text(text)
}

/// The fields whose placeholders are still in a text, each once, in order of appearance.
///
/// `known` are the fields that rendering could not fill. A placeholder that mentions one of them
/// stands for it; any other is named by the path it begins with. What looks like a placeholder
/// counts as one, wherever it came from: better a needless question than `Hi {{ first_name }}`.
pub fn still_unresolved(text: &str, known: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for inside in placeholders_in(text) {
        let mentioned: Vec<String> = known
            .iter()
            .filter(|field| mentions(inside, field))
            .cloned()
            .collect();
        let fields = if mentioned.is_empty() {
            vec![named(inside)]
        } else {
            mentioned
        };
        for field in fields {
            if !found.contains(&field) {
                found.push(field);
            }
        }
    }
    found
}

/// The insides of `{{ … }}` and `{% … %}`; an opened `{{` reaches to the end of its line.
fn placeholders_in(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let after = rest.get(at + 1..).unwrap_or_default();
        let (close, must_close) = match after.chars().next() {
            Some('{') => ("}}", false),
            Some('%') => ("%}", true),
            _ => {
                rest = after;
                continue;
            }
        };
        let inside = after.get(1..).unwrap_or_default();
        let line = inside.lines().next().unwrap_or_default();
        rest = match inside.split_once(close) {
            Some((inside, rest)) => {
                found.push(inside);
                rest
            }
            None if must_close => inside,
            None => {
                found.push(line);
                inside.get(line.len()..).unwrap_or_default()
            }
        };
    }
    found
}

/// Whether an expression speaks of a field: its path as a whole, not as a part of a longer word.
fn mentions(expression: &str, field: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    expression.match_indices(field).any(|(at, _)| {
        let before = expression
            .get(..at)
            .and_then(|text| text.chars().next_back());
        let after = expression
            .get(at + field.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(word) && !after.is_some_and(word)
    })
}

/// The path an expression begins with, or the expression itself.
fn named(expression: &str) -> String {
    let trimmed = expression.trim_matches(|c: char| c.is_whitespace() || c == '-' || c == '+');
    let path: String = trimmed
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
        .collect();
    if path.is_empty() {
        trimmed.chars().take(60).collect()
    } else {
        path
    }
}

/// The claims of a text after it was edited by hand: those before and after the edit stay with
/// their pieces, those the edit touched go.
pub fn carry_claims(before: &str, after: &str, claims: &[Claim]) -> Vec<Claim> {
    let (before, after): (Vec<char>, Vec<char>) =
        (before.chars().collect(), after.chars().collect());
    let same = |(a, b): &(&char, &char)| a == b;
    let head = before.iter().zip(&after).take_while(same).count();
    let tail = before
        .iter()
        .skip(head)
        .rev()
        .zip(after.iter().skip(head).rev())
        .take_while(same)
        .count();
    claims
        .iter()
        .filter_map(|claim| {
            if claim.end <= head {
                return Some(claim.clone());
            }
            let from_end = before.len().checked_sub(claim.start)?;
            (from_end <= tail).then(|| Claim {
                start: after.len() - from_end,
                end: after.len() - from_end + (claim.end - claim.start),
                field: claim.field.clone(),
            })
        })
        .collect()
}
