//! The end of a sign-in: the account and its tokens are kept, and the recruiter is told.

use muster_providers::oauth::{Account, Arrival, Connected, SignInFailure, WayBack};
use muster_store::accounts as rows;

use super::list::{self, AccountView};
use super::sign_in::changed;
use super::tell::{self, Asking};
use super::vendors::{feature_name, feature_word, name};
use super::waiting::Waiting;
use crate::{Desk, Failure};

/// How often an account is looked at for a warning; the first time at once.
pub(super) const LOOK_EVERY: chrono::TimeDelta = chrono::TimeDelta::days(1);

/// What a link of a sign-in page led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameBack {
    /// No sign-in waits, so nothing was changed.
    NotAskedFor,
    /// A sign-in ended, or the link did not belong to it.
    Told {
        /// Whether an account is connected now.
        connected: bool,
        /// What happened.
        title: String,
        /// What to do next; may be empty.
        body: String,
    },
}

impl Desk {
    /// Takes the link with which a sign-in page calls Muster back. `address` holds a code: it is
    /// not to be logged.
    ///
    /// # Errors
    /// When the end could not be kept or told.
    pub async fn sign_in_came_back(&self, address: &str) -> Result<CameBack, Failure> {
        if self.sign_ins().broker().is_none() {
            return Ok(CameBack::NotAskedFor);
        }
        let (end, _) = complete(self, Arrival::Link, address).await?;
        Ok(match end {
            Ok(words) => CameBack::Told {
                connected: true,
                title: words,
                body: String::new(),
            },
            Err(SignInFailure::NotAskedFor) => CameBack::NotAskedFor,
            Err(failure) => CameBack::Told {
                connected: false,
                title: failure.to_string(),
                body: failure.hint(),
            },
        })
    }
}

/// How an answer ended, with the account that is connected by it.
pub(super) type End = (Result<String, SignInFailure>, Option<AccountView>);

/// Works on an answer that came as a link or was pasted.
pub(super) async fn complete(desk: &Desk, arrival: Arrival, address: &str) -> Result<End, Failure> {
    let sign_ins = desk.sign_ins();
    let _one = sign_ins.finishing.lock().await;
    let broker = sign_ins.open(desk).await?.broker;
    let before = sign_ins.each(|w| (w.attempt_id.clone(), broker.is_open(&w.purpose)));
    let end = broker.complete(arrival, address, desk.now()).await;
    let waiting = match &end {
        Ok(connected) => sign_ins.take(|w| w.purpose == connected.purpose),
        // Failures do not name their sign-in: it is the one that was open and is not any more.
        // One that waits at a listener ends there, unless its address was pasted.
        Err(_) => sign_ins.take(|w| {
            !broker.is_open(&w.purpose)
                && (w.way != WayBack::Loopback || arrival == Arrival::Pasted)
                && before.contains(&(w.attempt_id.clone(), true))
        }),
    };
    match (waiting, end) {
        (Some(waiting), end) => settle(desk, waiting, end).await,
        (None, Err(failure)) => Ok((Err(failure), None)),
        (None, Ok(_)) => Err(Failure::internal("a sign-in ended that nobody started")),
    }
}

/// Keeps what came of a sign-in, tells it, and closes its listener.
pub(super) async fn settle(
    desk: &Desk,
    mut waiting: Waiting,
    end: Result<Connected, SignInFailure>,
) -> Result<End, Failure> {
    if let Some(listener) = waiting.listener.take() {
        listener.abort();
    }
    let told = match end {
        Ok(connected) => keep(desk, &waiting, connected).await,
        Err(failure) => fail(desk, &waiting, failure).await,
    };
    changed(desk);
    told
}

