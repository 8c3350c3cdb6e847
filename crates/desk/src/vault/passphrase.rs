//! `vault_passphrase_set`, `vault_unlock`: a passphrase in the keyring's place.

use std::fmt;
use std::sync::Arc;

use muster_store::{sealed, vault_key};
use muster_vault::{
    Cost, MasterKey, PassphraseError, PassphraseLock, PassphraseRecord, SHORTEST_PASSPHRASE,
    Secret, Vault, forget,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::status::{VaultStatus, status};
use super::{Open, PATIENCE, missing, within};
use crate::command::NoParameters;
use crate::{Code, Command, Desk, Event, Failure};

/// Parameters of `vault_passphrase_set`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "VaultPassphraseSet")]
pub struct Set {
    /// The new passphrase: ten characters at least. It is not stored.
    pub passphrase: String,
    /// The passphrase that it has now, where it has one.
    #[serde(default)]
    pub old: Option<String>,
}

impl fmt::Debug for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Set").finish_non_exhaustive()
    }
}

/// Parameters of `vault_unlock`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "VaultUnlock")]
pub struct Unlock {
    /// The passphrase.
    pub passphrase: String,
}

impl fmt::Debug for Unlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unlock").finish_non_exhaustive()
    }
}

/// `vault_passphrase_set`: the key moves out of the keyring, or from under an older passphrase. It
/// stays the same key, so everything sealed stays readable.
pub async fn set(desk: &Desk, params: Set) -> Result<VaultStatus, Failure> {
    let workspace = desk.workspace().await?;
    let passphrase = Secret::new(params.passphrase);
    let lock = computed("passphrase", move || {
        PassphraseLock::new(&passphrase, Cost::RECOMMENDED)
    })
    .await?;
    let mut slot = desk.vault_slot().lock().await;
    let state = vault_key::get(workspace).await?;
    let owner = state.owner().to_owned();
    let vault = if !state.record.is_empty() {
        let Some(old) = params.old.map(Secret::new) else {
            return Err(Failure::parameter(
                "old",
                "The passphrase that the key has now is missing.",
                "Enter it as well, so that nobody else can change it.",
            ));
        };
        let (record, owner) = (state.record.clone(), owner.clone());
        Arc::new(
            computed("old", move || {
                PassphraseRecord::from_text(&record)?.open(&old, &owner)
            })
            .await?,
        )
    } else if let Some(open) = slot.as_ref().filter(|open| open.fits(&state)) {
        open.vault.clone()
    } else {
        match desk.open_from_keyring(workspace).await {
            Ok(open) => open.vault,
            // No keyring, and nothing that was sealed with a key of it.
            Err(_) if sealed::first(workspace).await?.is_none() => Arc::new(Vault::with_key(
                MasterKey::generate().map_err(Failure::internal)?,
            )),
            Err(failure) => return Err(failure),
        }
    };
    let record = lock.protect(&vault, &owner).map_err(Failure::internal)?;
    let mut tx = desk.begin_final(Command::vault_passphrase_set).await?;
    let generation = vault_key::lock(&mut tx, &state, &record.to_text()).await?;
    desk.commit(tx).await?;
    let keyring = desk.keyring();
    let name = owner.clone();
    *slot = Some(Open {
        owner,
        generation,
        vault,
        lock: Some(lock),
    });
    drop(slot);
    // Again at each change: an earlier try may have been cut off.
    let forgotten = within(PATIENCE, move || {
        forget(keyring.as_ref(), &name).map_err(|e| missing(&e))
    });
    if forgotten.await.is_err() {
        tracing::warn!("the keyring, if there is one, did not forget the key");
    }
    status(desk, NoParameters {}).await
}

/// `vault_unlock`: opens the vault for as long as this process runs.
pub async fn unlock(desk: &Desk, params: Unlock) -> Result<VaultStatus, Failure> {
    let workspace = desk.workspace().await?;
    let mut slot = desk.vault_slot().lock().await;
    let state = vault_key::get(workspace).await?;
    if state.record.is_empty() {
        return Err(Failure::new(
            Code::InvalidState,
            "No passphrase is set: the key is not locked with one.",
            "Set a passphrase first, or unlock the keyring of this computer.",
        ));
    }
    let owner = state.owner().to_owned();
    let (passphrase, name) = (Secret::new(params.passphrase), owner.clone());
    let record = state.record;
    let (vault, lock) = computed("passphrase", move || {
        PassphraseRecord::from_text(&record)?.unlock(&passphrase, &name)
    })
    .await?;
    *slot = Some(Open {
        owner,
        generation: state.generation,
        vault: Arc::new(vault),
        lock: Some(lock),
    });
    drop(slot);
    let tags = ["vault", "accounts", "calendars", "mail", "interviews"];
    desk.emit(Event::Changed {
        tags: tags.map(str::to_owned).to_vec(),
    });
    status(desk, NoParameters {}).await
}

/// Runs what computes for half a second where it keeps nobody else waiting. `field` is the
/// parameter that the passphrase came in.
async fn computed<T: Send + 'static>(
    field: &'static str,
    work: impl FnOnce() -> Result<T, PassphraseError> + Send + 'static,
) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Failure::internal)?
        .map_err(|error| refused(field, &error))
}

fn refused(field: &str, error: &PassphraseError) -> Failure {
    match error {
        PassphraseError::TooShort => Failure::parameter(
            field,
            "This passphrase is too short.",
            format!(
                "Use at least {SHORTEST_PASSPHRASE} characters, for example four words that do not belong together."
            ),
        ),
        PassphraseError::Wrong => Failure::parameter(
            field,
            "This is not the passphrase of this workspace.",
            "Check the keyboard layout and Caps Lock, and try again.",
        ),
        PassphraseError::UnknownLayout => Failure::new(
            Code::InvalidState,
            "The passphrase of this workspace was set by a newer version of Muster.",
            "Update Muster to open it.",
        ),
        PassphraseError::Damaged { reason } => Failure::new(
            Code::InvalidState,
            format!("What Muster stored to check your passphrase is damaged ({reason})."),
            "Put back the workspace file from a copy of the computer, or connect the accounts anew in a new workspace.",
        ),
        other => Failure::internal(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_printed_nowhere() {
        let set = Set {
            passphrase: "four quiet words".to_owned(),
            old: Some("four older words".to_owned()),
        };
        let unlock = Unlock {
            passphrase: "four quiet words".to_owned(),
        };
        let printed = format!("{set:?} {set:#?} {unlock:?}");
        assert!(!printed.contains("words"), "{printed}");
    }
}
