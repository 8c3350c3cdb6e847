//! A mail as Muster holds it.

use std::fmt;

use chrono::{DateTime, Utc};
use muster_providers::ics::Method;
use serde::{Deserialize, Serialize};

/// A name and an address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailbox {
    /// Name; empty when unknown.
    pub name: String,
    /// E-mail address.
    pub address: String,
}

/// The calendar file of a mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// What the file is; the same word stands in the file and in the header of its part.
    pub method: Method,
    /// The file, as [`muster_providers::ics::write`] gives it.
    pub ics: String,
}

/// A mail to one person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Ours, with its angle brackets: `<…@…>`. The same for every try of the same mail.
    pub message_id: String,
    /// When it was written.
    pub date: DateTime<Utc>,
    /// Who writes; of a mail with an invitation its organizer.
    pub from: Mailbox,
    /// To whom. Everybody gets a mail of their own.
    pub to: Mailbox,
    /// The subject.
    pub subject: String,
    /// Plain text; lines end with `\n`.
    pub text: String,
    /// The same as a page.
    pub html: Option<String>,
    /// The calendar file.
    pub invite: Option<Invite>,
    /// The message id of the mail that this one answers or corrects.
    pub in_reply_to: Option<String>,
    /// The message ids of the mails before it, oldest first.
    pub references: Vec<String>,
}

/// Why a mail cannot be written, or must not be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageProblem {
    /// An address that cannot stand in a mail.
    #[error("The {field} address cannot be used for mail. Correct it.")]
    Address {
        /// `sender` or `recipient`.
        field: &'static str,
    },
    /// A message id that is none.
    #[error("The identification of this mail is damaged. Write the mail again.")]
    MessageId,
    /// A time that no mail can hold.
    #[error("The date of this mail cannot be written. Check the clock of this computer.")]
    Date,
    /// The calendar file is not one of ours, or not the one that was meant.
    #[error("The invitation does not agree with the mail: {0} Write the mail again.")]
    Invite(&'static str),
    /// A time in the words is missing or another than in the calendar file.
    #[error("A time in this mail is not the time of the interview. Write the mail again.")]
    Time,
}

// Debug output ends up in logs: it names nobody and shows no text.
impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox(…)")
    }
}

impl fmt::Debug for Invite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invite")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("message_id", &self.message_id)
            .field("date", &self.date)
            .field("invite", &self.invite)
            .finish_non_exhaustive()
    }
}
