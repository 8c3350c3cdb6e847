//! Python environments of our own, for peers from PyPI.

use std::path::{Path, PathBuf};

use crate::process::{program, require};
use crate::repo::Repo;

/// A Python of its own in this folder, with these packages in it.
///
/// # Errors
/// When Python cannot make one, or a package cannot be installed.
pub fn with_packages(repo: &Repo, folder: &Path, packages: &[&str]) -> Result<PathBuf, String> {
    let python = folder.join("bin/python");
    if !python.is_file() {
        let mut make = program(repo, "python3");
        make.args(["-m", "venv"]).arg(folder);
        require(
            &mut make,
            "Making a Python environment (Debian: python3-venv)",
        )?;
    }
    let mut install = program(repo, &python);
    install
        .args(["-m", "pip", "install", "--quiet"])
        .arg("--disable-pip-version-check")
        .args(packages);
    require(&mut install, "Installing the peers")?;
    Ok(python)
}
