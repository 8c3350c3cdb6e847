//! Signing in: `account_sign_in_start`, `account_sign_in_paste`, `account_sign_in_cancel`.

use std::time::Duration;

use chrono::{DateTime, Utc};
use muster_providers::oauth::{
    Arrival, Feature, Identity, Loopback, Request, SignInFailure, Started, TIME_LIMIT, WayBack,
    choose_way,
};
use muster_store::accounts as rows;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::clients::{self, Known};
use super::list::AccountView;
use super::vendors::{Way, feature_word, offered};
use super::waiting::Waiting;
use super::{ended, refused};
use crate::interviews::view::ReaderClock;
use crate::{Desk, Event, Failure, Origin};

/// Parameters of `account_sign_in_start`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The service.
    pub vendor: String,
    /// What the account is for; whose it is is always asked.
    #[serde(default)]
    pub features: Vec<String>,
    /// How the answer comes back; the best way when absent.
    pub way: Option<Way>,
    /// The account to connect again; a new one, or whoever signs in, when absent.
    pub account_id: Option<String>,
}

/// A sign-in that waits for the browser.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SignInBegun")]
pub struct Begun {
    /// Its id.
    pub attempt_id: String,
    /// The address to open in the system's browser.
    pub address: String,
    /// How the answer comes back.
    pub way: Way,
    /// The last moment of the sign-in.
    pub expires_at: DateTime<Utc>,
    /// What to do now.
    pub words: String,
}

/// Parameters of `account_sign_in_paste`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paste {
    /// The browser's last address.
    pub address: String,
}

/// How a pasted address ended.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SignInPasted")]
pub struct Pasted {
    /// `connected`, or why not: `denied`, `expired`, `wrong_state`, …
    pub outcome: String,
    /// What happened, and what to do next.
    pub words: String,
    /// The account, when it is connected.
    pub account: Option<AccountView>,
}

/// Parameters of `account_sign_in_cancel`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// The sign-in that is not wanted any more.
    pub attempt_id: String,
}

/// Nothing waits any more.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SignInStopped")]
pub struct Stopped {}

/// `account_sign_in_start`.
pub async fn start(desk: &Desk, params: Start) -> Result<Begun, Failure> {
    let features = features(&params)?;
    let known = clients::known(desk, &params.vendor).await?;
    // A sign-in that ends where nothing can be kept would be in vain.
    desk.vault().await?;
    let expected = match &params.account_id {
        Some(id) => Some(rows::get(desk.workspace().await?, id).await?),
        None => None,
    };
    let purpose = params.account_id.as_ref().unwrap_or(&params.vendor);
    let earlier = desk.sign_ins().take(|waiting| waiting.purpose == *purpose);
    if let Some(earlier) = earlier {
        earlier.close().await;
    }
    let (way, listener) = way_back(desk, &known, params.way).await?;
    let request = Request {
        purpose: purpose.clone(),
        vendor: known.vendor.clone(),
        registration: known.registration.clone(),
        features: features.clone(),
        way,
        loopback: listener.as_ref().map(|l| l.redirect().clone()),
        bounce: known.bounce.clone(),
        account_hint: expected
            .as_ref()
            .map(|account| account.email.clone())
            .filter(|email| !email.is_empty()),
        expected: expected.map(|account| Identity {
            subject: account.subject,
            email: account.email,
            name: account.name,
        }),
    };
    let open = desk.sign_ins().open(desk).await?;
    let started = open
        .broker
        .start(&request, desk.now())
        .map_err(|failure| refused(&failure))?;
    let attempt_id = muster_store::new_id(desk.now());
    desk.sign_ins().add(Waiting {
        attempt_id: attempt_id.clone(),
        purpose: request.purpose,
        vendor: known.vendor,
        issuer: known.issuer,
        registration: known.registration,
        features,
        way,
        until: started.until,
        begun: Instant::now(),
        listener: None,
    });
    if let Some(listener) = listener {
        listen(desk, &attempt_id, listener, started.clone());
    }
    changed(desk);
    Ok(Begun {
        words: words(desk, way, started.until).await?,
        attempt_id,
        address: started.browser.to_string(),
        way: way.into(),
        expires_at: started.until,
    })
}

