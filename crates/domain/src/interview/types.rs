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

/// The usual length of a type in minutes; [`DEFAULT_MINUTES`] for words of your own.
pub fn default_minutes(name: &str) -> u32 {
    let wanted = name.trim();
    STANDARD_TYPES
        .iter()
        .find(|one| one.name.eq_ignore_ascii_case(wanted))
        .map_or(DEFAULT_MINUTES, |one| one.default_minutes)
}

#[cfg(test)]
mod tests {
    use super::default_minutes;

    #[test]
    fn known_types_have_lengths_and_others_a_default() {
        assert_eq!(default_minutes("screen"), 30);
        assert_eq!(default_minutes(" Technical "), 60);
        assert_eq!(default_minutes("coffee with the founder"), 45);
    }
}
