//! Sending one request, and knowing afterwards whether it can have been acted upon.
//!
//! That is the question which decides about tokens: a request that never left may be repeated; one
//! whose answer was lost may have rotated a token already. So nothing is repeated here, no
//! connection is reused, no redirect is followed, and an answer is read up to a limit.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::DateTime;
use oauth2::http::header::{DATE, HeaderMap, RETRY_AFTER};
use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};
use rustls_platform_verifier::BuilderVerifierExt as _;
use thiserror::Error;

use super::vendor::is_safe;

/// Longer waits than this are not believed: a vendor's clock or header is wrong then.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// How long and how much a request may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Until a connection is there.
    pub connect: Duration,
    /// From the start to the last byte of the answer.
    pub whole: Duration,
    /// Bytes of an answer.
    pub answer: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(30),
            answer: 1024 * 1024,
        }
    }
}

/// Why there is no answer. Reasons are words of the system; they hold no contents.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoAnswer {
    /// Nothing was sent: no network, no such host, nobody listening, no trusted certificate.
    #[error("{reason}")]
    NotSent {
        /// What the system said.
        reason: String,
    },
    /// It was sent, at least in part, and whether it was acted upon is not known.
    #[error("{reason}")]
    Lost {
        /// What the system said.
        reason: String,
    },
}

/// The system's TLS could not be set up.
#[derive(Debug, Error)]
#[error(
    "Muster could not set up secure connections on this computer ({reason}). Restart it; if it stays so, its list of trusted certificates may be damaged."
)]
pub struct NoTls {
    reason: String,
}

/// Sends requests of the broker.
#[derive(Debug, Clone)]
pub struct Wire {
    far: reqwest::Client,
    /// For this very computer, to which no proxy leads.
    near: reqwest::Client,
    limits: Limits,
}

impl Wire {
    /// A wire whose TLS trusts what the operating system trusts, so that it works behind a
    /// company's proxy, with rustls and ring as the cipher library.
    pub fn new(limits: Limits) -> Result<Self, NoTls> {
        let no = |error: &dyn std::fmt::Display| NoTls {
            reason: error.to_string(),
        };
        let tls = rustls::ClientConfig::builder_with_provider(Arc::new(
            rustls::crypto::ring::default_provider(),
        ))
        .with_safe_default_protocol_versions()
        .map_err(|error| no(&error))?
        .with_platform_verifier()
        .map_err(|error| no(&error))?
        .with_no_client_auth();
        let builder = || {
            reqwest::Client::builder()
                .tls_backend_preconfigured(tls.clone())
                .user_agent(concat!("Muster/", env!("CARGO_PKG_VERSION")))
                .redirect(reqwest::redirect::Policy::none())
                .pool_max_idle_per_host(0)
                .connect_timeout(limits.connect)
                .timeout(limits.whole)
        };
        Ok(Self {
            far: builder().build().map_err(|error| no(&error))?,
            near: builder().no_proxy().build().map_err(|error| no(&error))?,
            limits,
        })
    }

    /// Sends one request and reads its answer.
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let request = reqwest::Request::try_from(request).map_err(|error| NoAnswer::NotSent {
            reason: words(&error.without_url()),
        })?;
        // Checked here once more, because here every request comes by.
        if !is_safe(request.url()) {
            return Err(NoAnswer::NotSent {
                reason: "the address does not use https".to_owned(),
            });
        }
        let client = match request.url().scheme() {
            "http" => &self.near,
            _ => &self.far,
        };
        let mut response = client.execute(request).await.map_err(no_answer)?;
        let mut answer = oauth2::http::Response::new(Vec::new());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = response.headers().clone();
        while let Some(chunk) = response.chunk().await.map_err(lost)? {
            if answer.body().len() + chunk.len() > self.limits.answer {
                return Err(NoAnswer::Lost {
                    reason: "the answer is longer than any answer should be".to_owned(),
                });
            }
            answer.body_mut().extend_from_slice(&chunk);
        }
        Ok(answer)
    }
}

