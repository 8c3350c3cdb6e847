//! The connection pool and its TLS.

use std::sync::Arc;
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
    pub(super) outside: reqwest::Client,
    /// For servers on this machine: never through a proxy.
    pub(super) loopback: reqwest::Client,
    pub(super) timing: Arc<dyn Timing>,
}

impl Http {
    /// Prepares the client: TLS by rustls with the system's own certificates, the system's proxy
    /// settings, no redirects and no cookies of the library.
    ///
    /// # Errors
    /// [`HttpError::NoTls`] when the system's certificates cannot be used.
    pub fn new(timing: Arc<dyn Timing>) -> Result<Self, HttpError> {
        // Fails only when another part of the process has chosen already, which is as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = || {
            reqwest::Client::builder()
                .redirect(Policy::none())
                .referer(false)
                .user_agent(concat!("Muster/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(Duration::from_secs(10))
                .pool_idle_timeout(Duration::from_secs(60))
        };
        let build = |builder: reqwest::ClientBuilder| {
            builder.build().map_err(|_| HttpError::NoTls)
        };
        Ok(Self {
            outside: build(builder())?,
            loopback: build(builder().no_proxy())?,
            timing,
        })
    }

    /// A line of its own for one account.
    pub fn line(&self, limits: Limits) -> Line {
        Line::new(self.clone(), limits)
    }

    pub(super) fn pool(&self, url: &Url) -> &reqwest::Client {
        if is_loopback(url) {
            &self.loopback
        } else {
            &self.outside
        }
    }
}
