//! Busy times of interviewers from `.ics` files: `busy_import`, `busy_list`.
//!
//! Series stay rules in the workspace; what the scheduler reads is their expansion, 400 days from
//! now and renewed when half of it is left.

mod expansion;
pub mod import;

use chrono::{DateTime, Utc};
use muster_scheduling::attendee::BusyStatus;
use muster_store::people;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Desk, Failure};
pub(crate) use expansion::{
    AHEAD, BEHIND, RENEW_BELOW, block, expand_again, of_people, renew, running_out,
};

/// Parameters of `busy_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Whose.
    pub person_id: String,
    /// From when.
    pub start: DateTime<Utc>,
    /// Until when.
    pub end: DateTime<Utc>,
}

/// A stretch of a person's calendar.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "BusyBlock")]
pub struct BlockView {
    /// Start.
    pub start: DateTime<Utc>,
    /// End.
    pub end: DateTime<Utc>,
    /// What the calendar says.
    pub status: BusyStatus,
}

/// `busy_list`: a person's calendar items that touch a window, without titles.
pub async fn list(desk: &Desk, params: List) -> Result<Vec<BlockView>, Failure> {
    if params.end <= params.start {
        return Err(Failure::parameter(
            "end",
            "The window ends before it starts.",
            "Give an end after the start.",
        ));
    }
    let mut reader = desk.workspace().await?.read().await?;
    let person = people::get(&mut reader, &params.person_id).await?;
    let (start, end) = (params.start, params.end);
    let people = std::slice::from_ref(&person);
    let mut found = of_people(desk, &mut reader, people, start, end).await?;
    let mut blocks = found.remove(&person.id).unwrap_or_default();
    blocks.sort_by_key(|b| (b.starts_at, b.ends_at));
    Ok(blocks
        .into_iter()
        .map(|b| BlockView {
            start: b.starts_at,
            end: b.ends_at,
            status: b.status,
        })
        .collect())
}
