//! A clock that only moves when somebody sleeps.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use muster_providers::http::{Budget, Http, Limits, Line, Timing};

pub struct FakeTiming {
    now: Mutex<DateTime<Utc>>,
    slept: Mutex<Vec<Duration>>,
}

impl FakeTiming {
    pub fn new() -> Arc<Self> {
        let start = DateTime::parse_from_rfc3339("2026-11-21T22:00:00Z").unwrap();
        Arc::new(Self {
            now: Mutex::new(start.to_utc()),
            slept: Mutex::default(),
        })
    }

    /// How long was slept, each time.
    pub fn slept(&self) -> Vec<Duration> {
        self.slept.lock().unwrap().clone()
    }

    pub fn advance(&self, time: Duration) {
        *self.now.lock().unwrap() += TimeDelta::from_std(time).unwrap();
    }
}

impl Timing for FakeTiming {
    fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.slept.lock().unwrap().push(time);
        self.advance(time);
        Box::pin(async {})
    }

    fn chance(&self) -> f64 {
        0.5
    }
}

/// A line without a budget to speak of, whose real time limit no healthy test reaches.
pub fn line(timing: &Arc<FakeTiming>) -> Line {
    line_with(timing, Limits::default())
}

pub fn line_with(timing: &Arc<FakeTiming>, limits: Limits) -> Line {
    let limits = Limits {
        budget: Budget {
            requests: 1_000_000,
            per: Duration::from_secs(1),
        },
        ..limits
    };
    Http::new(timing.clone()).line(limits)
}
