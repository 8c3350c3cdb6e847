//! The broker: starts a sign-in, and completes it whichever way the answer comes back.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use url::Url;

use super::address::{self, Outcome, Returned};
use super::attempts::{Attempt, Attempts, TIME_LIMIT};
use super::exchange::{self, Granted, NotGranted};
use super::failure::SignInFailure;
use super::identity::{self, Identity};
use super::loopback::{Loopback, redirect_address};
use super::registration::Registration;
use super::tokens::Tokens;
use super::vendor::{DEEP_LINK, Feature, Revocation, Vendor, WayBack};
use super::wire::Wire;

/// The port in the address of a sign-in that is finished by pasting, where nobody listens.
const NOBODY_LISTENS: u16 = 47_822;

/// What to sign in to.
#[derive(Debug, Clone)]
pub struct Request {
    /// The account's id when one is connected again, else a name for the new one: a second start
    /// for the same purpose replaces the first.
    pub purpose: String,
    /// The vendor.
    pub vendor: Vendor,
    /// Muster's registration with it.
    pub registration: Registration,
    /// What it is for.
    pub features: Vec<Feature>,
    /// The way back; [`choose_way`] knows the best.
    pub way: WayBack,
    /// The address of the loopback listener, for [`WayBack::Loopback`].
    pub loopback: Option<Url>,
    /// The address of the bounce page, for [`WayBack::Bounce`].
    pub bounce: Option<Url>,
    /// The address to suggest on the vendor's page.
    pub account_hint: Option<String>,
    /// Who must sign in, when an account is connected again.
    pub expected: Option<Identity>,
}

/// A sign-in that has been started. It does not print its address.
#[derive(Clone)]
pub struct Started {
    /// The address to open in the system's browser. It holds the state: it is not to be logged.
    pub browser: Url,
    /// The way back that the vendor was told.
    pub way: WayBack,
    /// The last moment of the sign-in.
    pub until: DateTime<Utc>,
    /// SHA-256 of its state.
    mark: [u8; 32],
}

impl fmt::Debug for Started {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Started")
            .field("way", &self.way)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

/// An account that has been connected. Its tokens are to be stored before they are used.
#[derive(Debug, Clone)]
pub struct Connected {
    /// What was signed in to, as [`Request::purpose`] said.
    pub purpose: String,
    /// The vendor's id in the catalogue.
    pub vendor: String,
    /// Whose account it is.
    pub identity: Identity,
    /// The tokens.
    pub tokens: Tokens,
    /// The features that were asked for and not granted.
    pub missing: Vec<Feature>,
}

/// How an answer reached Muster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// The system opened a link.
    Link,
    /// The loopback listener was called.
    Loopback,
    /// The person pasted it.
    Pasted,
}

/// The first way back that the vendor accepts and this computer offers: a bounce page only with its
/// address, a deep link only where the scheme is registered.
pub fn choose_way(vendor: &Vendor, links_work: bool, bounce: Option<&Url>) -> WayBack {
    vendor
        .ways_back
        .iter()
        .copied()
        .find(|way| match way {
            WayBack::DeepLink => links_work,
            WayBack::Bounce => bounce.is_some(),
            WayBack::Loopback => true,
            WayBack::Pasted => vendor.ways_back.contains(&WayBack::Loopback),
        })
        .unwrap_or(WayBack::Bounce)
}

/// Signs in. One for each process; clones are the same one.
#[derive(Debug, Clone)]
pub struct Broker {
    wire: Wire,
    attempts: Arc<Mutex<Attempts>>,
}

impl Broker {
    /// A broker without a sign-in.
    pub fn new(wire: Wire) -> Self {
        Self {
            wire,
            attempts: Arc::default(),
        }
    }

    /// Starts a sign-in: fresh state, PKCE pair and nonce, and the address for the browser.
    ///
    /// # Errors
    /// [`SignInFailure::NoWayBack`] when the vendor does not accept the way or its address is
    /// missing; [`SignInFailure::Insecure`] when an address would carry secrets in clear.
    pub fn start(&self, request: &Request, now: DateTime<Utc>) -> Result<Started, SignInFailure> {
        let Request {
            purpose,
            vendor,
            registration,
            features,
            way,
            ..
        } = request;
        vendor.check().map_err(|insecure| SignInFailure::Insecure {
            origin: insecure.origin,
        })?;
        let redirect = redirect_of(request)?;
        let departure = exchange::departure(
            vendor,
            registration,
            &redirect,
            &vendor.scopes_of(features),
            request.account_hint.as_deref(),
        );
        let until = now + TIME_LIMIT;
        let mark = departure.state.fingerprint();
        let attempt = Attempt {
            purpose: purpose.clone(),
            vendor: vendor.clone(),
            registration: registration.clone(),
            way: *way,
            redirect,
            state: mark,
            verifier: departure.verifier,
            nonce: departure.nonce,
            features: features.clone(),
            expected: request.expected.clone(),
            until,
        };
        self.attempts().open(attempt);
        Ok(Started {
            browser: departure.browser,
            way: *way,
            until,
            mark,
        })
    }

