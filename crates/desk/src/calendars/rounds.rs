//! When accounts are read: every ten minutes by themselves, and when somebody asks.

use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use muster_store::calendars as rows;
use schemars::JsonSchema;
use serde::Deserialize;

use super::view::{self, Accounts};
use super::{pull, trouble::Trouble};
use crate::{Desk, Failure};

/// How long an account rests between two readings, at least.
const REST: TimeDelta = TimeDelta::minutes(10);

/// By so many seconds the rests differ, so that many desks do not ask in the same second.
const SPREAD: u32 = 120;

/// Parameters of `calendar_sync`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CalendarSync")]
pub struct Sync {
    /// The account; all when absent.
    #[serde(default)]
    pub account_id: Option<String>,
}

/// `calendar_sync`: reads now. What a server says no with is in the state of its account.
pub async fn sync(desk: &Desk, params: Sync) -> Result<Accounts, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let accounts = match &params.account_id {
        Some(id) => vec![rows::account(&mut reader, id).await?],
        None => rows::accounts(&mut reader).await?,
    };
    drop(reader);
    let connected = accounts.iter().filter(|a| a.connected);
    for account in connected {
        put_off(desk, &account.id).await?;
        pull::account(desk, &account.id, None).await?;
    }
    view::all(desk).await
}

/// Makes the calendars of these people be read at the next look.
pub(super) async fn read_soon(desk: &Desk, people: &[String]) -> Result<(), Failure> {
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let mut tx = desk.begin_background("calendar_read_soon").await?;
    rows::read_soon(&mut tx, &people).await?;
    desk.commit(tx).await?;
    Ok(())
}

/// Whether an account is to be read by itself.
pub(crate) async fn is_due(desk: &Desk) -> Result<bool, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    Ok(!rows::due(&mut reader, desk.now()).await?.is_empty())
}

/// Reads the accounts whose time has come, once however long this computer slept. Each is put off
/// before it is read, so that no other look finds it due. Where a supervisor works, reading goes on
/// beside it: a slow server must not hold up a reminder.
pub(crate) async fn read_due(desk: &Desk) -> Result<usize, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let due = rows::due(&mut reader, desk.now()).await?;
    drop(reader);
    for id in &due {
        put_off(desk, id).await?;
    }
    let (count, desk, beside) = (due.len(), desk.clone(), desk.is_supervised());
    let work = async move {
        for id in due {
            if let Err(failure) = pull::account(&desk, &id, None).await {
                tracing::warn!(code = ?failure.code, message = %failure.message,
                    "a calendar account could not be read");
            }
        }
    };
    if beside {
        tokio::spawn(work);
    } else {
        work.await;
    }
    Ok(count)
}

async fn put_off(desk: &Desk, account_id: &str) -> Result<(), Failure> {
    // Without random numbers all rest the same time; nothing else depends on them.
    let spread = getrandom::u32().map_or(0, |number| number % SPREAD);
    let until = desk.now() + REST + TimeDelta::seconds(i64::from(spread));
    let mut tx = desk.begin_background("calendar_put_off").await?;
    rows::put_off(&mut tx, account_id, until).await?;
    desk.commit(tx).await?;
    Ok(())
}

/// Notes how reading an account ended.
pub(super) async fn note(
    desk: &Desk,
    account_id: &str,
    trouble: Option<&Trouble>,
) -> Result<(), Failure> {
    let (word, words) = trouble.map_or(("", ""), |t| (t.word(), t.words.as_str()));
    let mut tx = desk.begin_background("calendar_read").await?;
    rows::set_trouble(&mut tx, account_id, word, words).await?;
    desk.commit(tx).await?;
    Ok(())
}

impl Desk {
    /// Whether a supervisor does background work in this process.
    pub(crate) fn is_supervised(&self) -> bool {
        self.background().supervisors().load(Ordering::Acquire) > 0
    }
}
