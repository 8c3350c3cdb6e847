//! A wrapper that keeps a value out of logs, error messages and JSON.

use std::fmt;

use zeroize::Zeroize;

/// What every secret prints instead of itself.
pub(crate) const REDACTED: &str = "[redacted]";

/// A value that must not be printed or serialised (FEATURES.md SE12).
///
/// `Debug` and `Display` print `[redacted]`. There is no `Serialize`, no `Clone` and no
/// `PartialEq`: each would let the value slip away or be compared in variable time. The memory is
/// overwritten when the wrapper is dropped.
pub struct Secret<T: Zeroize>(T);

impl<T: Zeroize> Secret<T> {
    /// Takes a value into custody.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// Lends the value itself. Every call is a place to review: do not copy the result into
    /// anything that is logged, stored in clear, or sent to the window.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl<T: Zeroize> fmt::Display for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl<T: Zeroize> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::rc::Rc;

    struct Witness(Rc<Cell<bool>>);

    impl Zeroize for Witness {
        fn zeroize(&mut self) {
            self.0.set(true);
        }
    }

    #[test]
    fn prints_nothing_of_the_value() {
        let secret = Secret::new(String::from("hunter2"));
        assert_eq!(
            format!("{secret} {secret:?} {secret:#?}"),
            "[redacted] [redacted] [redacted]"
        );
    }

    #[test]
    fn overwrites_its_memory_when_dropped() {
        let wiped = Rc::new(Cell::new(false));
        let secret = Secret::new(Witness(Rc::clone(&wiped)));
        assert!(!secret.expose().0.get());
        drop(secret);
        assert!(wiped.get());
    }
}