    /// Completes a sign-in with the browser's last address. `now` is the moment it arrived.
    ///
    /// # Errors
    /// [`SignInFailure`]: each exit has its own. An address that belongs to no sign-in of this
    /// process changes nothing and sends nothing.
    pub async fn complete(
        &self,
        arrival: Arrival,
        address: &str,
        now: DateTime<Utc>,
    ) -> Result<Connected, SignInFailure> {
        let returned = address::read(address)?;
        let attempt = self.attempts().take(&returned.state, now)?;
        tracing::info!(vendor = attempt.vendor.id, ?arrival, "a sign-in came back");
        let vendor = || attempt.vendor.name.clone();
        if !came_as_agreed(&attempt, arrival, &returned) {
            return Err(SignInFailure::WrongSender { vendor: vendor() });
        }
        let code = match returned.outcome {
            Outcome::Code(code) => code,
            Outcome::Error { code, words } => {
                return Err(match code.as_str() {
                    "access_denied" | "user_cancelled_login" | "user_cancelled_authorize" => {
                        SignInFailure::Denied { vendor: vendor() }
                    }
                    "temporarily_unavailable" | "server_error" => SignInFailure::Busy {
                        vendor: vendor(),
                        status: 503,
                        retry_after: None,
                    },
                    _ => SignInFailure::Refused {
                        vendor: vendor(),
                        reason: NotGranted::phrase(&code, &words),
                    },
                });
            }
        };
        match exchange::redeem(&self.wire, &attempt, &code).await {
            Ok(granted) => self.welcome(&attempt, granted, now).await,
            Err(NotGranted::NotSent { reason }) => {
                let vendor = vendor();
                // The code never left: the same answer can be tried again.
                let again = self.attempts().put_back(attempt);
                Err(SignInFailure::Offline {
                    vendor,
                    reason,
                    again,
                })
            }
            Err(NotGranted::Lost { reason }) => Err(SignInFailure::AnswerLost {
                vendor: vendor(),
                reason,
            }),
            Err(NotGranted::Busy {
                status,
                retry_after,
            }) => Err(SignInFailure::Busy {
                vendor: vendor(),
                status,
                retry_after,
            }),
            Err(NotGranted::Unreadable { reason }) => Err(SignInFailure::Unreadable {
                vendor: vendor(),
                reason: reason.to_owned(),
            }),
            Err(NotGranted::Refused { error, words, .. }) => Err(SignInFailure::Refused {
                vendor: vendor(),
                reason: NotGranted::phrase(&error, &words),
            }),
        }
    }

    /// Waits at a loopback listener until a sign-in ends, and shows the browser how it ended.
    /// Answers that do not belong to it get their page and change nothing.
    ///
    /// `limit` is how long to wait; `clock` tells the time at which an answer arrives.
    ///
    /// # Errors
    /// As [`Broker::complete`], and [`SignInFailure::BrowserClosed`] when nothing came in time.
    pub async fn complete_at(
        &self,
        mut listener: Loopback,
        started: &Started,
        limit: Duration,
        clock: impl Fn() -> DateTime<Utc>,
    ) -> Result<Connected, SignInFailure> {
        let answered = async {
            while let Some(call) = listener.next().await {
                let ended = self
                    .complete(Arrival::Loopback, call.address(), clock())
                    .await;
                call.answer(ended.as_ref().err()).await;
                if ended.is_ok() || !self.attempts().is_waiting(started.mark) {
                    return ended;
                }
            }
            Err(SignInFailure::NoListener {
                reason: "it was closed".to_owned(),
            })
        };
        tokio::time::timeout(limit, answered)
            .await
            .unwrap_or_else(|_| Err(self.attempts().run_out(started.mark)))
    }

    /// Ends a sign-in that the person does not want any more.
    pub fn cancel(&self, purpose: &str) -> Option<SignInFailure> {
        let vendor = self.attempts().cancel(purpose)?;
        Some(SignInFailure::Cancelled { vendor })
    }

    /// Ends the sign-ins whose time has run out: purpose and words of each.
    pub fn sweep(&self, now: DateTime<Utc>) -> Vec<(String, SignInFailure)> {
        self.attempts().sweep(now)
    }

