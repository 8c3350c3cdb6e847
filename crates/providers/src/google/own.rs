//! Events of ours, as Google keeps them.
//!
//! What Google has no field for is kept in private properties of the event, which only the copy
//! in our calendar has.

use chrono::{DateTime, Utc};
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};

use super::busy::{Time, aside, read_moment};
use super::wire::Event;
use crate::calendar::{Meeting, Problem};
use crate::ics::{
    self, Attendee, AttendeeKind, Entry, EntryKind, EntryState, Organizer, Reply, When,
    WriteProblem,
};

/// The property that names an event of ours.
pub(super) const UID: &str = "musterUid";
const SEQUENCE: &str = "musterSequence";
const STAMP: &str = "musterStamp";
const KIND: &str = "musterKind";
const RELATED: &str = "musterRelated";
const LINK: &str = "musterLink";
const ORGANIZER: &str = "musterOrganizer";
const ORGANIZER_NAME: &str = "musterOrganizerName";

/// Google's longest reminder: four weeks.
const LONGEST_REMINDER: u32 = 40_320;

/// The body that makes an event what the entry says.
///
/// # Errors
/// A [`WriteProblem`], as for a calendar file.
pub(super) fn body(entry: &Entry, zones: &Zones) -> Result<Value, WriteProblem> {
    // The rules for what an event may be are those of the calendar file.
    ics::write(entry, None, zones)?;
    let (start, end) = match &entry.when {
        When::Timed { start, end, zone } => (timed(*start, zone), timed(*end, zone)),
        When::Days { first, after } => (
            json!({ "date": first.to_string() }),
            json!({ "date": after.to_string() }),
        ),
    };
    let mut private = serde_json::Map::new();
    let mut keep = |key: &str, value: &str| {
        private.insert(key.to_owned(), Value::from(value));
    };
    keep(UID, &entry.uid);
    keep(SEQUENCE, &entry.sequence.to_string());
    keep(STAMP, &entry.stamp.timestamp().to_string());
    keep(KIND, kind_word(entry.kind));
    // An empty value takes the place of an older one; null would be refused by the schema.
    keep(RELATED, entry.related_uid.as_deref().unwrap_or_default());
    keep(LINK, entry.meeting_link.as_deref().unwrap_or_default());
    let organizer = entry.organizer.as_ref();
    keep(ORGANIZER, organizer.map_or("", |o| &o.address));
    keep(ORGANIZER_NAME, organizer.map_or("", |o| &o.name));
    let reminders: Vec<Value> = entry
        .reminders
        .iter()
        .map(|minutes| json!({ "method": "popup", "minutes": minutes.min(&LONGEST_REMINDER) }))
        .collect();
    Ok(json!({
        "summary": entry.title.trim(),
        "description": entry.description.trim(),
        "location": entry.location.trim(),
        "start": start,
        "end": end,
        "status": match entry.state {
            EntryState::Confirmed => "confirmed",
            EntryState::Tentative => "tentative",
            EntryState::Cancelled => "cancelled",
        },
        "transparency": if entry.busy { "opaque" } else { "transparent" },
        "visibility": if entry.private { "private" } else { "default" },
        "attendees": entry.attendees.iter().map(attendee).collect::<Vec<_>>(),
        "reminders": { "useDefault": false, "overrides": reminders },
        "extendedProperties": { "private": private },
    }))
}

fn timed(at: DateTime<Utc>, zone: &str) -> Value {
    let at = at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    json!({ "dateTime": at, "timeZone": zone })
}

fn attendee(who: &Attendee) -> Value {
    let mut out = json!({
        "email": who.address,
        "optional": !who.required,
        "resource": who.kind != AttendeeKind::Person,
        // What they have answered is sent along, because the list takes the place of the old one.
        "responseStatus": match who.answer {
            Reply::Accepted => "accepted",
            Reply::Declined => "declined",
            Reply::Tentative => "tentative",
            Reply::NeedsAction | Reply::Delegated => "needsAction",
        },
    });
    let name = who.name.trim();
    if !name.is_empty()
        && let Some(out) = out.as_object_mut()
    {
        out.insert("displayName".to_owned(), Value::from(name));
    }
    out
}

fn kind_word(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Interview => "interview",
        EntryKind::Deadline => "deadline",
        EntryKind::CareerEvent => "career_event",
    }
}

/// Asks for a video meeting beside an event. Google ignores a request whose name it has seen, so
/// each version of an event has its own.
pub(super) fn with_meeting(mut body: Value, request: &str) -> Value {
    if let Some(body) = body.as_object_mut() {
        let wanted = json!({
            "createRequest": {
                "requestId": request,
                "conferenceSolutionKey": { "type": "hangoutsMeet" },
            }
        });
        body.insert("conferenceData".to_owned(), wanted);
    }
    body
}

