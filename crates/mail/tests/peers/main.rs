//! Mails against programs of others: aiosmtpd takes them, Python's own readers and its icalendar
//! library understand them, Dovecot gives the answers back.
//!
//! `cargo xtask test` installs them (steps `packages` and `mail`). Without them these tests say so
//! and fail.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod certificate;
mod dovecot;
mod imap;
mod python;
mod readers;
mod smtp;
#[path = "../support/mod.rs"]
mod support;
