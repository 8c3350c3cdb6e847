//! The outside world: one folder for each vendor or file format.

pub mod caldav;
pub mod calendar;
pub mod delivery;
pub mod google;
pub mod graph;
pub mod http;
pub mod ics;
pub mod ics_subscription;
pub mod oauth;
pub mod people_files;
pub mod phone;
pub mod pull;
pub mod resume;
pub mod sync;
pub mod twilio;
pub mod whatsapp;
pub mod zoom;
