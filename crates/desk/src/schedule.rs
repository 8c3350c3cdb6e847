//! The calendar: its days laid out for drawing, and dates as people type them.

mod day;
pub mod days;
pub mod typed;
pub mod views;
