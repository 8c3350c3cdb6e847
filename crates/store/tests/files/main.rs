//! The workspace as a file: backups, restoring, export, and every way in which a file or a disk
//! can be bad.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod backups;
mod bad_disks;
mod bad_files;
mod child;
mod crashes;
mod exports;
mod restoring;
mod support;
