//! The way out for a computer without a keyring: the master key locked with a passphrase.
//!
//! Argon2id (RFC 9106) turns the passphrase into a key, and that key seals the workspace's master
//! key. What is stored beside the workspace is a [`PassphraseRecord`]: the parameters, the salt, a
//! value to check the passphrase against, and the sealed master key. A new passphrase therefore
//! seals one key anew, and not every secret of the workspace.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize as _, Zeroizing};

use crate::key::{KEY_BYTES, MasterKey, NoRandomness, fill_random};
use crate::sealed::{self, OpenError, RowIdentity, SealError, Sealed};
use crate::secret::{REDACTED, Secret};
use crate::vault::Vault;

/// The first word of a record; another number is another layout.
const LAYOUT: &str = "muster-passphrase-1";
/// Length of the salt in bytes (RFC 9106 section 3.1 recommends 16).
const SALT_BYTES: usize = 16;
/// The fewest characters that are taken as a passphrase.
pub const SHORTEST_PASSPHRASE: usize = 10;
/// What the check value holds; its content does not matter, only that it opens.
const CHECKED: &[u8] = b"this is the right passphrase";

/// What deriving the key costs, and so what every guess of an attacker costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes that a machine with several cores may fill at once.
    pub lanes: u32,
}

impl Cost {
    /// 64 MiB, 3 passes, 4 lanes: the second recommended option of RFC 9106 section 4, for
    /// machines that cannot spare 2 GiB.
    pub const RECOMMENDED: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 4,
    };

    /// A record comes from a file that anybody may have edited: what it asks for is bounded, so
    /// that opening it neither fills the memory (1 GiB) nor runs for hours.
    fn is_bearable(self) -> bool {
        self.memory_kib <= 1024 * 1024
            && (1..=16).contains(&self.passes)
            && (1..=16).contains(&self.lanes)
    }
}

/// Why a passphrase did not open the vault, or could not be set.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum PassphraseError {
    /// The passphrase is too short to protect anything.
    #[error(
        "This passphrase is too short. Use at least {SHORTEST_PASSPHRASE} characters, for example \
         four words that do not belong together."
    )]
    TooShort,
    /// The record is in order, and the passphrase is not the one it was made with.
    #[error(
        "This is not the passphrase of this workspace. Check the keyboard layout and Caps Lock, and \
         try again. Nobody can recover a forgotten passphrase: connect the accounts again then."
    )]
    Wrong,
    /// The record cannot be read, or its parts do not belong together.
    #[error(
        "What Muster stored to check your passphrase is damaged ({reason}). Restore the workspace \
         from a backup, or connect the accounts again."
    )]
    Damaged {
        /// What is wrong with it, without contents.
        reason: &'static str,
    },
    /// The record was written by a newer Muster.
    #[error(
        "The passphrase of this workspace was set by a newer version of Muster. Update Muster to open it."
    )]
    UnknownLayout,
    /// No random numbers could be drawn.
    #[error("{reason}")]
    NoRandomness {
        /// Words of [`NoRandomness`].
        reason: String,
    },
}

impl From<NoRandomness> for PassphraseError {
    fn from(error: NoRandomness) -> Self {
        Self::NoRandomness {
            reason: error.to_string(),
        }
    }
}

impl From<SealError> for PassphraseError {
    fn from(error: SealError) -> Self {
        Self::NoRandomness {
            reason: error.to_string(),
        }
    }
}

/// What is stored so that a passphrase can open the vault of a workspace. It holds no clear text,
/// and is as safe as the passphrase is long.
#[derive(Clone, PartialEq, Eq)]
pub struct PassphraseRecord {
    cost: Cost,
    salt: [u8; SALT_BYTES],
    check: Sealed,
    key: Sealed,
}

