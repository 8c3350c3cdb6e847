//! Closed lists of what a request may hold, from CONTRACTS.md (spec): a field that is not here is
//! refused, because the vendors' own descriptions leave bodies open.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

/// The query of `events.list` (spec).
pub const GOOGLE_LIST: &[&str] = &[
    "singleEvents",
    "maxAttendees",
    "maxResults",
    "fields",
    "pageToken",
    "syncToken",
    "iCalUID",
];
/// The query of a write (spec).
pub const GOOGLE_WRITE: &[&str] = &["sendUpdates", "conferenceDataVersion"];
/// The query of the list of calendars (spec).
pub const GOOGLE_CALENDARS: &[&str] = &["maxResults", "fields", "pageToken"];

/// Reads a body that must be of this form and nothing else.
pub fn closed<T: for<'de> Deserialize<'de>>(body: &str) -> Result<T, String> {
    serde_json::from_str(body).map_err(|error| error.to_string())
}

/// `Event` of Google (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GoogleEvent {
    pub id: Option<String>,
    pub summary: String,
    pub description: String,
    pub location: String,
    pub start: GoogleMoment,
    pub end: GoogleMoment,
    pub status: String,
    pub transparency: String,
    pub visibility: String,
    pub attendees: Vec<GoogleAttendee>,
    pub reminders: GoogleReminders,
    pub extended_properties: GoogleProperties,
    pub conference_data: Option<GoogleConference>,
}

impl GoogleEvent {
    /// What the words of the contract say beyond names.
    pub fn check(&self) -> Result<(), String> {
        let one_of = |value: &str, words: &[&str]| {
            let fine = words.contains(&value);
            fine.then_some(()).ok_or_else(|| format!("value {value}"))
        };
        one_of(&self.status, &["confirmed", "tentative", "cancelled"])?;
        one_of(&self.transparency, &["opaque", "transparent"])?;
        one_of(&self.visibility, &["default", "public", "private"])?;
        for moment in [&self.start, &self.end] {
            let fine = match (&moment.date, &moment.date_time) {
                (Some(day), None) => day.parse::<chrono::NaiveDate>().is_ok(),
                (None, Some(time)) => {
                    chrono::DateTime::parse_from_rfc3339(time).is_ok() && moment.time_zone.is_some()
                }
                _ => false,
            };
            fine.then_some(()).ok_or("a moment is no moment")?;
        }
        for who in &self.attendees {
            let answers = ["needsAction", "declined", "tentative", "accepted"];
            one_of(&who.response_status, &answers)?;
            who.email.contains('@').then_some(()).ok_or("no address")?;
        }
        for reminder in &self.reminders.overrides {
            one_of(&reminder.method, &["email", "popup"])?;
            (reminder.minutes <= 40_320).then_some(()).ok_or("late")?;
        }
        // Values of properties are texts of at most 1024 characters (docs/memory).
        let long = |value: &String| value.len() > 1024;
        if self.extended_properties.private.values().any(long) {
            return Err("a property is too long".to_owned());
        }
        match &self.id {
            Some(id) if !(5..=1024).contains(&id.len()) => Err("length of the id".to_owned()),
            Some(id) if !id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'v')) => {
                Err("letters of the id".to_owned())
            }
            _ => Ok(()),
        }
    }
}

/// `EventDateTime` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GoogleMoment {
    pub date: Option<String>,
    pub date_time: Option<String>,
    pub time_zone: Option<String>,
}

/// `EventAttendee` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GoogleAttendee {
    pub email: String,
    pub display_name: Option<String>,
    pub optional: bool,
    pub resource: bool,
    pub response_status: String,
}

/// `Event.reminders` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GoogleReminders {
    pub use_default: bool,
    pub overrides: Vec<GoogleReminder>,
}

/// `EventReminder` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoogleReminder {
    pub method: String,
    pub minutes: u32,
}

/// `Event.extendedProperties` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoogleProperties {
    pub private: HashMap<String, String>,
}

