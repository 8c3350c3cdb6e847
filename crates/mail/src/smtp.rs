//! SMTP submission (RFC 6409) through lettre, one command at a time.

use crate::error::MailError;
use crate::message::Message;
use crate::server::{Patience, Security, SignIn};

/// A server that takes mails.
#[derive(Debug, Clone)]
pub struct SmtpServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Who signs in.
    pub sign_in: SignIn,
    /// Certificates (DER) that are trusted beside the system's.
    pub extra_root_certificates: Vec<Vec<u8>>,
    /// How long it may take.
    pub patience: Patience,
}

/// The server has taken the mail and answers for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// What the server said: often its own number for the mail.
    pub words: String,
}

impl SmtpServer {
    /// Connects and signs in, and sends nothing.
    ///
    /// # Errors
    /// A [`MailError`], never `Unsure`.
    pub async fn test(&self) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Sends a mail.
    ///
    /// # Errors
    /// A [`MailError`] that says whether the mail may have been delivered.
    pub async fn send(&self, message: &Message) -> Result<Accepted, MailError> {
        unimplemented!()
    }
}
