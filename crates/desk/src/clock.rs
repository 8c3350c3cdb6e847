//! The one place that reads the machine's clock and zone.

use std::sync::Mutex;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};

/// Where `now` comes from.
#[derive(Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Stands still: `muster --now`.
    Fixed(DateTime<Utc>),
    /// Runs from a chosen instant and can be advanced: `muster-desktop --now` in test builds.
    Running(Mutex<RunningFrom>),
}

/// A clock that started at a chosen instant.
#[derive(Debug)]
pub struct RunningFrom {
    origin: DateTime<Utc>,
    started: Instant,
}

impl Clock {
    /// A clock that starts at `origin` and runs at the usual speed.
    pub fn running_from(origin: DateTime<Utc>) -> Self {
        Self::Running(Mutex::new(RunningFrom {
            origin,
            started: Instant::now(),
        }))
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            #[expect(
                clippy::disallowed_methods,
                reason = "this is the place the ban points to"
            )]
            Self::System => Utc::now(),
            Self::Fixed(at) => *at,
            Self::Running(running) => {
                let running = running
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner);
                let passed = TimeDelta::from_std(running.started.elapsed()).unwrap_or_default();
                running.origin + passed
            }
        }
    }

    /// Moves a running clock forward. Other clocks refuse (`false`).
    pub fn advance(&self, by: TimeDelta) -> bool {
        let Self::Running(running) = self else {
            return false;
        };
        let mut running = running
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        running.origin += by;
        true
    }
}

/// The machine's IANA zone, as a first guess for a new workspace's user; "UTC" when unknown.
pub fn machine_zone() -> String {
    iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".to_owned())
}
