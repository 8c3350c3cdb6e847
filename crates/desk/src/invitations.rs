//! Telling people about interviews: who concerns them, what they know, what they answered.
//!
//! Nothing here follows commands. What an interview is now ([`scene`]) is compared with what each
//! person was last told ([`told`]), and a letter is written for the difference. So a swap of
//! interviewers, a chain of repairs, an undo and a deleted interview are all told rightly, and a
//! change that was taken back before its letter left is not told at all.

pub mod answers;
mod compose;
mod event;
mod follow;
pub mod list;
mod scene;
mod told;
mod write;

pub(crate) use answers::{is_due as answers_are_due, read_due as read_answers};
pub(crate) use compose::Body;
pub(crate) use event::Audience;
pub(crate) use follow::{begin as begin_telling, follow, is_due as telling_is_due};
