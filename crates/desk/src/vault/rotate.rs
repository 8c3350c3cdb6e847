//! `vault_key_rotate`: a new key, and everything sealed anew with it.
//!
//! The order of the steps, and what a death between them leaves, is told in `muster_vault`'s
//! `rotation`.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use muster_store::Workspace;
use muster_store::sealed::{self, SealedValue};
use muster_store::vault_key::{self, KeyState};
use muster_vault::{
    KeyRotation, MasterKey, RotationError, SealedRow, Vault, VaultState, reseal, settle,
};

use super::status::{VaultStatus, status};
use super::{Open, known, locked, missing, row, within};
use crate::command::NoParameters;
use crate::{Code, Desk, Event, Failure};

/// A person waits for this one, and may have to type the keyring's password.
const PATIENCE: Duration = Duration::from_mins(1);

/// `vault_key_rotate`.
pub async fn rotate(desk: &Desk, _: NoParameters) -> Result<VaultStatus, Failure> {
    let workspace = desk.workspace().await?;
    // Tokens are renewed in the background: none may be sealed with the old key and stored after.
    let accounts = workspace.clone();
    let renewals = tokio::task::spawn_blocking(move || accounts.lock("accounts"))
        .await
        .map_err(Failure::internal)??;
    let mut slot = desk.vault_slot().lock().await;
    let state = vault_key::get(workspace).await?;
    if state.record.is_empty() {
        *slot = None;
        *slot = Some(in_keyring(desk, workspace).await?);
    } else {
        let open = slot.as_mut().filter(|open| open.fits(&state));
        under_passphrase(workspace, &state, open.ok_or_else(locked)?).await?;
    }
    drop(slot);
    drop(renewals);
    desk.emit(Event::Changed {
        tags: vec!["vault".to_owned()],
    });
    status(desk, NoParameters {}).await
}

/// The record of the passphrase changes with the values, in the same transaction.
async fn under_passphrase(
    workspace: &Workspace,
    state: &KeyState,
    open: &mut Open,
) -> Result<(), Failure> {
    let lock = open.lock.as_ref().ok_or_else(locked)?;
    let new = Vault::with_key(MasterKey::generate().map_err(Failure::internal)?);
    let record = lock.protect(&new, &open.owner).map_err(Failure::internal)?;
    let generation = sealed::exchange(workspace, state, Some(&record.to_text()), |values| {
        anew(&open.vault, values, |row| reseal(&open.vault, &new, row))
    })
    .await?;
    (open.generation, open.vault) = (generation, Arc::new(new));
    Ok(())
}

async fn in_keyring(desk: &Desk, workspace: &Workspace) -> Result<Open, Failure> {
    let (keyring, workspace) = (desk.keyring(), workspace.clone());
    let runtime = tokio::runtime::Handle::current();
    within(PATIENCE, move || {
        let keyring = keyring.as_ref();
        let _alone = workspace.lock("keyring")?;
        let (state, probe) = runtime.block_on(known(&workspace))?;
        if !state.record.is_empty() {
            return Err(locked());
        }
        let owner = state.workspace_id.clone();
        let trouble = |state: VaultState| missing(&state);
        let old = Vault::open_settled(keyring, &owner, probe.as_ref()).map_err(trouble)?;
        let rotation = KeyRotation::begin(keyring, &owner, probe.as_ref()).map_err(trouble)?;
        let written = runtime.block_on(sealed::exchange(&workspace, &state, None, |values| {
            anew(&old, values, |row| rotation.reseal(&old, row))
        }));
        let generation = match written {
            Ok(generation) => generation,
            Err(failure) => {
                // A disk that failed while it committed leaves it open which key is the right one.
                let (_, probe) = runtime.block_on(known(&workspace))?;
                if let Err(state) = settle(keyring, &owner, probe.as_ref()) {
                    tracing::warn!(%state, "the new key that is not used was not forgotten");
                }
                return Err(failure);
            }
        };
        let vault = rotation.finish().map_err(|state| unfinished(&state))?;
        Ok(Open {
            owner,
            generation,
            vault: Arc::new(vault),
            lock: None,
        })
    })
    .await
}

/// The new texts. A room id that does not open now was restored from an older backup: it stays as it
/// is, because nobody could disconnect it. Any other secret that does not open stops everything.
fn anew(
    old: &Vault,
    values: Vec<SealedValue>,
    reseal: impl Fn(&[SealedRow]) -> Result<Vec<SealedRow>, RotationError>,
) -> Result<Vec<(SealedValue, String)>, Failure> {
    let any = !values.is_empty();
    let mut texts = Vec::with_capacity(values.len());
    for value in values {
        let row = row(&value);
        if value.place.logged && old.unseal(&row.sealed, row.identity()).is_err() {
            tracing::warn!(table = %row.table, id = %row.id, "a secret that does not open stays as it is");
            continue;
        }
        let sealed = reseal(std::slice::from_ref(&row)).map_err(|error| refused(&error))?;
        texts.extend(
            sealed
                .iter()
                .map(|new| (value.clone(), STANDARD.encode(&new.sealed))),
        );
    }
    if any && texts.is_empty() {
        return Err(missing(&VaultState::KeyLost));
    }
    Ok(texts)
}

fn refused(error: &RotationError) -> Failure {
    match error {
        RotationError::Unreadable { table, cause, .. } => {
            let of = match table.as_str() {
                "account_tokens" => "a signed-in account",
                "vendor_clients" => "a registration with a vendor",
                "mail_account" => "the mail server",
                "calendar_accounts" => "a calendar account",
                _ => "an interview",
            };
            Failure::new(
                Code::InvalidState,
                format!(
                    "The key was not renewed: the stored secret of {of} does not open. {cause}"
                ),
                format!("Connect {of} again or disconnect it, and renew the key then."),
            )
        }
        other => Failure::internal(other),
    }
}

/// Everything is sealed with the new key, which the keyring has, but not yet in its place.
fn unfinished(state: &VaultState) -> Failure {
    Failure::new(
        Code::KeyringMissing,
        format!(
            "Everything is sealed with the new key, but the keyring did not put it in its place: {state}"
        ),
        "Nothing is lost. Muster finishes it when it next opens the keyring; try any account.",
    )
}
