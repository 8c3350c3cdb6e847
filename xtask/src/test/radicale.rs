//! Radicale, the CalDAV server that `crates/providers/tests/radicale` starts.

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
    let folder = repo.scratch("radicale")?;
    python::with_packages(repo, &folder, &[RADICALE]).map(|_| Outcome::Prepared)
}
