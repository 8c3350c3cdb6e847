//! Noticing what other processes wrote, so that the window shows it.

use muster_store::capture::TRACKED;

use crate::{Desk, Event, Failure};

/// Tags of views over tables that the change log does not track.
const UNTRACKED: &[&str] = &[
    "accounts",
    "busy",
    "calendars",
    "changes",
    "mail",
    "notices",
    "operations",
    "outbox",
    "reminders",
    "vault",
];

/// The last seen state of the file.
#[derive(Debug, Default)]
pub(super) struct Watch {
    version: Option<i64>,
}

impl Watch {
    /// Tells the window that everything may be stale when another process has written.
    ///
    /// SQLite's `data_version` stands still for writes of our own one writer, so each move of it is
    /// another process.
    pub(super) async fn look(&mut self, desk: &Desk) -> Result<(), Failure> {
        let version = desk.workspace().await?.data_version().await?;
        if self
            .version
            .replace(version)
            .is_some_and(|before| before != version)
        {
            let tags = TRACKED
                .iter()
                .chain(UNTRACKED)
                .map(|tag| (*tag).to_owned())
                .collect();
            desk.emit(Event::Changed { tags });
        }
        Ok(())
    }
}
