//! The words of the mails about an interview: invitation, update, cancellation, reminder
//! (FEATURES.md EM2, EM5, RN4).
//!
//! One set of facts gives a subject, a plain text and an HTML page that say the same. Times are
//! printed by [`muster_scheduling::spoken`] for both sides, the reader's own clock first, and are
//! handed out as printed, so that whoever sends can check them against the calendar file.
//! What is private to the interviewers never reaches the candidate.

mod facts;
mod html;
mod plain;
mod sheet;
#[cfg(test)]
mod tests;

pub use facts::{Audience, Contact, Facts, Link, Occasion, Place, Timing};

/// The mail, ready to be put into an envelope.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    /// One line without control characters.
    pub subject: String,
    /// Plain text; lines end with `\n`.
    pub text: String,
    /// A page that loads nothing from anywhere.
    pub html: String,
    /// Each printed time as it stands in both; the start comes first.
    pub times: Vec<String>,
}

/// Writes the mail that these facts call for.
pub fn words(facts: &Facts) -> Words {
    let sheet = sheet::sheet(facts);
    Words {
        text: plain::write(&sheet),
        html: html::write(&sheet),
        subject: sheet.subject,
        times: sheet.times,
    }
}
