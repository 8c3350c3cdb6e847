//! One account's way out: budget, breaker, repetitions, redirects.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use tokio::sync::Semaphore;
use url::Url;

use super::breaker::Breaker;
use super::budget::{Bucket, Budget};
use super::client::Http;
use super::error::HttpError;
use super::redirect::{allowed, host_of, same_site};
use super::request::{Effect, Request, Response};
use super::retry::{pause, retry_after};

/// Redirects that are followed before giving up.
const MOST_REDIRECTS: usize = 5;

/// How a line treats its server.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Requests in a time.
    pub budget: Budget,
    /// Requests at once.
    pub at_once: usize,
    /// Time for one try, from connecting to the last byte.
    pub time: Duration,
    /// Tries in all.
    pub tries: u32,
    /// A longer pause than this is not sat through: the caller hears when to come back.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            budget: Budget {
                requests: 300,
                per: Duration::from_mins(1),
            },
            at_once: 4,
            time: Duration::from_mins(1),
            tries: 4,
            patience: Duration::from_mins(1),
        }
    }
}

/// One account's way out. Cheap to clone; clones share budget and breaker.
#[derive(Clone)]
pub struct Line {
    http: Http,
    limits: Limits,
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    permits: Semaphore,
}

struct State {
    bucket: Bucket,
    breaker: Breaker,
}

/// How one try ended.
enum Tried {
    Answer(Response),
    /// It may be tried again after the pause that the server asks for.
    Again {
        error: HttpError,
        asked: Option<Duration>,
    },
    Final(HttpError),
}

impl Line {
    pub(super) fn new(http: Http, limits: Limits) -> Self {
        let state = State {
            bucket: Bucket::new(limits.budget),
            breaker: Breaker::default(),
        };
        Self {
            http,
            limits,
            shared: Arc::new(Shared {
                state: Mutex::new(state),
                permits: Semaphore::new(limits.at_once.max(1)),
            }),
        }
    }

    /// The time, by the clock the client was made with.
    pub fn now(&self) -> DateTime<Utc> {
        self.http.timing.now()
    }

    /// Sends a request and repeats it as far as that is safe.
    ///
    /// # Errors
    /// An [`HttpError`]; [`HttpError::is_ambiguous`] says whether a write may have happened.
    pub async fn send(&self, request: Request) -> Result<Response, HttpError> {
        allowed(&request.url)?;
        let mut tried = 0;
        loop {
            self.admit(&request.url).await?;
            tried += 1;
            let (error, asked) = match self.follow(&request).await {
                Tried::Answer(response) => return Ok(response),
                Tried::Final(error) => return Err(error),
                Tried::Again { error, asked } => (error, asked),
            };
            let pause = pause(tried, asked, self.http.timing.chance());
            let host = host_of(&request.url);
            if pause > self.limits.patience || (asked.is_some() && tried >= self.limits.tries) {
                let until = self.later(pause);
                self.state().breaker.hold(until);
                tracing::info!(%host, "the server asks for a pause");
                return Err(HttpError::Later { host, until });
            }
            if tried >= self.limits.tries {
                return Err(error);
            }
            tracing::debug!(%host, tried, "a request is tried again");
            self.http.timing.sleep(pause).await;
        }
    }

    /// Waits, by the clock the client was made with.
    pub(crate) async fn pause(&self, time: Duration) {
        self.http.timing.sleep(time).await;
    }

