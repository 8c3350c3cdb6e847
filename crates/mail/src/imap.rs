//! Answers from a mailbox, by IMAP (RFC 3501), without changing anything in it.
//!
//! The folder is opened read-only and mails are fetched without marking them as seen. Of each new
//! mail only its structure is asked for; a mail without a calendar file in it is never read.
//!
//! The few commands that this takes are spoken here: a library would log them, the password among
//! them, and grow with whatever a server sends (docs/adr/0010).

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use muster_scheduling::zone::Zones;
use serde::{Deserialize, Serialize};

use crate::error::MailError;
use crate::reply::{Incoming, LARGEST, read_reply};
use crate::server::{Patience, Security, SignIn};

mod folder;
mod open;
mod structure;
mod talk;
mod token;

use talk::{Outcome, Talk};
use token::Token;

/// A server that holds a mailbox.
#[derive(Debug, Clone)]
pub struct ImapServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Who signs in.
    pub sign_in: SignIn,
    /// Certificates (DER) that are trusted beside the system's.
    pub extra_root_certificates: Vec<Vec<u8>>,
    /// How long it may take.
    pub patience: Patience,
}

/// How far a folder has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The numbering of the folder; with another one, old numbers say nothing.
    pub uid_validity: u32,
    /// The number of the last mail that was looked at.
    pub last_uid: u32,
}

/// What one look into a folder has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The answers to invitations of ours, oldest first.
    pub replies: Vec<Incoming>,
    /// How far the folder has been read now.
    pub place: Place,
    /// Whether more mails wait: ask again.
    pub more: bool,
    /// Mails with a calendar file that could not be read.
    pub unreadable: usize,
}

/// The most mails that one call looks at.
const MOST: usize = 500;
/// The most mails whose structure is asked for at once.
const AT_ONCE: usize = 100;
/// How far a first look goes back.
const FIRST_LOOK: TimeDelta = TimeDelta::days(14);

impl ImapServer {
    /// Connects and signs in, and reads nothing.
    ///
    /// # Errors
    /// A [`MailError`].
    pub async fn test(&self) -> Result<(), MailError> {
        let talk = self.open().await?;
        talk.goodbye().await;
        Ok(())
    }

