//! One `VEVENT` to what is kept of it: identity, times, recurrence, status.

use chrono::NaiveDateTime;
use muster_scheduling::zone::{Zone, Zones};

use super::clock::{Clocks, wall_of};
use super::components::Component;
use super::inline_zone::InlineZone;
use super::lines::ContentLine;
use super::problem::{Fault, ProblemCode};
use super::rule::Rule;
use super::series::{BusyEvent, BusyStatus, EventLength, EventTime, ExtraDate};
use super::tzid::{NamedZone, ZoneNames};
use super::values::{DateValue, Span, date_value, duration, length_is_sane};

/// What the lines of an event are read with.
pub(super) struct Reader<'a> {
    pub zones: &'a Zones,
    /// Any zone: lengths of floating events are taken on the wall and never need the owner's.
    pub any_zone: &'a Zone,
    pub names: ZoneNames<'a>,
    /// Zones of the file that events read so far are in.
    pub inline: Vec<InlineZone>,
}

/// One `VEVENT`, read.
#[derive(Debug, Clone)]
pub(super) struct ReadEvent {
    pub uid: String,
    pub line: usize,
    /// `SEQUENCE` and `DTSTAMP`: of two versions of one event the later counts.
    pub version: (u64, Option<NaiveDateTime>),
    pub replaces: Option<EventTime>,
    /// `RANGE=THISANDFUTURE`.
    pub all_following: bool,
    /// `None` when the event is cancelled.
    pub event: Option<BusyEvent>,
    pub rule: Option<String>,
    pub rdates: Vec<ExtraDate>,
    pub exdates: Vec<EventTime>,
}

