//! What is kept of a stored event: busy time, and in full only what is ours.

use muster_scheduling::zone::Zones;
use serde::{Deserialize, Serialize};

use crate::ics::{self, BusySeries, Entry, IcsProblem};

/// What is kept of one event of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its busy time; empty when it takes none (a task, a cancelled event).
    pub series: Vec<BusySeries>,
    /// The event itself, when it is ours.
    pub own: Option<Entry>,
}

/// Why an event was put aside: it is kept by its id and counts as unknown time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What is wrong and what to do, without the title of the event.
    pub message: String,
}

/// Reads a stored event. All of it must be readable: half an event would be free time that is
/// not free.
///
/// # Errors
/// A [`Problem`] when something of it cannot be read for certain.
pub fn read_item(
    bytes: &[u8],
    ours: &dyn Fn(&str) -> bool,
    zones: &Zones,
) -> Result<Item, Problem> {
    let aside = |problem: &IcsProblem| Problem {
        message: problem.message.clone(),
    };
    let file = ics::read(bytes, zones).map_err(|_| Problem {
        message: "The calendar stored something that is no event. Look at it there.".to_owned(),
    })?;
    if let Some(problem) = file.problems.first() {
        return Err(aside(problem));
    }
    let own = ics::read_own(bytes, ours, zones).map_err(|problem| aside(&problem))?;
    Ok(Item {
        series: file.series,
        own,
    })
}
