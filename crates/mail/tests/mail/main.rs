//! Mails: written, checked, sent to servers that misbehave at every step, and answers read.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../../providers/tests/support/fake.rs"]
#[expect(dead_code, reason = "the tests of providers use all of it")]
mod fake;
mod message;
mod replies;
mod smtp;
mod smtp_fake;
#[path = "../support/mod.rs"]
mod support;
#[path = "../../../providers/tests/support/timing.rs"]
#[expect(dead_code, reason = "the tests of providers use all of it")]
mod timing;
mod vendors;
