//! Interviews: scheduling by every rule, moving, cancelling, joining, and their trail.
//!
//! Everything that is checked is checked inside the write transaction ([`rules`]), so that two
//! processes racing for one interviewer end with exactly one interview.

pub mod auto;
pub mod cancel;
pub mod check;
pub mod create;
pub mod drift;
pub mod join;
pub mod read;
pub mod repair;
pub mod room;
pub mod rules;
pub mod slots;
pub mod types;
pub mod update;
pub mod view;
