//! Dates as CVs give them: a year, a month or a day.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601 calendar dates of reduced precision).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    first_day: NaiveDate,
    precision: Precision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// The text is not a date that [`PartialDate`] can hold.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("This is not a date. Write it as YYYY, YYYY-MM or YYYY-MM-DD, for example 2021-09.")]
pub struct PartialDateError;

impl PartialDate {
    /// The first day the date can mean: 1 January for a bare year.
    pub fn first_day(self) -> NaiveDate {
        self.first_day
    }

    /// The last day the date can mean: 31 December for a bare year.
    pub fn last_day(self) -> NaiveDate {
        let (year, month) = (self.first_day.year(), self.first_day.month());
        let next = match self.precision {
            Precision::Year => NaiveDate::from_ymd_opt(year + 1, 1, 1),
            Precision::Month if month == 12 => NaiveDate::from_ymd_opt(year + 1, 1, 1),
            Precision::Month => NaiveDate::from_ymd_opt(year, month + 1, 1),
            Precision::Day => return self.first_day,
        };
        next.and_then(|day| day.pred_opt())
            .unwrap_or(self.first_day)
    }

    /// Whether the date ends before `start` begins, at whatever precision both have.
    pub fn is_before(self, start: Self) -> bool {
        self.last_day() < start.first_day()
    }
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('-');
        let year = number(parts.next(), 4)?.ok_or(PartialDateError)?;
        let month = number(parts.next(), 2)?;
        let day = number(parts.next(), 2)?;
        if parts.next().is_some() || !(1900..=2100).contains(&year) {
            return Err(PartialDateError);
        }
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        };
        let year = i32::try_from(year).map_err(|_| PartialDateError)?;
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))
            .map(|first_day| Self {
                first_day,
                precision,
            })
            .ok_or(PartialDateError)
    }
}

/// A part of exactly `digits` ASCII digits; `None` when the text ended before it.
fn number(part: Option<&str>, digits: usize) -> Result<Option<u32>, PartialDateError> {
    part.map(|text| {
        if text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()) {
            text.parse().map_err(|_| PartialDateError)
        } else {
            Err(PartialDateError)
        }
    })
    .transpose()
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Year => write!(f, "{:04}", self.first_day.year()),
            Precision::Month => {
                write!(
                    f,
                    "{:04}-{:02}",
                    self.first_day.year(),
                    self.first_day.month()
                )
            }
            Precision::Day => write!(f, "{}", self.first_day),
        }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = PartialDateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_precisions_are_read_and_written_the_same() {
        for text in ["2019", "2019-02", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "",
            "19",
            "2019-2",
            "2019-13",
            "2023-02-29",
            "2019/02",
            "Feb 2019",
            "20190",
            "1899",
            "2019-01-01-01",
            "２０１９",
            "2019-",
            "+019",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text} was accepted");
        }
    }

    #[test]
    fn before_is_judged_at_the_common_precision() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        assert!(date("2018").is_before(date("2019-01")));
        assert!(!date("2019").is_before(date("2019-05")));
        assert!(date("2019-04").is_before(date("2019-05-01")));
        assert!(!date("2019-12").is_before(date("2019-12-31")));
    }
}
