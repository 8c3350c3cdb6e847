//! `cargo xtask doctor`: versions, and what is missing.

use std::process::ExitCode;

use crate::arguments::Arguments;
use crate::debian::{self, Purpose};
use crate::process::{capture, program};
use crate::repo::Repo;
use crate::session;
use crate::test::has_nextest;
use crate::tools::{CARGO_DENY, TAURI_DRIVER};

/// Programs that must be there before `cargo xtask` can install the rest.
const NEEDED: &[(&str, &[&str])] = &[
    ("cargo", &["--version"]),
    ("rustc", &["--version"]),
    ("cargo", &["fmt", "--version"]),
    ("cargo", &["clippy", "--version"]),
    ("cc", &["--version"]),
    ("node", &["--version"]),
    ("npm", &["--version"]),
];

/// Vite's lower bound.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Carries out the subcommand.
///
/// # Errors
/// When the flags are wrong. What is missing is printed, and the exit code is 1.
pub fn command(repo: &Repo, arguments: Arguments) -> Result<ExitCode, String> {
    arguments.finish()?;
    let mut complete = true;
    for (name, words) in NEEDED {
        let spelled = format!("{name} {}", words.join(" "));
        let found = version(repo, name, words);
        complete &= found.is_some();
        println!("{spelled:<24} {}", found.as_deref().unwrap_or("MISSING"));
    }
    let node = version(repo, "node", &["--version"]);
    if node
        .as_deref()
        .and_then(parsed)
        .is_some_and(|found| found < OLDEST_NODE)
    {
        complete = false;
        println!(
            "Node is too old: {}.{} or newer is needed.",
            OLDEST_NODE.0, OLDEST_NODE.1
        );
    }
    let present = |here: bool| if here { "installed" } else { "not installed" };
    println!(
        "{:<24} {} (optional: faster tests)",
        "cargo-nextest",
        present(has_nextest())
    );
    for tool in [CARGO_DENY, TAURI_DRIVER] {
        let state = match tool.installed() {
            Some(path) => format!("{} at {}", tool.version, path.display()),
            None => format!("{} will be compiled by `cargo xtask test`", tool.version),
        };
        println!("{:<24} {state}", tool.name);
    }
    match debian::missing(repo, Purpose::TestAll) {
        None => println!("Debian packages          no dpkg here; only Debian 12 is tried"),
        Some(missing) if missing.is_empty() => println!("Debian packages          all there"),
        Some(missing) => println!(
            "Debian packages          missing, installed by `cargo xtask test`: {}",
            missing.join(" ")
        ),
    }
    let display = if session::has_display() {
        "there"
    } else {
        "none: a virtual one is used"
    };
    println!("Display                  {display}");
    Ok(if complete {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The first line that a program prints of its version.
fn version(repo: &Repo, name: &str, words: &[&str]) -> Option<String> {
    let done = capture(program(repo, name).args(words))
        .ok()
        .filter(|done| done.success)?;
    done.output.lines().next().map(str::to_owned)
}

/// Major and minor of `v20.20.2`.
fn parsed(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_node_versions_by_number() {
        assert_eq!(parsed("v20.20.2"), Some((20, 20)));
        assert!(parsed("v20.9.0") < Some(OLDEST_NODE));
        assert!(parsed("v22.1.0") > Some(OLDEST_NODE));
    }
}
