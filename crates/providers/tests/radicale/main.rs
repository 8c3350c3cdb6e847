//! CalDAV against Radicale, a real server, started on loopback.
//!
//! `cargo xtask test` installs it (step `radicale`). Without it these tests say so and fail.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod server;
mod story;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "the other tests against servers use all of it")]
mod support;