    /// Whether a sign-in for this purpose is open.
    pub fn is_open(&self, purpose: &str) -> bool {
        self.attempts().is_open(purpose)
    }

    /// Makes an account of what was granted. What nobody will use is given back.
    async fn welcome(
        &self,
        attempt: &Attempt,
        granted: Granted,
        now: DateTime<Utc>,
    ) -> Result<Connected, SignInFailure> {
        let Attempt {
            vendor, features, ..
        } = attempt;
        let id_token = granted.id_token.clone();
        let asked = vendor.scopes_of(features);
        let tokens = Tokens::first(granted, &asked, vendor.life, now);
        let found = identity::find(&self.wire, attempt, id_token.as_ref(), &tokens, now)
            .await
            .and_then(|identity| match &attempt.expected {
                Some(expected) if expected.subject != identity.subject => {
                    Err(SignInFailure::OtherAccount {
                        vendor: vendor.name.clone(),
                        found: identity.label().to_owned(),
                        expected: expected.label().to_owned(),
                    })
                }
                _ => Ok(identity),
            });
        match found {
            Ok(identity) => Ok(Connected {
                purpose: attempt.purpose.clone(),
                vendor: vendor.id.clone(),
                missing: vendor.missing(features, &tokens.scopes),
                identity,
                tokens,
            }),
            Err(failure) => {
                self.give_back(attempt, &tokens).await;
                Err(failure)
            }
        }
    }

    async fn give_back(&self, attempt: &Attempt, tokens: &Tokens) {
        if let Revocation::Endpoint(endpoint) = &attempt.vendor.revocation {
            let (token, hint) = match &tokens.refresh {
                Some(refresh) => (refresh, "refresh_token"),
                None => (&tokens.access, "access_token"),
            };
            let answer = exchange::revoke(
                &self.wire,
                &attempt.vendor,
                endpoint,
                &attempt.registration,
                token,
                hint,
            )
            .await;
            if answer.is_err() {
                tracing::warn!(
                    vendor = attempt.vendor.id,
                    "tokens nobody uses were not given back"
                );
            }
        }
    }

    fn attempts(&self) -> std::sync::MutexGuard<'_, Attempts> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The address the vendor is given.
fn redirect_of(request: &Request) -> Result<Url, SignInFailure> {
    let vendor = &request.vendor;
    let no_way = |advice| SignInFailure::NoWayBack {
        vendor: vendor.name.clone(),
        advice,
    };
    if !vendor.ways_back.contains(&request.way) {
        return Err(no_way("Choose another way back under Accounts."));
    }
    match request.way {
        WayBack::DeepLink => {
            Url::parse(DEEP_LINK).map_err(|_| no_way("Choose another way back under Accounts."))
        }
        WayBack::Loopback => request
            .loopback
            .clone()
            .ok_or_else(|| no_way("Let Muster listen on this computer, or paste the address.")),
        WayBack::Bounce => request
            .bounce
            .clone()
            .filter(|url| url.scheme() == "https" && url.query().is_none())
            .ok_or_else(|| {
                no_way("Enter the https address of your team's bounce page under Settings.")
            }),
        // What is pasted is an address the vendor accepts otherwise, at which nobody listens.
        WayBack::Pasted => {
            if vendor.ways_back.contains(&WayBack::Loopback) {
                let port = vendor.loopback.port.unwrap_or(NOBODY_LISTENS);
                redirect_address(&vendor.loopback, port)
            } else {
                redirect_of(&Request {
                    way: WayBack::Bounce,
                    ..request.clone()
                })
            }
        }
    }
}

/// Whether an answer came back where it was sent to, from whom it was asked of.
fn came_as_agreed(attempt: &Attempt, arrival: Arrival, returned: &Returned) -> bool {
    let at_redirect = returned.place == address::Place::of(&attempt.redirect);
    let place_fits = match arrival {
        Arrival::Loopback => attempt.way == WayBack::Loopback && at_redirect,
        Arrival::Link => {
            returned.place.is_deep_link()
                && matches!(
                    attempt.way,
                    WayBack::DeepLink | WayBack::Bounce | WayBack::Pasted
                )
        }
        // The person may copy the bounce page's address, or the link that it made of it.
        Arrival::Pasted => {
            at_redirect || (attempt.way != WayBack::Loopback && returned.place.is_deep_link())
        }
    };
    // RFC 9207: who says `iss` must be who was asked. `{tenantid}` is known only later.
    let issuer_fits = match (&attempt.vendor.issuer, &returned.issuer) {
        (Some(expected), Some(said)) if !expected.contains('{') => {
            expected.trim_end_matches('/') == said.trim_end_matches('/')
        }
        _ => true,
    };
    place_fits && issuer_fits
}
