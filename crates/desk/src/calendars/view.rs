//! Accounts and their calendars as the window shows them.

use chrono::{DateTime, Utc};
use muster_store::calendars::{self as rows, Account, Calendar};
use schemars::JsonSchema;
use serde::Serialize;

use super::connect::Kind;
use super::times::STALE_AFTER;
use crate::interviews::view::ReaderClock;
use crate::{Desk, Failure};

/// How an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CalendarAccountState")]
pub enum AccountState {
    /// Everything that counts was read within a day.
    Fresh,
    /// Something that counts was not read for a day; its time is unknown.
    Stale,
    /// The last reading failed; Muster tries again by itself.
    Failing,
    /// Only a person can mend it, by connecting it again.
    SignInAgain,
}

/// A calendar of an account.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CalendarView {
    /// Id.
    pub id: String,
    /// The name its owner gave it.
    pub name: String,
    /// Its colour there; null when the server does not tell.
    pub colour: Option<String>,
    /// Whose busy times it holds.
    pub person_id: Option<String>,
    /// Their name.
    pub person_name: Option<String>,
    /// Whether its times count.
    pub counts: bool,
    /// Whether its server lets us write into it.
    pub writable: bool,
    /// Whether interviews are written into it.
    pub writes: bool,
    /// How many events and series are held of it.
    pub events: i64,
    /// How many of them could not be read; while there are any, its person's time is unknown.
    pub problems: i64,
}

/// A calendar account, or one subscription.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CalendarAccountView")]
pub struct AccountView {
    /// Id.
    pub id: String,
    /// What kind.
    pub kind: Kind,
    /// What it is called.
    pub label: String,
    /// The server's name; the rest of the address may be a secret.
    pub address_words: String,
    /// How it is.
    pub state: AccountState,
    /// The same in words.
    pub state_words: String,
    /// What to do, when something is to be done.
    pub next_step: Option<String>,
    /// When everything that counts had been read last.
    pub last_sync_at: Option<DateTime<Utc>>,
    /// The same in words.
    pub as_of_words: String,
    /// Its calendars by name.
    pub calendars: Vec<CalendarView>,
}

/// All accounts.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CalendarAccounts")]
pub struct Accounts {
    /// In the order they were connected.
    pub accounts: Vec<AccountView>,
}

/// All accounts.
pub(super) async fn all(desk: &Desk) -> Result<Accounts, Failure> {
    let clock = ReaderClock::of(desk).await?;
    let mut reader = desk.workspace().await?.read().await?;
    let accounts = rows::accounts(&mut reader).await?;
    let calendars = rows::calendars(&mut reader, None).await?;
    let view = |account: Account| {
        let own = calendars.iter().filter(|c| c.account_id == account.id);
        let own: Vec<Calendar> = own.cloned().collect();
        seen(desk.now(), &clock, account, own)
    };
    Ok(Accounts {
        accounts: accounts.into_iter().map(view).collect(),
    })
}

/// What the accounts are called whose password was refused.
pub(crate) async fn to_connect_again(desk: &Desk) -> Result<Vec<String>, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let accounts = rows::accounts(&mut reader).await?.into_iter();
    let refused = accounts.filter(|account| account.trouble == "sign_in_again");
    Ok(refused.map(|account| account.label).collect())
}

/// One account.
pub(super) async fn one(desk: &Desk, id: &str) -> Result<AccountView, Failure> {
    let clock = ReaderClock::of(desk).await?;
    let mut reader = desk.workspace().await?.read().await?;
    let account = rows::account(&mut reader, id).await?;
    let calendars = rows::calendars(&mut reader, Some(id)).await?;
    Ok(seen(desk.now(), &clock, account, calendars))
}

fn seen(
    now: DateTime<Utc>,
    clock: &ReaderClock,
    account: Account,
    calendars: Vec<Calendar>,
) -> AccountView {
    let counting = || calendars.iter().filter(|c| c.counts);
    let any = counting().next().is_some();
    // The oldest one says how far all can be trusted; one that was never read, not at all.
    let last_sync_at = counting().map(|c| c.synced_at).min().flatten();
    let old = any && last_sync_at.is_none_or(|at| now - at > STALE_AFTER);
    let problems: i64 = counting().map(|c| c.problems).sum();
    let (state, state_words, next_step) = match account.trouble.as_str() {
        "sign_in_again" => (
            AccountState::SignInAgain,
            account.trouble_words,
            Some("Connect it again with the same address to give a new password.".to_owned()),
        ),
        "failing" => (AccountState::Failing, account.trouble_words, None),
        _ if old => (
            AccountState::Stale,
            "It was not read for more than a day, so what it holds counts as unknown time."
                .to_owned(),
            Some("Read it now.".to_owned()),
        ),
        _ if !any => (
            AccountState::Fresh,
            "It is connected, and none of its calendars counts yet.".to_owned(),
            Some("Say whose calendars count.".to_owned()),
        ),
        _ if problems > 0 => (
            AccountState::Fresh,
            "It is up to date, but events of it cannot be read. While they are there, their \
             person's time counts as unknown."
                .to_owned(),
            Some("Look at those events in the calendar itself.".to_owned()),
        ),
        _ => (
            AccountState::Fresh,
            "Its busy times are up to date.".to_owned(),
            None,
        ),
    };
    AccountView {
        id: account.id,
        kind: Kind::of(&account.kind),
        label: account.label,
        address_words: account.host,
        state,
        state_words,
        next_step,
        last_sync_at,
        as_of_words: last_sync_at.map_or_else(
            || "Not read yet".to_owned(),
            |at| format!("As of {}", clock.spoken_at(at, now)),
        ),
        calendars: calendars
            .into_iter()
            .map(|c| CalendarView {
                id: c.id,
                name: c.name,
                colour: None,
                person_id: c.person_id,
                person_name: c.person_name,
                counts: c.counts,
                writable: c.writable,
                writes: c.writes,
                events: c.events,
                problems: c.problems,
            })
            .collect(),
    }
}
