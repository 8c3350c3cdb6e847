//! Clock, sleep and chance, from outside.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use chrono::{DateTime, Utc};

/// What the client needs of the world beside the network.
pub trait Timing: Send + Sync {
    /// The time.
    fn now(&self) -> DateTime<Utc>;
    /// Waits.
    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
    /// A number from 0 (included) to 1 (excluded), different each time, so that many desktops do
    /// not come back in the same second.
    fn chance(&self) -> f64;
}

/// A [`Timing`] of a given clock, with the runtime's sleep and the system's random numbers.
pub struct ClockTiming<F> {
    now: F,
}

impl<F: Fn() -> DateTime<Utc> + Send + Sync> ClockTiming<F> {
    /// With this clock.
    pub fn new(now: F) -> Self {
        Self { now }
    }
}

impl<F: Fn() -> DateTime<Utc> + Send + Sync> Timing for ClockTiming<F> {
    fn now(&self) -> DateTime<Utc> {
        (self.now)()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(time))
    }

    fn chance(&self) -> f64 {
        // Without random numbers all wait the same time; nothing else depends on them.
        getrandom::u32().map_or(0.5, |number| {
            f64::from(number) / (f64::from(u32::MAX) + 1.0)
        })
    }
}
