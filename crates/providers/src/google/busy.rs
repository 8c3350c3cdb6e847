//! Events of anybody to busy times.
//!
//! An event is said again as a calendar file without any text, and [`crate::ics`] reads that: its
//! rules for series, exceptions, zones and for what cannot be read for certain hold here too.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use muster_scheduling::zone::Zones;

use super::wire::{Listed, Moment};
use crate::calendar::{Item, Problem, read_item};
use crate::ics::BusyStatus;

/// What is kept of an event and the exceptions that belong to it.
///
/// # Errors
/// A [`Problem`] when something of them cannot be read for certain.
pub(super) fn item<'a>(
    parts: impl IntoIterator<Item = &'a Listed>,
    zones: &Zones,
) -> Result<Item, Problem> {
    let mut file = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    let mut uid = String::new();
    for part in parts {
        if part.event_type == "workingLocation" {
            // It says where somebody works, and takes no time (FEATURES.md 5.5).
            continue;
        }
        if uid.is_empty() {
            uid = part.ical_uid.as_deref().map(plain).unwrap_or_default();
            if uid.is_empty() {
                uid = plain(part.recurring_event_id.as_deref().unwrap_or(&part.id));
            }
        }
        write_event(&mut file, part, &uid, zones)?;
    }
    file.push_str("END:VCALENDAR\r\n");
    read_item(file.as_bytes(), &|_| false, zones)
}

/// An identity that cannot break out of its line.
fn plain(uid: &str) -> String {
    uid.chars()
        .filter(char::is_ascii_graphic)
        .take(255)
        .collect()
}

fn write_event(out: &mut String, part: &Listed, uid: &str, zones: &Zones) -> Result<(), Problem> {
    let mut line = |name: &str, value: &str| {
        let _ = write!(out, "{name}{value}\r\n");
    };
    line("BEGIN:VEVENT\r\nUID:", uid);
    if part.recurring_event_id.is_some() {
        let original = part.original_start_time.as_ref();
        let original = original.ok_or_else(|| aside("a changed instance has no date"))?;
        line("RECURRENCE-ID", &said(original, false, zones)?);
    }
    if part.is_cancelled() {
        line("STATUS:", "CANCELLED\r\nEND:VEVENT");
        return Ok(());
    }
    let (Some(start), Some(end)) = (&part.start, &part.end) else {
        return Err(aside("it has no start or no end"));
    };
    let repeats = !part.recurrence.is_empty();
    line("DTSTART", &said(start, repeats, zones)?);
    line("DTEND", &said(end, repeats, zones)?);
    match status(part) {
        BusyStatus::Free => line("TRANSP:", "TRANSPARENT"),
        BusyStatus::Tentative => line("STATUS:", "TENTATIVE"),
        BusyStatus::OutOfOffice => line("X-MICROSOFT-CDO-BUSYSTATUS:", "OOF"),
        BusyStatus::Busy => {}
    }
    for rule in &part.recurrence {
        let known = ["RRULE", "EXDATE", "RDATE", "EXRULE"]
            .iter()
            .any(|name| rule.starts_with(name));
        if !known || rule.chars().any(char::is_control) {
            return Err(aside("its recurrence cannot be understood"));
        }
        line("", rule);
    }
    line("END:VEVENT", "");
    Ok(())
}

/// FEATURES.md 5.5. Transparent wins over all.
fn status(part: &Listed) -> BusyStatus {
    let own = part.attendees.iter().find(|who| who.is_self);
    let own = own.map(|who| who.response_status.as_str());
    if part.transparency == "transparent" || own == Some("declined") {
        BusyStatus::Free
    } else if part.event_type == "outOfOffice" {
        BusyStatus::OutOfOffice
    } else if part.status == "tentative" || matches!(own, Some("tentative" | "needsAction")) {
        BusyStatus::Tentative
    } else {
        BusyStatus::Busy
    }
}

/// Parameters and value of a line. What repeats stands on the wall clock of its zone, because
/// that is where its instances are promised.
fn said(moment: &Moment, repeats: bool, zones: &Zones) -> Result<String, Problem> {
    Ok(match read_moment(moment, zones)? {
        Time::Day(day) => format!(";VALUE=DATE:{}", day.format("%Y%m%d")),
        Time::At(at) => {
            let zone = moment.time_zone.as_deref().filter(|_| repeats);
            match zone {
                None => format!(":{}", at.format("%Y%m%dT%H%M%SZ")),
                Some(name) => {
                    let zone = zones
                        .get(name)
                        .map_err(|_| aside("its time zone is not known"))?;
                    let local = zone.local(at).format("%Y%m%dT%H%M%S");
                    format!(";TZID={}:{local}", zone.name())
                }
            }
        }
    })
}

/// A day or an instant.
pub(super) enum Time {
    /// A whole day.
    Day(NaiveDate),
    /// An instant.
    At(DateTime<Utc>),
}

/// Reads a moment: a day, a time with its offset, or a wall time with its zone.
pub(super) fn read_moment(moment: &Moment, zones: &Zones) -> Result<Time, Problem> {
    let wrong = || aside("one of its times cannot be understood");
    if let Some(day) = &moment.date {
        return day.parse().map(Time::Day).map_err(|_| wrong());
    }
    let text = moment.date_time.as_deref().ok_or_else(wrong)?;
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(Time::At(at.to_utc()));
    }
    let local: NaiveDateTime = text.parse().map_err(|_| wrong())?;
    let zone = moment.time_zone.as_deref().ok_or_else(wrong)?;
    let zone = zones.get(zone).map_err(|_| wrong())?;
    Ok(Time::At(zone.instant(local)))
}

/// Why an event is put aside; its time is then unknown.
pub(super) fn aside(why: &str) -> Problem {
    Problem {
        message: format!("An event was left out: {why}. Look at it in Google Calendar."),
    }
}
