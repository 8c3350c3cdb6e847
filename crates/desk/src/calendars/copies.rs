//! Copies of interview events in a calendar: written, moved and taken out, effectively once, and
//! never over what somebody changed there.

use std::sync::Arc;

use chrono::TimeDelta;
use muster_providers::calendar::{
    Calendar, CalendarError, CalendarId, EventId, Found, Version, Written,
};
use muster_providers::ics::{Entry, EntryState};
use muster_providers::sync::Record as _;
use muster_store::calendars::{self as rows};
use muster_store::interview_events::{self as events, InterviewEvent};
use muster_store::{StoreError, interviews};

use super::rounds::read_soon;
use crate::invitations::Audience;
use crate::{Desk, Failure};

/// After so many minutes a copy is tried again, the last one from then on.
const PAUSES: [i64; 5] = [1, 2, 5, 15, 60];

/// How many copies are to be written now.
pub(crate) async fn copies_due(desk: &Desk) -> Result<usize, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    Ok(events::due(&mut reader, desk.now()).await?.len())
}

/// Writes the copies that are due.
pub(crate) async fn write_copies(desk: &Desk) -> Result<(), Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let due = events::due(&mut reader, desk.now()).await?;
    drop(reader);
    for event in due {
        write_copy(desk, event).await?;
    }
    Ok(())
}

/// How writing one copy ended.
enum Outcome {
    /// It is there in this version, as this entry.
    There(Box<(Written, Entry)>),
    /// It is out of the calendar.
    Gone,
    /// Somebody changed or deleted it there.
    Theirs(&'static str, String),
    /// It did not work.
    Failed {
        words: String,
        /// Whether trying again can help.
        again: bool,
    },
}

async fn write_copy(desk: &Desk, event: InterviewEvent) -> Result<(), Failure> {
    let Some(calendar_id) = event.calendar_id.clone() else {
        return Ok(());
    };
    let wanted: Entry = serde_json::from_str(&event.version).map_err(Failure::internal)?;
    let outcome = match client(desk, &calendar_id, &event.uid).await? {
        Ok((client, remote)) => {
            let copy = copy_of(&event, wanted, client.capabilities().sends_invitations);
            push(client.as_ref(), &remote, &event, copy).await?
        }
        Err(words) => Outcome::Failed { words, again: true },
    };
    let written = matches!(outcome, Outcome::There(..));
    let mut tx = desk.begin_background("calendar_write").await?;
    let now = tx.at();
    let stored = events::of_interview(tx.connection(), &event.interview_id).await?;
    let Some(row) = stored.into_iter().find(|e| e.audience == event.audience) else {
        return Ok(());
    };
    // A newer version that came meanwhile keeps its own date.
    let newer = row.version != event.version;
    let next_at = row.next_at.filter(|_| newer);
    let after = match outcome {
        Outcome::There(there) => InterviewEvent {
            event_id: there.0.id.0,
            event_version: there.0.version.0,
            written: serde_json::to_string(&there.1).map_err(Failure::internal)?,
            copy_state: if newer { "waiting" } else { "written" }.to_owned(),
            copy_words: String::new(),
            attempts: 0,
            next_at,
            ..row
        },
        Outcome::Gone => InterviewEvent {
            event_id: String::new(),
            event_version: String::new(),
            written: String::new(),
            copy_state: if newer { "waiting" } else { "removed" }.to_owned(),
            copy_words: String::new(),
            attempts: 0,
            next_at,
            ..row
        },
        Outcome::Theirs(state, words) => InterviewEvent {
            copy_state: state.to_owned(),
            copy_words: words,
            attempts: 0,
            next_at,
            ..row
        },
        Outcome::Failed { words, again } => {
            let tries = usize::try_from(row.attempts).unwrap_or(usize::MAX);
            let pause = PAUSES.get(tries).unwrap_or(&PAUSES[PAUSES.len() - 1]);
            InterviewEvent {
                copy_state: "failing".to_owned(),
                copy_words: words,
                attempts: row.attempts + 1,
                next_at: again.then(|| now + TimeDelta::minutes(*pause)),
                ..row
            }
        }
    };
    events::put(&mut tx, &after).await?;
    let panel = match interviews::get(tx.connection(), &event.interview_id).await {
        Ok(interview) => interview
            .interviewers
            .into_iter()
            .map(|(id, _)| id)
            .collect(),
        Err(StoreError::NotFound { .. }) => Vec::new(),
        Err(other) => return Err(other.into()),
    };
    desk.commit(tx).await?;
    if written {
        // Whether somebody took the time in the same moment shows in what the calendars say now.
        read_soon(desk, &panel).await?;
    }
    Ok(())
}

/// The candidate's event does not block the recruiter's own calendar; the interviewers' does. A
/// server that would invite the people by itself is not told who they are: Muster's letter is the
/// invitation, and nobody gets two (FEATURES.md 5.6).
fn copy_of(event: &InterviewEvent, mut wanted: Entry, server_invites: bool) -> Entry {
    if server_invites {
        wanted.attendees.clear();
    }
    Entry {
        busy: Audience::of(&event.audience) == Audience::Interviewers,
        ..wanted
    }
}

/// The client of a calendar that lets events be written, or what keeps us from it.
async fn client(
    desk: &Desk,
    calendar_id: &str,
    uid: &str,
) -> Result<Result<(Box<dyn Calendar>, CalendarId), String>, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let calendar = match rows::calendar(&mut reader, calendar_id).await {
        Ok(calendar) => calendar,
        Err(StoreError::NotFound { .. }) => {
            return Ok(Err(
                "The calendar it was in is not connected any more.".to_owned()
            ));
        }
        Err(other) => return Err(other.into()),
    };
    let account = rows::account(&mut reader, &calendar.account_id).await?;
    drop(reader);
    if !account.connected {
        return Ok(Err(
            "The calendar it was in is not connected any more.".to_owned()
        ));
    }
    let uid = uid.to_owned();
    let ours = Arc::new(move |other: &str| other == uid);
    Ok(match super::client::client(desk, &account, ours).await? {
        Ok(client) => Ok((client, CalendarId(calendar.remote_id))),
        Err(trouble) => Err(trouble.words),
    })
}

