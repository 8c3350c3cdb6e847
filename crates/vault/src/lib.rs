//! Secrets: a master key in the OS keyring, and values sealed under it.
//!
//! Muster keeps OAuth tokens, API keys and room ids. They are written to the workspace file only
//! in sealed form. The key that seals them never touches the disk: it lives in the keyring of the
//! operating system (Keychain on macOS, Credential Manager on Windows, the Secret Service on
//! Linux), one for each workspace. Source: DESIGN.md section 6, FEATURES.md SE1 and SE12.
//!
//! # How to use it
//!
//! ```
//! use muster_vault::{MasterKey, RowIdentity, Vault};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // In the product: Vault::open(workspace_id, has_sealed), inside spawn_blocking.
//! let vault = Vault::with_key(MasterKey::generate()?);
//! let row = RowIdentity { table: "account", id: "0192", column: "refresh_token" };
//! let sealed = vault.seal(b"1//refresh", row)?;      // store this BLOB
//! let token = vault.unseal(&sealed, row)?;           // Secret<Vec<u8>>
//! assert_eq!(token.expose(), b"1//refresh");
//! assert_eq!(format!("{token:?}"), "[redacted]");
//! # Ok(())
//! # }
//! ```
//!
//! # Calls block
//!
//! [`Vault::open`] talks to the keyring, which may ask the person for a password and wait for the
//! answer. Callers in async code wrap it in `tokio::task::spawn_blocking` and never hold a
//! database transaction meanwhile. [`Vault::seal`] and [`Vault::unseal`] are pure computation.
//!
//! # When there is no key
//!
//! [`VaultState`] says why a vault could not be opened. Each state is something the app explains
//! once, with its own way out; none of them ever leads to values in clear text, and a lost key is
//! never replaced silently, because that would turn every stored token into noise. Where there is
//! no keyring at all, a passphrase can hold the key ([`PassphraseRecord`], Argon2id).
//!
//! # A new key
//!
//! [`KeyRotation`] exchanges the master key and seals every stored value anew: all of them or none,
//! and a process that dies in between leaves nothing that cannot be opened.
//!
//! # What cannot leak
//!
//! [`MasterKey`], [`Secret`] and [`Vault`] print as `[redacted]`, implement no serialisation, and
//! overwrite their memory when dropped. Errors carry reasons, never contents. A test reads the
//! debug output of every public type of this crate.
//!
//! # Layout of a sealed value
//!
//! One BLOB: version byte `1`, 24 bytes of random nonce, then the XChaCha20-Poly1305 ciphertext
//! with its 16-byte tag. The row it belongs to is authenticated with it ([`RowIdentity`]), so a
//! value copied to another row, column or table does not open there.

mod key;
mod keyring;
mod passphrase;
mod rotation;
mod sealed;
mod secret;
mod vault;

pub use key::{KEY_BYTES, MasterKey, NoRandomness};
pub use keyring::{Keyring, KeyringError, MemoryKeyring, OsKeyring, SERVICE};
pub use passphrase::{
    Cost, PassphraseError, PassphraseLock, PassphraseRecord, SHORTEST_PASSPHRASE,
};
pub use rotation::{KeyRotation, RotationError, SealedRow, forget, reseal, settle};
pub use sealed::{OpenError, RowIdentity, SealError, Sealed};
pub use secret::Secret;
pub use vault::{Vault, VaultState};
