//! The busy times of calendars that count, as the scheduler reads them.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use muster_providers::ics::{self, BusySeries};
use muster_scheduling::attendee::BusyStatus;
use muster_scheduling::zone::Zone;
use muster_store::busy::Block;
use muster_store::calendars::rows as events;
use muster_store::calendars::{self as rows, Calendar};
use muster_store::people::{self, Person};
use muster_store::{Connection, WriteTx};

use crate::busy::{AHEAD, BEHIND, RENEW_BELOW, block};
use crate::people::unknown_zone;
use crate::{Desk, Failure};

/// What blocks of these calendars name as where they come from.
const SOURCE: &str = "calendar";

/// What was not read for so long is no longer known.
pub(super) const STALE_AFTER: TimeDelta = TimeDelta::days(1);

/// How far, and on whose clock, a calendar is expanded.
pub(super) struct Expansion {
    zone: Zone,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Expansion {
    /// The expansion that a calendar has, for rows that join it.
    pub(super) async fn of(
        desk: &Desk,
        tx: &mut WriteTx,
        calendar: &Calendar,
    ) -> Result<Self, Failure> {
        match desk.zones().get(&calendar.expanded_zone) {
            Ok(zone) => Ok(Self {
                zone,
                from: calendar.expanded_from,
                until: calendar.expanded_until,
            }),
            Err(_) => Self::now(desk, tx, calendar).await,
        }
    }

    /// A new one, around now, on the clock of the calendar's person.
    async fn now(desk: &Desk, tx: &mut WriteTx, calendar: &Calendar) -> Result<Self, Failure> {
        let name = match &calendar.person_id {
            Some(id) => people::get(tx.connection(), id).await?.time_zone,
            None => "UTC".to_owned(),
        };
        let zone = desk
            .zones()
            .get(&name)
            .map_err(|_| unknown_zone("time_zone", &name))?;
        Ok(Self {
            zone,
            from: desk.now() - BEHIND,
            until: desk.now() + AHEAD,
        })
    }
}

/// The blocks of some series, each with the UID of its event. A series that cannot be expanded is
/// unknown time, not free.
pub(super) fn ready(
    desk: &Desk,
    expansion: &Expansion,
    series: &[BusySeries],
) -> Vec<(String, Block)> {
    let Expansion { zone, from, until } = expansion;
    let mut blocks = Vec::new();
    for one in series {
        match ics::expand(one, desk.zones(), *from, *until, zone) {
            Ok(found) => {
                blocks.extend(found.iter().map(|i| (one.uid.clone(), block(SOURCE, i))));
            }
            Err(problem) => {
                tracing::warn!(code = ?problem.code, "an event of a calendar cannot be expanded");
                blocks.push((one.uid.clone(), unknown(*from, *until)));
            }
        }
    }
    blocks
}

fn unknown(from: DateTime<Utc>, until: DateTime<Utc>) -> Block {
    Block {
        source: SOURCE.to_owned(),
        starts_at: from,
        ends_at: until,
        status: BusyStatus::Unknown,
    }
}

/// Expands a calendar anew: somebody else's, another zone, or the old expansion runs out.
pub(super) async fn expand_again(
    desk: &Desk,
    tx: &mut WriteTx,
    calendar_id: &str,
) -> Result<(), Failure> {
    let calendar = rows::calendar(tx.connection(), calendar_id).await?;
    let expansion = Expansion::now(desk, tx, &calendar).await?;
    events::clear_blocks(tx, calendar_id).await?;
    for event in events::events(tx.connection(), calendar_id, None).await? {
        let blocks = ready(desk, &expansion, &series_of(event.series.as_deref())?);
        events::add_blocks(tx, calendar_id, &event.event_id, &blocks).await?;
    }
    let Expansion { zone, from, until } = expansion;
    rows::set_expanded(tx, calendar_id, zone.name(), from, until).await?;
    Ok(())
}

/// Expands a calendar anew when its person has moved to another zone, or when it runs out.
pub(super) async fn renew(desk: &Desk, calendar_id: &str) -> Result<(), Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let calendar = rows::calendar(&mut reader, calendar_id).await?;
    let zone = match &calendar.person_id {
        Some(id) => people::get(&mut reader, id).await?.time_zone,
        None => return Ok(()),
    };
    drop(reader);
    let now = desk.now();
    let lasts = calendar.expanded_until >= now + RENEW_BELOW && calendar.expanded_from <= now;
    if lasts && calendar.expanded_zone == zone {
        return Ok(());
    }
    let mut tx = desk.begin_background("calendar_expand").await?;
    expand_again(desk, &mut tx, calendar_id).await?;
    desk.commit(tx).await?;
    Ok(())
}

fn series_of(text: Option<&str>) -> Result<Vec<BusySeries>, Failure> {
    text.map_or(Ok(Vec::new()), |text| {
        serde_json::from_str(text).map_err(Failure::internal)
    })
}

/// Adds what the calendars of these people say about `[from, until)`. Where rows could not be read,
/// or the calendar was not read for a day, the time is unknown.
pub(crate) async fn add(
    desk: &Desk,
    connection: &mut Connection,
    people: &[Person],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    found: &mut HashMap<String, Vec<Block>>,
) -> Result<(), Failure> {
    let ids: Vec<&str> = people.iter().map(|p| p.id.as_str()).collect();
    for calendar in rows::counting(connection, &ids).await? {
        let whose = calendar.person_id.as_deref();
        let Some(person) = people.iter().find(|p| Some(p.id.as_str()) == whose) else {
            continue;
        };
        let reaches = calendar.expanded_from <= from && calendar.expanded_until >= until;
        let blocks = found.entry(person.id.clone()).or_default();
        if reaches && calendar.expanded_zone == person.time_zone {
            blocks.extend(events::blocks(connection, &calendar.id, SOURCE, from, until).await?);
        } else {
            let zone = desk
                .zones()
                .get(&person.time_zone)
                .map_err(|_| unknown_zone("time_zone", &person.time_zone))?;
            let expansion = Expansion { zone, from, until };
            blocks.extend(expanded_here(desk, connection, &calendar.id, &expansion).await?);
        }
        let unknown_from = match calendar.synced_at {
            _ if calendar.problems > 0 => from,
            None => from,
            Some(at) if desk.now() - at > STALE_AFTER => from.max(at),
            Some(_) => continue,
        };
        if unknown_from < until {
            blocks.push(unknown(unknown_from, until));
        }
    }
    Ok(())
}

/// Blocks of a calendar whose stored expansion does not fit what is asked.
async fn expanded_here(
    desk: &Desk,
    connection: &mut Connection,
    calendar_id: &str,
    expansion: &Expansion,
) -> Result<Vec<Block>, Failure> {
    let mut blocks = Vec::new();
    for event in events::events(connection, calendar_id, None).await? {
        blocks.extend(ready(desk, expansion, &series_of(event.series.as_deref())?));
    }
    let uids: Vec<&str> = blocks.iter().map(|(uid, _)| uid.as_str()).collect();
    let interviews = events::interviews(connection, &uids).await?;
    blocks.retain(|(uid, _)| !interviews.contains(uid));
    Ok(blocks.into_iter().map(|(_, block)| block).collect())
}
