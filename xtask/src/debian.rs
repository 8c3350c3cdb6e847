//! Debian packages: what is needed, what is missing, and how it gets installed.

use std::collections::HashSet;
use std::process::Stdio;

use crate::process::{capture, on_path, program, require, spelled};
use crate::repo::Repo;

/// To build everything under `crates/` (SQLite is compiled from C).
const CORE: &[&str] = &["build-essential", "pkg-config"];
/// For the servers that tests talk to: Python for those from PyPI, and Dovecot, which tests start
/// with settings of their own.
const PEERS: &[&str] = &["python3", "python3-venv", "dovecot-imapd"];
/// To build the desktop shell.
const SHELL: &[&str] = &[
    "libwebkit2gtk-4.1-dev",
    "libsoup-3.0-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libxdo-dev",
    "patchelf",
    "file",
];
/// For a window without a display: virtual screen, private bus, keyring, fonts, screenshots.
const VIRTUAL_DISPLAY: &[&str] = &[
    "xvfb",
    "xauth",
    "dbus",
    "dbus-x11",
    "gnome-keyring",
    "dunst",
    "xdg-utils",
    "libglib2.0-bin",
    "imagemagick",
    "fonts-dejavu-core",
    "fonts-noto-core",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "python3-dbus",
    "python3-gi",
];
/// To install and remove a package as on a desktop.
const DESKTOP_FILES: &[&str] = &["desktop-file-utils"];
/// To drive the window from a test, also as a window manager and a file manager do.
const DRIVER: &[&str] = &["webkit2gtk-driver", "chromium", "openbox", "python3-xlib"];

/// What a subcommand is about to do; each purpose needs its packages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Build and test `crates/` on a machine without WebKit.
    TestCore,
    /// Build and test everything.
    TestAll,
    /// Open the window on the display that is there.
    Run,
    /// Open the window on a virtual display.
    RunWithoutDisplay,
    /// Make the packages that people install.
    Package,
    /// Make them and try them.
    TestPackage,
    /// Write the generated files.
    Generate,
}

/// The packages that a purpose needs.
pub fn needed(purpose: Purpose) -> Vec<&'static str> {
    let groups: &[&[&str]] = match purpose {
        Purpose::TestAll => &[CORE, PEERS, SHELL, VIRTUAL_DISPLAY, DRIVER],
        Purpose::Run | Purpose::Package => &[CORE, SHELL],
        Purpose::TestPackage => &[CORE, SHELL, VIRTUAL_DISPLAY, DESKTOP_FILES],
        Purpose::RunWithoutDisplay => &[CORE, SHELL, VIRTUAL_DISPLAY],
        Purpose::TestCore => &[CORE, PEERS],
        Purpose::Generate => &[CORE],
    };
    groups.concat()
}

/// The needed packages that are not installed; `None` where there is no dpkg to ask.
pub fn missing(repo: &Repo, purpose: Purpose) -> Option<Vec<&'static str>> {
    let names = needed(purpose);
    let listed = capture(
        program(repo, "dpkg-query")
            .args(["-W", "-f", "${Package} ${db:Status-Status}\\n"])
            .args(&names),
    )
    .ok()?;
    let installed = installed_packages(&listed.output);
    Some(
        names
            .into_iter()
            .filter(|name| !installed.contains(name))
            .collect(),
    )
}

/// Installs the missing packages. Where there is no apt it says what is needed and goes on.
/// `ask` lets sudo ask for a password on the terminal.
///
/// # Errors
/// When apt fails, or when this is not root and there is no way to become it. The message holds
/// the line to type.
pub fn install(repo: &Repo, purpose: Purpose, ask: bool) -> Result<(), String> {
    let Some(missing) = missing(repo, purpose) else {
        println!("This is not a Debian system. The build needs what these packages hold:");
        println!("  {}", needed(purpose).join(" "));
        return Ok(());
    };
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!(
        "apt-get install --no-install-recommends {}",
        missing.join(" ")
    );
    if !on_path("apt-get") {
        println!(
            "apt-get is not here. Install these yourself: {}",
            missing.join(" ")
        );
        return Ok(());
    }
    println!(
        "Installing {} Debian packages: {}",
        missing.len(),
        missing.join(" ")
    );
    let root = capture(program(repo, "id").arg("-u"))?.output.trim() == "0";
    if !root && !on_path("sudo") {
        return Err(format!(
            "Packages are missing and there is no sudo. As root: {by_hand}"
        ));
    }
    if !root {
        println!("This needs root, so sudo is used.");
    }
    let apt = |words: &[&str]| {
        let mut command = if root {
            program(repo, "env")
        } else {
            let mut sudo = program(repo, "sudo");
            if ask {
                sudo.stdin(Stdio::inherit());
            } else {
                sudo.arg("-n");
            }
            sudo.arg("env");
            sudo
        };
        command
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"])
            .args(["-o", "DPkg::Lock::Timeout=300"])
            .args(words);
        command
    };
    // An old list may name versions that are gone. A failed update is told by the install.
    let mut update = apt(&["update"]);
    if let Err(reason) = require(&mut update, "Reading the package lists") {
        println!("{reason}");
    }
    let mut words = vec!["install", "--yes", "--no-install-recommends"];
    words.extend(&missing);
    let mut install = apt(&words);
    require(&mut install, "Installing Debian packages").map_err(|reason| {
        format!(
            "{reason}\nBy hand, as root: {by_hand} ({})",
            spelled(&install)
        )
    })
}

/// Reads lines of `dpkg-query -W -f '${Package} ${db:Status-Status}\n'`.
fn installed_packages(listing: &str) -> HashSet<&str> {
    listing
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, state)| *state == "installed")
        .map(|(name, _)| name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_package_is_not_installed() {
        let listing = "xvfb installed\ndunst config-files\n\
                       dpkg-query: no packages found matching patchelf\n";
        assert_eq!(installed_packages(listing), HashSet::from(["xvfb"]));
    }

    #[test]
    fn the_core_needs_no_webkit() {
        assert!(
            needed(Purpose::TestCore)
                .iter()
                .all(|name| !name.contains("webkit"))
        );
        assert!(needed(Purpose::TestAll).contains(&"webkit2gtk-driver"));
    }
}
