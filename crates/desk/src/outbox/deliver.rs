//! Delivering what is due: letters first, then copies in calendars.

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::draft::Channel;
use muster_mail::{MailError, Mailbox};
use muster_providers::ics::{Entry, Method, When};
use muster_store::mail_account::{self, MailAccount};
use muster_store::messages::{self, Message as Said};
use muster_store::outbox::{self as rows, Letter, Step};
use muster_store::{StoreError, due, interviews, invitations};

use super::guard::Turn;
use crate::invitations::Body;
use crate::mail::Carrier;
use crate::{Desk, Failure, calendars, interviews as scheduling};

/// After so many minutes a letter is tried again, the last one from then on.
const PAUSES: [i64; 6] = [1, 2, 5, 15, 30, 60];

/// After so many tries a letter waits for a person.
const MOST_TRIES: u32 = 12;

/// Whether anything is to leave.
pub(crate) async fn is_due(desk: &Desk) -> Result<bool, Failure> {
    Ok(due::outgoing(desk.workspace().await?, desk.process(), desk.now()).await?)
}

/// Delivers what is due, and gives how many letters and copies that are. Where a supervisor works,
/// delivering goes on beside it: a slow server must not hold up a reminder.
pub(crate) async fn deliver_due(desk: &Desk) -> Result<usize, Failure> {
    let Some(turn) = desk.sending().turn() else {
        return Ok(0);
    };
    let mut reader = desk.workspace().await?.read().await?;
    let letters = rows::due(&mut reader, desk.now()).await?;
    drop(reader);
    orphans(desk).await?;
    let copies = calendars::copies_due(desk).await?;
    let count = letters.len() + copies;
    if desk.is_supervised() {
        let desk = desk.clone();
        tokio::spawn(async move {
            if let Err(failure) = work(&desk, letters, turn).await {
                tracing::warn!(code = ?failure.code, message = %failure.message,
                    "what was to leave could not");
            }
        });
    } else {
        work(desk, letters, turn).await?;
    }
    Ok(count)
}

async fn work(desk: &Desk, letters: Vec<String>, turn: Turn) -> Result<(), Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let account = mail_account::get(&mut reader).await?;
    drop(reader);
    let mut outcome = Ok(());
    if let Some(account) = account.filter(|a| a.trouble != "sign_in_again") {
        for id in letters {
            match letter(desk, &account, &id).await {
                Ok(true) => {}
                // The server wants nothing more now; the rest waits.
                Ok(false) => break,
                Err(failure) => outcome = outcome.and(Err(failure)),
            }
        }
    }
    let copied = calendars::write_copies(desk).await;
    drop(turn);
    outcome.and(copied)
}

/// Letters that a process which is gone was sending: nobody knows whether they arrived.
async fn orphans(desk: &Desk) -> Result<(), Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let lost = rows::orphans(&mut reader, desk.process()).await?;
    drop(reader);
    for id in lost {
        let mut tx = desk.begin_background("outbox_orphan").await?;
        let letter = rows::get(tx.connection(), &id).await?;
        let step = Step {
            from: &["sending"],
            to: "unsure",
            words: "Muster ended while it was leaving.",
            due_at: None,
            approved: None,
            tries: false,
        };
        if rows::step(&mut tx, &id, desk.process(), &step).await? {
            knows(&mut tx, &letter).await?;
        }
        desk.commit(tx).await?;
    }
    Ok(())
}

/// Whether its reader was told something newer than this letter says.
pub(super) async fn is_outdated(
    connection: &mut muster_store::Connection,
    letter: &Letter,
) -> Result<bool, Failure> {
    let body: Body = serde_json::from_str(&letter.letter).map_err(Failure::internal)?;
    let invitation = invitations::get(connection, &letter.invitation_id).await?;
    if invitation.told.is_empty() {
        return Ok(false);
    }
    let told: Entry = serde_json::from_str(&invitation.told).map_err(Failure::internal)?;
    Ok((told.sequence, told.stamp) > (body.event.sequence, body.event.stamp))
}

