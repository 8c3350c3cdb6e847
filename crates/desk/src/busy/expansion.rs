//! Series made into calendar items, and renewed before they run out.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use muster_providers::ics::{self, BusyInstance, BusySeries, BusyStatus as IcsStatus};
use muster_scheduling::attendee::BusyStatus;
use muster_scheduling::zone::Zone;
use muster_store::busy::{self as rows, Block, Series, Source};
use muster_store::people::{self, Person};
use muster_store::{Connection, WriteTx};

use crate::people::unknown_zone;
use crate::{Desk, Failure, calendars};

/// How far ahead series are expanded.
pub(crate) const AHEAD: TimeDelta = TimeDelta::days(400);
/// How far back: an event that is going on, and last week's for the calendar view.
pub(crate) const BEHIND: TimeDelta = TimeDelta::days(31);
/// Expansions that end sooner than this are renewed.
pub(crate) const RENEW_BELOW: TimeDelta = TimeDelta::days(200);

/// One calendar item of a series.
pub(crate) fn block(source: &str, instance: &BusyInstance) -> Block {
    Block {
        source: source.to_owned(),
        starts_at: instance.start,
        ends_at: instance.end,
        status: match instance.status {
            IcsStatus::Busy => BusyStatus::Busy,
            IcsStatus::OutOfOffice => BusyStatus::OutOfOffice,
            IcsStatus::Tentative => BusyStatus::Tentative,
            IcsStatus::Free => BusyStatus::Free,
        },
    }
}

/// Expands stored series of one calendar anew: after an undo, a change of the owner's zone, or when
/// the old expansion runs out.
pub(crate) async fn expand_again(
    desk: &Desk,
    tx: &mut WriteTx,
    person_id: &str,
    source: &str,
) -> Result<(), Failure> {
    let person = people::get(tx.connection(), person_id).await?;
    let zone = desk
        .zones()
        .get(&person.time_zone)
        .map_err(|_| unknown_zone("time_zone", &person.time_zone))?;
    let (from, until) = (desk.now() - BEHIND, desk.now() + AHEAD);
    rows::clear_blocks(tx, person_id, source).await?;
    for stored in rows::series(tx.connection(), person_id, source).await? {
        let blocks = expanded(desk, source, &stored, from, until, &zone)?;
        rows::replace_blocks(tx, person_id, source, &stored.uid, &blocks).await?;
    }
    rows::set_expanded(tx, person_id, source, from, until).await?;
    Ok(())
}

fn expanded(
    desk: &Desk,
    source: &str,
    stored: &Series,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    zone: &Zone,
) -> Result<Vec<Block>, Failure> {
    let series: BusySeries = serde_json::from_str(&stored.series).map_err(Failure::internal)?;
    Ok(
        match ics::expand(&series, desk.zones(), from, until, zone) {
            Ok(instances) => instances.iter().map(|i| block(source, i)).collect(),
            Err(problem) => {
                // What cannot be expanded any more is not free: it is unknown.
                tracing::warn!(code = ?problem.code, "a stored series cannot be expanded");
                let status = BusyStatus::Unknown;
                vec![Block {
                    source: source.to_owned(),
                    starts_at: from,
                    ends_at: until,
                    status,
                }]
            }
        },
    )
}

/// The calendar items of these people that touch `[from, until)`, by person: of files, and of
/// calendars at other servers that count. A calendar whose stored
/// expansion does not reach that far is expanded here, so that no window ever looks free because
/// nobody looked.
pub(crate) async fn of_people(
    desk: &Desk,
    connection: &mut Connection,
    people: &[Person],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<HashMap<String, Vec<Block>>, Failure> {
    let ids: Vec<&str> = people.iter().map(|p| p.id.as_str()).collect();
    let mut short = rows::sources(connection, Some(&ids)).await?;
    short.retain(|s| s.expanded_from > from || s.expanded_until < until);
    let mut found: HashMap<String, Vec<Block>> = HashMap::new();
    for (whose, block) in rows::blocks(connection, &ids, from, until).await? {
        let replaced = short
            .iter()
            .any(|s| s.person_id == whose && s.source == block.source);
        if !replaced {
            found.entry(whose).or_default().push(block);
        }
    }
    for source in &short {
        let Some(person) = people.iter().find(|p| p.id == source.person_id) else {
            continue;
        };
        let zone = desk
            .zones()
            .get(&person.time_zone)
            .map_err(|_| unknown_zone("time_zone", &person.time_zone))?;
        let blocks = found.entry(person.id.clone()).or_default();
        for stored in rows::series(connection, &person.id, &source.source).await? {
            blocks.extend(expanded(desk, &source.source, &stored, from, until, &zone)?);
        }
    }
    calendars::add(desk, connection, people, from, until, &mut found).await?;
    Ok(found)
}

/// Calendars whose expansion runs out.
pub(crate) async fn running_out(desk: &Desk) -> Result<Vec<Source>, Failure> {
    let workspace = desk.workspace().await?;
    let mut reader = workspace.read().await?;
    let mut sources = rows::sources(&mut reader, None).await?;
    let needed = desk.now() + RENEW_BELOW;
    sources.retain(|s| s.expanded_until < needed || s.expanded_from > desk.now());
    Ok(sources)
}

/// Renews expansions that run out; part of background work.
pub(crate) async fn renew(desk: &Desk) -> Result<usize, Failure> {
    let sources = running_out(desk).await?;
    for source in &sources {
        let mut tx = desk.begin_background("busy_expand").await?;
        expand_again(desk, &mut tx, &source.person_id, &source.source).await?;
        desk.commit(tx).await?;
    }
    Ok(sources.len())
}
