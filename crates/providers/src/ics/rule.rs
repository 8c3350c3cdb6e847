//! Recurrence rules (RFC 5545 section 3.3.10) in wall time, with a bound on the work.
//!
//! The `rrule` crate finds the dates. It is given wall times dressed as UTC, so that it never
//! converts (DESIGN.md section 5). `UNTIL`, `COUNT` and the first instance are decided here:
//! `UNTIL` in UTC must be compared with converted instants, and `DTSTART` counts as the first
//! instance also when the rule alone would not give it.

use chrono::{Datelike, Duration, NaiveDateTime, TimeZone, Weekday};
use rrule::{Frequency, NWeekday, RRule, Tz, Unvalidated};

use super::problem::{Fault, ProblemCode};
use super::values::{DateValue, until_value};

/// More instances than this in one window are no calendar; every hour of a year is 8,784.
const MOST_INSTANCES: usize = 20_000;

/// More dates than this are never walked through to reach a window.
const MOST_DATES: usize = 50_000;

/// After so many years the Gregorian calendar repeats, weekdays included.
const CYCLE_YEARS: i32 = 400;

/// The `rrule` crate gives up after this year.
const LAST_YEAR: i32 = 10_000;

/// A rule that was understood.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// The rule without `UNTIL` and `COUNT`.
    spec: RRule<Unvalidated>,
    count: Option<usize>,
    until: Option<DateValue>,
}

/// Which wall times to look for.
#[derive(Debug, Clone, Copy)]
pub(super) struct WallWindow {
    /// The first wall time wanted.
    pub from: NaiveDateTime,
    /// The last wall time wanted.
    pub to: NaiveDateTime,
}

fn unsupported(text: &str, why: &str) -> Fault {
    let shown: String = text.chars().take(120).collect();
    Fault::new(
        ProblemCode::UnsupportedRule,
        format!(
            "its recurrence \"{shown}\" cannot be followed ({why}). \
             Set the repetition again in the calendar and export it."
        ),
    )
}

/// A whole number above zero.
fn positive<T: std::str::FromStr + Default + PartialOrd>(text: &str) -> Option<T> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse::<T>().ok().filter(|n| *n > T::default())
}

