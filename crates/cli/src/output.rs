//! What a process of `muster` leaves behind: its output and its exit code (FORMATS.md).
//!
//! A reader that went away (`muster commands | head -1`) is an exit code, never a panic.

use std::io::Write as _;
use std::process::ExitCode;

use muster_desk::Failure;
use serde_json::Value;

/// Bad usage: unknown command or flag, bad JSON.
const BAD_USAGE: u8 = 2;

/// Writes a result as one line of JSON on standard output.
pub fn print(value: &Value) -> ExitCode {
    line(&value.to_string())
}

/// Writes one line on standard output and flushes it.
pub fn line(text: &str) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Writes a refusal as exactly one JSON object on standard error; exit code 1.
pub fn refuse(failure: &Failure) -> ExitCode {
    let text = serde_json::to_string(failure).unwrap_or_else(|_| {
        r#"{"code":"internal","message":"The error could not be written.","hint":"Look into the log."}"#.to_owned()
    });
    let _ = writeln!(std::io::stderr(), "{text}");
    ExitCode::from(1)
}

/// Says in words what was wrong with the command line; exit code 2.
pub fn usage(message: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "muster: {message}");
    ExitCode::from(BAD_USAGE)
}
