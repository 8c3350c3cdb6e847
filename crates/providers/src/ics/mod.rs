//! Reads `.ics` files of real calendars into busy times (FORMATS.md `busy_import`).
//!
//! Four steps, one module each: `lines` turns bytes into content lines, `components` finds
//! events and zones in them, `event` and `free_busy` read one component each, and `series`
//! puts the parts of one event back together. A series stays a rule; `expand` turns it into
//! busy instants for a window, in wall time first and through
//! [`muster_scheduling::zone`] second (DESIGN.md section 5).
//!
//! Nothing is guessed. What cannot be read for certain becomes an [`IcsProblem`] that names the
//! event and what to do, and that event is left out. Titles, places, descriptions and people are
//! never kept (FEATURES.md 5.5): their lines are dropped before anything is read from them.
//!
//! Events of ours are written by [`write()`] and read back in full by [`read_own`]; answers to them
//! are read by [`read_answer`].

mod answer;
mod clock;
mod components;
mod entry;
mod event;
mod expand;
mod free_busy;
mod inline_zone;
mod lines;
mod own;
mod problem;
mod read;
mod rule;
mod series;
mod tzid;
mod values;
mod write;
mod write_text;
mod write_zone;

pub use answer::{Answer, AnswerKind, method, read_answer};
pub use entry::{Attendee, AttendeeKind, Entry, EntryKind, EntryState, Organizer, Reply, When};
pub use expand::{BusyInstance, expand};
pub use inline_zone::{InlineZone, Observance};
pub use own::read_own;
pub use problem::{IcsProblem, ProblemCode, UnsupportedFile};
pub use read::{IcsFile, read};
pub use series::{BusyEvent, BusyOverride, BusySeries, BusyStatus, EventLength, EventTime};
pub(crate) use tzid::{windows_name, zone_named};
pub use write::{Method, WriteProblem, write};
