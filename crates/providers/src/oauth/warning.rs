//! Days before an account must be signed in to again, the person is told (FEATURES.md RN10).

use chrono::{DateTime, TimeDelta, Utc};

use super::tokens::Tokens;
use super::vendor::GrantLife;

/// Days before the end at which a warning is due. Each is said once.
pub const WARNING_DAYS: [i64; 4] = [14, 7, 3, 1];

/// A sign-in that will soon have to be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndsSoon {
    /// When the grant ends.
    pub at: DateTime<Utc>,
    /// Which of [`WARNING_DAYS`] is reached; the key under which a warning is said once.
    pub threshold: i64,
    /// Whole days left; 0 on the last day.
    pub days_left: i64,
}

/// Whether a warning is due. Grants that renew themselves have no end to warn of, unless they lie
/// unused: `last_renewed` is when tokens were last obtained.
///
/// A grant shorter than a threshold is never warned of at that threshold: seven days of Google's
/// testing status begin without a warning.
pub fn ends_soon(
    tokens: &Tokens,
    signed_in: DateTime<Utc>,
    life: GrantLife,
    now: DateTime<Utc>,
) -> Option<EndsSoon> {
    let unused = tokens.refresh.as_ref().and(life.days_unused).map(|days| {
        (
            tokens.obtained,
            tokens.obtained + TimeDelta::days(days.into()),
        )
    });
    let said = tokens.grant_until.map(|until| (signed_in, until));
    let (from, at) = [unused, said]
        .into_iter()
        .flatten()
        .min_by_key(|(_, at)| *at)?;
    let whole = at - from;
    let left = at - now;
    let threshold = WARNING_DAYS
        .into_iter()
        .filter(|&days| whole > TimeDelta::days(days))
        .filter(|&days| left <= TimeDelta::days(days))
        .min()?;
    Some(EndsSoon {
        at,
        threshold,
        days_left: left.num_days().max(0),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::secret::SecretText;
    use super::*;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_796_000_000, 0).unwrap() + TimeDelta::days(day)
    }

    fn tokens(refresh: bool, obtained: i64, until: Option<i64>) -> Tokens {
        Tokens {
            access: SecretText::new("a"),
            refresh: refresh.then(|| SecretText::new("r")),
            obtained: day(obtained),
            access_until: None,
            grant_until: until.map(day),
            scopes: Vec::new(),
        }
    }

    fn threshold(tokens: &Tokens, life: GrantLife, on: i64) -> Option<i64> {
        ends_soon(tokens, day(0), life, day(on)).map(|soon| soon.threshold)
    }

    #[test]
    fn sixty_days_of_linkedin_are_warned_of_two_weeks_ahead() {
        let tokens = tokens(false, 0, Some(60));
        let life = GrantLife::default();
        assert_eq!(threshold(&tokens, life, 45), None);
        assert_eq!(threshold(&tokens, life, 46), Some(14));
        assert_eq!(threshold(&tokens, life, 53), Some(7));
        assert_eq!(threshold(&tokens, life, 58), Some(3));
        assert_eq!(threshold(&tokens, life, 59), Some(1));
        let soon = ends_soon(&tokens, day(0), life, day(61)).unwrap();
        assert_eq!((soon.threshold, soon.days_left), (1, 0));
    }

    #[test]
    fn seven_days_of_testing_begin_without_a_warning() {
        let tokens = tokens(true, 0, Some(7));
        let life = GrantLife::default();
        assert_eq!(threshold(&tokens, life, 0), None);
        assert_eq!(threshold(&tokens, life, 4), Some(3));
    }

    #[test]
    fn a_grant_that_renews_itself_is_warned_of_only_when_it_lies_unused() {
        let life = GrantLife {
            days_from_sign_in: None,
            days_unused: Some(90),
        };
        assert_eq!(threshold(&tokens(true, 0, None), life, 30), None);
        assert_eq!(threshold(&tokens(true, 0, None), life, 80), Some(14));
        assert_eq!(threshold(&tokens(true, 79, None), life, 80), None);
        assert_eq!(
            threshold(&tokens(true, 0, None), GrantLife::default(), 9999),
            None
        );
    }
}
