//! `interview_create`.

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use muster_domain::interview::{LogAction, Mode, Status, ViolationCode, type_words};
use muster_store::applications::{self, Application};
use muster_store::interviews::{self as rows, Except, Interview};
use muster_store::people::{self, Person};
use muster_store::{WriteTx, interview_logs};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::room::{self, NewRoom};
use super::rules::{self, Override, Proposal};
use super::view::InterviewView;
use crate::people::unknown_zone;
use crate::settings::{WorkspaceSettings, leads_checked};
use crate::{Command, Desk, Failure, reminders};

/// Parameters of `interview_create`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// The application.
    pub application_id: String,
    /// Kind ("screen", "technical", …).
    pub interview_type: String,
    /// Online or in person.
    pub mode: Mode,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// Length in whole minutes, 5 to 720.
    pub duration_minutes: u32,
    /// The IANA zone in which the time is promised.
    pub time_zone: String,
    /// Interviewers, each once.
    pub interviewer_ids: Vec<String>,
    /// Place of an interview in person.
    #[serde(default)]
    pub location: Option<String>,
    /// A pasted https link.
    #[serde(default)]
    pub meeting_link: Option<String>,
    /// Notes for the team.
    #[serde(default)]
    pub notes: Option<String>,
    /// Rules to break on purpose: outside_working_hours, day_cap, week_cap.
    #[serde(default, rename = "override")]
    pub overriding: Vec<ViolationCode>,
    /// Why they are broken.
    #[serde(default)]
    pub override_reason: Option<String>,
    /// Reminder leads of its own, in minutes.
    #[serde(default)]
    pub reminder_leads: Option<Vec<u32>>,
}

/// `interview_create`: every rule of FORMATS.md, checked inside the write transaction.
pub async fn create(desk: &Desk, params: Create) -> Result<InterviewView, Failure> {
    let ends_at = end(params.starts_at, duration(params.duration_minutes)?)?;
    check_zone(desk, &params.time_zone)?;
    check_people(&params.interviewer_ids)?;
    let meeting_link = link(params.meeting_link)?;
    let leads = params
        .reminder_leads
        .map(|l| leads_checked("reminder_leads", l))
        .transpose()?;
    let id = muster_store::new_id(desk.now());
    let room = room::for_mode(desk, params.mode, &id).await?;
    let actor = desk.actor().await?;
    let mut tx = desk.begin(Command::interview_create).await?;
    let settings = WorkspaceSettings::load_in(&mut tx).await?;
    let new = NewInterview {
        id,
        application_id: params.application_id,
        interview_type: interview_type(&params.interview_type)?,
        mode: params.mode,
        starts_at: params.starts_at,
        ends_at,
        time_zone: params.time_zone,
        interviewer_ids: params.interviewer_ids,
        location: params.location.unwrap_or_default(),
        meeting_link,
        notes: params.notes.unwrap_or_default(),
        reminder_leads: leads,
        room: room.as_ref(),
        agreed: false,
        except: Except::default(),
    };
    let overriding = Override {
        codes: &params.overriding,
        reason: params.override_reason.as_deref(),
    };
    let interview = write(desk, &mut tx, &settings, &actor, new, &overriding).await?;
    tx.summarise(format!(
        "Scheduled {} with {}",
        type_words(&interview.interview_type),
        interview.candidate_name
    ));
    desk.commit(tx).await?;
    InterviewView::with_room(desk, interview, room.map(|r| r.id)).await
}

/// An interview that is to be, its form checked: `interview_create`, a hold that is confirmed, a
/// session of a loop.
pub(crate) struct NewInterview<'a> {
    /// Its id.
    pub id: String,
    /// The application.
    pub application_id: String,
    /// Kind.
    pub interview_type: String,
    /// Online or in person.
    pub mode: Mode,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// The IANA zone in which the time is promised.
    pub time_zone: String,
    /// Interviewers, each once.
    pub interviewer_ids: Vec<String>,
    /// Place of an interview in person.
    pub location: String,
    /// A pasted https link.
    pub meeting_link: String,
    /// Notes for the team.
    pub notes: String,
    /// Reminder leads of its own.
    pub reminder_leads: Option<Vec<u32>>,
    /// Its room, made before the write lock was taken because the keyring may be slow.
    pub room: Option<&'a NewRoom>,
    /// Whether its time was kept before: notice and horizon were judged then.
    pub agreed: bool,
    /// What does not count against it.
    pub except: Except<'a>,
}

