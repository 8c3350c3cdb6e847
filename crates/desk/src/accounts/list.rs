//! The accounts that are signed in, and the sign-ins that wait: `account_list`.

use chrono::{DateTime, Utc};
use muster_providers::oauth::{EndsSoon, GrantLife, SecretText, Tokens, catalogue, ends_soon};
use muster_store::accounts::{self as rows, Account};
use schemars::JsonSchema;
use serde::Serialize;

use super::sign_in;
use super::vendors::{Way, feature_name, feature_word, name, offered};
use crate::command::NoParameters;
use crate::interviews::view::ReaderClock;
use crate::{Desk, Failure};

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// It works, as far as is known.
    Connected,
    /// The sign-in must soon be repeated.
    EndsSoon,
    /// It cannot be used at the moment; Muster tries again by itself.
    Renewing,
    /// Only signing in again helps.
    SignInAgain,
}

/// A feature of an account.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AccountFeature {
    /// Its word.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whether it was asked for and granted.
    pub on: bool,
}

/// An account that is signed in.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Account")]
pub struct AccountView {
    /// Id.
    pub id: String,
    /// `oauth`: signed in at a service.
    pub kind: String,
    /// The service's word.
    pub vendor: String,
    /// Its name.
    pub vendor_name: String,
    /// Whose account it is.
    pub label: String,
    /// Where it stands.
    pub state: AccountState,
    /// The same in words.
    pub state_words: String,
    /// What the person does about it; null when nothing.
    pub next_step: Option<String>,
    /// What it may be used for.
    pub features: Vec<AccountFeature>,
    /// When the sign-in must be repeated, where that is known.
    pub expires_at: Option<DateTime<Utc>>,
    /// The same in words.
    pub expires_words: Option<String>,
    /// When the person signed in.
    pub connected_at: DateTime<Utc>,
    /// The same in words.
    pub connected_words: String,
    /// When it was used last, in words.
    pub last_used_words: Option<String>,
}

/// A sign-in that waits for the browser.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WaitingView {
    /// Its id.
    pub attempt_id: String,
    /// The service's word.
    pub vendor: String,
    /// Its name.
    pub vendor_name: String,
    /// How the answer comes back.
    pub way: Way,
    /// The last moment of the sign-in.
    pub expires_at: DateTime<Utc>,
    /// What to do.
    pub words: String,
}

/// Accounts and sign-ins.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AccountList")]
pub struct Accounts {
    /// By service and address.
    pub accounts: Vec<AccountView>,
    /// The oldest first.
    pub waiting: Vec<WaitingView>,
}

/// `account_list`.
pub async fn list(desk: &Desk, _: NoParameters) -> Result<Accounts, Failure> {
    let reader = ReaderClock::of(desk).await?;
    let now = desk.now();
    let accounts = rows::list(desk.workspace().await?).await?;
    let open = desk.sign_ins().each(|waiting| {
        let id = &waiting.vendor.id;
        (
            waiting.attempt_id.clone(),
            id.clone(),
            name(id, &waiting.issuer),
            waiting.way,
            waiting.until,
        )
    });
    let mut waiting = Vec::new();
    for (attempt_id, vendor, vendor_name, way, until) in open {
        if now <= until {
            waiting.push(WaitingView {
                words: sign_in::words(desk, way, until).await?,
                attempt_id,
                vendor,
                vendor_name,
                way: way.into(),
                expires_at: until,
            });
        }
    }
    Ok(Accounts {
        accounts: accounts.iter().map(|a| view(a, &reader, now)).collect(),
        waiting,
    })
}

/// The names of the services whose accounts only signing in again helps, each once.
pub(crate) async fn to_sign_in_again(desk: &Desk) -> Result<Vec<String>, Failure> {
    let accounts = rows::list(desk.workspace().await?).await?;
    let refused = accounts.iter().filter(|a| a.state == "sign_in_again");
    let mut names: Vec<String> = refused.map(|a| name(&a.vendor, &a.issuer)).collect();
    names.dedup();
    Ok(names)
}

/// One account as it is shown.
pub(super) async fn one(desk: &Desk, id: &str) -> Result<AccountView, Failure> {
    let account = rows::get(desk.workspace().await?, id).await?;
    Ok(view(&account, &ReaderClock::of(desk).await?, desk.now()))
}

/// Whether a warning of the end of an account's sign-in is due, told from what is known of its
/// tokens without opening them.
pub(super) fn ending(account: &Account, now: DateTime<Utc>) -> Option<EndsSoon> {
    let life = catalogue::find(&account.vendor, false)
        .map_or_else(GrantLife::default, |vendor| vendor.life);
    let known = Tokens {
        access: SecretText::new(""),
        refresh: account.renewable.then(|| SecretText::new("")),
        obtained: account.obtained_at,
        access_until: None,
        grant_until: account.grant_until,
        scopes: Vec::new(),
    };
    ends_soon(&known, account.connected_at, life, now)
}

/// "within a day", "in a day", "in 3 days".
pub(super) fn days(left: i64) -> String {
    match left {
        0 => "within a day".to_owned(),
        1 => "in a day".to_owned(),
        days => format!("in {days} days"),
    }
}

fn view(account: &Account, reader: &ReaderClock, now: DateTime<Utc>) -> AccountView {
    let vendor_name = name(&account.vendor, &account.issuer);
    let ending = ending(account, now);
    let (state, state_words, next_step) = match (account.state.as_str(), ending) {
        ("sign_in_again", _) => (
            AccountState::SignInAgain,
            account.trouble.clone(),
            Some("Sign in again".to_owned()),
        ),
        ("renewing", _) => (AccountState::Renewing, account.trouble.clone(), None),
        (_, Some(soon)) => (
            AccountState::EndsSoon,
            format!(
                "{vendor_name} asks for a new sign-in {}.",
                days(soon.days_left)
            ),
            Some("Sign in again".to_owned()),
        ),
        _ => (AccountState::Connected, "Connected.".to_owned(), None),
    };
    let words = |json: &str| serde_json::from_str::<Vec<String>>(json).unwrap_or_default();
    let (asked, missing) = (words(&account.features), words(&account.missing));
    let features = offered(&account.vendor)
        .into_iter()
        .map(|feature| {
            let id = feature_word(feature);
            AccountFeature {
                on: asked.contains(&id) && !missing.contains(&id),
                name: feature_name(feature).to_owned(),
                id,
            }
        })
        .collect();
    let label = [&account.email, &account.name]
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or(&account.subject)
        .clone();
    let expires_at = ending.map(|soon| soon.at).or(account.grant_until);
    AccountView {
        id: account.id.clone(),
        kind: "oauth".to_owned(),
        vendor: account.vendor.clone(),
        vendor_name,
        label,
        state,
        state_words,
        next_step,
        features,
        expires_at,
        expires_words: expires_at.map(|at| reader.spoken_at(at, now)),
        connected_at: account.connected_at,
        connected_words: reader.spoken_at(account.connected_at, now),
        last_used_words: account.last_used_at.map(|at| reader.spoken_at(at, now)),
    }
}
