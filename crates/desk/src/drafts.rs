//! Outreach: templates, drafts for a candidate and job, and what was said (FEATURES.md 1.10, 5.9).
//!
//! Muster drafts and counts; a human sends. Nothing here talks to a network, and no outbox row is
//! written: Muster has no channel of its own to send on.

pub mod change;
pub mod create;
mod facts;
pub mod mark;
pub mod messages;
pub mod read;
pub mod render;
pub mod templates;
pub mod view;
