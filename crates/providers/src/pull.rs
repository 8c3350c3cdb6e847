//! Brings a mirror of a calendar up to date: the one loop around [`crate::sync`].

use std::collections::HashMap;
use std::future::Future;

use crate::calendar::{Calendar, CalendarError, CalendarId, Change, EventId, Item, Known};
use crate::sync::{Conflict, CountMismatch, Outcome, Progress, Row, Run, Said, Step, close, take};

/// Where rows of one calendar are kept.
pub trait Mirror: Send {
    /// What storing can end with.
    type Error: Send;

    /// The run as it was stored last.
    fn run(&mut self) -> impl Future<Output = Result<Run, Self::Error>> + Send;

    /// The versions of all rows that have a readable base. Rows that could not be read are left
    /// out, so that a full run tries them again.
    fn known(&mut self) -> impl Future<Output = Result<Known, Self::Error>> + Send;

    /// The rows of these ids, as far as there are any.
    fn rows(
        &mut self,
        ids: &[EventId],
    ) -> impl Future<Output = Result<HashMap<EventId, Row<Item>>, Self::Error>> + Send;

    /// The rows whose `seen_in` is another number than this.
    fn unseen(
        &mut self,
        number: u64,
    ) -> impl Future<Output = Result<Vec<(EventId, Row<Item>)>, Self::Error>> + Send;

    /// Stores all of this in one transaction, or nothing of it.
    fn store(
        &mut self,
        run: &Run,
        steps: Vec<Step<Item>>,
        conflicts: Vec<Conflict>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// What bringing up to date did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pulled {
    /// Rows that are new or changed.
    pub put: usize,
    /// Rows that are gone.
    pub dropped: usize,
    /// Changes that met a wish of ours.
    pub conflicts: usize,
    /// Events that could not be read and were put aside; their time is unknown, not free.
    pub aside: usize,
    /// The largest number of events that one page held.
    pub largest_page: usize,
}

/// Why it stopped. What was stored until then stays, and the next run goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum PullError<E> {
    /// The calendar.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// The mirror.
    #[error("What was read could not be stored.")]
    Mirror(E),
    /// The count at the end of a full run is wrong.
    #[error(transparent)]
    Count(#[from] CountMismatch),
}

/// Reads what changed since the last run and stores it page by page.
///
/// # Errors
/// A [`PullError`]. Calling it again goes on after the last stored page.
pub async fn pull<M: Mirror>(
    calendar: &dyn Calendar,
    id: &CalendarId,
    mirror: &mut M,
) -> Result<Pulled, PullError<M::Error>> {
    let mut run = mirror.run().await.map_err(PullError::Mirror)?;
    let mut pulled = Pulled::default();
    // A run that was stopped between its last page and its end.
    end(&mut run, mirror, &mut pulled).await?;
    let known = mirror.known().await.map_err(PullError::Mirror)?;
    let from = run.cursor.clone();
    let mut pages = calendar.changes(id, from.as_ref(), &known).await?;
    while let Some(mut page) = pages.next().await? {
        let changes = std::mem::take(&mut page.changes);
        pulled.largest_page = pulled.largest_page.max(changes.len());
        let aside = |change: &&Change| matches!(change, Change::There { item: Err(_), .. });
        pulled.aside += changes.iter().filter(aside).count();
        let ids: Vec<_> = changes.iter().map(|change| change.id().clone()).collect();
        let rows = mirror.rows(&ids).await.map_err(PullError::Mirror)?;
        let said = changes.into_iter().map(Said::from);
        let outcome = take(&mut run, &page, said, |id| rows.get(id).cloned());
        if !outcome.missing.is_empty() {
            // The mirror says it holds what it does not: only a new start can be trusted.
            run.cursor = None;
        }
        store(&run, outcome, mirror, &mut pulled).await?;
    }
    end(&mut run, mirror, &mut pulled).await?;
    Ok(pulled)
}

async fn end<M: Mirror>(
    run: &mut Run,
    mirror: &mut M,
    pulled: &mut Pulled,
) -> Result<(), PullError<M::Error>> {
    if !matches!(run.progress, Progress::Read { .. }) {
        return Ok(());
    }
    let unseen = mirror.unseen(run.number).await.map_err(PullError::Mirror)?;
    match close(run, unseen) {
        Ok(outcome) => store(run, outcome, mirror, pulled).await,
        Err(mismatch) => {
            let stored = mirror.store(run, Vec::new(), Vec::new()).await;
            stored.map_err(PullError::Mirror)?;
            Err(mismatch.into())
        }
    }
}

async fn store<M: Mirror>(
    run: &Run,
    outcome: Outcome<Item>,
    mirror: &mut M,
    pulled: &mut Pulled,
) -> Result<(), PullError<M::Error>> {
    for step in &outcome.steps {
        match step {
            Step::Put(..) => pulled.put += 1,
            Step::Drop(_) => pulled.dropped += 1,
            Step::Seen(..) => {}
        }
    }
    pulled.conflicts += outcome.conflicts.len();
    let stored = mirror.store(run, outcome.steps, outcome.conflicts).await;
    stored.map_err(PullError::Mirror)
}
