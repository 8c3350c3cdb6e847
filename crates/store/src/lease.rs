//! The lease: one process at a time does background work (DESIGN.md section 8).
//!
//! A row with an owner and an expiry, taken by compare-and-swap. Instants come from the caller's
//! clock, so that a test clock and a laptop's sleep behave alike.

use chrono::{DateTime, Utc};

use crate::{StoreError, Workspace, time};

/// Who holds a lease, and until when unless renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// The process that holds it.
    pub owner: String,
    /// When it lapses.
    pub expires_at: DateTime<Utc>,
}

/// Takes the lease `name` for `owner` until `until`.
///
/// It is taken when nobody holds it, when `owner` holds it already, when it lapsed at `now`, or
/// when `holder_is_gone` says that its holder's process has ended. Otherwise the holder is told.
pub async fn acquire(
    workspace: &Workspace,
    name: &str,
    owner: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    holder_is_gone: bool,
) -> Result<Option<Lease>, StoreError> {
    let (at, expires_at) = (time::to_ms(now), time::to_ms(until));
    loop {
        let taken = sqlx::query!(
            "INSERT INTO lease (name, owner, expires_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
             WHERE lease.owner = excluded.owner OR lease.expires_at <= ?4 OR ?5",
            name,
            owner,
            expires_at,
            at,
            holder_is_gone
        )
        .execute(workspace.writer())
        .await?;
        if taken.rows_affected() == 1 {
            return Ok(None);
        }
        // Released between the two statements: try again.
        if let Some(holder) = holder(workspace, name).await? {
            return Ok(Some(holder));
        }
    }
}

/// Who holds the lease now; reads only.
pub async fn holder(workspace: &Workspace, name: &str) -> Result<Option<Lease>, StoreError> {
    Ok(
        sqlx::query!("SELECT owner, expires_at FROM lease WHERE name = ?1", name)
            .fetch_optional(workspace.reader())
            .await?
            .map(|row| Lease {
                owner: row.owner,
                expires_at: time::from_ms(row.expires_at),
            }),
    )
}

/// Moves the expiry of a lease that `owner` still holds; false when another has taken it.
pub async fn renew(
    workspace: &Workspace,
    name: &str,
    owner: &str,
    until: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let expires_at = time::to_ms(until);
    let renewed = sqlx::query!(
        "UPDATE lease SET expires_at = ?3 WHERE name = ?1 AND owner = ?2",
        name,
        owner,
        expires_at
    )
    .execute(workspace.writer())
    .await?;
    Ok(renewed.rows_affected() == 1)
}

/// Gives a lease back; one that another has taken is left alone.
pub async fn release(workspace: &Workspace, name: &str, owner: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM lease WHERE name = ?1 AND owner = ?2",
        name,
        owner
    )
    .execute(workspace.writer())
    .await?;
    Ok(())
}
