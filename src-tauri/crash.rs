//! Crash reports: what broke and where, without anything of a recruiter's work.
//!
//! Every panic writes a file into `crashes` beside the log. It holds the place in our code, the
//! calls that led there, and the message if the message is a fixed text of the program: one that
//! was put together at the time may quote a name or an address, so it is left out.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::io;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};

use crate::logging;

/// How many reports are kept; older ones go.
const KEPT: usize = 20;

/// The folder of the reports.
pub fn folder() -> PathBuf {
    logging::folder().join("crashes")
}

/// Writes a report for every panic from now on. The system's own message about it is shown only on
/// a terminal, because elsewhere it would end up in a log that many programs write.
pub fn report_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let report = report(panic, &Backtrace::force_capture());
        let at = panic.location().map(tracing::field::display);
        match write(&folder(), &report, now()) {
            Ok(file) => {
                tracing::error!(at, file = %file.display(), "a panic; see the crash report");
            }
            Err(error) => tracing::error!(at, %error, "a panic, without a crash report"),
        }
        if io::IsTerminal::is_terminal(&io::stderr()) {
            usual(panic);
        }
    }));
}

#[expect(
    clippy::disallowed_methods,
    reason = "a report is dated by the machine, whatever the workspace's clock says"
)]
fn now() -> DateTime<Utc> {
    Utc::now()
}

fn report(panic: &PanicHookInfo<'_>, calls: &Backtrace) -> String {
    let message = panic.payload().downcast_ref::<&'static str>();
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        text,
        "Muster {} on {} {}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    if let Some(at) = panic.location() {
        let _ = writeln!(text, "at {at}");
    }
    let _ = writeln!(
        text,
        "message: {}",
        message.unwrap_or(&"(left out: it may hold data)")
    );
    let _ = writeln!(text, "\n{calls}");
    text
}

fn write(folder: &Path, report: &str, at: DateTime<Utc>) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let time = at
        .to_rfc3339_opts(SecondsFormat::Millis, true)
        .replace(':', "-");
    let file = folder.join(format!("crash-{time}-{}.txt", std::process::id()));
    std::fs::write(&file, report)?;
    forget_old(folder)?;
    Ok(file)
}

/// Removes all but the newest reports. Their names sort by time.
fn forget_old(folder: &Path) -> io::Result<()> {
    let mut reports: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| name.starts_with("crash-"))
        })
        .collect();
    reports.sort();
    let old = reports.len().saturating_sub(KEPT);
    for report in &reports[..old] {
        std::fs::remove_file(report)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::sync::{Arc, Mutex};

    /// What would be written about a panic on a thread of its own.
    fn report_of(broken: impl FnOnce() + Send + 'static) -> String {
        // The hook is one for the whole process; other tests' panics must not get in.
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _alone = ONE_AT_A_TIME
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let written = Arc::new(Mutex::new(String::new()));
        let out = Arc::clone(&written);
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            *out.lock().unwrap() = report(panic, &Backtrace::force_capture());
        }));
        assert!(std::thread::spawn(broken).join().is_err());
        std::panic::set_hook(usual);
        written.lock().unwrap().clone()
    }

    #[test]
    fn a_report_names_the_place_and_leaves_out_what_may_be_data() {
        let name = String::from("Ada Lovelace");
        let report = report_of(move || panic!("no interview for {name}"));
        assert!(report.contains("at src-tauri"), "{report}");
        assert!(report.contains("crash.rs"), "{report}");
        assert!(report.contains("left out"), "{report}");
        assert!(!report.contains("Ada"), "{report}");
        assert!(report.starts_with(&format!("Muster {}", env!("CARGO_PKG_VERSION"))));
    }

    #[test]
    fn a_fixed_message_is_told() {
        let report = report_of(|| panic!("the desk is gone"));
        assert!(report.contains("message: the desk is gone"), "{report}");
    }

    #[test]
    fn the_newest_reports_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let start: DateTime<Utc> = "2026-11-24T09:00:00Z".parse().unwrap();
        for minute in 0..25 {
            let at = start + chrono::TimeDelta::minutes(minute);
            write(folder.path(), "report", at).unwrap();
        }
        std::fs::write(folder.path().join("readme.txt"), "ours to keep").unwrap();
        let mut names: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names.len(), KEPT + 1);
        assert!(
            names[0].starts_with("crash-2026-11-24T09-05-00"),
            "{names:?}"
        );
    }
}
