//! Signing in as a recruiter meets it: desk commands, a real workspace file, a real OpenID
//! provider and a browser that clicks through it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod ending;
mod link;
mod office;
#[path = "../../../providers/tests/oauth/peer.rs"]
mod peer;
mod sign_in;

/// What the provider's own tests share with us.
mod support {
    use chrono::{DateTime, TimeDelta, Utc};

    /// Seconds after the tests' first moment, 2026-12-01 09:00 UTC.
    pub fn at(seconds: i64) -> DateTime<Utc> {
        "2026-12-01T09:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(seconds)
    }
}
