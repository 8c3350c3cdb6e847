//! Google Calendar, version 3 of its interface.
//!
//! `account` asks, `wire` is what answers look like, `busy` turns events of anybody into busy
//! times, `own` writes and reads events of ours, `changes` reads what changed, `events` writes
//! effectively once, `free_busy` asks for busy times. `INVARIANTS.md` says what is relied on and
//! how each was verified.

mod account;
mod busy;
mod changes;
mod events;
mod free_busy;
mod own;
mod wire;

pub use account::{GoogleCalendar, event_id_of};
