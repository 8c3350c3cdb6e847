//! Tests that drive the built `muster` command as a user would; see `tests/`.

mod dice;
pub mod people;
pub mod session;

pub use dice::Dice;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The built `muster`, beside this test's own folder: `target/debug/muster`.
///
/// # Panics
/// When it is not built; the message says how to build it.
pub fn muster_path() -> PathBuf {
    let name = format!("muster{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::current_exe()
        .ok()
        .and_then(|test| Some(test.parent()?.parent()?.join(name)))
        .unwrap_or_default();
    assert!(
        path.is_file(),
        "{} is not built. Run `cargo build -p muster-cli` first, or `cargo xtask test`.",
        path.display()
    );
    path
}

/// `muster` on a workspace of its own, with its log beside it and no keyring, so that a test
/// neither sees nor changes what belongs to the person who runs it.
pub fn muster(home: &Path) -> Command {
    let mut command = Command::new(muster_path());
    command
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_STATE_HOME", home.join("state"))
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .env_remove("MUSTER_LOG")
        .arg("--workspace")
        .arg(home.join("workspace"))
        .arg("--now")
        .arg("2026-03-20T09:00:00Z");
    command
}
