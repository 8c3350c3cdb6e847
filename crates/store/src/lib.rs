//! The workspace file: SQLite through sqlx, one module for each aggregate.
//!
//! Reading goes through [`Workspace::reader`], writing through [`Workspace::begin`]: one immediate
//! transaction that also writes the change log ([`capture`]). Nothing here decides what a recruiter
//! may do; `muster-desk` does.

pub mod account_activity;
pub mod accounts;
pub mod applications;
pub mod availability;
pub mod backup;
pub mod busy;
pub mod calendars;
pub mod candidates;
pub mod capture;
pub mod changes;
pub mod dashboard;
pub mod documents;
pub mod drafts;
pub mod drift_alerts;
pub mod due;
pub mod error;
pub mod export;
pub mod hlc;
pub mod holds;
pub mod ids;
pub mod interview_events;
pub mod interview_logs;
pub mod interview_plans;
pub mod interviews;
pub mod invitations;
pub mod jobs;
pub mod lease;
pub mod mail_account;
pub mod messages;
pub mod notices;
pub mod operations;
pub mod outbox;
pub mod page;
pub mod people;
pub mod pools;
pub mod reminders;
pub mod restore;
pub mod sealed;
pub mod settings;
pub mod templates;
pub mod time;
pub mod timeline;
pub mod users;
pub mod vault_key;
pub mod vendor_clients;
pub mod workspace;
pub mod write;

pub use error::StoreError;
pub use ids::new_id;
pub use page::Page;
/// A connection to the workspace file; callers pass it on and never send SQL through it.
pub use sqlx::SqliteConnection as Connection;
pub use workspace::Workspace;
pub use write::{ChangeOrigin, Committed, WriteTx};
