//! Keyrings that are missing, or that go away in the middle of something.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use muster_vault::{Keyring, KeyringError, MemoryKeyring, Secret};

/// A computer without a keyring.
#[derive(Debug)]
pub struct NoKeyring;

fn missing() -> KeyringError {
    KeyringError::Missing {
        reason: "nobody answers".to_owned(),
    }
}

impl Keyring for NoKeyring {
    fn read(&self, _: &str) -> Result<Option<Secret<String>>, KeyringError> {
        Err(missing())
    }

    fn write(&self, _: &str, _: &Secret<String>) -> Result<(), KeyringError> {
        Err(missing())
    }

    fn remove(&self, _: &str) -> Result<(), KeyringError> {
        Err(missing())
    }
}

/// How a keyring ends.
#[derive(Debug, Clone, Copy)]
pub enum End {
    /// It takes the work that asked it with it, as a kill of the process does.
    Kills,
    /// It answers with a failure from then on.
    Fails,
}

/// A keyring that answers so many calls.
#[derive(Debug)]
pub struct Dying {
    pub keyring: Arc<MemoryKeyring>,
    pub calls_left: AtomicUsize,
    pub end: End,
}

impl Dying {
    fn answer(&self) -> Result<(), KeyringError> {
        let left = |n: usize| n.checked_sub(1);
        let before = self
            .calls_left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, left);
        match (before, self.end) {
            (Ok(_), _) => Ok(()),
            (Err(_), End::Kills) => panic!("killed, as this test wants it"),
            (Err(_), End::Fails) => Err(KeyringError::Failed {
                reason: "it went away".to_owned(),
            }),
        }
    }
}

impl Keyring for Dying {
    fn read(&self, account: &str) -> Result<Option<Secret<String>>, KeyringError> {
        self.answer()?;
        self.keyring.read(account)
    }

    fn write(&self, account: &str, text: &Secret<String>) -> Result<(), KeyringError> {
        self.answer()?;
        self.keyring.write(account, text)
    }

    fn remove(&self, account: &str) -> Result<(), KeyringError> {
        self.answer()?;
        self.keyring.remove(account)
    }
}
