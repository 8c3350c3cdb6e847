//! The private desktop session for windows that nobody looks at (`tests/desktop/session.sh`).

use std::process::Command;

use crate::process::{on_path, program};
use crate::repo::Repo;

/// Programs that the session and the driving of a window need, each with its Debian package.
const PROGRAMS: &[(&str, &str)] = &[
    ("bash", "bash"),
    ("dbus-run-session", "dbus"),
    ("dbus-send", "dbus"),
    ("dbus-monitor", "dbus"),
    ("gnome-keyring-daemon", "gnome-keyring"),
    ("dunst", "dunst"),
    ("Xvfb", "xvfb"),
    ("xvfb-run", "xvfb"),
    ("xauth", "xauth"),
    ("import", "imagemagick"),
];

/// What runs in the session: private bus, unlocked keyring, notifications, virtual screen.
pub fn inside(repo: &Repo) -> Command {
    let mut command = program(repo, "bash");
    command.arg(repo.path("tests/desktop/session.sh"));
    command
}

/// The packages whose programs are not on the path.
pub fn missing_packages() -> Vec<&'static str> {
    let mut missing: Vec<_> = PROGRAMS
        .iter()
        .filter(|(name, _)| !on_path(name))
        .map(|(_, package)| *package)
        .collect();
    missing.dedup();
    missing
}

/// Whether there is a display to open a window on.
pub fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
