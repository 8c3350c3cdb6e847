//! What was read of a calendar: one row for each event or series, and their expansion.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::busy::{Block, status_of, status_word};
use crate::{StoreError, WriteTx, error, time};

/// A stored event or series.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its id at the server.
    pub event_id: String,
    /// Its version there.
    pub version: String,
    /// Its busy times as rules, a JSON list as `muster-providers` writes it; `None` when it could
    /// not be read.
    pub series: Option<String>,
    /// Why it could not be read, without its title.
    pub problem: String,
    /// The run that named it last.
    pub seen_in: i64,
}

/// The rows of these ids, or all of a calendar.
pub async fn events(
    connection: &mut SqliteConnection,
    calendar_id: &str,
    ids: Option<&[&str]>,
) -> Result<Vec<Event>, StoreError> {
    let ids = ids
        .map(|ids| error::to_json("calendar_rows.event_id", &ids))
        .transpose()?;
    Ok(sqlx::query_as!(
        Event,
        "SELECT event_id, version, series, problem, seen_in FROM calendar_rows
         WHERE calendar_id = ?1
            AND (?2 IS NULL OR event_id IN (SELECT value FROM json_each(?2)))
         ORDER BY event_id",
        calendar_id,
        ids
    )
    .fetch_all(connection)
    .await?)
}

/// The rows that another run than this one has named last.
pub async fn unseen(
    connection: &mut SqliteConnection,
    calendar_id: &str,
    run: i64,
) -> Result<Vec<Event>, StoreError> {
    Ok(sqlx::query_as!(
        Event,
        "SELECT event_id, version, series, problem, seen_in FROM calendar_rows
         WHERE calendar_id = ?1 AND seen_in <> ?2 ORDER BY event_id",
        calendar_id,
        run
    )
    .fetch_all(connection)
    .await?)
}

/// Ids and versions of all rows that could be read.
pub async fn known(
    connection: &mut SqliteConnection,
    calendar_id: &str,
) -> Result<Vec<(String, String)>, StoreError> {
    Ok(sqlx::query!(
        "SELECT event_id, version FROM calendar_rows
         WHERE calendar_id = ?1 AND series IS NOT NULL",
        calendar_id
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|r| (r.event_id, r.version))
    .collect())
}

/// Adds or replaces a row; its blocks go.
pub async fn put(tx: &mut WriteTx, calendar_id: &str, event: &Event) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO calendar_rows (calendar_id, event_id, version, series, problem, seen_in)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (calendar_id, event_id) DO UPDATE SET version = excluded.version,
            series = excluded.series, problem = excluded.problem, seen_in = excluded.seen_in",
        calendar_id,
        event.event_id,
        event.version,
        event.series,
        event.problem,
        event.seen_in
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "DELETE FROM calendar_blocks WHERE calendar_id = ?1 AND event_id = ?2",
        calendar_id,
        event.event_id
    )
    .execute(tx.connection())
    .await?;
    tx.touch("busy");
    Ok(())
}

/// Marks a row as named by a run.
pub async fn seen(
    tx: &mut WriteTx,
    calendar_id: &str,
    event_id: &str,
    run: i64,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE calendar_rows SET seen_in = ?3 WHERE calendar_id = ?1 AND event_id = ?2",
        calendar_id,
        event_id,
        run
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Removes a row and its blocks.
pub async fn remove(tx: &mut WriteTx, calendar_id: &str, event_id: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM calendar_rows WHERE calendar_id = ?1 AND event_id = ?2",
        calendar_id,
        event_id
    )
    .execute(tx.connection())
    .await?;
    tx.touch("busy");
    Ok(())
}

/// Removes the expansion of a whole calendar.
pub async fn clear_blocks(tx: &mut WriteTx, calendar_id: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM calendar_blocks WHERE calendar_id = ?1",
        calendar_id
    )
    .execute(tx.connection())
    .await?;
    tx.touch("busy");
    Ok(())
}

/// Adds blocks of a row, each with the UID of its event.
pub async fn add_blocks(
    tx: &mut WriteTx,
    calendar_id: &str,
    event_id: &str,
    blocks: &[(String, Block)],
) -> Result<(), StoreError> {
    for (uid, block) in blocks {
        let (starts_at, ends_at) = (time::to_ms(block.starts_at), time::to_ms(block.ends_at));
        let status = status_word(block.status);
        sqlx::query!(
            "INSERT INTO calendar_blocks (calendar_id, event_id, uid, starts_at, ends_at, status)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            calendar_id,
            event_id,
            uid,
            starts_at,
            ends_at,
            status
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}

/// The blocks of a calendar that touch `[from, until)`. Events that are interviews of this
/// workspace are left out: those block by themselves, where they now are.
pub async fn blocks(
    connection: &mut SqliteConnection,
    calendar_id: &str,
    source: &str,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Block>, StoreError> {
    let (from, until) = (time::to_ms(from), time::to_ms(until));
    Ok(sqlx::query!(
        "SELECT b.starts_at, b.ends_at, b.status FROM calendar_blocks b
         WHERE b.calendar_id = ?1 AND b.starts_at < ?3 AND b.ends_at > ?2
            AND NOT EXISTS (SELECT 1 FROM interviews i WHERE i.uid = b.uid)
            AND NOT EXISTS (SELECT 1 FROM interview_events e WHERE e.uid = b.uid)
         ORDER BY b.starts_at",
        calendar_id,
        from,
        until
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|r| Block {
        source: source.to_owned(),
        starts_at: time::from_ms(r.starts_at),
        ends_at: time::from_ms(r.ends_at),
        status: status_of(&r.status),
    })
    .collect())
}

/// Those of these UIDs that are interviews of this workspace.
pub async fn interviews(
    connection: &mut SqliteConnection,
    uids: &[&str],
) -> Result<Vec<String>, StoreError> {
    let uids = error::to_json("interviews.uid", &uids)?;
    Ok(sqlx::query_scalar!(
        r#"SELECT uid AS "uid!" FROM interviews WHERE uid IN (SELECT value FROM json_each(?1))
         UNION SELECT uid FROM interview_events WHERE uid IN (SELECT value FROM json_each(?1))"#,
        uids
    )
    .fetch_all(connection)
    .await?)
}
