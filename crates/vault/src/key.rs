//! The master key of one workspace.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::secret::{REDACTED, Secret};

/// Length of a master key in bytes (256 bits, DESIGN.md section 6).
pub const KEY_BYTES: usize = 32;

/// The operating system could not give random bytes.
#[derive(Debug, Error)]
#[error(
    "This computer could not give Muster random numbers ({reason}), so nothing was encrypted or \
     stored. Restart the computer and try again."
)]
pub struct NoRandomness {
    reason: String,
}

/// The 256-bit key under which a workspace's secrets are sealed.
///
/// It prints as `[redacted]`, cannot be cloned or serialised, and is overwritten when dropped.
pub struct MasterKey([u8; KEY_BYTES]);

impl MasterKey {
    /// Draws a new key from the operating system's random source.
    ///
    /// Fails with [`NoRandomness`] when that source fails; a weaker one is never used.
    pub fn generate() -> Result<Self, NoRandomness> {
        let mut key = Self([0; KEY_BYTES]);
        fill_random(&mut key.0)?;
        Ok(key)
    }

    /// The text form that goes into the keyring: standard base64 with padding (RFC 4648
    /// section 4), 44 characters. Keyrings store text, and Windows limits its length.
    pub(crate) fn to_keyring_text(&self) -> Secret<String> {
        Secret::new(STANDARD.encode(self.0))
    }

    /// Reads the text form back. `None` when it is not exactly 32 bytes in base64.
    pub(crate) fn from_keyring_text(text: &Secret<String>) -> Option<Self> {
        // One byte more than a key, so that a longer entry is noticed rather than cut.
        let mut bytes = [0_u8; KEY_BYTES + 1];
        let decoded = STANDARD.decode_slice(text.expose().trim(), &mut bytes);
        let key = match decoded {
            Ok(KEY_BYTES) => {
                let mut key = Self([0; KEY_BYTES]);
                key.0.copy_from_slice(&bytes[..KEY_BYTES]);
                Some(key)
            }
            _ => None,
        };
        bytes.zeroize();
        key
    }

    /// The cipher keyed with this key. It wipes its own copy when dropped.
    pub(crate) fn cipher(&self) -> XChaCha20Poly1305 {
        let mut key = Key::from(self.0);
        let cipher = XChaCha20Poly1305::new(&key);
        key.zeroize();
        cipher
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl Drop for MasterKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for MasterKey {}

/// Fills `bytes` from the operating system's random source.
pub(crate) fn fill_random(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    getrandom::fill(bytes).map_err(|error| NoRandomness {
        reason: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn text(value: &str) -> Secret<String> {
        Secret::new(value.to_owned())
    }

    #[test]
    fn two_keys_differ() {
        let (a, b) = (
            MasterKey::generate().unwrap(),
            MasterKey::generate().unwrap(),
        );
        assert_ne!(a.0, b.0);
        assert_ne!(a.0, [0; KEY_BYTES]);
    }

    #[test]
    fn the_keyring_text_reads_back() {
        let key = MasterKey::generate().unwrap();
        let text = key.to_keyring_text();
        assert_eq!(text.expose().len(), 44);
        assert_eq!(MasterKey::from_keyring_text(&text).unwrap().0, key.0);
    }

    #[test]
    fn the_keyring_text_is_standard_base64() {
        let key = MasterKey([0xFB; KEY_BYTES]);
        assert!(key.to_keyring_text().expose().starts_with("+/v7"));
    }

    #[test]
    fn other_text_is_no_key() {
        let short = STANDARD.encode([7_u8; KEY_BYTES - 1]);
        let long = STANDARD.encode([7_u8; KEY_BYTES + 1]);
        let longer = STANDARD.encode([7_u8; 4 * KEY_BYTES]);
        for wrong in ["", "not base64!", &short, &long, &longer] {
            assert!(
                MasterKey::from_keyring_text(&text(wrong)).is_none(),
                "{wrong}"
            );
        }
    }
}
