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

use schemars::JsonSchema;
use serde::Deserialize;
use tokio::sync::{Mutex, Notify};

pub use notifier::{Notification, Notifier};
pub use supervisor::BackgroundHandle;
pub use work::{FiredReminder, Ran, Work};

use crate::{Desk, Failure};
use lease::Hold;
use notifier::Raiser;

/// The background work of one desk. Whoever works holds the lock, so one desk does one thing at a
/// time too.
#[derive(Debug, Default)]
pub(crate) struct Background {
    state: Mutex<State>,
    wake: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// The lease, while this process has it.
    hold: Option<Hold>,
    /// Supervisors that keep the lease between rounds.
    supervisors: usize,
    /// Where notifications go; nowhere in a host without a screen.
    raiser: Raiser,
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
    let mut state = desk.background().state.lock().await;
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
            Ok(notifications) => state.raiser.raise(work, notifications).await,
            Err(failure) => outcome = outcome.and(Err(failure)),
        }
    }
    if state.supervisors == 0
        && let Some(hold) = state.hold.take()
    {
        hold.release(desk).await?;
    }
    outcome.map(|()| ran)
}