impl PassphraseRecord {
    /// Makes a new master key, locks it with `passphrase` and opens the vault over it. For a
    /// workspace that holds no sealed value yet.
    ///
    /// Computes for about half a second: use `spawn_blocking`.
    pub fn create(
        passphrase: &Secret<String>,
        workspace_id: &str,
        cost: Cost,
    ) -> Result<(Self, Vault), PassphraseError> {
        let vault = Vault::with_key(MasterKey::generate()?);
        let record = Self::protect(&vault, passphrase, workspace_id, cost)?;
        Ok((record, vault))
    }

    /// Locks the key of an open vault with `passphrase`: to leave a keyring, or to change the
    /// passphrase. The sealed values of the workspace stay as they are.
    pub fn protect(
        vault: &Vault,
        passphrase: &Secret<String>,
        workspace_id: &str,
        cost: Cost,
    ) -> Result<Self, PassphraseError> {
        PassphraseLock::new(passphrase, cost)?.protect(vault, workspace_id)
    }

    /// Opens the vault. [`PassphraseError::Wrong`] means just that; a record that was changed is
    /// [`PassphraseError::Damaged`] when the passphrase is right.
    ///
    /// Computes for about half a second: use `spawn_blocking`.
    pub fn open(
        &self,
        passphrase: &Secret<String>,
        workspace_id: &str,
    ) -> Result<Vault, PassphraseError> {
        self.unlock(passphrase, workspace_id)
            .map(|(vault, _)| vault)
    }

    /// As [`Self::open`], and keeps the lock that the passphrase makes, with which another key can
    /// be locked without asking for the passphrase again.
    pub fn unlock(
        &self,
        passphrase: &Secret<String>,
        workspace_id: &str,
    ) -> Result<(Vault, PassphraseLock), PassphraseError> {
        let lock = PassphraseLock {
            cost: self.cost,
            salt: self.salt,
            cipher: derive(passphrase, &self.salt, self.cost)?,
        };
        match sealed::unseal(&lock.cipher, &self.check, check_row(workspace_id)) {
            Ok(_) => {}
            Err(OpenError::Refused) => return Err(PassphraseError::Wrong),
            Err(OpenError::UnknownVersion { .. }) => return Err(PassphraseError::UnknownLayout),
            Err(OpenError::Truncated) => return Err(damaged("its check value is cut off")),
        }
        let text = sealed::unseal(&lock.cipher, &self.key, key_row(workspace_id))
            .map_err(|_| damaged("its key does not open"))?;
        let text = std::str::from_utf8(text.expose())
            .map(|text| Secret::new(text.to_owned()))
            .map_err(|_| damaged("its key is not text"))?;
        let key = MasterKey::from_keyring_text(&text).ok_or_else(|| damaged("it holds no key"))?;
        Ok((Vault::with_key(key), lock))
    }

    /// What deriving the key costs.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// The one line that is stored: layout, parameters, salt, check value, sealed key, divided by
    /// `$`; bytes in base64 without padding.
    pub fn to_text(&self) -> String {
        let Cost {
            memory_kib,
            passes,
            lanes,
        } = self.cost;
        format!(
            "{LAYOUT}$m={memory_kib},t={passes},p={lanes}${}${}${}",
            STANDARD_NO_PAD.encode(self.salt),
            STANDARD_NO_PAD.encode(&*self.check),
            STANDARD_NO_PAD.encode(&*self.key),
        )
    }

    /// Reads the line back.
    pub fn from_text(text: &str) -> Result<Self, PassphraseError> {
        let parts: Vec<&str> = text.trim().split('$').collect();
        let [layout, cost, salt, check, key] = parts[..] else {
            return Err(damaged("it has not five parts"));
        };
        if layout != LAYOUT {
            return Err(if layout.starts_with("muster-passphrase-") {
                PassphraseError::UnknownLayout
            } else {
                damaged("it is no passphrase record")
            });
        }
        let cost = read_cost(cost).ok_or_else(|| damaged("its parameters cannot be read"))?;
        if !cost.is_bearable() {
            return Err(damaged("its parameters ask for more than a computer gives"));
        }
        let salt = bytes(salt)?;
        Ok(Self {
            cost,
            salt: salt
                .try_into()
                .map_err(|_| damaged("its salt has a wrong length"))?,
            check: Sealed::from_bytes(bytes(check)?),
            key: Sealed::from_bytes(bytes(key)?),
        })
    }
}

