//! What Google's answers look like, as far as they are read. Fields that are not named here are
//! dropped while an answer is read.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

/// A page of calendars.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CalendarPage {
    #[serde(default)]
    pub items: Vec<CalendarEntry>,
    pub next_page_token: Option<String>,
}

/// A calendar of the account's list.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CalendarEntry {
    pub id: String,
    #[serde(default)]
    pub summary: String,
    pub summary_override: Option<String>,
    #[serde(default)]
    pub access_role: String,
    #[serde(default)]
    pub deleted: bool,
}

/// A page of events. Each is read by itself, so that one that is broken costs no other.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EventPage {
    #[serde(default)]
    pub items: Vec<Value>,
    pub next_page_token: Option<String>,
    pub next_sync_token: Option<String>,
}

/// An event of anybody: no text of it, and of its people nobody but the owner of the calendar.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Listed {
    pub id: String,
    #[serde(default)]
    pub etag: String,
    #[serde(default)]
    pub status: String,
    #[serde(rename = "iCalUID")]
    pub ical_uid: Option<String>,
    pub recurring_event_id: Option<String>,
    pub original_start_time: Option<Moment>,
    #[serde(default)]
    pub recurrence: Vec<String>,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    #[serde(default)]
    pub transparency: String,
    #[serde(default)]
    pub event_type: String,
    #[serde(default)]
    pub attendees: Vec<Answered>,
    #[serde(default)]
    pub extended_properties: Properties,
}

impl Listed {
    /// Whether it was deleted, or is an instance that does not take place.
    pub fn is_cancelled(&self) -> bool {
        self.status == "cancelled"
    }
}

/// The fields of [`Listed`], as a request names them.
pub(super) const LISTED_FIELDS: &str = "id,status,etag,iCalUID,recurringEventId,originalStartTime,\
    recurrence,start,end,transparency,eventType,attendees(self,responseStatus),\
    extendedProperties/private/musterUid";

/// What the owner of a calendar answered.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answered {
    #[serde(default, rename = "self")]
    pub is_self: bool,
    #[serde(default)]
    pub response_status: String,
}

/// A day or a time.
#[derive(Deserialize, Clone)]
#[serde(rename_all = "camelCase")]
pub(super) struct Moment {
    pub date: Option<String>,
    pub date_time: Option<String>,
    pub time_zone: Option<String>,
}

/// Properties of an event that programs keep for themselves.
#[derive(Deserialize, Default)]
pub(super) struct Properties {
    #[serde(default)]
    pub private: HashMap<String, String>,
}

/// An event of ours, in full.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    #[serde(default)]
    pub etag: String,
    #[serde(default)]
    pub status: String,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    #[serde(default)]
    pub transparency: String,
    #[serde(default)]
    pub extended_properties: Properties,
    #[serde(default)]
    pub summary: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub location: String,
    #[serde(default)]
    pub visibility: String,
    #[serde(default)]
    pub attendees: Vec<Attendee>,
    pub hangout_link: Option<String>,
    pub conference_data: Option<Conference>,
}

/// Somebody or something invited.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Attendee {
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub display_name: String,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub resource: bool,
    #[serde(default)]
    pub response_status: String,
}

/// The video meeting of an event.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Conference {
    #[serde(default)]
    pub entry_points: Vec<EntryPoint>,
    pub create_request: Option<CreateRequest>,
}

/// A way into a meeting.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EntryPoint {
    #[serde(default)]
    pub entry_point_type: String,
    pub uri: Option<String>,
}

/// A meeting that was asked for.
#[derive(Deserialize)]
pub(super) struct CreateRequest {
    pub status: Option<RequestStatus>,
}

/// How far it is.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RequestStatus {
    #[serde(default)]
    pub status_code: String,
}

/// Busy times of several calendars.
#[derive(Deserialize)]
pub(super) struct BusyAnswer {
    #[serde(default)]
    pub calendars: HashMap<String, BusyCalendar>,
}

/// Busy times of one.
#[derive(Deserialize)]
pub(super) struct BusyCalendar {
    #[serde(default)]
    pub busy: Vec<Period>,
    #[serde(default)]
    pub errors: Vec<Value>,
}

/// A stretch of time.
#[derive(Deserialize)]
pub(super) struct Period {
    #[serde(default)]
    pub start: String,
    #[serde(default)]
    pub end: String,
}

/// The error of an answer.
#[derive(Deserialize)]
pub(super) struct Refusal {
    pub error: RefusalError,
}

/// Its reasons.
#[derive(Deserialize)]
pub(super) struct RefusalError {
    #[serde(default)]
    pub errors: Vec<Reason>,
}

/// One of them.
#[derive(Deserialize)]
pub(super) struct Reason {
    #[serde(default)]
    pub reason: String,
}
