//! Events of anybody to busy times.

use chrono::{DateTime, Datelike as _, NaiveDateTime, NaiveTime, Utc};
use muster_scheduling::zone::Zones;

use super::wire::{Listed, Moment};
use crate::calendar::{Item, Problem};
use crate::ics::{BusyEvent, BusySeries, BusyStatus, EventLength, EventTime, zone_named};

/// The longest event in days; a longer one is a mistake.
const LONGEST: i64 = 3_660;

/// What is kept of one event, or of one instance of a series. An instance that does not say how
/// it counts does as its series.
///
/// # Errors
/// A [`Problem`] when it cannot be read for certain.
pub(super) fn item(
    event: &Listed,
    master: Option<&Listed>,
    zones: &Zones,
) -> Result<Item, Problem> {
    let nothing = Item {
        series: Vec::new(),
        own: None,
    };
    if event.is_cancelled == Some(true) {
        return Ok(nothing);
    }
    let (Some(start), Some(end)) = (&event.start, &event.end) else {
        return Err(aside("it has no start or no end"));
    };
    let all_day = event.is_all_day.or_else(|| master?.is_all_day) == Some(true);
    let show_as = event.show_as.as_deref();
    let show_as = show_as.or_else(|| master?.show_as.as_deref());
    let status = status(show_as);
    let zone = event.original_start_time_zone.as_deref();
    let zone = zone.or_else(|| master?.original_start_time_zone.as_deref());
    let (start, length) = if all_day {
        let (first, after) = (day(start, zone, zones)?, day(end, zone, zones)?);
        let days = (after - first).num_days();
        (
            EventTime::Date { date: first },
            EventLength::Nominal { days, seconds: 0 },
        )
    } else {
        let (from, to) = (instant(start, zones)?, instant(end, zones)?);
        let seconds = (to - from).num_seconds();
        (EventTime::Utc { at: from }, EventLength::Exact { seconds })
    };
    let sane = match length {
        EventLength::Nominal { days, .. } => (1..=LONGEST).contains(&days),
        EventLength::Exact { seconds } | EventLength::Wall { seconds } => {
            (0..=LONGEST * 86_400).contains(&seconds)
        }
    };
    if !sane {
        return Err(aside(
            "it ends before it starts, or lasts more than ten years",
        ));
    }
    Ok(Item {
        series: vec![BusySeries {
            uid: event.i_cal_u_id.clone().unwrap_or_else(|| event.id.clone()),
            event: Some(BusyEvent {
                start,
                length,
                status,
            }),
            rule: None,
            rdates: Vec::new(),
            exdates: Vec::new(),
            overrides: Vec::new(),
            inline_zones: Vec::new(),
        }],
        own: None,
    })
}

/// FEATURES.md 5.5. What is not known blocks.
pub(super) fn status(show_as: Option<&str>) -> BusyStatus {
    match show_as {
        Some("free" | "workingElsewhere") => BusyStatus::Free,
        Some("tentative") => BusyStatus::Tentative,
        Some("oof") => BusyStatus::OutOfOffice,
        _ => BusyStatus::Busy,
    }
}

/// A wall time with the name of its zone, as read.
fn wall(moment: &Moment) -> Result<NaiveDateTime, Problem> {
    let text = moment.date_time.trim_end_matches('Z');
    let read: Result<NaiveDateTime, _> = text.parse();
    read.ok()
        .filter(|at| (1600..=2999).contains(&at.year()))
        .ok_or_else(|| aside("one of its times cannot be understood"))
}

/// The instant of a moment. Without a zone it is UTC, which is what was asked for.
pub(super) fn instant(moment: &Moment, zones: &Zones) -> Result<DateTime<Utc>, Problem> {
    let wall = wall(moment)?;
    let name = moment.time_zone.as_deref().unwrap_or("UTC");
    if name == "UTC" {
        return Ok(wall.and_utc());
    }
    let zone = zone_named(zones, name).and_then(|name| zones.get(&name).ok());
    let zone = zone.ok_or_else(|| aside("its time zone is not known"))?;
    Ok(zone.instant(wall))
}

/// The day of a moment of an all-day event: midnight as it stands, or in the zone of the event.
pub(super) fn day(
    moment: &Moment,
    zone: Option<&str>,
    zones: &Zones,
) -> Result<chrono::NaiveDate, Problem> {
    let stands = wall(moment)?;
    if stands.time() == NaiveTime::MIN {
        return Ok(stands.date());
    }
    let local = zone
        .and_then(|name| zone_named(zones, name))
        .and_then(|name| zones.get(&name).ok())
        .map(|zone| zone.local(instant(moment, zones).unwrap_or(stands.and_utc())));
    local
        .filter(|at| at.time() == NaiveTime::MIN)
        .map(|at| at.date())
        .ok_or_else(|| aside("it is of whole days that do not begin at midnight"))
}

/// Why an event is put aside; its time is then unknown.
pub(super) fn aside(why: &str) -> Problem {
    Problem {
        message: format!("An event was left out: {why}. Look at it in Outlook."),
    }
}
