//! The `.ics` reader, from bytes to busy instants.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod clock_changes;
mod hostile;
mod kept;
mod slow_reference;
mod support;
mod vendors;
mod written;
