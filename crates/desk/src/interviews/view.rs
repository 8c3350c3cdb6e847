//! An interview as it is shown.

use chrono::{DateTime, Utc};
use muster_scheduling::spoken;
use muster_store::interviews::Interview;
use muster_store::users;
use schemars::JsonSchema;
use serde::Serialize;

use super::room;
use crate::{Desk, Failure};

/// An interviewer of an interview.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Interviewer")]
pub struct InterviewerView {
    /// Id.
    pub id: String,
    /// Name.
    pub full_name: String,
}

/// An interview (FORMATS.md), with the names and the times in words that a list shows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Interview")]
pub struct InterviewView {
    /// Id.
    pub id: String,
    /// The application it belongs to.
    pub application_id: String,
    /// Id of the user who scheduled it.
    pub scheduled_by: String,
    /// Kind ("screen", "technical", …).
    pub interview_type: String,
    /// "ONLINE" or "OFFLINE".
    pub mode: String,
    /// Where it stands.
    pub status: String,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// The IANA zone of the promise.
    pub time_zone: String,
    /// The wall time that was promised, in `time_zone`.
    pub local_start: String,
    /// Interviewers, in the order they were named.
    pub interviewer_ids: Vec<String>,
    /// Place of an interview in person.
    pub location: String,
    /// A pasted meeting link.
    pub meeting_link: String,
    /// Notes for the team.
    pub notes: String,
    /// The room's id; null without a room, or when this computer's keyring does not hold the key.
    pub room_id: Option<String>,
    /// iCalendar UID, for life.
    pub uid: String,
    /// iCalendar SEQUENCE.
    pub sequence: i64,
    /// First join of the candidate.
    pub candidate_joined_at: Option<DateTime<Utc>>,
    /// First join of an interviewer.
    pub interviewer_joined_at: Option<DateTime<Utc>>,
    /// Its end has passed and a person has to say what happened.
    pub needs_confirmation: bool,
    /// Rules that were broken on purpose.
    pub overrides: Vec<String>,
    /// Reminder leads of its own, in minutes; null for the workspace's.
    pub reminder_leads: Option<Vec<u32>>,
    /// Why it was cancelled; empty when it was not.
    pub cancel_reason: String,
    /// The candidate.
    pub candidate_id: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// The job.
    pub job_id: String,
    /// The job's title.
    pub job_title: String,
    /// Interviewers with their names.
    pub interviewers: Vec<InterviewerView>,
    /// The start in words, in the reader's zone.
    pub spoken: String,
    /// The start in words, in the reader's zone and in the candidate's (or the promised one).
    pub spoken_both: String,
}

impl InterviewView {
    /// Shows one interview, with its room id when the keyring has the key.
    pub(crate) async fn of(desk: &Desk, interview: Interview) -> Result<Self, Failure> {
        let reader = reader_zone(desk).await?;
        let room_id = room::reveal(desk, &interview).await;
        Ok(Self::make(desk, interview, &reader, room_id))
    }

    /// Shows a page of interviews. Rooms are not unsealed for lists.
    pub(crate) async fn list(
        desk: &Desk,
        interviews: Vec<Interview>,
    ) -> Result<Vec<Self>, Failure> {
        let reader = reader_zone(desk).await?;
        Ok(interviews
            .into_iter()
            .map(|i| Self::make(desk, i, &reader, None))
            .collect())
    }

    /// Shows an interview whose room id is at hand, because it was made just now.
    pub(crate) async fn with_room(
        desk: &Desk,
        interview: Interview,
        room_id: Option<String>,
    ) -> Result<Self, Failure> {
        let reader = reader_zone(desk).await?;
        Ok(Self::make(desk, interview, &reader, room_id))
    }

    fn make(desk: &Desk, i: Interview, reader: &str, room_id: Option<String>) -> Self {
        let theirs = if i.candidate_zone.is_empty() {
            &i.time_zone
        } else {
            &i.candidate_zone
        };
        let zones = desk.zones();
        let (spoken, spoken_both) = match (zones.get(reader), zones.get(theirs)) {
            (Ok(mine), Ok(theirs)) => (
                spoken::spoken(i.starts_at, &mine),
                spoken::both(i.starts_at, &mine, &theirs),
            ),
            (Ok(mine), Err(_)) => {
                let text = spoken::spoken(i.starts_at, &mine);
                (text.clone(), text)
            }
            (Err(_), _) => (i.starts_at.to_rfc3339(), i.starts_at.to_rfc3339()),
        };
        Self {
            interviewer_ids: i.interviewers.iter().map(|(id, _)| id.clone()).collect(),
            interviewers: i
                .interviewers
                .into_iter()
                .map(|(id, full_name)| InterviewerView { id, full_name })
                .collect(),
            mode: i.mode.to_string(),
            status: i.status.to_string(),
            local_start: i.local_start.format("%Y-%m-%dT%H:%M:%S").to_string(),
            id: i.id,
            application_id: i.application_id,
            scheduled_by: i.scheduled_by,
            interview_type: i.interview_type,
            starts_at: i.starts_at,
            ends_at: i.ends_at,
            time_zone: i.time_zone,
            location: i.location,
            meeting_link: i.meeting_link,
            notes: i.notes,
            room_id,
            uid: i.uid,
            sequence: i.sequence,
            candidate_joined_at: i.candidate_joined_at,
            interviewer_joined_at: i.interviewer_joined_at,
            needs_confirmation: i.needs_confirmation,
            overrides: i.overrides,
            reminder_leads: i.reminder_leads,
            cancel_reason: i.cancel_reason,
            candidate_id: i.candidate_id,
            candidate_name: i.candidate_name,
            job_id: i.job_id,
            job_title: i.job_title,
            spoken,
            spoken_both,
        }
    }
}

/// The zone in which the current user reads times.
pub(crate) async fn reader_zone(desk: &Desk) -> Result<String, Failure> {
    let users = users::list(desk.workspace().await?).await?;
    let acting = desk.actor().await?;
    Ok(users
        .iter()
        .find(|u| u.id == acting)
        .or_else(|| users.iter().find(|u| u.is_current))
        .map_or_else(|| "UTC".to_owned(), |u| u.time_zone.clone()))
}
