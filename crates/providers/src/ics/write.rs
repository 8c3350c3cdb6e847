//! Entries to iCalendar text (RFC 5545), and to messages about them (RFC 5546).

use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use muster_scheduling::zone::Zones;
use serde::{Deserialize, Serialize};

use super::entry::{Attendee, AttendeeKind, Entry, EntryState, Organizer, REPLIES, Reply, When};
use super::write_text::{Lines, tidy};
use super::write_zone::{local, write_zone};

/// What the file is: a message to people, or, without a method, an event in a calendar.
///
/// RFC 4791 section 4.1 forbids a method in what is stored in a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// To whom it may concern; it cannot be cancelled later.
    Publish,
    /// An invitation, or a change of one.
    Request,
    /// It does not take place, or not with the addressed people.
    Cancel,
    /// An attendee's answer.
    Reply,
}

impl Method {
    /// The word in the file, and in the `method` parameter of the mail part.
    pub fn word(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
            Self::Reply => "REPLY",
        }
    }
}

/// Why an event cannot be written. The words name no person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteProblem {
    /// No UID, or one that would not come back as it was.
    #[error("The event has no usable UID. Make it again.")]
    Uid,
    /// The zone is not in the database.
    #[error("There is no time zone called \"{0}\". Choose a city for the event.")]
    Zone(String),
    /// It ends before it starts.
    #[error("The event ends before it starts. Correct its times.")]
    Order,
    /// Attendee number so-and-so, counted from 1; the organizer is number 0.
    #[error(
        "The e-mail address of participant {0} cannot be written (0 is the organizer). \
         Correct the address."
    )]
    Address(usize),
    /// An invitation without organizer or without attendees.
    #[error(
        "An invitation needs an organizer and somebody who is invited. \
         Add them, or save it without inviting."
    )]
    People,
    /// The method and the state contradict each other (FEATURES.md 5.6).
    #[error(
        "A cancelled event is announced by a cancellation and by nothing else. \
         Send a cancellation."
    )]
    State,
    /// A meeting link that is not an https address.
    #[error("The meeting link is not an https address. Correct the link.")]
    Link,
}

/// Writes an event as a calendar file with CRLF line ends.
///
/// Times stand in the zone they were promised in, with that zone's `VTIMEZONE`; a time that its
/// wall clock shows twice, and is the second, stands in UTC. Texts lose control characters and
/// spaces around them.
///
/// # Errors
/// A [`WriteProblem`] when the event breaks a rule of RFC 5545 or RFC 5546.
pub fn write(entry: &Entry, method: Option<Method>, zones: &Zones) -> Result<String, WriteProblem> {
    check(entry, method)?;
    let mut out = Lines::default();
    out.raw("BEGIN", "VCALENDAR");
    out.raw("VERSION", "2.0");
    out.raw("PRODID", "-//Muster//Muster//EN");
    out.raw("CALSCALE", "GREGORIAN");
    if let Some(method) = method {
        out.raw("METHOD", method.word());
    }
    let times = Times::of(&entry.when, zones)?;
    if let Times::Zoned { zone, .. } = &times
        && let When::Timed { start, end, .. } = &entry.when
    {
        write_zone(&mut out, zone, *start, *end);
    }
    out.raw("BEGIN", "VEVENT");
    out.raw("UID", &entry.uid);
    out.raw("DTSTAMP", &utc(entry.stamp));
    out.raw("SEQUENCE", &entry.sequence.to_string());
    times.write(&mut out, &entry.when);
    out.raw("STATUS", state(entry.state));
    out.raw("TRANSP", if entry.busy { "OPAQUE" } else { "TRANSPARENT" });
    if entry.private {
        out.raw("CLASS", "PRIVATE");
    }
    out.text("CATEGORIES", entry.kind.word());
    out.text("SUMMARY", &tidy(&entry.title));
    out.text("DESCRIPTION", &tidy(&entry.description));
    out.text("LOCATION", &tidy(&entry.location));
    if let Some(link) = &entry.meeting_link {
        let params = [("VALUE", "URI"), ("FEATURE", "VIDEO")];
        out.with_params("CONFERENCE", &params, link);
    }
    if let Some(uid) = &entry.related_uid {
        out.with_params("RELATED-TO", &[("RELTYPE", "SIBLING")], uid);
    }
    people(&mut out, entry, method.is_none());
    if method.is_none() {
        for minutes in &entry.reminders {
            alarm(&mut out, *minutes);
        }
    }
    out.raw("END", "VEVENT");
    out.raw("END", "VCALENDAR");
    Ok(out.finish())
}

fn check(entry: &Entry, method: Option<Method>) -> Result<(), WriteProblem> {
    if !is_uid(&entry.uid) || entry.related_uid.as_deref().is_some_and(|uid| !is_uid(uid)) {
        return Err(WriteProblem::Uid);
    }
    let ordered = match &entry.when {
        When::Timed { start, end, .. } => start <= end,
        When::Days { first, after } => first < after,
    };
    if !ordered {
        return Err(WriteProblem::Order);
    }
    let organizer = entry.organizer.iter().map(|o| o.address.as_str());
    let invited = entry.attendees.iter().map(|a| a.address.as_str());
    let first = usize::from(entry.organizer.is_none());
    for (number, address) in (first..).zip(organizer.chain(invited)) {
        if !is_address(address) {
            return Err(WriteProblem::Address(number));
        }
    }
    if let Some(link) = &entry.meeting_link
        && !is_link(link)
    {
        return Err(WriteProblem::Link);
    }
    let cancelled = entry.state == EntryState::Cancelled;
    match method {
        Some(Method::Request | Method::Cancel | Method::Reply)
            if entry.organizer.is_none() || entry.attendees.is_empty() =>
        {
            Err(WriteProblem::People)
        }
        Some(Method::Cancel) if !cancelled => Err(WriteProblem::State),
        Some(Method::Request | Method::Publish) if cancelled => Err(WriteProblem::State),
        _ => Ok(()),
    }
}

