//! What an import changed in the end. A file may tell of one person twice with different values:
//! each run then goes there and back, and in the end nothing has changed.

use std::collections::HashMap;

use muster_domain::candidate::ValidCandidate;
use sha2::{Digest as _, Sha256};

use crate::Failure;

type Digest = [u8; 32];

/// The records that a run has changed, by what they were and are.
#[derive(Default)]
pub(super) struct Net {
    /// Over the run, only of records in which a value was replaced: nothing else comes back.
    run: HashMap<String, Detour>,
    /// In the present batch: before it, and now.
    batch: HashMap<String, (Digest, Digest)>,
    adds: bool,
}

struct Detour {
    before: Digest,
    rows: u64,
}

impl Net {
    /// A batch begins.
    pub fn begin(&mut self) {
        self.batch.clear();
        self.adds = false;
    }

    /// A person was added.
    pub fn added(&mut self) {
        self.adds = true;
    }

    /// A record was changed. `Some(n)` when it is now what it was before the run, after `n` rows
    /// that had led away from it.
    pub fn changed(
        &mut self,
        id: &str,
        before: &ValidCandidate,
        after: &ValidCandidate,
    ) -> Result<Option<u64>, Failure> {
        let (was, is) = (digest(before)?, digest(after)?);
        self.batch
            .entry(id.to_owned())
            .and_modify(|(_, now)| *now = is)
            .or_insert((was, is));
        if let Some(detour) = self.run.get_mut(id) {
            if detour.before == is {
                return Ok(Some(std::mem::take(&mut detour.rows)));
            }
            detour.rows += 1;
        } else if replaces(before, after) {
            let detour = Detour {
                before: was,
                rows: 1,
            };
            self.run.insert(id.to_owned(), detour);
        }
        Ok(None)
    }

    /// Whether everything is as it was before this batch.
    pub fn batch_is_nothing(&self) -> bool {
        !self.adds && self.batch.values().all(|(before, now)| before == now)
    }
}

/// Whether a value gave way to another one.
fn replaces(before: &ValidCandidate, after: &ValidCandidate) -> bool {
    let replaced = |old: &Option<String>, new: &Option<String>| old.is_some() && old != new;
    replaced(&before.headline, &after.headline)
        || replaced(&before.company, &after.company)
        || replaced(&before.title, &after.title)
        || replaced(&before.location, &after.location)
}

fn digest(candidate: &ValidCandidate) -> Result<Digest, Failure> {
    let text = serde_json::to_vec(&candidate.to_fields()).map_err(Failure::internal)?;
    Ok(Sha256::digest(text).into())
}
