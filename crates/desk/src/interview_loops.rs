//! Whole loops of interviews from a job's plan: `loop_suggest`, `loop_seat_options`, `loop_check`,
//! `loop_commit`, `loop_week_suggest`, `loop_week_commit`.
//!
//! The planner of `muster_scheduling::loops` knows hours, buffers and caps; what depends on the
//! meeting itself (lunch, rows, interviews that are booked already) is judged afterwards by the
//! rules that a commit asks, and what they refuse is planned again without it.

pub mod check;
pub mod commit;
pub(crate) mod gather;
pub(crate) mod instance;
mod left_out;
pub mod seats;
mod solve;
pub mod suggest;
pub mod view;
pub mod week;
