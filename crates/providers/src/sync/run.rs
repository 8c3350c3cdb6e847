//! Where a run is.

use serde::{Deserialize, Serialize};

use crate::calendar::{Cursor, Page, RunKind};

/// The state of the runs over one remote collection; stored with each page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The number of the latest run; rows remember which run saw them last.
    pub number: u64,
    /// What the latest run is.
    pub kind: Option<RunKind>,
    /// Where to go on: at the next page, or for the next run.
    pub cursor: Option<Cursor>,
    /// How far the latest run has come.
    pub progress: Progress,
    /// How many records it has named that are stored; written in one transaction with them.
    #[serde(default)]
    pub held: usize,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Progress {
    /// Pages may follow.
    #[default]
    Reading,
    /// All pages are stored; what a full run has not seen is still there.
    Read {
        /// How many records a full run has named.
        total: Option<usize>,
    },
    /// Done.
    Closed,
}

impl Run {
    /// Moves on to a page: a page that opens a run gets a new number.
    pub(super) fn enter(&mut self, page: &Page) {
        if page.opens || self.kind != Some(page.kind) {
            self.number += 1;
            self.held = 0;
        }
        self.kind = Some(page.kind);
        self.progress = Progress::Reading;
    }
}
