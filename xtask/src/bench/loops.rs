//! `cargo xtask bench loops`: whole loops beside CP-SAT and a naive greedy
//! (`tests/bench/scheduling/measure.py`).

use std::path::PathBuf;
use std::process::ExitCode;

use super::{build_release, measured};
use crate::arguments::Arguments;
use crate::process::{program, require};
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
        "--peer-seconds",
    ] {
        if let Some(value) = arguments.value(name)? {
            words.push(format!("{name}={value}"));
        }
    }
    if arguments.flag("--growth") {
        words.push("--growth".to_owned());
    }
    arguments.finish()?;
    let folder = repo.scratch("bench")?;
    build_release(
        repo,
        &["-p", "muster-scheduling", "--example", "plan_loops"],
    )?;
    let python = python_with_peers(repo)?;
    let planner = repo.target.join("release/examples/plan_loops");
    words.push(format!("--planner={}", planner.display()));
    words.push(format!("--folder={}", folder.join("loops").display()));
    words.push(format!("--out={}", folder.join("loops.json").display()));
    let code = measured(repo, &python, "tests/bench/scheduling/measure.py", &words)?;
    println!("Written to {}", folder.join("loops.json").display());
    Ok(code)
}

/// A Python of its own with the peer in it.
fn python_with_peers(repo: &Repo) -> Result<PathBuf, String> {
    let folder = repo.scratch("bench")?.join("venv-loops");
    let python = folder.join("bin/python");
    if !python.is_file() {
        let mut make = program(repo, "python3");
        make.args(["-m", "venv"]).arg(&folder);
        require(
            &mut make,
            "Making a Python environment (Debian: python3-venv)",
        )?;
    }
    let mut install = program(repo, &python);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        CP_SAT,
    ]);
    require(&mut install, "Installing the peer")?;
    Ok(python)
}
