//! Workspace settings: JSON values by name. What they mean, and their defaults, is `desk`'s.

use crate::{StoreError, Workspace, WriteTx, error};

/// Reads one setting.
pub async fn get<T: serde::de::DeserializeOwned>(
    workspace: &Workspace,
    key: &str,
) -> Result<Option<T>, StoreError> {
    sqlx::query_scalar!("SELECT value FROM settings WHERE key = ?1", key)
        .fetch_optional(workspace.reader())
        .await?
        .map(|text| error::from_json("settings.value", &text))
        .transpose()
}

/// Reads one setting inside a write, so that rules are checked against what is committed.
pub async fn get_in<T: serde::de::DeserializeOwned>(
    tx: &mut WriteTx,
    key: &str,
) -> Result<Option<T>, StoreError> {
    sqlx::query_scalar!("SELECT value FROM settings WHERE key = ?1", key)
        .fetch_optional(tx.connection())
        .await?
        .map(|text| error::from_json("settings.value", &text))
        .transpose()
}

/// Writes one setting.
pub async fn set<T: serde::Serialize>(
    tx: &mut WriteTx,
    key: &str,
    value: &T,
) -> Result<(), StoreError> {
    let text = error::to_json("settings.value", value)?;
    sqlx::query!(
        "INSERT INTO settings (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key,
        text
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
