//! The operating system's keyring for real, on Linux: gnome-keyring on a private bus.
//!
//! Each test starts a private session and runs this same test binary inside it, naming one of the
//! `inside_*` tests. Nothing reaches the keyring of the person who runs the tests.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use muster_vault::{
    KeyRotation, Keyring as _, OsKeyring, RowIdentity, SealedRow, Vault, VaultState,
};
use tempfile::TempDir;

/// Set in the private session only, so that an `inside_*` test refuses to run anywhere else.
const INSIDE: &str = "MUSTER_VAULT_TEST_SESSION";
/// Where the tests of one session hand a sealed value to the next one.
const SEALED_FILE: &str = "MUSTER_VAULT_TEST_SEALED";
const WORKSPACE: &str = "0192f0c1-7a51-7000-8000-00000000beef";
const ROW: RowIdentity<'static> = RowIdentity {
    table: "account",
    id: "a1",
    column: "refresh_token",
};

/// Unlocks the keyring with a password, waits until it owns its name on the bus, then runs the
/// command that follows.
const UNLOCKED: &str = r#"
printf test-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || exit 91
for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets >/dev/null 2>&1 && exec "$@"
  sleep 0.1
done
exit 92"#;
/// Runs the command that follows; the bus may start a keyring by itself, which stays locked.
const LOCKED: &str = r#"exec "$@""#;

/// A bus on which no service can be started.
const EMPTY_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>"#;

/// The directories of one private desktop session. Its keyring file survives from one run of
/// [`Session::run`] to the next.
struct Session(TempDir);

impl Session {
    fn new() -> Self {
        for program in ["dbus-run-session", "dbus-send", "gnome-keyring-daemon"] {
            let found = Command::new("sh")
                .args(["-c", "command -v \"$0\"", program])
                .stdout(Stdio::null())
                .status()
                .unwrap();
            assert!(
                found.success(),
                "{program} is not installed, so the keyring cannot be tested. Install it: \
                 apt-get install dbus gnome-keyring"
            );
        }
        let home = TempDir::new().unwrap();
        for folder in ["run", "data", "config", "cache"] {
            let path = home.path().join(folder);
            std::fs::create_dir(&path).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        }
        std::fs::write(home.path().join("empty-bus.conf"), EMPTY_BUS).unwrap();
        Self(home)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// A command that sees this session's directories, and neither a bus nor a display. It and
    /// its children are stopped after a minute.
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new("timeout");
        command
            .args(["--kill-after=5", "60"])
            .arg(program)
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("GNOME_KEYRING_CONTROL")
            .env("HOME", self.0.path())
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env(SEALED_FILE, self.path("sealed"))
            .env(INSIDE, "yes")
            .stdin(Stdio::null());
        command
    }

    /// Runs one `inside_*` test on a private bus prepared by `script`.
    fn run(&self, script: &str, bus_options: &[&str], test: &str) {
        let mut command = self.command("dbus-run-session");
        command
            .args(bus_options)
            .args(["--", "sh", "-c", script, "sh"]);
        command.arg(std::env::current_exe().unwrap());
        Self::finish(command.args(test_arguments(test)), test);
    }

    /// Runs one `inside_*` test without any bus.
    fn run_without_bus(&self, test: &str) {
        let mut command = self.command(std::env::current_exe().unwrap());
        Self::finish(command.args(test_arguments(test)), test);
    }

    fn finish(command: &mut Command, test: &str) {
        let output = command.output().unwrap();
        let stdout = String::from_utf8_lossy(&output.stdout);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && stdout.contains("1 passed"),
            "{test}: {} (124: it hung and was stopped)\n{stdout}\n{stderr}",
            output.status
        );
    }
}

fn test_arguments(test: &str) -> [&str; 4] {
    ["--exact", test, "--ignored", "--nocapture"]
}

/// Refuses to touch the keyring of the person running the tests.
fn inside() {
    assert!(
        std::env::var_os(INSIDE).is_some(),
        "this test runs only inside a private session that another test of this file starts"
    );
}

fn sealed_file() -> std::path::PathBuf {
    Path::new(&std::env::var_os(SEALED_FILE).unwrap()).to_owned()
}

#[test]
fn a_key_survives_a_restart_of_the_keyring() {
    let session = Session::new();
    session.run(UNLOCKED, &[], "inside_first_start_seals");
    session.run(UNLOCKED, &[], "inside_next_start_opens");
}

