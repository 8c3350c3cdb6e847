//! `VFREEBUSY`: busy periods without events (RFC 5545 sections 3.6.4 and 3.8.2.6).

use super::components::Component;
use super::lines::ContentLine;
use super::problem::{Fault, ProblemCode};
use super::series::{BusyEvent, BusySeries, BusyStatus, EventLength, EventTime};
use super::values::{DateValue, date_value, duration, length_is_sane};

/// The busy periods of a `VFREEBUSY`, each a series of its own, and what could not be read.
///
/// A period has no UID. Its identity is its status and times, so the same file read twice gives
/// the same series.
pub(super) fn busy_periods(part: &Component) -> (Vec<BusySeries>, Vec<Fault>) {
    let mut out = Vec::new();
    let mut faults = Vec::new();
    for line in part.all("FREEBUSY") {
        let Some(status) = status(line) else { continue };
        for text in line.value.split(',').filter(|v| !v.trim().is_empty()) {
            match period(text.trim()) {
                Ok((start, seconds)) => out.push(BusySeries {
                    uid: format!("freebusy:{}", text.trim().to_ascii_uppercase()),
                    event: Some(BusyEvent {
                        start,
                        length: EventLength::Exact { seconds },
                        status,
                    }),
                    rule: None,
                    rdates: Vec::new(),
                    exdates: Vec::new(),
                    overrides: Vec::new(),
                    inline_zones: Vec::new(),
                }),
                Err(fault) => faults.push(fault.at(line.number, "FREEBUSY")),
            }
        }
    }
    (out, faults)
}

/// `FBTYPE`; an unknown type is busy, as the RFC says. `None` for free time.
fn status(line: &ContentLine) -> Option<BusyStatus> {
    let kind = line.param("FBTYPE").unwrap_or("BUSY").to_ascii_uppercase();
    match kind.as_str() {
        "FREE" => None,
        "BUSY-TENTATIVE" => Some(BusyStatus::Tentative),
        "BUSY-UNAVAILABLE" => Some(BusyStatus::OutOfOffice),
        _ => Some(BusyStatus::Busy),
    }
}

/// `start/end` or `start/duration`, both in UTC; the length in seconds.
fn period(text: &str) -> Result<(EventTime, i64), Fault> {
    let invalid = || {
        Fault::new(
            ProblemCode::InvalidValue,
            "a busy period is not two times in UTC. Export the calendar again.",
        )
    };
    let (from, to) = text.split_once('/').ok_or_else(invalid)?;
    let DateValue::Utc(start) = date_value(from)? else {
        return Err(invalid());
    };
    let length = if to.starts_with(['P', 'p', '+', '-']) {
        let span = duration(to)?;
        chrono::Duration::seconds(span.days * 86_400 + span.seconds)
    } else {
        let DateValue::Utc(end) = date_value(to)? else {
            return Err(invalid());
        };
        end - start
    };
    if !length_is_sane(length) {
        return Err(invalid());
    }
    let at = start.and_utc();
    Ok((EventTime::Utc { at }, length.num_seconds()))
}
