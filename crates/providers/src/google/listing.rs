//! Events as they are asked for: those of anybody without their texts, ours in full.

use super::account::{GoogleCalendar, refusal};
use super::wire::{Event, LISTED_FIELDS, Listed};
use crate::calendar::json_api::read;
use crate::calendar::{CalendarError, CalendarId};
use crate::http::Response;

impl GoogleCalendar {
    /// `events.list` without any text of the events.
    pub(super) async fn events(
        &self,
        calendar: &CalendarId,
        query: &[(&str, &str)],
    ) -> Result<Response, CalendarError> {
        let mut url = self.events_url(calendar)?;
        url.query_pairs_mut()
            .append_pair("singleEvents", "false")
            // More than one attendee is left out by Google, except the owner of the calendar.
            .append_pair("maxAttendees", "1")
            .append_pair(
                "fields",
                &format!("nextPageToken,nextSyncToken,items({LISTED_FIELDS})"),
            )
            .extend_pairs(query);
        self.api.send(self.api.get(url)).await
    }

    /// One event without its texts; `None` when it was never there or has been forgotten.
    pub(super) async fn listed_event(
        &self,
        calendar: &CalendarId,
        event: &str,
    ) -> Result<Option<Listed>, CalendarError> {
        let mut url = self.event_url(calendar, event)?;
        url.query_pairs_mut()
            .append_pair("maxAttendees", "1")
            .append_pair("fields", LISTED_FIELDS);
        let response = self.api.send(self.api.get(url)).await?;
        match response.status {
            200 => read(&response, "an event").map(Some),
            404 | 410 => Ok(None),
            _ => Err(refusal(&response)),
        }
    }

    /// An event of ours in full; `None` when it is gone, also when Google still shows that it was.
    pub(super) async fn event(
        &self,
        calendar: &CalendarId,
        event: &str,
    ) -> Result<Option<Event>, CalendarError> {
        let there = self.event_even_deleted(calendar, event).await?;
        Ok(there.filter(|event| event.status != "cancelled"))
    }

    /// An event of ours in full, also one that was deleted.
    pub(super) async fn event_even_deleted(
        &self,
        calendar: &CalendarId,
        event: &str,
    ) -> Result<Option<Event>, CalendarError> {
        let url = self.event_url(calendar, event)?;
        let response = self.api.send(self.api.get(url)).await?;
        match response.status {
            200 => read(&response, "an event").map(Some),
            404 | 410 => Ok(None),
            _ => Err(refusal(&response)),
        }
    }
}
