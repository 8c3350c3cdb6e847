//! The log: a file of this user, kept small; standard error when `MUSTER_LOG` asks for it.
//!
//! What is logged: names of commands, codes, counts, paths of Muster's own files. What is never
//! logged: parameters, results, names, addresses, tokens (FEATURES.md SE12).

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tracing_subscriber::EnvFilter;

/// Asks for the log on standard error; its value is a filter ("info", "`muster_desk=debug`").
const VARIABLE: &str = "MUSTER_LOG";

/// Our own crates tell what they do; others only what went wrong. Query texts stay out.
const DEFAULT_FILTER: &str = "error,muster=info,sqlx=off";

/// A larger file is set aside as `muster.log.1`, which is then replaced by the next.
const LARGEST: u64 = 1024 * 1024;

/// Where the log is kept, by the platform's conventions.
pub fn path() -> PathBuf {
    let home = std::env::home_dir().unwrap_or_default();
    let folder = if cfg!(target_os = "macos") {
        home.join("Library/Logs/muster")
    } else if cfg!(windows) {
        std::env::var_os("LOCALAPPDATA")
            .map_or_else(|| home.join("AppData/Local"), PathBuf::from)
            .join("muster")
    } else {
        std::env::var_os("XDG_STATE_HOME")
            .filter(|folder| Path::new(folder).is_absolute())
            .map_or_else(|| home.join(".local/state"), PathBuf::from)
            .join("muster")
    };
    folder.join("muster.log")
}

/// Starts logging. It never fails: without a place for the log there is none.
pub fn start() {
    let asked = std::env::var(VARIABLE)
        .ok()
        .filter(|filter| !filter.trim().is_empty());
    // Reporting a failed write on a closed standard error would panic.
    let log = tracing_subscriber::fmt()
        .with_ansi(false)
        .log_internal_errors(false);
    if let Some(filter) = asked {
        let filter = EnvFilter::try_new(&filter).unwrap_or_else(|_| EnvFilter::new("info"));
        let log = log.with_env_filter(filter).with_writer(std::io::stderr);
        let _ = log.try_init();
    } else {
        let file = Arc::new(LogFile::new(path()));
        let log = log
            .with_env_filter(EnvFilter::new(DEFAULT_FILTER))
            .with_writer(file);
        let _ = log.try_init();
    }
}

/// A file that is opened at its first line, so that a process with nothing to tell leaves none.
#[derive(Debug)]
struct LogFile {
    path: PathBuf,
    open: Mutex<Option<(File, u64)>>,
}

impl LogFile {
    fn new(path: PathBuf) -> Self {
        Self {
            path,
            open: Mutex::new(None),
        }
    }

    fn append(&self, line: &[u8]) -> std::io::Result<()> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut file, length) = match open.take() {
            Some((file, length)) if length < LARGEST => (file, length),
            _ => self.open_or_rotate()?,
        };
        file.write_all(line)?;
        *open = Some((file, length + line.len() as u64));
        Ok(())
    }

    fn open_or_rotate(&self) -> std::io::Result<(File, u64)> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        if std::fs::metadata(&self.path).is_ok_and(|found| found.len() >= LARGEST) {
            std::fs::rename(&self.path, self.path.with_extension("log.1"))?;
        }
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&self.path)?;
        let length = file.metadata()?.len();
        Ok((file, length))
    }
}

impl Write for &LogFile {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        // A full disk must not stop the work that is being logged.
        let _ = self.append(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_set_aside_when_it_is_large() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogFile::new(folder.path().join("state/muster.log"));
        assert!(!log.path.exists());
        let line = vec![b'x'; 600 * 1024];
        for _ in 0..5 {
            log.append(&line).unwrap();
        }
        let size = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().len();
        assert_eq!(size("state/muster.log"), 600 * 1024);
        assert_eq!(size("state/muster.log.1"), 1200 * 1024);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_no_failure() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        std::fs::write(&blocked, b"").unwrap();
        let log = LogFile::new(blocked.join("muster.log"));
        assert_eq!((&log).write(b"a line").unwrap(), 6);
    }
}
