//! Every request that Muster makes, held against the vendors' published specifications, which
//! Prism serves on loopback, and against closed schemas of our own.
//!
//! `cargo xtask test` installs Prism (step `peers`). Without it these tests say so and fail;
//! without the specifications they are skipped, and fail on a build machine.

#![allow(clippy::unwrap_used, clippy::expect_used)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a skipped test says so, and a failed one tells what Prism said"
)]

#[path = "../support/closed.rs"]
mod closed;
mod messages;
mod permissions;
#[path = "../support/prism.rs"]
mod prism;
mod zoom;

use std::sync::Arc;

use chrono::DateTime;
use muster_providers::http::{ClockTiming, Http, Limits, Line};

/// A way out.
fn line() -> Line {
    let timing = ClockTiming::new(|| DateTime::UNIX_EPOCH);
    Http::new(Arc::new(timing)).line(Limits::default())
}
