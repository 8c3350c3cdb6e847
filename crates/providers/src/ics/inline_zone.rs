//! Zones a file defines itself: a `VTIMEZONE` under a name nobody else knows.
//!
//! RFC 5545 section 3.6.5 makes the `VTIMEZONE` the definition of its `TZID`. Using it is
//! therefore no guess, as long as all of it can be read. It is used only when the name leads to
//! no IANA zone: those follow the bundled tz database, a file stays as old as it is.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::components::Component;
use super::problem::{Fault, ProblemCode};
use super::rule::{Rule, WallWindow};
use super::values::{DateValue, date_value, utc_offset};

/// The most observances a zone may have; the longest real ones have a few hundred.
const MOST_OBSERVANCES: usize = 1_000;

/// One `STANDARD` or `DAYLIGHT` part of a zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observance {
    /// Wall time of the first onset, in the offset before it.
    pub start: NaiveDateTime,
    /// Seconds east of UTC before an onset.
    pub offset_from: i32,
    /// Seconds east of UTC from an onset on.
    pub offset_to: i32,
    /// The text of the `RRULE` of further onsets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Further onsets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rdates: Vec<NaiveDateTime>,
}

/// A zone as its file defines it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InlineZone {
    /// Its `TZID`.
    pub name: String,
    /// Its parts, in file order; never empty.
    pub observances: Vec<Observance>,
}

fn broken(name: &str, why: &str) -> Fault {
    Fault::new(
        ProblemCode::UnknownZone,
        format!(
            "its time zone \"{name}\" is no known zone, and the file's own definition of it \
             cannot be used ({why}). Set the event's time zone to a city in the calendar and \
             export it again."
        ),
    )
}

impl InlineZone {
    /// Reads a `VTIMEZONE`; all of it must be readable.
    pub(super) fn read(name: &str, zone: &Component) -> Result<Self, Fault> {
        if !zone.complete {
            return Err(broken(name, "it has no END:VTIMEZONE"));
        }
        let parts: Vec<_> = zone
            .parts
            .iter()
            .filter(|part| part.kind == "STANDARD" || part.kind == "DAYLIGHT")
            .collect();
        if parts.is_empty() || parts.len() > MOST_OBSERVANCES {
            return Err(broken(name, "it has no STANDARD part, or far too many"));
        }
        let observances = parts
            .into_iter()
            .map(|part| observance(part).map_err(|fault| broken(name, &fault.message)))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            name: name.to_owned(),
            observances,
        })
    }
}

fn required<'a>(part: &'a Component, field: &str) -> Result<&'a str, Fault> {
    part.value(field)
        .ok_or_else(|| Fault::new(ProblemCode::MissingField, format!("{field} is missing")))
}

fn local(text: &str) -> Result<NaiveDateTime, Fault> {
    match date_value(text)? {
        DateValue::Local(at) => Ok(at),
        DateValue::Date(_) | DateValue::Utc(_) => Err(Fault::new(
            ProblemCode::InvalidValue,
            "an onset is not a local time",
        )),
    }
}

fn observance(part: &Component) -> Result<Observance, Fault> {
    if !part.complete {
        return Err(Fault::new(ProblemCode::Unterminated, "a part has no END"));
    }
    let start = local(required(part, "DTSTART")?)?;
    let rule = part.value("RRULE").map(str::to_owned);
    if let Some(text) = &rule {
        Rule::parse(text)?.probe(start)?;
    }
    let mut rdates = Vec::new();
    for line in part.all("RDATE") {
        for value in line.value.split(',') {
            rdates.push(local(value)?);
        }
    }
    Ok(Observance {
        start,
        offset_from: utc_offset(required(part, "TZOFFSETFROM")?)?,
        offset_to: utc_offset(required(part, "TZOFFSETTO")?)?,
        rule,
        rdates,
    })
}

/// An inline zone unrolled for some years, ready to convert.
#[derive(Debug, Clone)]
pub(super) struct InlineClock {
    /// The offset before the first onset.
    before: i32,
    /// Onsets as UTC, with the offset from then on, in order.
    onsets: Vec<(NaiveDateTime, i32)>,
    /// All offsets the zone ever has.
    offsets: Vec<i32>,
}

impl InlineClock {
    /// Unrolls a zone for the wall times of these years, inclusive.
    pub fn new(zone: &InlineZone, first_year: i32, last_year: i32) -> Result<Self, Fault> {
        let day = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        let window = WallWindow {
            from: day(first_year - 2).into(),
            to: day(last_year + 2).into(),
        };
        let mut onsets = Vec::new();
        for part in &zone.observances {
            let to_utc = |wall: NaiveDateTime| wall - seconds(part.offset_from);
            let mut walls = part.rdates.clone();
            walls.push(part.start);
            if let Some(text) = &part.rule {
                let rule = Rule::parse(text)?;
                let in_time = |wall: NaiveDateTime| match rule.until() {
                    None => true,
                    Some(DateValue::Utc(end)) => to_utc(wall) <= end,
                    Some(DateValue::Local(end)) => wall <= end,
                    Some(DateValue::Date(end)) => wall.date() <= end,
                };
                let near = rule.starts(part.start, window, in_time)?;
                if near.is_empty() {
                    // The rule ended long ago; its last onset may still be in force.
                    let all = WallWindow {
                        from: part.start,
                        to: window.to,
                    };
                    walls.extend(rule.starts(part.start, all, in_time)?);
                } else {
                    walls.extend(near);
                }
            }
            onsets.extend(walls.into_iter().map(|w| (to_utc(w), part.offset_to)));
        }
        onsets.sort_unstable();
        onsets.dedup();
        let before = zone
            .observances
            .iter()
            .min_by_key(|part| part.start)
            .map_or(0, |part| part.offset_from);
        let mut offsets: Vec<i32> = onsets.iter().map(|(_, offset)| *offset).collect();
        offsets.push(before);
        offsets.sort_unstable();
        offsets.dedup();
        Ok(Self {
            before,
            onsets,
            offsets,
        })
    }

    /// Seconds east of UTC at an instant.
    fn offset_at(&self, utc: NaiveDateTime) -> i32 {
        let after = self.onsets.partition_point(|(onset, _)| *onset <= utc);
        after
            .checked_sub(1)
            .and_then(|at| self.onsets.get(at))
            .map_or(self.before, |(_, offset)| *offset)
    }

    /// The instant of a wall time: a time that does not exist moves forward, of a repeated one
    /// the first is taken (RFC 5545 section 3.3.5).
    pub fn instant(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        let largest = self.offsets.last().copied().unwrap_or_default();
        let utc = self
            .offsets
            .iter()
            .rev() // The largest offset gives the earliest instant.
            .map(|offset| (wall - seconds(*offset), *offset))
            .find(|(utc, offset)| self.offset_at(*utc) == *offset)
            .map_or_else(
                || wall - seconds(self.offset_at(wall - seconds(largest))),
                |(utc, _)| utc,
            );
        utc.and_utc()
    }

    /// The wall time of an instant.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let utc = at.naive_utc();
        utc.checked_add_signed(seconds(self.offset_at(utc)))
            .unwrap_or(utc)
    }
}

fn seconds(offset: i32) -> Duration {
    Duration::seconds(i64::from(offset))
}

/// The year of a wall time, kept to years that convert.
pub(super) fn year_of(at: NaiveDateTime) -> i32 {
    at.year().clamp(1600, 3000)
}
