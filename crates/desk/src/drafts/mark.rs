//! `draft_mark`: what a person did with a draft, and what came of it.

use muster_domain::draft::{DraftState, is_empty};
use muster_store::WriteTx;
use muster_store::drafts::{self as rows, Draft};
use muster_store::messages::{self, Message};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::change;
use super::view::DraftView;
use crate::settings::WorkspaceSettings;
use crate::{Code, Command, Desk, Failure};

/// Parameters of `draft_mark`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Which draft.
    pub id: String,
    /// Where it stands now.
    pub state: DraftState,
    /// What the candidate answered, with the state replied.
    #[serde(default)]
    pub reply: Option<String>,
}

/// `draft_mark`: a text leaves only when it fits and nothing in it is left to fill in; `sent` keeps
/// it among the candidate's messages. Marking the present state again changes nothing.
pub async fn mark(desk: &Desk, params: Mark) -> Result<DraftView, Failure> {
    let reply = params.reply.as_deref().map(change::text).transpose()?;
    let reply = reply.filter(|text| !is_empty(text));
    if reply.is_some() && params.state != DraftState::Replied {
        return Err(Failure::parameter(
            "reply",
            "An answer belongs to the state replied.",
            "Leave it out, or mark the draft as replied.",
        ));
    }
    let actor = desk.actor().await?;
    let mut tx = desk.begin(Command::draft_mark).await?;
    let settings = WorkspaceSettings::load_in(&mut tx).await?;
    let mut draft = rows::get(tx.connection(), &params.id).await?;
    let from = draft.state;
    let to = from.become_state(params.state).map_err(|refusal| {
        let next: Vec<DraftState> = from.next().to_vec();
        let words: Vec<&str> = next.iter().map(|state| state.as_str()).collect();
        Failure::new(
            Code::InvalidState,
            refusal.to_string(),
            match words.as_slice() {
                [] => "Nothing more can be said of it; draft a new message.".to_owned(),
                words => format!("It can be marked as {} now.", words.join(", ")),
            },
        )
        .with(json!({ "state": from, "next": next }))
    })?;
    if from == to && reply.is_none() {
        return Ok(DraftView::of(draft, &settings, Vec::new()));
    }
    // Stepping back from sent corrects a mark; the text was counted when it left.
    if to.needs_fitting_text() && !has_left(from) {
        refuse_unfit(&DraftView::of(draft.clone(), &settings, Vec::new()))?;
    }
    draft.state = to;
    draft.updated_at = tx.at();
    rows::put(&mut tx, &draft).await?;
    let known =
        messages::is_recorded(tx.connection(), &draft.id, &draft.subject, &draft.text).await?;
    if to == DraftState::Sent && !known {
        let (subject, text) = (draft.subject.clone(), draft.text.clone());
        record(&mut tx, &draft, true, subject, text, &actor).await?;
    }
    if let Some(text) = reply {
        record(&mut tx, &draft, false, String::new(), text, &actor).await?;
    }
    tx.summarise(format!(
        "Marked the message to {} as {to}",
        draft.candidate_name
    ));
    desk.commit(tx).await?;
    Ok(DraftView::of(draft, &settings, Vec::new()))
}

fn has_left(state: DraftState) -> bool {
    matches!(
        state,
        DraftState::Sent | DraftState::Accepted | DraftState::Replied
    )
}

async fn record(
    tx: &mut WriteTx,
    draft: &Draft,
    outgoing: bool,
    subject: String,
    text: String,
    actor: &str,
) -> Result<(), Failure> {
    let at = tx.at();
    let message = Message {
        id: muster_store::new_id(at),
        candidate_id: draft.candidate_id.clone(),
        draft_id: Some(draft.id.clone()),
        channel: draft.channel,
        outgoing,
        subject,
        text,
        at,
        recorded_by: actor.to_owned(),
    };
    Ok(messages::add(tx, &message).await?)
}

/// A text that must not leave yet, and why.
fn refuse_unfit(view: &DraftView) -> Result<(), Failure> {
    let over = |characters: usize, limit: Option<u32>| {
        limit.is_some_and(|limit| characters > limit as usize)
    };
    let (message, hint) = if !view.unresolved.is_empty() {
        (
            format!(
                "The message still has fields to fill in: {}.",
                view.unresolved.join(", ")
            ),
            "Write the missing words into the text, or add the facts and draft it again."
                .to_owned(),
        )
    } else if is_empty(&view.text) {
        (
            "The message is empty.".to_owned(),
            "Write something first.".to_owned(),
        )
    } else if let Some(limit) = view.limit.filter(|_| over(view.characters, view.limit)) {
        (
            format!(
                "The message has {} characters; {} takes {limit}.",
                view.characters, view.channel
            ),
            format!(
                "Shorten it by {}.",
                view.characters.saturating_sub(limit as usize)
            ),
        )
    } else if !view.fits {
        (
            format!(
                "The subject has {} characters; {} takes {}.",
                view.subject_characters.unwrap_or_default(),
                view.channel,
                view.subject_limit.unwrap_or_default()
            ),
            "Shorten the subject.".to_owned(),
        )
    } else {
        return Ok(());
    };
    Err(Failure::new(Code::InvalidState, message, hint).with(json!({
        "state": view.state,
        "unresolved": view.unresolved,
        "characters": view.characters,
        "limit": view.limit,
    })))
}
