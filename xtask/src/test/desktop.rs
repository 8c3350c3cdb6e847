//! The tests that drive the real window.

use super::report::Outcome;
use super::{counts, mail, radicale};
use crate::process::{on_path, stream};
use crate::repo::Repo;
use crate::tools::TAURI_DRIVER;
use crate::{node, session};

/// Runs `tests/desktop` in a private session. Skipped, with the reason, on a machine that has
/// not what a virtual display needs.
///
/// # Errors
/// When something cannot be installed or the runner counts nothing.
pub fn smoke(repo: &Repo) -> Result<Outcome, String> {
    let mut missing = session::missing_packages();
    for (program, package) in [
        ("WebKitWebDriver", "webkit2gtk-driver"),
        ("openbox", "openbox"),
    ] {
        if !on_path(program) {
            missing.push(package);
        }
    }
    if !missing.is_empty() {
        return Ok(Outcome::Skipped(format!(
            "these packages are missing: {}",
            missing.join(" ")
        )));
    }
    for name in ["muster", "muster-desktop"] {
        if !repo.binary(name).is_file() {
            return Err(format!(
                "{} is not built. Add `--step build`.",
                repo.binary(name).display()
            ));
        }
    }
    let driver = TAURI_DRIVER.install(repo)?;
    node::install(repo, &repo.path("tests/desktop"))?;
    // The servers of others that `accounts.test.mjs` starts.
    node::install(repo, &repo.path("tests/peers/oidc"))?;
    let calendar = radicale::python(repo)?;
    let reader = mail::python(repo)?;

    let mut test = session::inside(repo);
    test.args([
        "node",
        "--test",
        "--test-reporter=tap",
        "--test-concurrency=1",
    ])
    .args(node::test_files(&repo.path("tests/desktop"))?)
    .env("MUSTER_BINARIES", repo.target.join("debug"))
    .env("MUSTER_SCRATCH", repo.scratch("desktop")?)
    .env("TAURI_DRIVER", driver)
    .env("MUSTER_RADICALE", calendar)
    .env("MUSTER_MAIL_PEERS", reader)
    .env("TZ", "UTC");
    let done = stream(&mut test)?;
    let counted = counts::node_tap(&done.output)
        .ok_or("The desktop test ended without a result; the lines above say why.")?;
    Ok(Outcome::Counted(counted.with_exit(done.success)))
}
