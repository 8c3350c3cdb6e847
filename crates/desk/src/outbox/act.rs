//! `outbox_act`: what a person does with a letter.

use std::path::{Path, PathBuf};

use muster_mail::Message;
use muster_store::outbox::{self as rows, Letter, Step};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::deliver::{is_outdated, note_sent};
use super::list::{OutboxRow, row};
use super::preview::sender;
use super::states::{OutboxAct, possible};
use crate::interviews::view::ReaderClock;
use crate::invitations::Body;
use crate::{Code, Command, Desk, Failure};

/// Parameters of `outbox_act`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OutboxActOn")]
pub struct Act {
    /// The letter.
    pub id: String,
    /// What to do.
    pub act: OutboxAct,
}

/// What became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OutboxActed {
    /// The letter now.
    pub row: OutboxRow,
    /// After `hand_over`: the address that opens the mail program.
    pub mailto: Option<String>,
    /// After `hand_over`: the whole letter as a file, with the invitation in it.
    pub eml_path: Option<String>,
    /// After `hand_over`: what to do with them.
    pub words: Option<String>,
}

/// `outbox_act`.
pub async fn act(desk: &Desk, params: Act) -> Result<OutboxActed, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let letter = rows::get(&mut reader, &params.id).await?;
    let outdated = is_outdated(&mut reader, &letter).await?;
    drop(reader);
    if !possible(&letter).contains(&params.act) {
        return Err(moved_on());
    }
    let leaves = matches!(
        params.act,
        OutboxAct::SendNow | OutboxAct::Retry | OutboxAct::HandOver
    );
    if leaves && outdated {
        return Err(Failure::new(
            Code::InvalidState,
            format!("{} was told something newer since.", letter.to_name),
            "Drop this letter, or say that it arrived.",
        ));
    }
    let states = [letter.state.as_str()];
    let (mut mailto, mut eml_path, mut words) = (None, None, None);
    match params.act {
        OutboxAct::Stop | OutboxAct::Drop => {
            step(desk, &letter, "dropped", "Somebody stopped it.", false).await?;
            forget_files(&folder_of(desk, &letter)).await;
        }
        OutboxAct::SendNow | OutboxAct::Retry => {
            step(desk, &letter, "waiting", "", true).await?;
            desk.wake();
        }
        OutboxAct::MarkSent => {
            note_sent(desk, &letter, "Somebody said that it was sent.", &states).await?;
            forget_files(&folder_of(desk, &letter)).await;
        }
        OutboxAct::HandOver => {
            let message = message(desk, &letter).await?;
            let folder = folder_of(desk, &letter);
            let path = folder.join("letter.eml");
            let bytes = message.to_eml_draft().map_err(|problem| {
                Failure::new(Code::InvalidState, problem.to_string(), "Correct it first.")
            })?;
            write_file(&path, &bytes).await?;
            if let Some(invite) = &message.invite {
                write_file(&folder.join("invite.ics"), invite.ics.as_bytes()).await?;
            }
            step(desk, &letter, "to_hand_over", "", false).await?;
            mailto = Some(message.mailto());
            words = Some(format!(
                "Your mail program opens with the words. Attach invite.ics from {}, or open \
                 letter.eml there instead: it holds both. Then say that it was sent.",
                folder.display()
            ));
            eml_path = Some(path.display().to_string());
        }
    }
    let clock = ReaderClock::of(desk).await?;
    let mut reader = desk.workspace().await?.read().await?;
    let letter = rows::get(&mut reader, &params.id).await?;
    Ok(OutboxActed {
        row: row(desk, &mut reader, &clock, letter).await?,
        mailto,
        eml_path,
        words,
    })
}

fn moved_on() -> Failure {
    Failure::new(
        Code::InvalidState,
        "The letter has moved on meanwhile.",
        "Look at its state again.",
    )
}

/// The letter as a mail, checked.
async fn message(desk: &Desk, letter: &Letter) -> Result<Message, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let from = sender(&mut reader, letter).await?;
    drop(reader);
    let body: Body = serde_json::from_str(&letter.letter).map_err(Failure::internal)?;
    let (message, told) = body.message(desk, letter, from)?;
    message.check(&told, desk.zones()).map_err(|problem| {
        Failure::new(
            Code::InvalidState,
            problem.to_string(),
            "Invite them again: a new letter is written.",
        )
    })?;
    Ok(message)
}

async fn step(
    desk: &Desk,
    letter: &Letter,
    to: &str,
    words: &str,
    approved: bool,
) -> Result<(), Failure> {
    let mut tx = desk.begin_final(Command::outbox_act).await?;
    let from = [letter.state.as_str()];
    let step = Step {
        from: &from,
        to,
        words,
        due_at: approved.then(|| desk.now()),
        approved: approved.then_some(true),
        tries: false,
    };
    if !rows::step(&mut tx, &letter.id, desk.process(), &step).await? {
        return Err(moved_on());
    }
    desk.commit(tx).await?;
    Ok(())
}

/// Where a letter and its invitation lie while they are handed over.
fn folder_of(desk: &Desk, letter: &Letter) -> PathBuf {
    desk.folder().join("outbox").join(&letter.id)
}

async fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(
            Code::FileUnreadable,
            format!(
                "The letter could not be written to {}: {error}",
                path.display()
            ),
            "Make room on the disk or free the folder, and try again.",
        )
    };
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await.map_err(failed)?;
    }
    tokio::fs::write(path, bytes).await.map_err(failed)
}

/// A letter that was sent, or never will be, needs no files any more.
async fn forget_files(folder: &Path) {
    if let Err(error) = tokio::fs::remove_dir_all(folder).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "the files of a letter that was handed over stay");
    }
}
