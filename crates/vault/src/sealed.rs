//! Sealing one value for one place in the database, and opening it again.

use std::fmt;

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use thiserror::Error;

use crate::key::{NoRandomness, fill_random};
use crate::secret::Secret;

/// The only layout written so far.
const VERSION: u8 = 1;
/// Length of an `XChaCha20` nonce in bytes. Random nonces of this size never repeat in practice.
const NONCE_BYTES: usize = 24;
/// Length of a Poly1305 tag in bytes.
const TAG_BYTES: usize = 16;
/// Keeps our associated data apart from any other use of the same key.
const CONTEXT: &[u8] = b"muster sealed value";

/// The place a sealed value belongs to: it opens there and nowhere else (DESIGN.md section 6).
///
/// Use the names of the schema and the row's own id; a value must be sealed anew when its row
/// gets another id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowIdentity<'a> {
    /// Name of the table.
    pub table: &'a str,
    /// Primary key of the row.
    pub id: &'a str,
    /// Name of the column.
    pub column: &'a str,
}

impl RowIdentity<'_> {
    /// Associated data of the cipher. Each part carries its length, so that no two identities
    /// give the same bytes.
    fn associated_data(&self) -> Vec<u8> {
        let mut data = Vec::with_capacity(
            CONTEXT.len()
                + 1
                + 3 * size_of::<u64>()
                + self.table.len()
                + self.id.len()
                + self.column.len(),
        );
        data.extend_from_slice(CONTEXT);
        data.push(VERSION);
        for part in [self.table, self.id, self.column] {
            data.extend_from_slice(&(part.len() as u64).to_le_bytes());
            data.extend_from_slice(part.as_bytes());
        }
        data
    }
}

/// A sealed value, ready to be stored as one BLOB. It reveals only the length of what it holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// Bytes that were stored. Whether they open is seen when they are opened.
    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl std::ops::Deref for Sealed {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// Why a value could not be sealed. Nothing was written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SealError {
    /// No random nonce could be drawn.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The value is longer than the cipher allows (about 256 GiB).
    #[error("This value is too long to be encrypted. Shorten it and save it again.")]
    TooLong,
}

/// Why a sealed value could not be opened. The caller gets none of its contents.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// The value is shorter than any sealed value: it was cut off, or was never sealed.
    #[error(
        "A stored secret is incomplete. Enter it again, or restore the workspace from a backup."
    )]
    Truncated,
    /// The value was written by a newer Muster in a layout this one does not know.
    #[error(
        "A stored secret was written by a newer version of Muster (layout {version}). Update \
         Muster to use it."
    )]
    UnknownVersion {
        /// The version byte that was found.
        version: u8,
    },
    /// The value was changed, belongs to another row, or was sealed under another key. The cipher
    /// cannot tell these apart.
    #[error(
        "A stored secret cannot be decrypted: it was changed, moved from another record, or \
         sealed with another key. Enter it again, or restore the workspace from a backup."
    )]
    Refused,
}

/// Seals `plain` for `row` under a fresh nonce. See [`crate::Vault::seal`].
pub(crate) fn seal(
    cipher: &XChaCha20Poly1305,
    plain: &[u8],
    row: RowIdentity<'_>,
) -> Result<Sealed, SealError> {
    let mut nonce = [0_u8; NONCE_BYTES];
    fill_random(&mut nonce)?;
    let payload = Payload {
        msg: plain,
        aad: &row.associated_data(),
    };
    let ciphertext = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| SealError::TooLong)?;
    let mut sealed = Vec::with_capacity(1 + NONCE_BYTES + ciphertext.len());
    sealed.push(VERSION);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&ciphertext);
    Ok(Sealed(sealed))
}