/// Reads an event of ours; `None` when it is not one.
///
/// # Errors
/// A [`Problem`] when its times cannot be read.
pub(super) fn entry(event: &Event, zones: &Zones) -> Result<Option<Entry>, Problem> {
    let kept = |key: &str| {
        let value = event.extended_properties.private.get(key);
        value.map(String::as_str).filter(|value| !value.is_empty())
    };
    let Some(uid) = kept(UID) else {
        return Ok(None);
    };
    let stamp = kept(STAMP)
        .and_then(|seconds| DateTime::from_timestamp(seconds.parse().ok()?, 0))
        .ok_or_else(|| aside("its version is missing"))?;
    let link = match meeting(event) {
        Meeting::Link(link) => Some(link),
        _ => kept(LINK).map(str::to_owned),
    };
    Ok(Some(Entry {
        uid: uid.to_owned(),
        sequence: kept(SEQUENCE)
            .and_then(|n| n.parse().ok())
            .unwrap_or_default(),
        stamp,
        when: when(event, zones)?,
        state: match event.status.as_str() {
            "cancelled" => EntryState::Cancelled,
            "tentative" => EntryState::Tentative,
            _ => EntryState::Confirmed,
        },
        busy: event.transparency != "transparent",
        kind: match kept(KIND) {
            Some("deadline") => EntryKind::Deadline,
            Some("career_event") => EntryKind::CareerEvent,
            _ => EntryKind::Interview,
        },
        title: event.summary.clone(),
        description: event.description.clone(),
        location: event.location.clone(),
        meeting_link: link,
        related_uid: kept(RELATED).map(str::to_owned),
        private: matches!(event.visibility.as_str(), "private" | "confidential"),
        organizer: kept(ORGANIZER).map(|address| Organizer {
            address: address.to_owned(),
            name: kept(ORGANIZER_NAME).unwrap_or_default().to_owned(),
        }),
        attendees: event.attendees.iter().map(read_attendee).collect(),
        reminders: Vec::new(),
    }))
}

fn when(event: &Event, zones: &Zones) -> Result<When, Problem> {
    let (Some(start), Some(end)) = (&event.start, &event.end) else {
        return Err(aside("it has no start or no end"));
    };
    match (read_moment(start, zones)?, read_moment(end, zones)?) {
        (Time::Day(first), Time::Day(after)) => Ok(When::Days { first, after }),
        (Time::At(from), Time::At(to)) => {
            let named = start.time_zone.as_deref();
            let zone = named.and_then(|name| zones.get(name).ok());
            Ok(When::Timed {
                start: from,
                end: to,
                zone: zone.map_or_else(|| "UTC".to_owned(), |zone| zone.name().to_owned()),
            })
        }
        _ => Err(aside("one of its times is a day and the other is not")),
    }
}

fn read_attendee(who: &super::wire::Attendee) -> Attendee {
    Attendee {
        address: who.email.clone(),
        name: who.display_name.clone(),
        required: !who.optional,
        kind: if who.resource {
            AttendeeKind::Room
        } else {
            AttendeeKind::Person
        },
        answer: match who.response_status.as_str() {
            "accepted" => Reply::Accepted,
            "declined" => Reply::Declined,
            "tentative" => Reply::Tentative,
            _ => Reply::NeedsAction,
        },
        asked: true,
    }
}

/// What became of the video meeting of an event.
pub(super) fn meeting(event: &Event) -> Meeting {
    let Some(conference) = &event.conference_data else {
        return Meeting::of_address(event.hangout_link.as_deref()).unwrap_or(Meeting::None);
    };
    let video = conference
        .entry_points
        .iter()
        .find(|point| point.entry_point_type == "video")
        .and_then(|point| point.uri.as_deref())
        .or(event.hangout_link.as_deref());
    if let Some(link) = Meeting::of_address(video) {
        return link;
    }
    let status = conference
        .create_request
        .as_ref()
        .and_then(|request| request.status.as_ref());
    match status.map(|status| status.status_code.as_str()) {
        Some("pending") => Meeting::Pending,
        _ => Meeting::NotMade,
    }
}

/// Whether what is there is what we wrote: the same event in the same version, at its time. The
/// stamp is ours alone, so no other program's change can be taken for our write.
pub(super) fn is_written(ours: &Entry, there: &Entry) -> bool {
    ours.uid == there.uid
        && ours.sequence == there.sequence
        && ours.stamp.timestamp() == there.stamp.timestamp()
        && ours.state == there.state
        && same_time(&ours.when, &there.when)
}

fn same_time(ours: &When, there: &When) -> bool {
    match (ours, there) {
        (
            When::Timed { start, end, .. },
            When::Timed {
                start: from,
                end: to,
                ..
            },
        ) => start.timestamp() == from.timestamp() && end.timestamp() == to.timestamp(),
        _ => ours == there,
    }
}
