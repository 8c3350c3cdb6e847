//! Events of ours, as Graph keeps them.
//!
//! What Graph has no field for is one extended property, a text of JSON, beside another that holds
//! the UID to be found by.

use chrono::{DateTime, Utc};
use muster_scheduling::zone::Zones;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::body::{html, without_teams};
use super::busy::{aside, day, instant};
use super::wire::Event;
use crate::calendar::{Meeting, Problem};
use crate::ics::{
    self, Attendee, AttendeeKind, Entry, EntryKind, EntryState, Organizer, Reply, When,
    WriteProblem, windows_name, zone_named,
};

/// The property that holds the UID: a namespace of our own, made up once.
pub(super) const UID: &str = "String {6f1d3c52-8a44-4b0e-9c57-2f6b1f0a7d11} Name MusterUid";
/// The property that holds the rest.
const REST: &str = "String {6f1d3c52-8a44-4b0e-9c57-2f6b1f0a7d11} Name MusterEvent";

/// What begins the transaction id of each event of ours.
pub(super) const OURS: &str = "muster-";

/// What is kept in the property.
#[derive(Serialize, Deserialize)]
struct Kept {
    sequence: u32,
    stamp: i64,
    kind: EntryKind,
    zone: Option<String>,
    link: Option<String>,
    related: Option<String>,
    organizer: Option<Organizer>,
}

/// How a request asks for our properties.
pub(super) fn expand() -> String {
    format!("singleValueExtendedProperties($filter=id eq '{UID}' or id eq '{REST}')")
}

/// The filter that finds an event by its UID.
pub(super) fn filter(uid: &str) -> String {
    let uid = uid.replace('\'', "''");
    format!("singleValueExtendedProperties/Any(ep: ep/id eq '{UID}' and ep/value eq '{uid}')")
}

/// The body that makes an event what the entry says.
///
/// # Errors
/// A [`WriteProblem`], as for a calendar file.
pub(super) fn body(entry: &Entry, zones: &Zones) -> Result<Value, WriteProblem> {
    // The rules for what an event may be are those of the calendar file.
    ics::write(entry, None, zones)?;
    let (start, end, zone) = match &entry.when {
        When::Timed { start, end, zone } => {
            let (start, end) = timed(*start, *end, zone, zones)?;
            (start, end, Some(zone.clone()))
        }
        When::Days { first, after } => {
            let midnight =
                |day| json!({ "dateTime": format!("{day}T00:00:00"), "timeZone": "UTC" });
            (midnight(first), midnight(after), None)
        }
    };
    let kept = Kept {
        sequence: entry.sequence,
        stamp: entry.stamp.timestamp(),
        kind: entry.kind,
        zone,
        link: entry.meeting_link.clone(),
        related: entry.related_uid.clone(),
        organizer: entry.organizer.clone(),
    };
    let kept = serde_json::to_string(&kept).unwrap_or_default();
    let reminder = entry.reminders.iter().max();
    let show_as = match (entry.busy, entry.state) {
        (false, _) => "free",
        (true, EntryState::Tentative) => "tentative",
        (true, _) => "busy",
    };
    Ok(json!({
        "subject": entry.title.trim(),
        "body": { "contentType": "html", "content": html(entry.description.trim()) },
        "location": { "displayName": entry.location.trim() },
        "start": start,
        "end": end,
        "isAllDay": matches!(entry.when, When::Days { .. }),
        "showAs": show_as,
        "sensitivity": if entry.private { "private" } else { "normal" },
        "attendees": entry.attendees.iter().map(attendee).collect::<Vec<_>>(),
        "responseRequested": entry.attendees.iter().any(|who| who.asked),
        "isReminderOn": reminder.is_some(),
        "reminderMinutesBeforeStart": reminder.copied().unwrap_or_default(),
        "singleValueExtendedProperties": [
            { "id": UID, "value": entry.uid },
            { "id": REST, "value": kept },
        ],
    }))
}

/// Start and end on the wall of the promised zone, when Windows has that zone and its clock shows
/// both times once; else in UTC.
fn timed(
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    name: &str,
    zones: &Zones,
) -> Result<(Value, Value), WriteProblem> {
    let zone = zones
        .get(name)
        .map_err(|_| WriteProblem::Zone(name.to_owned()))?;
    let said = |at: DateTime<Utc>| zone.instant(zone.local(at)).timestamp() == at.timestamp();
    let windows = windows_name(zone.name()).filter(|_| said(start) && said(end));
    let text = |at: DateTime<Utc>| {
        let wall = match windows {
            Some(_) => zone.local(at),
            None => at.naive_utc(),
        };
        let wall = wall.format("%Y-%m-%dT%H:%M:%S").to_string();
        json!({ "dateTime": wall, "timeZone": windows.unwrap_or("UTC") })
    };
    Ok((text(start), text(end)))
}

fn attendee(who: &Attendee) -> Value {
    let name = who.name.trim();
    let kind = match (who.kind, who.required) {
        (AttendeeKind::Room | AttendeeKind::Resource, _) => "resource",
        (AttendeeKind::Person, true) => "required",
        (AttendeeKind::Person, false) => "optional",
    };
    json!({
        "emailAddress": {
            "address": who.address,
            "name": if name.is_empty() { &who.address } else { name },
        },
        "type": kind,
    })
}

