//! The calendar: its days laid out for drawing, and dates as people type them.

pub mod days;
pub mod typed;
