//! The log of the desktop window.
//!
//! Without `MUSTER_LOG` it goes to a file beside the default workspace, at level `info`. With
//! `MUSTER_LOG=muster_desk=debug` (the syntax of `tracing_subscriber::EnvFilter`) it goes to
//! standard error. Secrets cannot get in: their types print as `[redacted]` (FEATURES.md SE12).

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;

use muster_desk::folders;

/// Asks for the log on standard error, and for what in it.
const FILTER: &str = "MUSTER_LOG";
/// What is worth keeping when nobody asked for more.
const USUAL: &str = "info,zbus=warn,sqlx=warn";
/// A log longer than this many bytes is set aside at the next start; one older log is kept.
const LONGEST: u64 = 4 * 1024 * 1024;

/// The folder of the log and of crash reports, whether or not it exists.
pub fn folder() -> PathBuf {
    folders::data_folder().join("logs")
}

/// The log file, whether or not it exists.
pub fn file() -> PathBuf {
    folder().join("muster-desktop.log")
}

/// Starts the log.
///
/// Fails when the file cannot be written; Muster then runs without one.
pub fn start() -> io::Result<()> {
    let asked = std::env::var(FILTER)
        .ok()
        .filter(|filter| !filter.is_empty());
    let builder = tracing_subscriber::fmt().with_ansi(false);
    match asked {
        Some(filter) => builder
            .with_env_filter(EnvFilter::new(filter))
            .with_writer(io::stderr)
            .init(),
        None => builder
            .with_env_filter(EnvFilter::new(USUAL))
            .with_writer(Mutex::new(open(&file(), LONGEST)?))
            .init(),
    }
    Ok(())
}

/// Opens a log for appending, after setting aside one that grew longer than `longest` bytes.
fn open(file: &Path, longest: u64) -> io::Result<File> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    if std::fs::metadata(file).is_ok_and(|log| log.len() > longest) {
        std::fs::rename(file, file.with_extension("old.log"))?;
    }
    OpenOptions::new().create(true).append(true).open(file)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::io::Write as _;

    #[test]
    fn a_log_goes_on_until_it_is_long_and_then_starts_anew() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("logs/muster-desktop.log");
        open(&file, 6).unwrap().write_all(b"first\n").unwrap();
        open(&file, 6).unwrap().write_all(b"second\n").unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "first\nsecond\n");
        open(&file, 6).unwrap().write_all(b"third\n").unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "third\n");
        let aside = file.with_extension("old.log");
        assert_eq!(std::fs::read_to_string(aside).unwrap(), "first\nsecond\n");
    }
}