impl Rule {
    /// Reads the value of an `RRULE` line. Parts this reader does not know refuse the rule.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        // The `rrule` crate cuts text by bytes, and would panic inside a longer character.
        if !text.is_ascii() {
            return Err(unsupported(text, "it has letters no rule has"));
        }
        let upper = text.trim().to_ascii_uppercase();
        let mut kept = Vec::new();
        let mut count = None;
        let mut until = None;
        let mut names: Vec<&str> = Vec::new();
        for part in upper.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            let (name, value) = part
                .split_once('=')
                .ok_or_else(|| unsupported(text, "a part has no value"))?;
            if names.contains(&name) {
                return Err(unsupported(text, "a part is there twice"));
            }
            names.push(name);
            match name {
                "COUNT" => {
                    count = Some(
                        positive(value)
                            .ok_or_else(|| unsupported(text, "COUNT is not a number above 0"))?,
                    );
                }
                "UNTIL" => {
                    until = Some(
                        until_value(value)
                            .map_err(|_| unsupported(text, "UNTIL is not a date or time"))?,
                    );
                }
                "BYDAY" if !value.split(',').all(is_weekday) => {
                    return Err(unsupported(text, "BYDAY has a part that is no weekday"));
                }
                "INTERVAL" if positive::<u16>(value).is_none() => {
                    return Err(unsupported(text, "INTERVAL is not between 1 and 65535"));
                }
                _ => kept.push(part),
            }
        }
        if count.is_some() && until.is_some() {
            return Err(unsupported(text, "COUNT and UNTIL exclude each other"));
        }
        let spec: RRule<Unvalidated> = kept
            .join(";")
            .parse()
            .map_err(|error| unsupported(text, &format!("{error}")))?;
        check(&spec).map_err(|why| unsupported(text, why))?;
        Ok(Self { spec, count, until })
    }

    /// The `UNTIL` of the rule.
    pub fn until(&self) -> Option<DateValue> {
        self.until
    }

    /// The rule for a series that starts here: ready for the `rrule` crate, and its own start.
    ///
    /// A weekly rule is handed over from the first day of its week, because the crate would
    /// otherwise choose by `BYSETPOS` from the rest of the first week only.
    fn anchored(&self, start: NaiveDateTime) -> (RRule<Unvalidated>, NaiveDateTime) {
        let mut spec = self.spec.clone();
        if spec.get_freq() != Frequency::Weekly {
            return (spec, start);
        }
        if spec.get_by_weekday().is_empty() {
            spec = spec.by_weekday(vec![NWeekday::Every(start.weekday())]);
        }
        let into_week = start.weekday().days_since(spec.get_week_start());
        let week = start.checked_sub_signed(Duration::days(i64::from(into_week)));
        (spec, week.unwrap_or(start))
    }

    /// The same rule started later, by whole periods, so that old series cost no more than new.
    /// Only a rule without `COUNT` may skip its past.
    fn skip_past(&self, base: NaiveDateTime, from: NaiveDateTime) -> NaiveDateTime {
        if self.count.is_some() || from <= base {
            return base;
        }
        let interval = i64::from(self.spec.get_interval());
        let unit = match self.spec.get_freq() {
            Frequency::Yearly => return self.skip_years(base, from),
            Frequency::Monthly => return base,
            Frequency::Weekly => interval * 7,
            // So many days are a whole number of periods of hours, minutes and seconds too.
            _ => interval,
        };
        let periods = ((from - base).num_days() - 1).max(0) / unit;
        base.checked_add_signed(Duration::days(periods * unit))
            .unwrap_or(base)
    }

    fn skip_years(&self, base: NaiveDateTime, from: NaiveDateTime) -> NaiveDateTime {
        let interval = i32::from(self.spec.get_interval());
        let years = (from.year() - 1 - base.year()).max(0) / interval * interval;
        // 29 February has no such day in most years: then the past is walked.
        base.with_year(base.year() + years).unwrap_or(base)
    }

    /// All starts of a series in a window, in order, as wall times.
    ///
    /// `before_end` says whether a start is not after `UNTIL`; only the caller can convert.
    pub fn starts(
        &self,
        start: NaiveDateTime,
        window: WallWindow,
        before_end: impl Fn(NaiveDateTime) -> bool,
    ) -> Result<Vec<NaiveDateTime>, Fault> {
        let mut out = Vec::new();
        if start > window.to || !before_end(start) {
            return Ok(out);
        }
        if start >= window.from {
            out.push(start);
        }
        let mut left = self.count.map(|count| count - 1);
        if left == Some(0) {
            return Ok(out);
        }
        let (spec, base) = self.anchored(start);
        let base = self.skip_past(base, window.from);
        let set = spec
            .build(Tz::UTC.from_utc_datetime(&base))
            .map_err(|error| self.refused(&error))?
            .limit();
        let mut seen = 0;
        for date in &set {
            let wall = date.naive_utc();
            seen += 1;
            if wall <= start {
                continue;
            }
            if wall > window.to || !before_end(wall) {
                return Ok(out);
            }
            if seen > MOST_DATES || out.len() >= MOST_INSTANCES {
                return Err(Fault::new(
                    ProblemCode::RuleTooDense,
                    format!(
                        "its recurrence gives more than {MOST_INSTANCES} dates. \
                         Set a repetition of once an hour or less often and export it again."
                    ),
                ));
            }
            if wall >= window.from {
                out.push(wall);
            }
            if let Some(left) = &mut left {
                *left -= 1;
                if *left == 0 {
                    return Ok(out);
                }
            }
        }
        // Without UNTIL and COUNT a rule has no end: the crate has given up.
        Err(Fault::new(
            ProblemCode::RuleNeverMatches,
            "its recurrence gives no further dates, though it says it goes on. \
             Set the repetition again in the calendar and export it.",
        ))
    }

    /// Whether the rule gives any date after its start, so a dead rule is found when it is read.
    pub fn probe(&self, start: NaiveDateTime) -> Result<(), Fault> {
        let (spec, base) = self.anchored(start);
        let base = self.last_cycle(base);
        let set = spec
            .build(Tz::UTC.from_utc_datetime(&base))
            .map_err(|error| self.refused(&error))?
            .limit();
        // A rule that gives one date gives it again in every cycle of the calendar.
        if (&set).into_iter().next().is_some() {
            Ok(())
        } else {
            Err(Fault::new(
                ProblemCode::RuleNeverMatches,
                "its recurrence never gives a date. \
                 Set the repetition again in the calendar and export it.",
            ))
        }
    }

    /// The start moved by whole cycles of the calendar and of the rule, as late as one more cycle
    /// allows: the same dates are there or missing, and a search in vain is short.
    fn last_cycle(&self, base: NaiveDateTime) -> NaiveDateTime {
        let cycle = CYCLE_YEARS * i32::from(self.spec.get_interval());
        let cycles = (LAST_YEAR - base.year()) / cycle - 1;
        match self.spec.get_freq() {
            Frequency::Yearly | Frequency::Monthly if cycles > 0 => {
                base.with_year(base.year() + cycles * cycle).unwrap_or(base)
            }
            _ => base,
        }
    }

    fn refused(&self, error: &rrule::RRuleError) -> Fault {
        unsupported(&self.spec.to_string(), &error.to_string())
    }
}

