//! The OAuth broker from outside: against a vendor that misbehaves on demand, and against the real
//! `oidc-provider` of npm.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bounce_page;
mod fake;
mod loopback;
mod peer;
mod provider;
mod renewal;
mod secrets;
mod sign_in;
mod support;
