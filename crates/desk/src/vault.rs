//! The desk's hold on the vault: opened at the first secret, on a thread of its own, because a
//! keyring may wait for a person to type a password.

mod passphrase;
mod rotate;
mod status;

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use muster_store::sealed::{self, SealedValue};
use muster_store::vault_key::{self, KeyState};
use muster_store::{StoreError, Workspace};
use muster_vault::{PassphraseLock, RowIdentity, SealedRow, Secret, Vault, VaultState};

pub use passphrase::{Set, Unlock, set, unlock};
pub use rotate::rotate;
pub use status::{VaultStatus, status};

use crate::{Code, Desk, Failure};

/// How long a command waits for the keyring before it goes on without it.
const PATIENCE: Duration = Duration::from_secs(5);

/// The open vault of a desk. A change of the key by another process closes it.
#[derive(Debug)]
pub(crate) struct Open {
    owner: String,
    generation: i64,
    vault: Arc<Vault>,
    /// Where a passphrase keeps the key: what locks another one.
    lock: Option<PassphraseLock>,
}

impl Open {
    /// Whether it holds the key as it is now. A restored backup may be of another workspace, whose
    /// key is another one.
    fn fits(&self, state: &KeyState) -> bool {
        self.generation == state.generation && self.owner == state.owner()
    }
}

fn missing(reason: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        Code::KeyringMissing,
        format!("The keyring of this computer cannot be used: {reason}"),
        "Unlock or start the keyring (on Linux a Secret Service such as GNOME Keyring) and try again.",
    )
}

/// The passphrase was not entered yet.
fn locked() -> Failure {
    Failure::new(
        Code::KeyringMissing,
        "The key to your accounts is locked with your passphrase.",
        "Unlock with your passphrase in Accounts, under Secrets, and try again.",
    )
}

/// Runs what may wait for a person on a thread of its own, and waits for it so long. Not
/// `spawn_blocking`: the runtime would wait for it at the end of a command.
async fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let (send, receive) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = send.send(work());
    });
    match tokio::time::timeout(patience, receive).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => Err(missing(&"it stopped answering.")),
        Err(_) => Err(missing(&"it is waiting for its password.")),
    }
}

/// What the vault needs to know of a sealed value. Text that is damaged opens nowhere.
fn row(value: &SealedValue) -> SealedRow {
    SealedRow {
        table: value.place.table.to_owned(),
        id: value.id.clone(),
        column: value.place.column.to_owned(),
        sealed: STANDARD.decode(&value.text).unwrap_or_default(),
    }
}

/// How the key is kept now, and a value to try it on.
async fn known(workspace: &Workspace) -> Result<(KeyState, Option<SealedRow>), StoreError> {
    let state = vault_key::get(workspace).await?;
    let probe = sealed::first(workspace).await?;
    Ok((state, probe.as_ref().map(row)))
}

impl Desk {
    /// The open vault.
    pub(crate) async fn vault(&self) -> Result<Arc<Vault>, Failure> {
        let workspace = self.workspace().await?;
        let mut slot = self.vault_slot().lock().await;
        let state = vault_key::get(workspace).await?;
        if let Some(open) = slot.as_ref().filter(|open| open.fits(&state)) {
            return Ok(open.vault.clone());
        }
        *slot = None;
        if !state.record.is_empty() {
            return Err(locked());
        }
        let open = self.open_from_keyring(workspace).await?;
        let vault = open.vault.clone();
        *slot = Some(open);
        Ok(vault)
    }

    /// The vault over the key in the keyring, which is made when nothing is sealed yet.
    async fn open_from_keyring(&self, workspace: &Workspace) -> Result<Open, Failure> {
        let (keyring, workspace) = (self.keyring(), workspace.clone());
        let runtime = tokio::runtime::Handle::current();
        within(PATIENCE, move || {
            // Two processes must not each make a key for a new workspace, nor change it.
            let _alone = workspace.lock("keyring")?;
            let (state, probe) = runtime.block_on(known(&workspace))?;
            if !state.record.is_empty() {
                return Err(locked());
            }
            let owner = state.workspace_id;
            let vault = Vault::open_settled(keyring.as_ref(), &owner, probe.as_ref())
                .map_err(|state| missing(&state))?;
            Ok(Open {
                owner,
                generation: state.generation,
                vault: Arc::new(vault),
                lock: None,
            })
        })
        .await
    }

    /// Whether the keyring of this computer can keep a workspace's key, in words. It looks under
    /// the name of this workspace, or of none, and makes no key.
    ///
    /// # Errors
    /// [`Code::KeyringMissing`] with what stands in the way.
    pub async fn look_for_keyring(&self, workspace_id: Option<&str>) -> Result<String, Failure> {
        let account = workspace_id.unwrap_or("doctor").to_owned();
        let keyring = self.keyring();
        let found = within(PATIENCE, move || {
            let found = keyring.read(&account).map(|key| key.is_some());
            found.map_err(|e| missing(&VaultState::from(e)))
        });
        Ok(if found.await? {
            "open; it holds the key of this workspace".to_owned()
        } else {
            "open; it holds no key of this workspace yet".to_owned()
        })
    }

    /// Seals a secret of one row; the text to store.
    pub(crate) async fn seal(
        &self,
        table: &str,
        id: &str,
        column: &str,
        plain: &[u8],
    ) -> Result<String, Failure> {
        let sealed = self
            .vault()
            .await?
            .seal(plain, RowIdentity { table, id, column })
            .map_err(Failure::internal)?;
        Ok(STANDARD.encode(sealed.into_bytes()))
    }

    /// Opens a secret of one row.
    pub(crate) async fn unseal(
        &self,
        table: &str,
        id: &str,
        column: &str,
        stored: &str,
    ) -> Result<Vec<u8>, Failure> {
        let secret = self.unseal_secret(table, id, column, stored).await?;
        Ok(secret.expose().clone())
    }

    /// As [`Desk::unseal`]; its memory is overwritten when it is dropped.
    pub(crate) async fn unseal_secret(
        &self,
        table: &str,
        id: &str,
        column: &str,
        stored: &str,
    ) -> Result<Secret<Vec<u8>>, Failure> {
        let bytes = STANDARD.decode(stored).map_err(Failure::internal)?;
        self.vault()
            .await?
            .unseal(&bytes, RowIdentity { table, id, column })
            .map_err(|e| missing(&e))
    }
}
