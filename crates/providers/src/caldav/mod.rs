//! CalDAV: Nextcloud, Fastmail, iCloud, Radicale and others (RFC 4791, 6578, 6764).
//!
//! `place` are addresses, `xml` answers, `ask` requests, `discover` finds the calendars, `changes`
//! reads what changed, `events` writes, `free_busy` asks for busy times. `INVARIANTS.md` says how
//! servers behave and how each was verified; docs/adr/0008 why this is our own client.

mod account;
mod ask;
mod changes;
mod discover;
mod events;
mod free_busy;
mod place;
mod xml;

pub use account::Caldav;
