#![doc = include_str!("../README.md")]

pub mod attendee;
pub mod check;
pub mod day_grid;
pub mod drift;
pub mod free_time;
pub mod holidays;
pub mod hours;
pub mod loops;
pub mod read_time;
pub mod slots;
pub mod spoken;
pub mod words;
pub mod xray;
pub mod zone;

mod busy;
mod caps;
mod diary;
mod in_a_row;
mod instant_text;
mod invalid;
mod lunch;
mod ranking;
mod span;
mod tick;

pub use invalid::InvalidSetting;
