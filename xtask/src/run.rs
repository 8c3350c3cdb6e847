//! `cargo xtask run`: from a fresh checkout to an open window.

use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};

use crate::arguments::Arguments;
use crate::debian::{self, Purpose};
use crate::process::{cargo, program, require};
use crate::repo::{self, Repo};
use crate::{node, picture, session};

/// Carries out the subcommand.
///
/// # Errors
/// When a step before the window fails.
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    let workspace = arguments.value("--workspace")?;
    let screenshot = arguments.value("--screenshot")?;
    arguments.finish()?;
    let workspace = absolute(&workspace.map_or_else(|| repo.path(".dev/demo"), PathBuf::from))?;
    let display = session::has_display();

    let purpose = if display {
        Purpose::Run
    } else {
        Purpose::RunWithoutDisplay
    };
    debian::install(repo, purpose, true)?;
    node::install(repo, &repo.root)?;
    node::build_ui(repo)?;
    println!("Building. The first time takes some minutes.");
    let mut build = cargo(repo);
    build.args(["build", "--features", repo::desktop_features()]);
    require(&mut build, "Building")?;
    fill_with_demo(repo, &workspace)?;

    if display && screenshot.is_none() {
        return open_window(repo, &workspace);
    }
    let file =
        absolute(&screenshot.map_or_else(|| repo.path(".dev/screenshot.png"), PathBuf::from))?;
    picture::in_private_session(repo, &workspace, &file)?;
    println!(
        "The window was opened on a virtual display. Screenshot:\n{}",
        file.display()
    );
    Ok(ExitCode::SUCCESS)
}

/// Fills the workspace with the demo data, unless something is in it already.
fn fill_with_demo(repo: &Repo, workspace: &Path) -> Result<(), String> {
    let occupied = std::fs::read_dir(workspace).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        println!(
            "{} is filled already and stays as it is.",
            workspace.display()
        );
        return Ok(());
    }
    let existed = workspace.exists();
    let mut demo = program(repo, repo.binary("muster"));
    demo.arg("--workspace").arg(workspace).arg("demo");
    let filled = require(&mut demo, "Filling the demo workspace");
    if filled.is_err() && !existed {
        // Half a demo would look like somebody's workspace next time. The folder is ours: it was
        // not there before. What cannot be removed is told by the next run.
        let _ = std::fs::remove_dir_all(workspace);
    }
    filled
}

/// Opens the window and waits until the user closes it.
fn open_window(repo: &Repo, workspace: &Path) -> Result<ExitCode, String> {
    println!("Opening Muster on {}", workspace.display());
    let status = program(repo, repo.binary("muster-desktop"))
        .arg("--workspace")
        .arg(workspace)
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("The window could not be opened: {error}."))?;
    if status.success() {
        Ok(ExitCode::SUCCESS)
    } else {
        Err(format!("muster-desktop ended with {status}."))
    }
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| format!("{} is no path: {error}.", path.display()))
}
