//! Cheap questions that background work asks every second: is anything due at all? They read only,
//! so that a desk at rest never writes.

use chrono::{DateTime, Utc};

use crate::{StoreError, Workspace, time};

/// Whether a reminder waits whose time has come.
pub async fn reminders(workspace: &Workspace, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let now = time::to_ms(now);
    let any = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM reminders WHERE state = 'pending' AND due_at <= ?1)",
        now
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(any != 0)
}

/// Whether an interview has ended of which the records tell something that is not noted yet.
pub async fn outcomes(workspace: &Workspace, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let now = time::to_ms(now);
    let any = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM interviews
         WHERE status IN ('scheduled', 'in_progress') AND ends_at <= ?1
            AND (needs_confirmation = 0 OR (mode = 'ONLINE'
                AND (candidate_joined_at IS NOT NULL OR interviewer_joined_at IS NOT NULL))))",
        now
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(any != 0)
}

/// Whether a hold has run out that is not marked so yet.
pub async fn holds(workspace: &Workspace, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let now = time::to_ms(now);
    let any = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM holds WHERE state = 'active' AND expires_at <= ?1)",
        now
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(any != 0)
}

/// Whether an account is to be looked at, in case its end comes near.
pub async fn accounts(workspace: &Workspace, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let now = time::to_ms(now);
    let any = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM accounts WHERE look_at <= ?1)",
        now
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(any != 0)
}

/// Whether a letter may leave, one was left by a process that is gone, or a copy of an event is to be
/// written.
pub async fn outgoing(
    workspace: &Workspace,
    process: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let now = time::to_ms(now);
    let any = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND due_at <= ?1)
            OR EXISTS (SELECT 1 FROM outbox WHERE state = 'sending' AND claimed_by <> ?2)
            OR EXISTS (SELECT 1 FROM interview_events WHERE next_at <= ?1)",
        now,
        process
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(any != 0)
}

/// Whether something changed that people are to be told, or that a calendar is to hold.
pub async fn telling(workspace: &Workspace) -> Result<bool, StoreError> {
    let any = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM telling
            WHERE (automatic = 1 OR EXISTS (SELECT 1 FROM calendars WHERE writes = 1))
                AND seen <> (SELECT coalesce(max(seq), 0) FROM change_rows))"
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(any != 0)
}

/// Whether a mailbox is to be read for answers.
pub async fn answers(workspace: &Workspace, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let now = time::to_ms(now);
    let any = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM mail_account WHERE imap_host <> '' AND answers_next_at <= ?1)",
        now
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(any != 0)
}

/// Whether calendars were read since interviews were last compared with them.
pub async fn drift(workspace: &Workspace) -> Result<bool, StoreError> {
    let any = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM calendars c, telling t
            WHERE c.counts = 1 AND c.synced_at > t.drift_looked_at)"
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(any != 0)
}
