//! `cargo xtask test`: every check and test, the cheap ones first.

mod browser;
mod counts;
mod desktop;
mod mail;
mod radicale;
mod report;
mod rust;

use std::path::Path;
use std::process::ExitCode;

use counts::Counts;
use report::{Outcome, Report};
use rust::RustTests;
pub use rust::has_nextest;

use crate::arguments::Arguments;
use crate::debian::{self, Purpose};
use crate::generate::{self, Checked};
use crate::node;
use crate::process::{cargo, on_build_machine, program, require, stream};
use crate::repo::Repo;
use crate::tools::CARGO_DENY;

/// Carries out the subcommand. A failing step does not stop the run.
///
/// # Errors
/// When the flags are wrong.
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    let core = arguments.flag("--core");
    let filter = arguments.value("--filter")?;
    let mut steps = arguments.values("--step")?;
    arguments.finish()?;
    if filter.is_some() && steps.is_empty() {
        steps = ["radicale", "mail", "rust", "zones"]
            .map(str::to_owned)
            .into();
    }
    let rust = RustTests {
        repo,
        core,
        filter: filter.as_deref(),
    };
    let purpose = if core {
        Purpose::TestCore
    } else {
        Purpose::TestAll
    };

    let mut report = Report::new(steps);
    report.step("fmt", &[], || {
        require(
            cargo(repo).args(["fmt", "--all", "--check"]),
            "The format check",
        )
        .map(|()| Outcome::Passed)
    });
    report.step("packages", &[], || {
        debian::install(repo, purpose, false).map(|()| Outcome::Prepared)
    });
    report.step("npm", &[], || {
        node::install(repo, &repo.root).map(|()| Outcome::Prepared)
    });
    report.step("peers", &[], || peers(repo).map(|()| Outcome::Prepared));
    report.step("lint", &["npm"], || ui_check(repo, "lint", "Biome"));
    report.step("types", &["npm"], || {
        ui_check(repo, "check", "The type check")
    });
    report.step("vitest", &["npm"], || vitest(repo));
    report.step("ui-build", &["npm"], || {
        node::build_ui(repo).map(|()| Outcome::Passed)
    });
    report.step("deny", &[], || deny(repo));
    // The shell holds the built pages, so it compiles only with them.
    let pages: &[&str] = if core { &[] } else { &["ui-build"] };
    report.step("clippy", pages, || rust.clippy());
    report.step("build", pages, || rust.build());
    report.step("radicale", &[], || radicale::install(repo));
    report.step("mail", &[], || mail::install(repo));
    report.step("gen", &["build", "npm"], || generated_files(repo, core));
    report.step("rust", &["build"], || rust.all());
    report.step("doc", &["build"], || rust.documentation());
    report.step("zones", &["build"], || rust.other_zones());
    if !core {
        report.step("browser", &["build", "npm"], || browser::screens(repo));
        report.step("desktop", &["build", "npm"], || desktop::smoke(repo));
    }
    Ok(report.finish(on_build_machine()))
}

/// Installs the servers of others that Rust tests start: each folder of `tests/peers` that npm
/// knows. A test whose peer is missing says so and fails.
fn peers(repo: &Repo) -> Result<(), String> {
    let folder = repo.path("tests/peers");
    let unreadable = |error| format!("{} cannot be read: {error}.", folder.display());
    for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
        let peer = entry.map_err(unreadable)?.path();
        if peer.join("package-lock.json").is_file() {
            node::install(repo, &peer)?;
        }
    }
    Ok(())
}

fn ui_check(repo: &Repo, script: &str, name: &str) -> Result<Outcome, String> {
    require(&mut node::ui_script(repo, script), name).map(|()| Outcome::Passed)
}

fn vitest(repo: &Repo) -> Result<Outcome, String> {
    let report = repo.scratch("vitest")?.join("report.json");
    // A report of an earlier run must not be read as this one's.
    let _ = std::fs::remove_file(&report);
    let mut vitest = node::ui_script(repo, "test");
    vitest
        .args(["--", "--reporter=default", "--reporter=json"])
        .arg(format!("--outputFile.json={}", report.display()))
        .env("TZ", "UTC");
    let done = stream(&mut vitest)?;
    let written = std::fs::read_to_string(&report).unwrap_or_default();
    let counts: Counts = counts::vitest(&written)
        .ok_or("Vitest ended without a report; the lines above say why.")?;
    Ok(Outcome::Counted(counts.with_exit(done.success)))
}

fn deny(repo: &Repo) -> Result<Outcome, String> {
    let cargo_deny = CARGO_DENY.install(repo)?;
    let mut deny = program(repo, cargo_deny);
    deny.args([
        "--all-features",
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ]);
    require(&mut deny, "cargo deny").map(|()| Outcome::Passed)
}

fn generated_files(repo: &Repo, core: bool) -> Result<Outcome, String> {
    let stale = generate::stale_files(repo, Checked::Workspace { core })?;
    if stale.is_empty() {
        return Ok(Outcome::Passed);
    }
    for file in &stale {
        println!("stale: {}", Path::new(file).display());
    }
    Err(format!(
        "{} generated files are stale. Run `cargo xtask gen`.",
        stale.len()
    ))
}
