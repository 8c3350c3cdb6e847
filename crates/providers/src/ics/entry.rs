//! An event of ours, as it goes into a calendar file and comes back from one.

use std::fmt;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// An event that Muster writes: an interview, a deadline, a career event.
///
/// Only events of ours are ever held in this form; of everybody else's only busy times are kept
/// ([`super::BusySeries`]).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// One for the life of the event, without personal data in it (FEATURES.md 5.6).
    pub uid: String,
    /// Goes up when the time or the state changes; never down.
    pub sequence: u32,
    /// When this version was made (`DTSTAMP`), in whole seconds.
    pub stamp: DateTime<Utc>,
    /// When it takes place.
    pub when: When,
    /// Whether it takes place.
    pub state: EntryState,
    /// Whether it makes its people busy.
    pub busy: bool,
    /// What kind of event it is.
    pub kind: EntryKind,
    /// The title.
    pub title: String,
    /// The text; lines end with `\n`.
    pub description: String,
    /// Where it takes place; empty when nowhere in particular.
    pub location: String,
    /// The address of the video meeting.
    pub meeting_link: Option<String>,
    /// The UID of the event that belongs to it: the candidate's to the internal one, and back.
    pub related_uid: Option<String>,
    /// Whether others who see the calendar may see only that it is busy.
    pub private: bool,
    /// Who invites; needed for invitations and cancellations.
    pub organizer: Option<Organizer>,
    /// Who is invited.
    pub attendees: Vec<Attendee>,
    /// Minutes before the start at which the owner's calendar reminds. Not read back, and not
    /// written into messages: alarms are not forced on others (FEATURES.md 5.6).
    pub reminders: Vec<u32>,
}

impl Entry {
    /// This event as the next version of `previous`: the same UID, a later stamp, and a sequence
    /// that goes up when the time or the state is another (FEATURES.md 5.6).
    #[must_use]
    pub fn as_next_of(mut self, previous: &Self, now: DateTime<Utc>) -> Self {
        let is_news = self.when != previous.when || self.state != previous.state;
        self.uid.clone_from(&previous.uid);
        self.sequence = previous.sequence + u32::from(is_news);
        self.stamp = now.max(previous.stamp + TimeDelta::seconds(1));
        self
    }
}

/// When an event takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum When {
    /// From one instant to another, promised in a zone.
    Timed {
        /// The first instant, in whole seconds.
        start: DateTime<Utc>,
        /// The first instant after it, in whole seconds.
        end: DateTime<Utc>,
        /// The IANA name of the zone it was promised in.
        zone: String,
    },
    /// Whole days.
    Days {
        /// The first day.
        first: NaiveDate,
        /// The first day after it.
        after: NaiveDate,
    },
}

/// Whether an event takes place (`STATUS`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// It does.
    Confirmed,
    /// It may: a time that is held.
    Tentative,
    /// It does not.
    Cancelled,
}

/// What kind of event it is (`CATEGORIES`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// An interview.
    Interview,
    /// The last day of an application.
    Deadline,
    /// A career event.
    CareerEvent,
}

impl EntryKind {
    /// The word in the file.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Interview => "Interview",
            Self::Deadline => "Deadline",
            Self::CareerEvent => "Career event",
        }
    }

    /// The kind behind a word; an interview when somebody took the word away.
    pub(super) fn of_word(word: &str) -> Self {
        match word {
            "Deadline" => Self::Deadline,
            "Career event" => Self::CareerEvent,
            _ => Self::Interview,
        }
    }
}

/// Who invites.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organizer {
    /// E-mail address.
    pub address: String,
    /// Name; empty when unknown.
    pub name: String,
}

/// Somebody or something that is invited.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// E-mail address.
    pub address: String,
    /// Name; empty when unknown.
    pub name: String,
    /// Whether it can take place without them.
    pub required: bool,
    /// What they are.
    pub kind: AttendeeKind,
    /// What they answered.
    pub answer: Reply,
    /// Whether an answer is asked for (`RSVP`).
    pub asked: bool,
}

/// What an attendee is (`CUTYPE`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttendeeKind {
    /// A person.
    Person,
    /// A room.
    Room,
    /// Equipment.
    Resource,
}

/// What an attendee answered (`PARTSTAT`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Nothing yet.
    NeedsAction,
    /// Comes.
    Accepted,
    /// Does not come.
    Declined,
    /// May come.
    Tentative,
    /// Sends somebody else.
    Delegated,
}

/// The `PARTSTAT` words, both ways.
pub(super) const REPLIES: [(Reply, &str); 5] = [
    (Reply::NeedsAction, "NEEDS-ACTION"),
    (Reply::Accepted, "ACCEPTED"),
    (Reply::Declined, "DECLINED"),
    (Reply::Tentative, "TENTATIVE"),
    (Reply::Delegated, "DELEGATED"),
];

// Debug output ends up in logs: it names no person and shows no text.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("uid", &self.uid)
            .field("sequence", &self.sequence)
            .field("when", &self.when)
            .field("state", &self.state)
            .field("attendees", &self.attendees)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Organizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Organizer(…)")
    }
}

impl fmt::Debug for Attendee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attendee")
            .field("kind", &self.kind)
            .field("answer", &self.answer)
            .finish_non_exhaustive()
    }
}
