//! Safe mode: the same Muster on the same workspace, with as little as possible of what can break a
//! window. No help of the graphics card, nothing kept by the web view, and the window lies where the
//! desktop puts it.

use std::ffi::{OsStr, OsString};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, Manager as _};

/// The word of the command line.
const FLAG: &str = "--safe-mode";

/// What turns off the parts of WebKitGTK that draw through the graphics card. WebKit reads them
/// when it starts, so they are set before the process begins.
const WITHOUT_GRAPHICS_CARD: [(&str, &str); 2] = [
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
];

/// What the log tells about drawing, at every start.
const TOLD: [&str; 6] = [
    "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP",
    "GDK_BACKEND",
    "WEBKIT_DISABLE_DMABUF_RENDERER",
    "WEBKIT_DISABLE_COMPOSITING_MODE",
    "LIBGL_ALWAYS_SOFTWARE",
];

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

/// Makes sure that a process in safe mode runs with what it needs: when it was started by hand, it
/// replaces itself. Returns only when there is nothing to do, or when that failed.
pub fn ensure(safe_mode: bool) {
    #[cfg(target_os = "linux")]
    if safe_mode && !prepared(|name| std::env::var_os(name)) {
        use std::os::unix::process::CommandExt as _;
        if let Ok(mut muster) = command(std::env::args_os().skip(1)) {
            let error = muster.exec();
            tracing::error!(%error, "safe mode starts with the graphics card");
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = safe_mode;
}

/// Writes down what decides how the window is drawn.
pub fn log_drawing() {
    for name in TOLD {
        if let Some(value) = std::env::var_os(name) {
            tracing::info!(name, value = %value.to_string_lossy(), "drawing");
        }
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

#[cfg(target_os = "linux")]
fn prepared(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    WITHOUT_GRAPHICS_CARD
        .iter()
        .all(|(name, value)| variable(name).as_deref() == Some(OsStr::new(value)))
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

    #[cfg(target_os = "linux")]
    #[test]
    fn a_prepared_process_does_not_replace_itself_for_ever() {
        assert!(!prepared(|_| None));
        assert!(prepared(|_| Some("1".into())));
        assert!(!prepared(|name| name
            .contains("DMABUF")
            .then(|| "1".into())));
    }
}
