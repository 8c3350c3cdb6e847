//! Telling people about interviews: letters, their answers, and the events in a calendar.
//!
//! A real SMTP conversation on loopback, and Radicale, a real CalDAV server, which `cargo xtask test`
//! installs (step `radicale`).
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod answers;
mod copies;
mod desk;
mod drift;
mod faults;
mod inbox;
mod letters;
#[path = "../schedule/office.rs"]
#[expect(dead_code, reason = "the tests of the schedule use all of it")]
mod office;
mod postbox;
#[path = "../../../providers/tests/radicale/server.rs"]
#[expect(dead_code, reason = "the tests of the CalDAV client use all of it")]
mod server;
#[path = "../../../providers/tests/support/mod.rs"]
#[expect(dead_code, reason = "the tests of the clients use all of it")]
mod support;
