//! `draft_update`: the words are changed and counted anew.

use muster_domain::draft::{Channel, DraftState, carry_claims, still_unresolved};
use muster_store::drafts as rows;
use schemars::JsonSchema;
use serde::Deserialize;

use super::view::DraftView;
use crate::settings::WorkspaceSettings;
use crate::{Code, Command, Desk, Failure};

/// The longest text of a draft, in bytes.
const LONGEST_TEXT: usize = 100_000;

/// The longest subject of a draft, in bytes.
const LONGEST_SUBJECT: usize = 2_000;

/// Parameters of `draft_update`: what changes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Which draft.
    pub id: String,
    /// Text.
    pub text: Option<String>,
    /// Subject, for inmail and email.
    pub subject: Option<String>,
}

/// `draft_update`: only while it is not sent; an edit takes a ready or copied draft back to draft.
pub async fn update(desk: &Desk, params: Update) -> Result<DraftView, Failure> {
    let mut tx = desk.begin(Command::draft_update).await?;
    let settings = WorkspaceSettings::load_in(&mut tx).await?;
    let mut draft = rows::get(tx.connection(), &params.id).await?;
    let new_text = params.text.as_deref().map(text).transpose()?;
    let new_subject = params
        .subject
        .as_deref()
        .map(|s| subject(draft.channel, s))
        .transpose()?;
    let new_text = new_text.unwrap_or_else(|| draft.text.clone());
    let new_subject = new_subject.unwrap_or_else(|| draft.subject.clone());
    if new_text == draft.text && new_subject == draft.subject {
        return Ok(DraftView::of(draft, &settings, Vec::new()));
    }
    if !draft.state.is_editable() {
        let hint = match draft.state {
            DraftState::Discarded => "Mark it as draft first.",
            _ => {
                "If it was not sent after all, mark it as copied or ready first; else write a new one."
            }
        };
        return Err(Failure::new(
            Code::InvalidState,
            format!("A draft that is {} cannot be changed.", draft.state),
            hint,
        )
        .with(serde_json::json!({ "state": draft.state })));
    }
    draft.claims = carry_claims(&draft.text, &new_text, &draft.claims);
    draft.text = new_text;
    draft.subject = new_subject;
    draft.unresolved = still_unresolved(
        &format!("{}\n{}", draft.subject, draft.text),
        &draft.unresolved,
    );
    draft.state = DraftState::Draft;
    draft.updated_at = tx.at();
    rows::put(&mut tx, &draft).await?;
    tx.summarise(format!("Edited the message to {}", draft.candidate_name));
    desk.commit(tx).await?;
    Ok(DraftView::of(draft, &settings, Vec::new()))
}

/// Text with one kind of line end and no other control characters.
pub(super) fn text(given: &str) -> Result<String, Failure> {
    if given.len() > LONGEST_TEXT {
        return Err(Failure::parameter(
            "text",
            format!(
                "The text has {} bytes; a draft holds {LONGEST_TEXT}.",
                given.len()
            ),
            "Shorten it.",
        ));
    }
    Ok(given
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect())
}

/// A subject of one line: a line break must never start a new mail header.
pub(super) fn subject(channel: Channel, given: &str) -> Result<String, Failure> {
    let line: String = given
        .trim()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if !channel.has_subject() && !line.is_empty() {
        return Err(Failure::parameter(
            "subject",
            format!("A message for {channel} has no subject."),
            "Leave the subject out, or draft an inmail or email.",
        ));
    }
    if line.len() > LONGEST_SUBJECT {
        return Err(Failure::parameter(
            "subject",
            "The subject is far too long.",
            "Shorten it.",
        ));
    }
    Ok(line)
}
