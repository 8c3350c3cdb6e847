//! A request, its answer, and who asks.

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use url::Url;
use zeroize::Zeroizing;

/// Who asks. Never shown, never logged.
#[derive(Clone)]
pub enum Credentials {
    /// Nobody in particular.
    None,
    /// A name and a password, or an app password.
    Basic {
        /// The user name.
        user: String,
        /// The password.
        password: Zeroizing<String>,
    },
    /// An access token.
    Bearer(Zeroizing<String>),
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Basic { .. } => "Basic(…)",
            Self::Bearer(_) => "Bearer(…)",
        })
    }
}

impl Credentials {
    /// A name and a password.
    pub fn basic(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self::Basic {
            user: user.into(),
            password: Zeroizing::new(password.into()),
        }
    }

    /// An access token.
    pub fn bearer(token: impl Into<String>) -> Self {
        Self::Bearer(Zeroizing::new(token.into()))
    }

    /// The header that says so; marked as secret, so that no layer below shows it.
    fn header(&self) -> Option<HeaderValue> {
        let text = match self {
            Self::None => return None,
            Self::Basic { user, password } => {
                let pair = Zeroizing::new(format!("{user}:{}", password.as_str()));
                Zeroizing::new(format!("Basic {}", BASE64_STANDARD.encode(pair.as_bytes())))
            }
            Self::Bearer(token) => Zeroizing::new(format!("Bearer {}", token.as_str())),
        };
        let mut value = HeaderValue::from_str(&text).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

/// What a request does at the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it may be repeated as often as one likes.
    Reads,
    /// Something: it is never repeated unless the server certainly did nothing.
    Writes,
}

/// A request.
#[derive(Clone)]
pub struct Request {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
    pub(super) effect: Effect,
    pub(super) largest: usize,
    pub(super) follow: bool,
    pub(super) time: Option<Duration>,
    pub(super) overload: Option<fn(u16, &[u8]) -> bool>,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("host", &self.url.host_str())
            .finish_non_exhaustive()
    }
}

/// Answers larger than this are not read unless the request says so.
const LARGEST: usize = 4 * 1024 * 1024;

impl Request {
    /// A request that reads. Methods beyond HTTP's own (`PROPFIND`) are given by name.
    pub fn reads(method: Method, url: Url) -> Self {
        Self::new(method, url, Effect::Reads)
    }

    /// A request that writes.
    pub fn writes(method: Method, url: Url) -> Self {
        Self::new(method, url, Effect::Writes)
    }

    fn new(method: Method, url: Url, effect: Effect) -> Self {
        Self {
            method,
            url,
            headers: HeaderMap::new(),
            body: String::new(),
            effect,
            largest: LARGEST,
            follow: effect == Effect::Reads,
            time: None,
            overload: None,
        }
    }

    /// Adds a header. One that cannot be written in a header is left out.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(HeaderName::from_static(name), value);
        }
        self
    }

    /// Says who asks.
    #[must_use]
    pub fn by(mut self, credentials: &Credentials) -> Self {
        if let Some(value) = credentials.header() {
            self.headers.insert(AUTHORIZATION, value);
        }
        self
    }

    /// Adds a body.
    #[must_use]
    pub fn body(mut self, kind: &str, body: impl Into<String>) -> Self {
        self.body = body.into();
        self.header("content-type", kind)
    }

    /// The time for one try, where it is another than the line's.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.time = Some(time);
        self
    }

    /// Which answers, by status and body, ask for a pause as 429 does, although their status does
    /// not say so. Such an answer means that nothing was written.
    #[must_use]
    pub fn overload(mut self, means: fn(u16, &[u8]) -> bool) -> Self {
        self.overload = Some(means);
        self
    }

    /// The largest answer in bytes.
    #[must_use]
    pub fn at_most(mut self, bytes: usize) -> Self {
        self.largest = bytes;
        self
    }
}

/// An answer.
#[derive(Clone)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Where the answer came from, after redirects.
    pub url: Url,
    pub(super) headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// A header, when it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Whether the status is one of success.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_request_but_method_and_host_can_be_printed() {
        let url = Url::parse("https://me:pw@cal.example.org/users/ana?key=secret").unwrap();
        let request = Request::reads(Method::GET, url)
            .by(&Credentials::basic("ana", "hunter2"))
            .header("x-token", "secret")
            .body("text/plain", "secret");
        assert_eq!(
            format!("{request:?}"),
            "Request { method: GET, host: Some(\"cal.example.org\"), .. }"
        );
        assert_eq!(format!("{:?}", Credentials::bearer("abc")), "Bearer(…)");
        assert!(!format!("{:?}", request.headers).contains("YW5hOmh1bnRlcjI"));
    }
}
