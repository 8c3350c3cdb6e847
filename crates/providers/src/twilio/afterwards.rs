//! What became of a message: asked by its id, and found again when its answer was lost.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Method;
use serde::Deserialize;
use url::Url;

use super::{Taken, Twilio, is_sid, refusal};
use crate::delivery::DeliveryError;
use crate::http::{Request, Response};
use crate::phone::Phone;

/// Messages that are looked through: what was sent to one number lately.
const PAGE: &str = "100";
/// The largest page in bytes: a message has a kilobyte or two, its text included.
const LARGEST: usize = 2 * 1024 * 1024;
/// How far our clock may be ahead of Twilio's.
const SKEW: TimeDelta = TimeDelta::minutes(15);

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessageState {
    /// Twilio or the network still has it.
    OnTheWay,
    /// The network took it, and does not say more. Many never do.
    Sent,
    /// It arrived.
    Delivered,
    /// It will not arrive.
    Failed(DeliveryError),
}

/// Whether a status is an end without success.
pub(super) fn is_failed(status: &str) -> bool {
    matches!(status, "failed" | "undelivered" | "canceled")
}

#[derive(Deserialize)]
struct One {
    status: String,
    error_code: Option<u32>,
}

#[derive(Deserialize)]
struct Page {
    messages: Vec<Listed>,
}

/// A message of a list. Texts of others stand in it and are dropped with it.
#[derive(Deserialize)]
struct Listed {
    sid: String,
    to: Option<String>,
    body: Option<String>,
    date_created: Option<String>,
    direction: Option<String>,
    num_segments: Option<String>,
}

impl Listed {
    fn is(&self, to: &Phone, text: &str, since: DateTime<Utc>) -> bool {
        let made = self.date_created.as_deref();
        let made = made.and_then(|date| DateTime::parse_from_rfc2822(date).ok());
        self.to.as_deref() == Some(&to.e164())
            && self.direction.as_deref() != Some("inbound")
            && self.body.as_deref().map(str::trim) == Some(text.trim())
            && made.is_some_and(|made| made.to_utc() + SKEW >= since)
            && is_sid(&self.sid, &["SM", "MM"])
    }
}

impl Twilio {
    /// What became of a message.
    ///
    /// # Errors
    /// A [`DeliveryError`], never `Unsure`. A message that did not arrive is no error but
    /// [`MessageState::Failed`].
    pub async fn state(&self, taken: &Taken) -> Result<MessageState, DeliveryError> {
        if !is_sid(&taken.sid, &["SM", "MM"]) {
            return Err(unreadable());
        }
        let url = self.at(&format!("Messages/{}.json", taken.sid))?;
        let response = self.look(url).await?;
        let one: One = serde_json::from_slice(&response.body).map_err(|_| unreadable())?;
        Ok(match one.status.as_str() {
            "delivered" | "read" | "partially_delivered" => MessageState::Delivered,
            "sent" => MessageState::Sent,
            status if is_failed(status) => MessageState::Failed(refusal::of_failed(one.error_code)),
            _ => MessageState::OnTheWay,
        })
    }

    /// Looks after [`DeliveryError::Unsure`] whether a message went out: one to this number with
    /// this text, made since the first try. Nothing of others is kept.
    ///
    /// That it is not found means little in the first minutes.
    ///
    /// # Errors
    /// A [`DeliveryError`], never `Unsure`.
    pub async fn find(
        &self,
        to: &Phone,
        text: &str,
        since: DateTime<Utc>,
    ) -> Result<Option<Taken>, DeliveryError> {
        let mut url = self.at("Messages.json")?;
        url.query_pairs_mut()
            .append_pair("To", &to.e164())
            .append_pair("PageSize", PAGE);
        let response = self.look(url).await?;
        let page: Page = serde_json::from_slice(&response.body).map_err(|_| unreadable())?;
        let mut messages = page.messages.into_iter();
        let found = messages.find(|listed| listed.is(to, text, since));
        Ok(found.map(|listed| Taken {
            sid: listed.sid,
            segments: listed.num_segments.and_then(|number| number.parse().ok()),
        }))
    }

    async fn look(&self, url: Url) -> Result<Response, DeliveryError> {
        let request = Request::reads(Method::GET, url)
            .by(&self.credentials)
            .header("accept", "application/json")
            .at_most(LARGEST);
        let response = self.line.send(request).await;
        let response = response.map_err(DeliveryError::of_read)?;
        if response.status == 200 {
            return Ok(response);
        }
        Err(match self.refused(&response) {
            DeliveryError::Unsure { host } => DeliveryError::Unreachable { host },
            refused => refused,
        })
    }
}

fn unreadable() -> DeliveryError {
    DeliveryError::refused(
        None,
        "Twilio's answer about the message cannot be read. Look into Twilio's message log.",
    )
}
