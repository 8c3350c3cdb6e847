//! Values of RFC 5545 section 3.3, read strictly: a value is right in full or refused.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::problem::{Fault, ProblemCode};

/// Years an event may lie in. Outside them a date is a mistake, and arithmetic on it could
/// leave the calendar.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2999;

/// The longest single event, in days. A longer one is a mistake (a year of leave fits).
const LONGEST_DAYS: i64 = 3_660;

/// A date or a date with time, before its zone is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateValue {
    /// `20261101`
    Date(NaiveDate),
    /// `20261101T090000`
    Local(NaiveDateTime),
    /// `20261101T090000Z`
    Utc(NaiveDateTime),
}

/// A nominal duration: days by the calendar, then exact seconds (RFC 5545 section 3.3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub days: i64,
    pub seconds: i64,
}

fn invalid(what: &str, text: &str) -> Fault {
    let shown: String = text.chars().take(60).collect();
    Fault::new(
        ProblemCode::InvalidValue,
        format!("\"{shown}\" is not {what}. Correct it in the calendar and export again."),
    )
}

/// Digits only, of exactly this many characters.
fn digits<T: std::str::FromStr>(text: &str, from: usize, len: usize) -> Option<T> {
    let part = text.get(from..from + len)?;
    if part.bytes().all(|b| b.is_ascii_digit()) {
        part.parse().ok()
    } else {
        None
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 {
        return None;
    }
    NaiveDate::from_ymd_opt(
        digits(text, 0, 4)?,
        digits(text, 4, 2)?,
        digits(text, 6, 2)?,
    )
}

fn time(text: &str) -> Option<NaiveTime> {
    if text.len() != 6 {
        return None;
    }
    // A leap second (60) is read as the second before it, as RFC 5545 section 3.3.12 allows.
    let second = digits::<u32>(text, 4, 2)?;
    let second = if second == 60 { 59 } else { second };
    NaiveTime::from_hms_opt(digits(text, 0, 2)?, digits(text, 2, 2)?, second)
}

fn any_date_value(text: &str) -> Option<DateValue> {
    let Some((day, clock)) = text.split_once(['T', 't']) else {
        return date(text).map(DateValue::Date);
    };
    let day = date(day)?;
    Some(match clock.strip_suffix(['Z', 'z']) {
        Some(clock) => DateValue::Utc(day.and_time(time(clock)?)),
        None => DateValue::Local(day.and_time(time(clock)?)),
    })
}

/// Reads the end of a rule: any year, since `UNTIL=99991231T235959Z` means "for ever".
pub(super) fn until_value(text: &str) -> Result<DateValue, Fault> {
    any_date_value(text.trim()).ok_or_else(|| invalid("a date or a date with time", text))
}

/// Reads `YYYYMMDD`, `YYYYMMDDTHHMMSS` or the same with `Z`, in a year an event may lie in.
pub(super) fn date_value(text: &str) -> Result<DateValue, Fault> {
    let value = until_value(text)?;
    let day = match value {
        DateValue::Date(day) => day,
        DateValue::Local(at) | DateValue::Utc(at) => at.date(),
    };
    if YEARS.contains(&chrono::Datelike::year(&day)) {
        Ok(value)
    } else {
        Err(invalid("a date between the years 1600 and 2999", text))
    }
}

/// Reads a duration such as `PT1H30M`, `P1D`, `P2W`; a sign is kept.
pub(super) fn duration(text: &str) -> Result<Span, Fault> {
    parse_duration(text.trim()).ok_or_else(|| invalid("a duration of less than ten years", text))
}

fn parse_duration(text: &str) -> Option<Span> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let rest = rest.strip_prefix(['P', 'p'])?;
    let mut span = Span {
        days: 0,
        seconds: 0,
    };
    let mut number = String::new();
    let mut in_time = false;
    let mut parts = 0;
    // Units must fall in this order, each at most once.
    let mut last_rank = 0;
    for c in rest.chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        let c = c.to_ascii_uppercase();
        if c == 'T' {
            if in_time || !number.is_empty() {
                return None;
            }
            in_time = true;
            continue;
        }
        let amount: i64 = number.parse().ok()?;
        number.clear();
        let (rank, days, seconds) = match (in_time, c) {
            (false, 'W') => (1, 7, 0),
            (false, 'D') => (2, 1, 0),
            (true, 'H') => (3, 0, 3600),
            (true, 'M') => (4, 0, 60),
            (true, 'S') => (5, 0, 1),
            _ => return None,
        };
        if rank <= last_rank {
            return None;
        }
        last_rank = rank;
        parts += 1;
        span.days = span.days.checked_add(amount.checked_mul(days)?)?;
        span.seconds = span.seconds.checked_add(amount.checked_mul(seconds)?)?;
    }
    if parts == 0 || !number.is_empty() {
        return None;
    }
    if !(0..=LONGEST_DAYS).contains(&span.days)
        || !(0..=LONGEST_DAYS * 86_400).contains(&span.seconds)
    {
        return None;
    }
    Some(Span {
        days: sign * span.days,
        seconds: sign * span.seconds,
    })
}

/// Whether an event of this length can be true.
pub(super) fn length_is_sane(length: Duration) -> bool {
    length >= Duration::zero() && length <= Duration::days(LONGEST_DAYS)
}

/// Reads `+0100` or `-033000` as seconds east of UTC.
pub(super) fn utc_offset(text: &str) -> Result<i32, Fault> {
    parse_offset(text.trim()).ok_or_else(|| invalid("an offset such as +0100", text))
}

fn parse_offset(text: &str) -> Option<i32> {
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let rest = text.get(1..)?;
    let seconds = match rest.len() {
        4 => 0,
        6 => digits::<i32>(rest, 4, 2)?,
        _ => return None,
    };
    let (hours, minutes) = (digits::<i32>(rest, 0, 2)?, digits::<i32>(rest, 2, 2)?);
    if hours > 15 || minutes > 59 || seconds > 59 {
        return None;
    }
    Some(sign * (hours * 3600 + minutes * 60 + seconds))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn half_a_value_is_refused() {
        for text in [
            "",
            "2026",
            "2026110",
            "20261301",
            "20260229",
            "20261101T",
            "20261101T0900",
            "20261101T250000",
            "20261101T090000+0100",
            "20261101XYZ",
            "2026-11-01",
            "99991231",
            "+2261101",
            "２０２６１１０１",
        ] {
            assert!(date_value(text).is_err(), "{text}");
        }
        assert!(date_value("20261101T090060Z").is_ok(), "leap second");
    }

    #[test]
    fn durations_are_days_then_seconds() {
        let span = |days, seconds| Some(Span { days, seconds });
        assert_eq!(duration("P1DT2H").ok(), span(1, 7200));
        assert_eq!(duration("P2W").ok(), span(14, 0));
        assert_eq!(duration("-PT15M").ok(), span(0, -900));
        for text in [
            "P",
            "PT",
            "P1",
            "1D",
            "P1H",
            "PT1D",
            "PT1M1H",
            "P1DT",
            "P99999999999W",
        ] {
            // `P1DT` is tolerated by some, but says nothing the RFC defines beyond one day.
            assert_eq!(duration(text).is_ok(), text == "P1DT", "{text}");
        }
    }

    #[test]
    fn offsets_have_a_sign_and_whole_fields() {
        assert_eq!(utc_offset("+0545").ok(), Some(20_700));
        assert_eq!(utc_offset("-000001").ok(), Some(-1));
        assert!(utc_offset("0100").is_err());
        assert!(utc_offset("+1").is_err());
    }
}
