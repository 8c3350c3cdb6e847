//! The words for days: weekdays, dates with and without a year, `tomorrow`.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::tokens::{
    Token::{self, Mark, Number, Word},
    value,
};
use crate::hours::Weekday;

/// How far back a date without a year may lie.
const BACK: u64 = 183;
/// The 29th of February comes again after at most eight years.
const YEARS: i32 = 8;

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// With its year.
    Date(NaiveDate),
    /// A day and month of some year.
    OfYear {
        /// 1 to 31.
        day: u32,
        /// 1 to 12.
        month: u32,
    },
    /// A day of some month.
    OfMonth {
        /// 1 to 31.
        day: u32,
        /// Written as one (`24th`); else it needs a weekday beside it to be one.
        sure: bool,
    },
    /// So many days from today.
    Ahead(i64),
}

/// A weekday as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NamedDay {
    pub day: Weekday,
    /// `next thu`: of the next week.
    pub next: bool,
}

/// A weekday at the beginning, and how many tokens it takes.
pub(super) fn weekday(tokens: &[Token]) -> Option<(NamedDay, usize)> {
    let (next, used, word) = match tokens {
        [Word(which), Word(word), ..] if which == "next" => (true, 2, word),
        [Word(which), Word(word), ..] if which == "this" || which == "coming" => (false, 2, word),
        [Word(word), ..] => (false, 1, word),
        _ => return None,
    };
    let word = if word == "weds" { "wed" } else { word };
    let day = Weekday::ALL
        .into_iter()
        .zip(WEEKDAYS)
        .find(|(_, name)| word.len() >= 3 && name.starts_with(word))?
        .0;
    Some((NamedDay { day, next }, used))
}

/// The days that may stand at the beginning, each with how many tokens it takes.
pub(super) fn days(tokens: &[Token]) -> Vec<(Day, usize)> {
    let mut out = Vec::new();
    out.extend(relative(tokens));
    out.extend(in_figures(tokens));
    out.extend(with_month(tokens));
    out.extend(of_month(tokens));
    out
}

fn relative(tokens: &[Token]) -> Option<(Day, usize)> {
    let (days, used) = match tokens {
        [Word(word), Number(count), Word(unit), ..] if word == "in" => {
            let length = match unit.as_str() {
                "day" | "days" => 1,
                "week" | "weeks" => 7,
                _ => return None,
            };
            (i64::from(value(count, 3)?) * length, 3)
        }
        [Word(word), ..] => {
            let begins = |whole: &str| word.len() >= 4 && whole.starts_with(word.as_str());
            let days = match word.as_str() {
                "tmr" | "tmrw" => 1,
                _ if begins("today") => 0,
                _ if begins("tomorrow") => 1,
                _ if begins("yesterday") => -1,
                _ => return None,
            };
            (days, 1)
        }
        _ => return None,
    };
    Some((Day::Ahead(days), used))
}

/// `2026-11-24`, `24.11.2026`, `24/11/26`, `24/11`, `24.11.`; with slashes also month first.
fn in_figures(tokens: &[Token]) -> Vec<(Day, usize)> {
    let mut out = Vec::new();
    let [Number(first), Mark(mark), Number(second), ..] = tokens else {
        return out;
    };
    if !['-', '/', '.'].contains(mark) {
        return out;
    }
    let month_first = *mark == '/';
    if let [_, _, _, Mark(again), Number(third), rest @ ..] = tokens
        && again == mark
    {
        // `2026-11-24T15:00`
        let t = matches!(rest, [Word(t), Number(_), ..] if t == "t");
        let used = if t { 6 } else { 5 };
        let mut date = |year: &str, month: &str, day: &str| {
            let whole = || {
                let year = match year.len() {
                    2 => 2000 + value(year, 2)?,
                    _ => value(year, 4).filter(|year| *year >= 1000)?,
                };
                let (month, day) = (value(month, 2)?, value(day, 2)?);
                NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)
            };
            if let Some(date) = whole() {
                out.push((Day::Date(date), used));
            }
        };
        if first.len() == 4 {
            date(first, second, third);
        } else {
            date(third, second, first);
            if month_first && first != second {
                date(third, first, second);
            }
        }
    }
    if *mark == '-' {
        return out;
    }
    let dotted = *mark == '.' && matches!(tokens.get(3), Some(Mark('.')));
    let used = if dotted { 4 } else { 3 };
    let (first, second) = (value(first, 2), value(second, 2));
    if let Some((first, second)) = first.zip(second) {
        out.extend(of_year(first, second).map(|day| (day, used)));
        if month_first && first != second {
            out.extend(of_year(second, first).map(|day| (day, used)));
        }
    }
    out
}

