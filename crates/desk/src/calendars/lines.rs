//! The ways out of this process to calendar servers: one for each account, so that one server's
//! trouble and its limits are nobody else's.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use muster_providers::http::{ClockTiming, Http, Limits, Line};

use crate::Clock;

/// The lines of a desk.
#[derive(Default)]
pub(crate) struct Lines {
    http: OnceLock<Http>,
    lines: Mutex<HashMap<String, Line>>,
}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").finish_non_exhaustive()
    }
}

impl Lines {
    /// The line of an account. Servers count their pauses on the machine's clock, so that is the
    /// one it uses, wherever the desk's own stands.
    pub(crate) fn of(&self, account_id: &str) -> Line {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || self.http().line(Limits::default());
        lines
            .entry(account_id.to_owned())
            .or_insert_with(made)
            .clone()
    }

    /// A line for a first try, while somebody waits: it gives up soon.
    pub(super) fn first(&self) -> Line {
        self.http().line(Limits {
            time: Duration::from_secs(30),
            tries: 2,
            patience: Duration::from_secs(5),
            ..Limits::default()
        })
    }

    /// Drops the line of an account, with what it remembers of its server.
    pub(super) fn forget(&self, account_id: &str) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.remove(account_id);
    }

    fn http(&self) -> &Http {
        self.http
            .get_or_init(|| Http::new(Arc::new(ClockTiming::new(|| Clock::System.now()))))
    }
}
