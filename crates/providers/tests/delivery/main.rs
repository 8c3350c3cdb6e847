//! Meetings and messages given to services that fail on demand, and the trying of permissions.
//! That the requests are what the vendors specify is shown in `tests/prism`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bodies;
mod faults;
mod probe;
mod stage;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "the other tests against servers use all of it")]
mod support;
mod twilio;
mod whatsapp;
mod zoom;
mod zoom_server;

#[path = "../support/closed.rs"]
mod closed;
