//! Public holidays by country and region (FEATURES.md 5.8, docs/adr/0007-holidays.md).
//!
//! The data are rules of our own, looked at last on [`DATED`] for [`YEARS`]. A country, region or
//! year that they do not cover is answered as not known, never as a year without holidays.

mod rule;

use std::{ops::RangeInclusive, sync::LazyLock};

use chrono::{Datelike, Days, NaiveDate};

use self::rule::{Rule, Shift};

/// The day on which the rules were looked at last.
pub const DATED: &str = "2026-11-21";
/// The years for which they were looked at.
pub const YEARS: RangeInclusive<i32> = 2024..=2035;

/// The holidays of one year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays {
    /// Whether there are data for that country, region and year. Without them `days` is empty and
    /// says nothing.
    pub known: bool,
    /// The dates off with their names, sorted by date.
    pub days: Vec<(NaiveDate, String)>,
}

/// A line of the data.
struct Line {
    country: &'static str,
    /// Codes after the hyphen of ISO 3166-2; none is the whole country.
    regions: Vec<&'static str>,
    rule: Rule,
    name: &'static str,
}

static LINES: LazyLock<Vec<Line>> =
    LazyLock::new(|| include_str!("rules.txt").lines().filter_map(line).collect());

fn line(text: &'static str) -> Option<Line> {
    let mut words = text.splitn(4, ' ');
    let (country, regions) = (words.next()?, words.next()?);
    let (rule, name) = (words.next()?.parse().ok()?, words.next()?);
    (country != "#").then(|| Line {
        country,
        regions: regions.split(',').filter(|region| *region != "*").collect(),
        rule,
        name,
    })
}

/// The countries there are data for, as ISO 3166-1 codes, each with the regions that have days of
/// their own.
pub fn countries() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut out: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in LINES.iter() {
        match out.last_mut() {
            Some((country, regions)) if *country == line.country => {
                regions.extend(&line.regions);
            }
            _ => out.push((line.country, line.regions.clone())),
        }
    }
    for (_, regions) in &mut out {
        regions.sort_unstable();
        regions.dedup();
    }
    out
}

/// The holidays of a country (`DE`), or of a region of it (`BY`, the part after the hyphen of ISO
/// 3166-2), in one year. Without a region they are those that the whole country has.
pub fn on(country: &str, region: Option<&str>, year: i32) -> Holidays {
    let own = countries().into_iter().find(|(code, _)| *code == country);
    let known = own.is_some_and(|(_, regions)| {
        region.is_none_or(|region| regions.contains(&region)) && YEARS.contains(&year)
    });
    if !known {
        return Holidays::default();
    }
    // All regions of Britain have some days, and the whole has none of its own.
    let lines: Vec<&Line> = LINES
        .iter()
        .filter(|line| line.country == country)
        .filter(|line| {
            line.regions.is_empty() || region.is_some_and(|region| line.regions.contains(&region))
        })
        .collect();
    let mut days: Vec<(NaiveDate, String)> = Vec::new();
    // New Year's Day may be kept in December.
    for year in [year - 1, year, year + 1] {
        let dates = lines.iter().filter_map(|l| Some((l, l.rule.date(year)?)));
        let dates: Vec<(&&Line, NaiveDate)> = dates.collect();
        days.extend(
            dates
                .iter()
                .map(|(line, date)| (*date, line.name.to_owned())),
        );
        for (line, date) in dates {
            let instead = instead(line.rule.shift, date, &days);
            days.extend(instead.map(|date| (date, format!("{} (observed)", line.name))));
        }
    }
    days.retain(|(date, _)| date.year() == year);
    days.sort();
    Holidays { known, days }
}

/// The weekday that is off in place of a day of the weekend.
fn instead(shift: Shift, date: NaiveDate, taken: &[(NaiveDate, String)]) -> Option<NaiveDate> {
    let weekday = date.weekday().num_days_from_monday();
    match (shift, weekday) {
        (Shift::Us, 5) => date.pred_opt(),
        (Shift::Us, 6) => date.succ_opt(),
        (Shift::Next, 5 | 6) => (1..7).find_map(|days| {
            let next = date.checked_add_days(Days::new(days))?;
            let works = next.weekday().num_days_from_monday() < 5;
            (works && !taken.iter().any(|(date, _)| *date == next)).then_some(next)
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
