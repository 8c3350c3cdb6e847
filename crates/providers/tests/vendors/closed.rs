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
