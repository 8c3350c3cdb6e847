//! `message_list`: what was said to a candidate and what came back, as far as Muster was told.

use chrono::{DateTime, Utc};
use muster_domain::draft::Channel;
use muster_store::messages::{self as rows, Message};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::paging::{Listed, limit};
use crate::{Desk, Failure};

/// Parameters of `message_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Whose messages.
    pub candidate_id: String,
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To the candidate.
    Out,
    /// From the candidate.
    In,
}

/// One message.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MessageView {
    /// Id.
    pub id: String,
    /// The candidate.
    pub candidate_id: String,
    /// The draft it came from, or that it answers.
    pub draft_id: Option<String>,
    /// Where it went.
    pub channel: Channel,
    /// Which way it went.
    pub direction: Direction,
    /// Subject; empty on channels without one.
    pub subject: String,
    /// Text.
    pub text: String,
    /// When a person said that it was sent or had come.
    pub at: DateTime<Utc>,
    /// Id of the user who said so.
    pub recorded_by: String,
}

impl From<Message> for MessageView {
    fn from(m: Message) -> Self {
        Self {
            id: m.id,
            candidate_id: m.candidate_id,
            draft_id: m.draft_id,
            channel: m.channel,
            direction: if m.outgoing {
                Direction::Out
            } else {
                Direction::In
            },
            subject: m.subject,
            text: m.text,
            at: m.at,
            recorded_by: m.recorded_by,
        }
    }
}

/// `message_list`: newest first.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<MessageView>, Failure> {
    let limit = limit(params.limit)?;
    let workspace = desk.workspace().await?;
    let page = rows::page(
        workspace,
        &params.candidate_id,
        limit,
        params.cursor.as_deref(),
    )
    .await?;
    Ok(page.map(MessageView::from).into())
}
