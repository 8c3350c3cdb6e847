//! Google Calendar and Microsoft Graph, against servers of our own with a memory, which can be told
//! to fail and refuse every request that is not in a closed list.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod closed;
mod google;
mod google_faults;
mod google_server;
mod google_writes;
mod graph;
mod graph_server;
mod graph_writes;
mod parts;
#[path = "../support/mod.rs"]
mod support;
