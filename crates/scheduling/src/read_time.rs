//! Dates and times as people type them: `thu 3pm berlin`.

use chrono::{DateTime, NaiveDate, Utc};

use crate::zone::{Zone, Zones};

/// A day, or a moment of it, that a text may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The date on the reader's clock.
    pub date: NaiveDate,
    /// The instant, when the text names a time of day.
    pub starts_at: Option<DateTime<Utc>>,
    /// The instant as elapsed minutes of the reader's local day.
    pub minutes: Option<u32>,
    /// What was understood, in words.
    pub spoken: String,
}

/// What a text may mean, the likeliest first; nothing when it is no date.
pub fn read(_text: &str, _now: DateTime<Utc>, _reader: &Zone, _zones: &Zones) -> Vec<Moment> {
    Vec::new()
}
