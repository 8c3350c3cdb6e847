//! The supervisor: one loop for each host that looks every second whether something is due.
//!
//! It never sleeps until a computed moment: a laptop's sleep, a moved clock and a rescheduled
//! interview all look alike to a loop that only compares with the desk's clock.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::watch::Watch;
use super::{Notifier, Ran, Work, lease};
use crate::{Desk, Failure, accounts};

/// How often the loop looks.
const TICK: Duration = Duration::from_secs(1);

/// How long the loop rests after a failure, so that a full disk does not fill the log too.
const REST: Duration = Duration::from_secs(30);

/// Running background work. Dropping it stops the work after its present round.
#[derive(Debug)]
pub struct BackgroundHandle {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl BackgroundHandle {
    /// Stops the work, gives the lease back and waits until both are done.
    pub async fn stop(self) {
        drop(self.stop);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "background work ended badly");
        }
    }
}

impl Desk {
    /// Starts background work in this process; call it inside a tokio runtime, once for each desk.
    ///
    /// Only the process that holds the lease works; the others wait for it to end. `notifier` shows
    /// what is to be seen outside the window.
    pub fn start_background(&self, notifier: Arc<dyn Notifier>) -> BackgroundHandle {
        let (stop, stopped) = oneshot::channel();
        self.background().screen.set(Some(notifier));
        self.background().supervisors.fetch_add(1, Ordering::AcqRel);
        let task = tokio::spawn(supervise(self.clone(), stopped));
        BackgroundHandle { stop, task }
    }
}

async fn supervise(desk: Desk, mut stopped: oneshot::Receiver<()>) {
    let mut watch = Watch::default();
    let mut rests_until = None;
    loop {
        if rests_until.is_none_or(|until| Instant::now() >= until) {
            rests_until = None;
            if let Err(failure) = look(&desk, &mut watch).await {
                tracing::warn!(code = ?failure.code, message = %failure.message,
                    "background work failed; it is tried again in {} s", REST.as_secs());
                rests_until = Some(Instant::now() + REST);
            }
        }
        tokio::select! {
            _ = &mut stopped => break,
            () = desk.background().wake.notified() => {}
            () = tokio::time::sleep(TICK) => {}
        }
    }
    let mut state = desk.background().state.lock().await;
    if desk.background().supervisors.fetch_sub(1, Ordering::AcqRel) > 1 {
        return;
    }
    desk.background().screen.set(None);
    if let Some(hold) = state.hold.take()
        && let Err(failure) = hold.release(&desk).await
    {
        tracing::warn!(code = ?failure.code, "the lease lapses by itself: it could not be given back");
    }
}

/// One look: what others wrote, and what is due. A kind that fails does not keep the others.
async fn look(desk: &Desk, watch: &mut Watch) -> Result<(), Failure> {
    watch.look(desk).await?;
    // Sign-ins belong to their process, whoever has the lease.
    accounts::warning::sweep(desk).await?;
    let mut state = desk.background().state.lock().await;
    if lease::ensure(desk, &mut state.hold).await?.is_some() {
        return Ok(());
    }
    let mut outcome = Ok(());
    for work in Work::ALL.iter().copied() {
        let mut ran = Ran::default();
        let did = match work.is_due(desk).await {
            Ok(true) => work.run(desk, &mut ran).await,
            Ok(false) => continue,
            Err(failure) => Err(failure),
        };
        match did {
            Ok(notifications) => {
                state
                    .failing
                    .raise(&desk.background().screen, work, notifications)
                    .await;
            }
            Err(failure) => outcome = outcome.and(Err(failure)),
        }
    }
    outcome
}
