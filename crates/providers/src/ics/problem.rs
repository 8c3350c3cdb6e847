//! What could not be read, said so that a recruiter can act on it.

use serde::{Deserialize, Serialize};

/// Why a part of a calendar was left out. Stable names for the interface and for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The time zone named by the event is not a zone we know.
    UnknownZone,
    /// The event, or the file, has no end.
    Unterminated,
    /// The event lacks a line it needs (UID, DTSTART).
    MissingField,
    /// A line is there, but its value cannot be read.
    InvalidValue,
    /// The recurrence is valid somewhere, but not a rule this reader can follow.
    UnsupportedRule,
    /// The recurrence never gives a date.
    RuleNeverMatches,
    /// The recurrence gives more dates than a calendar can hold.
    RuleTooDense,
    /// A change of "this and all following" events, which cannot be told from its parts.
    UnsupportedRange,
    /// The calendar is an answer or a question to an organiser, not a calendar.
    UnsupportedMethod,
}

/// One thing in a calendar file that was left out, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{message}")]
pub struct IcsProblem {
    /// The UID of the event, when it has one.
    pub uid: Option<String>,
    /// The line of the file where it was found, counted from 1.
    pub line: Option<usize>,
    /// The property it is about, such as `DTSTART`.
    pub field: Option<String>,
    /// What kind of problem it is.
    pub code: ProblemCode,
    /// What happened and what to do next, in plain words.
    pub message: String,
}

/// The bytes are not an iCalendar file at all (FORMATS.md `unsupported_file`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "This is not an iCalendar file: it has no BEGIN:VCALENDAR line. \
     Export the calendar again as .ics and choose that file."
)]
pub struct UnsupportedFile;

/// A problem that does not know its event yet: the reader of a single line raises it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub line: Option<usize>,
    pub field: Option<String>,
    pub code: ProblemCode,
    pub message: String,
}

impl Fault {
    /// A fault of this kind, with its sentence.
    pub fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        Self {
            line: None,
            field: None,
            code,
            message: message.into(),
        }
    }

    /// Says where it was found.
    #[must_use]
    pub fn at(mut self, line: usize, field: &str) -> Self {
        self.line.get_or_insert(line);
        self.field.get_or_insert_with(|| field.to_owned());
        self
    }

    /// Names the event it belongs to.
    pub fn of(self, uid: Option<&str>) -> IcsProblem {
        let event = uid.map_or_else(
            || "An event without UID".to_owned(),
            |u| format!("Event {u}"),
        );
        IcsProblem {
            uid: uid.map(str::to_owned),
            line: self.line,
            field: self.field,
            code: self.code,
            message: format!("{event} was left out: {}", self.message),
        }
    }
}
