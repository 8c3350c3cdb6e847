//! The connection pool and its TLS.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::redirect::Policy;
use url::Url;

use super::error::HttpError;
use super::line::{Limits, Line};
use super::redirect::is_loopback;
use super::timing::Timing;

/// The one client of the process. Cheap to clone.
#[derive(Clone)]
pub struct Http {
    /// Made when it is first needed: reading the system's certificates takes a while.
    outside: Arc<OnceLock<Option<reqwest::Client>>>,
    /// For plain http on this machine: never through a proxy.
    loopback: Arc<OnceLock<Option<reqwest::Client>>>,
    pub(super) timing: Arc<dyn Timing>,
}

impl Http {
    /// Prepares the client: TLS by rustls with the system's own certificates, the system's proxy
    /// settings, no redirects and no cookies of the library.
    pub fn new(timing: Arc<dyn Timing>) -> Self {
        Self {
            outside: Arc::default(),
            loopback: Arc::default(),
            timing,
        }
    }

    /// A line of its own for one account.
    pub fn line(&self, limits: Limits) -> Line {
        Line::new(self.clone(), limits)
    }

    /// The connections that lead to an address.
    pub(super) fn pool(&self, url: &Url) -> Result<&reqwest::Client, HttpError> {
        let made = if url.scheme() == "http" && is_loopback(url) {
            // Nothing here speaks TLS, so no certificates are read.
            let plain = || builder().no_proxy().tls_certs_only([]).build().ok();
            self.loopback.get_or_init(plain)
        } else {
            self.outside.get_or_init(|| builder().build().ok())
        };
        made.as_ref().ok_or(HttpError::NoTls)
    }
}

fn builder() -> reqwest::ClientBuilder {
    // Fails only when another part of the process has chosen already, which is as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(Policy::none())
        .referer(false)
        .user_agent(concat!("Muster/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(10))
        .pool_idle_timeout(Duration::from_mins(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::ClockTiming;

    #[test]
    fn a_connection_with_the_systems_certificates_can_be_made() {
        let http = Http::new(Arc::new(ClockTiming::new(|| chrono::DateTime::UNIX_EPOCH)));
        let url = Url::parse("https://cal.example.org/").unwrap();
        assert!(http.pool(&url).is_ok());
    }
}