/// `ConferenceData` as a request (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GoogleConference {
    pub create_request: GoogleCreateRequest,
}

/// `CreateConferenceRequest` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GoogleCreateRequest {
    pub request_id: String,
    pub conference_solution_key: GoogleSolution,
}

/// `ConferenceSolutionKey` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GoogleSolution {
    #[serde(rename = "type")]
    pub kind: String,
}

/// `FreeBusyRequest` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GoogleFreeBusy {
    pub time_min: String,
    pub time_max: String,
    pub items: Vec<GoogleItem>,
    pub calendar_expansion_max: u32,
}

/// `FreeBusyRequestItem` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoogleItem {
    pub id: String,
}

/// Whether a query holds only these, each once.
pub fn query_is(query: &HashMap<String, String>, known: &[&str]) -> Result<(), String> {
    match query.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("parameter {key}")),
        None => Ok(()),
    }
}

/// The error of a request that is not in the list.
pub fn refused(why: &str) -> Value {
    serde_json::json!({ "error": { "code": 400, "message": why, "errors": [] } })
}

/// `event` of Graph (spec), with the extended properties that its documentation adds (memory).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GraphEvent {
    pub subject: String,
    pub body: GraphBody,
    pub location: GraphLocation,
    pub start: GraphMoment,
    pub end: GraphMoment,
    pub is_all_day: bool,
    pub show_as: String,
    pub sensitivity: String,
    pub attendees: Vec<GraphAttendee>,
    pub response_requested: bool,
    pub is_reminder_on: bool,
    pub reminder_minutes_before_start: u32,
    pub single_value_extended_properties: Vec<GraphProperty>,
    pub transaction_id: Option<String>,
    pub is_online_meeting: Option<bool>,
    pub online_meeting_provider: Option<String>,
}

impl GraphEvent {
    /// What the words of the contract say beyond names.
    pub fn check(&self) -> Result<(), String> {
        let one_of = |value: &str, words: &[&str]| {
            let fine = words.contains(&value);
            fine.then_some(()).ok_or_else(|| format!("value {value}"))
        };
        one_of(&self.show_as, &["free", "tentative", "busy", "oof"])?;
        one_of(&self.sensitivity, &["normal", "private"])?;
        one_of(&self.body.content_type, &["text", "html"])?;
        for who in &self.attendees {
            one_of(&who.kind, &["required", "optional", "resource"])?;
        }
        if let Some(provider) = &self.online_meeting_provider {
            one_of(provider, &["teamsForBusiness"])?;
        }
        for moment in [&self.start, &self.end] {
            let read = moment.date_time.parse::<chrono::NaiveDateTime>();
            let midnight = moment.date_time.ends_with("T00:00:00");
            if read.is_err() || (self.is_all_day && !midnight) {
                return Err("a moment is no moment".to_owned());
            }
        }
        let same = self.start.time_zone == self.end.time_zone;
        same.then_some(()).ok_or_else(|| "two zones".to_owned())
    }
}

/// `itemBody` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GraphBody {
    pub content_type: String,
    pub content: String,
}

/// `location` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GraphLocation {
    pub display_name: String,
}

/// `dateTimeTimeZone` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GraphMoment {
    pub date_time: String,
    pub time_zone: String,
}

/// `attendee` as a request (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GraphAttendee {
    pub email_address: GraphAddress,
    #[serde(rename = "type")]
    pub kind: String,
}

/// `emailAddress` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GraphAddress {
    pub address: String,
    pub name: String,
}

/// `singleValueLegacyExtendedProperty` (memory).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "fields that are only allowed")]
pub struct GraphProperty {
    pub id: String,
    pub value: String,
}

/// The body of `getSchedule` (spec).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GraphSchedule {
    pub schedules: Vec<String>,
    pub start_time: GraphMoment,
    pub end_time: GraphMoment,
    pub availability_view_interval: u32,
}
