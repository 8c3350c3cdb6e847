//! Random numbers whose seed is printed, so that a failing run can be repeated.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// A small generator (SplitMix64).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// Takes the seed from the environment variable `name`, or a new one, and prints it.
    #[expect(clippy::print_stderr, reason = "the seed belongs into the test's output")]
    pub fn new(name: &str) -> Self {
        let seed = std::env::var(name)
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or_else(|| RandomState::new().build_hasher().finish());
        eprintln!("{name}={seed}");
        Self(seed)
    }

    /// A number from 0 to `limit - 1`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
