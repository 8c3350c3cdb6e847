//! Settings of availability, level by level. What they mean and how they are inherited is `desk`'s.

use serde_json::Value;
use sqlx::SqliteConnection;

use crate::{StoreError, WriteTx, error};

/// One setting of one level.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// "workspace", "team" or "person".
    pub level: String,
    /// Empty for the workspace, else the team's name or the person's id.
    pub scope: String,
    /// The setting.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// Every setting that was given anywhere.
pub async fn all(connection: &mut SqliteConnection) -> Result<Vec<Row>, StoreError> {
    sqlx::query!("SELECT level, scope, name, value FROM availability_settings")
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(|r| {
            Ok(Row {
                level: r.level,
                scope: r.scope,
                name: r.name,
                value: error::from_json("availability_settings.value", &r.value)?,
            })
        })
        .collect()
}

/// The settings of the workspace, and those of these teams and people.
pub async fn of(
    connection: &mut SqliteConnection,
    scopes: &[&str],
) -> Result<Vec<Row>, StoreError> {
    let scopes = error::to_json("availability_settings.scope", &scopes)?;
    sqlx::query!(
        "SELECT level, scope, name, value FROM availability_settings
         WHERE level = 'workspace' OR scope IN (SELECT value FROM json_each(?1))",
        scopes
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|r| {
        Ok(Row {
            level: r.level,
            scope: r.scope,
            name: r.name,
            value: error::from_json("availability_settings.value", &r.value)?,
        })
    })
    .collect()
}

/// Gives a setting a value at a level, or with `None` leaves it to the level above.
pub async fn set(
    tx: &mut WriteTx,
    level: &str,
    scope: &str,
    name: &str,
    value: Option<&Value>,
) -> Result<(), StoreError> {
    match value {
        Some(value) => {
            let value = error::to_json("availability_settings.value", value)?;
            sqlx::query!(
                "INSERT INTO availability_settings (level, scope, name, value)
                 VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (level, scope, name) DO UPDATE SET value = excluded.value
                 WHERE availability_settings.value <> excluded.value",
                level,
                scope,
                name,
                value
            )
            .execute(tx.connection())
            .await?;
        }
        None => {
            sqlx::query!(
                "DELETE FROM availability_settings WHERE level = ?1 AND scope = ?2 AND name = ?3",
                level,
                scope,
                name
            )
            .execute(tx.connection())
            .await?;
        }
    }
    Ok(())
}
