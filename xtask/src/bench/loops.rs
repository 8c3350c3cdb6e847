//! `cargo xtask bench loops`: whole loops beside CP-SAT and a naive greedy
//! (`tests/bench/scheduling/measure.py`).

use std::process::ExitCode;

use super::{build_release, measured, python_with};
use crate::arguments::Arguments;
use crate::repo::Repo;

/// The peer from PyPI. Newer ones are measured by changing this line.
const CP_SAT: &str = "ortools==9.15.6755";

/// Carries out the subcommand.
///
/// # Errors
/// When something cannot be built or installed.
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    let mut words = Vec::new();
    for name in [
        "--sizes",
        "--seeds",
        "--solver-seeds",
        "--seconds",
        "--long-seconds",
        "--peer-seconds",
    ] {
        if let Some(value) = arguments.value(name)? {
            words.push(format!("{name}={value}"));
        }
    }
    for name in ["--no-growth", "--processor-time"] {
        if arguments.flag(name) {
            words.push(name.to_owned());
        }
    }
    arguments.finish()?;
    let folder = repo.scratch("bench")?;
    build_release(
        repo,
        &["-p", "muster-scheduling", "--example", "plan_loops"],
    )?;
    let python = python_with(repo, "venv-loops", &[CP_SAT])?;
    let planner = repo.target.join("release/examples/plan_loops");
    words.push(format!("--planner={}", planner.display()));
    words.push(format!("--folder={}", folder.join("loops").display()));
    words.push(format!("--out={}", folder.join("loops.json").display()));
    let code = measured(repo, &python, "tests/bench/scheduling/measure.py", &words)?;
    println!("Written to {}", folder.join("loops.json").display());
    Ok(code)
}
