//! Busy, free, unknown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::CalendarId;
use crate::ics::{BusyInstance, BusyStatus};

/// What is known about a stretch of somebody's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// Something is there.
    Busy,
    /// Nothing is there, and everything was read.
    Free,
    /// Not everything could be read.
    Unknown,
}

/// Why busy times are not all known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyUnknown {
    /// The calendar could not be asked; the words of the error.
    NotAnswered(String),
    /// So many events could not be read for certain.
    Unreadable(usize),
}

/// Busy times of one calendar, as of some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeBusy {
    /// Whose.
    pub calendar: CalendarId,
    /// When it was asked.
    pub as_of: DateTime<Utc>,
    /// What is known to be busy, in order; also items that count as free, to be shown.
    pub busy: Vec<BusyInstance>,
    /// Set when more may be busy than is said here.
    pub unknown: Option<WhyUnknown>,
}

impl FreeBusy {
    /// What is known about `[from, to)`. Tentative items count as busy here; whoever has a
    /// policy for them looks at [`FreeBusy::busy`].
    pub fn state(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Availability {
        let taken = self
            .busy
            .iter()
            .any(|item| item.status != BusyStatus::Free && item.start < to && item.end > from);
        match (taken, &self.unknown) {
            (true, _) => Availability::Busy,
            (false, Some(_)) => Availability::Unknown,
            (false, None) => Availability::Free,
        }
    }
}
