//! The numbers a loop's table of costs is made of.
//!
//! Most instances fit 16 bits, and eight of those are added or compared at once by any processor
//! Muster runs on; the others take 32.

/// A cost in the table of one loop. What is [`Points::NEVER`] or near it cannot be.
pub(super) trait Points: Copy + Default + Ord + std::fmt::Debug {
    /// Cannot be.
    const NEVER: Self;
    /// No cost.
    const ZERO: Self;
    /// Everything from here on cannot be.
    const LIMIT: i64;

    fn plus(self, other: Self) -> Self;
    fn of(value: i64) -> Self;
    fn value(self) -> i64;

    /// Whether it is a cost that can be had.
    fn can_be(self) -> bool {
        self.value() < Self::LIMIT
    }
}

impl Points for i16 {
    const NEVER: Self = 1 << 14;
    const ZERO: Self = 0;
    const LIMIT: i64 = 3 << 12;

    #[inline]
    fn plus(self, other: Self) -> Self {
        self.saturating_add(other)
    }

    #[inline]
    fn of(value: i64) -> Self {
        Self::try_from(value).unwrap_or(Self::NEVER)
    }

    #[inline]
    fn value(self) -> i64 {
        i64::from(self)
    }
}

impl Points for i32 {
    const NEVER: Self = 1 << 28;
    const ZERO: Self = 0;
    const LIMIT: i64 = 1 << 27;

    #[inline]
    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }

    #[inline]
    fn of(value: i64) -> Self {
        Self::try_from(value).unwrap_or(Self::NEVER)
    }

    #[inline]
    fn value(self) -> i64 {
        i64::from(self)
    }
}
