//! `interview_update`: moving an interview, changing its people, saying what happened.

use chrono::{DateTime, Utc};
use muster_domain::interview::{LogAction, Mode, Status, Violation, ViolationCode};
use muster_domain::reminder::ReminderState;
use muster_store::interviews::{self as rows, Except, Interview};
use muster_store::{
    Connection, WriteTx, applications, interview_logs, people, reminders as reminder_rows,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::create::{
    check_people, check_zone, duration, end, interview_type, link, local, logged, names, proposal,
};
use super::rules::{self, Override, Proposal};
use super::{room, view::InterviewView};
use crate::settings::{WorkspaceSettings, leads_checked, present};
use crate::{Code, Command, Desk, Failure, reminders};

/// What a person says happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It took place.
    Completed,
    /// The candidate did not come.
    NoShow,
}

/// Parameters of `interview_update`: the id and what changes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Which interview.
    pub id: String,
    /// Start.
    pub starts_at: Option<DateTime<Utc>>,
    /// Length in whole minutes, 5 to 720.
    pub duration_minutes: Option<u32>,
    /// The IANA zone in which the time is promised.
    pub time_zone: Option<String>,
    /// Interviewers, all of them.
    pub interviewer_ids: Option<Vec<String>>,
    /// Kind.
    pub interview_type: Option<String>,
    /// Online or in person.
    pub mode: Option<Mode>,
    /// Place of an interview in person.
    pub location: Option<String>,
    /// A pasted https link; empty to remove it.
    pub meeting_link: Option<String>,
    /// Notes for the team.
    pub notes: Option<String>,
    /// What happened, once it has started.
    pub status: Option<Outcome>,
    /// Reminder leads of its own, in minutes; null for the workspace's.
    #[serde(default, deserialize_with = "present")]
    pub reminder_leads: Option<Option<Vec<u32>>>,
    /// Why.
    pub reason: Option<String>,
    /// Rules to break on purpose.
    #[serde(default, rename = "override")]
    pub overriding: Vec<ViolationCode>,
    /// Why they are broken.
    pub override_reason: Option<String>,
}

/// `interview_update`: keeps id and UID; SEQUENCE goes up when the time changes.
pub async fn update(desk: &Desk, params: Update) -> Result<InterviewView, Failure> {
    if let Some(zone) = &params.time_zone {
        check_zone(desk, zone)?;
    }
    if let Some(ids) = &params.interviewer_ids {
        check_people(ids)?;
    }
    let needs_room = params.mode == Some(Mode::Online);
    let fresh_room = if needs_room {
        Some(room::make(desk, &params.id).await?)
    } else {
        None
    };
    let actor = desk.actor().await?;
    let mut tx = desk.begin(Command::interview_update).await?;
    let settings = WorkspaceSettings::load_in(&mut tx).await?;
    let before = rows::get(tx.connection(), &params.id).await?;
    let mut after = before.clone();
    change(&mut after, &params)?;
    if let Some(ids) = &params.interviewer_ids {
        after.interviewers = names(people::named(tx.connection(), ids).await?);
    }
    let time_changes = time_changes(&before, &after);
    let mode_changes = after.mode != before.mode;
    let mut shown_room = None;
    if mode_changes {
        let room = fresh_room.as_ref();
        after.room_hash = room.map(|r| r.hash.clone()).unwrap_or_default();
        after.room_sealed = room.map(|r| r.sealed.clone()).unwrap_or_default();
        shown_room = fresh_room.map(|r| r.id);
    }
    if let Some(found) = violations(desk, tx.connection(), &settings, &before, &after).await? {
        let overriding = Override {
            codes: &params.overriding,
            reason: params.override_reason.as_deref(),
        };
        after.overrides = rules::decide(found, &overriding)?;
    }
    if time_changes {
        promise_anew(&mut after);
    }
    after.local_start = local(desk, &after.time_zone, after.starts_at)?;
    let mut action = if time_changes {
        LogAction::Rescheduled
    } else {
        LogAction::Updated
    };
    if let Some(outcome) = params.status {
        action = conclude(desk, &mut after, outcome)?;
        reminder_rows::end(&mut tx, &after.id, ReminderState::Skipped).await?;
    }
    rows::put(&mut tx, &after).await?;
    if time_changes || params.reminder_leads.is_some() {
        reminders::replan(desk, &mut tx, &after, &settings).await?;
    }
    let reason = params.reason.or(params.override_reason).unwrap_or_default();
    record(&mut tx, &actor, action, &reason, &before, &after).await?;
    let verb = if time_changes { "Moved" } else { "Changed" };
    tx.summarise(format!(
        "{verb} the interview with {}",
        after.candidate_name
    ));
    let after = rows::get(tx.connection(), &after.id).await?;
    desk.commit(tx).await?;
    match shown_room {
        Some(room) => InterviewView::with_room(desk, after, Some(room)).await,
        None => InterviewView::of(desk, after).await,
    }
}

