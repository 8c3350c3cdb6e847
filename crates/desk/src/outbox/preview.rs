//! `outbox_message`: a letter as its reader will see it.

use muster_mail::Mailbox;
use muster_store::{Connection, mail_account, outbox as rows};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::invitations::Body;
use crate::{Code, Desk, Failure};

/// Names a letter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OutboxId")]
pub struct LetterId {
    /// Its id.
    pub id: String,
}

/// A letter in full.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OutboxMessage {
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// To whom.
    pub to_words: String,
    /// From whom.
    pub from_words: String,
    /// Names of what is attached.
    pub attachments: Vec<String>,
    /// Why it does not leave by itself; null when it does.
    pub held_because: Option<String>,
}

/// `outbox_message`.
pub async fn show(desk: &Desk, params: LetterId) -> Result<OutboxMessage, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let letter = rows::get(&mut reader, &params.id).await?;
    let from = sender(&mut reader, &letter).await?;
    let body: Body = serde_json::from_str(&letter.letter).map_err(Failure::internal)?;
    Ok(OutboxMessage {
        subject: letter.subject,
        text: body.text,
        to_words: format!("{} <{}>", letter.to_name, letter.to_address),
        from_words: format!("{} <{}>", from.name, from.address),
        attachments: vec!["invite.ics".to_owned()],
        held_because: (letter.state == "held").then_some(letter.words),
    })
}

/// Who writes: the sender of mail now, else the organizer that the letter was written for.
pub(super) async fn sender(
    connection: &mut Connection,
    letter: &rows::Letter,
) -> Result<Mailbox, Failure> {
    if let Some(account) = mail_account::get(connection).await? {
        return Ok(Mailbox {
            name: account.from_name,
            address: account.from_address,
        });
    }
    let body: Body = serde_json::from_str(&letter.letter).map_err(Failure::internal)?;
    let organizer = body.event.organizer.ok_or_else(|| {
        Failure::new(
            Code::InvalidState,
            "It is not said who writes this letter.",
            "Say in Accounts how mail leaves.",
        )
    })?;
    Ok(Mailbox {
        name: organizer.name,
        address: organizer.address,
    })
}
