//! What SMTP and IMAP servers have in common: how to reach them, and who signs in.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use crate::error::MailError;
use muster_providers::oauth::SecretText;

/// How a connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (ports 465 and 993).
    Tls,
    /// TLS after a plain greeting (ports 587 and 143). Without it nothing is sent.
    StartTls,
    /// Nothing. Only to this computer itself; refused otherwise.
    Plain,
}

/// Who signs in. Never shown, never logged.
#[derive(Clone)]
pub enum SignIn {
    /// Nobody.
    None,
    /// A password, or an app password.
    Password {
        /// The user name.
        user: String,
        /// The password.
        password: SecretText,
    },
    /// An access token, as Google and Microsoft want it.
    XOAuth2 {
        /// The mailbox.
        user: String,
        /// The access token.
        token: SecretText,
    },
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Password { .. } => "Password(…)",
            Self::XOAuth2 { .. } => "XOAuth2(…)",
        })
    }
}

/// How long a server may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// To accept a connection, with its TLS.
    pub connect: Duration,
    /// To answer a command.
    pub command: Duration,
    /// To take a whole mail.
    pub delivery: Duration,
}

impl Default for Patience {
    /// Shorter than RFC 5321 section 4.5.3.2 asks of relays, because a person waits.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            command: Duration::from_mins(1),
            delivery: Duration::from_mins(5),
        }
    }
}

/// Whether these settings may be used at all.
pub(crate) fn allowed(host: &str, security: Security) -> Result<(), MailError> {
    let named = !host.is_empty() && host.chars().all(|c| c.is_ascii_graphic());
    if !named {
        return Err(MailError::settings(
            "host",
            "The name of the mail server is missing or damaged. Correct it.",
        ));
    }
    if security == Security::Plain && !is_this_computer(host) {
        return Err(MailError::settings(
            "security",
            "Without encryption Muster talks to mail servers on this computer only. Choose TLS or \
             STARTTLS.",
        ));
    }
    Ok(())
}

fn is_this_computer(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
