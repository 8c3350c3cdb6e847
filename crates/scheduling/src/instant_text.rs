//! Reading instants quickly: nearly all of a request's text are the times of busy items.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{
    Deserializer,
    de::{Error, Visitor},
};

/// Reads an RFC 3339 instant; the usual `2026-03-23T10:00:00Z` without the general reader.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    from.deserialize_str(InstantText)
}

struct InstantText;

impl Visitor<'_> for InstantText {
    type Value = DateTime<Utc>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an RFC 3339 formatted date and time string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        usual(text.as_bytes()).map_or_else(|| text.parse().map_err(E::custom), Ok)
    }
}

/// Exactly `YYYY-MM-DDThh:mm:ssZ` with numbers that are in range; anything else is left to chrono.
fn usual(text: &[u8]) -> Option<DateTime<Utc>> {
    let &[
        y1,
        y2,
        y3,
        y4,
        b'-',
        m1,
        m2,
        b'-',
        d1,
        d2,
        b'T',
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
        b'Z',
    ] = text
    else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |so_far, digit| {
            digit
                .is_ascii_digit()
                .then(|| so_far * 10 + u32::from(digit - b'0'))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)?;
    let time = date.and_hms_opt(number(&[h1, h2])?, number(&[n1, n2])?, number(&[s1, s2])?)?;
    Some(time.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_what_chrono_reads_and_refuses_what_it_refuses() {
        for text in [
            "2026-03-23T10:00:00Z",
            "0001-12-31T23:59:59Z",
            "2024-02-29T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-03-23T24:00:00Z",
            "2026-03-23T10:00:60Z",
            "2026-03-23t10:00:00z",
            "2026-03-23T10:00:00.25Z",
            "2026-03-23T10:00:00+05:30",
            "2026-03-23 10:00:00Z",
            "2026-03-23T10:0x:00Z",
            "2026-03-23",
        ] {
            let read = InstantText.visit_str::<serde_json::Error>(text).ok();
            assert_eq!(read, text.parse().ok(), "{text}");
        }
    }
}
