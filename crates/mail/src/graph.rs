//! Microsoft Graph: `/me/sendMail`.
//!
//! The mail goes as MIME in base64 (`text/plain`), one of the two forms that the operation takes
//! by its description. The JSON form would let Exchange write the mail anew: a calendar file could
//! only be an attachment there, without the `method` in its header that makes it an invitation
//! (FEATURES.md 5.6).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use muster_providers::http::{Credentials, Line, Request};
use muster_providers::oauth::SecretText;
use reqwest::Method;
use url::Url;

use crate::error::{MailError, words};
use crate::message::Message;
use crate::smtp::Accepted;
use crate::vendor::refusal;

/// The mailbox of whoever the token is for.
#[derive(Clone)]
pub struct GraphMail {
    /// `https://graph.microsoft.com/v1.0/`, with its final slash.
    pub base: Url,
    /// The line to it.
    pub line: Line,
}

impl GraphMail {
    /// Sends a mail, once. Graph puts it among the sent ones.
    ///
    /// # Errors
    /// A [`MailError`] that says whether the mail may have been delivered.
    pub async fn send(&self, message: &Message, token: &SecretText) -> Result<Accepted, MailError> {
        let bytes = message
            .to_bytes()
            .map_err(|problem| MailError::settings("message", problem.to_string()))?;
        let url = self.base.join("me/sendMail").map_err(|_| {
            MailError::settings("host", "Microsoft's address is damaged. Correct it.")
        })?;
        let request = Request::writes(Method::POST, url)
            .by(&Credentials::bearer(token.expose()))
            .body("text/plain", BASE64_STANDARD.encode(bytes));
        let answer = self.line.send(request).await?;
        if answer.status != 202 {
            return Err(refusal(&answer));
        }
        let id = answer.header("request-id").unwrap_or_default();
        Ok(Accepted { words: words(id) })
    }
}
