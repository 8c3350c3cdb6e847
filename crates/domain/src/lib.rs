//! Recruiting rules: candidates, gates, interviews, drafts, matching, reminders. Pure.