/// Another time is another promise: nobody has joined it, nothing came of it yet.
pub(super) fn promise_anew(after: &mut Interview) {
    after.status = Status::Scheduled;
    after.sequence += 1;
    after.candidate_joined_at = None;
    after.interviewer_joined_at = None;
    after.needs_confirmation = false;
}

/// Writes what became different into the interview's trail.
pub(super) async fn record(
    tx: &mut WriteTx,
    actor: &str,
    action: LogAction,
    reason: &str,
    before: &Interview,
    after: &Interview,
) -> Result<(), Failure> {
    let (old, new) = (logged(before), logged(after));
    if old != new {
        let id = &after.id;
        interview_logs::append(tx, id, action, actor, reason.trim(), &old, &new).await?;
    }
    Ok(())
}

/// Whether a promise of another time would be made.
pub(super) fn time_changes(before: &Interview, after: &Interview) -> bool {
    after.starts_at != before.starts_at || after.ends_at != before.ends_at
}

/// What speaks against a change of an interview; `None` when it changes nothing that has rules:
/// neither its time, its people nor its mode.
pub(super) async fn violations(
    desk: &Desk,
    connection: &mut Connection,
    settings: &WorkspaceSettings,
    before: &Interview,
    after: &Interview,
) -> Result<Option<Vec<Violation>>, Failure> {
    let time_changes = time_changes(before, after);
    let same_people = after.interviewers == before.interviewers;
    if !time_changes && same_people && after.mode == before.mode {
        return Ok(None);
    }
    movable(before)?;
    let application = applications::get(connection, &before.application_id).await?;
    let ids: Vec<String> = after
        .interviewers
        .iter()
        .map(|(id, _)| id.clone())
        .collect();
    let interviewers = people::named(connection, &ids).await?;
    let proposal = Proposal {
        except: Except {
            interview: Some(&before.id),
            ..Except::default()
        },
        time_changes,
        ..proposal(
            &application,
            after.mode,
            after.starts_at,
            after.ends_at,
            &interviewers,
        )
    };
    rules::violations(desk, connection, settings, &proposal)
        .await
        .map(Some)
}

/// Applies the plain fields of a request.
pub(super) fn change(after: &mut Interview, params: &Update) -> Result<(), Failure> {
    let length = match params.duration_minutes {
        Some(minutes) => duration(minutes)?,
        None => after.ends_at - after.starts_at,
    };
    if let Some(start) = params.starts_at {
        after.starts_at = start;
    }
    after.ends_at = end(after.starts_at, length)?;
    if let Some(zone) = &params.time_zone {
        after.time_zone.clone_from(zone);
    }
    if let Some(kind) = &params.interview_type {
        after.interview_type = interview_type(kind)?;
    }
    if let Some(mode) = params.mode {
        after.mode = mode;
    }
    if let Some(location) = &params.location {
        after.location.clone_from(location);
    }
    if params.meeting_link.is_some() {
        after.meeting_link = link(params.meeting_link.clone())?;
    }
    if let Some(notes) = &params.notes {
        after.notes.clone_from(notes);
    }
    if let Some(leads) = &params.reminder_leads {
        after.reminder_leads = leads
            .clone()
            .map(|l| leads_checked("reminder_leads", l))
            .transpose()?;
    }
    Ok(())
}

/// Only an interview that nobody has joined and that is not over can be moved.
fn movable(interview: &Interview) -> Result<(), Failure> {
    let movable = matches!(
        interview.status,
        Status::Draft
            | Status::AwaitingCandidate
            | Status::Tentative
            | Status::Scheduled
            | Status::NoShow
    );
    if movable {
        return Ok(());
    }
    Err(Failure::new(
        Code::InvalidState,
        format!(
            "This interview is {} and cannot be moved.",
            interview.status.as_str().replace('_', " ")
        ),
        "Schedule a new interview instead.",
    ))
}

/// Records what a person says happened.
fn conclude(desk: &Desk, after: &mut Interview, outcome: Outcome) -> Result<LogAction, Failure> {
    if desk.now() < after.starts_at {
        return Err(Failure::parameter(
            "status",
            "The interview has not begun, so nobody can say how it went.",
            "Cancel it, or wait until it has begun.",
        ));
    }
    let (status, action) = match outcome {
        Outcome::Completed => (Status::Completed, LogAction::Completed),
        Outcome::NoShow => (Status::NoShow, LogAction::NoShow),
    };
    after.status = after.status.become_status(status).map_err(|e| {
        Failure::new(
            Code::InvalidState,
            e.to_string(),
            "Its log tells what happened to it.",
        )
    })?;
    after.needs_confirmation = false;
    Ok(action)
}
