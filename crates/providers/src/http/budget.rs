//! How many requests a vendor allows in a time: a bucket of permits that fills again.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// So many requests in so much time, spent in bursts of at most all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Requests.
    pub requests: u32,
    /// In this time.
    pub per: Duration,
}

/// What is left of a budget.
#[derive(Debug)]
pub(super) struct Bucket {
    budget: Budget,
    /// The bucket is full at this time; each request moves it by one request's share.
    full_at: Option<DateTime<Utc>>,
}

impl Bucket {
    pub fn new(budget: Budget) -> Self {
        Self {
            budget,
            full_at: None,
        }
    }

    /// Takes a permit and says how long to wait before using it.
    pub fn take(&mut self, now: DateTime<Utc>) -> Duration {
        let per = TimeDelta::from_std(self.budget.per).unwrap_or(TimeDelta::MAX);
        let share = per / i32::try_from(self.budget.requests.max(1)).unwrap_or(i32::MAX);
        // A clock that was set back must not make anybody wait for it to come round again.
        let full_at = self
            .full_at
            .filter(|at| *at <= now + per + per)
            .unwrap_or(now);
        let full_at = full_at.max(now) + share;
        self.full_at = Some(full_at);
        (full_at - now - per).to_std().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_free_and_what_comes_after_waits_its_share() {
        let mut bucket = Bucket::new(Budget {
            requests: 4,
            per: Duration::from_secs(8),
        });
        let start = DateTime::UNIX_EPOCH;
        let waits: Vec<u64> = (0..6).map(|_| bucket.take(start).as_secs()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 2, 4]);
        // The six are paid for after twelve seconds; then the bucket is full again.
        let later = start + TimeDelta::seconds(12);
        assert_eq!((0..4).map(|_| bucket.take(later).as_secs()).sum::<u64>(), 0);
        assert_eq!(bucket.take(later).as_secs(), 2);
    }

    #[test]
    fn a_clock_that_is_set_back_costs_nothing() {
        let mut bucket = Bucket::new(Budget {
            requests: 1,
            per: Duration::from_secs(1),
        });
        bucket.take(DateTime::UNIX_EPOCH + TimeDelta::days(1));
        assert_eq!(bucket.take(DateTime::UNIX_EPOCH), Duration::ZERO);
    }
}