/// Makes the calendar hold what is wanted.
async fn push(
    client: &dyn Calendar,
    remote: &CalendarId,
    event: &InterviewEvent,
    wanted: Entry,
) -> Result<Outcome, Failure> {
    let before: Option<Entry> = match event.written.as_str() {
        "" => None,
        text => Some(serde_json::from_str(text).map_err(Failure::internal)?),
    };
    let id = EventId(event.event_id.clone());
    let version = Version(event.event_version.clone());
    let cancelled = wanted.state == EntryState::Cancelled;
    let tried = match (before, cancelled) {
        (None, true) => match client.look_up(remote, &event.uid).await {
            // A try whose answer was lost may have written it.
            Ok(Some(found)) => remove(client, &found.id, &found.version).await,
            Ok(None) => Ok(Outcome::Gone),
            Err(error) => Err(error),
        },
        (None, false) => create(client, remote, wanted).await,
        (Some(_), true) => match remove(client, &id, &version).await {
            Err(CalendarError::Changed { .. }) => take_out_anyway(client, remote, event).await,
            other => other,
        },
        (Some(before), false) => match client.update(&id, &version, &wanted).await {
            Ok(written) => Ok(Outcome::There(Box::new((written, wanted)))),
            Err(CalendarError::Changed { .. } | CalendarError::NotFound) => {
                merge(client, remote, event, &before, wanted).await
            }
            Err(error) => Err(error),
        },
    };
    Ok(tried.unwrap_or_else(|error| Outcome::Failed {
        words: error.to_string(),
        again: error.passes(),
    }))
}

