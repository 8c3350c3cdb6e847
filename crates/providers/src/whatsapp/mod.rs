//! WhatsApp messages through Meta's Cloud API: approved templates only, because a company may not
//! begin a conversation with anything else. What holds is in `INVARIANTS.md`.
//!
//! There is no key by which Meta would recognise a message that is sent again. So a message whose
//! answer was lost ends as [`DeliveryError::Unsure`] and is never repeated from here.

mod refusal;

use chrono::TimeDelta;
use reqwest::Method;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::delivery::{DeliveryError, is_unclear};
use crate::http::{Credentials, Line, Request, Response};
use crate::phone::Phone;

/// Where the API answers, with the version that the requests are written for.
pub const BASE: &str = "https://graph.facebook.com/v23.0/";
/// The most letters of one parameter of a template's text.
pub const LONGEST_PARAMETER: usize = 1024;
/// The largest answer in bytes.
const LARGEST: usize = 256 * 1024;

/// The id of a business's number at Meta: digits, and not the number itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneNumberId(String);

impl PhoneNumberId {
    /// Reads what the recruiter pasted; `None` when it is no such id.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let well = (5..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        well.then(|| Self(text.to_owned()))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A message after a template that Meta has approved.
#[derive(Clone, PartialEq, Eq)]
pub struct Template {
    /// Its name: small letters, digits and underscores.
    pub name: String,
    /// Its language as Meta spells it: `en_US`, `de`.
    pub language: String,
    /// What stands for `{{1}}`, `{{2}}`, … in its text.
    pub parameters: Vec<String>,
}

impl std::fmt::Debug for Template {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Template")
            .field("name", &self.name)
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

/// A message that WhatsApp has taken. That it takes it does not mean that it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Meta's id of it.
    pub id: String,
    /// Meta looks at the template's quality first; the message may come late or never.
    pub held: bool,
}

/// One business number.
#[derive(Clone)]
pub struct WhatsApp {
    line: Line,
    base: Url,
    number: PhoneNumberId,
    credentials: Credentials,
}

#[derive(Serialize)]
struct Message<'a> {
    messaging_product: &'static str,
    recipient_type: &'static str,
    to: &'a str,
    r#type: &'static str,
    template: TemplateBody<'a>,
}

#[derive(Serialize)]
struct TemplateBody<'a> {
    name: &'a str,
    language: Language<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    components: Vec<Component>,
}

#[derive(Serialize)]
struct Language<'a> {
    code: &'a str,
}

#[derive(Serialize)]
struct Component {
    r#type: &'static str,
    parameters: Vec<Parameter>,
}

#[derive(Serialize)]
struct Parameter {
    r#type: &'static str,
    text: String,
}

#[derive(Deserialize)]
struct Accepted {
    messages: Vec<AcceptedMessage>,
}

#[derive(Deserialize)]
struct AcceptedMessage {
    id: String,
    message_status: Option<String>,
}

#[derive(Deserialize)]
struct Failure {
    error: FailureError,
}

#[derive(Deserialize)]
struct FailureError {
    code: u32,
}

impl WhatsApp {
    /// A number at a base address ([`BASE`] except in tests), by an access token.
    pub fn new(line: Line, mut base: Url, number: PhoneNumberId, credentials: Credentials) -> Self {
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        Self {
            line,
            base,
            number,
            credentials,
        }
    }

    /// Sends one message. The person must have agreed to be written to on WhatsApp.
    ///
    /// # Errors
    /// A [`DeliveryError`]; after [`DeliveryError::Unsure`] the message may arrive.
    pub async fn send(&self, to: &Phone, template: &Template) -> Result<Taken, DeliveryError> {
        let parameters = checked(template)?;
        let components = if parameters.is_empty() {
            Vec::new()
        } else {
            vec![Component {
                r#type: "body",
                parameters,
            }]
        };
        let message = Message {
            messaging_product: "whatsapp",
            recipient_type: "individual",
            to: to.digits(),
            r#type: "template",
            template: TemplateBody {
                name: &template.name,
                language: Language {
                    code: &template.language,
                },
                components,
            },
        };
        let url = self.base.join(&format!("{}/messages", self.number.0));
        let (Ok(url), Ok(body)) = (url, serde_json::to_string(&message)) else {
            let words = "The address of WhatsApp in the settings is not right. Remove it.";
            return Err(DeliveryError::refused(None, words));
        };
        let request = Request::writes(Method::POST, url)
            .by(&self.credentials)
            .header("accept", "application/json")
            .body("application/json", body)
            .at_most(LARGEST);
        let response = self.line.send(request).await;
        self.read(&response.map_err(DeliveryError::of_write)?)
    }

    fn read(&self, response: &Response) -> Result<Taken, DeliveryError> {
        if response.is_success() {
            return serde_json::from_slice::<Accepted>(&response.body)
                .ok()
                .and_then(|accepted| accepted.messages.into_iter().next())
                .filter(|message| !message.id.is_empty() && message.id.len() <= 512)
                .map(|message| Taken {
                    id: message.id,
                    held: message.message_status.as_deref() == Some("held_for_quality_assessment"),
                })
                .ok_or_else(|| DeliveryError::unsure(response));
        }
        if is_unclear(response.status) {
            return Err(DeliveryError::unsure(response));
        }
        let failure = serde_json::from_slice::<Failure>(&response.body);
        let code = failure.ok().map(|failure| failure.error.code);
        Err(match code {
            Some(code) if refusal::passes(code) => {
                DeliveryError::busy(self.line.now(), TimeDelta::minutes(5))
            }
            code => refusal::of_code(code, response.status),
        })
    }
}

/// The parameters as Meta takes them: no line breaks, no tabs, no runs of spaces, none empty.
fn checked(template: &Template) -> Result<Vec<Parameter>, DeliveryError> {
    let refused = |words: String| Err(DeliveryError::refused(None, words));
    let name = template.name.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_';
    if name.is_empty() || name.len() > 512 || !name.iter().all(is_name) {
        return refused(
            "The template's name in the settings is not one of WhatsApp: small letters, digits \
             and underscores. Correct it."
                .to_owned(),
        );
    }
    let language = template.language.as_bytes();
    let is_language = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    if !(2..=12).contains(&language.len()) || !language.iter().all(is_language) {
        return refused(
            "The template's language in the settings is not one of WhatsApp, such as en_US. \
             Correct it."
                .to_owned(),
        );
    }
    let mut parameters = Vec::new();
    for (number, text) in (1..).zip(&template.parameters) {
        let text: Vec<&str> = text.split_whitespace().collect();
        let text = text.join(" ");
        if text.is_empty() || text.chars().count() > LONGEST_PARAMETER {
            return refused(format!(
                "What stands for {{{{{number}}}}} in the WhatsApp template is empty or longer than \
                 {LONGEST_PARAMETER} letters, so nothing was sent. Change it."
            ));
        }
        parameters.push(Parameter {
            r#type: "text",
            text,
        });
    }
    Ok(parameters)
}