fn is_uid(uid: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, ',' | ';' | '\\' | '"');
    (1..=255).contains(&uid.len()) && uid.chars().all(plain)
}

/// Loose on purpose: what a server takes for an address is its own affair, but nothing may break
/// out of its line.
fn is_address(address: &str) -> bool {
    let plain = |c: char| !c.is_control() && !c.is_whitespace();
    let around = |at: (&str, &str)| !at.0.is_empty() && !at.1.is_empty();
    address.split_once('@').is_some_and(around) && address.chars().all(plain)
}

fn is_link(link: &str) -> bool {
    link.strip_prefix("https://")
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_graphic()))
}

/// How the times of an event are written.
enum Times {
    Zoned {
        zone: muster_scheduling::zone::Zone,
    },
    /// In UTC; the promised zone beside it when it is another.
    Utc {
        promised: Option<String>,
    },
    Days,
}

impl Times {
    fn of(when: &When, zones: &Zones) -> Result<Self, WriteProblem> {
        let When::Timed { start, end, zone } = when else {
            return Ok(Self::Days);
        };
        let zone = zones
            .get(zone)
            .map_err(|_| WriteProblem::Zone(zone.clone()))?;
        if zone.name() == "UTC" {
            return Ok(Self::Utc { promised: None });
        }
        // The second of two equal wall times cannot be said with a zone.
        let said = |at: DateTime<Utc>| zone.instant(zone.local(at)) == at;
        Ok(
            if said(start.trunc_subsecs(0)) && said(end.trunc_subsecs(0)) {
                Self::Zoned { zone }
            } else {
                let promised = Some(zone.name().to_owned());
                Self::Utc { promised }
            },
        )
    }

    fn write(&self, out: &mut Lines, when: &When) {
        match (self, when) {
            (Self::Zoned { zone }, When::Timed { start, end, .. }) => {
                let params = [("TZID", zone.name())];
                out.with_params("DTSTART", &params, &local(zone.local(*start)));
                out.with_params("DTEND", &params, &local(zone.local(*end)));
            }
            (_, When::Timed { start, end, .. }) => {
                out.raw("DTSTART", &utc(*start));
                out.raw("DTEND", &utc(*end));
                if let Self::Utc {
                    promised: Some(zone),
                } = self
                {
                    out.text(PROMISED_ZONE, zone);
                }
            }
            (_, When::Days { first, after }) => {
                let params = [("VALUE", "DATE")];
                out.with_params("DTSTART", &params, &date(*first));
                out.with_params("DTEND", &params, &date(*after));
            }
        }
    }
}

/// The zone of an event whose times had to be written in UTC.
pub(super) const PROMISED_ZONE: &str = "X-MUSTER-TZID";

fn utc(at: DateTime<Utc>) -> String {
    format!("{}Z", local(at.naive_utc()))
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn state(state: EntryState) -> &'static str {
    match state {
        EntryState::Confirmed => "CONFIRMED",
        EntryState::Tentative => "TENTATIVE",
        EntryState::Cancelled => "CANCELLED",
    }
}

/// `stored` events ask the server not to send invitations of its own (RFC 6638 section 7.1): the
/// mail that Muster sends is the invitation, and nobody gets two.
fn people(out: &mut Lines, entry: &Entry, stored: bool) {
    if let Some(Organizer { address, name }) = &entry.organizer {
        let name = tidy(name);
        let mut params = Vec::new();
        if !name.is_empty() {
            params.push(("CN", name.as_str()));
        }
        if stored {
            params.push(SILENT);
        }
        out.with_params("ORGANIZER", &params, &format!("mailto:{address}"));
    }
    for attendee in &entry.attendees {
        attend(out, attendee, stored);
    }
}

const SILENT: (&str, &str) = ("SCHEDULE-AGENT", "CLIENT");

fn attend(out: &mut Lines, attendee: &Attendee, stored: bool) {
    let name = tidy(&attendee.name);
    let kind = match attendee.kind {
        AttendeeKind::Person => "INDIVIDUAL",
        AttendeeKind::Room => "ROOM",
        AttendeeKind::Resource => "RESOURCE",
    };
    let role = if attendee.required {
        "REQ-PARTICIPANT"
    } else {
        "OPT-PARTICIPANT"
    };
    let mut params = vec![
        ("CUTYPE", kind),
        ("ROLE", role),
        ("PARTSTAT", word(attendee.answer)),
        ("RSVP", if attendee.asked { "TRUE" } else { "FALSE" }),
    ];
    if !name.is_empty() {
        params.push(("CN", &name));
    }
    if stored {
        params.push(SILENT);
    }
    let address = format!("mailto:{}", attendee.address);
    out.with_params("ATTENDEE", &params, &address);
}

fn word(reply: Reply) -> &'static str {
    REPLIES
        .iter()
        .find(|(known, _)| *known == reply)
        .map_or("NEEDS-ACTION", |(_, word)| word)
}

fn alarm(out: &mut Lines, minutes: u32) {
    out.raw("BEGIN", "VALARM");
    out.raw("ACTION", "DISPLAY");
    out.raw("DESCRIPTION", "Reminder");
    out.raw("TRIGGER", &format!("-PT{minutes}M"));
    out.raw("END", "VALARM");
}
