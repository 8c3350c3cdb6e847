//! Text messages (SMS) through Twilio. What holds is in `INVARIANTS.md`.
//!
//! Twilio has no key by which it would recognise a message that is sent again. So a message whose
//! answer was lost ends as [`DeliveryError::Unsure`] and is never repeated from here.
//! [`Twilio::find`] looks later whether it went out, and [`Twilio::state`] what became of it.

mod afterwards;
mod refusal;
mod segments;

use chrono::TimeDelta;
use reqwest::Method;
use serde::Deserialize;
use url::Url;

pub use afterwards::MessageState;
pub use segments::{Alphabet, Segments};

use crate::delivery::{DeliveryError, is_unclear};
use crate::http::{Credentials, Line, Request, Response};
use crate::phone::Phone;

/// Where Twilio answers.
pub const BASE: &str = "https://api.twilio.com/";
/// The most letters of one message.
pub const LONGEST: usize = 1600;
/// The largest answer in bytes; one message has a few hundred.
const LARGEST: usize = 256 * 1024;

/// The id of a Twilio account: `AC` and 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSid(String);

impl AccountSid {
    /// Reads what the recruiter pasted; `None` when it is no such id.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        is_sid(text, &["AC"]).then(|| Self(text.to_owned()))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// From whom a message comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// A number of the account.
    Number(Phone),
    /// A messaging service of the account, which chooses the number: `MG` and 32 hexadecimal
    /// digits.
    Service(String),
}

impl Sender {
    /// Reads a number or the id of a messaging service; `None` when it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if is_sid(text, &["MG"]) {
            return Some(Self::Service(text.to_owned()));
        }
        Phone::parse(text).ok().map(Self::Number)
    }
}

/// A message that Twilio has taken. That it takes it does not mean that it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Twilio's id of it.
    pub sid: String,
    /// The parts Twilio says it is billed for; `None` where it does not know yet.
    pub segments: Option<u32>,
}

/// One Twilio account.
#[derive(Clone)]
pub struct Twilio {
    line: Line,
    base: Url,
    account: AccountSid,
    credentials: Credentials,
}

#[derive(Deserialize)]
struct Message {
    sid: String,
    status: Option<String>,
    error_code: Option<u32>,
    num_segments: Option<String>,
}

#[derive(Deserialize)]
struct Failure {
    code: Option<u32>,
}

impl Twilio {
    /// An account at a base address ([`BASE`] except in tests). The credentials are the account's
    /// id and token, or an API key's id and secret.
    pub fn new(line: Line, mut base: Url, account: AccountSid, credentials: Credentials) -> Self {
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        Self {
            line,
            base,
            account,
            credentials,
        }
    }

    /// Sends one message.
    ///
    /// # Errors
    /// A [`DeliveryError`]; after [`DeliveryError::Unsure`] the message may arrive.
    pub async fn send(
        &self,
        from: &Sender,
        to: &Phone,
        text: &str,
    ) -> Result<Taken, DeliveryError> {
        if text.trim().is_empty() {
            let words = "The message is empty, so it was not sent. Write something.";
            return Err(DeliveryError::refused(None, words));
        }
        if text.encode_utf16().count() > LONGEST {
            let words = format!(
                "The message is longer than {LONGEST} letters, so it was not sent. Shorten it."
            );
            return Err(DeliveryError::refused(None, words));
        }
        let url = self.at("Messages.json")?;
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("To", &to.e164());
        match from {
            Sender::Number(number) => form.append_pair("From", &number.e164()),
            Sender::Service(sid) => form.append_pair("MessagingServiceSid", sid),
        };
        form.append_pair("Body", text);
        let request = Request::writes(Method::POST, url)
            .by(&self.credentials)
            .header("accept", "application/json")
            .body("application/x-www-form-urlencoded", form.finish())
            .at_most(LARGEST);
        let response = self.line.send(request).await;
        self.read(&response.map_err(DeliveryError::of_write)?)
    }

    fn read(&self, response: &Response) -> Result<Taken, DeliveryError> {
        if response.is_success() {
            let message = serde_json::from_slice::<Message>(&response.body)
                .ok()
                .filter(|message| is_sid(&message.sid, &["SM", "MM"]))
                .ok_or_else(|| DeliveryError::unsure(response))?;
            if message.status.as_deref().is_some_and(afterwards::is_failed) {
                return Err(refusal::of_code(message.error_code, response.status));
            }
            return Ok(Taken {
                sid: message.sid,
                segments: message.num_segments.and_then(|number| number.parse().ok()),
            });
        }
        Err(self.refused(response))
    }

    /// The account's own address.
    fn at(&self, path: &str) -> Result<Url, DeliveryError> {
        let path = format!("2010-04-01/Accounts/{}/{path}", self.account.0);
        self.base.join(&path).map_err(|_| {
            let words = "The address of Twilio in the settings is not right. Remove it.";
            DeliveryError::refused(None, words)
        })
    }

    /// What an answer that is no success means.
    fn refused(&self, response: &Response) -> DeliveryError {
        if is_unclear(response.status) {
            return DeliveryError::unsure(response);
        }
        let failure = serde_json::from_slice::<Failure>(&response.body);
        let code = failure.ok().and_then(|failure| failure.code);
        if code == Some(refusal::TOO_MANY) {
            return DeliveryError::busy(self.line.now(), TimeDelta::minutes(1));
        }
        refusal::of_code(code, response.status)
    }
}

/// Whether a text is an id of Twilio: one of these two letters and 32 hexadecimal digits.
fn is_sid(text: &str, kinds: &[&str]) -> bool {
    text.len() == 34
        && kinds.iter().any(|kind| text.starts_with(kind))
        && text.bytes().skip(2).all(|byte| byte.is_ascii_hexdigit())
}
