//! Instants in the file: milliseconds since 1970-01-01T00:00:00Z.

use chrono::{DateTime, Utc};

/// The stored form of an instant.
pub fn to_ms(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// The instant of a stored number. Numbers beyond chrono's range (±262,000 years) give its ends.
pub fn from_ms(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or(if ms < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    })
}
