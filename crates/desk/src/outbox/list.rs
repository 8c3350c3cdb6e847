//! `outbox_list`.

use muster_store::interviews::{self, Interview};
use muster_store::outbox::{self as rows, Filter, Letter};
use muster_store::{Connection, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::states::{self, OutboxAct, OutboxChannel, OutboxKind, OutboxState};
use crate::command::of_word;
use crate::interviews::view::ReaderClock;
use crate::paging::limit;
use crate::{Desk, Failure};

/// Which letters are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutboxFilter {
    /// Those that have not left, or need somebody.
    #[default]
    Open,
    /// All.
    All,
}

/// Parameters of `outbox_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OutboxList")]
pub struct List {
    /// Which ones.
    #[serde(default)]
    pub filter: OutboxFilter,
    /// Most rows, 1 to 500; 50 when absent.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A letter as a list shows it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OutboxRow {
    /// Id.
    pub id: String,
    /// What it says.
    pub kind: OutboxKind,
    /// How it leaves.
    pub channel: OutboxChannel,
    /// To whom.
    pub to_name: String,
    /// To whom, with the address.
    pub to_words: String,
    /// The interview; null when it is not there any more.
    pub interview_id: Option<String>,
    /// The interview in words.
    pub interview_words: String,
    /// The subject.
    pub subject: String,
    /// Where it stands.
    pub state: OutboxState,
    /// The same in words.
    pub state_words: String,
    /// What to do, when a person is needed.
    pub next_step: Option<String>,
    /// When its state changed last, in words.
    pub at_words: String,
    /// What can be done.
    pub can: Vec<OutboxAct>,
}

/// The letters.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Outbox {
    /// Those that changed last first.
    pub rows: Vec<OutboxRow>,
    /// How many need somebody.
    pub open: u32,
}

/// The states of letters that have not left, or need somebody.
const OPEN: &[&str] = &[
    "waiting",
    "held",
    "sending",
    "unsure",
    "failed",
    "to_hand_over",
];

/// `outbox_list`.
pub async fn list(desk: &Desk, params: List) -> Result<Outbox, Failure> {
    let limit = u32::try_from(limit(params.limit)?).map_err(Failure::internal)?;
    let clock = ReaderClock::of(desk).await?;
    let filter = Filter {
        states: match params.filter {
            OutboxFilter::Open => OPEN,
            OutboxFilter::All => &[],
        },
        ..Filter::default()
    };
    let workspace = desk.workspace().await?;
    let mut reader = workspace.read().await?;
    let mut shown = Vec::new();
    for letter in rows::list(&mut reader, &filter, limit).await? {
        shown.push(row(desk, &mut reader, &clock, letter).await?);
    }
    drop(reader);
    Ok(Outbox {
        rows: shown,
        open: rows::open(workspace).await?,
    })
}

/// One letter as a list shows it.
pub(super) async fn row(
    desk: &Desk,
    connection: &mut Connection,
    clock: &ReaderClock,
    letter: Letter,
) -> Result<OutboxRow, Failure> {
    let interview: Option<Interview> = match interviews::get(connection, &letter.interview_id).await
    {
        Ok(interview) => Some(interview),
        Err(StoreError::NotFound { .. }) => None,
        Err(other) => return Err(other.into()),
    };
    let now = desk.now();
    Ok(OutboxRow {
        state_words: states::words(&letter, now, clock),
        next_step: states::next_step(&letter),
        can: states::possible(&letter),
        at_words: clock.spoken_at(letter.changed_at, now),
        to_words: format!("{} <{}>", letter.to_name, letter.to_address),
        interview_words: interview.as_ref().map_or_else(
            || "The interview is not there any more.".to_owned(),
            |i| format!("{} · {}", i.candidate_name, clock.spoken(i.starts_at)),
        ),
        interview_id: interview.map(|i| i.id),
        id: letter.id,
        kind: of_word(&letter.kind)?,
        channel: of_word(&letter.channel)?,
        to_name: letter.to_name,
        subject: letter.subject,
        state: of_word(&letter.state)?,
    })
}
