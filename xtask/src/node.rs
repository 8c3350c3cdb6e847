//! npm packages and scripts.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{program, require};
use crate::repo::Repo;

/// Installs exactly what the lock file in `folder` names. Skipped when the last installation was
/// of the same lock file.
///
/// # Errors
/// When there is no lock file, or npm fails.
pub fn install(repo: &Repo, folder: &Path) -> Result<(), String> {
    let lock = std::fs::read(folder.join("package-lock.json")).map_err(|error| {
        format!(
            "{} has no package-lock.json to install from: {error}.",
            folder.display()
        )
    })?;
    let stamp = stamp(folder);
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = program(repo, "npm");
    npm.current_dir(folder)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    require(&mut npm, "npm ci")?;
    std::fs::write(&stamp, lock)
        .map_err(|error| format!("{} cannot be written: {error}.", stamp.display()))
}

/// `npm run SCRIPT` in the `ui` package.
pub fn ui_script(repo: &Repo, script: &str) -> Command {
    let mut npm = program(repo, "npm");
    npm.args(["--prefix", "ui", "--silent", "run", script]);
    npm
}

/// Builds `ui/dist`.
///
/// # Errors
/// When the build fails.
pub fn build_ui(repo: &Repo) -> Result<(), String> {
    require(
        &mut ui_script(repo, "build"),
        "Building the window's pages (ui/dist)",
    )
}

/// The test files (`*.test.mjs`) of a folder, by name.
///
/// # Errors
/// When the folder cannot be read or holds none.
pub fn test_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |error| format!("{} cannot be read: {error}.", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(format!("{} holds no test.", folder.display()));
    }
    files.sort();
    Ok(files)
}

/// A copy of the lock file beside what was installed from it.
fn stamp(folder: &Path) -> PathBuf {
    folder.join("node_modules/.installed-package-lock.json")
}
