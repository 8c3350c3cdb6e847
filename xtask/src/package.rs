//! `cargo xtask package`: what a person installs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

use crate::arguments::Arguments;
use crate::debian::{self, Purpose};
use crate::process::{capture, cargo, program, require};
use crate::repo::Repo;
use crate::{node, session};

/// The features of a build that is handed out: the built pages are inside, and nothing else.
const FEATURES: &str = "tauri/custom-protocol";

/// The kinds of package, as the bundler and its folders call them.
const KINDS: [&str; 2] = ["deb", "rpm"];

/// Carries out the subcommand.
///
/// # Errors
/// When a step fails; with `--check` also when the package does not behave.
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    let check = arguments.flag("--check");
    arguments.finish()?;
    let purpose = if check {
        Purpose::TestPackage
    } else {
        Purpose::Package
    };
    debian::install(repo, purpose, true)?;
    node::install(repo, &repo.root)?;
    node::build_ui(repo)?;
    build_programs(repo)?;
    refuse_test_doors(repo)?;
    let packages = bundle(repo)?;
    for package in &packages {
        println!("{}", package.display());
    }
    if check {
        check_deb(repo, &packages)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the programs as they are handed out: the shell and `muster`, the built pages inside.
///
/// # Errors
/// When they do not compile.
pub fn build_programs(repo: &Repo) -> Result<(), String> {
    println!("Building for release. This takes ten minutes or more.");
    let mut build = cargo(repo);
    // The same words as the Tauri tool would use, in one go.
    build.args(["build", "--release", "--bins", "--features", FEATURES]);
    require(&mut build, "The release build")
}

/// What is handed out must not hold what tests use: the loopback host, and a clock to be set.
fn refuse_test_doors(repo: &Repo) -> Result<(), String> {
    let doors: [(&str, &[&str]); 2] = [
        ("muster", &["host", "--help"]),
        ("muster-desktop", &["--now", "2026-11-24T09:00:00Z"]),
    ];
    for (name, words) in doors {
        let done = capture(program(repo, release(repo, name)).args(words))?;
        let refused =
            done.output.contains("unrecognized subcommand") || done.output.contains("test builds");
        if done.success || !refused {
            return Err(format!(
                "{name} takes `{}`, which is for tests only. Nothing was packaged.",
                words.join(" ")
            ));
        }
    }
    Ok(())
}

/// Makes the packages, with `muster` beside the window.
fn bundle(repo: &Repo) -> Result<Vec<PathBuf>, String> {
    for kind in KINDS {
        // A package of another version would be found as well.
        let _ = std::fs::remove_dir_all(folder(repo, kind));
    }
    let files = json!({ "/usr/bin/muster": release(repo, "muster") });
    let config = json!({ "bundle": { "linux": {
        "deb": { "files": files },
        "rpm": { "files": files },
    } } });
    let mut tauri = program(repo, repo.path("node_modules/.bin/tauri"));
    tauri
        .args(["bundle", "--bundles", &KINDS.join(",")])
        .args(["--config", &config.to_string()])
        .env("CARGO_TARGET_DIR", &repo.target);
    require(&mut tauri, "Packaging")?;
    KINDS
        .iter()
        .map(|kind| only_file(&folder(repo, kind), kind))
        .collect()
}

/// Installs, starts, links and removes the `.deb` in a private session (`tests/package/deb.sh`).
fn check_deb(repo: &Repo, packages: &[PathBuf]) -> Result<(), String> {
    let deb = packages.first().ok_or("There is no .deb.")?;
    let mut test = session::inside(repo);
    test.arg("bash")
        .arg(repo.path("tests/package/deb.sh"))
        .arg(deb)
        .env("MUSTER_SCRATCH", repo.scratch("package")?);
    require(&mut test, "The check of the .deb")
}

fn release(repo: &Repo, name: &str) -> PathBuf {
    repo.target.join("release").join(name)
}

fn folder(repo: &Repo, kind: &str) -> PathBuf {
    repo.target.join("release/bundle").join(kind)
}

/// The one file of a kind in a folder.
fn only_file(folder: &Path, kind: &str) -> Result<PathBuf, String> {
    let unreadable = |error| format!("{} cannot be read: {error}.", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == kind) {
            found.push(path);
        }
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        count => Err(format!(
            "{} holds {count} files of the kind {kind}; there must be one.",
            folder.display()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_found_when_it_is_the_only_one() {
        let folder = std::env::temp_dir().join(format!("muster-package-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("Muster_1_amd64")).unwrap();
        assert!(only_file(&folder, "deb").is_err());
        let package = folder.join("Muster_1_amd64.deb");
        std::fs::write(&package, "").unwrap();
        assert_eq!(only_file(&folder, "deb"), Ok(package));
        std::fs::write(folder.join("Muster_2_amd64.deb"), "").unwrap();
        assert!(only_file(&folder, "deb").is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