/// Notes what the reader knows now. A letter of long ago whose end nobody knew teaches nothing to
/// somebody who was told more since.
async fn knows(tx: &mut muster_store::WriteTx, letter: &Letter) -> Result<(), Failure> {
    if is_outdated(tx.connection(), letter).await? {
        return Ok(());
    }
    let body: Body = serde_json::from_str(&letter.letter).map_err(Failure::internal)?;
    let told = match &body.knows {
        Some(event) => serde_json::to_string(event).map_err(Failure::internal)?,
        None => String::new(),
    };
    invitations::set_told(tx, &letter.invitation_id, &told, body.moved).await?;
    Ok(())
}

/// Sends one letter; false when the others had better wait.
async fn letter(desk: &Desk, account: &MailAccount, id: &str) -> Result<bool, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let letter = rows::get(&mut reader, id).await?;
    drop(reader);
    let body: Body = serde_json::from_str(&letter.letter).map_err(Failure::internal)?;
    if !letter.approved
        && let Some(words) = in_the_way(desk, &letter, &body).await?
    {
        take(desk, &letter, &["waiting"], "held", &words, None).await?;
        return Ok(true);
    }
    let from = Mailbox {
        name: account.from_name.clone(),
        address: account.from_address.clone(),
    };
    let checked = match body.message(desk, &letter, from) {
        Ok((message, told)) => match message.check(&told, desk.zones()) {
            Ok(()) => Ok(message),
            Err(problem) => Err(problem.to_string()),
        },
        Err(failure) => Err(format!("{} {}", failure.message, failure.hint)),
    };
    let message = match checked {
        Ok(message) => message,
        Err(words) => {
            take(desk, &letter, &["waiting"], "failed", &words, None).await?;
            return Ok(true);
        }
    };
    let carrier = Carrier::of(desk, account).await?;
    // From here on, whatever happens, it is not sent a second time by itself.
    if !take(desk, &letter, &["waiting"], "sending", "", None).await? {
        return Ok(true);
    }
    let sent = carrier.send(desk, &message).await;
    settle(desk, &letter, sent.map(|_| ())).await
}

/// Writes down how sending ended; false when the others had better wait.
async fn settle(
    desk: &Desk,
    letter: &Letter,
    sent: Result<(), MailError>,
) -> Result<bool, Failure> {
    let from: &[&str] = &["sending", "unsure"];
    let Err(error) = sent else {
        note_sent(desk, letter, "", from).await?;
        account_is(desk, "", "").await?;
        return Ok(true);
    };
    let words = error.to_string();
    match &error {
        MailError::Unsure { .. } => {
            let mut tx = desk.begin_background("outbox_send").await?;
            rows::step(
                &mut tx,
                &letter.id,
                desk.process(),
                &step(from, "unsure", &words, None),
            )
            .await?;
            knows(&mut tx, letter).await?;
            desk.commit(tx).await?;
            Ok(true)
        }
        MailError::Refused { .. } => {
            take(desk, letter, from, "failed", &words, None).await?;
            Ok(true)
        }
        MailError::SignIn { .. }
        | MailError::Settings { .. }
        | MailError::BadCertificate { .. } => {
            let again = desk.now() + TimeDelta::minutes(PAUSES[0]);
            take(desk, letter, from, "waiting", &words, Some(again)).await?;
            let trouble = if matches!(error, MailError::SignIn { .. }) {
                "sign_in_again"
            } else {
                "failing"
            };
            account_is(desk, trouble, &words).await?;
            Ok(false)
        }
        MailError::Busy { retry_after } => {
            later(desk, letter, &words, *retry_after).await?;
            Ok(false)
        }
        MailError::Unreachable { .. } => {
            later(desk, letter, &words, None).await?;
            account_is(desk, "failing", &words).await?;
            Ok(false)
        }
    }
}

