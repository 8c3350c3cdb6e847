//! Keeping a mirror of remote records: a pure merge of base, local and remote.
//!
//! A [`Row`] holds what the remote side had when it was last read (the base) and what we want
//! instead (the [`Intent`]). [`take`] merges one page of a run into the rows it names and gives
//! back what to store; the caller stores that and the page's checkpoint in one transaction, so a
//! run that is killed goes on where it was. [`close`] ends a full run: only when as many records
//! were stored as the remote side has named does it drop what the run has not seen.
//!
//! Rules: an incremental page never removes what it does not name. A wish of ours is never lost:
//! it is carried over to the new base field by field, or kept and reported as a [`Conflict`].
//! The same page twice changes nothing.

mod calendar;
mod close;
mod merge;
mod run;

use serde::{Deserialize, Serialize};

use crate::calendar::{EventId, Problem, Version};

pub use close::{CountMismatch, close};
pub use merge::{Outcome, Said, Step, pushed, removed, take};
pub use run::{Progress, Run};

/// A record that can be merged by its fields.
pub trait Record: Clone + PartialEq {
    /// Whether `there` is what we wrote as `local`, although the remote side may keep less.
    fn is_written(local: &Self, there: &Self) -> bool {
        local == there
    }

    /// Carries our change from `base` to `local` over to `remote`. Where both sides changed one
    /// field, ours is kept and the field is named.
    fn rebase(base: &Self, local: &Self, remote: &Self) -> (Self, Vec<&'static str>);
}

/// What we want of a remote record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "record", rename_all = "snake_case")]
pub enum Intent<R> {
    /// Nothing: it may be as it is.
    None,
    /// It shall be this.
    Write(R),
    /// It shall not be.
    Remove,
}

/// What the remote side had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base<R> {
    /// Its version there.
    pub version: Version,
    /// The record, or why it could not be read.
    pub record: Result<R, Problem>,
}

/// One record of a mirror.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<R> {
    /// What the remote side had; `None` when it has none, as far as we know.
    pub base: Option<Base<R>>,
    /// What we want.
    pub intent: Intent<R>,
    /// The last run that named it; 0 for a row of our own making.
    pub seen_in: u64,
    /// The run that was the latest when we wrote it last: its listing may be older than our write.
    #[serde(default)]
    pub written_in: u64,
}

/// Our wish and the remote side's change met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Where.
    pub id: EventId,
    /// How.
    pub kind: ConflictKind,
}

/// How they met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConflictKind {
    /// Both changed these fields; ours is kept until somebody decides.
    Fields(Vec<&'static str>),
    /// We changed it, and it was deleted there.
    DeletedThere,
    /// We deleted it, and it was changed there.
    ChangedThere,
    /// We changed it, and what is there now cannot be read.
    UnreadableThere,
}
