//! `slots_xray` and `slots_open`: why a time is not offered, and what would open it.

use chrono::{DateTime, NaiveDate, Timelike as _, Utc};
use muster_scheduling::xray::Cell;
use schemars::JsonSchema;
use serde::Serialize;

use super::ask::{Ask, Search, ask_of, asking, search};
use super::view::{SlotBlocker, SlotChange};
use crate::{Desk, Failure};

/// Hours of the reader's day that are always shown; others only where something is offered.
const SHOWN: std::ops::Range<u32> = 6..22;

/// What the X-ray shows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SlotsXray {
    /// The reader's days.
    pub days: Vec<XrayDay>,
    /// What would open more times, the least invasive first.
    pub changes: Vec<SlotChange>,
    /// How many times are offered.
    pub offered: u32,
}

/// One day of the grid.
#[derive(Debug, Serialize, JsonSchema)]
pub struct XrayDay {
    /// The reader's date.
    pub date: NaiveDate,
    /// The day in words: "Tue 24 Nov".
    pub label: String,
    /// Its starts.
    pub cells: Vec<XrayCell>,
}

/// Whether a start is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// It can be taken.
    Offered,
    /// Something blocks it.
    Blocked,
}

/// One start of the grid.
#[derive(Debug, Serialize, JsonSchema)]
pub struct XrayCell {
    /// The start.
    pub start: DateTime<Utc>,
    /// On the reader's clock: "15:00".
    pub time: String,
    /// Whether it is offered.
    pub state: CellState,
    /// Everything that blocks it.
    pub blockers: Vec<SlotBlocker>,
}

asking! {
    /// Parameters of `slots_open`.
    #[schemars(rename = "SlotsOpenAsked")]
    Open {
        /// The start to open.
        start: DateTime<Utc>,
    }
}

/// What would open one start.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SlotOpening {
    /// What blocks it; nothing when it is offered.
    pub blockers: Vec<SlotBlocker>,
    /// The single changes that open it, the least invasive first.
    pub changes: Vec<SlotChange>,
}

/// `slots_xray`.
pub async fn look(desk: &Desk, params: Ask) -> Result<SlotsXray, Failure> {
    let search = search(desk, params).await?;
    let seen = search.xray(desk)?;
    let changes = seen.changes.iter().map(SlotChange::from).collect();
    let offered = seen.offered;
    let mut days: Vec<XrayDay> = Vec::new();
    for cell in seen.cells {
        let local = search.reader.zone().local(cell.start);
        if !cell.blockers.is_empty() && !SHOWN.contains(&local.hour()) {
            continue;
        }
        let date = local.date();
        if days.last().is_none_or(|day| day.date != date) {
            days.push(XrayDay {
                date,
                label: search.reader.day(cell.start),
                cells: Vec::new(),
            });
        }
        if let Some(day) = days.last_mut() {
            day.cells
                .push(shown(&search, cell, local.format("%H:%M").to_string()));
        }
    }
    Ok(SlotsXray {
        days,
        changes,
        offered,
    })
}

/// `slots_open`.
pub async fn open(desk: &Desk, params: Open) -> Result<SlotOpening, Failure> {
    let start = params.start;
    let search = search(desk, ask_of!(params)).await?;
    let mut seen = search.xray(desk)?;
    let place = seen.cells.iter().position(|cell| cell.start == start);
    let Some(place) = place else {
        return Err(Failure::parameter(
            "start",
            "No interview can start then: it is not on the grid of this search.",
            "Choose a start of the X-ray.",
        ));
    };
    let changes = seen
        .changes_for(params.start)
        .map(SlotChange::from)
        .collect();
    let cell = seen.cells.swap_remove(place);
    let blockers = cell.blockers.into_iter();
    Ok(SlotOpening {
        blockers: blockers.map(|b| SlotBlocker::of(&search, b)).collect(),
        changes,
    })
}

fn shown(search: &Search, cell: Cell, time: String) -> XrayCell {
    XrayCell {
        start: cell.start,
        time,
        state: if cell.blockers.is_empty() {
            CellState::Offered
        } else {
            CellState::Blocked
        },
        blockers: cell
            .blockers
            .into_iter()
            .map(|blocker| SlotBlocker::of(search, blocker))
            .collect(),
    }
}
