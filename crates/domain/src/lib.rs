//! Recruiting rules: candidates, gates, interview states, drafts, matching, reminders. Pure.

mod canonical;
pub mod wire;

pub mod application;
pub mod availability;
pub mod candidate;
pub mod draft;
pub mod hold;
pub mod interview;
pub mod invitations;
pub mod job;
pub mod matching;
pub mod pool;
pub mod reminder;
pub mod text;
