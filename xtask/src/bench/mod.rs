//! `cargo xtask bench search | slots | loops | scheduling | desktop`: how fast it is, beside others in
//! one run on one machine. `scheduling` is slots and loops.

mod desktop;
mod loops;
mod search;
mod slots;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::arguments::Arguments;
use crate::process::{cargo, program, require};
use crate::python;
use crate::repo::Repo;

/// Carries out the subcommand.
///
/// # Errors
/// When something is missing or cannot be built. A goal that was missed is an exit code.
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    match arguments.subcommand().as_deref() {
        Some("search") => search::command(repo, arguments),
        Some("slots") => slots::command(repo, arguments),
        Some("loops") => loops::command(repo, arguments),
        Some("scheduling") => {
            arguments.finish()?;
            let first = slots::command(repo, Arguments::none())?;
            let second = loops::command(repo, Arguments::none())?;
            // Both are measured even when the first misses a goal.
            Ok(if first == ExitCode::SUCCESS {
                second
            } else {
                first
            })
        }
        Some("desktop") => desktop::command(repo, arguments),
        _ => Err(
            "Say what to measure: `cargo xtask bench search`, `… slots`, `… loops`, \
             `… scheduling` or `… desktop`."
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

/// A Python of its own, in the folder `name` of the scratch folder, with these packages in it.
fn python_with(repo: &Repo, name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    let folder = repo.scratch("bench")?.join(name);
    python::with_packages(repo, &folder, packages)
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
