//! Answers to invitations, out of mails and calendar files.

use std::fmt;

use chrono::{DateTime, Utc};
use muster_providers::ics::Reply;
use muster_scheduling::zone::Zones;

/// An answer to an invitation of ours.
#[derive(Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The invitation's UID.
    pub uid: String,
    /// The version that is answered; answers to older ones are no news.
    pub sequence: u32,
    /// When the answer was given; of two to one version the later one counts.
    pub stamp: DateTime<Utc>,
    /// Who answers, as the calendar file says: an address.
    pub attendee: String,
    /// Who sent the mail; `None` for a bare calendar file. Anybody can write anything here.
    pub from: Option<String>,
    /// The answer.
    pub kind: Kind,
    /// What was said beside; plain text, at most 2,000 characters.
    pub comment: String,
    /// The message id of the mail, with its angle brackets.
    pub message_id: Option<String>,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Yes, no, perhaps.
    Reply(Reply),
    /// Another time is proposed.
    Counter {
        /// From when.
        start: DateTime<Utc>,
        /// Until when.
        end: DateTime<Utc>,
    },
    /// A proposal of ours was refused.
    DeclineCounter,
}

/// Why a file is no answer that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplyProblem {
    /// Neither a mail nor a calendar file.
    #[error(
        "This is neither a mail nor a calendar file. Save the mail as .eml and choose that file."
    )]
    NotAMail,
    /// Larger than an answer can be.
    #[error("This mail is too large to be an answer (more than 10 MB), so it was not read.")]
    TooLarge,
    /// An answer to an invitation of ours that cannot be read for certain.
    #[error(
        "The answer in this mail cannot be read ({0}). Open the mail and note the answer by hand."
    )]
    Unreadable(&'static str),
}

/// Reads the answer in a mail (`.eml`) or in a bare calendar file; `None` when there is none to an
/// invitation that `ours` knows by its UID.
///
/// # Errors
/// A [`ReplyProblem`].
pub fn read_reply(
    bytes: &[u8],
    ours: impl Fn(&str) -> bool,
    zones: &Zones,
) -> Result<Option<Incoming>, ReplyProblem> {
    unimplemented!()
}

// Debug output ends up in logs: it names nobody and shows no text.
impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("uid", &self.uid)
            .field("sequence", &self.sequence)
            .field("stamp", &self.stamp)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
