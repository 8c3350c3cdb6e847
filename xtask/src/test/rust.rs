//! The Rust part: clippy, the one build, the tests, and the pure crates in three process zones.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::counts::{self, Counts};
use super::report::Outcome;
use crate::process::{capture, cargo, on_path, program, require, stream};
use crate::repo::{Repo, workspace_arguments};

/// Crates whose results must not depend on the zone of the process.
const ZONE_FREE: &[&str] = &["muster-scheduling", "muster-domain", "muster-providers"];
/// Their tests against servers of others, which need not be started in every zone.
const PEERS: &[&str] = &["radicale", "prism"];
/// The zone of the whole run, and those in which the zone-free crates are tested again.
const FIRST_ZONE: &str = "UTC";
const OTHER_ZONES: &[&str] = &["America/New_York", "Asia/Kolkata"];

/// The variable that proptest reads its seed from, and the seed where nobody sets one: a change is
/// judged by what it does, not by which random cases it met. `PROPTEST_RNG_SEED=7 cargo xtask test
/// --step rust` tries others.
const SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "20261122");

/// The Rust tests of one run.
pub struct RustTests<'a> {
    /// This checkout.
    pub repo: &'a Repo,
    /// Whether the shell is left out.
    pub core: bool,
    /// Only tests whose name contains this.
    pub filter: Option<&'a str>,
}

impl RustTests<'_> {
    fn cargo(&self, words: &[&str]) -> Command {
        let mut command = cargo(self.repo);
        command.args(words).args(workspace_arguments(self.core));
        command
    }

    /// Clippy over everything, warnings being errors.
    ///
    /// # Errors
    /// When clippy finds something.
    pub fn clippy(&self) -> Result<Outcome, String> {
        let mut clippy = self.cargo(&["clippy"]);
        clippy.args(["--all-targets", "--quiet", "--", "-D", "warnings"]);
        require(&mut clippy, "Clippy").map(|()| Outcome::Passed)
    }

    /// Builds all that is run later: programs, examples and tests, once.
    ///
    /// # Errors
    /// When something does not compile.
    pub fn build(&self) -> Result<Outcome, String> {
        let mut build = self.cargo(&["build"]);
        build.args(["--all-targets", "--quiet"]);
        require(&mut build, "Building").map(|()| Outcome::Passed)
    }

    /// Every test, with cargo-nextest where it is installed and with `cargo test` elsewhere.
    ///
    /// # Errors
    /// When the runner cannot be started or counts nothing.
    pub fn all(&self) -> Result<Outcome, String> {
        if has_nextest() {
            let counts = self.nextest(FIRST_ZONE, &[])?;
            return Ok(Outcome::Counted(
                counts.without_inner(self.nextest_inner()?),
            ));
        }
        let mut test = self.cargo(&["test"]);
        test.args(["--no-fail-fast", "--lib", "--bins", "--tests"]);
        self.libtest(&mut test).map(Outcome::Counted)
    }

    /// The examples in the documentation, which neither runner above takes.
    ///
    /// # Errors
    /// As [`RustTests::all`].
    pub fn documentation(&self) -> Result<Outcome, String> {
        let mut test = self.cargo(&["test"]);
        test.args(["--doc", "--no-fail-fast", "--quiet"]);
        self.libtest(&mut test).map(Outcome::Counted)
    }

    /// The zone-free crates again, in other process zones, from the binaries that are there.
    ///
    /// # Errors
    /// As [`RustTests::all`].
    pub fn other_zones(&self) -> Result<Outcome, String> {
        let binaries = if has_nextest() {
            Vec::new()
        } else {
            self.zone_free_binaries()?
        };
        let mut sum = Counts::default();
        for zone in OTHER_ZONES {
            println!("TZ={zone}");
            let counted = if has_nextest() {
                let packages: Vec<_> = ZONE_FREE
                    .iter()
                    .map(|name| format!("package({name})"))
                    .collect();
                let peers: Vec<_> = PEERS.iter().map(|name| format!("binary({name})")).collect();
                let selection = format!("({}) - ({})", packages.join(" | "), peers.join(" | "));
                self.nextest(zone, &["-E", &selection])?
            } else {
                self.run_binaries(&binaries, zone)?
            };
            // The run in the first zone has counted what is skipped; nextest also counts here
            // what the selection leaves out.
            sum = sum.and(Counts {
                skipped: 0,
                ..counted
            });
        }
        Ok(Outcome::Counted(sum))
    }

    fn nextest(&self, zone: &str, selection: &[&str]) -> Result<Counts, String> {
        let mut nextest = self.cargo(&["nextest", "run"]);
        nextest
            .args(["--no-fail-fast", "--cargo-quiet", "--show-progress=none"])
            .args([
                "--status-level=slow",
                "--final-status-level=fail",
                "--no-tests=pass",
            ])
            .args(selection)
            .args(self.filter)
            .env("TZ", zone)
            .env(SEED.0, seed());
        let done = stream(&mut nextest)?;
        let counts = counts::nextest(&done.output)
            .ok_or("cargo nextest ended without its summary; the lines above say why.")?
            .with_exit(done.success);
        // What a filter leaves out is not a skipped test.
        Ok(if self.filter.is_some() {
            Counts {
                skipped: 0,
                ..counts
            }
        } else {
            counts
        })
    }

    /// How many ignored tests are inner ones; the summary of nextest does not name them.
    fn nextest_inner(&self) -> Result<u64, String> {
        let mut list = self.cargo(&["nextest", "list"]);
        list.args(["--cargo-quiet", "--run-ignored=only"]);
        let listed = capture(list.arg("--message-format=oneline"))?;
        Ok(counts::nextest_inner(&listed.output))
    }

    fn libtest(&self, test: &mut Command) -> Result<Counts, String> {
        test.args(["--"])
            .args(self.filter)
            .env("TZ", FIRST_ZONE)
            .env(SEED.0, seed());
        let done = stream(test)?;
        counts::libtest(&done.output)
            .map(|counts| counts.with_exit(done.success))
            .map(|counts| counts.without_inner(counts::libtest_inner(&done.output)))
            .ok_or_else(|| "cargo test ended without a result; the lines above say why.".to_owned())
    }

    /// The test binaries of the zone-free crates, each with the folder of its package.
    fn zone_free_binaries(&self) -> Result<Vec<(String, String)>, String> {
        let mut list = self.cargo(&["test"]);
        list.args(["--no-run", "--quiet", "--lib", "--bins", "--tests"]);
        let listed = capture(list.arg("--message-format=json"))?;
        Ok(listed.output.lines().filter_map(zone_free_binary).collect())
    }

    fn run_binaries(&self, binaries: &[(String, String)], zone: &str) -> Result<Counts, String> {
        if binaries.is_empty() {
            return Err("cargo named no test binary of the zone-free crates.".to_owned());
        }
        let mut sum = Counts::default();
        for (binary, folder) in binaries {
            let mut test = program(self.repo, binary);
            test.args(["--quiet"])
                .args(self.filter)
                .current_dir(folder)
                .env("TZ", zone)
                .env(SEED.0, seed());
            let done = stream(test.env("CARGO_MANIFEST_DIR", folder))?;
            let counts = counts::libtest(&done.output).unwrap_or_default();
            sum = sum.and(counts.with_exit(done.success));
        }
        Ok(sum)
    }
}

