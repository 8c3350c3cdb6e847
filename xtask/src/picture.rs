//! A screenshot of the window, taken on a virtual display when the window shows its data.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitCode};
use std::time::{Duration, Instant};

use crate::arguments::Arguments;
use crate::process::{capture, program, require, start};
use crate::repo::{Repo, make_folder};
use crate::session;

/// The hidden subcommand that runs inside the private session.
pub const SUBCOMMAND: &str = "picture-inside-session";

/// A cold start of an empty window takes 2 s on a slow machine; a loaded machine needs more.
const READY_WITHIN: Duration = Duration::from_secs(90);
/// How long pictures may go on changing after the window says it is ready.
const STILL_WITHIN: Duration = Duration::from_secs(15);
const BETWEEN_LOOKS: Duration = Duration::from_millis(400);

/// Opens the window on `workspace` in a private session and writes a picture of it to `file`.
///
/// # Errors
/// When the session cannot start, the window does not become ready, or the picture fails.
pub fn in_private_session(repo: &Repo, workspace: &Path, file: &Path) -> Result<(), String> {
    let missing = session::missing_packages();
    if !missing.is_empty() {
        return Err(format!(
            "There is no display, and a virtual one needs these packages: {}",
            missing.join(" ")
        ));
    }
    let this = std::env::current_exe()
        .map_err(|error| format!("The path of this program is not known: {error}."))?;
    let mut inside = session::inside(repo);
    inside
        .arg(this)
        .arg(SUBCOMMAND)
        .arg("--workspace")
        .arg(workspace)
        .arg("--screenshot")
        .arg(file);
    require(&mut inside, "Taking the screenshot")
}

/// The part that runs inside the session.
///
/// # Errors
/// As [`in_private_session`].
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    let workspace = arguments
        .value("--workspace")?
        .ok_or("--workspace is missing.")?;
    let file = PathBuf::from(
        arguments
            .value("--screenshot")?
            .ok_or("--screenshot is missing.")?,
    );
    arguments.finish()?;
    if let Some(folder) = file.parent() {
        make_folder(folder)?;
    }
    let scratch = repo.scratch("picture")?;
    let ready = scratch.join("ready");
    // Left by the run before; the window makes it anew.
    let _ = std::fs::remove_file(&ready);
    let log = scratch.join("window.log");
    let output = File::create(&log)
        .and_then(|out| Ok((out.try_clone()?, out)))
        .map_err(|error| format!("{} cannot be written: {error}.", log.display()))?;

    let mut window = start(
        program(repo, repo.binary("muster-desktop"))
            .arg("--workspace")
            .arg(workspace)
            .env("MUSTER_READY_FILE", &ready)
            .stdout(output.0)
            .stderr(output.1),
    )?;
    let taken = wait_until_ready(&mut window, &ready)
        .and_then(|()| take_still_picture(repo, &scratch, &file))
        .map_err(|reason| format!("{reason} What the window printed is in {}", log.display()));
    // It is killed on purpose; it may also have ended by itself, which `taken` tells.
    let _ = window.kill();
    let _ = window.wait();
    taken.map(|()| ExitCode::SUCCESS)
}

/// Waits for the file that the window makes when its first screen shows data
/// (`MUSTER_READY_FILE`).
fn wait_until_ready(window: &mut Child, ready: &Path) -> Result<(), String> {
    let began = Instant::now();
    while !ready.exists() {
        if let Ok(Some(status)) = window.try_wait() {
            return Err(format!("The window closed before it was ready ({status})."));
        }
        if began.elapsed() > READY_WITHIN {
            return Err(format!(
                "The window was not ready after {} s.",
                READY_WITHIN.as_secs()
            ));
        }
        std::thread::sleep(BETWEEN_LOOKS);
    }
    Ok(())
}

/// Takes pictures until two in a row are equal and not of one colour; keeps the last.
fn take_still_picture(repo: &Repo, scratch: &Path, file: &Path) -> Result<(), String> {
    let began = Instant::now();
    let taken = scratch.join("screen.png");
    let mut before = None;
    loop {
        require(
            program(repo, "import")
                .args(["-window", "root"])
                .arg(&taken),
            "import",
        )?;
        let looked = capture(
            program(repo, "identify")
                .args(["-format", "%k %#"])
                .arg(&taken),
        )?;
        let (colours, signature) =
            looked.output.trim().split_once(' ').ok_or_else(|| {
                format!("identify did not describe the picture: {}", looked.output)
            })?;
        let blank = colours.parse::<u32>().is_ok_and(|count| count < 2);
        let still = before.as_deref() == Some(signature);
        let late = began.elapsed() > STILL_WITHIN;
        if late && blank {
            return Err("The window said it was ready, but the screen is blank.".to_owned());
        }
        if !blank && (still || late) {
            return std::fs::copy(&taken, file)
                .map(|_| ())
                .map_err(|error| format!("{} cannot be written: {error}.", file.display()));
        }
        before = Some(signature.to_owned());
        std::thread::sleep(BETWEEN_LOOKS);
    }
}
