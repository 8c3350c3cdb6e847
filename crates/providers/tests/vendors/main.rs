//! Google Calendar and Microsoft Graph, against servers of our own with a memory, which can be told
//! to fail and refuse every request that is not in a closed list.

#![allow(clippy::unwrap_used, clippy::expect_used)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a skipped test says so, and a failed one tells what Prism said"
)]

mod closed;
mod gate;
mod google;
mod google_faults;
mod google_server;
mod google_writes;
mod graph;
mod graph_server;
mod graph_writes;
mod parts;
#[path = "../support/prism.rs"]
mod prism;
#[path = "../support/mod.rs"]
mod support;
