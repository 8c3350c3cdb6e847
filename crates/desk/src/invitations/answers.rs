//! Answers to invitations: read from the mailbox, or from a file that somebody saved
//! (`invitation_answer_import`).

use std::collections::HashSet;
use std::path::PathBuf;

use chrono::TimeDelta;
use muster_mail::{Incoming, Kind, Place, read_reply};
use muster_providers::ics::Reply;
use muster_store::invitations::{self as rows, Answer};
use muster_store::notices::{self, Notice};
use muster_store::{Connection, WriteTx, due, interview_events, mail_account};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::event::Audience;
use super::write::entry;
use crate::interviews::view::ReaderClock;
use crate::mail::imap;
use crate::{Code, Command, Desk, Event, Failure};

/// How long a mailbox rests between two readings.
const REST: TimeDelta = TimeDelta::minutes(5);

/// The folder that answers arrive in.
const FOLDER: &str = "INBOX";

/// Larger files are no answers.
const LARGEST: u64 = 10 * 1024 * 1024;

/// Parameters of `invitation_answer_import`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// A saved mail (`.eml`) or calendar file (`.ics`).
    pub path: PathBuf,
}

/// What a file answered.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnswerImported {
    /// Who answered what, in words.
    pub words: String,
    /// The interview it is about.
    pub interview_id: Option<String>,
}

/// `invitation_answer_import`.
pub async fn import(desk: &Desk, params: Import) -> Result<AnswerImported, Failure> {
    let path = &params.path;
    let unreadable = |error: std::io::Error| {
        Failure::new(
            Code::FileUnreadable,
            format!("{} could not be read: {error}", path.display()),
            "Choose the file again.",
        )
    };
    let size = tokio::fs::metadata(path).await.map_err(unreadable)?.len();
    if size > LARGEST {
        return Err(Failure::new(
            Code::UnsupportedFile,
            "This file is too large to be an answer.",
            "Save the mail with the answer alone.",
        ));
    }
    let bytes = tokio::fs::read(path).await.map_err(unreadable)?;
    let mut reader = desk.workspace().await?.read().await?;
    let ours = ours(&mut reader).await?;
    drop(reader);
    let found = read_reply(&bytes, |uid| ours.contains(uid), desk.zones()).map_err(|problem| {
        Failure::new(
            Code::UnsupportedFile,
            problem.to_string(),
            "Open it in your mail program and note the answer by hand.",
        )
    })?;
    let Some(incoming) = found else {
        return Err(Failure::new(
            Code::UnsupportedFile,
            "This file answers no invitation of this workspace.",
            "Save the mail that says accepted or declined as .eml, and choose that file.",
        ));
    };
    let mut tx = desk.begin_final(Command::invitation_answer_import).await?;
    // Whoever saved the mail has seen from whom it is.
    let taken = take(desk, &mut tx, &incoming, true).await?;
    desk.commit(tx).await?;
    Ok(match taken {
        Taken::Noted(interview_id, words) => {
            told(desk);
            AnswerImported {
                words,
                interview_id: Some(interview_id),
            }
        }
        Taken::Old(interview_id) => AnswerImported {
            words: "A later answer is known already, or it answers an older time. Nothing changed."
                .to_owned(),
            interview_id: Some(interview_id),
        },
        Taken::Doubtful | Taken::Stranger => AnswerImported {
            words: "Whoever answers was not invited, so nothing changed.".to_owned(),
            interview_id: None,
        },
    })
}

fn told(desk: &Desk) {
    desk.emit(Event::Changed {
        tags: vec!["outbox".to_owned(), "notices".to_owned()],
    });
}

/// The UIDs of our events.
async fn ours(connection: &mut Connection) -> Result<HashSet<String>, Failure> {
    Ok(interview_events::uids(connection)
        .await?
        .into_iter()
        .collect())
}

/// What became of an answer.
enum Taken {
    /// It counts.
    Noted(String, String),
    /// A later one is known, or it answers an older time.
    Old(String),
    /// It names somebody who was invited, and came from another address.
    Doubtful,
    /// It is of somebody who was not invited.
    Stranger,
}