/// Opens `sealed` if it was sealed for `row` under this key. See [`crate::Vault::unseal`].
pub(crate) fn unseal(
    cipher: &XChaCha20Poly1305,
    sealed: &[u8],
    row: RowIdentity<'_>,
) -> Result<Secret<Vec<u8>>, OpenError> {
    let (&version, rest) = sealed.split_first().ok_or(OpenError::Truncated)?;
    // Before the length: a future layout may be shorter than ours.
    if version != VERSION {
        return Err(OpenError::UnknownVersion { version });
    }
    let (nonce, ciphertext) = rest
        .split_first_chunk::<NONCE_BYTES>()
        .filter(|(_, ciphertext)| ciphertext.len() >= TAG_BYTES)
        .ok_or(OpenError::Truncated)?;
    let payload = Payload {
        msg: ciphertext,
        aad: &row.associated_data(),
    };
    cipher
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Secret::new)
        .map_err(|_| OpenError::Refused)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::key::MasterKey;
    use proptest::prelude::*;

    const ROW: RowIdentity<'static> = RowIdentity {
        table: "account",
        id: "0192f0c1",
        column: "refresh_token",
    };

    fn cipher() -> XChaCha20Poly1305 {
        MasterKey::generate().unwrap().cipher()
    }

    #[test]
    fn the_layout_is_version_nonce_ciphertext_tag() {
        let sealed = seal(&cipher(), b"token", ROW).unwrap();
        assert_eq!(sealed[0], 1);
        assert_eq!(sealed.len(), 1 + 24 + 5 + 16);
    }

    #[test]
    fn the_same_value_never_looks_the_same_twice() {
        let cipher = cipher();
        let (a, b) = (
            seal(&cipher, b"x", ROW).unwrap(),
            seal(&cipher, b"x", ROW).unwrap(),
        );
        assert_ne!(a, b);
        assert_ne!(a[1..25], b[1..25], "the nonce was used twice");
    }

    #[test]
    fn a_value_moved_to_another_place_does_not_open() {
        let cipher = cipher();
        let sealed = seal(&cipher, b"token", ROW).unwrap();
        let elsewhere = [
            RowIdentity {
                table: "candidate",
                ..ROW
            },
            RowIdentity {
                id: "0192f0c2",
                ..ROW
            },
            RowIdentity {
                column: "access_token",
                ..ROW
            },
            // The same letters, divided differently.
            RowIdentity {
                table: "account0",
                id: "192f0c1",
                column: "refresh_token",
            },
            RowIdentity {
                table: "",
                id: "account0192f0c1",
                column: "refresh_token",
            },
        ];
        for row in elsewhere {
            assert_eq!(
                unseal(&cipher, &sealed, row).unwrap_err(),
                OpenError::Refused,
                "{row:?}"
            );
        }
        assert_eq!(unseal(&cipher, &sealed, ROW).unwrap().expose(), b"token");
    }

    #[test]
    fn another_key_does_not_open_it() {
        let sealed = seal(&cipher(), b"token", ROW).unwrap();
        assert_eq!(
            unseal(&cipher(), &sealed, ROW).unwrap_err(),
            OpenError::Refused
        );
    }

    #[test]
    fn a_future_layout_is_told_apart_from_damage() {
        let cipher = cipher();
        let mut bytes = seal(&cipher, b"token", ROW).unwrap().into_bytes();
        bytes[0] = 2;
        let newer = OpenError::UnknownVersion { version: 2 };
        assert_eq!(unseal(&cipher, &bytes, ROW).unwrap_err(), newer);
        assert_eq!(unseal(&cipher, &[2], ROW).unwrap_err(), newer);
    }

    #[test]
    fn a_cut_off_value_is_named_so() {
        let cipher = cipher();
        let sealed = seal(&cipher, b"", ROW).unwrap();
        for length in 0..sealed.len() {
            let error = unseal(&cipher, &sealed[..length], ROW).unwrap_err();
            assert_eq!(error, OpenError::Truncated, "{length} bytes");
        }
    }

    proptest! {
        #[test]
        fn anything_sealed_opens_again(
            plain in proptest::collection::vec(any::<u8>(), 0..600),
            table in ".{0,12}", id in ".{0,40}", column in ".{0,12}",
        ) {
            let row = RowIdentity { table: &table, id: &id, column: &column };
            let cipher = cipher();
            let sealed = seal(&cipher, &plain, row).unwrap();
            let opened = unseal(&cipher, &sealed, row).unwrap();
            prop_assert_eq!(opened.expose(), &plain);
        }

        #[test]
        fn a_single_changed_bit_is_noticed(
            plain in proptest::collection::vec(any::<u8>(), 0..64),
            place in any::<proptest::sample::Index>(), bit in 0_u8..8,
        ) {
            let cipher = cipher();
            let mut bytes = seal(&cipher, &plain, ROW).unwrap().into_bytes();
            let place = place.index(bytes.len());
            bytes[place] ^= 1 << bit;
            prop_assert!(unseal(&cipher, &bytes, ROW).is_err());
        }

        #[test]
        fn two_places_never_share_their_associated_data(
            a in ("[ab]{0,3}", "[ab]{0,3}", "[ab]{0,3}"),
            b in ("[ab]{0,3}", "[ab]{0,3}", "[ab]{0,3}"),
        ) {
            let left = RowIdentity { table: &a.0, id: &a.1, column: &a.2 };
            let right = RowIdentity { table: &b.0, id: &b.1, column: &b.2 };
            prop_assert_eq!(left.associated_data() == right.associated_data(), a == b);
        }
    }
}
