//! Nothing leaves whose words and calendar file disagree (FEATURES.md 5.6, EM5).
//!
//! The mail is written as it would be sent and read again by parsers that had no part in writing
//! it; what they find is compared with what the reader is meant to be told.

use chrono::{DateTime, SubsecRound as _, Utc};
use mail_parser::{MessageParser, MimeHeaders as _};
use muster_domain::invitations::{Facts, Words};
use muster_providers::ics::{self, Entry, Method, When};
use muster_scheduling::spoken;
use muster_scheduling::zone::{Zone, Zones};

use crate::build::FILE_NAME;
use crate::message::{Invite, Message, MessageProblem};

/// What the reader is told about time.
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

    /// The start as it must be printed.
    fn printed(&self, start: DateTime<Utc>) -> String {
        spoken::both_at(start, &self.reader_zone, &self.other_zone, self.written_at)
    }
}

impl Message {
    /// Proves that the words and the calendar file say the same: every printed time stands in the
    /// text and in the page, the first is the start of the calendar file on both clocks, start and
    /// end are as told, the method in the file is the one in the header, the attachment is the same
    /// file, and the organizer is the sender.
    ///
    /// # Errors
    /// A [`MessageProblem`]; then the mail must not be sent.
    pub fn check(&self, told: &Told, zones: &Zones) -> Result<(), MessageProblem> {
        let bytes = self.to_bytes()?;
        let read = MessageParser::default()
            .parse(&bytes)
            .ok_or(MessageProblem::Invite("it cannot be read again."))?;
        let text = read.body_text(0).ok_or(MessageProblem::Time)?;
        let page = self.html.as_ref().map(|_| read.body_html(0));
        for time in &told.times {
            let in_page = match &page {
                Some(page) => page.as_ref().is_some_and(|page| page.contains(time)),
                None => true,
            };
            if !text.contains(time.as_str()) || !in_page {
                return Err(MessageProblem::Time);
            }
        }
        if told.times.first() != Some(&told.printed(told.start)) {
            return Err(MessageProblem::Time);
        }
        match &self.invite {
            Some(invite) => self.check_invite(invite, &read, told, zones),
            None => Ok(()),
        }
    }

    fn check_invite(
        &self,
        invite: &Invite,
        read: &mail_parser::Message<'_>,
        told: &Told,
        zones: &Zones,
    ) -> Result<(), MessageProblem> {
        let wrong = MessageProblem::Invite;
        let mut parts = read.parts.iter().filter(|part| {
            part.content_type().is_some_and(|kind| {
                kind.ctype().eq_ignore_ascii_case("text")
                    && kind
                        .subtype()
                        .is_some_and(|s| s.eq_ignore_ascii_case("calendar"))
            })
        });
        let (Some(part), None) = (parts.next(), parts.next()) else {
            return Err(wrong("it does not hold one calendar file."));
        };
        let attached = read
            .attachments()
            .find(|part| part.attachment_name() == Some(FILE_NAME));
        if attached.is_none_or(|attached| attached.contents() != part.contents()) {
            return Err(wrong("the attached file is another one."));
        }
        let outside = part
            .content_type()
            .and_then(|kind| kind.attribute("method"));
        let inside = ics::method(part.contents());
        if outside != Some(invite.method.word()) || inside.as_deref() != outside {
            return Err(wrong("it says in two places what it is, and differently."));
        }
        let entry = ics::read_own(part.contents(), |_| true, zones)
            .ok()
            .flatten()
            .ok_or(wrong("its calendar file cannot be read again."))?;
        let When::Timed { start, end, .. } = entry.when else {
            return Err(wrong("it is for whole days."));
        };
        if told.times.first() != Some(&told.printed(start)) {
            return Err(MessageProblem::Time);
        }
        if start != told.start.trunc_subsecs(0) || end != told.end.trunc_subsecs(0) {
            return Err(MessageProblem::Time);
        }
        self.check_sender(invite.method, &entry)
    }

    /// Google and Outlook believe only the organizer, and of answers only the attendee.
    fn check_sender(&self, method: Method, entry: &Entry) -> Result<(), MessageProblem> {
        let is_sender = |address: &str| address.eq_ignore_ascii_case(self.from.address.trim());
        let believed = match method {
            Method::Reply => entry.attendees.iter().any(|a| is_sender(&a.address)),
            Method::Publish | Method::Request | Method::Cancel => entry
                .organizer
                .as_ref()
                .is_some_and(|o| is_sender(&o.address)),
        };
        if believed {
            Ok(())
        } else {
            Err(MessageProblem::Invite("its organizer is not the sender."))
        }
    }
}