/// Notes one answer. Only somebody who was invited to this event can be said to have answered, and
/// only to the version they were told. A mail of another address than theirs is told and does not
/// count, unless a person has vouched for it.
async fn take(
    desk: &Desk,
    tx: &mut WriteTx,
    incoming: &Incoming,
    vouched: bool,
) -> Result<Taken, Failure> {
    let Some(event) = interview_events::by_uid(tx.connection(), &incoming.uid).await? else {
        return Ok(Taken::Stranger);
    };
    let interview_id = event.interview_id.clone();
    let invited = rows::of_interview(tx.connection(), &interview_id).await?;
    let Some(invitation) = invited.iter().find(|i| {
        i.audience == event.audience && i.address.eq_ignore_ascii_case(&incoming.attendee)
    }) else {
        return Ok(Taken::Stranger);
    };
    if invitation.told.is_empty() {
        return Ok(Taken::Stranger);
    }
    let known = entry(&invitation.told)?;
    if incoming.sequence < known.sequence {
        return Ok(Taken::Old(interview_id));
    }
    let from = incoming.from.as_deref().unwrap_or_default();
    if !vouched && !from.eq_ignore_ascii_case(&invitation.address) {
        let title = format!(
            "An answer for {} came from another address",
            invitation.name
        );
        let body = format!(
            "{}: it came from {from} and was not counted. If it is theirs, save that mail and read \
             the answer from the file.",
            known.title
        );
        tell(tx, &interview_id, title, body).await?;
        return Ok(Taken::Doubtful);
    }
    let clock = ReaderClock::of(desk).await?;
    let (answer, said, proposed) = match &incoming.kind {
        Kind::Reply(Reply::Accepted) => ("accepted", "comes", String::new()),
        Kind::Reply(Reply::Declined) => ("declined", "cannot come", String::new()),
        Kind::Reply(Reply::Tentative) => ("tentative", "may come", String::new()),
        Kind::Reply(Reply::Delegated) => ("delegated", "sends somebody else", String::new()),
        Kind::Reply(Reply::NeedsAction) | Kind::DeclineCounter => {
            return Ok(Taken::Old(interview_id));
        }
        Kind::Counter { start, .. } => ("tentative", "proposes another time", clock.spoken(*start)),
    };
    let noted = Answer {
        answer,
        sequence: incoming.sequence,
        stamp: incoming.stamp,
        comment: &incoming.comment,
        proposed: &proposed,
    };
    if !rows::answer(tx, &invitation.id, &noted).await? {
        return Ok(Taken::Old(interview_id));
    }
    let mut words = format!("{} {said}: {}", invitation.name, known.title);
    if !proposed.is_empty() {
        words = format!("{words} ({proposed})");
    }
    if answer != "accepted" {
        let next = match Audience::of(&event.audience) {
            Audience::Candidate => "Find another time, or call them.",
            Audience::Interviewers => "Open it to see who can take their place.",
        };
        let body = match incoming.comment.trim() {
            "" => next.to_owned(),
            comment => format!("“{comment}” {next}"),
        };
        tell(tx, &interview_id, words.clone(), body).await?;
    }
    Ok(Taken::Noted(interview_id, words))
}

/// A notice about an interview.
async fn tell(
    tx: &mut WriteTx,
    interview_id: &str,
    title: String,
    body: String,
) -> Result<(), Failure> {
    let notice = Notice {
        id: muster_store::new_id(tx.at()),
        kind: "answer".to_owned(),
        title,
        body,
        interview_id: Some(interview_id.to_owned()),
        at: tx.at(),
        read_at: None,
    };
    Ok(notices::add(tx, &notice).await?)
}

/// Whether the mailbox is to be read.
pub(crate) async fn is_due(desk: &Desk) -> Result<bool, Failure> {
    Ok(due::answers(desk.workspace().await?, desk.now()).await?)
}

/// Reads the mailbox for answers. Where a supervisor works, reading goes on beside it.
pub(crate) async fn read_due(desk: &Desk) -> Result<bool, Failure> {
    if !is_due(desk).await? {
        return Ok(false);
    }
    let mut tx = desk.begin_background("answers_put_off").await?;
    let account = mail_account::get(tx.connection()).await?;
    let trouble = account
        .as_ref()
        .map(|a| a.answers_trouble.clone())
        .unwrap_or_default();
    mail_account::set_answers(&mut tx, None, &trouble, desk.now() + REST).await?;
    desk.commit(tx).await?;
    let work = {
        let desk = desk.clone();
        async move {
            if let Err(failure) = read(&desk).await {
                tracing::warn!(code = ?failure.code, message = %failure.message,
                    "answers could not be read");
            }
        }
    };
    if desk.is_supervised() {
        tokio::spawn(work);
    } else {
        work.await;
    }
    Ok(true)
}

async fn read(desk: &Desk) -> Result<(), Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let account = mail_account::get(&mut reader).await?;
    let known = ours(&mut reader).await?;
    drop(reader);
    let Some(account) = account else {
        return Ok(());
    };
    let server = match imap(desk, &account).await {
        Ok(Some(server)) => server,
        Ok(None) => return Ok(()),
        Err(failure) => {
            let words = format!("{} {}", failure.message, failure.hint);
            return note(desk, None, &words).await;
        }
    };
    let mut place: Option<Place> = serde_json::from_str(&account.answers_place).ok();
    loop {
        let ours = |uid: &str| known.contains(uid);
        let fetched = match server
            .fetch(FOLDER, place, desk.now(), desk.zones(), &ours)
            .await
        {
            Ok(fetched) => fetched,
            Err(error) => return note(desk, None, &error.to_string()).await,
        };
        // Answers and the place in one transaction: none is lost, and none counts twice.
        let mut tx = desk.begin_background("answers_read").await?;
        let mut any = false;
        for incoming in &fetched.replies {
            let taken = take(desk, &mut tx, incoming, false).await?;
            any |= matches!(taken, Taken::Noted(..) | Taken::Doubtful);
        }
        let text = serde_json::to_string(&fetched.place).map_err(Failure::internal)?;
        let next = desk.now() + REST;
        mail_account::set_answers(&mut tx, Some(&text), "", next).await?;
        desk.commit(tx).await?;
        if any {
            told(desk);
        }
        if !fetched.more {
            return Ok(());
        }
        place = Some(fetched.place);
    }
}

async fn note(desk: &Desk, place: Option<&str>, trouble: &str) -> Result<(), Failure> {
    let mut tx = desk.begin_background("answers_read").await?;
    mail_account::set_answers(&mut tx, place, trouble, desk.now() + REST).await?;
    desk.commit(tx).await?;
    Ok(())
}
