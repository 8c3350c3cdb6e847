//! Busy times of people from calendar files. Series stay rules; blocks are their expansion.

use chrono::{DateTime, Utc};
use muster_scheduling::attendee::BusyStatus;
use sqlx::SqliteConnection;

use crate::{StoreError, WriteTx, error, time};

/// A stretch in which a person is not free, or perhaps not.
#[derive(Debug, Clone)]
pub struct Block {
    /// The calendar it comes from.
    pub source: String,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// What the calendar says.
    pub status: BusyStatus,
}

/// The stored word of a status.
pub(crate) fn status_word(status: BusyStatus) -> &'static str {
    match status {
        BusyStatus::Busy => "busy",
        BusyStatus::OutOfOffice => "out_of_office",
        BusyStatus::Tentative => "tentative",
        BusyStatus::Free => "free",
        BusyStatus::Unknown => "unknown",
    }
}

/// The status of a stored word.
pub(crate) fn status_of(word: &str) -> BusyStatus {
    match word {
        "out_of_office" => BusyStatus::OutOfOffice,
        "tentative" => BusyStatus::Tentative,
        "free" => BusyStatus::Free,
        "unknown" => BusyStatus::Unknown,
        _ => BusyStatus::Busy,
    }
}

/// A stored event or series: its UID, a hash of its content, and its rule as JSON.
#[derive(Debug, Clone)]
pub struct Series {
    /// iCalendar UID.
    pub uid: String,
    /// Hash of `series`, to tell what changed.
    pub content_hash: String,
    /// The rule, as `muster-providers` writes it.
    pub series: String,
}

/// Blocks of these people that touch `[from, until)`, each with whose it is, earliest first.
pub async fn blocks(
    connection: &mut SqliteConnection,
    people: &[&str],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(String, Block)>, StoreError> {
    let people = error::to_json("busy_blocks.person_id", &people)?;
    let (from, until) = (time::to_ms(from), time::to_ms(until));
    Ok(sqlx::query!(
        "SELECT person_id, source, starts_at, ends_at, status FROM busy_blocks
         WHERE person_id IN (SELECT value FROM json_each(?1)) AND starts_at < ?3 AND ends_at > ?2
         ORDER BY starts_at",
        people,
        from,
        until
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|r| {
        let block = Block {
            source: r.source,
            starts_at: time::from_ms(r.starts_at),
            ends_at: time::from_ms(r.ends_at),
            status: status_of(&r.status),
        };
        (r.person_id, block)
    })
    .collect())
}

/// All series of one calendar file of a person.
pub async fn series(
    connection: &mut SqliteConnection,
    person_id: &str,
    source: &str,
) -> Result<Vec<Series>, StoreError> {
    Ok(sqlx::query_as!(
        Series,
        "SELECT uid, content_hash, series FROM busy_series WHERE person_id = ?1 AND source = ?2",
        person_id,
        source
    )
    .fetch_all(connection)
    .await?)
}

/// Adds or replaces one series.
pub async fn put_series(
    tx: &mut WriteTx,
    person_id: &str,
    source: &str,
    series: &Series,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO busy_series (person_id, source, uid, content_hash, series)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (person_id, source, uid) DO UPDATE SET
            content_hash = excluded.content_hash, series = excluded.series",
        person_id,
        source,
        series.uid,
        series.content_hash,
        series.series
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Removes one series and its blocks.
pub async fn remove_series(
    tx: &mut WriteTx,
    person_id: &str,
    source: &str,
    uid: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM busy_series WHERE person_id = ?1 AND source = ?2 AND uid = ?3",
        person_id,
        source,
        uid
    )
    .execute(tx.connection())
    .await?;
    replace_blocks(tx, person_id, source, uid, &[]).await
}

/// Replaces the expansion of one series.
pub async fn replace_blocks(
    tx: &mut WriteTx,
    person_id: &str,
    source: &str,
    uid: &str,
    blocks: &[Block],
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM busy_blocks WHERE person_id = ?1 AND source = ?2 AND uid = ?3",
        person_id,
        source,
        uid
    )
    .execute(tx.connection())
    .await?;
    for block in blocks {
        let (starts_at, ends_at) = (time::to_ms(block.starts_at), time::to_ms(block.ends_at));
        let status = status_word(block.status);
        sqlx::query!(
            "INSERT INTO busy_blocks (person_id, source, uid, starts_at, ends_at, status)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            person_id,
            source,
            uid,
            starts_at,
            ends_at,
            status
        )
        .execute(tx.connection())
        .await?;
    }
    tx.touch("busy_blocks");
    Ok(())
}

/// A calendar file of a person, and how far it is expanded.
#[derive(Debug, Clone)]
pub struct Source {
    /// Whose.
    pub person_id: String,
    /// Its name.
    pub source: String,
    /// When it was last read.
    pub imported_at: DateTime<Utc>,
    /// Start of the expansion.
    pub expanded_from: DateTime<Utc>,
    /// End of the expansion.
    pub expanded_until: DateTime<Utc>,
}

/// All calendar files, or those of these people.
pub async fn sources(
    connection: &mut SqliteConnection,
    people: Option<&[&str]>,
) -> Result<Vec<Source>, StoreError> {
    let people = people
        .map(|ids| error::to_json("busy_sources.person_id", &ids))
        .transpose()?;
    Ok(sqlx::query!(
        "SELECT person_id, source, imported_at, expanded_from, expanded_until FROM busy_sources
         WHERE ?1 IS NULL OR person_id IN (SELECT value FROM json_each(?1))
         ORDER BY person_id, source",
        people
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|r| Source {
        person_id: r.person_id,
        source: r.source,
        imported_at: time::from_ms(r.imported_at),
        expanded_from: time::from_ms(r.expanded_from),
        expanded_until: time::from_ms(r.expanded_until),
    })
    .collect())
}

/// Records that a calendar file was read and expanded.
pub async fn put_source(tx: &mut WriteTx, source: &Source) -> Result<(), StoreError> {
    let imported_at = time::to_ms(source.imported_at);
    let (from, until) = (
        time::to_ms(source.expanded_from),
        time::to_ms(source.expanded_until),
    );
    sqlx::query!(
        "INSERT INTO busy_sources (person_id, source, imported_at, expanded_from, expanded_until)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (person_id, source) DO UPDATE SET imported_at = excluded.imported_at,
            expanded_from = excluded.expanded_from, expanded_until = excluded.expanded_until",
        source.person_id,
        source.source,
        imported_at,
        from,
        until
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Removes the expansion of a whole calendar.
pub async fn clear_blocks(
    tx: &mut WriteTx,
    person_id: &str,
    source: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM busy_blocks WHERE person_id = ?1 AND source = ?2",
        person_id,
        source
    )
    .execute(tx.connection())
    .await?;
    tx.touch("busy_blocks");
    Ok(())
}

/// Records how far a calendar is expanded, when it still exists.
pub async fn set_expanded(
    tx: &mut WriteTx,
    person_id: &str,
    source: &str,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (from, until) = (time::to_ms(from), time::to_ms(until));
    sqlx::query!(
        "UPDATE busy_sources SET expanded_from = ?3, expanded_until = ?4
         WHERE person_id = ?1 AND source = ?2",
        person_id,
        source,
        from,
        until
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
