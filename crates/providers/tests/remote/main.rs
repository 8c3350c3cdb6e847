//! The HTTP client, CalDAV and subscriptions, against servers of our own that can be told to fail.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod caldav;
mod dav;
mod faults;
mod http;
mod subscription;
#[path = "../support/mod.rs"]
mod support;
