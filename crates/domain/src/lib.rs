//! Recruiting rules: candidates, gates, interviews, drafts, matching, reminders. Pure.

pub mod candidate;
pub mod text;
