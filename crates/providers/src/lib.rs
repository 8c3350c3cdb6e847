//! The outside world: one folder for each vendor or file format.

pub mod ics;
pub mod oauth;
pub mod people_files;
pub mod resume;
