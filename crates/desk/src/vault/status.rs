//! `vault_status`: who keeps the key of the secrets, and whether it can be used now.

use muster_store::{sealed, vault_key};
use muster_vault::{KeyringError, VaultState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PATIENCE, within};
use crate::command::NoParameters;
use crate::{Desk, Failure};

/// Who keeps the key of the secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VaultKeeper {
    /// The keyring of the operating system.
    Keyring,
    /// A passphrase that is asked for.
    Passphrase,
    /// Nobody: there is no key, or no keyring to keep it.
    None,
}

/// How the key of the secrets is kept.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VaultStatus {
    /// Who keeps it.
    pub keeper: VaultKeeper,
    /// Whether stored secrets cannot be used now.
    pub locked: bool,
    /// The same in words, with what to do.
    pub words: String,
}

impl VaultStatus {
    fn new(keeper: VaultKeeper, locked: bool, words: impl Into<String>) -> Self {
        Self {
            keeper,
            locked,
            words: words.into(),
        }
    }
}

/// What a look into the keyring found. It makes no key.
enum Seen {
    Key,
    NoKey,
    Trouble(KeyringError),
}

/// `vault_status`.
pub async fn status(desk: &Desk, _: NoParameters) -> Result<VaultStatus, Failure> {
    use VaultKeeper::{Keyring, None, Passphrase};
    let workspace = desk.workspace().await?;
    let slot = desk.vault_slot().lock().await;
    let state = vault_key::get(workspace).await?;
    let open = slot.as_ref().is_some_and(|open| open.fits(&state));
    drop(slot);
    if !state.record.is_empty() {
        return Ok(VaultStatus::new(
            Passphrase,
            !open,
            if open {
                "Your passphrase keeps the key, and you have unlocked it. It is locked again when Muster is closed."
            } else {
                "Your passphrase keeps the key. Until you unlock it, no calendar is read and no account is used."
            },
        ));
    }
    if open {
        return Ok(VaultStatus::new(
            Keyring,
            false,
            "The keyring of this computer keeps the key, and it is open.",
        ));
    }
    let any = sealed::first(workspace).await?.is_some();
    let (keyring, owner) = (desk.keyring(), state.workspace_id);
    let seen = within(PATIENCE, move || {
        Ok(match keyring.read(&owner) {
            Ok(Some(_)) => Seen::Key,
            Ok(Option::None) => Seen::NoKey,
            Err(error) => Seen::Trouble(error),
        })
    })
    .await;
    Ok(match seen {
        Ok(Seen::Key) => VaultStatus::new(
            Keyring,
            false,
            "The keyring of this computer keeps the key, and it is open.",
        ),
        Ok(Seen::NoKey) if any => VaultStatus::new(Keyring, true, VaultState::KeyLost.to_string()),
        Ok(Seen::NoKey) => VaultStatus::new(
            None,
            false,
            "There is no key yet. Muster makes one in the keyring of this computer when you enter the first password or sign in. You can set a passphrase instead.",
        ),
        Ok(Seen::Trouble(KeyringError::Missing { reason })) => VaultStatus::new(
            None,
            any,
            if any {
                VaultState::KeyringMissing { reason }.to_string()
            } else {
                format!(
                    "This computer has no keyring in which Muster could keep a key ({reason}). Set a passphrase that keeps it instead."
                )
            },
        ),
        Ok(Seen::Trouble(error)) => {
            VaultStatus::new(Keyring, true, VaultState::from(error).to_string())
        }
        Err(failure) => VaultStatus::new(
            Keyring,
            true,
            format!("{} {}", failure.message, failure.hint),
        ),
    })
}
