//! Instants as whole numbers: what the rules for slots count with.

use chrono::{DateTime, Utc};

use crate::span::Span;

/// Microseconds since 1970-01-01T00:00:00Z. Every instant of chrono's calendar fits; the
/// nanoseconds of one are rounded outwards, so that a busy time never shrinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Tick(pub i64);

const SECOND: i64 = 1_000_000;
/// A minute in microseconds, the unit of every length and gap.
pub(crate) const MINUTE: i64 = 60 * SECOND;

impl Tick {
    /// The last tick at or before an instant.
    pub fn floor(instant: DateTime<Utc>) -> Self {
        Self(instant.timestamp_micros())
    }

    /// The first tick at or after an instant.
    pub fn ceil(instant: DateTime<Utc>) -> Self {
        let finer = !instant.timestamp_subsec_nanos().is_multiple_of(1000);
        Self(instant.timestamp_micros() + i64::from(finer))
    }

    pub fn from_second(second: i64) -> Self {
        Self(second.saturating_mul(SECOND))
    }

    /// The first whole second at or after.
    pub fn second_at_or_after(self) -> i64 {
        self.0.saturating_add(SECOND - 1).div_euclid(SECOND)
    }

    /// The last whole second at or before.
    pub fn second_at_or_before(self) -> i64 {
        self.0.div_euclid(SECOND)
    }

    /// So many microseconds later, held inside the numbers there are.
    pub fn plus(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// The next tick. It turns the closed end of "up to and including" into the open end of a
    /// [`Span`], exactly, because nothing lies between two ticks.
    pub fn just_after(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The first whole minute after.
    pub fn next_minute(self) -> Self {
        Self((self.0.div_euclid(MINUTE) + 1).saturating_mul(MINUTE))
    }

    /// The first whole minute at or after.
    pub fn minute_at_or_after(self) -> Self {
        self.plus(-1).next_minute()
    }

    /// The instant, held inside chrono's calendar.
    pub fn instant(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
    }
}

/// The ticks of `[start, end)`.
pub(crate) fn ticks(start: DateTime<Utc>, end: DateTime<Utc>) -> Span<Tick> {
    Span::new(Tick::floor(start), Tick::ceil(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_minute_is_strictly_later() {
        let at = |second| Tick::from_second(second);
        assert_eq!(at(60).next_minute(), at(120));
        assert_eq!(at(59).next_minute(), at(60));
        assert_eq!(at(-1).next_minute(), at(0));
        assert_eq!(at(60).minute_at_or_after(), at(60));
        assert_eq!(at(60).just_after().minute_at_or_after(), at(120));
    }

    #[test]
    fn the_ends_of_the_calendar_fit_and_nanoseconds_go_outwards() {
        for end in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            assert_eq!(Tick::floor(end).instant().timestamp(), end.timestamp());
            let far = Tick::floor(end).plus(i64::MAX).plus(i64::MIN);
            let _ = (far.instant(), far.next_minute(), far.just_after());
        }
        let odd = DateTime::from_timestamp(7, 1500).unwrap_or_default();
        assert_eq!(Tick::floor(odd), Tick(7_000_001));
        assert_eq!(Tick::ceil(odd), Tick(7_000_002));
        assert_eq!(Tick(7_000_001).second_at_or_after(), 8);
        assert_eq!(Tick(7_000_000).second_at_or_after(), 7);
        assert_eq!(Tick(-1).second_at_or_after(), 0);
        assert_eq!(Tick(-1).second_at_or_before(), -1);
    }
}