/// Tries again later, and in the end leaves it to a person.
async fn later(
    desk: &Desk,
    letter: &Letter,
    words: &str,
    wanted: Option<DateTime<Utc>>,
) -> Result<(), Failure> {
    let tries = usize::try_from(letter.attempts).unwrap_or(usize::MAX);
    if letter.attempts + 1 >= MOST_TRIES {
        take(desk, letter, &["sending"], "failed", words, None).await?;
        return Ok(());
    }
    let pause = PAUSES.get(tries).unwrap_or(&PAUSES[PAUSES.len() - 1]);
    let usual = desk.now() + TimeDelta::minutes(*pause);
    let at = wanted.map_or(usual, |at| at.max(usual));
    take(desk, letter, &["sending"], "waiting", words, Some(at)).await?;
    Ok(())
}

fn step<'a>(
    from: &'a [&'a str],
    to: &'a str,
    words: &'a str,
    due_at: Option<DateTime<Utc>>,
) -> Step<'a> {
    Step {
        from,
        to,
        words,
        due_at,
        approved: None,
        tries: to == "sending",
    }
}

async fn take(
    desk: &Desk,
    letter: &Letter,
    from: &[&str],
    to: &str,
    words: &str,
    due_at: Option<DateTime<Utc>>,
) -> Result<bool, Failure> {
    let mut tx = desk.begin_background("outbox_send").await?;
    let took = rows::step(
        &mut tx,
        &letter.id,
        desk.process(),
        &step(from, to, words, due_at),
    )
    .await?;
    desk.commit(tx).await?;
    Ok(took)
}

/// Notes that a letter left, what its reader knows now, and what was said to the candidate.
pub(super) async fn note_sent(
    desk: &Desk,
    letter: &Letter,
    words: &str,
    from: &[&str],
) -> Result<(), Failure> {
    let body: Body = serde_json::from_str(&letter.letter).map_err(Failure::internal)?;
    let mut tx = desk.begin_background("outbox_send").await?;
    if !rows::step(
        &mut tx,
        &letter.id,
        desk.process(),
        &step(from, "sent", words, None),
    )
    .await?
    {
        return Ok(());
    }
    knows(&mut tx, letter).await?;
    if letter.audience == "candidate" {
        match interviews::get(tx.connection(), &letter.interview_id).await {
            Ok(interview) => {
                let said = Said {
                    id: muster_store::new_id(tx.at()),
                    candidate_id: interview.candidate_id,
                    draft_id: None,
                    channel: Channel::Email,
                    outgoing: true,
                    subject: letter.subject.clone(),
                    text: body.text,
                    at: tx.at(),
                    recorded_by: "muster".to_owned(),
                };
                messages::add(&mut tx, &said).await?;
                tx.summarise(format!("Wrote to {}: {}", letter.to_name, letter.subject));
            }
            Err(StoreError::NotFound { .. }) => {}
            Err(other) => return Err(other.into()),
        }
    }
    desk.commit(tx).await?;
    Ok(())
}

async fn account_is(desk: &Desk, trouble: &str, words: &str) -> Result<(), Failure> {
    let mut tx = desk.begin_background("outbox_send").await?;
    mail_account::set_trouble(&mut tx, trouble, words, desk.now()).await?;
    desk.commit(tx).await?;
    Ok(())
}

/// What speaks against sending a letter by itself: it is too late for it, or the time it tells does
/// not hold by calendars that were read just now (FEATURES.md 5.5).
async fn in_the_way(desk: &Desk, letter: &Letter, body: &Body) -> Result<Option<String>, Failure> {
    let now = desk.now();
    if let When::Timed { start, .. } = &body.event.when
        && *start <= now
    {
        return Ok(Some(
            "The interview has begun. Call them instead.".to_owned(),
        ));
    }
    if body.method != Method::Request {
        return Ok(None);
    }
    let mut reader = desk.workspace().await?.read().await?;
    let interview = match interviews::get(&mut reader, &letter.interview_id).await {
        Ok(interview) => interview,
        Err(StoreError::NotFound { .. }) => {
            return Ok(Some("The interview is not there any more.".to_owned()));
        }
        Err(other) => return Err(other.into()),
    };
    drop(reader);
    let panel: Vec<String> = interview
        .interviewers
        .iter()
        .map(|(id, _)| id.clone())
        .collect();
    if let Some(words) = calendars::too_old(desk, &panel).await? {
        return Ok(Some(words));
    }
    scheduling::drift::words_of(desk, interview).await
}
