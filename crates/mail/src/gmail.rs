//! Gmail's own interface: `users.messages.send` (memory: no specification is at hand).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE;
use muster_providers::http::{Credentials, Line, Request};
use muster_providers::oauth::SecretText;
use reqwest::Method;
use serde_json::{Value, json};
use url::Url;

use crate::error::{MailError, words};
use crate::message::Message;
use crate::smtp::Accepted;
use crate::vendor::refusal;

/// Gmail of whoever the token is for.
#[derive(Clone)]
pub struct GmailApi {
    /// `https://gmail.googleapis.com/`, with its final slash.
    pub base: Url,
    /// The line to it.
    pub line: Line,
}

impl GmailApi {
    /// Sends a mail, once. Gmail keeps our message id and puts the mail among the sent ones.
    ///
    /// # Errors
    /// A [`MailError`] that says whether the mail may have been delivered.
    pub async fn send(&self, message: &Message, token: &SecretText) -> Result<Accepted, MailError> {
        let bytes = message
            .to_bytes()
            .map_err(|problem| MailError::settings("message", problem.to_string()))?;
        let url = self
            .base
            .join("gmail/v1/users/me/messages/send")
            .map_err(|_| MailError::settings("host", "Gmail's address is damaged. Correct it."))?;
        let body = json!({ "raw": BASE64_URL_SAFE.encode(bytes) });
        let request = Request::writes(Method::POST, url)
            .by(&Credentials::bearer(token.expose()))
            .body("application/json", body.to_string());
        let answer = self.line.send(request).await?;
        if answer.status != 200 {
            return Err(refusal(&answer));
        }
        let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let id = said.get("id").and_then(Value::as_str).unwrap_or_default();
        Ok(Accepted { words: words(id) })
    }
}
