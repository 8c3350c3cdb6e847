//! Radicale, the CalDAV server that `crates/providers/tests/radicale` starts.

use std::path::PathBuf;

use super::report::Outcome;
use crate::python;
use crate::repo::Repo;

/// The peer from PyPI. A newer one is tried by changing this line.
const RADICALE: &str = "Radicale==3.9.0";

/// Installs it where the tests look for it: `target/xtask/radicale`.
///
/// # Errors
/// When it cannot be installed.
pub fn install(repo: &Repo) -> Result<Outcome, String> {
    python(repo).map(|_| Outcome::Prepared)
}

/// The Python that has it, installed first where need be.
///
/// # Errors
/// When it cannot be installed.
pub fn python(repo: &Repo) -> Result<PathBuf, String> {
    python::with_packages(repo, &repo.scratch("radicale")?, &[RADICALE])
}
