//! Reading one account: its calendars that count, from where each was left.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use muster_providers::calendar::{Calendar as Server, CalendarId};
use muster_providers::http::Line;
use muster_providers::ics::IcsFile;
use muster_providers::ics_subscription::{Address, Feed, Seen, fetch};
use muster_providers::pull::{PullError, pull};
use muster_store::calendars::rows::{self as events, Event};
use muster_store::calendars::{self as rows, Account, Calendar};

use super::client::{client, secret};
use super::connect::{Kind, Secret};
use super::copies;
use super::mirror::{DeskMirror, Stop};
use super::rounds::note;
use super::times::{self, ready};
use super::trouble::Trouble;
use crate::{Desk, Failure};

/// Reads the calendars of an account that count, or one of them, and notes how it ended. A server
/// that says no is no failure here: the account says it.
///
/// Boxed: the compiler cannot prove the nested futures of clients and database `Send` by itself.
pub(super) fn account<'a>(
    desk: &'a Desk,
    account_id: &'a str,
    only: Option<&'a str>,
) -> Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + 'a>> {
    Box::pin(async move {
        let mut reader = desk.workspace().await?.read().await?;
        let account = rows::account(&mut reader, account_id).await?;
        let mut calendars = rows::calendars(&mut reader, Some(account_id)).await?;
        drop(reader);
        calendars.retain(|c| c.counts && only.is_none_or(|id| id == c.id));
        if !account.connected || calendars.is_empty() {
            return Ok(());
        }
        let source = match source(desk, &account).await? {
            Ok(source) => source,
            Err(trouble) => return note(desk, account_id, Some(&trouble)).await,
        };
        let mut trouble = None;
        for calendar in calendars {
            let id = calendar.id.clone();
            times::renew(desk, &id).await?;
            let read = match &source {
                Source::Server(client) => server(desk, client.as_ref(), calendar).await?,
                Source::Feed(secret, line) => feed(desk, secret, line, calendar).await?,
            };
            if read.is_none() {
                copies::look_after(desk, &id).await?;
            }
            trouble = trouble.or(read);
        }
        note(desk, account_id, trouble.as_ref()).await
    })
}

/// Where calendars are read from.
enum Source {
    /// A server that tells what changed.
    Server(Box<dyn Server>),
    /// A file that is read whole.
    Feed(Secret, Line),
}

async fn source(desk: &Desk, account: &Account) -> Result<Result<Source, Trouble>, Failure> {
    if Kind::of(&account.kind) == Kind::Ics {
        let line = desk.calendar_lines().of(&account.id);
        return Ok(secret(desk, account)
            .await?
            .map(|secret| Source::Feed(secret, line)));
    }
    // Of other people's events nothing is read in full.
    let ours = Arc::new(|_: &str| false);
    Ok(client(desk, account, ours).await?.map(Source::Server))
}

async fn server(
    desk: &Desk,
    client: &dyn Server,
    calendar: Calendar,
) -> Result<Option<Trouble>, Failure> {
    let remote = CalendarId(calendar.remote_id.clone());
    let mut mirror = DeskMirror::new(desk.clone(), calendar);
    match pull(client, &remote, &mut mirror).await {
        Ok(_) => {
            mirror.read_to_the_end().await?;
            Ok(None)
        }
        Err(PullError::Calendar(error)) => Ok(Some(Trouble::from(&error))),
        Err(PullError::Count(error)) => Ok(Some(Trouble::failing(error.to_string()))),
        // Whoever reads it now says how it ended.
        Err(PullError::Mirror(Stop::Overtaken)) => Ok(None),
        Err(PullError::Mirror(Stop::Failed(failure))) => Err(failure),
    }
}

async fn feed(
    desk: &Desk,
    secret: &Secret,
    line: &Line,
    calendar: Calendar,
) -> Result<Option<Trouble>, Failure> {
    let seen: Seen = if calendar.run.is_empty() {
        Seen::default()
    } else {
        serde_json::from_str(&calendar.run).map_err(Failure::internal)?
    };
    let address = match Address::parse(&secret.address) {
        Ok(address) => address,
        Err(error) => return Ok(Some(Trouble::from(&error))),
    };
    match fetch(line, &address, &seen, desk.zones()).await {
        Ok(Feed::Unchanged { .. }) => {
            let mut tx = desk.begin_background("calendar_read").await?;
            rows::set_synced(&mut tx, &calendar.id, &calendar.run, desk.now()).await?;
            desk.commit(tx).await?;
            Ok(None)
        }
        Ok(Feed::Read { file, seen, .. }) => {
            replace(desk, &calendar, file, &seen).await?;
            Ok(None)
        }
        Err(error) => Ok(Some(Trouble::from(&error))),
    }
}

/// Puts what a subscription says in the place of what was held of it.
async fn replace(
    desk: &Desk,
    calendar: &Calendar,
    file: IcsFile,
    seen: &Seen,
) -> Result<(), Failure> {
    let after = serde_json::to_string(seen).map_err(Failure::internal)?;
    let mut rows_now = Vec::with_capacity(file.series.len() + file.problems.len());
    for series in file.series {
        let uid = series.uid.clone();
        rows_now.push((format!("uid:{uid}"), Ok(vec![series])));
    }
    for (number, problem) in file.problems.into_iter().enumerate() {
        rows_now.push((format!("problem:{number}"), Err(problem.message)));
    }
    let mut tx = desk.begin_background("calendar_read").await?;
    let now = match rows::calendar(tx.connection(), &calendar.id).await {
        Ok(now) => now,
        Err(muster_store::StoreError::NotFound { .. }) => return Ok(()),
        Err(other) => return Err(other.into()),
    };
    // An empty text stands for "never read", so a server without versions gets `{…}` all the same.
    if !rows::advance(&mut tx, &calendar.id, &calendar.run, &after).await? {
        return Ok(());
    }
    for old in events::events(tx.connection(), &calendar.id, None).await? {
        events::remove(&mut tx, &calendar.id, &old.event_id).await?;
    }
    let expansion = times::Expansion::of(desk, &mut tx, &now).await?;
    for (event_id, read) in rows_now {
        let (series, problem) = match read {
            Ok(series) => (series, String::new()),
            Err(problem) => (Vec::new(), problem),
        };
        let text = serde_json::to_string(&series).map_err(Failure::internal)?;
        let event = Event {
            event_id,
            version: String::new(),
            series: problem.is_empty().then_some(text),
            problem,
            seen_in: 0,
        };
        events::put(&mut tx, &calendar.id, &event).await?;
        let blocks = ready(desk, &expansion, &series);
        events::add_blocks(&mut tx, &calendar.id, &event.event_id, &blocks).await?;
    }
    rows::set_synced(&mut tx, &calendar.id, &after, desk.now()).await?;
    desk.commit(tx).await?;
    Ok(())
}