impl Reader<'_> {
    /// Reads a complete `VEVENT`. `cancelled` when the whole calendar is a cancellation.
    pub fn event(&mut self, part: &Component, cancelled: bool) -> Result<ReadEvent, Fault> {
        let uid = part
            .uid()
            .ok_or_else(|| missing("UID").at(part.number, "UID"))?;
        let mut read = ReadEvent {
            uid: uid.to_owned(),
            line: part.number,
            version: version(part)?,
            replaces: None,
            all_following: false,
            event: None,
            rule: None,
            rdates: Vec::new(),
            exdates: Vec::new(),
        };
        if let Some(line) = part.line("RECURRENCE-ID") {
            read.replaces = Some(self.time(line)?);
            read.all_following = line
                .param("RANGE")
                .is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"));
        }
        let status = part.value("STATUS").unwrap_or_default();
        if cancelled || status.eq_ignore_ascii_case("CANCELLED") {
            return Ok(read);
        }
        let start_line = part
            .line("DTSTART")
            .ok_or_else(|| missing("DTSTART").at(part.number, "DTSTART"))?;
        let start = self.time(start_line)?;
        let length = self.length(part, &start)?;
        self.recurrence(part, &start, &mut read)?;
        read.event = Some(BusyEvent {
            start,
            length,
            status: busy_status(part, status),
        });
        Ok(read)
    }

    fn recurrence(
        &mut self,
        part: &Component,
        start: &EventTime,
        read: &mut ReadEvent,
    ) -> Result<(), Fault> {
        if let Some(line) = part.line("EXRULE") {
            let why = "it has an EXRULE, a rule of dates to leave out, which RFC 5545 dropped. \
                       Delete those dates in the calendar and export it again.";
            return Err(Fault::new(ProblemCode::UnsupportedRule, why).at(line.number, "EXRULE"));
        }
        let mut rules = part.all("RRULE");
        if let Some(line) = rules.next() {
            let at = |fault: Fault| fault.at(line.number, "RRULE");
            if rules.next().is_some() {
                let why = "it has two recurrence rules. Make it two events in the calendar and \
                           export it again.";
                return Err(at(Fault::new(ProblemCode::UnsupportedRule, why)));
            }
            Rule::parse(&line.value)
                .and_then(|rule| rule.probe(wall_of(start)))
                .map_err(at)?;
            read.rule = Some(line.value.clone());
        }
        for line in part.all("RDATE") {
            for value in values(line) {
                let extra = self
                    .extra_date(line, value, start)
                    .map_err(|fault| fault.at(line.number, "RDATE"))?;
                read.rdates.push(extra);
            }
        }
        for line in part.all("EXDATE") {
            for value in values(line) {
                let left_out = self
                    .time_of(line, value)
                    .map_err(|fault| fault.at(line.number, "EXDATE"))?;
                read.exdates.push(left_out);
            }
        }
        Ok(())
    }

    /// An `RDATE` value: a start, or a period with its own end. It must be of the kind of the
    /// series: a date for all-day events, a time for others.
    fn extra_date(
        &mut self,
        line: &ContentLine,
        value: &str,
        series_start: &EventTime,
    ) -> Result<ExtraDate, Fault> {
        let (from, to) = match value.split_once('/') {
            Some((from, to)) => (from, Some(to)),
            None => (value, None),
        };
        let start = self.time_of(line, from)?;
        if is_day(&start) != is_day(series_start) {
            return Err(invalid(
                "an RDATE of an all-day event must be a date, and of others a time",
            ));
        }
        let length = match to {
            None => None,
            Some(text) if text.starts_with(['P', 'p', '+']) => {
                Some(nominal(duration(text)?, is_day(&start))?)
            }
            Some(text) => {
                let end = self.time_of(line, text)?;
                Some(self.between(&start, &end)?)
            }
        };
        Ok(ExtraDate { start, length })
    }

    /// Length of an event from `DTEND` or `DURATION`; without both a day, or nothing for an
    /// event with a time (RFC 5545 section 3.6.1).
    pub fn length(&mut self, part: &Component, start: &EventTime) -> Result<EventLength, Fault> {
        match (part.line("DTEND"), part.line("DURATION")) {
            (Some(line), Some(_)) => {
                Err(invalid("it has both an end and a duration").at(line.number, "DTEND"))
            }
            (Some(line), None) => {
                let end = self.time(line)?;
                self.between(start, &end)
                    .map_err(|fault| fault.at(line.number, "DTEND"))
            }
            (None, Some(line)) => duration(&line.value)
                .and_then(|span| nominal(span, is_day(start)))
                .map_err(|fault| fault.at(line.number, "DURATION")),
            (None, None) => Ok(EventLength::Nominal {
                days: i64::from(is_day(start)),
                seconds: 0,
            }),
        }
    }

    fn between(&self, start: &EventTime, end: &EventTime) -> Result<EventLength, Fault> {
        let (length, elapsed) = match (start, end) {
            (EventTime::Date { date: first }, EventTime::Date { date: after }) => {
                let elapsed = *after - *first;
                // Some programs write the last day instead of the day after it for one day.
                let days = elapsed.num_days().max(i64::from(elapsed.is_zero()));
                (EventLength::Nominal { days, seconds: 0 }, elapsed)
            }
            (EventTime::Floating { local: first }, EventTime::Floating { local: last }) => {
                let elapsed = *last - *first;
                let seconds = elapsed.num_seconds();
                (EventLength::Wall { seconds }, elapsed)
            }
            (EventTime::Date { .. } | EventTime::Floating { .. }, _)
            | (_, EventTime::Date { .. } | EventTime::Floating { .. }) => {
                return Err(invalid(
                    "its start and end are of different kinds (date, local time, time in a zone)",
                ));
            }
            (first, last) => {
                let clocks = self.clocks();
                let elapsed = clocks.instant(last)? - clocks.instant(first)?;
                let seconds = elapsed.num_seconds();
                (EventLength::Exact { seconds }, elapsed)
            }
        };
        if length_is_sane(elapsed) {
            Ok(length)
        } else {
            Err(invalid(
                "it ends before it starts, or lasts more than ten years",
            ))
        }
    }

    fn clocks(&self) -> Clocks<'_> {
        Clocks {
            zones: self.zones,
            owner: self.any_zone,
            inline: &self.inline,
        }
    }

    /// The time of a line with one value.
    pub fn time(&mut self, line: &ContentLine) -> Result<EventTime, Fault> {
        self.time_of(line, &line.value)
            .map_err(|fault| fault.at(line.number, &line.name))
    }

    fn time_of(&mut self, line: &ContentLine, text: &str) -> Result<EventTime, Fault> {
        let value = date_value(text)?;
        let says_date = line
            .param("VALUE")
            .is_some_and(|kind| kind.eq_ignore_ascii_case("DATE"));
        Ok(match value {
            DateValue::Date(date) => EventTime::Date { date },
            _ if says_date => return Err(invalid("it says VALUE=DATE but has a time of day")),
            DateValue::Utc(at) => EventTime::Utc { at: at.and_utc() },
            DateValue::Local(local) => match line.param("TZID") {
                None => EventTime::Floating { local },
                Some(tzid) => match self.names.resolve(tzid)? {
                    NamedZone::Iana(zone) => EventTime::Zoned { zone, local },
                    NamedZone::Inline(zone) => {
                        let name = zone.name.clone();
                        if !self.inline.iter().any(|known| known.name == name) {
                            self.inline.push(zone);
                        }
                        EventTime::Zoned { zone: name, local }
                    }
                },
            },
        })
    }
}

