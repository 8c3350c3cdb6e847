//! Reads an event of ours back in full. Of events of others nothing but busy times is ever read.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use muster_scheduling::zone::Zones;

use super::clock::Clocks;
use super::components::{Component, OWN, calendars, calendars_with};
use super::entry::{
    Attendee, AttendeeKind, Entry, EntryKind, EntryState, Organizer, REPLIES, Reply, When,
};
use super::event::Reader;
use super::lines::ContentLine;
use super::problem::{Fault, IcsProblem, ProblemCode};
use super::series::{EventLength, EventTime};
use super::tzid::ZoneNames;
use super::values::{DateValue, date_value};
use super::write::PROMISED_ZONE;
use super::write_text::{param_text, unescaped};

/// Reads the event of ours that these bytes hold: the first whose UID `ours` knows, in its latest
/// version. `None` when there is none; then no title and no name was read at all.
///
/// A cancelled event is given back as one, and so is one in a message with a method. Reminders
/// are not read.
///
/// # Errors
/// An [`IcsProblem`] when the event is there but cannot be read for certain.
pub fn read_own(
    bytes: &[u8],
    ours: impl Fn(&str) -> bool,
    zones: &Zones,
) -> Result<Option<Entry>, IcsProblem> {
    let uid = calendars(bytes)
        .iter()
        .flat_map(|calendar| &calendar.parts)
        .filter(|part| part.kind == "VEVENT")
        .find_map(|part| part.uid().filter(|uid| ours(uid)).map(str::to_owned));
    let Some(uid) = uid else { return Ok(None) };
    let mut latest: Option<((u32, NaiveDateTime), Entry)> = None;
    for calendar in calendars_with(bytes, OWN) {
        let cancelled = calendar.value("METHOD") == Some("CANCEL");
        for part in &calendar.parts {
            let is_it = part.kind == "VEVENT" && part.uid() == Some(&uid);
            // A changed instance would mean that somebody made a series of it.
            if !is_it || part.line("RECURRENCE-ID").is_some() {
                continue;
            }
            let entry =
                entry(&calendar, part, &uid, cancelled, zones).map_err(|f| f.of(Some(&uid)))?;
            let version = (entry.sequence, entry.stamp.naive_utc());
            if latest.as_ref().is_none_or(|(known, _)| *known <= version) {
                latest = Some((version, entry));
            }
        }
    }
    Ok(latest.map(|(_, entry)| entry))
}

pub(super) fn entry(
    calendar: &Component,
    part: &Component,
    uid: &str,
    cancelled: bool,
    zones: &Zones,
) -> Result<Entry, Fault> {
    if !part.complete {
        return Err(invalid(ProblemCode::Unterminated, "it has no end"));
    }
    let any_zone = zones
        .get("UTC")
        .map_err(|_| invalid(ProblemCode::UnknownZone, "UTC is no known zone"))?;
    let mut reader = Reader {
        zones,
        any_zone: &any_zone,
        names: ZoneNames::new(zones, calendar),
        inline: Vec::new(),
    };
    let when = when(&mut reader, part)?;
    let text = |name| part.value(name).map(unescaped).unwrap_or_default();
    let is = |name: &str, word: &str| {
        part.value(name)
            .is_some_and(|value| value.eq_ignore_ascii_case(word))
    };
    let state = if cancelled || is("STATUS", "CANCELLED") {
        EntryState::Cancelled
    } else if is("STATUS", "TENTATIVE") {
        EntryState::Tentative
    } else {
        EntryState::Confirmed
    };
    let (sequence, stamp) = version(part)?;
    Ok(Entry {
        uid: uid.to_owned(),
        sequence,
        stamp,
        when,
        state,
        busy: !is("TRANSP", "TRANSPARENT"),
        kind: EntryKind::of_word(&text("CATEGORIES")),
        title: text("SUMMARY"),
        description: text("DESCRIPTION"),
        location: text("LOCATION"),
        meeting_link: part.value("CONFERENCE").map(str::to_owned),
        related_uid: part.value("RELATED-TO").map(str::to_owned),
        private: is("CLASS", "PRIVATE"),
        organizer: part.line("ORGANIZER").map(|line| Organizer {
            address: address(line),
            name: name(line),
        }),
        attendees: part.all("ATTENDEE").map(attendee).collect(),
        reminders: Vec::new(),
    })
}

