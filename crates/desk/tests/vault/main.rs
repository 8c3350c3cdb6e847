//! The key of the secrets: kept by the keyring or by a passphrase, renewed, and never lost between.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod keyrings;
#[path = "../schedule/office.rs"]
#[expect(dead_code, reason = "the tests of the schedule use all of it")]
mod office;
mod passphrase;
mod rotation;
mod safe;
