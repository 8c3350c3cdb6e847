//! The one error of the rules: a setting that cannot be meant.

use thiserror::Error;

/// A setting that cannot be meant, named so that a form can point at it.
///
/// The rules never guess: a request with one of these gives no slots at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}; {hint}")]
pub struct InvalidSetting {
    /// Path of the field in the request, such as `attendees[0].working_hours[1].end`.
    pub field: String,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do next, without a full stop.
    pub hint: String,
}

impl InvalidSetting {
    /// Names the field, what is wrong with it and what to do next.
    pub fn new(
        field: impl Into<String>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// The same setting, of a request that is itself a field of another.
    pub(crate) fn inside(self, parent: &str) -> Self {
        Self {
            field: below(parent, &self.field),
            ..self
        }
    }
}

/// The path of a field below `parent`, which is empty at the top.
pub(crate) fn below(parent: &str, field: &str) -> String {
    if parent.is_empty() {
        field.to_owned()
    } else {
        format!("{parent}.{field}")
    }
}