/// Which version it is (`SEQUENCE`), and when it was made (`DTSTAMP`).
pub(super) fn version(part: &Component) -> Result<(u32, DateTime<Utc>), Fault> {
    let sequence = match part.value("SEQUENCE") {
        None => 0,
        Some(value) => value
            .parse()
            .map_err(|_| invalid(ProblemCode::InvalidValue, "its SEQUENCE is not a number"))?,
    };
    let Some(Ok(DateValue::Utc(stamp) | DateValue::Local(stamp))) =
        part.value("DTSTAMP").map(date_value)
    else {
        return Err(invalid(ProblemCode::MissingField, "it has no DTSTAMP"));
    };
    Ok((sequence, stamp.and_utc()))
}

fn when(reader: &mut Reader<'_>, part: &Component) -> Result<When, Fault> {
    let line = part
        .line("DTSTART")
        .ok_or_else(|| invalid(ProblemCode::MissingField, "it has no DTSTART"))?;
    let start = reader.time(line)?;
    let length = reader.length(part, &start)?;
    let zone = match &start {
        EventTime::Date { date } => {
            let EventLength::Nominal { days, .. } = length else {
                return Err(invalid(ProblemCode::InvalidValue, "its days are no days"));
            };
            return Ok(When::Days {
                first: *date,
                after: *date + Duration::days(days),
            });
        }
        EventTime::Floating { .. } => {
            let why = "somebody gave it a time without a zone";
            return Err(invalid(ProblemCode::InvalidValue, why));
        }
        EventTime::Utc { .. } => part.value(PROMISED_ZONE).unwrap_or("UTC").to_owned(),
        EventTime::Zoned { zone, .. } => zone.clone(),
    };
    let clocks = Clocks {
        zones: reader.zones,
        owner: reader.any_zone,
        inline: &reader.inline,
    };
    let from = clocks.instant(&start)?;
    let clock = clocks.clock(&start, super::clock::wall_of(&start) + Duration::days(366))?;
    Ok(When::Timed {
        start: from,
        end: clock.end(super::clock::wall_of(&start), length),
        zone,
    })
}

pub(super) fn attendee(line: &ContentLine) -> Attendee {
    let is = |param: &str, word: &str| {
        line.param(param)
            .is_some_and(|value| value.eq_ignore_ascii_case(word))
    };
    let answer = REPLIES
        .iter()
        .find(|(_, word)| is("PARTSTAT", word))
        .map_or(Reply::NeedsAction, |(reply, _)| *reply);
    Attendee {
        address: address(line),
        name: name(line),
        required: !is("ROLE", "OPT-PARTICIPANT") && !is("ROLE", "NON-PARTICIPANT"),
        kind: if is("CUTYPE", "ROOM") {
            AttendeeKind::Room
        } else if is("CUTYPE", "RESOURCE") {
            AttendeeKind::Resource
        } else {
            AttendeeKind::Person
        },
        answer,
        asked: is("RSVP", "TRUE"),
    }
}

/// The e-mail address of a calendar user; its other addresses (`urn:…`) are kept as they are.
fn address(line: &ContentLine) -> String {
    let value = line.value.as_str();
    match value.split_at_checked(7) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest.to_owned(),
        _ => value.to_owned(),
    }
}

fn name(line: &ContentLine) -> String {
    line.param("CN").map(param_text).unwrap_or_default()
}

pub(super) fn invalid(code: ProblemCode, why: &str) -> Fault {
    let what = format!("{why}. Somebody changed it in another program; look at it there.");
    Fault::new(code, what)
}