/// What a passphrase was made into: it locks keys, and gives the passphrase to nobody.
///
/// It prints as `[redacted]` and is overwritten when it is dropped.
pub struct PassphraseLock {
    cost: Cost,
    salt: [u8; SALT_BYTES],
    cipher: XChaCha20Poly1305,
}

impl PassphraseLock {
    /// Makes the lock of a new passphrase, with a salt of its own.
    ///
    /// Computes for about half a second: use `spawn_blocking`.
    pub fn new(passphrase: &Secret<String>, cost: Cost) -> Result<Self, PassphraseError> {
        if passphrase.expose().trim().chars().count() < SHORTEST_PASSPHRASE {
            return Err(PassphraseError::TooShort);
        }
        let mut salt = [0; SALT_BYTES];
        fill_random(&mut salt)?;
        let cipher = derive(passphrase, &salt, cost)?;
        Ok(Self { cost, salt, cipher })
    }

    /// Locks the key of an open vault; the record to store.
    pub fn protect(
        &self,
        vault: &Vault,
        workspace_id: &str,
    ) -> Result<PassphraseRecord, PassphraseError> {
        let key_text = vault.key().to_keyring_text();
        let (check, key) = (check_row(workspace_id), key_row(workspace_id));
        Ok(PassphraseRecord {
            cost: self.cost,
            salt: self.salt,
            check: sealed::seal(&self.cipher, CHECKED, check)?,
            key: sealed::seal(&self.cipher, key_text.expose().as_bytes(), key)?,
        })
    }
}

impl fmt::Debug for PassphraseLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl fmt::Debug for PassphraseRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PassphraseRecord")
            .field("cost", &self.cost)
            .finish_non_exhaustive()
    }
}

/// The cipher under the key that Argon2id makes of the passphrase. Letters that look alike but are
/// typed differently (one code point or two) are the same letter (NFC, as RFC 8265 asks).
fn derive(
    passphrase: &Secret<String>,
    salt: &[u8; SALT_BYTES],
    cost: Cost,
) -> Result<XChaCha20Poly1305, PassphraseError> {
    let normal: Zeroizing<String> = Zeroizing::new(passphrase.expose().nfc().collect());
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(KEY_BYTES))
        .map_err(|_| damaged("its parameters are not possible"))?;
    let mut derived = Zeroizing::new([0_u8; KEY_BYTES]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(normal.as_bytes(), salt, derived.as_mut_slice())
        .map_err(|_| damaged("no key can be derived with its parameters"))?;
    let mut key = Key::from(*derived);
    let cipher = XChaCha20Poly1305::new(&key);
    key.zeroize();
    Ok(cipher)
}

fn check_row(workspace_id: &str) -> RowIdentity<'_> {
    RowIdentity {
        table: "passphrase",
        id: workspace_id,
        column: "check",
    }
}

fn key_row(workspace_id: &str) -> RowIdentity<'_> {
    RowIdentity {
        table: "passphrase",
        id: workspace_id,
        column: "key",
    }
}

fn read_cost(text: &str) -> Option<Cost> {
    let mut parts = text.split(',');
    let mut number = |name: &str| parts.next()?.strip_prefix(name)?.parse().ok();
    let cost = Cost {
        memory_kib: number("m=")?,
        passes: number("t=")?,
        lanes: number("p=")?,
    };
    parts.next().is_none().then_some(cost)
}

fn bytes(text: &str) -> Result<Vec<u8>, PassphraseError> {
    STANDARD_NO_PAD
        .decode(text)
        .map_err(|_| damaged("a part of it is not base64"))
}

fn damaged(reason: &'static str) -> PassphraseError {
    PassphraseError::Damaged { reason }
}