/// `MO`, `2MO` or `-1MO`. The `rrule` crate takes any text before the day for no number.
fn is_weekday(text: &str) -> bool {
    let Some((number, day)) = text
        .len()
        .checked_sub(2)
        .and_then(|at| text.split_at_checked(at))
    else {
        return false;
    };
    let number = number.strip_prefix(['+', '-']).unwrap_or(number);
    let bare = text.len() == 2;
    matches!(day, "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU")
        && (bare || positive::<u8>(number).is_some())
}

/// Limits of RFC 5545 that the `rrule` crate does not hold.
fn check(spec: &RRule<Unvalidated>) -> Result<(), &'static str> {
    let numbered = spec
        .get_by_weekday()
        .iter()
        .any(|day| matches!(day, NWeekday::Nth(..)));
    let monthly_or_yearly = matches!(spec.get_freq(), Frequency::Monthly | Frequency::Yearly);
    if numbered && !monthly_or_yearly {
        return Err("BYDAY may have numbers only in monthly and yearly rules");
    }
    if numbered && !spec.get_by_week_no().is_empty() {
        return Err("BYDAY may have no numbers beside BYWEEKNO");
    }
    if loses_step(spec) {
        return Err("a step of minutes or seconds beside chosen times of the day");
    }
    if never_a_day(spec) {
        return Err("no month of BYMONTH has a day of BYMONTHDAY");
    }
    Ok(())
}

/// True for rules in which the `rrule` crate loses its step, or days: it leaves out times of a day
/// by whole hours. No calendar repeats every so many minutes of some hours.
fn loses_step(spec: &RRule<Unvalidated>) -> bool {
    let (hours, minutes) = (spec.get_by_hour(), spec.get_by_minute());
    match spec.get_freq() {
        Frequency::Minutely => !hours.is_empty() || !minutes.is_empty(),
        Frequency::Secondly => {
            !hours.is_empty() || !minutes.is_empty() || !spec.get_by_second().is_empty()
        }
        _ => false,
    }
}

/// True for 30 February and its like, which would be searched for in vain through all years.
fn never_a_day(spec: &RRule<Unvalidated>) -> bool {
    let days = spec.get_by_month_day();
    let months = spec.get_by_month();
    if days.is_empty() || months.is_empty() {
        return false;
    }
    let longest = |month: u8| match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    !months
        .iter()
        .any(|m| days.iter().any(|d| d.unsigned_abs() <= longest(*m)))
}

/// Days from the start of a week to this day.
trait WeekDistance {
    fn days_since(self, first: Weekday) -> u32;
}

impl WeekDistance for Weekday {
    fn days_since(self, first: Weekday) -> u32 {
        (self.num_days_from_monday() + 7 - first.num_days_from_monday()) % 7
    }
}
