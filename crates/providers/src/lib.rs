//! The outside world: one folder for each vendor or file format.

pub mod people_files;
pub mod ics;
pub mod resume;
