//! What the vendors' JSON interfaces have in common: addresses below a base, a bearer token that is
//! renewed once when it is refused, and answers that are read strictly.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::Method;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::{Bearer, CalendarError};
use crate::http::{Credentials, Line, Request, Response};

/// The largest answer, in bytes: a page of events with long invitations.
const LARGEST: usize = 32 * 1024 * 1024;

/// A vendor's interface, for one account.
pub(crate) struct JsonApi {
    base: Url,
    line: Line,
    bearer: Arc<dyn Bearer>,
    overload: fn(u16, &[u8]) -> bool,
}

impl JsonApi {
    /// At this address. `overload` knows answers that ask for a pause without status 429.
    pub fn new(
        base: Url,
        line: Line,
        bearer: Arc<dyn Bearer>,
        overload: fn(u16, &[u8]) -> bool,
    ) -> Self {
        Self {
            base,
            line,
            bearer,
            overload,
        }
    }

    /// The host, for words.
    pub fn host(&self) -> Option<&str> {
        self.base.host_str()
    }

    /// The time by the line's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.line.now()
    }

    /// Waits by the line's clock.
    pub async fn pause(&self, time: Duration) {
        self.line.pause(time).await;
    }

    /// An address below the base. Each part is one segment, whatever it holds.
    pub fn url(&self, parts: &[&str]) -> Result<Url, CalendarError> {
        let mut url = self.base.clone();
        // A segment of dots would climb out of its place.
        if parts.iter().any(|part| matches!(*part, "" | "." | "..")) {
            return Err(CalendarError::NotFound);
        }
        url.path_segments_mut()
            .map_err(|()| CalendarError::Strange {
                what: "the address of its interface",
            })?
            .pop_if_empty()
            .extend(parts);
        Ok(url)
    }

    /// An address that the vendor gave, when it is below our base: our token goes nowhere else.
    pub fn trusted(&self, address: &str) -> Result<Url, CalendarError> {
        let strange = CalendarError::Strange {
            what: "an address for more that leads elsewhere",
        };
        let url = Url::parse(address).map_err(|_| strange.clone())?;
        let base = self.base.path().trim_end_matches('/');
        let below = url
            .path()
            .strip_prefix(base)
            .is_some_and(|rest| rest.starts_with('/'));
        let bare = url.username().is_empty() && url.password().is_none();
        if url.origin() == self.base.origin() && below && bare {
            Ok(url)
        } else {
            Err(strange)
        }
    }

    /// A request that reads.
    pub fn get(&self, url: Url) -> Request {
        self.dressed(Request::reads(Method::GET, url))
    }

    /// A request that reads and has a body all the same.
    pub fn ask(&self, url: Url, body: &serde_json::Value) -> Request {
        self.dressed(Request::reads(Method::POST, url))
            .body("application/json", body.to_string())
    }

    /// A request that writes a body.
    pub fn write(&self, method: Method, url: Url, body: &serde_json::Value) -> Request {
        self.dressed(Request::writes(method, url))
            .body("application/json", body.to_string())
    }

    /// A request that deletes.
    pub fn delete(&self, url: Url) -> Request {
        self.dressed(Request::writes(Method::DELETE, url))
    }

    fn dressed(&self, request: Request) -> Request {
        request
            .header("accept", "application/json")
            .at_most(LARGEST)
            .overload(self.overload)
    }

    /// Sends a request. A token that is refused (401, so nothing happened) is renewed once.
    pub async fn send(&self, request: Request) -> Result<Response, CalendarError> {
        for _ in 0..2 {
            let access = self.bearer.access().await?;
            let who = Credentials::bearer(access.token.expose());
            let response = self.line.send(request.clone().by(&who)).await?;
            if response.status != 401 {
                self.bearer.worked(&access).await;
                return Ok(response);
            }
            self.bearer.refused(&access).await;
        }
        Err(CalendarError::SignIn)
    }
}

/// Reads an answer; `what` says of what it is one.
pub(crate) fn read<T: DeserializeOwned>(
    response: &Response,
    what: &'static str,
) -> Result<T, CalendarError> {
    serde_json::from_slice(&response.body).map_err(|_| CalendarError::Strange { what })
}

/// A name for something of ours, from its parts: letters a to f and digits, always the same.
pub(crate) fn name_of(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().fold(String::new(), |mut out, byte| {
        use std::fmt::Write as _;
        let _ = write!(out, "{byte:02x}");
        out
    })
}
