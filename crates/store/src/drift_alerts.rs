//! What was told of interviews that no longer hold, so that it is told once.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::{StoreError, WriteTx, time};

/// What was told, by interview.
pub async fn all(
    connection: &mut SqliteConnection,
) -> Result<BTreeMap<String, String>, StoreError> {
    let rows = sqlx::query!("SELECT interview_id, words FROM drift_alerts")
        .fetch_all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|r| (r.interview_id, r.words))
        .collect())
}

/// Notes what is told of an interview.
pub async fn put(tx: &mut WriteTx, interview_id: &str, words: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO drift_alerts (interview_id, words) VALUES (?1, ?2)
         ON CONFLICT (interview_id) DO UPDATE SET words = excluded.words",
        interview_id,
        words
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Forgets an interview that holds again, or is over.
pub async fn remove(tx: &mut WriteTx, interview_id: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM drift_alerts WHERE interview_id = ?1",
        interview_id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Notes when all were looked at.
pub async fn looked(tx: &mut WriteTx, at: DateTime<Utc>) -> Result<(), StoreError> {
    let at = time::to_ms(at);
    sqlx::query!("UPDATE telling SET drift_looked_at = ?1", at)
        .execute(tx.connection())
        .await?;
    Ok(())
}