/// The seed of the property tests.
fn seed() -> OsString {
    std::env::var_os(SEED.0).unwrap_or_else(|| SEED.1.into())
}

/// Whether cargo-nextest is installed. It is faster, and nothing depends on it.
pub fn has_nextest() -> bool {
    on_path("cargo-nextest")
}

/// Reads one line of cargo's JSON messages: the test binary and its package's folder, when it
/// belongs to a zone-free crate.
fn zone_free_binary(line: &str) -> Option<(String, String)> {
    let message: Value = serde_json::from_str(line).ok()?;
    let manifest = Path::new(message.get("manifest_path")?.as_str()?);
    let folder = manifest.parent()?;
    let package = format!("muster-{}", folder.file_name()?.to_str()?);
    let is_test = message.get("profile")?.get("test")?.as_bool()?;
    let binary = message.get("executable")?.as_str()?;
    let peer = PEERS.contains(&message.get("target")?.get("name")?.as_str()?);
    (is_test && !peer && ZONE_FREE.contains(&package.as_str()))
        .then(|| (binary.to_owned(), folder.to_string_lossy().into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(folder: &str, name: &str, is_test: bool) -> String {
        format!(
            r#"{{"reason":"compiler-artifact","manifest_path":"/m/crates/{folder}/Cargo.toml",
            "target":{{"name":"{name}"}},"profile":{{"test":{is_test}}},"executable":"/m/target/debug/deps/x-1"}}"#
        )
        .replace('\n', "")
    }

    #[test]
    fn finds_the_test_binaries_of_the_zone_free_crates_only() {
        let expected = (
            "/m/target/debug/deps/x-1".to_owned(),
            "/m/crates/domain".to_owned(),
        );
        assert_eq!(
            zone_free_binary(&artifact("domain", "rules", true)),
            Some(expected)
        );
        assert_eq!(zone_free_binary(&artifact("domain", "rules", false)), None);
        for peer in PEERS {
            assert_eq!(zone_free_binary(&artifact("providers", peer, true)), None);
        }
        assert_eq!(zone_free_binary(&artifact("store", "rows", true)), None);
        assert_eq!(
            zone_free_binary(r#"{"reason":"build-finished","success":true}"#),
            None
        );
        assert_eq!(zone_free_binary("warning: something"), None);
    }
}
