//! One rule: which date a holiday has in a year.

use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// What happens when the date lies on a weekend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    None,
    /// The nearest weekday is off too.
    Us,
    /// The next weekday that is no holiday itself is off too.
    Next,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Fixed {
        month: u32,
        day: u32,
    },
    Easter {
        days: i64,
    },
    /// Of the month; `None` is the last.
    Nth {
        nth: Option<u8>,
        weekday: Weekday,
        month: u32,
    },
    OnOrBefore {
        weekday: Weekday,
        month: u32,
        day: u32,
    },
    OnOrAfter {
        weekday: Weekday,
        month: u32,
        day: u32,
    },
    Once(NaiveDate),
}

/// A rule, with the years in which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    when: When,
    pub shift: Shift,
    years: (i32, i32),
}

/// A text that is not a rule.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoRule;

impl FromStr for Rule {
    type Err = NoRule;

    fn from_str(text: &str) -> Result<Self, NoRule> {
        read(text).ok_or(NoRule)
    }
}

fn read(text: &str) -> Option<Rule> {
    let (text, years) = match text.split_once('@') {
        Some((text, years)) => (text, span(years)?),
        None => (text, (i32::MIN, i32::MAX)),
    };
    let (text, shift) = match text.split_once('~') {
        Some((text, "us")) => (text, Shift::Us),
        Some((text, "next")) => (text, Shift::Next),
        Some(_) => return None,
        None => (text, Shift::None),
    };
    Some(Rule {
        when: when(text)?,
        shift,
        years,
    })
}

fn span(text: &str) -> Option<(i32, i32)> {
    let (from, until) = text.split_once('-')?;
    let year = |text: &str, open| {
        if text.is_empty() {
            Some(open)
        } else {
            text.parse().ok()
        }
    };
    Some((year(from, i32::MIN)?, year(until, i32::MAX)?))
}

fn when(text: &str) -> Option<When> {
    if let Some(days) = text.strip_prefix("easter") {
        return Some(When::Easter {
            days: days.parse().ok()?,
        });
    }
    if let Ok(date) = text.parse() {
        return Some(When::Once(date));
    }
    if let Some((weekday, date)) = text.split_once("<=") {
        let (month, day) = month_day(date)?;
        let weekday = weekday.parse().ok()?;
        return Some(When::OnOrBefore {
            weekday,
            month,
            day,
        });
    }
    if let Some((weekday, date)) = text.split_once(">=") {
        let (month, day) = month_day(date)?;
        let weekday = weekday.parse().ok()?;
        return Some(When::OnOrAfter {
            weekday,
            month,
            day,
        });
    }
    if let Some((month, day)) = month_day(text) {
        return Some(When::Fixed { month, day });
    }
    let (which, month) = text.split_once('-')?;
    let (nth, weekday) = match which.strip_prefix("last") {
        Some(weekday) => (None, weekday),
        None => (Some(which.get(..1)?.parse().ok()?), which.get(1..)?),
    };
    Some(When::Nth {
        nth,
        weekday: weekday.parse().ok()?,
        month: month.parse().ok()?,
    })
}

fn month_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

impl Rule {
    /// The date in a year, where the rule holds.
    pub fn date(&self, year: i32) -> Option<NaiveDate> {
        if year < self.years.0 || year > self.years.1 {
            return None;
        }
        let date = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        match self.when {
            When::Fixed { month, day } => date(month, day),
            When::Easter { days } => {
                easter(year)?.checked_add_signed(chrono::TimeDelta::days(days))
            }
            When::Nth {
                nth: Some(nth),
                weekday,
                month,
            } => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth),
            When::Nth {
                nth: None,
                weekday,
                month,
            } => {
                let next = date(month, 28)?
                    .checked_add_days(Days::new(4))?
                    .with_day(1)?;
                back_to(next.pred_opt()?, weekday)
            }
            When::OnOrBefore {
                weekday,
                month,
                day,
            } => back_to(date(month, day)?, weekday),
            When::OnOrAfter {
                weekday,
                month,
                day,
            } => back_to(date(month, day)?.checked_add_days(Days::new(6))?, weekday),
            When::Once(once) => (once.year() == year).then_some(once),
        }
    }
}

/// The last such weekday up to a date.
fn back_to(date: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let past = date.weekday().days_since(weekday);
    date.checked_sub_days(Days::new(past.into()))
}

/// Easter Sunday of the Gregorian calendar, by Gauss's rule with the usual two exceptions.
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let century = year / 100;
    let moon = (15 - (13 + 8 * century) / 25 + century - century / 4) % 30;
    let sun = (4 + century - century / 4) % 7;
    let to_full_moon = (19 * golden + moon) % 30;
    let to_sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * to_full_moon + sun) % 7;
    let late = to_full_moon == 29 || (to_full_moon == 28 && golden > 10);
    let days = to_full_moon + to_sunday - if late && to_sunday == 6 { 7 } else { 0 };
    let first = NaiveDate::from_ymd_opt(year, 3, 22)?;
    first.checked_add_signed(chrono::TimeDelta::days(days.into()))
}
