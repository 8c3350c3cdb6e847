//! Calendars of Microsoft 365 and Outlook.com, through Microsoft Graph, version 1.0.
//!
//! `account` asks, `wire` is what answers look like, `busy` turns events of anybody into busy
//! times, `own` writes and reads events of ours, `body` keeps what Teams writes into their text,
//! `changes` reads what changed, `events` writes effectively once, `free_busy` asks for busy
//! times. `INVARIANTS.md` says what is relied on and how each was verified.

mod account;
mod body;
mod busy;
mod changes;
mod events;
mod free_busy;
mod own;
mod wire;

pub use account::GraphCalendar;
