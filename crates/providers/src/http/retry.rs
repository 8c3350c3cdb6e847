//! When to try again: pure arithmetic over what happened.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// The first pause; it doubles each time.
const FIRST: Duration = Duration::from_millis(500);
/// No pause of our own is longer.
const LONGEST: Duration = Duration::from_secs(30);

/// The pause before try number `tried + 1`: half of it certain, half by chance (0 to 1).
///
/// What the server asks for is never shortened; chance is added to it, so that not everybody who
/// was sent away comes back in the same second.
pub(super) fn pause(tried: u32, asked: Option<Duration>, chance: f64) -> Duration {
    let own = FIRST
        .saturating_mul(2_u32.saturating_pow(tried.saturating_sub(1)))
        .min(LONGEST);
    let chance = chance.clamp(0.0, 1.0);
    match asked {
        Some(asked) => asked + FIRST.mul_f64(chance),
        None => own.mul_f64(0.5 + chance / 2.0),
    }
}

/// `Retry-After`: seconds, or a date (RFC 9110 section 10.2.3), also one of RFC 3339, which Zoom is
/// said to send. A date that has passed is now.
pub(super) fn retry_after(value: &str, now: DateTime<Utc>) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u32>() {
        return Some(Duration::from_secs(u64::from(seconds)));
    }
    let at = DateTime::parse_from_rfc2822(value)
        .or_else(|_| DateTime::parse_from_rfc3339(value))
        .ok()?
        .to_utc();
    Some((at - now).to_std().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_limit() {
        let seconds = |tried| pause(tried, None, 1.0).as_secs_f64();
        assert!((seconds(1) - 0.5).abs() < 1e-9 && (seconds(3) - 2.0).abs() < 1e-9);
        assert!((seconds(40) - 30.0).abs() < 1e-9);
        assert!((pause(3, None, 0.0).as_secs_f64() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_the_server_asks_for_is_never_shortened() {
        let asked = Duration::from_secs(45);
        for chance in [0.0, 0.3, 1.0] {
            assert!(pause(1, Some(asked), chance) >= asked);
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = DateTime::parse_from_rfc3339("2026-11-21T22:00:00Z")
            .map(|at| at.to_utc())
            .unwrap();
        let seconds = |text| retry_after(text, now).map(|d| d.as_secs());
        assert_eq!(seconds("120"), Some(120));
        assert_eq!(seconds("Sat, 21 Nov 2026 22:01:30 GMT"), Some(90));
        assert_eq!(seconds("Sat, 21 Nov 2026 21:00:00 GMT"), Some(0));
        assert_eq!(seconds("2026-11-22T00:00:00Z"), Some(7_200));
        assert_eq!(seconds("soon"), None);
        assert_eq!(seconds("-5"), None);
    }
}