#[test]
fn a_locked_keyring_is_told_and_the_key_is_kept() {
    let session = Session::new();
    session.run(UNLOCKED, &[], "inside_first_start_seals");
    session.run(LOCKED, &[], "inside_keyring_is_locked");
    session.run(UNLOCKED, &[], "inside_next_start_opens");
}

#[test]
fn a_change_of_the_key_that_is_cut_off_is_finished_by_the_next_start() {
    let session = Session::new();
    session.run(UNLOCKED, &[], "inside_first_start_seals");
    session.run(UNLOCKED, &[], "inside_the_change_is_cut_off");
    session.run(UNLOCKED, &[], "inside_the_change_is_finished");
    session.run(UNLOCKED, &[], "inside_next_start_opens");
}

#[test]
fn a_bus_whose_keyring_was_never_unlocked_is_locked() {
    Session::new().run(LOCKED, &[], "inside_keyring_is_locked");
}

#[test]
fn a_bus_without_a_keyring_service_is_a_missing_keyring() {
    let session = Session::new();
    let config = format!("--config-file={}", session.path("empty-bus.conf").display());
    session.run(LOCKED, &[&config], "inside_keyring_is_missing");
}

#[test]
fn no_bus_is_a_missing_keyring() {
    Session::new().run_without_bus("inside_keyring_is_missing");
}

#[test]
#[ignore = "runs inside a private session"]
fn inside_first_start_seals() {
    inside();
    assert_eq!(
        Vault::open(WORKSPACE, true).unwrap_err(),
        VaultState::KeyLost
    );
    let vault = Vault::open(WORKSPACE, false).unwrap();
    let sealed = vault.seal(b"1//refresh", ROW).unwrap();
    std::fs::write(sealed_file(), sealed.into_bytes()).unwrap();
    let entry = OsKeyring.read(WORKSPACE).unwrap().unwrap();
    assert_eq!(entry.expose().len(), 44, "the key is stored as base64");
}

#[test]
#[ignore = "runs inside a private session"]
fn inside_next_start_opens() {
    inside();
    let vault = Vault::open(WORKSPACE, true).unwrap();
    let sealed = std::fs::read(sealed_file()).unwrap();
    assert_eq!(vault.unseal(&sealed, ROW).unwrap().expose(), b"1//refresh");
}

fn sealed_row() -> SealedRow {
    SealedRow {
        table: ROW.table.to_owned(),
        id: ROW.id.to_owned(),
        column: ROW.column.to_owned(),
        sealed: std::fs::read(sealed_file()).unwrap(),
    }
}

#[test]
#[ignore = "runs inside a private session"]
fn inside_the_change_is_cut_off() {
    inside();
    let row = sealed_row();
    let old = Vault::open(WORKSPACE, true).unwrap();
    let rotation = KeyRotation::begin(&OsKeyring, WORKSPACE, Some(&row)).unwrap();
    let anew = rotation.reseal(&old, std::slice::from_ref(&row)).unwrap();
    std::fs::write(sealed_file(), &anew[0].sealed).unwrap();
    // The process ends here, before `finish`.
}

#[test]
#[ignore = "runs inside a private session"]
fn inside_the_change_is_finished() {
    inside();
    let vault = Vault::open_settled(&OsKeyring, WORKSPACE, Some(&sealed_row())).unwrap();
    assert!(vault.unseal(&sealed_row().sealed, ROW).is_ok());
    let left = OsKeyring.read(&format!("{WORKSPACE}.next")).unwrap();
    assert!(left.is_none(), "the second key is gone");
}

#[test]
#[ignore = "runs inside a private session"]
fn inside_keyring_is_locked() {
    inside();
    for has_sealed in [true, false] {
        let state = Vault::open(WORKSPACE, has_sealed).unwrap_err();
        assert!(
            matches!(state, VaultState::KeyringLocked { .. }),
            "{state:?}"
        );
    }
}

#[test]
#[ignore = "runs inside a private session"]
fn inside_keyring_is_missing() {
    inside();
    for has_sealed in [true, false] {
        let state = Vault::open(WORKSPACE, has_sealed).unwrap_err();
        assert!(
            matches!(state, VaultState::KeyringMissing { .. }),
            "{state:?}"
        );
    }
}
