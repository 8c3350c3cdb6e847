//! How the key of the sealed values is kept: in the keyring, or locked with a passphrase. Not part of
//! undo, export and restore.

use crate::{StoreError, Workspace, WriteTx};

/// What the file knows about the key.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyState {
    /// The workspace's id as it is now.
    pub workspace_id: String,
    /// How often the key, or the way it is kept, was changed.
    pub generation: i64,
    /// What a passphrase opens; empty while the key lies in the keyring.
    pub record: String,
    /// The id of the workspace that the record was made for.
    pub record_of: String,
}

impl KeyState {
    /// The workspace by whose id the key is kept.
    pub fn owner(&self) -> &str {
        if self.record.is_empty() {
            &self.workspace_id
        } else {
            &self.record_of
        }
    }
}

impl std::fmt::Debug for KeyState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyState")
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

/// How the key is kept now.
pub async fn get(workspace: &Workspace) -> Result<KeyState, StoreError> {
    Ok(sqlx::query_as!(
        KeyState,
        "SELECT w.workspace_id, k.generation, k.record, k.record_of
         FROM workspace w JOIN vault_key k ON k.id = w.id WHERE w.id = 1"
    )
    .fetch_one(workspace.reader())
    .await?)
}

/// Stores the record that a passphrase opens; the new generation.
///
/// # Errors
/// [`StoreError::Busy`] when the key was changed since `state` was read.
pub async fn lock(tx: &mut WriteTx, state: &KeyState, record: &str) -> Result<i64, StoreError> {
    let (before, owner) = (state.generation, state.owner());
    let generation = sqlx::query_scalar!(
        "UPDATE vault_key SET generation = generation + 1, record = ?1, record_of = ?2
         WHERE id = 1 AND generation = ?3 RETURNING generation",
        record,
        owner,
        before
    )
    .fetch_optional(tx.connection())
    .await?;
    tx.touch("vault");
    generation.ok_or(StoreError::Busy)
}
