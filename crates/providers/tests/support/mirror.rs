//! A mirror in memory that can be killed at any store.

use std::collections::{BTreeMap, HashMap};

use muster_providers::calendar::{EventId, Item, Known};
use muster_providers::pull::Mirror;
use muster_providers::sync::{Conflict, Intent, Row, Run, Step};

#[derive(Debug, Default, Clone)]
pub struct MemoryMirror {
    pub run: Run,
    pub rows: BTreeMap<EventId, Row<Item>>,
    pub conflicts: Vec<Conflict>,
    /// Stores that still succeed; `None` for all.
    pub stores_left: Option<usize>,
    /// Steps that were stored, without marks.
    pub changed: usize,
}

/// The process was killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Killed;

impl MemoryMirror {
    /// The UIDs that are held, in order.
    pub fn uids(&self) -> Vec<String> {
        let mut out: Vec<String> = self
            .rows
            .values()
            .filter_map(|row| row.base.as_ref()?.record.as_ref().ok())
            .flat_map(|item| item.series.iter().map(|series| series.uid.clone()))
            .collect();
        out.sort();
        out
    }

    /// The rows without what only bookkeeping sees.
    pub fn content(&self) -> BTreeMap<EventId, Row<Item>> {
        let mut rows = self.rows.clone();
        for row in rows.values_mut() {
            row.seen_in = 0;
        }
        rows
    }

    pub fn wish(&mut self, id: &EventId, intent: Intent<Item>) {
        self.rows.get_mut(id).unwrap().intent = intent;
    }
}

impl Mirror for MemoryMirror {
    type Error = Killed;

    async fn run(&mut self) -> Result<Run, Killed> {
        Ok(self.run.clone())
    }

    async fn known(&mut self) -> Result<Known, Killed> {
        let held = |(id, row): (&EventId, &Row<Item>)| {
            let base = row.base.as_ref().filter(|base| base.record.is_ok())?;
            Some((id.clone(), base.version.clone()))
        };
        Ok(self.rows.iter().filter_map(held).collect())
    }

    async fn rows(&mut self, ids: &[EventId]) -> Result<HashMap<EventId, Row<Item>>, Killed> {
        let found = |id: &EventId| Some((id.clone(), self.rows.get(id)?.clone()));
        Ok(ids.iter().filter_map(found).collect())
    }

    async fn unseen(&mut self, number: u64) -> Result<Vec<(EventId, Row<Item>)>, Killed> {
        let unseen = self.rows.iter().filter(|(_, row)| row.seen_in != number);
        Ok(unseen.map(|(id, row)| (id.clone(), row.clone())).collect())
    }

    async fn store(
        &mut self,
        run: &Run,
        steps: Vec<Step<Item>>,
        conflicts: Vec<Conflict>,
    ) -> Result<(), Killed> {
        if let Some(left) = &mut self.stores_left {
            *left = left.checked_sub(1).ok_or(Killed)?;
        }
        for step in steps {
            match step {
                Step::Put(id, row) => {
                    self.changed += 1;
                    self.rows.insert(id, row);
                }
                Step::Seen(id, number) => self.rows.get_mut(&id).unwrap().seen_in = number,
                Step::Drop(id) => {
                    self.changed += 1;
                    self.rows.remove(&id);
                }
            }
        }
        self.conflicts.extend(conflicts);
        self.run = run.clone();
        Ok(())
    }
}
