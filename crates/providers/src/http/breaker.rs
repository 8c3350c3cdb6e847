//! A circuit breaker: a server that fails again and again is left alone for a while.

use chrono::{DateTime, TimeDelta, Utc};

/// Failures in a row after which the circuit opens.
const OPENS_AFTER: u32 = 5;
/// How long it stays open the first time; twice as long after each failed probe.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(30);
/// The longest it stays open.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(15);

/// The state of a circuit.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    failures: u32,
    /// Closed again at this time, for one probe.
    open_until: Option<DateTime<Utc>>,
    /// The server asked to be left alone until then.
    hold_until: Option<DateTime<Utc>>,
}

impl Breaker {
    /// Whether a request may go out.
    ///
    /// # Errors
    /// The time from which on one may.
    pub fn admit(&mut self, now: DateTime<Utc>) -> Result<(), DateTime<Utc>> {
        let open = self.open_until.filter(|until| now < *until);
        let hold = self.hold_until.filter(|until| now < *until);
        if let Some(until) = open.max(hold) {
            // A clock that was set back must not keep it open for longer than it ever is.
            if until - now <= LONGEST_PAUSE * 2 || hold == Some(until) {
                return Err(until);
            }
        }
        if self.open_until.is_some() {
            // This one is the probe; others wait until it has come back.
            self.open_until = Some(now + FIRST_PAUSE);
        }
        Ok(())
    }

    /// The server answered, whatever it said.
    pub fn answered(&mut self) {
        self.failures = 0;
        self.open_until = None;
    }

    /// The server could not be reached, or said that it is broken.
    pub fn failed(&mut self, now: DateTime<Utc>) {
        self.failures = self.failures.saturating_add(1);
        if let Some(over) = self.failures.checked_sub(OPENS_AFTER) {
            let pause = FIRST_PAUSE * 2_i32.pow(over.min(6));
            self.open_until = Some(now + pause.min(LONGEST_PAUSE));
        }
    }

    /// The server asked to be left alone until then.
    pub fn hold(&mut self, until: DateTime<Utc>) {
        self.hold_until = self.hold_until.max(Some(until));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_after_failures_in_a_row_and_lets_one_probe_through() {
        let mut breaker = Breaker::default();
        let now = DateTime::UNIX_EPOCH;
        for _ in 0..OPENS_AFTER - 1 {
            breaker.failed(now);
        }
        breaker.answered();
        for _ in 0..OPENS_AFTER {
            assert_eq!(breaker.admit(now), Ok(()));
            breaker.failed(now);
        }
        let until = now + FIRST_PAUSE;
        assert_eq!(breaker.admit(now), Err(until));
        assert_eq!(breaker.admit(until), Ok(()));
        assert!(breaker.admit(until).is_err(), "a second probe at once");
        breaker.failed(until);
        assert_eq!(breaker.admit(until), Err(until + FIRST_PAUSE * 2));
        for _ in 0..40 {
            breaker.failed(until);
        }
        assert_eq!(breaker.admit(until), Err(until + LONGEST_PAUSE));
        breaker.answered();
        assert_eq!(breaker.admit(until), Ok(()));
    }

    #[test]
    fn a_wish_to_be_left_alone_outlives_an_answer() {
        let mut breaker = Breaker::default();
        let now = DateTime::UNIX_EPOCH;
        breaker.hold(now + TimeDelta::hours(2));
        breaker.answered();
        assert_eq!(breaker.admit(now), Err(now + TimeDelta::hours(2)));
        assert_eq!(breaker.admit(now + TimeDelta::hours(2)), Ok(()));
    }
}