async fn create(
    client: &dyn Calendar,
    remote: &CalendarId,
    wanted: Entry,
) -> Result<Outcome, CalendarError> {
    let written = client.create(remote, &wanted).await?;
    if !written.found {
        return Ok(Outcome::There(Box::new((written, wanted))));
    }
    // An earlier try wrote it, maybe in an older version.
    let again = client
        .update(&written.id, &written.version, &wanted)
        .await?;
    Ok(Outcome::There(Box::new((again, wanted))))
}

async fn remove(
    client: &dyn Calendar,
    id: &EventId,
    version: &Version,
) -> Result<Outcome, CalendarError> {
    match client.delete(id, version).await {
        Ok(()) | Err(CalendarError::NotFound) => Ok(Outcome::Gone),
        Err(error) => Err(error),
    }
}

/// Nobody is to be shown as expected at an interview that is off, whatever was noted beside.
async fn take_out_anyway(
    client: &dyn Calendar,
    remote: &CalendarId,
    event: &InterviewEvent,
) -> Result<Outcome, CalendarError> {
    match client.look_up(remote, &event.uid).await? {
        Some(Found { id, version, .. }) => remove(client, &id, &version).await,
        None => Ok(Outcome::Gone),
    }
}

/// Somebody changed the copy there: what they changed stays, what we changed is carried over, and
/// where both changed the same a person decides.
async fn merge(
    client: &dyn Calendar,
    remote: &CalendarId,
    event: &InterviewEvent,
    before: &Entry,
    wanted: Entry,
) -> Result<Outcome, CalendarError> {
    let Some(found) = client.look_up(remote, &event.uid).await? else {
        return Ok(Outcome::Theirs(
            "deleted_there",
            "Somebody deleted it from the calendar. Cancel the interview, or invite again."
                .to_owned(),
        ));
    };
    let (merged, both) = Entry::rebase(before, &wanted, &found.entry);
    if !both.is_empty() {
        return Ok(Outcome::Theirs(
            "changed_there",
            "Somebody changed it in the calendar too. Look at it there: Muster does not write over it."
                .to_owned(),
        ));
    }
    let written = client.update(&found.id, &found.version, &merged).await?;
    Ok(Outcome::There(Box::new((written, merged))))
}

/// Looks at copies in a calendar that was just read: what somebody moved or deleted there is told,
/// and what they only noted beside is taken over as the known version.
pub(super) async fn look_after(desk: &Desk, calendar_id: &str) -> Result<(), Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let drifted = events::drifted(&mut reader, calendar_id).await?;
    drop(reader);
    for event in drifted {
        let Ok((client, remote)) = client(desk, calendar_id, &event.uid).await? else {
            return Ok(());
        };
        let (state, words, found) = match client.look_up(&remote, &event.uid).await {
            Ok(Some(found)) => {
                let written: Entry =
                    serde_json::from_str(&event.written).map_err(Failure::internal)?;
                if found.entry.when != written.when || found.entry.state != written.state {
                    let words = "Somebody moved it in the calendar, and the people who were \
                                 invited know the old time. Move the interview, or move it back there.";
                    ("changed_there", words, None)
                } else {
                    ("written", "", Some(found))
                }
            }
            Ok(None) => (
                "deleted_there",
                "Somebody deleted it from the calendar, and the people who were invited still \
                 expect it. Cancel the interview, or invite again.",
                None,
            ),
            // The next reading looks again.
            Err(_) => continue,
        };
        let mut tx = desk.begin_background("calendar_look").await?;
        let mut after = event.clone();
        state.clone_into(&mut after.copy_state);
        words.clone_into(&mut after.copy_words);
        if let Some(found) = found {
            after.event_version = found.version.0;
            after.event_id = found.id.0;
        }
        events::put(&mut tx, &after).await?;
        desk.commit(tx).await?;
    }
    Ok(())
}
