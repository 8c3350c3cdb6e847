//! What was changed, and taking it back: `activity_list`, `change_undo`.

use chrono::{DateTime, Utc};
use muster_store::changes::{self, Change};
use muster_store::{StoreError, candidates};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interviews::view::ReaderClock;
use crate::paging::{Listed, limit};
use crate::{Code, Command, Desk, Failure, settle};

/// Parameters of `activity_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// One change.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Change")]
pub struct ChangeView {
    /// Its id.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When, in words, in the reader's zone; with the year when it is not the present one.
    pub spoken_at: String,
    /// Id of the acting user.
    pub actor: String,
    /// The actor's name, or "Muster".
    pub actor_name: String,
    /// The host it came from.
    pub origin: String,
    /// The command that wrote.
    pub command: String,
    /// One line in words, with the reason where one was given.
    pub summary: String,
    /// Whether `change_undo` can take it back now.
    pub undoable: bool,
    /// The change it took back.
    pub undoes: Option<String>,
    /// The change that took it back.
    pub undone_by: Option<String>,
}

impl ChangeView {
    fn of(c: Change, reader: &ReaderClock, now: DateTime<Utc>) -> Self {
        Self {
            spoken_at: reader.spoken_at(c.at, now),
            undoable: c.undoable && c.undone_by.is_none(),
            id: c.id,
            at: c.at,
            actor: c.actor,
            actor_name: c.actor_name,
            origin: c.origin,
            command: c.command,
            summary: c.said.sentence(),
            undoes: c.undoes,
            undone_by: c.undone_by,
        }
    }
}

/// `activity_list`.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<ChangeView>, Failure> {
    let limit = limit(params.limit)?;
    let page = changes::list(desk.workspace().await?, limit, params.cursor.as_deref()).await?;
    let reader = ReaderClock::of(desk).await?;
    let now = desk.now();
    Ok(page
        .map(|change| ChangeView::of(change, &reader, now))
        .into())
}

/// Parameters of `change_undo`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    /// Which change; the last one that can be undone when absent.
    pub change_id: Option<String>,
}

/// What was taken back.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Undone")]
pub struct UndoneView {
    /// The change that was taken back.
    pub change_id: String,
    /// Its summary, with the reason where one was given.
    pub summary: String,
    /// The tables whose rows were put back.
    pub tables: Vec<String>,
}

/// `change_undo`: puts every row of a change back, unless it was changed again since.
pub async fn undo(desk: &Desk, params: Undo) -> Result<UndoneView, Failure> {
    let mut tx = desk.begin(Command::change_undo).await?;
    let undone = changes::undo(&mut tx, params.change_id.as_deref())
        .await
        .map_err(|e| match e {
            StoreError::NotFound { .. } => Failure::new(
                Code::NothingToUndo,
                "There is nothing to undo.",
                "The list of activity shows what was done and what can still be undone.",
            ),
            other => other.into(),
        })?;
    settle::after_undo(desk, &mut tx, &undone).await?;
    candidates::after_undo(&mut tx, &undone.rows).await?;
    let mut tables: Vec<String> = undone.rows.iter().map(|r| r.table.clone()).collect();
    tables.sort();
    tables.dedup();
    tx.summarise(format!("Undid: {}", undone.said.summary));
    tx.because(undone.said.reason.as_str());
    desk.commit(tx).await?;
    Ok(UndoneView {
        change_id: undone.change_id,
        summary: undone.said.sentence(),
        tables,
    })
}
