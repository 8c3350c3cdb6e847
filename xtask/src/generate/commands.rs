//! The TypeScript client and the reference page, from the one command list (DESIGN.md section 3).

use std::io::Write;
use std::process::Stdio;

use super::{Generated, empty_scratch};
use crate::process::{program, spelled, start};
use crate::repo::Repo;

/// The generator: reads the list on standard input and writes two files. It lays the client out
/// with Biome, so the npm packages must be installed.
const GENERATOR: &str = "ui/scripts/generate.mjs";
const CLIENT: &str = "ui/src/generated/commands.ts";
const REFERENCE: &str = "docs/reference/commands.md";

/// Generates into a scratch folder. `muster` must be built.
///
/// # Errors
/// When `muster` or the generator fails.
pub fn generate(repo: &Repo) -> Result<Generated, String> {
    let folder = empty_scratch(repo, "commands")?;
    let mut muster = program(repo, repo.binary("muster"));
    muster.args(["commands", "--json"]);
    let list = muster
        .output()
        .map_err(|error| format!("{} could not be started: {error}.", spelled(&muster)))?;
    if !list.status.success() {
        let reason = String::from_utf8_lossy(&list.stderr);
        return Err(format!("{} failed: {}", spelled(&muster), reason.trim()));
    }

    let mut generator = program(repo, "node");
    generator
        .arg(repo.path(GENERATOR))
        .arg("--ts")
        .arg(folder.join(CLIENT))
        .arg("--md")
        .arg(folder.join(REFERENCE))
        .stdin(Stdio::piped());
    let mut running = start(&mut generator)?;
    if let Some(mut input) = running.stdin.take() {
        input
            .write_all(&list.stdout)
            .map_err(|error| format!("{GENERATOR} did not read the command list: {error}."))?;
    }
    let status = running
        .wait()
        .map_err(|error| format!("{GENERATOR} was lost: {error}."))?;
    if !status.success() {
        return Err(format!("{GENERATOR} failed; the lines above say why."));
    }
    Ok(Generated { folder, owned: &[] })
}
