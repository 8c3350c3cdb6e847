//! Answers from a mailbox, by IMAP (RFC 3501), without changing anything in it.

use serde::{Deserialize, Serialize};

use chrono::{DateTime, Utc};
use muster_scheduling::zone::Zones;

use crate::error::MailError;
use crate::reply::Incoming;
use crate::server::{Patience, Security, SignIn};

/// A server that holds a mailbox.
#[derive(Debug, Clone)]
pub struct ImapServer {
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

/// How far a folder has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The numbering of the folder; with another one, old numbers say nothing.
    pub uid_validity: u32,
    /// The number of the last mail that was looked at.
    pub last_uid: u32,
}

/// What one look into a folder has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The answers to invitations of ours, oldest first.
    pub replies: Vec<Incoming>,
    /// How far the folder has been read now.
    pub place: Place,
    /// Whether more mails wait: ask again.
    pub more: bool,
    /// Mails with a calendar file that could not be read.
    pub unreadable: usize,
}

impl ImapServer {
    /// Connects and signs in, and reads nothing.
    ///
    /// # Errors
    /// A [`MailError`].
    pub async fn test(&self) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Looks for answers in the mails that came after `from`; without it, or when the folder was
    /// numbered anew, in those of the 14 days before `now`. At most 500 mails a call.
    ///
    /// # Errors
    /// A [`MailError`].
    pub async fn fetch(
        &self,
        folder: &str,
        from: Option<Place>,
        now: DateTime<Utc>,
        zones: &Zones,
        ours: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Fetched, MailError> {
        unimplemented!()
    }
}
