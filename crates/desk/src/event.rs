//! What a host tells its window while things happen.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::Command;

/// One event of the stream.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Rows changed: views of these tags are stale.
    Changed {
        /// Cache tags, the names used in the command list's `reads` and `changes`.
        tags: Vec<String>,
    },
    /// Long work went on or ended.
    Operation {
        /// Its id.
        operation_id: String,
    },
    /// A reminder or other notice was added to the in-app list.
    Notice {
        /// Its id.
        notice_id: String,
    },
}

impl Event {
    /// The event after which no view is stale unnoticed.
    pub fn everything_changed() -> Self {
        let tags: BTreeSet<&str> = Command::ALL
            .iter()
            .flat_map(|command| command.spec().reads)
            .copied()
            .collect();
        Self::Changed {
            tags: tags.into_iter().map(str::to_owned).collect(),
        }
    }
}
