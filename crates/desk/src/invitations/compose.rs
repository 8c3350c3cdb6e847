//! A letter to one person: its words, its event, and what they know once it has left.

use chrono::{DateTime, Utc};
use muster_domain::invitations::{Audience as Reader, Contact, Facts, Occasion, Timing, words};
use muster_mail::{Invite, Mailbox, Message, Told};
use muster_providers::ics::{self, Entry, EntryState, Method, When};
use muster_scheduling::zone::Zone;
use serde::{Deserialize, Serialize};

use super::event::{Audience, attendee};
use super::scene::{Invitee, Scene};
use super::told::Telling;
use crate::{Code, Desk, Failure};

/// What the candidate is offered in every letter (FEATURES.md 5.3).
const ACCOMMODATION: &str = "If you need anything to take part well (captions, a longer time, another form), tell us and we \
     arrange it.";

/// A letter as the outbox keeps it.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Body {
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Every time that stands in the words, as it stands there.
    pub times: Vec<String>,
    /// The zone of the reader's clock.
    pub reader_zone: String,
    /// The zone of the other side's clock.
    pub other_zone: String,
    /// When the words were written.
    pub written_at: DateTime<Utc>,
    /// What the calendar file does.
    pub method: Method,
    /// The event that travels with it, for this reader.
    pub event: Entry,
    /// What the reader knows afterwards; `None` when they are out of it.
    pub knows: Option<Entry>,
    /// Whether they are told another time than they knew.
    pub moved: bool,
}

impl Body {
    /// The mail as it leaves, and what its reader is told about time.
    pub(crate) fn message(
        &self,
        desk: &Desk,
        row: &muster_store::outbox::Letter,
        from: Mailbox,
    ) -> Result<(Message, Told), Failure> {
        let ics = ics::write(&self.event, Some(self.method), desk.zones()).map_err(|problem| {
            Failure::new(
                Code::InvalidState,
                problem.to_string(),
                "Correct the interview; a new letter is written then.",
            )
        })?;
        let timing = timing_of(&self.event);
        let told = Told {
            start: timing.start,
            end: timing.end,
            times: self.times.clone(),
            reader_zone: zone(desk, &self.reader_zone)?,
            other_zone: zone(desk, &self.other_zone)?,
            written_at: self.written_at,
        };
        let message = Message {
            message_id: row.message_id.clone(),
            date: row.created_at,
            from,
            to: Mailbox {
                name: row.to_name.clone(),
                address: row.to_address.clone(),
            },
            subject: row.subject.clone(),
            text: self.text.clone(),
            html: Some(self.html.clone()),
            invite: Some(Invite {
                method: self.method,
                ics,
            }),
            in_reply_to: None,
            references: Vec::new(),
        };
        Ok((message, told))
    }
}

/// A letter with its subject.
pub(super) struct Letter {
    pub kind: &'static str,
    pub subject: String,
    pub body: Body,
}

/// What a letter is made from.
pub(super) struct Material<'a> {
    pub scene: &'a Scene,
    pub audience: Audience,
    pub reader: &'a Invitee,
    pub telling: Telling,
    /// What the reader knows.
    pub told: Option<&'a Entry>,
    /// The newest version of the event; of a cancellation, the last one before it.
    pub version: &'a Entry,
    /// How often the reader was told another time before.
    pub moves: u32,
}

/// Writes a letter.
pub(super) fn compose(desk: &Desk, material: &Material<'_>) -> Result<Letter, Failure> {
    let Material {
        scene,
        audience,
        reader,
        telling,
        told,
        version,
        moves,
    } = material;
    let cancelled = *telling == Telling::Cancel;
    let event = if cancelled {
        cancellation(version, *told, reader)
    } else {
        (*version).clone()
    };
    let timing = timing_of(&event);
    let occasion = match telling {
        Telling::Update { moved: true } => Occasion::Update {
            before: told.map(timing_of),
        },
        Telling::Update { moved: false } => Occasion::Update { before: None },
        Telling::Cancel => Occasion::Cancellation {
            reason_for_reader: String::new(),
        },
        Telling::Invite | Telling::Nothing => Occasion::Invitation,
    };
    let other = match audience {
        Audience::Candidate => &scene.organizer_zone,
        Audience::Interviewers => &scene.candidate.zone,
    };
    let (reader_zone, other_zone) = (zone(desk, &reader.zone)?, zone(desk, other)?);
    let role = |_: &Invitee| "Interviewer".to_owned();
    let written = words(&Facts {
        occasion,
        audience: match audience {
            Audience::Candidate => Reader::Candidate,
            Audience::Interviewers => Reader::Interviewers,
        },
        role: scene.role.clone(),
        company: scene.company.clone(),
        interview_name: scene.title.clone(),
        timing,
        reader_zone: reader_zone.clone(),
        other_zone: other_zone.clone(),
        written_at: scene.now,
        place: scene.place.clone(),
        candidate_name: scene.candidate.name.clone(),
        people: scene
            .panel
            .iter()
            .map(|p| (p.name.clone(), role(p)))
            .collect(),
        preparation: None,
        private_notes: (!scene.notes.is_empty()).then(|| scene.notes.clone()),
        contact: Contact {
            name: scene.organizer.name.clone(),
            email: scene.organizer.address.clone(),
            phone: None,
        },
        accommodation_line: ACCOMMODATION.to_owned(),
        ai_notice: None,
        reschedule_link: None,
        apology: matches!(telling, Telling::Update { moved: true }) && *moves > 0,
        links: Vec::new(),
    });
    Ok(Letter {
        kind: match telling {
            Telling::Cancel => "cancellation",
            Telling::Update { .. } => "update",
            Telling::Invite | Telling::Nothing => "invitation",
        },
        subject: written.subject,
        body: Body {
            text: written.text,
            html: written.html,
            times: written.times,
            reader_zone: reader_zone.name().to_owned(),
            other_zone: other_zone.name().to_owned(),
            written_at: scene.now,
            method: if cancelled {
                Method::Cancel
            } else {
                Method::Request
            },
            knows: (!cancelled).then(|| event.clone()),
            event,
            moved: *telling == Telling::Update { moved: true },
        },
    })
}

/// The event for somebody who is out of it: only they are named, its state says so, and its SEQUENCE
/// is higher than the one they know (RFC 5546 section 3.2.5).
fn cancellation(version: &Entry, told: Option<&Entry>, reader: &Invitee) -> Entry {
    let known = told.unwrap_or(version);
    Entry {
        state: EntryState::Cancelled,
        sequence: version.sequence.max(known.sequence + 1),
        stamp: version
            .stamp
            .max(known.stamp + chrono::TimeDelta::seconds(1)),
        when: known.when.clone(),
        attendees: vec![attendee(reader)],
        ..known.clone()
    }
}

fn timing_of(entry: &Entry) -> Timing {
    match &entry.when {
        When::Timed { start, end, .. } => Timing {
            start: *start,
            end: *end,
        },
        // Interviews have times; days are those of deadlines.
        When::Days { first, after } => Timing {
            start: first.and_time(chrono::NaiveTime::MIN).and_utc(),
            end: after.and_time(chrono::NaiveTime::MIN).and_utc(),
        },
    }
}

fn zone(desk: &Desk, name: &str) -> Result<Zone, Failure> {
    desk.zones()
        .get(name)
        .or_else(|_| desk.zones().get("UTC"))
        .map_err(Failure::internal)
}
