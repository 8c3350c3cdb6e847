//! A new master key: every sealed value is sealed again under it, all of them or none.
//!
//! The values lie in the workspace file and the key lies in the keyring, and no transaction spans
//! both. The order below makes every moment of it recoverable:
//!
//! 1. [`KeyRotation::begin`] keeps the new key in the keyring *beside* the old one.
//! 2. [`KeyRotation::reseal`] gives all values anew; the caller writes them in one transaction.
//! 3. [`KeyRotation::finish`] puts the new key in the old one's place.
//!
//! A process that dies between two steps leaves both keys in the keyring. [`settle`], which
//! [`Vault::open_settled`] runs at the next start, tries them on one stored value and keeps the one
//! that opens it.
//!
//! A key that is locked with a passphrase needs none of this: its record lies in the workspace file
//! and is written in the same transaction as the values ([`reseal`]).

use thiserror::Error;

use crate::key::MasterKey;
use crate::keyring::{Keyring, KeyringError};
use crate::sealed::{OpenError, RowIdentity, SealError};
use crate::secret::Secret;
use crate::vault::{Vault, VaultState};

/// One sealed value with the place it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// Name of the table.
    pub table: String,
    /// Primary key of the row.
    pub id: String,
    /// Name of the column.
    pub column: String,
    /// The bytes as stored.
    pub sealed: Vec<u8>,
}

impl SealedRow {
    /// The place as the cipher authenticates it.
    pub fn identity(&self) -> RowIdentity<'_> {
        RowIdentity {
            table: &self.table,
            id: &self.id,
            column: &self.column,
        }
    }
}

/// Why nothing was sealed anew. The stored values are untouched and the old key still opens them.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum RotationError {
    /// One value does not open under the old key, so it cannot be carried over.
    #[error(
        "The key was not changed, because one stored secret ({table}.{column}) cannot be opened: \
         {cause} Nothing was lost; disconnect what it belongs to and try again."
    )]
    Unreadable {
        /// The table of the value.
        table: String,
        /// The id of its row.
        id: String,
        /// Its column.
        column: String,
        /// Why it does not open.
        cause: OpenError,
    },
    /// A value could not be sealed under the new key.
    #[error("The key was not changed: {reason}")]
    NotSealed {
        /// Words of [`SealError`].
        reason: String,
    },
}

impl From<SealError> for RotationError {
    fn from(error: SealError) -> Self {
        Self::NotSealed {
            reason: error.to_string(),
        }
    }
}

/// Seals every value of `rows` under `new`, each for its own place, and reads it back.
///
/// All or nothing: the first value that does not open ends it, and no value was given out. The
/// caller replaces all rows inside one transaction, in which it also read them.
pub fn reseal(
    old: &Vault,
    new: &Vault,
    rows: &[SealedRow],
) -> Result<Vec<SealedRow>, RotationError> {
    rows.iter()
        .map(|row| {
            let unreadable = |cause| RotationError::Unreadable {
                table: row.table.clone(),
                id: row.id.clone(),
                column: row.column.clone(),
                cause,
            };
            let plain = old
                .unseal(&row.sealed, row.identity())
                .map_err(unreadable)?;
            let sealed = new.seal(plain.expose(), row.identity())?;
            // What cannot be read back must not replace what can.
            new.unseal(&sealed, row.identity()).map_err(unreadable)?;
            Ok(SealedRow {
                sealed: sealed.into_bytes(),
                ..row.clone()
            })
        })
        .collect()
}

/// A change of the master key that is under way.
#[derive(Debug)]
pub struct KeyRotation<'a> {
    keyring: &'a dyn Keyring,
    workspace_id: &'a str,
    new: Vault,
}

impl<'a> KeyRotation<'a> {
    /// Draws a new key and keeps it in the keyring beside the one in use.
    ///
    /// `probe` is any sealed value of the workspace: with it an earlier change that was cut off is
    /// brought to its end first. **Blocks** like [`Vault::open`].
    pub fn begin(
        keyring: &'a dyn Keyring,
        workspace_id: &'a str,
        probe: Option<&SealedRow>,
    ) -> Result<Self, VaultState> {
        settle(keyring, workspace_id, probe)?;
        let key = MasterKey::generate()?;
        let place = next_place(workspace_id);
        let text = key.to_keyring_text();
        keyring.write(&place, &text)?;
        let kept = keyring.read(&place)?;
        if kept.is_none_or(|kept| kept.expose() != text.expose()) {
            return Err(VaultState::KeyringFailed {
                reason: "it accepted the new key but did not keep it".to_owned(),
            });
        }
        Ok(Self {
            keyring,
            workspace_id,
            new: Vault::with_key(key),
        })
    }

    /// All values anew, to be written in one transaction. See [`reseal`].
    pub fn reseal(&self, old: &Vault, rows: &[SealedRow]) -> Result<Vec<SealedRow>, RotationError> {
        reseal(old, &self.new, rows)
    }

    /// Puts the new key in the old one's place, after the transaction was committed; the vault over
    /// it. When this fails the next start does it ([`settle`]).
    pub fn finish(self) -> Result<Vault, VaultState> {
        self.keyring
            .write(self.workspace_id, &self.new.key().to_keyring_text())?;
        self.keyring.remove(&next_place(self.workspace_id))?;
        tracing::info!(
            workspace_id = self.workspace_id,
            "the master key was changed"
        );
        Ok(self.new)
    }

    /// Forgets the new key, after the transaction was rolled back.
    pub fn abandon(self) -> Result<(), KeyringError> {
        self.keyring.remove(&next_place(self.workspace_id))
    }
}

/// Ends a change of the key that was cut off: of the two keys in the keyring the one that opens
/// `probe` stays. Does nothing when there is one key only. **Blocks** like [`Vault::open`].
pub fn settle(
    keyring: &dyn Keyring,
    workspace_id: &str,
    probe: Option<&SealedRow>,
) -> Result<(), VaultState> {
    let place = next_place(workspace_id);
    let Some(text) = keyring.read(&place)? else {
        return Ok(());
    };
    let opens = |text: &Secret<String>| {
        let key = MasterKey::from_keyring_text(text).map(Vault::with_key);
        probe.is_some_and(|probe| {
            key.is_some_and(|vault| vault.unseal(&probe.sealed, probe.identity()).is_ok())
        })
    };
    if opens(&text) {
        tracing::warn!(
            workspace_id,
            "a change of the master key was cut off; it is finished now"
        );
        keyring.write(workspace_id, &text)?;
    } else if probe.is_some() && !keyring.read(workspace_id)?.is_some_and(|old| opens(&old)) {
        // Neither opens it. Both stay, for somebody who can restore the rest.
        return Err(VaultState::KeyLost);
    }
    keyring.remove(&place)?;
    Ok(())
}

/// Forgets every key of a workspace, after a passphrase took the keyring's place. **Blocks** like
/// [`Vault::open`].
pub fn forget(keyring: &dyn Keyring, workspace_id: &str) -> Result<(), KeyringError> {
    keyring.remove(&next_place(workspace_id))?;
    keyring.remove(workspace_id)
}

/// The account under which the keyring holds the key to come.
fn next_place(workspace_id: &str) -> String {
    format!("{workspace_id}.next")
}
