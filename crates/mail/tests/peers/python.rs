//! The Python that has the peers, and the programs for it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A program of `tests/peers/mail`, ready to be given its arguments.
pub fn program(name: &str) -> Command {
    let given = std::env::var_os("MUSTER_MAIL_PEERS").map(PathBuf::from);
    let usual = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../xtask/mail/bin/python");
    let python = given.unwrap_or(usual);
    assert!(
        python.is_file(),
        "The mail peers are not installed. `cargo xtask test --step mail` installs them; or set \
         MUSTER_MAIL_PEERS to a Python that has aiosmtpd and icalendar."
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers/mail");
    let mut command = Command::new(python);
    command.arg(script.join(name));
    command
}
