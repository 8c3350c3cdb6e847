//! What `crates/mail/tests/peers` talks to: an SMTP server and readers from PyPI. The IMAP server
//! is Debian's Dovecot (see `debian.rs`).

use super::report::Outcome;
use crate::python;
use crate::repo::Repo;

/// The peers from PyPI. Newer ones are tried by changing these lines.
const PACKAGES: &[&str] = &["aiosmtpd==1.4.6", "icalendar==7.3.0"];

/// Installs them where the tests look for them: `target/xtask/mail`.
///
/// # Errors
/// When they cannot be installed.
pub fn install(repo: &Repo) -> Result<Outcome, String> {
    let folder = repo.scratch("mail")?;
    python::with_packages(repo, &folder, PACKAGES).map(|_| Outcome::Prepared)
}