/// The asked features in the service's order.
fn features(params: &Start) -> Result<Vec<Feature>, Failure> {
    let offered = offered(&params.vendor);
    for word in &params.features {
        if !offered.iter().any(|f| feature_word(*f) == *word) {
            return Err(Failure::parameter(
                "features",
                format!("{word} is nothing that this service offers."),
                "`account_vendors` lists what each service offers.",
            ));
        }
    }
    let wanted = |feature: &Feature| {
        *feature == Feature::Identity || params.features.contains(&feature_word(*feature))
    };
    Ok(offered.into_iter().filter(wanted).collect())
}

/// The way back, with the listener when it is the loopback way. Where nobody can listen and no way
/// was asked for, the address is pasted.
async fn way_back(
    desk: &Desk,
    known: &Known,
    asked: Option<Way>,
) -> Result<(WayBack, Option<Loopback>), Failure> {
    let way = asked.map_or_else(
        || {
            let links_work = desk.origin() == Origin::Desktop;
            choose_way(&known.vendor, links_work, known.bounce.as_ref())
        },
        WayBack::from,
    );
    if way != WayBack::Loopback || !known.vendor.ways_back.contains(&way) {
        return Ok((way, None));
    }
    match Loopback::open(&known.vendor.loopback).await {
        Ok(listener) => Ok((way, Some(listener))),
        Err(_) if asked.is_none() && known.vendor.ways_back.contains(&WayBack::Pasted) => {
            Ok((WayBack::Pasted, None))
        }
        Err(failure) => Err(refused(&failure)),
    }
}

/// Waits at the listener, beside everything else.
fn listen(desk: &Desk, attempt_id: &str, listener: Loopback, started: Started) {
    let (desk, attempt) = (desk.clone(), attempt_id.to_owned());
    let signs_in = desk.clone();
    let task = tokio::spawn(async move {
        let Ok(open) = desk.sign_ins().open(&desk).await else {
            return;
        };
        let limit = TIME_LIMIT.to_std().unwrap_or(Duration::from_mins(10));
        let clock = desk.clone();
        let end = open
            .broker
            .complete_at(listener, &started, limit, move || clock.now())
            .await;
        // Taken away meanwhile: cancelled, replaced, pasted or swept, and told there.
        let Some(mut waiting) = desk.sign_ins().take(|w| w.attempt_id == attempt) else {
            return;
        };
        // This very task: closing it would end it here.
        waiting.listener = None;
        if let Err(failure) = ended::settle(&desk, waiting, end).await {
            tracing::warn!(code = ?failure.code, message = %failure.message,
                "the end of a sign-in could not be told");
        }
    });
    signs_in.sign_ins().listens(attempt_id, task);
}

/// `account_sign_in_paste`.
pub async fn paste(desk: &Desk, params: Paste) -> Result<Pasted, Failure> {
    let (end, account) = ended::complete(desk, Arrival::Pasted, params.address.trim()).await?;
    Ok(match end {
        Ok(words) => Pasted {
            outcome: "connected".to_owned(),
            words,
            account,
        },
        Err(failure @ SignInFailure::NotAnAddress { .. }) => return Err(refused(&failure)),
        Err(failure) => Pasted {
            outcome: failure.code().trim_start_matches("sign_in_").to_owned(),
            words: format!("{failure} {}", failure.hint()),
            account: None,
        },
    })
}

/// `account_sign_in_cancel`.
pub async fn cancel(desk: &Desk, params: Cancel) -> Result<Stopped, Failure> {
    let waiting = desk
        .sign_ins()
        .take(|waiting| waiting.attempt_id == params.attempt_id)
        .ok_or_else(|| Failure::not_found("sign-in", &params.attempt_id))?;
    if let Some(broker) = desk.sign_ins().broker() {
        broker.cancel(&waiting.purpose);
    }
    waiting.close().await;
    changed(desk);
    Ok(Stopped {})
}

/// What the person does now.
pub(super) async fn words(
    desk: &Desk,
    way: WayBack,
    until: DateTime<Utc>,
) -> Result<String, Failure> {
    let reader = ReaderClock::of(desk).await?;
    let until = reader.spoken(until);
    Ok(match way {
        WayBack::Pasted => format!(
            "Sign in in the browser by {until}. Then copy the whole address from the top of the \
             browser, also when its page cannot be reached, and paste it here."
        ),
        _ => format!("Finish in the browser by {until}. Muster goes on by itself."),
    })
}

/// Sign-ins are in no table; the window is told all the same.
pub(super) fn changed(desk: &Desk) {
    desk.emit(Event::Changed {
        tags: vec!["accounts".to_owned()],
    });
}
