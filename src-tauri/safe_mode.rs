//! Safe mode: the same Muster on the same workspace, with as little as possible of what can break a
//! window. No help of the graphics card, nothing kept by the web view, and the window lies where the
//! desktop puts it.

use std::ffi::{OsStr, OsString};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, Manager as _};

use crate::drawing::WITHOUT_GRAPHICS_CARD;

/// The word of the command line.
const FLAG: &str = "--safe-mode";

/// Whether this process starts again in safe mode when it ends.
#[derive(Debug, Default)]
pub struct Restart(AtomicBool);

/// Ends Muster, to start again in safe mode.
pub fn restart(app: &AppHandle) {
    app.state::<Restart>().0.store(true, Ordering::Release);
    app.exit(0);
}

/// Starts Muster again if that was asked for. Called when this one has given everything back, also
/// that it is the one instance.
pub fn start_again(app: &AppHandle) {
    if !app.state::<Restart>().0.load(Ordering::Acquire) {
        return;
    }
    let started = command(std::env::args_os().skip(1)).and_then(|mut muster| muster.spawn());
    match started {
        Ok(_) => tracing::info!("starts again in safe mode"),
        Err(error) => tracing::error!(%error, "did not start again in safe mode"),
    }
}

/// Muster again, with these arguments, in safe mode.
fn command(arguments: impl Iterator<Item = OsString>) -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .args(arguments.filter(|word| word != OsStr::new(FLAG)))
        .arg(FLAG)
        .envs(WITHOUT_GRAPHICS_CARD);
    Ok(command)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn starting_again_keeps_the_workspace_and_says_safe_mode_once() {
        let words = ["--workspace", "/tmp/w", FLAG].map(OsString::from);
        let command = command(words.into_iter()).unwrap();
        let arguments: Vec<_> = command.get_args().collect();
        assert_eq!(arguments, ["--workspace", "/tmp/w", FLAG]);
        let set = |name| {
            command
                .get_envs()
                .any(|(key, value)| key == name && value == Some(OsStr::new("1")))
        };
        assert!(set("WEBKIT_DISABLE_DMABUF_RENDERER"));
        assert!(set("WEBKIT_DISABLE_COMPOSITING_MODE"));
    }
}