    /// Looks for answers in the mails that came after `from`; without it, or when the folder was
    /// numbered anew, in those of the 14 days before `now`. At most 500 mails a call.
    ///
    /// # Errors
    /// A [`MailError`]; then nothing is lost by asking again from the same place.
    pub async fn fetch(
        &self,
        folder: &str,
        from: Option<Place>,
        now: DateTime<Utc>,
        zones: &Zones,
        ours: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Fetched, MailError> {
        let mut talk = self.open().await?;
        let opened = examine(&mut talk, folder).await?;
        let known = from.filter(|place| place.uid_validity == opened.uid_validity);
        let mut new = match known {
            Some(place) => after(&mut talk, place.last_uid).await?,
            None => since(&mut talk, now - FIRST_LOOK).await?,
        };
        let mut later = BTreeSet::new();
        if let Some(first_later) = new.iter().nth(MOST).copied() {
            later = new.split_off(&first_later);
        }
        let mut found = Fetched {
            replies: Vec::new(),
            place: Place {
                uid_validity: opened.uid_validity,
                last_uid: known.map_or(0, |place| place.last_uid),
            },
            more: !later.is_empty(),
            unreadable: 0,
        };
        let new: Vec<u32> = new.into_iter().collect();
        for batch in new.chunks(AT_ONCE) {
            for (uid, size) in with_calendar(&mut talk, batch).await? {
                if size > LARGEST {
                    found.unreadable += 1;
                    continue;
                }
                let Some(mail) = whole(&mut talk, uid).await? else {
                    continue;
                };
                match read_reply(&mail, ours, zones) {
                    Ok(answer) => found.replies.extend(answer),
                    Err(_) => found.unreadable += 1,
                }
            }
        }
        let seen = new.last().copied().unwrap_or(0);
        let before_next = if found.more {
            0
        } else {
            opened.uid_next.saturating_sub(1)
        };
        found.place.last_uid = found.place.last_uid.max(seen).max(before_next);
        talk.goodbye().await;
        Ok(found)
    }
}

/// An opened folder.
struct Opened {
    uid_validity: u32,
    /// The number that the next mail gets, as of the opening.
    uid_next: u32,
}

async fn examine(talk: &mut Talk, folder: &str) -> Result<Opened, MailError> {
    let name = folder::encoded(folder).ok_or_else(|| {
        MailError::settings(
            "folder",
            "This cannot be the name of a mail folder. Correct it.",
        )
    })?;
    let (outcome, answers) = talk.command(&format!("EXAMINE {name}")).await?;
    if let Outcome::No(words) = outcome {
        return Err(MailError::settings(
            "folder",
            format!("The mail folder cannot be opened. Choose another. The server said: {words}"),
        ));
    }
    let number = |name: &str| answers.iter().find_map(|answer| number_in(answer, name));
    let uid_validity = number("UIDVALIDITY").ok_or_else(|| talk.nonsense())?;
    Ok(Opened {
        uid_validity,
        uid_next: number("UIDNEXT").unwrap_or(0),
    })
}

/// The number of `* OK [NAME 123]`.
fn number_in(answer: &[Token], name: &str) -> Option<u32> {
    let at = answer
        .iter()
        .position(|token| token.is(&format!("[{name}")))?;
    let number = answer.get(at + 1)?.text()?;
    number.trim_end_matches(']').parse().ok()
}

async fn after(talk: &mut Talk, last: u32) -> Result<BTreeSet<u32>, MailError> {
    let Some(next) = last.checked_add(1) else {
        return Ok(BTreeSet::new());
    };
    // `n:*` is never empty: the last mail belongs to it, whatever its number.
    let mut found = search(talk, &format!("UID {next}:*")).await?;
    found.retain(|uid| *uid > last);
    Ok(found)
}

async fn since(talk: &mut Talk, when: DateTime<Utc>) -> Result<BTreeSet<u32>, MailError> {
    let day = when.format("%-d-%b-%Y");
    search(talk, &format!("SINCE {day}")).await
}

async fn search(talk: &mut Talk, what: &str) -> Result<BTreeSet<u32>, MailError> {
    let (outcome, answers) = talk.command(&format!("UID SEARCH {what}")).await?;
    outcome.or_nonsense(talk)?;
    let mut found = BTreeSet::new();
    for answer in answers {
        if answer.first().is_some_and(|token| token.is("SEARCH")) {
            let numbers = answer.iter().skip(1).filter_map(Token::text);
            found.extend(numbers.filter_map(|number| number.parse::<u32>().ok()));
        }
    }
    Ok(found)
}

/// Which of these mails hold a calendar file, and their sizes in bytes.
async fn with_calendar(talk: &mut Talk, uids: &[u32]) -> Result<Vec<(u32, usize)>, MailError> {
    let set: Vec<_> = uids.iter().map(u32::to_string).collect();
    let command = format!(
        "UID FETCH {} (UID RFC822.SIZE BODYSTRUCTURE)",
        set.join(",")
    );
    let (outcome, answers) = talk.command(&command).await?;
    outcome.or_nonsense(talk)?;
    let mut found: Vec<_> = answers
        .iter()
        .filter_map(|answer| structure::read(answer))
        .filter(|mail| mail.has_calendar && uids.contains(&mail.uid))
        .map(|mail| (mail.uid, mail.size))
        .collect();
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// A mail as it came; `None` when it is gone.
async fn whole(talk: &mut Talk, uid: u32) -> Result<Option<Vec<u8>>, MailError> {
    let command = format!("UID FETCH {uid} (UID BODY.PEEK[])");
    let (outcome, answers) = talk.command_with_mail(&command).await?;
    outcome.or_nonsense(talk)?;
    Ok(answers
        .into_iter()
        .find_map(|answer| structure::mail(answer, uid)))
}
