//! Nothing leaves whose words and calendar file disagree.

use chrono::{DateTime, Utc};
use muster_domain::invitations::{Facts, Words};
use muster_scheduling::zone::{Zone, Zones};

use crate::message::{Message, MessageProblem};

/// What the reader was told about time.
#[derive(Debug, Clone)]
pub struct Told {
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it ends.
    pub end: DateTime<Utc>,
    /// Each time as printed; the start comes first.
    pub times: Vec<String>,
    /// The clock of the reader.
    pub reader_zone: Zone,
    /// The clock of the other side.
    pub other_zone: Zone,
    /// When the words were written.
    pub written_at: DateTime<Utc>,
}

impl Told {
    /// What these words tell about these facts.
    pub fn of(facts: &Facts, words: &Words) -> Self {
        Self {
            start: facts.timing.start,
            end: facts.timing.end,
            times: words.times.clone(),
            reader_zone: facts.reader_zone.clone(),
            other_zone: facts.other_zone.clone(),
            written_at: facts.written_at,
        }
    }
}

impl Message {
    /// Proves that the words and the calendar file say the same.
    ///
    /// # Errors
    /// A [`MessageProblem`]; then the mail must not be sent.
    pub fn check(&self, told: &Told, zones: &Zones) -> Result<(), MessageProblem> {
        unimplemented!()
    }
}