/// Writes the account, then its tokens. Without tokens there is no account.
async fn keep(desk: &Desk, waiting: &Waiting, connected: Connected) -> Result<End, Failure> {
    let vendor = waiting.vendor.id.clone();
    let mut tx = desk.begin_background("account_sign_in").await?;
    let now = tx.at();
    let subject = &connected.identity.subject;
    let before = rows::of_subject(&mut tx, &vendor, &waiting.issuer, subject).await?;
    let list = |features: &[_]| {
        let words: Vec<String> = features.iter().copied().map(feature_word).collect();
        serde_json::to_string(&words).unwrap_or_else(|_| "[]".to_owned())
    };
    let account = rows::Account {
        id: before
            .as_ref()
            .map_or_else(|| muster_store::new_id(now), |account| account.id.clone()),
        vendor: vendor.clone(),
        issuer: waiting.issuer.clone(),
        subject: subject.clone(),
        email: connected.identity.email.clone(),
        name: connected.identity.name.clone(),
        features: list(&waiting.features),
        missing: list(&connected.missing),
        state: "connected".to_owned(),
        trouble: String::new(),
        obtained_at: connected.tokens.obtained,
        grant_until: connected.tokens.grant_until,
        renewable: connected.tokens.refresh.is_some(),
        connected_at: now,
        last_used_at: before.as_ref().and_then(|account| account.last_used_at),
        look_at: now + LOOK_EVERY,
        warned: None,
    };
    rows::put(&mut tx, &account).await?;
    desk.commit(tx).await?;
    let owner = Account {
        id: account.id.clone(),
        vendor: waiting.vendor.clone(),
        registration: waiting.registration.clone(),
    };
    let tokens = desk.sign_ins().open(desk).await?.tokens;
    if let Err(trouble) = tokens.connected(&owner, &connected.tokens).await {
        let mut tx = desk.begin_background("account_sign_in").await?;
        match &before {
            Some(before) => rows::put(&mut tx, before).await?,
            None => rows::remove(&mut tx, &account.id).await?,
        }
        let notice = tell::notice(tx.at(), &trouble.to_string(), &trouble.hint());
        tell::commit_with(desk, tx, &notice).await?;
        return Err(super::test::failure(&trouble));
    }
    let vendor_name = name(&vendor, &waiting.issuer);
    let words = format!(
        "{vendor_name} is connected as {}.",
        connected.identity.label()
    );
    let body = if connected.missing.is_empty() {
        String::new()
    } else {
        let missing: Vec<&str> = connected
            .missing
            .iter()
            .copied()
            .map(feature_name)
            .collect();
        format!(
            "Not allowed there: {}. Sign in again to allow it.",
            missing.join(", ")
        )
    };
    let mut tx = desk.begin_background("account_sign_in").await?;
    let asking = asking(waiting, &vendor_name, Some(&account.id), "ok", &words);
    tell::note(&mut tx, &asking).await?;
    let notice = tell::notice(tx.at(), &words, &body);
    tell::commit_with(desk, tx, &notice).await?;
    tracing::info!(vendor, "an account is connected");
    let view = list::one(desk, &account.id).await?;
    Ok((Ok(words), Some(view)))
}

async fn fail(desk: &Desk, waiting: &Waiting, failure: SignInFailure) -> Result<End, Failure> {
    tracing::info!(
        vendor = waiting.vendor.id,
        reason = failure.code(),
        "a sign-in ended without an account"
    );
    let vendor_name = name(&waiting.vendor.id, &waiting.issuer);
    let words = failure.to_string();
    let mut tx = desk.begin_background("account_sign_in").await?;
    let asking = asking(waiting, &vendor_name, None, failure.code(), &words);
    tell::note(&mut tx, &asking).await?;
    let notice = tell::notice(tx.at(), &words, &failure.hint());
    tell::commit_with(desk, tx, &notice).await?;
    Ok((Err(failure), None))
}

fn asking<'a>(
    waiting: &'a Waiting,
    vendor_name: &'a str,
    account_id: Option<&'a str>,
    result: &'a str,
    words: &'a str,
) -> Asking<'a> {
    Asking {
        account_id,
        vendor: &waiting.vendor.id,
        vendor_name,
        kind: "sign_in",
        result,
        words,
        begun: waiting.begun,
    }
}
