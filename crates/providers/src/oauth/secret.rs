//! Text that must not be printed: tokens, codes, verifiers, client secrets.

use std::fmt;

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// What every secret prints instead of itself.
const REDACTED: &str = "[redacted]";

/// A secret text. It prints as `[redacted]`, has no serialisation, and its memory is overwritten
/// when it is dropped (FEATURES.md SE12).
#[derive(Clone)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes a text into custody.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// Lends the text itself. Every call is a place to review: the result goes into a request or
    /// into the vault, and nowhere else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether both hold the same text, in a time that does not tell where they differ.
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }

    /// SHA-256 of the text: enough to recognise it, and nothing to use.
    pub(super) fn fingerprint(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl fmt::Display for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_nothing_and_compares() {
        let secret = SecretText::new("1//refresh");
        assert_eq!(
            format!("{secret} {secret:?} {secret:#?}"),
            "[redacted] [redacted] [redacted]"
        );
        assert!(secret.same_as(&SecretText::new("1//refresh")));
        assert!(!secret.same_as(&SecretText::new("1//refrest")));
        assert!(!secret.same_as(&SecretText::new("")));
    }
}
