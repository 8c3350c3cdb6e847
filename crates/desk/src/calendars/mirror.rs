//! The mirror of one CalDAV calendar in the workspace: each page in one transaction with the state
//! of the run, so that a process that is killed goes on after the last page it stored.

use std::collections::HashMap;

use muster_providers::calendar::{EventId, Item, Known, Problem, Version};
use muster_providers::ics::BusySeries;
use muster_providers::pull::Mirror;
use muster_providers::sync::{Base, Conflict, Intent, Row, Run, Step};
use muster_store::calendars::rows::{self as events, Event};
use muster_store::calendars::{self as rows, Calendar};

use super::times::{Expansion, ready};
use crate::{Code, Desk, Failure};

/// Why nothing more is stored.
#[derive(Debug)]
pub(super) enum Stop {
    /// The calendar is gone, does not count any more, or is read by somebody else.
    Overtaken,
    /// The workspace cannot be written.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        match failure.code {
            // The calendar was disconnected while it was read.
            Code::NotFound => Self::Overtaken,
            _ => Self::Failed(failure),
        }
    }
}

impl From<muster_store::StoreError> for Stop {
    fn from(error: muster_store::StoreError) -> Self {
        Failure::from(error).into()
    }
}

/// The mirror of one calendar.
pub(super) struct DeskMirror {
    desk: Desk,
    id: String,
    /// The state of the run as this reading knows it.
    run: String,
}

impl DeskMirror {
    pub(super) fn new(desk: Desk, calendar: Calendar) -> Self {
        Self {
            desk,
            id: calendar.id,
            run: calendar.run,
        }
    }

    /// Notes that the calendar is as its server had it now.
    pub(super) async fn read_to_the_end(&self) -> Result<(), Failure> {
        let mut tx = self.desk.begin_background("calendar_read").await?;
        rows::set_synced(&mut tx, &self.id, &self.run, self.desk.now()).await?;
        self.desk.commit(tx).await?;
        Ok(())
    }
}

/// A stored row as the merge knows it. Nothing is written into calendars, so nothing is wished.
fn row_of(event: Event) -> Result<Row<Item>, Stop> {
    let record = match event.series {
        Some(text) => {
            let series: Vec<BusySeries> = serde_json::from_str(&text).map_err(Failure::internal)?;
            Ok(Item { series, own: None })
        }
        None => Err(Problem {
            message: event.problem,
        }),
    };
    Ok(Row {
        base: Some(Base {
            version: Version(event.version),
            record,
        }),
        intent: Intent::None,
        seen_in: u64::try_from(event.seen_in).unwrap_or_default(),
        written_in: 0,
    })
}

fn number(run: u64) -> i64 {
    i64::try_from(run).unwrap_or(i64::MAX)
}

impl Mirror for DeskMirror {
    type Error = Stop;

    async fn run(&mut self) -> Result<Run, Stop> {
        if self.run.is_empty() {
            return Ok(Run::default());
        }
        Ok(serde_json::from_str(&self.run).map_err(Failure::internal)?)
    }

    async fn known(&mut self) -> Result<Known, Stop> {
        let mut reader = self.desk.workspace().await?.read().await?;
        let known = events::known(&mut reader, &self.id).await?;
        Ok(known
            .into_iter()
            .map(|(id, version)| (EventId(id), Version(version)))
            .collect())
    }

    async fn rows(&mut self, ids: &[EventId]) -> Result<HashMap<EventId, Row<Item>>, Stop> {
        let ids: Vec<&str> = ids.iter().map(EventId::as_str).collect();
        let mut reader = self.desk.workspace().await?.read().await?;
        let found = events::events(&mut reader, &self.id, Some(&ids)).await?;
        found
            .into_iter()
            .map(|event| Ok((EventId(event.event_id.clone()), row_of(event)?)))
            .collect()
    }

    async fn unseen(&mut self, run: u64) -> Result<Vec<(EventId, Row<Item>)>, Stop> {
        let mut reader = self.desk.workspace().await?.read().await?;
        let found = events::unseen(&mut reader, &self.id, number(run)).await?;
        found
            .into_iter()
            .map(|event| Ok((EventId(event.event_id.clone()), row_of(event)?)))
            .collect()
    }

    async fn store(
        &mut self,
        run: &Run,
        steps: Vec<Step<Item>>,
        _: Vec<Conflict>,
    ) -> Result<(), Stop> {
        let after = serde_json::to_string(run).map_err(Failure::internal)?;
        let mut tx = self.desk.begin_background("calendar_read").await?;
        let calendar = rows::calendar(tx.connection(), &self.id).await?;
        if !rows::advance(&mut tx, &self.id, &self.run, &after).await? {
            return Err(Stop::Overtaken);
        }
        let expansion = Expansion::of(&self.desk, &mut tx, &calendar).await?;
        for step in steps {
            match step {
                Step::Put(id, row) => {
                    let Some(base) = row.base else { continue };
                    let (series, problem) = match base.record {
                        Ok(item) => (Some(item.series), String::new()),
                        Err(problem) => (None, problem.message),
                    };
                    let text = series.as_ref().map(serde_json::to_string).transpose();
                    let event = Event {
                        event_id: id.0,
                        version: base.version.0,
                        series: text.map_err(Failure::internal)?,
                        problem,
                        seen_in: number(row.seen_in),
                    };
                    events::put(&mut tx, &self.id, &event).await?;
                    let blocks = ready(&self.desk, &expansion, &series.unwrap_or_default());
                    events::add_blocks(&mut tx, &self.id, &event.event_id, &blocks).await?;
                }
                Step::Seen(id, run) => {
                    events::seen(&mut tx, &self.id, id.as_str(), number(run)).await?;
                }
                Step::Drop(id) => events::remove(&mut tx, &self.id, id.as_str()).await?,
            }
        }
        self.desk.commit(tx).await?;
        self.run = after;
        Ok(())
    }
}
