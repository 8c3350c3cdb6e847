//! Running code that may panic or run away on files of strangers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

const THREAD_NAME: &str = "resume-reader";
/// Address space, not memory: pages are only used when parsers recurse.
const STACK_BYTES: usize = 256 * 1024 * 1024;

/// Tells the reading thread that nobody waits any more.
#[derive(Clone, Default)]
pub(super) struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How guarded work ends when it does not return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    TimedOut,
    Panicked,
    /// The system gave no thread.
    NoThread,
}

/// Runs `work` on its own thread and waits at most `time_limit`.
///
/// A thread cannot be killed. After the limit it goes on until it next looks at [`Cancel`];
/// the sizes checked before bound what it can still use.
pub(super) fn run<T: Send + 'static>(
    time_limit: Duration,
    work: impl FnOnce(&Cancel) -> T + Send + 'static,
) -> Result<T, Failure> {
    silence_panics_of_readers();
    let cancel = Cancel::default();
    let seen = cancel.clone();
    let (sender, receiver) = sync_channel(1);
    thread::Builder::new()
        .name(THREAD_NAME.to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || {
            let result = attempt(|| work(&seen));
            // Nobody receives after the time limit.
            let _ = sender.send(result);
        })
        .map_err(|_| Failure::NoThread)?;
    match receiver.recv_timeout(time_limit) {
        Ok(result) => result.ok_or(Failure::Panicked),
        Err(RecvTimeoutError::Timeout) => {
            cancel.0.store(true, Ordering::Relaxed);
            Err(Failure::TimedOut)
        }
        Err(RecvTimeoutError::Disconnected) => Err(Failure::Panicked),
    }
}

/// Runs a step that may panic; `None` when it did.
pub(super) fn attempt<T>(step: impl FnOnce() -> T) -> Option<T> {
    // The step's data is dropped with it, so a broken invariant cannot be seen afterwards.
    catch_unwind(AssertUnwindSafe(step)).ok()
}

/// The PDF library panics on ordinary defects of fonts. Those panics are expected and
/// handled here; printed, they would spoil the command line's single error object.
fn silence_panics_of_readers() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(THREAD_NAME) {
                previous(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_and_a_runaway_come_back_as_failures() {
        let long = Duration::from_mins(1);
        assert_eq!(run(long, |_| 7), Ok(7));
        let panicked = run(long, |_| -> u8 { panic!("broken font") });
        assert_eq!(panicked, Err(Failure::Panicked));
        let (stopped, told) = sync_channel(1);
        let runaway = run(Duration::from_millis(20), move |cancel| {
            while !cancel.is_cancelled() {
                thread::yield_now();
            }
            stopped.send(()).unwrap();
        });
        assert_eq!(runaway, Err(Failure::TimedOut));
        told.recv_timeout(long)
            .expect("the thread stops when it is told to");
    }
}
