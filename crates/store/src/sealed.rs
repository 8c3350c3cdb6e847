//! Every sealed value of the workspace file: one to try a key on, and all of them to seal anew.
//!
//! A room id also stands in the change log, where undo compares it with the row and puts it back. So
//! what is sealed anew in a row is exchanged in the log as well, letter by letter the same.

use std::collections::HashMap;

use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};

use crate::vault_key::KeyState;
use crate::{StoreError, Workspace, workspace};

/// A column that holds sealed values.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The table.
    pub table: &'static str,
    /// The column that names the row.
    pub id: &'static str,
    /// The sealed column; empty text is no value.
    pub column: &'static str,
    /// Whether the change log tells of it.
    pub logged: bool,
}

/// All of them. First those that a restored backup does not bring: they are sealed with the present
/// key for sure.
pub const PLACES: &[Place] = &[
    place("account_tokens", "account_id", "sealed", false),
    place("vendor_clients", "vendor", "secret_sealed", false),
    place("mail_account", "id", "password_sealed", false),
    place("calendar_accounts", "id", "secret_sealed", false),
    place("interviews", "id", "room_sealed", true),
];

const fn place(table: &'static str, id: &'static str, column: &'static str, logged: bool) -> Place {
    Place {
        table,
        id,
        column,
        logged,
    }
}

/// One sealed value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SealedValue {
    /// The column it belongs to.
    pub place: &'static Place,
    /// The id of its row.
    pub id: String,
    /// The stored text.
    pub text: String,
}

/// One sealed value, to try a key on; `None` when nothing is sealed.
pub async fn first(workspace: &Workspace) -> Result<Option<SealedValue>, StoreError> {
    let mut reader = workspace.read().await?;
    for place in PLACES {
        if let Some(value) = of(&mut reader, place, "LIMIT 1").await?.pop() {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

/// Exchanges all sealed values in one transaction, in which they are read too; the new generation
/// of the key. `record` replaces the one that a passphrase opens, where there is one.
///
/// `reseal` gets each value once and gives the new text of those that change. It runs while
/// everybody else waits to write, so it only computes.
///
/// # Errors
/// What `reseal` says; [`StoreError::Busy`] when the key was changed since `state` was read, or
/// another process writes. Nothing was changed then.
pub async fn exchange<E: From<StoreError>>(
    workspace: &Workspace,
    state: &KeyState,
    record: Option<&str>,
    reseal: impl FnOnce(Vec<SealedValue>) -> Result<Vec<(SealedValue, String)>, E>,
) -> Result<i64, E> {
    // A connection of its own: the writer's triggers would log each room as a change of somebody.
    let mut live = SqliteConnection::connect_with(&workspace::options(&workspace.database()))
        .await
        .map_err(StoreError::from)?;
    let mut tx = live
        .begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(StoreError::from)?;
    let mut values = Vec::new();
    for place in PLACES {
        values.extend(of(&mut tx, place, "").await?);
    }
    let history = history(&mut tx).await?;
    let mut known: std::collections::HashSet<SealedValue> = values.iter().cloned().collect();
    for (_, value) in &history {
        if known.insert(value.clone()) {
            values.push(value.clone());
        }
    }
    let anew: HashMap<SealedValue, String> = reseal(values)?.into_iter().collect();
    for (value, text) in &anew {
        put(&mut tx, value, text).await?;
    }
    for (seq, value) in &history {
        if let Some(text) = anew.get(value) {
            sqlx::query!(
                "UPDATE change_rows SET before = replace(before, ?2, ?3),
                    after = replace(after, ?2, ?3) WHERE seq = ?1",
                seq,
                value.text,
                text
            )
            .execute(&mut *tx)
            .await
            .map_err(StoreError::from)?;
        }
    }
    let generation = sqlx::query_scalar!(
        "UPDATE vault_key SET generation = generation + 1, record = coalesce(?1, record)
         WHERE id = 1 AND generation = ?2 RETURNING generation",
        record,
        state.generation
    )
    .fetch_optional(&mut *tx)
    .await
    .map_err(StoreError::from)?
    .ok_or(StoreError::Busy)?;
    tx.commit().await.map_err(StoreError::from)?;
    // What is committed stays so, however closing goes.
    let _ = live.close().await;
    Ok(generation)
}

/// The values of one column, the newest id first. The names come from [`PLACES`], never from outside.
async fn of(
    connection: &mut SqliteConnection,
    place: &'static Place,
    limit: &str,
) -> Result<Vec<SealedValue>, StoreError> {
    let Place {
        table, id, column, ..
    } = place;
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT CAST({id} AS TEXT), {column} FROM {table} WHERE {column} <> ''
         ORDER BY {id} DESC {limit}"
    )))
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(SealedValue {
                place,
                id: row.try_get(0)?,
                text: row.try_get(1)?,
            })
        })
        .collect()
}

/// The values that the change log tells of, with the rows of the log they stand in.
async fn history(connection: &mut SqliteConnection) -> Result<Vec<(i64, SealedValue)>, StoreError> {
    let mut found = Vec::new();
    for place in PLACES.iter().filter(|place| place.logged) {
        let Place {
            table, id, column, ..
        } = place;
        for side in ["before", "after"] {
            let rows = sqlx::query(AssertSqlSafe(format!(
                "SELECT seq, json_extract({side}, '$.{id}'), json_extract({side}, '$.{column}')
                 FROM change_rows WHERE table_name = '{table}'
                    AND json_extract({side}, '$.{column}') <> ''"
            )))
            .fetch_all(&mut *connection)
            .await?;
            for row in rows {
                let (id, text) = (row.try_get(1)?, row.try_get(2)?);
                found.push((row.try_get(0)?, SealedValue { place, id, text }));
            }
        }
    }
    Ok(found)
}

/// Replaces a value where it still stands; one that only the log tells of is nowhere.
async fn put(
    connection: &mut SqliteConnection,
    value: &SealedValue,
    text: &str,
) -> Result<(), StoreError> {
    let Place {
        table, id, column, ..
    } = value.place;
    sqlx::query(AssertSqlSafe(format!(
        "UPDATE {table} SET {column} = ?3 WHERE {id} = ?1 AND {column} = ?2"
    )))
    .bind(&value.id)
    .bind(&value.text)
    .bind(text)
    .execute(connection)
    .await?;
    Ok(())
}
