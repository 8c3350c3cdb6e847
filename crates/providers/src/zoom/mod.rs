//! Zoom meetings of interviews: made, moved, deleted, and found again after a lost answer. What
//! holds is in `INVARIANTS.md`.
//!
//! Zoom has no key by which it would recognise a meeting that is made again. So every meeting
//! carries a marker of ours at the beginning of its description, and [`Zoom::ensure`] looks for it
//! before it makes one.
//!
//! The host's own link (`start_url`) opens the meeting as the host: it is never read.

mod find;
mod refusal;
mod wire;

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::Method;
use serde::Serialize;
use url::Url;

use crate::delivery::{DeliveryError, is_unclear};
use crate::http::{Budget, Credentials, Limits, Line, Request, Response};

/// Where Zoom answers.
pub const BASE: &str = "https://api.zoom.us/v2/";
/// The largest answer about one meeting in bytes.
const LARGEST: usize = 256 * 1024;
/// The most letters of a topic.
const LONGEST_TOPIC: usize = 200;

/// How a line to Zoom is made: two requests a second, which a free account may.
pub fn limits() -> Limits {
    Limits {
        budget: Budget {
            requests: 20,
            per: Duration::from_secs(10),
        },
        at_once: 2,
        ..Limits::default()
    }
}

/// A meeting as it should be.
#[derive(Clone, PartialEq, Eq)]
pub struct Meeting {
    /// What its participants read.
    pub topic: String,
    /// When it begins, to the second.
    pub start: DateTime<Utc>,
    /// How long it is planned, in minutes.
    pub minutes: u32,
    /// The zone in which Zoom shows it, such as `Europe/Berlin`.
    pub zone: String,
    /// By which it is found again: for life the same for one interview, and for no other. One
    /// word of at most a hundred letters.
    pub marker: String,
}

impl std::fmt::Debug for Meeting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Meeting")
            .field("start", &self.start)
            .field("minutes", &self.minutes)
            .finish_non_exhaustive()
    }
}

/// A meeting's number at Zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeetingId(pub u64);

/// A meeting that is there. The link lets anybody into the waiting room, so it prints as `…`.
#[derive(Clone, PartialEq, Eq)]
pub struct Made {
    /// Its number.
    pub id: MeetingId,
    /// Where participants join.
    pub join_url: Url,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Made({}, …)", self.id.0)
    }
}

/// The meetings of one Zoom user.
#[derive(Clone)]
pub struct Zoom {
    line: Line,
    base: Url,
    credentials: Credentials,
}

impl Zoom {
    /// A user at a base address ([`BASE`] except in tests), by an access token.
    pub fn new(line: Line, mut base: Url, credentials: Credentials) -> Self {
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        Self {
            line,
            base,
            credentials,
        }
    }

    /// Makes a meeting whose participants wait until the host lets them in. When the answer is
    /// lost, the meeting is looked for.
    ///
    /// # Errors
    /// A [`DeliveryError`]. After [`DeliveryError::Unsure`], or when the process ended in between,
    /// [`Zoom::ensure`] goes on without making a second one.
    pub async fn create(&self, meeting: &Meeting) -> Result<Made, DeliveryError> {
        let body = wire::New::of(meeting)?;
        let sent = self.write(Method::POST, "users/me/meetings", &body).await;
        let unsure = match sent {
            Ok(response) if response.is_success() => match wire::made(&response.body) {
                Some(made) => return Ok(made),
                None => DeliveryError::unsure(&response),
            },
            Ok(response) => match self.refused(&response) {
                unsure @ DeliveryError::Unsure { .. } => unsure,
                refused => return Err(refused),
            },
            Err(unsure @ DeliveryError::Unsure { .. }) => unsure,
            Err(error) => return Err(error),
        };
        // That it is not there yet does not mean that it will not be.
        match self.find(meeting).await {
            Ok(Some(made)) => Ok(made),
            Ok(None) | Err(_) => Err(unsure),
        }
    }

    /// Finds the meeting by its marker, moved where it begins at another time, or else makes it:
    /// for every try but the first.
    ///
    /// # Errors
    /// A [`DeliveryError`]; when it could not be looked for, nothing is made.
    pub async fn ensure(&self, meeting: &Meeting) -> Result<Made, DeliveryError> {
        match find::find(self, meeting).await? {
            Some(found) if found.in_time => Ok(found.made),
            Some(found) => {
                self.change(found.made.id, meeting).await?;
                Ok(found.made)
            }
            None => self.create(meeting).await,
        }
    }

    /// Looks through the user's meetings to come for the one with this marker. Nothing of the
    /// others is kept.
    ///
    /// # Errors
    /// A [`DeliveryError`], never `Unsure`.
    pub async fn find(&self, meeting: &Meeting) -> Result<Option<Made>, DeliveryError> {
        let found = find::find(self, meeting).await?;
        Ok(found.map(|found| found.made))
    }

    /// Gives a meeting another time. Its link stays.
    ///
    /// # Errors
    /// A [`DeliveryError`]; moving again is always safe.
    pub async fn change(&self, id: MeetingId, meeting: &Meeting) -> Result<(), DeliveryError> {
        let body = wire::Moved::of(meeting)?;
        self.twice(Method::PATCH, id, &body).await
    }

    /// Deletes a meeting. One that is gone already is deleted.
    ///
    /// # Errors
    /// A [`DeliveryError`]; deleting again is always safe.
    pub async fn delete(&self, id: MeetingId) -> Result<(), DeliveryError> {
        match self.twice(Method::DELETE, id, &()).await {
            Err(DeliveryError::Refused {
                code: Some(refusal::NO_MEETING),
                ..
            }) => Ok(()),
            other => other,
        }
    }

    /// A write that comes to the same when it is done twice: repeated once when its answer is
    /// lost.
    async fn twice(
        &self,
        method: Method,
        id: MeetingId,
        body: &impl Serialize,
    ) -> Result<(), DeliveryError> {
        let path = format!("meetings/{}", id.0);
        let mut ended = self.once(method.clone(), &path, body).await;
        if matches!(ended, Err(DeliveryError::Unsure { .. })) {
            ended = self.once(method, &path, body).await;
        }
        ended
    }

    async fn once(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> Result<(), DeliveryError> {
        let response = self.write(method, path, body).await?;
        if response.is_success() {
            Ok(())
        } else {
            Err(self.refused(&response))
        }
    }

    async fn write(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> Result<Response, DeliveryError> {
        let mut request = Request::writes(method.clone(), self.at(path)?)
            .by(&self.credentials)
            .header("accept", "application/json")
            .at_most(LARGEST);
        if method != Method::DELETE {
            let body = serde_json::to_string(body)
                .map_err(|_| DeliveryError::refused(None, "The meeting cannot be written down."))?;
            request = request.body("application/json", body);
        }
        let response = self.line.send(request).await;
        response.map_err(DeliveryError::of_write)
    }

    /// A read; its answer is one of success.
    async fn read(&self, url: Url, largest: usize) -> Result<Response, DeliveryError> {
        let request = Request::reads(Method::GET, url)
            .by(&self.credentials)
            .header("accept", "application/json")
            .at_most(largest);
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

    fn at(&self, path: &str) -> Result<Url, DeliveryError> {
        self.base.join(path).map_err(|_| {
            DeliveryError::refused(None, "The address of Zoom is not right. Remove it.")
        })
    }

    fn refused(&self, response: &Response) -> DeliveryError {
        if is_unclear(response.status) {
            DeliveryError::unsure(response)
        } else {
            refusal::of_answer(response.status, &response.body, self.line.now())
        }
    }
}
