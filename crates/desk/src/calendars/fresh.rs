//! How old what we know of people's calendars is. What leaves by itself wants it fresh
//! (FEATURES.md 5.5).

use chrono::{DateTime, TimeDelta, Utc};
use muster_store::calendars::{self as rows, Calendar};

use super::pull;
use crate::interviews::view::ReaderClock;
use crate::{Desk, Failure};

/// What is older is read again before a letter leaves by itself.
const FRESH: TimeDelta = TimeDelta::minutes(5);

/// Reads the calendars of these people that were not read just now. What then is still too old, in
/// words.
pub(crate) async fn too_old(desk: &Desk, people: &[String]) -> Result<Option<String>, Failure> {
    let old = old(desk, people).await?;
    let mut accounts: Vec<String> = old.into_iter().map(|c| c.account_id).collect();
    accounts.sort();
    accounts.dedup();
    for account in accounts {
        pull::account(desk, &account, None).await?;
    }
    let clock = ReaderClock::of(desk).await?;
    Ok(self::old(desk, people).await?.into_iter().next().map(|calendar| {
        let whose = calendar.person_name.unwrap_or_default();
        let since = calendar.synced_at.map_or_else(
            || "It was never read.".to_owned(),
            |at| format!("It was last read {}.", clock.spoken_at(at, desk.now())),
        );
        format!(
            "The calendar of {whose} cannot be read now, so nobody knows whether the time still \
             holds. {since}"
        )
    }))
}

async fn old(desk: &Desk, people: &[String]) -> Result<Vec<Calendar>, Failure> {
    let ids: Vec<&str> = people.iter().map(String::as_str).collect();
    let mut reader = desk.workspace().await?.read().await?;
    let mut calendars = rows::counting(&mut reader, &ids).await?;
    let fresh = |at: Option<DateTime<Utc>>| at.is_some_and(|at| desk.now() - at <= FRESH);
    calendars.retain(|c| !fresh(c.synced_at));
    Ok(calendars)
}
