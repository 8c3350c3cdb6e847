//! The calendar, the check before scheduling, and the times that are offered.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod availability;
mod check;
mod days;
mod find;
mod holds;
mod office;
mod plans;
mod pools;
mod repairs;
mod slots;
mod whole_loops;
mod words;