fn no_answer(error: reqwest::Error) -> NoAnswer {
    if error.is_connect() || error.is_builder() {
        NoAnswer::NotSent {
            reason: words(&error.without_url()),
        }
    } else {
        lost(error)
    }
}

fn lost(error: reqwest::Error) -> NoAnswer {
    NoAnswer::Lost {
        reason: if error.is_timeout() {
            "no answer came in time".to_owned()
        } else {
            words(&error.without_url())
        },
    }
}

/// The innermost reason, which is the one a person can do something about.
fn words(error: &reqwest::Error) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    super::failure::cleaned(&inner.to_string())
}

/// What was seen of an answer beside its contents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// The HTTP status; none when there was no answer.
    pub status: Option<u16>,
    /// How long the vendor asks to be left alone.
    pub retry_after: Option<Duration>,
}

/// Reads `Retry-After` (RFC 9110 section 10.2.3): seconds, or a date. A date is compared with the
/// vendor's own clock, because ours may be wrong.
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let wanted = text(RETRY_AFTER)?;
    let wait = if let Ok(seconds) = wanted.parse() {
        Duration::from_secs(seconds)
    } else {
        let until = DateTime::parse_from_rfc2822(wanted).ok()?;
        let now = DateTime::parse_from_rfc2822(text(DATE)?).ok()?;
        (until - now).to_std().unwrap_or_default()
    };
    Some(wait.min(LONGEST_WAIT))
}

/// The wire as the `oauth2` crate wants it, remembering what it hides: status and `Retry-After`.
#[derive(Debug)]
pub(super) struct Witness<'w> {
    wire: &'w Wire,
    seen: Mutex<Seen>,
}

impl<'w> Witness<'w> {
    pub(super) fn new(wire: &'w Wire) -> Self {
        Self {
            wire,
            seen: Mutex::default(),
        }
    }

    pub(super) fn seen(&self) -> Seen {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'c> AsyncHttpClient<'c> for Witness<'_> {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let mut response = self.wire.send(request).await?;
            *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Seen {
                status: Some(response.status().as_u16()),
                retry_after: retry_after(response.headers()),
            };
            // The crate knows one status of success; some vendors answer 201.
            if response.status().is_success() {
                *response.status_mut() = oauth2::http::StatusCode::OK;
            }
            Ok(response)
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|&(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[tokio::test]
    async fn nothing_leaves_this_computer_in_clear() {
        let wire = Wire::new(Limits::default()).unwrap();
        let request = oauth2::http::Request::post("http://vendor.example/token")
            .body(b"refresh_token=secret".to_vec())
            .unwrap();
        let error = wire.send(request).await.unwrap_err();
        assert_eq!(error.to_string(), "the address does not use https");
    }

    #[test]
    fn a_wait_is_read_in_both_spellings() {
        let read = |pairs| retry_after(&headers(pairs)).map(|wait| wait.as_secs());
        assert_eq!(read(&[("retry-after", "120")]), Some(120));
        assert_eq!(read(&[("retry-after", " 0 ")]), Some(0));
        let date = [
            ("date", "Sat, 21 Nov 2026 10:00:00 GMT"),
            ("retry-after", "Sat, 21 Nov 2026 10:01:30 GMT"),
        ];
        assert_eq!(read(&date), Some(90));
        let past = [
            ("date", "Sat, 21 Nov 2026 10:00:00 GMT"),
            ("retry-after", "Sat, 21 Nov 2026 09:00:00 GMT"),
        ];
        assert_eq!(read(&past), Some(0));
        assert_eq!(read(&[("retry-after", "99999999999")]), Some(86_400));
        for nonsense in ["soon", "-5", "", "Sat, 21 Nov 2026 10:01:30 GMT"] {
            let mut map = HeaderMap::new();
            map.insert(RETRY_AFTER, nonsense.parse().unwrap());
            assert_eq!(retry_after(&map), None, "{nonsense}");
        }
    }
}