/// `24 nov`, `24th of november 2026`, `nov 24`, `november 24th 2026`.
fn with_month(tokens: &[Token]) -> Vec<(Day, usize)> {
    let mut used = 1;
    let (day, month) = match tokens {
        [Number(day), rest @ ..] => {
            used += usize::from(ends_number(rest));
            used += usize::from(matches!(tokens.get(used), Some(Word(of)) if of == "of"));
            let Some(Word(month)) = tokens.get(used) else {
                return Vec::new();
            };
            used += 1;
            (day, month)
        }
        [Word(month), Number(day), rest @ ..] => {
            used += 1 + usize::from(ends_number(rest));
            (day, month)
        }
        _ => return Vec::new(),
    };
    let Some(day) = value(day, 2)
        .zip(month_of(month))
        .and_then(|(day, month)| of_year(day, month))
    else {
        return Vec::new();
    };
    let mut out = Vec::new();
    if let (Some(Number(year)), Day::OfYear { day, month }) = (tokens.get(used), day) {
        let year = value(year, 4).filter(|year| *year >= 1000);
        let date = year
            .and_then(|year| year.try_into().ok())
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
        out.extend(date.map(|date| (Day::Date(date), used + 1)));
    }
    out.push((day, used));
    out
}

/// `24th`, and `24` for beside a weekday.
fn of_month(tokens: &[Token]) -> Option<(Day, usize)> {
    let [Number(day), rest @ ..] = tokens else {
        return None;
    };
    let day = value(day, 2).filter(|day| (1..=31).contains(day))?;
    let sure = matches!(rest, [Word(_), ..]) && ends_number(rest);
    Some((
        Day::OfMonth { day, sure },
        1 + usize::from(ends_number(rest)),
    ))
}

/// Whether the figure before is closed by `th` or a dot.
fn ends_number(rest: &[Token]) -> bool {
    match rest {
        [Word(word), ..] => matches!(word.as_str(), "st" | "nd" | "rd" | "th"),
        [Mark('.'), Number(_), ..] => false,
        [Mark(mark), ..] => *mark == '.',
        _ => false,
    }
}

fn month_of(word: &str) -> Option<u32> {
    (1..)
        .zip(MONTHS)
        .find(|(_, name)| word.len() >= 3 && name.starts_with(word))
        .map(|(month, _)| month)
}

fn of_year(day: u32, month: u32) -> Option<Day> {
    // A leap year, so that the 29th of February is one.
    NaiveDate::from_ymd_opt(2024, month, day)?;
    Some(Day::OfYear { day, month })
}

/// The dates that the words may mean on `today`, the likeliest first. A weekday beside a date must
/// be that date's own.
pub(super) fn dates(
    day: Option<Day>,
    weekday: Option<NamedDay>,
    today: NaiveDate,
) -> Vec<NaiveDate> {
    let fits = |date: &NaiveDate| weekday.is_none_or(|w| Weekday::of(*date) == w.day);
    match day {
        None => weekday.map_or_else(Vec::new, |weekday| coming(weekday, today)),
        Some(Day::Date(date)) => Some(date).filter(fits).into_iter().collect(),
        Some(Day::Ahead(days)) => today
            .checked_add_signed(chrono::TimeDelta::days(days))
            .filter(fits)
            .into_iter()
            .collect(),
        Some(Day::OfYear { day, month }) => {
            // A weekday tells this year's date from the next year's, no more.
            let ahead = if weekday.is_some() { 1 } else { YEARS };
            let years = today.year().saturating_sub(1)..=today.year().saturating_add(ahead);
            nearest(
                years
                    .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
                    .filter(fits),
                today,
            )
        }
        Some(Day::OfMonth { day, .. }) => {
            let first = today.with_day(1).unwrap_or(today);
            let months = (0..=24).filter_map(|count| first.checked_add_months(Months::new(count)));
            months
                .filter_map(|month| month.with_day(day))
                .filter(fits)
                .find(|date| *date >= today)
                .into_iter()
                .collect()
        }
    }
}

/// The weekday that comes and the one a week later; with `next`, the one of the next week and,
/// where it is another, the one that comes.
fn coming(weekday: NamedDay, today: NaiveDate) -> Vec<NaiveDate> {
    let now = u64::from(Weekday::of(today).index());
    let wanted = u64::from(weekday.day.index());
    let after = |days: u64| today.checked_add_days(Days::new(days));
    let first = (wanted + 7 - now) % 7;
    let of_next_week = 7 - now + wanted;
    let found = if !weekday.next {
        [after(first), after(first + 7)]
    } else if first == of_next_week {
        [after(first), None]
    } else {
        [after(of_next_week), after(first)]
    };
    found.into_iter().flatten().collect()
}

/// The first of ascending dates that is not past, and the last past one when it is not long ago;
/// the nearer of the two first.
fn nearest(dates: impl Iterator<Item = NaiveDate>, today: NaiveDate) -> Vec<NaiveDate> {
    let mut past = None;
    let mut next = None;
    for date in dates {
        if date >= today {
            next = Some(date);
            break;
        }
        past = Some(date);
    }
    let oldest = today.checked_sub_days(Days::new(BACK)).unwrap_or(today);
    let past = past.filter(|date| *date >= oldest);
    let mut out: Vec<NaiveDate> = next.into_iter().chain(past).collect();
    out.sort_by_key(|date| (*date - today).num_days().abs());
    out
}
