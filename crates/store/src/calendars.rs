//! Calendars at other servers: accounts, their calendars, and what was read of them ([`rows`]).
//!
//! These tables are mirrors and secrets: the change log does not record them, undo and export do
//! not know them.

pub mod rows;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::{StoreError, WriteTx, time};

/// A calendar account, or one subscription.
#[derive(Debug, Clone)]
pub struct Account {
    /// Id.
    pub id: String,
    /// `caldav`, `ics`, `google` or `microsoft`.
    pub kind: String,
    /// What the window calls it.
    pub label: String,
    /// The server's name; never more of its address.
    pub host: String,
    /// A hash of its address and user name; no two accounts share one.
    pub identity: String,
    /// Address, user name and password, sealed; empty for a signed-in account, and after a
    /// disconnect that keeps what was read.
    pub secret_sealed: String,
    /// The signed-in account of a vendor.
    pub account_id: Option<String>,
    /// Whether it can be read; not after a disconnect that keeps what was read.
    pub connected: bool,
    /// What is wrong: nothing (empty), `failing` or `sign_in_again`.
    pub trouble: String,
    /// The same in words, with what to do.
    pub trouble_words: String,
    /// When it is read next by itself; `None` for never.
    pub next_at: Option<DateTime<Utc>>,
    /// When it was connected.
    pub created_at: DateTime<Utc>,
}

/// A calendar of an account.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Id.
    pub id: String,
    /// The account.
    pub account_id: String,
    /// Its id at the server; may hold a user name, so it is not logged.
    pub remote_id: String,
    /// The name its owner gave it.
    pub name: String,
    /// Whose busy times it holds.
    pub person_id: Option<String>,
    /// Their name.
    pub person_name: Option<String>,
    /// Whether its times count.
    pub counts: bool,
    /// Whether its server lets us write into it.
    pub writable: bool,
    /// Whether interviews are written into it; at most one calendar.
    pub writes: bool,
    /// How far it has been read, as JSON; empty before the first time.
    pub run: String,
    /// When it was last read to its end.
    pub synced_at: Option<DateTime<Utc>>,
    /// The zone that its floating times and days were expanded in.
    pub expanded_zone: String,
    /// Start of the expansion.
    pub expanded_from: DateTime<Utc>,
    /// End of the expansion.
    pub expanded_until: DateTime<Utc>,
    /// Stored events and series.
    pub events: i64,
    /// Those of them that could not be read.
    pub problems: i64,
}

struct AccountRow {
    id: String,
    kind: String,
    label: String,
    host: String,
    identity: String,
    secret_sealed: String,
    account_id: Option<String>,
    connected: i64,
    trouble: String,
    trouble_words: String,
    next_at: Option<i64>,
    created_at: i64,
}

impl From<AccountRow> for Account {
    fn from(r: AccountRow) -> Self {
        Self {
            id: r.id,
            kind: r.kind,
            label: r.label,
            host: r.host,
            identity: r.identity,
            secret_sealed: r.secret_sealed,
            account_id: r.account_id,
            connected: r.connected != 0,
            trouble: r.trouble,
            trouble_words: r.trouble_words,
            next_at: r.next_at.map(time::from_ms),
            created_at: time::from_ms(r.created_at),
        }
    }
}

/// All accounts, in the order they were connected.
pub async fn accounts(connection: &mut SqliteConnection) -> Result<Vec<Account>, StoreError> {
    let rows = sqlx::query_as!(
        AccountRow,
        "SELECT id, kind, label, host, identity, secret_sealed, account_id, connected, trouble,
            trouble_words, next_at, created_at
         FROM calendar_accounts ORDER BY created_at, id"
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Account::from).collect())
}

/// One account.
pub async fn account(connection: &mut SqliteConnection, id: &str) -> Result<Account, StoreError> {
    sqlx::query_as!(
        AccountRow,
        "SELECT id, kind, label, host, identity, secret_sealed, account_id, connected, trouble,
            trouble_words, next_at, created_at
         FROM calendar_accounts WHERE id = ?1",
        id
    )
    .fetch_optional(connection)
    .await?
    .map(Account::from)
    .ok_or_else(|| StoreError::NotFound {
        what: "calendar account",
        id: id.to_owned(),
    })
}

/// The account of this address and user name.
pub async fn id_by_identity(
    connection: &mut SqliteConnection,
    identity: &str,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM calendar_accounts WHERE identity = ?1",
        identity
    )
    .fetch_optional(connection)
    .await?)
}

/// Adds or changes an account.
pub async fn put_account(tx: &mut WriteTx, a: &Account) -> Result<(), StoreError> {
    let (next_at, created_at) = (a.next_at.map(time::to_ms), time::to_ms(a.created_at));
    sqlx::query!(
        "INSERT INTO calendar_accounts (id, kind, label, host, identity, secret_sealed,
            account_id, connected, trouble, trouble_words, next_at, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (id) DO UPDATE SET label = excluded.label,
            secret_sealed = excluded.secret_sealed, account_id = excluded.account_id,
            connected = excluded.connected, trouble = excluded.trouble,
            trouble_words = excluded.trouble_words, next_at = excluded.next_at",
        a.id,
        a.kind,
        a.label,
        a.host,
        a.identity,
        a.secret_sealed,
        a.account_id,
        a.connected,
        a.trouble,
        a.trouble_words,
        next_at,
        created_at
    )
    .execute(tx.connection())
    .await?;
    tx.touch("calendars");
    Ok(())
}

