//! One page into the rows it names.

use std::collections::BTreeMap;

use super::{Base, Conflict, ConflictKind, Intent, Progress, Record, Row, Run};
use crate::calendar::{EventId, Page, Problem, Version};

/// What to store after a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<R> {
    /// This row, new or changed.
    Put(EventId, Row<R>),
    /// Only the mark that this run has seen it; nothing a person could notice.
    Seen(EventId, u64),
    /// It is gone.
    Drop(EventId),
}

/// What merging a page came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<R> {
    /// What to store, together with the run.
    pub steps: Vec<Step<R>>,
    /// What a person should hear about.
    pub conflicts: Vec<Conflict>,
    /// Named as unchanged, but not held: the next run must be a full one that reads them.
    pub missing: Vec<EventId>,
}

/// What a page says about one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said<R> {
    /// It is this, in this version.
    There(EventId, Version, Result<R, Problem>),
    /// It is as we hold it.
    Same(EventId),
    /// It is gone.
    Gone(EventId),
}

impl<R> Said<R> {
    fn id(&self) -> &EventId {
        match self {
            Self::There(id, ..) | Self::Same(id) | Self::Gone(id) => id,
        }
    }
}

/// Merges a page of a run. `row` gives the rows as they are stored; `said` what the page's
/// changes say, in their order. The caller stores the steps, the run and its cursor at once.
pub fn take<R: Record>(
    run: &mut Run,
    page: &Page,
    said: impl IntoIterator<Item = Said<R>>,
    row: impl Fn(&EventId) -> Option<Row<R>>,
) -> Outcome<R> {
    run.enter(page);
    let mut out = Outcome {
        steps: Vec::new(),
        conflicts: Vec::new(),
        missing: Vec::new(),
    };
    // The last word of a page on a record counts, and counts once.
    let mut latest = BTreeMap::new();
    for said in said {
        latest.insert(said.id().clone(), said);
    }
    for (id, said) in latest {
        let known = row(&id);
        let counted = known.as_ref().is_some_and(|row| row.seen_in == run.number);
        let number = run.number;
        match (said, known) {
            (Said::There(_, version, record), known) => {
                run.held += usize::from(!counted);
                there(&mut out, id, Base { version, record }, known, number);
            }
            (Said::Same(_), Some(_)) => {
                run.held += usize::from(!counted);
                if !counted {
                    out.steps.push(Step::Seen(id, number));
                }
            }
            (Said::Same(_), None) => out.missing.push(id),
            (Said::Gone(_), Some(known)) => {
                run.held = run.held.saturating_sub(usize::from(counted));
                gone(&mut out, id, known);
            }
            (Said::Gone(_), None) => {}
        }
    }
    run.cursor = Some(page.checkpoint.clone());
    if page.last {
        run.progress = Progress::Read { total: page.total };
    }
    out
}

fn there<R: Record>(
    out: &mut Outcome<R>,
    id: EventId,
    remote: Base<R>,
    known: Option<Row<R>>,
    number: u64,
) {
    let Some(known) = known else {
        let row = Row {
            base: Some(remote),
            intent: Intent::None,
            seen_in: number,
            written_in: 0,
        };
        out.steps.push(Step::Put(id, row));
        return;
    };
    if known.base.as_ref() == Some(&remote) {
        if known.seen_in != number {
            out.steps.push(Step::Seen(id, number));
        }
        return;
    }
    let (intent, conflict) = rebased(known.base, known.intent, &remote);
    if let Some(kind) = conflict {
        let id = id.clone();
        out.conflicts.push(Conflict { id, kind });
    }
    let row = Row {
        base: Some(remote),
        intent,
        seen_in: number,
        written_in: known.written_in,
    };
    out.steps.push(Step::Put(id, row));
}

/// What we still want when the remote side has become `remote`.
fn rebased<R: Record>(
    base: Option<Base<R>>,
    intent: Intent<R>,
    remote: &Base<R>,
) -> (Intent<R>, Option<ConflictKind>) {
    let same = base
        .as_ref()
        .is_some_and(|base| base.record.is_ok() && base.record == remote.record);
    match intent {
        Intent::None => (Intent::None, None),
        // A version of its own without a change of content is no news.
        intent if same => (intent, None),
        Intent::Remove => (Intent::Remove, Some(ConflictKind::ChangedThere)),
        Intent::Write(local) => {
            let Ok(there) = &remote.record else {
                return (Intent::Write(local), Some(ConflictKind::UnreadableThere));
            };
            if R::is_written(&local, there) {
                // Our write, whose answer was lost.
                return (Intent::None, None);
            }
            let Some(Base {
                record: Ok(was), ..
            }) = base
            else {
                // We made it anew, and somebody else did too: nothing says whose field is newer.
                return (Intent::Write(local), Some(ConflictKind::Fields(Vec::new())));
            };
            let (merged, fields) = R::rebase(&was, &local, there);
            let conflict = (!fields.is_empty()).then_some(ConflictKind::Fields(fields));
            if merged == *there {
                return (Intent::None, conflict);
            }
            (Intent::Write(merged), conflict)
        }
    }
}

/// What becomes of a row whose event is not there any more. What we want to write stays as a wish,
/// told as a conflict.
pub(super) fn gone<R: Record>(out: &mut Outcome<R>, id: EventId, known: Row<R>) {
    match known {
        // It was never there: the page cannot mean what we have not written yet.
        Row { base: None, .. } => {}
        Row {
            intent: Intent::None | Intent::Remove,
            ..
        } => out.steps.push(Step::Drop(id)),
        Row {
            intent: Intent::Write(local),
            ..
        } => {
            let conflict = Conflict {
                id: id.clone(),
                kind: ConflictKind::DeletedThere,
            };
            out.conflicts.push(conflict);
            let row = Row {
                base: None,
                intent: Intent::Write(local),
                seen_in: 0,
                written_in: 0,
            };
            out.steps.push(Step::Put(id, row));
        }
    }
}

/// What becomes of a row when our write of `record` has happened. A wish that came meanwhile
/// stays. `run` is as it is stored.
#[must_use]
pub fn pushed<R: Record>(mut row: Row<R>, version: Version, record: R, run: &Run) -> Row<R> {
    if row.intent == Intent::Write(record.clone()) {
        row.intent = Intent::None;
    }
    row.base = Some(Base {
        version,
        record: Ok(record),
    });
    row.written_in = run.number;
    row
}

/// What becomes of a row when our removal has happened: nothing, unless it shall be again.
#[must_use]
pub fn removed<R: Record>(row: Row<R>) -> Option<Row<R>> {
    match row.intent {
        Intent::Write(_) => Some(Row {
            base: None,
            seen_in: 0,
            written_in: 0,
            ..row
        }),
        Intent::None | Intent::Remove => None,
    }
}
