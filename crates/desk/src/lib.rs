//! What a recruiter can do: the one command list, its use cases and background work.
//!
//! A host (the desktop shell, `muster`, the loopback host) makes a [`Desk`] and hands it commands by
//! name; everything a host can offer is in [`list`]. Use cases live in one folder for each area.

pub mod accounts;
pub mod activity;
pub mod applications;
pub mod availability;
pub mod background;
pub mod backups;
pub mod busy;
pub mod calendars;
pub mod candidates;
pub mod clock;
pub mod command;
pub mod dashboard;
pub mod demo;
pub mod desk;
pub mod diagnostics;
pub mod drafts;
pub mod event;
pub mod export;
pub mod failure;
pub mod folders;
pub mod holds;
mod html;
pub mod interview_loops;
pub mod interview_plans;
pub mod interviews;
pub mod invitations;
pub mod jobs;
pub mod list;
pub mod loops;
pub mod mail;
pub mod notices;
pub mod operations;
pub mod outbox;
pub mod paging;
pub mod people;
pub mod pools;
mod prepared;
pub mod reminders;
pub mod schedule;
mod seating;
pub mod settings;
mod settle;
pub mod slot_search;
pub mod slots;
pub mod users;
mod vault;

pub use accounts::CameBack;
pub use background::{BackgroundHandle, Notification, Notifier};
pub use clock::Clock;
pub use command::{CommandSpec, Kind};
pub use desk::{Desk, OpenOptions, Origin};
pub use event::Event;
pub use failure::{Code, Failure};
pub use list::Command;
/// Name of the database file in a workspace folder.
pub use muster_store::workspace::DATABASE;
pub use prepared::Prepared;
