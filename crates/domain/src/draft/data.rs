//! Making record data safe to insert: it is text, never template, and holds no invisible tricks.

use minijinja::Value;
use serde_json::Value as Json;

/// The private signs between which the engine writes what it inserted. They are Unicode
/// noncharacters, which no text may contain; in data and templates they are replaced.
pub(super) const MARKS: std::ops::RangeInclusive<char> = '\u{FDD0}'..='\u{FDEF}';

/// Deeper data than any record has.
const DEEPEST: usize = 32;

/// Turns a record into engine values.
///
/// Null fields are left out, so that null and missing are the same; text of nothing but white
/// space becomes empty, so that a condition is false for it. Control characters, direction
/// overrides and our own marks are taken out of text.
pub(super) fn safe_data(data: &Json) -> Value {
    convert(data, 0)
}

fn convert(data: &Json, depth: usize) -> Value {
    match data {
        _ if depth > DEEPEST => Value::UNDEFINED,
        Json::Null => Value::from(()),
        Json::Bool(flag) => Value::from(*flag),
        Json::Number(number) => number
            .as_i64()
            .map(Value::from)
            .or_else(|| number.as_u64().map(Value::from))
            .unwrap_or_else(|| Value::from(number.as_f64().unwrap_or_default())),
        Json::String(text) => Value::from(safe_text(text)),
        Json::Array(items) => Value::from(
            items
                .iter()
                .map(|item| convert(item, depth + 1))
                .collect::<Vec<_>>(),
        ),
        Json::Object(fields) => Value::from_pairs(
            fields
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (safe_text(name), convert(value, depth + 1))),
        ),
    }
}

fn safe_text(text: &str) -> String {
    let lines = text.replace("\r\n", "\n");
    let safe: String = lines
        .chars()
        .filter_map(|c| match c {
            '\n' | '\t' => Some(c),
            '\r' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
            _ if c.is_control() => None,
            _ if MARKS.contains(&c) => Some(char::REPLACEMENT_CHARACTER),
            _ => Some(c),
        })
        .collect();
    if is_blank_text(&safe) {
        String::new()
    } else {
        safe
    }
}

/// Whether text shows nothing: white space and characters of no width only.
pub(super) fn is_blank_text(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
            )
    })
}

/// Whether a value is missing for a reader: undefined, none, blank text, or an empty list or map.
pub(super) fn is_blank(value: &Value) -> bool {
    if value.is_undefined() || value.is_none() {
        return true;
    }
    if let Some(text) = value.as_str() {
        return is_blank_text(text);
    }
    value.len() == Some(0)
}