/// Judges one new interview by every rule and writes it with its people, reminders and log, inside
/// a larger change.
///
/// # Errors
/// The refusal of the first rule that speaks against it; nothing of it is written then.
pub(crate) async fn write(
    desk: &Desk,
    tx: &mut WriteTx,
    settings: &WorkspaceSettings,
    actor: &str,
    new: NewInterview<'_>,
    overriding: &Override<'_>,
) -> Result<Interview, Failure> {
    let application = applications::get(tx.connection(), &new.application_id).await?;
    let interviewers = people::named(tx.connection(), &new.interviewer_ids).await?;
    let proposal = Proposal {
        agreed: new.agreed,
        except: new.except,
        ..proposal(
            &application,
            new.mode,
            new.starts_at,
            new.ends_at,
            &interviewers,
        )
    };
    let found = rules::violations(desk, tx.connection(), settings, &proposal).await?;
    let overrides = rules::decide(found, overriding)?;
    let interview = Interview {
        // A UID holds no personal data and is never used again.
        uid: format!(
            "{}@muster.app",
            hex::encode(muster_store::ids::unique_bits())
        ),
        local_start: local(desk, &new.time_zone, new.starts_at)?,
        room_hash: new.room.map(|r| r.hash.clone()).unwrap_or_default(),
        room_sealed: new.room.map(|r| r.sealed.clone()).unwrap_or_default(),
        id: new.id,
        application_id: application.id,
        candidate_id: application.candidate_id,
        candidate_name: application.candidate_name,
        candidate_zone: String::new(),
        job_id: application.job_id,
        job_title: application.job_title,
        scheduled_by: actor.to_owned(),
        interview_type: new.interview_type,
        mode: new.mode,
        status: Status::Scheduled,
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        time_zone: new.time_zone,
        interviewers: names(interviewers),
        location: new.location,
        meeting_link: new.meeting_link,
        notes: new.notes,
        sequence: 0,
        candidate_joined_at: None,
        interviewer_joined_at: None,
        needs_confirmation: false,
        overrides,
        reminder_leads: new.reminder_leads,
        cancel_reason: String::new(),
        created_at: desk.now(),
    };
    rows::put(tx, &interview).await?;
    reminders::replan(desk, tx, &interview, settings).await?;
    let reason = overriding.reason.unwrap_or_default().trim();
    let (old, new) = (Value::Null, logged(&interview));
    let action = LogAction::Scheduled;
    interview_logs::append(tx, &interview.id, action, actor, reason, &old, &new).await?;
    Ok(rows::get(tx.connection(), &interview.id).await?)
}

/// The fields of an interview that its trail records.
pub(crate) fn logged(i: &Interview) -> Value {
    let people: Vec<&str> = i.interviewers.iter().map(|(id, _)| id.as_str()).collect();
    json!({
        "status": i.status,
        "interview_type": i.interview_type,
        "mode": i.mode,
        "starts_at": i.starts_at,
        "ends_at": i.ends_at,
        "time_zone": i.time_zone,
        "interviewer_ids": people,
        "location": i.location,
        "meeting_link": i.meeting_link,
        "sequence": i.sequence,
        "overrides": i.overrides,
    })
}

pub(crate) fn duration(minutes: u32) -> Result<TimeDelta, Failure> {
    if !(5..=720).contains(&minutes) {
        return Err(Failure::parameter(
            "duration_minutes",
            format!("An interview of {minutes} minutes cannot be scheduled."),
            "Give 5 to 720 minutes.",
        ));
    }
    Ok(TimeDelta::minutes(i64::from(minutes)))
}

pub(crate) fn interview_type(text: &str) -> Result<String, Failure> {
    let kind = text.trim().to_owned();
    if kind.is_empty() || kind.chars().count() > 60 {
        return Err(Failure::parameter(
            "interview_type",
            "The interview type is empty or longer than 60 characters.",
            "Name it in a word: screen, technical, panel, onsite.",
        ));
    }
    Ok(kind)
}

pub(crate) fn check_zone(desk: &Desk, zone: &str) -> Result<(), Failure> {
    desk.zones()
        .get(zone)
        .map(|_| ())
        .map_err(|_| unknown_zone("time_zone", zone))
}

pub(crate) fn check_people(ids: &[String]) -> Result<(), Failure> {
    if ids.is_empty() {
        return Err(Failure::parameter(
            "interviewer_ids",
            "An interview needs at least one interviewer.",
            "Choose who interviews. Settings, Interviewers is where they are added.",
        ));
    }
    for (index, id) in ids.iter().enumerate() {
        if ids.iter().take(index).any(|earlier| earlier == id) {
            return Err(Failure::parameter(
                &format!("interviewer_ids[{index}]"),
                "The same interviewer is named twice.",
                "Name each interviewer once.",
            ));
        }
    }
    Ok(())
}

pub(crate) fn link(link: Option<String>) -> Result<String, Failure> {
    let link = link.unwrap_or_default().trim().to_owned();
    if !link.is_empty() && !link.starts_with("https://") {
        return Err(Failure::parameter(
            "meeting_link",
            "A meeting link must begin with https://.",
            "Paste the whole link from the meeting invitation.",
        ));
    }
    Ok(link)
}

/// What the rules are asked about an interview that is new.
pub(crate) fn proposal<'a>(
    application: &'a Application,
    mode: Mode,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    interviewers: &'a [Person],
) -> Proposal<'a> {
    Proposal {
        gates: application.gates,
        candidate_id: &application.candidate_id,
        candidate_name: &application.candidate_name,
        mode,
        starts_at,
        ends_at,
        interviewers,
        except: Except::default(),
        time_changes: true,
        agreed: false,
    }
}

/// Ids and names of the interviewers, in the order they were named.
pub(crate) fn names(people: Vec<Person>) -> Vec<(String, String)> {
    people.into_iter().map(|p| (p.id, p.full_name)).collect()
}

/// The end of an interview. Dates that no calendar shows are refused before anything is reckoned
/// with them.
pub(crate) fn end(start: DateTime<Utc>, length: TimeDelta) -> Result<DateTime<Utc>, Failure> {
    if (1970..=2199).contains(&start.year()) {
        return Ok(start + length);
    }
    Err(Failure::parameter(
        "starts_at",
        format!("The year {} is not one of a calendar.", start.year()),
        "Give an instant of this century, such as 2026-11-24T14:00:00Z.",
    ))
}

/// The wall time that is promised, in the zone it is promised in.
pub(crate) fn local(
    desk: &Desk,
    zone: &str,
    at: DateTime<Utc>,
) -> Result<chrono::NaiveDateTime, Failure> {
    Ok(desk
        .zones()
        .get(zone)
        .map_err(|_| unknown_zone("time_zone", zone))?
        .local(at))
}
