//! A mail as bytes (RFC 5322, MIME).

use crate::message::{Message, MessageProblem};

impl Message {
    /// The mail as it goes to a server.
    ///
    /// # Errors
    /// A [`MessageProblem`] when an address, the id or the date cannot stand in a mail.
    pub fn to_bytes(&self) -> Result<Vec<u8>, MessageProblem> {
        unimplemented!()
    }

    /// The mail as a draft that a mail program opens for sending (`X-Unsent: 1`).
    ///
    /// # Errors
    /// As [`Self::to_bytes`].
    pub fn to_eml_draft(&self) -> Result<Vec<u8>, MessageProblem> {
        unimplemented!()
    }
}
