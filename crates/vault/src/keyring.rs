//! The keyring of the operating system, and one in memory for tests.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use keyring::{Entry, Error};
use thiserror::Error;

use crate::secret::Secret;

/// The service name under which keyrings show Muster's entries.
pub const SERVICE: &str = "app.muster.desktop";

/// Account of the entry with which an open keyring is told from a locked one.
const PROBE: &str = "is-the-keyring-open";

/// Why a keyring did not answer. Reasons are the system's own words; they hold no contents.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// Nothing on this computer offers a keyring.
    #[error("no keyring is running: {reason}")]
    Missing {
        /// What the system answered.
        reason: String,
    },
    /// There is a keyring, but it is locked or does not let Muster in.
    #[error("the keyring is locked: {reason}")]
    Locked {
        /// What the system answered.
        reason: String,
    },
    /// The keyring holds something in our place that is not one text.
    #[error("the keyring entry is unusable: {reason}")]
    Unusable {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The keyring answered with another failure.
    #[error("the keyring failed: {reason}")]
    Failed {
        /// What the system answered.
        reason: String,
    },
}

/// A place that keeps one secret text for each account, outside the workspace file.
///
/// Calls may block for as long as a person takes to type a password.
pub trait Keyring: fmt::Debug + Send + Sync {
    /// The text kept for `account`, or `None` when the keyring is open and holds nothing for it.
    ///
    /// A keyring that cannot be looked into is an error, never `None`: `None` lets the caller
    /// create a new key.
    fn read(&self, account: &str) -> Result<Option<Secret<String>>, KeyringError>;

    /// Keeps `text` for `account`, replacing what was there.
    fn write(&self, account: &str, text: &Secret<String>) -> Result<(), KeyringError>;

    /// Forgets what is kept for `account`. Nothing kept is no failure.
    fn remove(&self, account: &str) -> Result<(), KeyringError>;
}

/// The keyring of the operating system. Entries carry the service name [`SERVICE`].
///
/// Muster looks for it once. A keyring that is started later is found after a restart; one that was
/// locked is found as soon as it is unlocked.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsKeyring;

impl OsKeyring {
    fn entry(account: &str) -> Result<Entry, KeyringError> {
        // Failing to connect at all means there is no service to talk to.
        if let Err(error) = Entry::store_status() {
            return Err(match error {
                Error::NoStorageAccess(reason) => KeyringError::Locked {
                    reason: reason.to_string(),
                },
                Error::PlatformFailure(reason) => KeyringError::Missing {
                    reason: reason.to_string(),
                },
                other => KeyringError::Missing {
                    reason: describe(other).to_owned(),
                },
            });
        }
        Entry::new(SERVICE, account).map_err(access_error)
    }
}

impl OsKeyring {
    fn look(account: &str) -> Result<Option<Secret<String>>, KeyringError> {
        match Self::entry(account)?.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(access_error(error)),
        }
    }

    /// Writes and removes an entry without meaning, which only an open keyring allows.
    fn prove_open() -> Result<(), KeyringError> {
        let probe = Self::entry(PROBE)?;
        probe.set_password("open").map_err(access_error)?;
        probe.delete_credential().map_err(access_error)
    }
}

impl Keyring for OsKeyring {
    fn read(&self, account: &str) -> Result<Option<Secret<String>>, KeyringError> {
        if let Some(text) = Self::look(account)? {
            return Ok(Some(text));
        }
        // Some keyrings of the Secret Service hide the entries of a locked collection instead of
        // asking to unlock it. Only after a write is "nothing" an answer.
        Self::prove_open()?;
        Self::look(account)
    }

    fn write(&self, account: &str, text: &Secret<String>) -> Result<(), KeyringError> {
        Self::entry(account)?
            .set_password(text.expose())
            .map_err(access_error)
    }

    fn remove(&self, account: &str) -> Result<(), KeyringError> {
        match Self::entry(account)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(access_error(error)),
        }
    }
}

/// Sorts the failures of a keyring that was reached. The raw error is dropped: some of its
/// variants carry the stored bytes.
fn access_error(error: Error) -> KeyringError {
    match error {
        Error::NoDefaultStore => KeyringError::Missing {
            reason: describe(&error).to_owned(),
        },
        Error::NoStorageAccess(reason) => KeyringError::Locked {
            reason: reason.to_string(),
        },
        Error::PlatformFailure(reason) => KeyringError::Failed {
            reason: reason.to_string(),
        },
        Error::Ambiguous(_) | Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            KeyringError::Unusable {
                reason: describe(&error),
            }
        }
        other => KeyringError::Failed {
            reason: describe(&other).to_owned(),
        },
    }
}

/// Words for an error that give away nothing it carries.
fn describe(error: &Error) -> &'static str {
    match error {
        Error::NoDefaultStore => "no credential store could be opened",
        Error::NoStorageAccess(_) => "access was refused",
        Error::Ambiguous(_) => "it holds more than one entry for this workspace",
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "its entry is not text",
        Error::BadStoreFormat(_) => "its own storage is damaged",
        Error::TooLong(..) => "the entry is longer than it allows",
        Error::Invalid(..) => "it does not accept the name of this workspace",
        Error::NotSupportedByStore(_) => "it does not support this operation",
        _ => "it gave no reason",
    }
}

/// A keyring that lives as long as the process: for tests, and for demonstrations whose secrets
/// need not survive.
#[derive(Default)]
pub struct MemoryKeyring {
    entries: Mutex<HashMap<String, Secret<String>>>,
}

impl Keyring for MemoryKeyring {
    fn read(&self, account: &str) -> Result<Option<Secret<String>>, KeyringError> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(entries
            .get(account)
            .map(|text| Secret::new(text.expose().clone())))
    }

    fn write(&self, account: &str, text: &Secret<String>) -> Result<(), KeyringError> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(account.to_owned(), Secret::new(text.expose().clone()));
        Ok(())
    }

    fn remove(&self, account: &str) -> Result<(), KeyringError> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.remove(account);
        Ok(())
    }
}

impl fmt::Debug for MemoryKeyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryKeyring")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: &[u8] = b"stored-bytes";

    fn platform(words: &str) -> Box<dyn std::error::Error + Send + Sync> {
        words.to_owned().into()
    }

    #[test]
    fn failures_are_sorted_by_what_the_person_can_do() {
        assert!(matches!(
            access_error(Error::NoDefaultStore),
            KeyringError::Missing { .. }
        ));
        assert_eq!(
            access_error(Error::NoStorageAccess(platform("prompt dismissed"))),
            KeyringError::Locked {
                reason: "prompt dismissed".into()
            }
        );
        assert_eq!(
            access_error(Error::PlatformFailure(platform("bus closed"))),
            KeyringError::Failed {
                reason: "bus closed".into()
            }
        );
        assert!(matches!(
            access_error(Error::Ambiguous(Vec::new())),
            KeyringError::Unusable { .. }
        ));
    }

    #[test]
    fn an_error_never_repeats_what_the_keyring_held() {
        let held = [
            Error::BadEncoding(BYTES.to_vec()),
            Error::BadDataFormat(BYTES.to_vec(), platform("stored-bytes")),
        ];
        for error in held {
            let error = access_error(error);
            let printed = format!("{error} {error:?}");
            assert!(!printed.contains("stored-bytes"), "{printed}");
            assert!(!printed.contains("115, 116"), "{printed}");
        }
    }
}
