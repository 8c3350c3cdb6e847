//! Drafts, reminders and the dashboard, as a recruiter meets them: real workspace files in
//! temporary folders, clocks that stand still or are moved.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod dashboard;
mod drafts;
mod marks;
mod race;
mod reminders;
mod supervisor;
mod support;
mod templates;
