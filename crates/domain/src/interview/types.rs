//! Interview types and their usual lengths. Any other text is a type too.

use schemars::JsonSchema;
use serde::Serialize;

/// Minutes of a type that has no length of its own.
pub const DEFAULT_MINUTES: u32 = 45;

/// A kind of interview with its usual length; templates and jobs may override it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InterviewType {
    /// The word stored on the interview.
    pub name: &'static str,
    /// How a person reads it.
    pub label: &'static str,
    /// The usual length in whole minutes.
    pub default_minutes: u32,
}

/// The types a new workspace offers (FEATURES.md 0.2 "Default lengths").
pub const STANDARD_TYPES: &[InterviewType] = &[
    InterviewType {
        name: "screen",
        label: "Phone screen",
        default_minutes: 30,
    },
    InterviewType {
        name: "ai",
        label: "AI interview",
        default_minutes: 45,
    },
    InterviewType {
        name: "standard",
        label: "Interview",
        default_minutes: 45,
    },
    InterviewType {
        name: "technical",
        label: "Technical interview",
        default_minutes: 60,
    },
    InterviewType {
        name: "panel",
        label: "Panel interview",
        default_minutes: 60,
    },
    InterviewType {
        name: "onsite",
        label: "On-site interview",
        default_minutes: 60,
    },
];

/// The standard type of a name, if it is one.
pub fn standard_type(name: &str) -> Option<&'static InterviewType> {
    let wanted = name.trim();
    STANDARD_TYPES
        .iter()
        .find(|one| one.name.eq_ignore_ascii_case(wanted))
}

/// The usual length of a type in minutes; [`DEFAULT_MINUTES`] for words of your own.
pub fn default_minutes(name: &str) -> u32 {
    standard_type(name).map_or(DEFAULT_MINUTES, |one| one.default_minutes)
}

/// How a person reads a type at the beginning of a line: "Phone screen". Words of a team's own stay
/// as they were typed, but for underscores and the first letter.
pub fn type_label(name: &str) -> String {
    if let Some(standard) = standard_type(name) {
        return standard.label.to_owned();
    }
    let words = own_words(name);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The same inside a sentence: "phone screen"; "AI interview" keeps its capitals.
pub fn type_words(name: &str) -> String {
    let Some(standard) = standard_type(name) else {
        return own_words(name);
    };
    let mut letters = standard.label.chars();
    match (letters.next(), letters.as_str()) {
        (Some(first), rest) if !rest.starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => standard.label.to_owned(),
    }
}

fn own_words(name: &str) -> String {
    name.replace('_', " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{default_minutes, type_label, type_words};

    #[test]
    fn known_types_have_lengths_and_others_a_default() {
        assert_eq!(default_minutes("screen"), 30);
        assert_eq!(default_minutes(" Technical "), 60);
        assert_eq!(default_minutes("coffee with the founder"), 45);
    }

    #[test]
    fn a_type_is_read_by_its_label() {
        for (name, label, words) in [
            ("screen", "Phone screen", "phone screen"),
            ("AI", "AI interview", "AI interview"),
            ("standard", "Interview", "interview"),
            ("onsite", "On-site interview", "on-site interview"),
            ("phone_screen", "Phone screen", "phone screen"),
            ("system_design", "System design", "system design"),
            ("Kaffee mit Jörg", "Kaffee mit Jörg", "Kaffee mit Jörg"),
            ("übung", "Übung", "übung"),
            ("", "", ""),
        ] {
            assert_eq!(type_label(name), label, "{name}");
            assert_eq!(type_words(name), words, "{name}");
        }
    }
}
