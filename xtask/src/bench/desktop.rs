//! `cargo xtask bench desktop`: the window over 100,000 candidates beside an empty Tauri window
//! (`tests/bench/desktop/measure.mjs`).

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::number;
use crate::arguments::Arguments;
use crate::process::{cargo, on_path, program, require};
use crate::repo::{self, Repo};
use crate::tools::TAURI_DRIVER;
use crate::{node, package, session};

/// Candidates in the window's workspace.
const CANDIDATES: &str = "100000";

/// Carries out the subcommand.
///
/// # Errors
/// When something is missing or cannot be built.
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    let rounds = number(&mut arguments, "--rounds")?;
    let soak = number(&mut arguments, "--soak")?;
    arguments.finish()?;
    let mut missing = session::missing_packages();
    if !on_path("WebKitWebDriver") {
        missing.push("webkit2gtk-driver");
    }
    if !missing.is_empty() {
        return Err(format!(
            "These Debian packages are missing: {}.",
            missing.join(" ")
        ));
    }
    let driver = TAURI_DRIVER.install(repo)?;
    node::install(repo, &repo.root)?;
    node::install(repo, &repo.path("tests/desktop"))?;
    node::build_ui(repo)?;
    package::build_programs(repo)?;
    build_empty_window(repo)?;
    let release = repo.target.join("release");
    let folder = repo.scratch("bench")?.join("desktop");
    let workspace = filled(repo, &release, &folder)?;

    let mut measure = session::inside(repo);
    measure
        .arg("node")
        .arg(repo.path("tests/bench/desktop/measure.mjs"))
        .arg(format!(
            "--muster={}",
            release.join("muster-desktop").display()
        ))
        .arg(format!(
            "--empty={}",
            release.join("empty-window").display()
        ))
        .arg(format!("--workspace={}", workspace.display()))
        .arg(format!("--out={}", folder.join("desktop.json").display()))
        .args(rounds.map(|rounds| format!("--rounds={rounds}")))
        .args(soak.map(|minutes| format!("--soak={minutes}")))
        .env("TAURI_DRIVER", driver)
        .env("TZ", "UTC");
    let status = measure
        .status()
        .map_err(|error| format!("The measuring could not be started: {error}."))?;
    println!("Written to {}", folder.join("desktop.json").display());
    match status.code() {
        Some(0) => Ok(ExitCode::SUCCESS),
        Some(1) => Ok(ExitCode::FAILURE),
        _ => Err(format!("The measuring ended with {status}.")),
    }
}

/// The window to compare with: a package of its own that shares what is compiled already.
fn build_empty_window(repo: &Repo) -> Result<(), String> {
    let mut build = cargo(repo);
    build.args(["build", "--release", "--manifest-path"]);
    build.arg(repo.path("tests/bench/empty-window/Cargo.toml"));
    require(&mut build, "Building the empty window")
}

/// A workspace with the candidates of the search benchmark; made once.
fn filled(repo: &Repo, release: &Path, folder: &Path) -> Result<PathBuf, String> {
    let workspace = folder.join("workspace");
    let people = folder.join("people.json");
    if people.is_file() {
        return Ok(workspace);
    }
    repo::make_folder(folder)?;
    let mut make = program(repo, "python3");
    make.arg(repo.path("tests/bench/desktop/people.py"))
        .arg(CANDIDATES)
        .arg(folder.join("people.part"));
    require(&mut make, "Making the candidates")?;
    let part = folder.join("people.part");
    let params = serde_json::json!({ "path": part, "format": "json" });
    let mut import = program(repo, release.join("muster"));
    import
        .arg("--workspace")
        .arg(&workspace)
        .args(["call", "candidate_import"])
        .arg(params.to_string());
    require(&mut import, "Importing the candidates")?;
    // Only now: an import that was interrupted is made again, and completes what is there.
    std::fs::rename(&part, &people)
        .map_err(|error| format!("{} cannot be renamed: {error}.", part.display()))?;
    Ok(workspace)
}
