//! Opening the vault of a workspace: the states its key can be in.

use std::fmt;

use thiserror::Error;

use crate::key::{MasterKey, NoRandomness};
use crate::keyring::{Keyring, KeyringError, OsKeyring};
use crate::rotation::{self, SealedRow};
use crate::sealed::{self, OpenError, RowIdentity, SealError, Sealed};
use crate::secret::{REDACTED, Secret};

/// Why a vault is not open. Each is a state the app explains once, with the way out its words
/// name (DESIGN.md section 6); none leads to values in clear text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VaultState {
    /// No keyring service runs on this computer.
    #[error(
        "This computer has no keyring in which Muster could keep the key to your accounts \
         ({reason}). Install or start one (on Linux: gnome-keyring or KWallet), then try again. \
         Everything that needs no account keeps working."
    )]
    KeyringMissing {
        /// What the system answered.
        reason: String,
    },
    /// The keyring is locked, or the person refused access.
    #[error(
        "The keyring that holds the key to your accounts is locked ({reason}). Unlock it with \
         your login password, then try again."
    )]
    KeyringLocked {
        /// What the system answered.
        reason: String,
    },
    /// The keyring was reached and failed.
    #[error(
        "The keyring that holds the key to your accounts did not answer properly ({reason}). Try \
         again; if it stays so, restart the keyring or the computer."
    )]
    KeyringFailed {
        /// What the system answered.
        reason: String,
    },
    /// The workspace holds sealed values, and the keyring is open but has no key for them. No new
    /// key was made: that would bury the values for good.
    #[error(
        "The key to this workspace's accounts is no longer in the keyring. Restore the keyring \
         of the computer that connected them, or connect the accounts again."
    )]
    KeyLost,
    /// What the keyring holds in the key's place is not a key.
    #[error(
        "The key to this workspace's accounts is damaged: {reason}. Delete Muster's entry in the \
         keyring if you cannot restore it, and connect the accounts again."
    )]
    Damaged {
        /// What is wrong, without contents.
        reason: &'static str,
    },
    /// No random numbers could be drawn for a new key.
    #[error("{reason}")]
    NoRandomness {
        /// Words of [`NoRandomness`].
        reason: String,
    },
}

impl From<KeyringError> for VaultState {
    fn from(error: KeyringError) -> Self {
        match error {
            KeyringError::Missing { reason } => Self::KeyringMissing { reason },
            KeyringError::Locked { reason } => Self::KeyringLocked { reason },
            KeyringError::Failed { reason } => Self::KeyringFailed { reason },
            KeyringError::Unusable { reason } => Self::Damaged { reason },
        }
    }
}

impl From<NoRandomness> for VaultState {
    fn from(error: NoRandomness) -> Self {
        Self::NoRandomness {
            reason: error.to_string(),
        }
    }
}

/// An open vault: seals and opens the secrets of one workspace.
///
/// It prints as `[redacted]` and its key is overwritten when it is dropped.
pub struct Vault {
    key: MasterKey,
}

impl Vault {
    /// Opens the vault of a workspace with the key from the operating system's keyring, creating
    /// the key when the workspace has none yet.
    ///
    /// `workspace_id` is the id stored in the workspace file; it names the keyring entry.
    /// `has_sealed` tells whether the file holds sealed values; with `true` a missing key is
    /// [`VaultState::KeyLost`] and no key is created. Call it under the workspace's write lock
    /// when `has_sealed` is false, or two processes may each store a key.
    ///
    /// **Blocks**, possibly until the person has typed a password: use `spawn_blocking`.
    pub fn open(workspace_id: &str, has_sealed: bool) -> Result<Self, VaultState> {
        Self::open_in(&OsKeyring, workspace_id, has_sealed)
    }

    /// As [`Vault::open`], with a given keyring.
    pub fn open_in(
        keyring: &dyn Keyring,
        workspace_id: &str,
        has_sealed: bool,
    ) -> Result<Self, VaultState> {
        if let Some(text) = keyring.read(workspace_id)? {
            return Self::from_text(&text);
        }
        if has_sealed {
            tracing::warn!(
                workspace_id,
                "the keyring holds no key, but the workspace has sealed values"
            );
            return Err(VaultState::KeyLost);
        }
        keyring.write(workspace_id, &MasterKey::generate()?.to_keyring_text())?;
        tracing::info!(workspace_id, "stored a new master key in the keyring");
        // Read back rather than trusted: some keyrings accept a write and keep nothing, and a
        // process that started at the same moment may have stored its key after ours.
        let kept = keyring
            .read(workspace_id)?
            .ok_or(VaultState::KeyringFailed {
                reason: "it accepted the key but did not keep it".to_owned(),
            })?;
        Self::from_text(&kept)
    }

    /// As [`Vault::open_in`], and brings a change of the key that was cut off to its end.
    ///
    /// `probe` is any sealed value of the workspace; `None` says that it holds none. Only when the
    /// key does not open it is the keyring asked for another one. **Blocks** as [`Vault::open`]
    /// does.
    pub fn open_settled(
        keyring: &dyn Keyring,
        workspace_id: &str,
        probe: Option<&SealedRow>,
    ) -> Result<Self, VaultState> {
        let Some(probe) = probe else {
            return Self::open_in(keyring, workspace_id, false);
        };
        match Self::open_in(keyring, workspace_id, true) {
            Ok(vault) if vault.unseal(&probe.sealed, probe.identity()).is_ok() => Ok(vault),
            Ok(_) | Err(VaultState::KeyLost | VaultState::Damaged { .. }) => {
                rotation::settle(keyring, workspace_id, Some(probe))?;
                Self::open_in(keyring, workspace_id, true)
            }
            Err(state) => Err(state),
        }
    }

    /// Keeps this vault's key in a keyring, so that no passphrase is asked for any more.
    /// **Blocks** as [`Vault::open`] does.
    pub fn keep_in(&self, keyring: &dyn Keyring, workspace_id: &str) -> Result<(), VaultState> {
        Ok(keyring.write(workspace_id, &self.key.to_keyring_text())?)
    }

    pub(crate) fn key(&self) -> &MasterKey {
        &self.key
    }

    /// A vault over a key that is already known.
    pub fn with_key(key: MasterKey) -> Self {
        Self { key }
    }

    fn from_text(text: &Secret<String>) -> Result<Self, VaultState> {
        MasterKey::from_keyring_text(text)
            .map(Self::with_key)
            .ok_or(VaultState::Damaged {
                reason: "the entry in the keyring is not a Muster key",
            })
    }

    /// Seals `plain` so that it opens only under this key and at `row`. The result is stored as
    /// one BLOB of 41 bytes more than `plain`. Two calls never give the same bytes.
    pub fn seal(&self, plain: &[u8], row: RowIdentity<'_>) -> Result<Sealed, SealError> {
        sealed::seal(&self.key.cipher(), plain, row)
    }

    /// Opens a value that [`Vault::seal`] made for `row`.
    ///
    /// Fails with [`OpenError::Refused`] when it was changed, moved or sealed under another key,
    /// and with [`OpenError::UnknownVersion`] when a newer Muster wrote it.
    pub fn unseal(
        &self,
        sealed: &[u8],
        row: RowIdentity<'_>,
    ) -> Result<Secret<Vec<u8>>, OpenError> {
        sealed::unseal(&self.key.cipher(), sealed, row)
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