    fn later(&self, pause: Duration) -> DateTime<Utc> {
        let pause = TimeDelta::from_std(pause).unwrap_or(TimeDelta::days(1));
        // Nobody is left alone for longer than a day.
        self.now() + pause.min(TimeDelta::days(1))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until breaker and budget let a request through.
    async fn admit(&self, url: &Url) -> Result<(), HttpError> {
        let wait = {
            let now = self.now();
            let mut state = self.state();
            let host = host_of(url);
            state
                .breaker
                .admit(now)
                .map_err(|until| HttpError::Later { host, until })?;
            state.bucket.take(now)
        };
        if !wait.is_zero() {
            self.http.timing.sleep(wait).await;
        }
        Ok(())
    }

    /// One try, with the redirects it leads to.
    async fn follow(&self, request: &Request) -> Tried {
        let _permit = self.shared.permits.acquire().await;
        let mut request = request.clone();
        for _ in 0..=MOST_REDIRECTS {
            let response = match self.once(&request).await {
                Tried::Answer(response) => response,
                other => return other,
            };
            let moved = matches!(response.status, 301 | 302 | 303 | 307 | 308);
            if !moved || !request.follow {
                return Tried::Answer(response);
            }
            let next = response
                .headers
                .get(LOCATION)
                .and_then(|value| value.to_str().ok())
                .and_then(|place| request.url.join(place).ok());
            let Some(next) = next else {
                return Tried::Answer(response);
            };
            if let Err(error) = allowed(&next) {
                return Tried::Final(error);
            }
            if !same_site(&request.url, &next) && request.headers.contains_key(AUTHORIZATION) {
                return Tried::Final(HttpError::Redirected {
                    host: host_of(&request.url),
                    to: host_of(&next),
                });
            }
            request.url = next;
        }
        Tried::Final(HttpError::Redirected {
            host: host_of(&request.url),
            to: "one address after another".to_owned(),
        })
    }

    async fn once(&self, request: &Request) -> Tried {
        let pool = match self.http.pool(&request.url) {
            Ok(pool) => pool,
            Err(error) => return Tried::Final(error),
        };
        let mut sent = pool
            .request(request.method.clone(), request.url.clone())
            .headers(request.headers.clone())
            .timeout(request.time.unwrap_or(self.limits.time));
        if request.headers.contains_key(CONTENT_TYPE) {
            sent = sent.body(request.body.clone());
        }
        let host = host_of(&request.url);
        let mut answer = match sent.send().await {
            Ok(answer) => answer,
            Err(error) => return self.not_answered(request, error.is_connect(), host),
        };
        let status = answer.status().as_u16();
        let mut body = Vec::new();
        loop {
            match answer.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() > request.largest => {
                    let limit = request.largest;
                    return Tried::Final(HttpError::TooLarge { host, limit });
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                // The server has decided, even though not all of its words came through.
                Err(_) if request.effect == Effect::Writes && status < 500 => break,
                Err(_) => return self.not_answered(request, false, host),
            }
        }
        let asked = answer
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| retry_after(value, self.now()));
        let overload = request.overload.is_some_and(|means| means(status, &body));
        match status {
            _ if status == 429 || overload => {
                self.state().breaker.answered();
                let error = HttpError::Later {
                    host,
                    until: self.later(asked.unwrap_or(Duration::from_mins(1))),
                };
                Tried::Again { error, asked }
            }
            // 501 and 505 are decisions, 507 is one of WebDAV.
            500 | 502 | 503 | 504 => {
                self.state().breaker.failed(self.now());
                let refused = status == 503 && asked.is_some();
                let error = HttpError::Trouble { host, status };
                if request.effect == Effect::Reads || refused {
                    Tried::Again { error, asked }
                } else {
                    Tried::Final(error)
                }
            }
            _ => {
                self.state().breaker.answered();
                Tried::Answer(Response {
                    status,
                    url: request.url.clone(),
                    headers: answer.headers().clone(),
                    body,
                })
            }
        }
    }

    fn not_answered(&self, request: &Request, unsent: bool, host: String) -> Tried {
        self.state().breaker.failed(self.now());
        let error = if unsent {
            HttpError::Unreachable { host }
        } else {
            HttpError::NoAnswer { host }
        };
        if unsent || request.effect == Effect::Reads {
            Tried::Again { error, asked: None }
        } else {
            Tried::Final(error)
        }
    }
}
