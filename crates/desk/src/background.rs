//! Background work: what becomes due with time (DESIGN.md section 8).
//!
//! One supervisor for each host ([`Desk::start_background`]); [`run`] does the same once. All state
//! is in the workspace file, so that a restart or a wake from sleep catches up once, and one
//! process at a time works ([`lease`]). A new kind of work is a line in [`Work`].

mod lease;
mod notifier;
mod reminders;
mod supervisor;
mod watch;
mod work;

use std::sync::atomic::{AtomicUsize, Ordering};

use schemars::JsonSchema;
use serde::Deserialize;
use tokio::sync::{Mutex, Notify};

pub use notifier::{Notification, Notifier};
pub use supervisor::BackgroundHandle;
pub use work::{FiredReminder, Ran, Work};

use crate::{Desk, Failure};
use lease::Hold;
use notifier::{Failing, Screen};

/// The background work of one desk. Whoever works holds the lock, so one desk does one thing at a
/// time too.
#[derive(Debug, Default)]
pub(crate) struct Background {
    state: Mutex<State>,
    wake: Notify,
    screen: Screen,
    /// Supervisors that keep the lease between rounds.
    supervisors: AtomicUsize,
}

#[derive(Debug, Default)]
struct State {
    /// The lease, while this process has it.
    hold: Option<Hold>,
    failing: Failing,
}

impl Background {
    /// How many supervisors work in this process.
    pub(crate) fn supervisors(&self) -> &AtomicUsize {
        &self.supervisors
    }
}

impl Desk {
    /// Makes background work look at the clock now: the clock was moved, or something became due.
    pub fn wake(&self) {
        self.background().wake.notify_one();
    }
}

/// Parameters of `background_run`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Which kinds of work; all when absent.
    #[serde(default)]
    pub kinds: Option<Vec<Work>>,
}

/// `background_run`: takes the lease, does everything that is due at `now` once, and gives it back.
///
/// # Errors
/// [`crate::Code::WorkspaceBusy`] while another process does the background work.
pub async fn run(desk: &Desk, params: Run) -> Result<Ran, Failure> {
    let kinds = params.kinds.unwrap_or_else(|| Work::ALL.to_vec());
    let Background {
        state,
        screen,
        supervisors,
        ..
    } = desk.background();
    let mut state = state.lock().await;
    if let Some(holder) = lease::ensure(desk, &mut state.hold).await? {
        return Err(lease::busy(&holder));
    }
    let mut ran = Ran::default();
    let mut outcome = Ok(());
    for work in Work::ALL
        .iter()
        .copied()
        .filter(|work| kinds.contains(work))
    {
        match work.run(desk, &mut ran).await {
            Ok(notifications) => state.failing.raise(screen, work, notifications).await,
            Err(failure) => outcome = outcome.and(Err(failure)),
        }
    }
    if supervisors.load(Ordering::Acquire) == 0
        && let Some(hold) = state.hold.take()
    {
        hold.release(desk).await?;
    }
    outcome.map(|()| ran)
}
