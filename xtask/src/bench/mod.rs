//! `cargo xtask bench search | scheduling | desktop`: how fast it is, beside others in one run on one machine.

mod desktop;
mod scheduling;
mod search;

use std::path::Path;
use std::process::ExitCode;

use crate::arguments::Arguments;
use crate::process::{cargo, program, require};
use crate::repo::Repo;

/// Carries out the subcommand.
///
/// # Errors
/// When something is missing or cannot be built. A goal that was missed is an exit code.
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    match arguments.subcommand().as_deref() {
        Some("search") => search::command(repo, arguments),
        Some("scheduling") => scheduling::command(repo, arguments),
        Some("desktop") => desktop::command(repo, arguments),
        _ => Err(
            "Say what to measure: `cargo xtask bench search`, `… scheduling` or `… desktop`."
                .to_owned(),
        ),
    }
}

/// Builds programs as they are shipped.
fn build_release(repo: &Repo, words: &[&str]) -> Result<(), String> {
    println!("Building the release. The first time takes many minutes.");
    let mut build = cargo(repo);
    build.args(["build", "--release"]).args(words);
    require(&mut build, "Building the release")
}

/// A number after a flag.
fn number(arguments: &mut Arguments, name: &str) -> Result<Option<u32>, String> {
    let Some(word) = arguments.value(name)? else {
        return Ok(None);
    };
    let number = word.parse();
    number
        .map(Some)
        .map_err(|_| format!("{name} needs a whole number, not {word}."))
}

/// Runs a measuring script that ends with 1 when a goal was missed.
fn measured(
    repo: &Repo,
    python: &Path,
    script: &str,
    words: &[String],
) -> Result<ExitCode, String> {
    let mut measure = program(repo, python);
    measure.arg(repo.path(script)).args(words);
    let status = measure
        .status()
        .map_err(|error| format!("{} could not be started: {error}.", python.display()))?;
    match status.code() {
        Some(0) => Ok(ExitCode::SUCCESS),
        Some(1) => Ok(ExitCode::FAILURE),
        _ => Err(format!(
            "{script} ended with {status}; the lines above say why."
        )),
    }
}
