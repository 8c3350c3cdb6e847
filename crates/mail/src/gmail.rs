//! Gmail's own interface: `users.messages.send`.

use muster_providers::http::Line;
use url::Url;

use crate::error::MailError;
use crate::message::Message;
use crate::smtp::Accepted;
use muster_providers::oauth::SecretText;

/// Gmail of whoever the token is for.
#[derive(Clone)]
pub struct GmailApi {
    /// `https://gmail.googleapis.com/`, with its final slash.
    pub base: Url,
    /// The line to it.
    pub line: Line,
}

impl GmailApi {
    /// Sends a mail.
    ///
    /// # Errors
    /// A [`MailError`] that says whether the mail may have been delivered.
    pub async fn send(&self, message: &Message, token: &SecretText) -> Result<Accepted, MailError> {
        unimplemented!()
    }
}
