//! Letters about interviews on their way out: shown, stopped, let go, handed over, delivered.
//!
//! A letter leaves once. One whose delivery nobody can tell, because the connection or this program
//! ended in the middle, is `unsure` and waits for a person; it is never sent again by itself.

pub mod act;
mod deliver;
mod guard;
pub mod list;
pub mod preview;
mod states;

pub(crate) use deliver::{deliver_due, is_due};
pub(crate) use guard::Sending;
