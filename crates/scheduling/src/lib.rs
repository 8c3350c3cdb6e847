#![doc = include_str!("../README.md")]

pub mod attendee;
pub mod check;
pub mod day_grid;
pub mod free_time;
pub mod hours;
pub mod loops;
pub mod read_time;
pub mod slots;
pub mod spoken;
pub mod zone;

mod busy;
mod caps;
mod diary;
mod in_a_row;
mod invalid;
mod lunch;
mod span;
mod tick;

pub use invalid::InvalidSetting;