/// Removes an account with everything that was read of it.
pub async fn remove_account(tx: &mut WriteTx, id: &str) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM calendar_accounts WHERE id = ?1", id)
        .execute(tx.connection())
        .await?;
    tx.touch("calendars");
    tx.touch("busy");
    Ok(())
}

/// Notes how reading an account ended, unless it was disconnected meanwhile.
pub async fn set_trouble(
    tx: &mut WriteTx,
    id: &str,
    trouble: &str,
    words: &str,
) -> Result<(), StoreError> {
    let changed = sqlx::query!(
        "UPDATE calendar_accounts SET trouble = ?2, trouble_words = ?3
         WHERE id = ?1 AND connected = 1",
        id,
        trouble,
        words
    )
    .execute(tx.connection())
    .await?;
    if changed.rows_affected() > 0 {
        tx.touch("calendars");
    }
    Ok(())
}

/// Ids of the accounts that are to be read by now. One whose password was refused is not tried again
/// by itself: servers lock accounts after a few wrong ones.
pub async fn due(
    connection: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let now = time::to_ms(now);
    Ok(sqlx::query_scalar!(
        "SELECT id FROM calendar_accounts WHERE next_at <= ?1 AND trouble <> 'sign_in_again'
         ORDER BY next_at, id",
        now
    )
    .fetch_all(connection)
    .await?)
}

/// Puts off the next reading of an account that is read by itself.
pub async fn put_off(tx: &mut WriteTx, id: &str, until: DateTime<Utc>) -> Result<(), StoreError> {
    let until = time::to_ms(until);
    sqlx::query!(
        "UPDATE calendar_accounts SET next_at = ?2 WHERE id = ?1 AND next_at IS NOT NULL",
        id,
        until
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

struct CalendarRow {
    id: String,
    account_id: String,
    remote_id: String,
    name: String,
    person_id: Option<String>,
    person_name: Option<String>,
    counts: i64,
    writable: i64,
    writes: i64,
    run: String,
    synced_at: Option<i64>,
    expanded_zone: String,
    expanded_from: i64,
    expanded_until: i64,
    events: i64,
    problems: i64,
}

impl From<CalendarRow> for Calendar {
    fn from(r: CalendarRow) -> Self {
        Self {
            id: r.id,
            account_id: r.account_id,
            remote_id: r.remote_id,
            name: r.name,
            person_id: r.person_id,
            person_name: r.person_name,
            counts: r.counts != 0,
            writable: r.writable != 0,
            writes: r.writes != 0,
            run: r.run,
            synced_at: r.synced_at.map(time::from_ms),
            expanded_zone: r.expanded_zone,
            expanded_from: time::from_ms(r.expanded_from),
            expanded_until: time::from_ms(r.expanded_until),
            events: r.events,
            problems: r.problems,
        }
    }
}

/// Calendars by name: of one account, or those that count for these people, or all; `id` narrows
/// to one.
async fn read(
    connection: &mut SqliteConnection,
    id: Option<&str>,
    account_id: Option<&str>,
    people: Option<&str>,
) -> Result<Vec<Calendar>, StoreError> {
    let rows = sqlx::query_as!(
        CalendarRow,
        r#"SELECT c.id, c.account_id, c.remote_id, c.name, c.person_id,
            p.full_name AS "person_name?", c.counts, c.writable, c.writes,
            c.run, c.synced_at, c.expanded_zone,
            c.expanded_from, c.expanded_until,
            (SELECT count(*) FROM calendar_rows r WHERE r.calendar_id = c.id) AS "events!: i64",
            (SELECT count(*) FROM calendar_rows r
             WHERE r.calendar_id = c.id AND r.series IS NULL) AS "problems!: i64"
         FROM calendars c LEFT JOIN people p ON p.id = c.person_id
         WHERE (?1 IS NULL OR c.id = ?1) AND (?2 IS NULL OR c.account_id = ?2)
            AND (?3 IS NULL OR (c.counts = 1
                AND c.person_id IN (SELECT value FROM json_each(?3))))
         ORDER BY c.name, c.id"#,
        id,
        account_id,
        people
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Calendar::from).collect())
}

/// The calendars of an account, or all, by name.
pub async fn calendars(
    connection: &mut SqliteConnection,
    account_id: Option<&str>,
) -> Result<Vec<Calendar>, StoreError> {
    read(connection, None, account_id, None).await
}

/// The calendars that count for these people.
pub async fn counting(
    connection: &mut SqliteConnection,
    people: &[&str],
) -> Result<Vec<Calendar>, StoreError> {
    let people = crate::error::to_json("calendars.person_id", &people)?;
    read(connection, None, None, Some(&people)).await
}

/// One calendar.
pub async fn calendar(connection: &mut SqliteConnection, id: &str) -> Result<Calendar, StoreError> {
    read(connection, Some(id), None, None)
        .await?
        .pop()
        .ok_or_else(|| StoreError::NotFound {
            what: "calendar",
            id: id.to_owned(),
        })
}

/// Adds a calendar of an account, or renames the one that has this id at its server.
pub async fn put_calendar(
    tx: &mut WriteTx,
    account_id: &str,
    remote_id: &str,
    name: &str,
    writable: bool,
) -> Result<(), StoreError> {
    let id = crate::new_id(tx.at());
    sqlx::query!(
        "INSERT INTO calendars (id, account_id, remote_id, name, writable)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (account_id, remote_id) DO UPDATE
            SET name = excluded.name, writable = excluded.writable,
                writes = writes AND excluded.writable",
        id,
        account_id,
        remote_id,
        name,
        writable
    )
    .execute(tx.connection())
    .await?;
    tx.touch("calendars");
    Ok(())
}

/// Says whose busy times a calendar holds and whether they count.
pub async fn choose(
    tx: &mut WriteTx,
    id: &str,
    person_id: Option<&str>,
    counts: bool,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE calendars SET person_id = ?2, counts = ?3 WHERE id = ?1",
        id,
        person_id,
        counts
    )
    .execute(tx.connection())
    .await?;
    tx.touch("calendars");
    tx.touch("busy");
    Ok(())
}

