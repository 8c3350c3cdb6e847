//! Whole interview loops for many candidates at once (FORMATS.md `loop_plan`, `docs/loops.md`).

#![expect(
    clippy::cast_possible_wrap,
    reason = "sizes are limited when an instance is read, far below 2^63"
)]

pub mod format;
mod instance;
mod plan;

mod axis;
mod bits;
mod board;
mod chain;
mod day_table;
mod insertion;
mod model;
mod points;
mod pools;
mod random;
mod repair;
pub mod request;
mod search;
mod seating;

pub use instance::{
    Assignment, Instance, LocalDay, Loop, LoopDay, Minutes, Person, Placed, Session, Weights,
};
pub use plan::{Plan, PlanOptions, Score, improve, plan, score};
pub use repair::{Change, RepairOptions, repair, with_changes};
