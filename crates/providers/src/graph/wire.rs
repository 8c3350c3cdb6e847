//! What the answers of Graph look like, as far as they are read. Fields that are not named here
//! are dropped while an answer is read.

use serde::Deserialize;
use serde_json::Value;

/// A page of anything. Each thing is read by itself, so that one that is broken costs no other.
#[derive(Deserialize)]
pub(super) struct Values {
    #[serde(default)]
    pub value: Vec<Value>,
    #[serde(rename = "@odata.nextLink")]
    pub next: Option<String>,
    #[serde(rename = "@odata.deltaLink")]
    pub delta: Option<String>,
}

/// A calendar.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CalendarEntry {
    pub id: String,
    pub name: Option<String>,
    pub can_edit: Option<bool>,
}

/// An event of anybody: no text of it and none of its people.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Listed {
    pub id: String,
    #[serde(rename = "@odata.etag")]
    pub etag: Option<String>,
    #[serde(rename = "@removed")]
    pub removed: Option<Value>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub series_master_id: Option<String>,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    pub original_start_time_zone: Option<String>,
    pub is_all_day: Option<bool>,
    pub is_cancelled: Option<bool>,
    pub is_organizer: Option<bool>,
    pub show_as: Option<String>,
    pub i_cal_u_id: Option<String>,
    pub transaction_id: Option<String>,
}

/// The fields of [`Listed`] that a request can ask for.
pub(super) const LISTED_FIELDS: &str = "id,type,seriesMasterId,start,end,originalStartTimeZone,\
    isAllDay,isCancelled,isOrganizer,showAs,iCalUId,transactionId";

/// A wall time and its zone, by a Windows name or an IANA name.
#[derive(Deserialize, Clone)]
#[serde(rename_all = "camelCase")]
pub(super) struct Moment {
    #[serde(default)]
    pub date_time: String,
    pub time_zone: Option<String>,
}

/// An event of ours, in full.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    pub id: String,
    #[serde(rename = "@odata.etag")]
    pub etag: Option<String>,
    pub subject: Option<String>,
    pub body: Option<Body>,
    pub location: Option<Location>,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    pub is_all_day: Option<bool>,
    pub is_cancelled: Option<bool>,
    pub is_organizer: Option<bool>,
    pub show_as: Option<String>,
    pub sensitivity: Option<String>,
    #[serde(default)]
    pub attendees: Vec<Attendee>,
    pub is_online_meeting: Option<bool>,
    pub online_meeting: Option<OnlineMeeting>,
    #[serde(default)]
    pub single_value_extended_properties: Vec<Property>,
}

/// A text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body {
    pub content: Option<String>,
}

/// A place.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    pub display_name: Option<String>,
}

/// Somebody or something invited.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Attendee {
    pub email_address: Option<Address>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub status: Option<Status>,
}

/// An e-mail address with a name.
#[derive(Deserialize)]
pub(super) struct Address {
    pub address: Option<String>,
    pub name: Option<String>,
}

/// An answer.
#[derive(Deserialize)]
pub(super) struct Status {
    pub response: Option<String>,
}

/// A Teams meeting.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OnlineMeeting {
    pub join_url: Option<String>,
}

/// A property that a program keeps for itself.
#[derive(Deserialize)]
pub(super) struct Property {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub value: String,
}

/// Busy times of one address.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Schedule {
    pub schedule_id: Option<String>,
    pub availability_view: Option<String>,
    pub schedule_items: Option<Vec<ScheduleItem>>,
    pub error: Option<Value>,
}

/// One of them.
#[derive(Deserialize)]
pub(super) struct ScheduleItem {
    pub status: Option<String>,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
}
