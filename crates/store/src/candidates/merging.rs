//! One record takes in another: what hangs on the other moves over. Everything is one change, so
//! that undo separates them again.

use super::{Candidate, change, mark_distinct};
use crate::{StoreError, WriteTx, time};

/// What moved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Absorbed {
    /// Documents.
    pub documents: u64,
    /// Applications that moved whole.
    pub applications: u64,
    /// Applications for a job that the kept record has as well: joined with it.
    pub joined_applications: u64,
    /// Drafts and messages.
    pub conversations: u64,
}

/// Writes `kept`, whose fields are the merged ones, moves what hangs on `other` to it, and marks
/// `other` as merged.
///
/// For a job that both applied to, the kept record's application stays: it gets the interviews,
/// holds, bookings and sessions of the other one, every switch that either had on, and the other's
/// score when it has none; the other application is deleted. A document that both have stays with
/// the hidden record as well.
pub async fn absorb(
    tx: &mut WriteTx,
    kept: &Candidate,
    other: &Candidate,
) -> Result<Absorbed, StoreError> {
    let documents = sqlx::query!(
        "UPDATE documents SET candidate_id = ?1 WHERE candidate_id = ?2
         AND sha256 NOT IN (SELECT sha256 FROM documents WHERE candidate_id = ?1)",
        kept.id,
        other.id
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    let mut moved = move_applications(tx, &kept.id, &other.id).await?;
    moved.documents = documents;
    moved.conversations = move_conversations(tx, &kept.id, &other.id).await?;
    move_distinctions(tx, &kept.id, &other.id).await?;
    change(tx, kept).await?;
    let hidden = Candidate {
        merged_into: Some(kept.id.clone()),
        ..other.clone()
    };
    change(tx, &hidden).await?;
    Ok(moved)
}

async fn move_applications(
    tx: &mut WriteTx,
    kept: &str,
    other: &str,
) -> Result<Absorbed, StoreError> {
    let at = time::to_ms(tx.at());
    let both = sqlx::query!(
        "SELECT mine.id AS stays, theirs.id AS goes FROM applications AS mine
         JOIN applications AS theirs ON theirs.job_id = mine.job_id
         WHERE mine.candidate_id = ?1 AND theirs.candidate_id = ?2 ORDER BY mine.id",
        kept,
        other
    )
    .fetch_all(tx.connection())
    .await?;
    for pair in &both {
        join_applications(tx, &pair.stays, &pair.goes).await?;
    }
    let applications = sqlx::query!(
        "UPDATE applications SET candidate_id = ?1, updated_at = ?3 WHERE candidate_id = ?2",
        kept,
        other,
        at
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    let joined_applications = u64::try_from(both.len()).unwrap_or(u64::MAX);
    Ok(Absorbed {
        applications,
        joined_applications,
        ..Absorbed::default()
    })
}

async fn join_applications(tx: &mut WriteTx, stays: &str, goes: &str) -> Result<(), StoreError> {
    let at = time::to_ms(tx.at());
    sqlx::query!(
        "UPDATE applications SET updated_at = ?3,
            shortlisted = max(applications.shortlisted, o.shortlisted),
            interview_enabled = max(applications.interview_enabled, o.interview_enabled),
            online_interview_enabled =
                max(applications.online_interview_enabled, o.online_interview_enabled),
            score = coalesce(applications.score, o.score),
            match = CASE WHEN applications.score IS NULL THEN o.match ELSE applications.match END
         FROM applications AS o WHERE applications.id = ?1 AND o.id = ?2",
        stays,
        goes,
        at
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE interviews SET application_id = ?1, updated_at = ?3 WHERE application_id = ?2",
        stays,
        goes,
        at
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE holds SET application_id = ?1, updated_at = ?3 WHERE application_id = ?2",
        stays,
        goes,
        at
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE bookings SET application_id = ?1, updated_at = ?3 WHERE application_id = ?2",
        stays,
        goes,
        at
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "UPDATE interview_sessions SET application_id = ?1, updated_at = ?3
         WHERE application_id = ?2",
        stays,
        goes,
        at
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!("DELETE FROM applications WHERE id = ?1", goes)
        .execute(tx.connection())
        .await?;
    Ok(())
}

async fn move_conversations(tx: &mut WriteTx, kept: &str, other: &str) -> Result<u64, StoreError> {
    let at = time::to_ms(tx.at());
    let drafts = sqlx::query!(
        "UPDATE drafts SET candidate_id = ?1, updated_at = ?3 WHERE candidate_id = ?2",
        kept,
        other,
        at
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    let messages = sqlx::query!(
        "UPDATE messages SET candidate_id = ?1 WHERE candidate_id = ?2",
        kept,
        other
    )
    .execute(tx.connection())
    .await?
    .rows_affected();
    Ok(drafts + messages)
}

/// Whoever was called a different person from the other one is different from the kept one too.
async fn move_distinctions(tx: &mut WriteTx, kept: &str, other: &str) -> Result<(), StoreError> {
    let different = sqlx::query_scalar!(
        "SELECT CASE WHEN first_id = ?1 THEN second_id ELSE first_id END
         FROM candidate_distinct WHERE ?1 IN (first_id, second_id) AND ?2 NOT IN (first_id, second_id)",
        other,
        kept
    )
    .fetch_all(tx.connection())
    .await?;
    for id in different {
        mark_distinct(tx, kept, &id).await?;
    }
    Ok(())
}
