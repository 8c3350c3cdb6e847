//! An interview as it is shown.

use chrono::{DateTime, Utc};
use muster_scheduling::spoken;
use muster_scheduling::zone::{Zone, Zones};
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
    /// The day of the start in the reader's zone: "Tue 24 Nov".
    pub spoken_day: String,
    /// Start and end on the reader's clock: "15:00–15:45".
    pub spoken_time: String,
    /// The start on the clock of the other side; null when that is the reader's own zone.
    pub spoken_theirs: Option<String>,
}

impl InterviewView {
    /// Shows one interview, with its room id when the keyring has the key.
    pub(crate) async fn of(desk: &Desk, interview: Interview) -> Result<Self, Failure> {
        let reader = ReaderClock::of(desk).await?;
        let room_id = room::reveal(desk, &interview).await;
        Ok(Self::make(desk, interview, &reader, room_id))
    }

    /// Shows a page of interviews. Rooms are not unsealed for lists.
    pub(crate) async fn list(
        desk: &Desk,
        interviews: Vec<Interview>,
    ) -> Result<Vec<Self>, Failure> {
        let reader = ReaderClock::of(desk).await?;
        Ok(interviews
            .into_iter()
            .map(|i| Self::read_by(desk, i, &reader))
            .collect())
    }

    /// Shows an interview whose room id is at hand, because it was made just now.
    pub(crate) async fn with_room(
        desk: &Desk,
        interview: Interview,
        room_id: Option<String>,
    ) -> Result<Self, Failure> {
        let reader = ReaderClock::of(desk).await?;
        Ok(Self::make(desk, interview, &reader, room_id))
    }

    /// Shows one interview of a list for a reader who is known already, without its room.
    pub(crate) fn read_by(desk: &Desk, interview: Interview, reader: &ReaderClock) -> Self {
        Self::make(desk, interview, reader, None)
    }

    fn make(desk: &Desk, i: Interview, reader: &ReaderClock, room_id: Option<String>) -> Self {
        let theirs = if i.candidate_zone.is_empty() {
            &i.time_zone
        } else {
            &i.candidate_zone
        };
        let words = reader.meeting(desk.zones(), i.starts_at, i.ends_at, theirs);
        Self {
            spoken: words.spoken,
            spoken_both: words.spoken_both,
            spoken_day: words.spoken_day,
            spoken_time: words.spoken_time,
            spoken_theirs: words.spoken_theirs,
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
        }
    }
}

/// A meeting in the words of who reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MeetingWords {
    /// The start.
    pub spoken: String,
    /// The start on both sides' clocks.
    pub spoken_both: String,
    /// The day of the start: "Tue 24 Nov".
    pub spoken_day: String,
    /// Start and end: "15:00–15:45".
    pub spoken_time: String,
    /// The start on the other side's clock, when that is another.
    pub spoken_theirs: Option<String>,
}

/// The clock of who reads. Every time in words of an answer is read off it.
pub(crate) struct ReaderClock(Zone);

impl ReaderClock {
    /// The clock of the acting user; UTC, which the words then say, when its zone is not known here.
    pub(crate) async fn of(desk: &Desk) -> Result<Self, Failure> {
        let name = reader_zone(desk).await?;
        let zone = desk.zones().get(&name).or_else(|_| desk.zones().get("UTC"));
        Ok(Self(zone.map_err(Failure::internal)?))
    }

    /// Its zone.
    pub(crate) fn zone(&self) -> &Zone {
        &self.0
    }

    /// The IANA name of its zone.
    pub(crate) fn zone_name(&self) -> &str {
        self.0.name()
    }

    /// `Tue 24 Nov 15:00 Berlin (UTC+1)`.
    pub(crate) fn spoken(&self, at: DateTime<Utc>) -> String {
        spoken::spoken(at, &self.0)
    }

    /// What happened once: with the year when it is not the present one.
    pub(crate) fn spoken_at(&self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        spoken::spoken_at(at, &self.0, now)
    }

    /// A meeting with someone whose zone is `theirs`; a zone that is not known is not said.
    pub(crate) fn meeting(
        &self,
        zones: &Zones,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        theirs: &str,
    ) -> MeetingWords {
        let theirs = zones.get(theirs).ok();
        let theirs = theirs.as_ref().unwrap_or(&self.0);
        MeetingWords {
            spoken: self.spoken(from),
            spoken_both: spoken::both(from, &self.0, theirs),
            spoken_day: self.day(from),
            spoken_time: self.hours(from, until),
            spoken_theirs: spoken::theirs(from, &self.0, theirs),
        }
    }

    /// `Tue 24 Nov`.
    pub(crate) fn day(&self, at: DateTime<Utc>) -> String {
        self.0.local(at).format("%a %-d %b").to_string()
    }

    /// `Tuesday 24 November`.
    pub(crate) fn long_day(&self, at: DateTime<Utc>) -> String {
        self.0.local(at).format("%A %-d %B").to_string()
    }

    /// `15:00–15:45`; an end on another day names it.
    fn hours(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> String {
        let (start, end) = (self.0.local(from), self.0.local(until));
        let day = if start.date() == end.date() {
            "%H:%M"
        } else {
            "%a %H:%M"
        };
        format!("{}–{}", start.format("%H:%M"), end.format(day))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn clock(name: &str) -> ReaderClock {
        ReaderClock(Zones::bundled().get(name).unwrap())
    }

    #[test]
    fn a_day_and_its_hours_are_the_readers_own() {
        let berlin = clock("Europe/Berlin");
        let (start, end) = (at("2026-11-24T14:00:00Z"), at("2026-11-24T14:45:00Z"));
        assert_eq!(berlin.day(start), "Tue 24 Nov");
        assert_eq!(berlin.long_day(start), "Tuesday 24 November");
        assert_eq!(berlin.hours(start, end), "15:00–15:45");
        let auckland = clock("Pacific/Auckland");
        assert_eq!(auckland.day(start), "Wed 25 Nov");
        assert_eq!(auckland.hours(start, end), "03:00–03:45");
    }

    #[test]
    fn an_end_past_midnight_names_its_day() {
        let (start, end) = (at("2026-11-24T22:30:00Z"), at("2026-11-24T23:15:00Z"));
        assert_eq!(clock("Europe/Berlin").hours(start, end), "23:30–Wed 00:15");
    }

    #[test]
    fn the_other_side_is_said_only_when_it_has_another_clock() {
        let berlin = clock("Europe/Berlin");
        let start = at("2026-11-24T14:00:00Z");
        let words = |theirs| berlin.meeting(&Zones::bundled(), start, start, theirs);
        let far = words("America/New_York");
        assert_eq!(
            far.spoken_both,
            format!("{} · 09:00 New York (UTC−5)", far.spoken)
        );
        assert_eq!(far.spoken_theirs.as_deref(), Some("09:00 New York (UTC−5)"));
        for theirs in ["Europe/Berlin", "Nowhere/At_All", ""] {
            let near = words(theirs);
            assert_eq!(near.spoken_both, near.spoken);
            assert_eq!(near.spoken_theirs, None);
        }
    }
}
