//! `VTIMEZONE` of a zone for the years around some time (RFC 5545 section 3.6.5).
//!
//! Where the changes of the clock follow one yearly rule for years around the event, the rule is
//! written, because some programs understand nothing else. Elsewhere (Morocco's Ramadan,
//! Vancouver's last change, Egypt's Thursdays) each change is written by itself, which is exact
//! too.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use muster_scheduling::zone::Zone;

use super::write_text::Lines;

/// How many years after the event a rule must hold to be written as a rule.
const YEARS_OF_RULE: i32 = 6;

/// One change of a zone's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Change {
    at: DateTime<Utc>,
    from: i32,
    to: i32,
}

impl Change {
    /// What the clock shows when it changes, in the offset before.
    fn wall(self) -> NaiveDateTime {
        (self.at + Duration::seconds(i64::from(self.from))).naive_utc()
    }
}

/// A yearly rule: the `ordinal`th of a weekday in a month, counted from the end when negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Yearly {
    month: u32,
    ordinal: i8,
    weekday: Weekday,
    time: NaiveTime,
}

/// Writes the zone, right for every instant from one year before `first` to one after `last`.
pub(super) fn write_zone(out: &mut Lines, zone: &Zone, first: DateTime<Utc>, last: DateTime<Utc>) {
    out.raw("BEGIN", "VTIMEZONE");
    out.raw("TZID", zone.name());
    let (from, until) = (first.year() - 1, last.year() + YEARS_OF_RULE);
    let many = changes(zone, new_year(from), new_year(until));
    if let Some(rules) = yearly(&many, from, until) {
        for (change, rule) in rules {
            let day = weekday(rule.weekday);
            let rule = format!(
                "FREQ=YEARLY;BYMONTH={};BYDAY={}{day}",
                rule.month, rule.ordinal
            );
            observance(out, change.wall(), change.from, change.to, Some(&rule));
        }
    } else {
        let start = new_year(from);
        let offset = zone.offset_seconds(start);
        let wall = (start + Duration::seconds(i64::from(offset))).naive_utc();
        observance(out, wall, offset, offset, None);
        let near = new_year(last.year() + 2);
        for change in many.iter().filter(|change| change.at < near) {
            observance(out, change.wall(), change.from, change.to, None);
        }
    }
    out.raw("END", "VTIMEZONE");
}

fn observance(out: &mut Lines, start: NaiveDateTime, from: i32, to: i32, rule: Option<&str>) {
    let kind = if to > from { "DAYLIGHT" } else { "STANDARD" };
    out.raw("BEGIN", kind);
    out.raw("DTSTART", &local(start));
    out.raw("TZOFFSETFROM", &offset(from));
    out.raw("TZOFFSETTO", &offset(to));
    if let Some(rule) = rule {
        out.raw("RRULE", rule);
    }
    out.raw("END", kind);
}

/// Every change of the clock in `[from, until)`. No zone has two within five days: those around
/// Ramadan, the closest, are four weeks apart.
fn changes(zone: &Zone, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Change> {
    let mut out = Vec::new();
    let mut before = from;
    while before < until {
        let after = before + Duration::days(5);
        let (old, new) = (zone.offset_seconds(before), zone.offset_seconds(after));
        if old != new {
            let (mut low, mut high) = (before.timestamp(), after.timestamp());
            while high - low > 1 {
                let middle = low.midpoint(high);
                let at = DateTime::from_timestamp(middle, 0).unwrap_or(before);
                if zone.offset_seconds(at) == old {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            if let Some(at) = DateTime::from_timestamp(high, 0)
                && at < until
            {
                out.push(Change {
                    at,
                    from: old,
                    to: new,
                });
            }
        }
        before = after;
    }
    out
}

/// The two rules behind the changes of all these years, each with its first change.
fn yearly(changes: &[Change], from: i32, until: i32) -> Option<[(Change, Yearly); 2]> {
    let years = usize::try_from(until - from).ok()?;
    if changes.len() != years * 2 {
        return None;
    }
    let (first, second): (Vec<_>, Vec<_>) = changes.chunks_exact(2).map(|c| (c[0], c[1])).unzip();
    Some([
        (*first.first()?, rule_of(&first, from)?),
        (*second.first()?, rule_of(&second, from)?),
    ])
}

/// The rule that these changes, one for each year, all follow.
fn rule_of(changes: &[Change], from: i32) -> Option<Yearly> {
    let first = *changes.first()?;
    let wall = first.wall();
    let nth = i8::try_from((wall.day() - 1) / 7 + 1).ok()?;
    [-1, nth].into_iter().find_map(|ordinal| {
        let rule = Yearly {
            month: wall.month(),
            ordinal,
            weekday: wall.weekday(),
            time: wall.time(),
        };
        let holds = (from..).zip(changes).all(|(year, change)| {
            (change.from, change.to) == (first.from, first.to)
                && rule.in_year(year) == Some(change.wall())
        });
        holds.then_some(rule)
    })
}

impl Yearly {
    fn in_year(self, year: i32) -> Option<NaiveDateTime> {
        let day = if self.ordinal > 0 {
            let nth = u8::try_from(self.ordinal).ok()?;
            NaiveDate::from_weekday_of_month_opt(year, self.month, self.weekday, nth)?
        } else {
            [5, 4].into_iter().find_map(|nth| {
                NaiveDate::from_weekday_of_month_opt(year, self.month, self.weekday, nth)
            })?
        };
        Some(day.and_time(self.time))
    }
}

fn new_year(year: i32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(year, 1, 1)
        .unwrap_or_default()
        .and_time(NaiveTime::MIN)
        .and_utc()
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// `20261101T090000`
pub(super) fn local(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// `+0545`, with seconds only where a zone has them.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.abs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}