/// Says into which calendar interviews are written; `None` for none.
pub async fn write_into(tx: &mut WriteTx, id: Option<&str>) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE calendars SET writes = 0 WHERE writes = 1 AND id IS NOT ?1",
        id
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!("UPDATE calendars SET writes = 1 WHERE id = ?1", id)
        .execute(tx.connection())
        .await?;
    tx.touch("calendars");
    Ok(())
}

/// The calendar that interviews are written into.
pub async fn written_into(
    connection: &mut SqliteConnection,
) -> Result<Option<Calendar>, StoreError> {
    let id = sqlx::query_scalar!("SELECT id FROM calendars WHERE writes = 1")
        .fetch_optional(&mut *connection)
        .await?;
    match id {
        Some(id) => calendar(connection, &id).await.map(Some),
        None => Ok(None),
    }
}

/// Forgets everything that was read of a calendar.
pub async fn forget(tx: &mut WriteTx, id: &str) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM calendar_rows WHERE calendar_id = ?1", id)
        .execute(tx.connection())
        .await?;
    sqlx::query!(
        "UPDATE calendars SET run = '', synced_at = NULL WHERE id = ?1",
        id
    )
    .execute(tx.connection())
    .await?;
    tx.touch("calendars");
    tx.touch("busy");
    Ok(())
}

/// Moves the state of a calendar's reading on from `before` to `after`; false when it is no longer
/// `before`, or the calendar is gone or does not count any more: then somebody else reads it, and
/// nothing of this reading may be stored.
pub async fn advance(
    tx: &mut WriteTx,
    id: &str,
    before: &str,
    after: &str,
) -> Result<bool, StoreError> {
    let moved = sqlx::query!(
        "UPDATE calendars SET run = ?3 WHERE id = ?1 AND run = ?2 AND counts = 1",
        id,
        before,
        after
    )
    .execute(tx.connection())
    .await?;
    Ok(moved.rows_affected() == 1)
}

/// Notes that a calendar was read to its end at `at`, if it still stands where that reading left it.
pub async fn set_synced(
    tx: &mut WriteTx,
    id: &str,
    run: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let at = time::to_ms(at);
    sqlx::query!(
        "UPDATE calendars SET synced_at = ?3 WHERE id = ?1 AND run = ?2 AND counts = 1",
        id,
        run,
        at
    )
    .execute(tx.connection())
    .await?;
    tx.touch("calendars");
    Ok(())
}

/// Notes how far and in which zone a calendar is expanded.
pub async fn set_expanded(
    tx: &mut WriteTx,
    id: &str,
    zone: &str,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (from, until) = (time::to_ms(from), time::to_ms(until));
    sqlx::query!(
        "UPDATE calendars SET expanded_zone = ?2, expanded_from = ?3, expanded_until = ?4
         WHERE id = ?1",
        id,
        zone,
        from,
        until
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Makes the calendars that count for these people be read at the next look.
pub async fn read_soon(tx: &mut WriteTx, people: &[&str]) -> Result<(), StoreError> {
    let (people, now) = (
        crate::error::to_json("calendars.person_id", &people)?,
        time::to_ms(tx.at()),
    );
    sqlx::query!(
        "UPDATE calendar_accounts SET next_at = ?2
         WHERE next_at > ?2 AND id IN (SELECT account_id FROM calendars
            WHERE counts = 1 AND person_id IN (SELECT value FROM json_each(?1)))",
        people,
        now
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