fn missing(field: &str) -> Fault {
    Fault::new(
        ProblemCode::MissingField,
        format!("it has no {field}. Export the calendar again from the program that made it."),
    )
}

fn invalid(why: &str) -> Fault {
    Fault::new(
        ProblemCode::InvalidValue,
        format!("{why}. Correct the event in the calendar and export it again."),
    )
}

fn is_day(time: &EventTime) -> bool {
    matches!(time, EventTime::Date { .. })
}

fn values(line: &ContentLine) -> impl Iterator<Item = &str> {
    line.value
        .split(',')
        .map(str::trim)
        .filter(|v| !v.is_empty())
}

/// A duration as a length; one of an all-day event must be whole days.
fn nominal(span: Span, all_day: bool) -> Result<EventLength, Fault> {
    if span.days < 0 || span.seconds < 0 {
        return Err(invalid("its duration is below zero"));
    }
    if !all_day {
        let Span { days, seconds } = span;
        return Ok(EventLength::Nominal { days, seconds });
    }
    if span.seconds % 86_400 != 0 {
        return Err(invalid("it is an all-day event with a duration in hours"));
    }
    let days = (span.days + span.seconds / 86_400).max(1);
    Ok(EventLength::Nominal { days, seconds: 0 })
}

fn version(part: &Component) -> Result<(u64, Option<NaiveDateTime>), Fault> {
    let sequence = match part.line("SEQUENCE") {
        None => 0,
        Some(line) => line
            .value
            .parse()
            .map_err(|_| invalid("its SEQUENCE is not a number").at(line.number, "SEQUENCE"))?,
    };
    let stamp = match part.value("DTSTAMP").map(date_value) {
        Some(Ok(DateValue::Utc(at) | DateValue::Local(at))) => Some(at),
        _ => None,
    };
    Ok((sequence, stamp))
}

/// FEATURES.md 5.5. Transparent wins over all; Outlook's own status says more than `STATUS`.
fn busy_status(part: &Component, status: &str) -> BusyStatus {
    let is = |name: &str, value: &str| {
        part.value(name)
            .is_some_and(|text| text.eq_ignore_ascii_case(value))
    };
    let outlook = |value: &str| is("X-MICROSOFT-CDO-BUSYSTATUS", value);
    if is("TRANSP", "TRANSPARENT") || outlook("FREE") || outlook("WORKINGELSEWHERE") {
        BusyStatus::Free
    } else if outlook("OOF") {
        BusyStatus::OutOfOffice
    } else if outlook("TENTATIVE") || status.eq_ignore_ascii_case("TENTATIVE") {
        BusyStatus::Tentative
    } else {
        BusyStatus::Busy
    }
}
