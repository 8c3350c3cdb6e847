//! The desk's hold on the vault: opened at the first secret, on a thread of its own, because a
//! keyring may wait for a person to type a password.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use muster_store::{accounts, calendars, interviews, mail_account};
use muster_vault::{RowIdentity, Secret, Vault, VaultState};

use crate::{Code, Desk, Failure};

/// How long a command waits for the keyring before it goes on without it.
const PATIENCE: Duration = Duration::from_secs(5);

fn missing(reason: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        Code::KeyringMissing,
        format!("The keyring of this computer cannot be used: {reason}"),
        "Unlock or start the keyring (on Linux a Secret Service such as GNOME Keyring) and try again.",
    )
}

impl Desk {
    /// The open vault.
    pub(crate) async fn vault(&self) -> Result<Arc<Vault>, Failure> {
        let workspace = self.workspace().await?.clone();
        // A restored backup may be of another workspace, whose key is another one.
        let id = workspace.current_id().await?;
        let mut slot = self.vault_slot().lock().await;
        if let Some((_, vault)) = slot.as_ref().filter(|(of, _)| *of == id) {
            return Ok(vault.clone());
        }
        let has_sealed = interviews::any_sealed(&workspace).await?
            || accounts::any_sealed(&workspace).await?
            || calendars::any_sealed(&workspace).await?
            || mail_account::any_sealed(&workspace).await?;
        let keyring = self.keyring();
        let name = id.clone();
        let (send, receive) = tokio::sync::oneshot::channel();
        // Not spawn_blocking: the runtime would wait for it at the end of a command.
        std::thread::spawn(move || {
            // Two processes must not each make a key for a new workspace.
            let opened = workspace
                .lock("keyring")
                .map_err(|e| missing(&e))
                .and_then(|_lock| {
                    Vault::open_in(keyring.as_ref(), &name, has_sealed).map_err(|e| missing(&e))
                });
            let _ = send.send(opened);
        });
        let vault = match tokio::time::timeout(PATIENCE, receive).await {
            Ok(Ok(opened)) => Arc::new(opened?),
            Ok(Err(_)) => return Err(missing(&"it stopped answering")),
            Err(_) => return Err(missing(&"it is waiting for its password")),
        };
        *slot = Some((id, vault.clone()));
        Ok(vault)
    }

    /// Whether the keyring of this computer can keep a workspace's key, in words. It looks under
    /// the name of this workspace, or of none, and makes no key.
    ///
    /// # Errors
    /// [`Code::KeyringMissing`] with what stands in the way.
    pub async fn look_for_keyring(&self, workspace_id: Option<&str>) -> Result<String, Failure> {
        let account = workspace_id.unwrap_or("doctor").to_owned();
        let keyring = self.keyring();
        let (send, receive) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || {
            let found = keyring.read(&account).map(|key| key.is_some());
            let _ = send.send(found.map_err(|e| missing(&VaultState::from(e))));
        });
        match tokio::time::timeout(PATIENCE, receive).await {
            Ok(Ok(found)) => Ok(if found? {
                "open; it holds the key of this workspace".to_owned()
            } else {
                "open; it holds no key of this workspace yet".to_owned()
            }),
            Ok(Err(_)) => Err(missing(&"it stopped answering")),
            Err(_) => Err(missing(&"it is waiting for its password")),
        }
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
