//! Words of interviews for people: a stored `phone_screen` is read as "Phone screen".

use muster_domain::interview::STANDARD_TYPES;

/// A kind of interview as the beginning of a line: "Phone screen". Words of a team's own stay as
/// they were typed, but for underscores.
pub(crate) fn type_label(kind: &str) -> String {
    let words = type_words(kind);
    if kind.eq_ignore_ascii_case("ai") {
        return words;
    }
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A kind of interview inside a sentence: "phone screen".
pub(crate) fn type_words(kind: &str) -> String {
    if kind.eq_ignore_ascii_case("ai") {
        return "AI interview".to_owned();
    }
    kind.replace('_', " ").trim().to_owned()
}

/// What an interview of a kind is called when it has no title of its own: "Phone screen",
/// "Technical interview".
pub(crate) fn type_title(kind: &str) -> String {
    STANDARD_TYPES
        .iter()
        .find(|standard| standard.name.eq_ignore_ascii_case(kind.trim()))
        .map_or_else(|| type_label(kind), |standard| standard.label.to_owned())
}
