//! The browser tests: every screen in Chromium, against the loopback host.

use super::counts;
use super::report::Outcome;
use crate::node;
use crate::process::{on_path, program, stream};
use crate::repo::Repo;

/// Runs `tests/e2e`. Skipped, with the reason, on a machine without Chromium.
///
/// # Errors
/// When something cannot be installed or the runner counts nothing.
pub fn screens(repo: &Repo) -> Result<Outcome, String> {
    if !on_path("chromium") && std::env::var_os("MUSTER_CHROMIUM").is_none() {
        return Ok(Outcome::Skipped(
            "the package chromium is missing".to_owned(),
        ));
    }
    if !repo.binary("muster").is_file() {
        return Err(format!(
            "{} is not built. Add `--step build`.",
            repo.binary("muster").display()
        ));
    }
    let folder = repo.path("tests/e2e");
    node::install(repo, &folder)?;
    let mut test = program(repo, "node");
    test.args(["--test", "--test-reporter=tap", "--test-concurrency=1"])
        .args(node::test_files(&folder)?)
        .env("MUSTER_BINARIES", repo.target.join("debug"))
        .env("MUSTER_SCRATCH", repo.scratch("browser")?)
        .env("TZ", "UTC");
    let done = stream(&mut test)?;
    let counted = counts::node_tap(&done.output)
        .ok_or("The browser tests ended without a result; the lines above say why.")?;
    Ok(Outcome::Counted(counted.with_exit(done.success)))
}
