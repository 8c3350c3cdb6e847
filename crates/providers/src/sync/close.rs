//! The end of a full run.

use super::merge::gone;
use super::{Outcome, Progress, Record, Row, Run};
use crate::calendar::{EventId, RunKind};

/// A full run named so many records, but the mirror holds another number of them. Nothing was
/// dropped; the next run must be a full one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "The calendar named {named} events, but {held} were stored. Nothing was removed; Muster reads \
     the calendar again from the start."
)]
pub struct CountMismatch {
    /// As the remote side counts.
    pub named: usize,
    /// As the mirror does.
    pub held: usize,
}

/// Ends a run that has read its last page. After a full one, what it has not seen is gone; after
/// an incremental one there is nothing to do. The caller stores steps and run at once.
///
/// `unseen` are the rows whose `seen_in` is not this run's number.
///
/// # Errors
/// [`CountMismatch`] when the mirror has not kept all that the run has named; the run is then set
/// to begin anew, and must be stored too.
pub fn close<R: Record>(
    run: &mut Run,
    unseen: impl IntoIterator<Item = (EventId, Row<R>)>,
) -> Result<Outcome<R>, CountMismatch> {
    let mut out = Outcome {
        steps: Vec::new(),
        conflicts: Vec::new(),
        missing: Vec::new(),
    };
    let Progress::Read { total } = run.progress else {
        return Ok(out);
    };
    run.progress = Progress::Closed;
    if run.kind != Some(RunKind::Full) {
        return Ok(out);
    }
    if let Some(named) = total
        && named != run.held
    {
        run.cursor = None;
        let held = run.held;
        return Err(CountMismatch { named, held });
    }
    for (id, row) in unseen {
        match row {
            // Written after the run had looked.
            Row { written_in, .. } if written_in == run.number => {}
            row => gone(&mut out, id, row),
        }
    }
    Ok(out)
}
