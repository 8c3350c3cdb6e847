//! One delivery at a time in a process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether letters are leaving.
#[derive(Debug, Default, Clone)]
pub(crate) struct Sending(Arc<AtomicBool>);

/// Letters are leaving as long as this lives.
pub(super) struct Turn(Arc<AtomicBool>);

impl Sending {
    /// A turn, unless somebody has it.
    pub(super) fn turn(&self) -> Option<Turn> {
        let taken = self.0.swap(true, Ordering::AcqRel);
        (!taken).then(|| Turn(Arc::clone(&self.0)))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}