/// Asks for a Teams meeting beside an event.
pub(super) fn with_meeting(mut body: Value) -> Value {
    if let Some(body) = body.as_object_mut() {
        body.insert("isOnlineMeeting".to_owned(), Value::from(true));
        let provider = Value::from("teamsForBusiness");
        body.insert("onlineMeetingProvider".to_owned(), provider);
    }
    body
}

/// The UID of an event of ours; `None` when it is not one, or only a copy of one.
pub(super) fn uid_of(event: &Event) -> Option<&str> {
    if event.is_organizer == Some(false) {
        return None;
    }
    property(event, UID)
}

/// Ids of properties come back in another case.
fn property<'a>(event: &'a Event, id: &str) -> Option<&'a str> {
    let all = &event.single_value_extended_properties;
    let found = all.iter().find(|p| p.id.eq_ignore_ascii_case(id))?;
    Some(found.value.as_str())
}

/// Reads an event of ours; `None` when it is not one.
///
/// # Errors
/// A [`Problem`] when it cannot be read for certain.
pub(super) fn entry(event: &Event, zones: &Zones) -> Result<Option<Entry>, Problem> {
    let Some(uid) = uid_of(event) else {
        return Ok(None);
    };
    let kept: Kept = property(event, REST)
        .and_then(|text| serde_json::from_str(text).ok())
        .ok_or_else(|| aside("its version is missing"))?;
    let stamp = DateTime::from_timestamp(kept.stamp, 0);
    let stamp = stamp.ok_or_else(|| aside("its version is missing"))?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let show_as = event.show_as.as_deref();
    let body = event.body.as_ref().and_then(|body| body.content.as_deref());
    let location = event.location.as_ref();
    Ok(Some(Entry {
        uid: uid.to_owned(),
        sequence: kept.sequence,
        stamp,
        when: when(event, kept.zone.as_deref(), zones)?,
        state: if event.is_cancelled == Some(true) {
            EntryState::Cancelled
        } else if show_as == Some("tentative") {
            EntryState::Tentative
        } else {
            EntryState::Confirmed
        },
        busy: !matches!(show_as, Some("free" | "workingElsewhere")),
        kind: kept.kind,
        title: text(&event.subject),
        description: without_teams(body.unwrap_or_default()),
        location: location
            .map(|place| text(&place.display_name))
            .unwrap_or_default(),
        meeting_link: match meeting(event) {
            Meeting::Link(link) => Some(link),
            _ => kept.link,
        },
        related_uid: kept.related,
        private: matches!(
            event.sensitivity.as_deref(),
            Some("private" | "confidential")
        ),
        organizer: kept.organizer,
        attendees: event.attendees.iter().map(read_attendee).collect(),
        reminders: Vec::new(),
    }))
}

fn when(event: &Event, promised: Option<&str>, zones: &Zones) -> Result<When, Problem> {
    let (Some(start), Some(end)) = (&event.start, &event.end) else {
        return Err(aside("it has no start or no end"));
    };
    if event.is_all_day == Some(true) {
        return Ok(When::Days {
            first: day(start, None, zones)?,
            after: day(end, None, zones)?,
        });
    }
    let zone = promised.and_then(|name| zone_named(zones, name));
    Ok(When::Timed {
        start: instant(start, zones)?,
        end: instant(end, zones)?,
        zone: zone.unwrap_or_else(|| "UTC".to_owned()),
    })
}

fn read_attendee(who: &super::wire::Attendee) -> Attendee {
    let address = who.email_address.as_ref();
    let address_text = address.and_then(|a| a.address.clone()).unwrap_or_default();
    let name = address.and_then(|a| a.name.clone()).unwrap_or_default();
    let response = who.status.as_ref().and_then(|s| s.response.as_deref());
    Attendee {
        // Without a name the address was written in its place.
        name: if name == address_text {
            String::new()
        } else {
            name
        },
        address: address_text,
        required: who.kind.as_deref() != Some("optional"),
        kind: if who.kind.as_deref() == Some("resource") {
            AttendeeKind::Room
        } else {
            AttendeeKind::Person
        },
        answer: match response {
            Some("accepted" | "organizer") => Reply::Accepted,
            Some("declined") => Reply::Declined,
            Some("tentativelyAccepted") => Reply::Tentative,
            _ => Reply::NeedsAction,
        },
        asked: true,
    }
}

/// What became of the Teams meeting of an event.
pub(super) fn meeting(event: &Event) -> Meeting {
    let url = event.online_meeting.as_ref();
    let url = url.and_then(|meeting| meeting.join_url.as_deref());
    match (Meeting::of_address(url), event.is_online_meeting) {
        (Some(link), _) => link,
        (None, Some(true)) => Meeting::Pending,
        (None, _) => Meeting::None,
    }
}

/// Whether what is there is what we wrote: the same event in the same version, at its time. The
/// stamp is ours alone, so no other program's change can be taken for our write.
pub(super) fn is_written(ours: &Entry, there: &Entry) -> bool {
    let times = match (&ours.when, &there.when) {
        (
            When::Timed { start, end, .. },
            When::Timed {
                start: from,
                end: to,
                ..
            },
        ) => start.timestamp() == from.timestamp() && end.timestamp() == to.timestamp(),
        (ours, there) => ours == there,
    };
    times
        && ours.uid == there.uid
        && ours.sequence == there.sequence
        && ours.stamp.timestamp() == there.stamp.timestamp()
}
