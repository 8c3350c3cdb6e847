//! The two events of an interview: the candidate's, and the interviewers' with what only they may
//! read (FEATURES.md 5.6).

use chrono::SubsecRound as _;
use muster_domain::invitations::Place;
use muster_providers::ics::{Attendee, AttendeeKind, Entry, EntryKind, EntryState, Reply, When};
use muster_store::interviews::Interview;

use super::scene::{Invitee, Scene};

/// Who reads an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Audience {
    /// The candidate.
    Candidate,
    /// Those who interview.
    Interviewers,
}

impl Audience {
    /// Both; the candidate is told first.
    pub(crate) const ALL: [Self; 2] = [Self::Candidate, Self::Interviewers];

    /// The stored word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Interviewers => "interviewers",
        }
    }

    /// The audience behind a stored word.
    pub(crate) fn of(word: &str) -> Self {
        if word == "candidate" {
            Self::Candidate
        } else {
            Self::Interviewers
        }
    }

    /// The UID of this audience's event. The interviewers' is made from the interview's own, so
    /// that it is for life too and holds no personal data either.
    pub(crate) fn uid(self, interview_uid: &str) -> String {
        match self {
            Self::Candidate => interview_uid.to_owned(),
            Self::Interviewers => format!("team-{interview_uid}"),
        }
    }
}

/// The event as it is to be now, for the people who are to know it. Sequence and stamp are those of
/// a first version; the caller makes it the next of the last one.
pub(super) fn event(
    scene: &Scene,
    interview: &Interview,
    audience: Audience,
    people: &[Invitee],
) -> Entry {
    let title = match audience {
        Audience::Candidate => titled(&scene.title, &[&scene.role, &scene.company]),
        Audience::Interviewers => titled(&scene.title, &[&scene.candidate.name, &scene.role]),
    };
    let (location, meeting_link) = match &scene.place {
        Place::Online { link } => (String::new(), link.clone()),
        Place::Onsite { address } => (address.clone(), None),
        Place::Phone { number } => (number.clone().unwrap_or_default(), None),
    };
    let other = match audience {
        Audience::Candidate => Audience::Interviewers,
        Audience::Interviewers => Audience::Candidate,
    };
    Entry {
        uid: audience.uid(&interview.uid),
        sequence: u32::try_from(interview.sequence).unwrap_or_default(),
        stamp: scene.now.trunc_subsecs(0),
        when: When::Timed {
            start: interview.starts_at.trunc_subsecs(0),
            end: interview.ends_at.trunc_subsecs(0),
            zone: interview.time_zone.clone(),
        },
        state: EntryState::Confirmed,
        busy: true,
        kind: EntryKind::Interview,
        title,
        description: description(scene, audience),
        location,
        meeting_link,
        related_uid: Some(other.uid(&interview.uid)),
        private: audience == Audience::Interviewers,
        organizer: (!scene.organizer.address.is_empty()).then(|| scene.organizer.clone()),
        attendees: people.iter().map(attendee).collect(),
        reminders: vec![15],
    }
}

/// "Phone screen: Data engineer, Acme"; parts that are not known are left out.
fn titled(name: &str, parts: &[&str]) -> String {
    let known: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    if known.is_empty() {
        return name.to_owned();
    }
    format!("{name}: {}", known.join(", "))
}

fn description(scene: &Scene, audience: Audience) -> String {
    let mut lines = Vec::new();
    let names: Vec<&str> = scene.panel.iter().map(|p| p.name.as_str()).collect();
    if !names.is_empty() {
        lines.push(format!("With {}.", names.join(", ")));
    }
    if audience == Audience::Interviewers {
        lines.push(format!("Candidate: {}.", scene.candidate.name));
        if !scene.notes.is_empty() {
            lines.push(scene.notes.clone());
        }
    }
    if let Place::Online { link: Some(link) } = &scene.place {
        lines.push(format!("Join: {link}"));
    }
    if !scene.organizer.address.is_empty() {
        let organizer = &scene.organizer;
        lines.push(format!(
            "Questions: {} <{}>",
            organizer.name, organizer.address
        ));
    }
    lines.join("\n")
}

/// Somebody who is asked to come.
pub(super) fn attendee(invitee: &Invitee) -> Attendee {
    Attendee {
        address: invitee.address.clone(),
        name: invitee.name.clone(),
        required: true,
        kind: AttendeeKind::Person,
        answer: Reply::NeedsAction,
        asked: true,
    }
}
