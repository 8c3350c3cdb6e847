//! What this process knows of signing in: the broker, the tokens it hands out, and the sign-ins
//! that wait for the browser. Nothing of it outlives the process: codes live ten minutes.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use muster_providers::oauth::{
    AccessTokens, Broker, Feature, Limits, Registration, Vendor, WayBack, Wire,
};
use tokio::sync::OnceCell;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::tokens::SealedTokens;
use crate::{Code, Desk, Failure};

/// What signs in and hands out tokens.
#[derive(Clone)]
pub(super) struct Open {
    pub wire: Wire,
    pub broker: Broker,
    pub tokens: AccessTokens,
}

/// A sign-in that waits for the browser.
pub(super) struct Waiting {
    pub attempt_id: String,
    pub purpose: String,
    pub vendor: Vendor,
    pub issuer: String,
    pub registration: Registration,
    pub features: Vec<Feature>,
    pub way: WayBack,
    pub until: DateTime<Utc>,
    pub begun: Instant,
    /// The task at the loopback listener.
    pub listener: Option<JoinHandle<()>>,
}

impl Waiting {
    /// Closes the listener and waits until its port is free.
    pub async fn close(self) {
        if let Some(listener) = self.listener {
            listener.abort();
            let _ = listener.await;
        }
    }
}

/// The sign-ins of one process.
#[derive(Default)]
pub(crate) struct SignIns {
    open: OnceCell<Open>,
    waiting: Mutex<Vec<Waiting>>,
    described: Mutex<HashMap<String, Vendor>>,
    /// Held while an answer that came as a link or was pasted is worked on.
    pub(super) finishing: tokio::sync::Mutex<()>,
}

impl fmt::Debug for SignIns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIns").finish_non_exhaustive()
    }
}

impl SignIns {
    /// The broker and the tokens, made at the first use.
    pub(super) async fn open(&self, desk: &Desk) -> Result<Open, Failure> {
        let made = self.open.get_or_try_init(|| async {
            let wire = Wire::new(Limits::default()).map_err(|error| {
                Failure::new(
                    Code::InvalidState,
                    error.to_string(),
                    "Everything that needs no account keeps working.",
                )
            })?;
            let store = Arc::new(SealedTokens::new(desk.downgrade()));
            Ok::<_, Failure>(Open {
                broker: Broker::new(wire.clone()),
                tokens: AccessTokens::new(wire.clone(), store),
                wire,
            })
        });
        made.await.cloned()
    }

    /// The broker, if anybody signed in since the start.
    pub(super) fn broker(&self) -> Option<Broker> {
        self.open.get().map(|open| open.broker.clone())
    }

    pub(super) fn add(&self, waiting: Waiting) {
        self.list().push(waiting);
    }

    /// Keeps the task at the listener of a sign-in; one that has ended meanwhile needs none.
    pub(super) fn listens(&self, attempt_id: &str, task: JoinHandle<()>) {
        let mut list = self.list();
        if let Some(waiting) = list.iter_mut().find(|w| w.attempt_id == attempt_id) {
            waiting.listener = Some(task);
        }
    }

    /// Takes the first sign-in that fits.
    pub(super) fn take(&self, fits: impl Fn(&Waiting) -> bool) -> Option<Waiting> {
        let mut list = self.list();
        let place = list.iter().position(fits)?;
        Some(list.remove(place))
    }

    /// Something of every sign-in that waits, the oldest first.
    pub(super) fn each<T>(&self, what: impl FnMut(&Waiting) -> T) -> Vec<T> {
        self.list().iter().map(what).collect()
    }

    /// Whether none waits.
    pub(super) fn is_empty(&self) -> bool {
        self.list().is_empty()
    }

    /// What a provider has said of itself.
    pub(super) fn described(&self, issuer: &str) -> Option<Vendor> {
        self.descriptions().get(issuer).cloned()
    }

    pub(super) fn describe(&self, issuer: &str, vendor: Vendor) {
        self.descriptions().insert(issuer.to_owned(), vendor);
    }

    fn list(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn descriptions(&self) -> MutexGuard<'_, HashMap<String, Vendor>> {
        self.described
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
