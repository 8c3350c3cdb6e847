//! An interview and the mails about it.

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::invitations::{Audience, Contact, Facts, Occasion, Place, Timing, words};
use muster_mail::{Invite, Mailbox, Message, Told};
use muster_providers::ics::{
    Attendee, AttendeeKind, Entry, EntryKind, EntryState, Method, Organizer, Reply, When, write,
};
use muster_scheduling::zone::{Zone, Zones};

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn zone(name: &str) -> Zone {
    Zones::bundled().get(name).unwrap()
}

pub fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox {
        name: name.to_owned(),
        address: address.to_owned(),
    }
}

/// What a test changes of an invitation.
pub struct Case {
    pub number: usize,
    pub method: Method,
    pub start: DateTime<Utc>,
    pub minutes: i64,
    pub mine: String,
    pub theirs: String,
    pub candidate: String,
    pub title: String,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            number: 1,
            method: Method::Request,
            start: at("2026-11-24T14:00:00Z"),
            minutes: 45,
            mine: "Europe/Berlin".to_owned(),
            theirs: "America/New_York".to_owned(),
            candidate: "Ana Silva".to_owned(),
            title: "Phone screen".to_owned(),
        }
    }
}

impl Case {
    pub fn uid(&self) -> String {
        format!("interview-{}@muster", self.number)
    }

    pub fn facts(&self) -> Facts {
        let occasion = match self.method {
            Method::Cancel => Occasion::Cancellation {
                reason_for_reader: "The position is filled.".to_owned(),
            },
            _ => Occasion::Invitation,
        };
        Facts {
            occasion,
            audience: Audience::Candidate,
            role: "Backend Engineer".to_owned(),
            company: "Acme".to_owned(),
            interview_name: self.title.clone(),
            timing: Timing {
                start: self.start,
                end: self.start + TimeDelta::minutes(self.minutes),
            },
            reader_zone: zone(&self.theirs),
            other_zone: zone(&self.mine),
            written_at: at("2026-11-22T10:00:00Z"),
            place: Place::Online {
                link: Some("https://meet.example.org/a?b=c".to_owned()),
            },
            candidate_name: self.candidate.clone(),
            people: vec![("Bo Li".to_owned(), "Team lead".to_owned())],
            preparation: None,
            private_notes: Some("private note".to_owned()),
            contact: Contact {
                name: "Rita Reed".to_owned(),
                email: "rita@acme.example".to_owned(),
                phone: None,
            },
            accommodation_line: "Tell us what you need.".to_owned(),
            ai_notice: None,
            reschedule_link: Some("https://acme.example/r/1".to_owned()),
            apology: false,
            links: Vec::new(),
        }
    }

    pub fn entry(&self) -> Entry {
        Entry {
            uid: self.uid(),
            sequence: 3,
            stamp: at("2026-11-22T10:00:00Z"),
            when: When::Timed {
                start: self.start,
                end: self.start + TimeDelta::minutes(self.minutes),
                zone: self.mine.clone(),
            },
            state: match self.method {
                Method::Cancel => EntryState::Cancelled,
                _ => EntryState::Confirmed,
            },
            busy: true,
            kind: EntryKind::Interview,
            title: self.title.clone(),
            description: "Line one\nLine two; with, signs \\ and 面接".to_owned(),
            location: "Online".to_owned(),
            meeting_link: Some("https://meet.example.org/a?b=c".to_owned()),
            related_uid: None,
            private: false,
            organizer: Some(Organizer {
                address: "rita@acme.example".to_owned(),
                name: "Rita Reed".to_owned(),
            }),
            attendees: vec![Attendee {
                address: "ana@example.org".to_owned(),
                name: self.candidate.clone(),
                required: true,
                kind: AttendeeKind::Person,
                answer: Reply::NeedsAction,
                asked: true,
            }],
            reminders: vec![15],
        }
    }

    pub fn message(&self) -> Message {
        let words = words(&self.facts());
        let ics = write(&self.entry(), Some(self.method), &Zones::bundled()).unwrap();
        Message {
            message_id: format!("<{}.3@muster>", self.number),
            date: at("2026-11-22T10:00:00Z"),
            from: mailbox("Rita Reed", "rita@acme.example"),
            to: mailbox(&self.candidate, "ana@example.org"),
            subject: words.subject,
            text: words.text,
            html: Some(words.html),
            invite: Some(Invite {
                method: self.method,
                ics,
            }),
            in_reply_to: None,
            references: Vec::new(),
        }
    }

    pub fn told(&self) -> Told {
        let facts = self.facts();
        Told::of(&facts, &words(&facts))
    }
}
