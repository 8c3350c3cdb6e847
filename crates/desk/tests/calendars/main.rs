//! Calendars at other servers: a CalDAV account at Radicale, a real server, and `.ics` addresses.
//!
//! `cargo xtask test` installs Radicale (step `radicale`). Without it these tests say so and fail.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod account;
mod feed;
#[path = "../schedule/office.rs"]
#[expect(dead_code, reason = "the tests of the schedule use all of it")]
mod office;
mod rooms;
#[path = "../../../providers/tests/radicale/server.rs"]
#[expect(dead_code, reason = "the tests of the CalDAV client use all of it")]
mod server;
#[path = "../../../providers/tests/support/mod.rs"]
#[expect(dead_code, reason = "the tests of the clients use all of it")]
mod support;
