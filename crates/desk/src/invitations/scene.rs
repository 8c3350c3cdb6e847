//! Everything that is known about an interview when people are told about it.

use chrono::{DateTime, Utc};
use muster_domain::interview::{Mode, Status, type_label};
use muster_domain::invitations::Place;
use muster_providers::ics::{Entry, Organizer, When};
use muster_store::interviews::{self, Interview};
use muster_store::invitations::Invitation;
use muster_store::people::Person;
use muster_store::{Connection, StoreError, candidates, jobs, mail_account, people, users};

use super::event::Audience;
use crate::{Desk, Failure};

/// Somebody who is to know of an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Invitee {
    /// The interviewer; `None` for the candidate.
    pub person_id: Option<String>,
    /// Name.
    pub name: String,
    /// Address; empty when none is known.
    pub address: String,
    /// The zone they read times in.
    pub zone: String,
}

/// What of an interview people are to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It takes place.
    On,
    /// It was called off, or is not there any more.
    Off,
    /// Nothing is told: it is not arranged yet, is over, or began.
    Quiet,
}

/// An interview with everything that a letter says.
pub(super) struct Scene {
    /// The interview; `None` when it is not there any more.
    pub interview: Option<Interview>,
    pub standing: Standing,
    /// What the interview is called: "Phone screen".
    pub title: String,
    /// The job; empty when not known.
    pub role: String,
    /// What the team wrote for itself.
    pub notes: String,
    pub place: Place,
    pub company: String,
    pub organizer: Organizer,
    pub organizer_zone: String,
    pub candidate: Invitee,
    pub panel: Vec<Invitee>,
    pub now: DateTime<Utc>,
}

impl Scene {
    /// Reads an interview; `None` when it is not there any more.
    pub(super) async fn read(
        desk: &Desk,
        connection: &mut Connection,
        interview_id: &str,
    ) -> Result<Option<Self>, Failure> {
        let interview = match interviews::get(connection, interview_id).await {
            Ok(interview) => interview,
            Err(StoreError::NotFound { .. }) => return Ok(None),
            Err(other) => return Err(other.into()),
        };
        let job = jobs::get(connection, &interview.job_id).await?;
        let candidate = candidates::get(connection, &interview.candidate_id).await?;
        let ids: Vec<String> = interview
            .interviewers
            .iter()
            .map(|(id, _)| id.clone())
            .collect();
        let panel = people::named(connection, &ids).await?;
        let organizer_zone = crate::interviews::view::reader_zone(desk).await?;
        let zone = match interview.candidate_zone.as_str() {
            "" => interview.time_zone.clone(),
            zone => zone.to_owned(),
        };
        let emails = &candidate.fields.emails;
        Ok(Some(Self {
            standing: standing(&interview, desk.now()),
            company: job.company,
            title: type_label(&interview.interview_type),
            role: interview.job_title.clone(),
            notes: interview.notes.trim().to_owned(),
            place: place(&interview),
            organizer: organizer(desk, connection).await?,
            organizer_zone,
            candidate: Invitee {
                person_id: None,
                name: interview.candidate_name.clone(),
                address: emails.first().map(ToString::to_string).unwrap_or_default(),
                zone,
            },
            panel: panel.into_iter().map(interviewer).collect(),
            now: desk.now(),
            interview: Some(interview),
        }))
    }

    /// An interview that is not there any more, from what people were told of it: it is off.
    pub(super) async fn of_lost(
        desk: &Desk,
        connection: &mut Connection,
        event: &Entry,
        known: &[Invitation],
    ) -> Result<Self, Failure> {
        let zone = crate::interviews::view::reader_zone(desk).await?;
        let mut panel = Vec::new();
        let mut candidate = Invitee {
            person_id: None,
            name: String::new(),
            address: String::new(),
            zone: zone.clone(),
        };
        for invitation in known {
            let invitee = Invitee {
                person_id: invitation.person_id.clone(),
                name: invitation.name.clone(),
                address: invitation.address.clone(),
                zone: promised_zone(event).unwrap_or_else(|| zone.clone()),
            };
            match Audience::of(&invitation.audience) {
                Audience::Candidate => candidate = invitee,
                Audience::Interviewers => panel.push(invitee),
            }
        }
        Ok(Self {
            standing: Standing::Off,
            company: String::new(),
            organizer: organizer(desk, connection).await?,
            organizer_zone: zone,
            title: event.title.clone(),
            role: String::new(),
            notes: String::new(),
            place: Place::Online { link: None },
            candidate,
            panel,
            now: desk.now(),
            interview: None,
        })
    }

    /// Who of an audience is to know of it.
    pub(super) fn people(&self, audience: Audience) -> &[Invitee] {
        match audience {
            Audience::Candidate => std::slice::from_ref(&self.candidate),
            Audience::Interviewers => &self.panel,
        }
    }
}

/// The zone that a time was promised in.
fn promised_zone(event: &Entry) -> Option<String> {
    match &event.when {
        When::Timed { zone, .. } => Some(zone.clone()),
        When::Days { .. } => None,
    }
}

fn place(interview: &Interview) -> Place {
    match interview.mode {
        Mode::Online => Place::Online {
            link: (!interview.meeting_link.is_empty()).then(|| interview.meeting_link.clone()),
        },
        Mode::Offline => Place::Onsite {
            address: interview.location.clone(),
        },
    }
}

fn interviewer(person: Person) -> Invitee {
    Invitee {
        person_id: Some(person.id),
        name: person.full_name,
        address: person.email,
        zone: person.time_zone,
    }
}

fn standing(interview: &Interview, now: DateTime<Utc>) -> Standing {
    if interview.ends_at <= now {
        return Standing::Quiet;
    }
    match interview.status {
        Status::Scheduled => Standing::On,
        Status::Cancelled => Standing::Off,
        Status::Draft
        | Status::AwaitingCandidate
        | Status::Tentative
        | Status::InProgress
        | Status::Completed
        | Status::NoShow
        | Status::Expired => Standing::Quiet,
    }
}

/// Who invites: the sender of mail, else the acting user. Without an address nobody can be invited.
pub(super) async fn organizer(
    desk: &Desk,
    connection: &mut Connection,
) -> Result<Organizer, Failure> {
    if let Some(account) = mail_account::get(connection).await? {
        return Ok(Organizer {
            address: account.from_address,
            name: account.from_name,
        });
    }
    let acting = desk.actor().await?;
    let users = users::list(desk.workspace().await?).await?;
    let user = users
        .iter()
        .find(|u| u.id == acting)
        .or_else(|| users.iter().find(|u| u.is_current));
    Ok(user.map_or_else(
        || Organizer {
            address: String::new(),
            name: String::new(),
        },
        |user| Organizer {
            address: user.email.clone(),
            name: user.full_name.clone(),
        },
    ))
}
