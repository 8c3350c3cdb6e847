//! Writing one event of ours, effectively once.
//!
//! Each event is looked for by its UID before it is created, and is created under a transaction id
//! of its own, so that Graph makes no second one of it. After an answer that was lost it is looked
//! at again; anything but what we wrote or what was there before is said.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use super::account::{GraphCalendar, from, refusal};
use super::body::keeping_teams;
use super::own::{self, OURS, entry, is_written, uid_of};
use super::wire::Event;
use crate::calendar::json_api::{name_of, read};
use crate::calendar::{
    CalendarError, CalendarId, EventId, Found, Meeting, Version, WantedMeeting, Written,
};
use crate::http::{Request, Response};
use crate::ics::{Entry, EntryState, WriteProblem};

/// How often a meeting that is still being made is asked for, and the first pause; it doubles.
const MEETING_TRIES: u32 = 5;
const MEETING_PAUSE: Duration = Duration::from_millis(500);

/// How a write went.
enum Wrote {
    /// It happened; the event as it is now, when all of the answer came.
    Yes(Option<Event>),
    No(Response),
    /// Nobody knows.
    Unclear,
}

impl GraphCalendar {
    pub(super) async fn create_event(
        &self,
        calendar: &CalendarId,
        entry: &Entry,
        meeting: WantedMeeting,
    ) -> Result<Written, CalendarError> {
        if entry.state == EntryState::Cancelled {
            return Err(WriteProblem::State.into());
        }
        let mut body = own::body(entry, &self.zones)?;
        if meeting == WantedMeeting::MakeOne {
            body = own::with_meeting(body);
        }
        let stamp = entry.stamp.timestamp().to_string();
        let name = name_of(&["event", &entry.uid, &stamp]);
        let transaction = format!("{OURS}{}", name.get(..32).unwrap_or(&name));
        body["transactionId"] = Value::from(transaction);
        for round in 0..3 {
            // It may be there, from a try whose answer was lost.
            let found = match self.by_uid(calendar, &entry.uid).await {
                Ok(found) => found,
                Err(error) if round == 0 => return Err(error),
                Err(error) => return Err(error.after_looking()),
            };
            if let Some(there) = found {
                if self.is_as_wanted(entry, &there) {
                    return Ok(self.written(there, meeting, true).await);
                }
                return Err(CalendarError::Taken);
            }
            if round == 2 {
                break;
            }
            let url = self.events_url(calendar)?;
            let request = Self::plain(self.api.write(Method::POST, url, &body));
            match self.sent(request).await? {
                Wrote::Yes(Some(event)) => return Ok(self.written(event, meeting, false).await),
                // Graph has seen the transaction, or its answer was cut: it is there to be found.
                Wrote::Yes(None) | Wrote::Unclear => {}
                Wrote::No(response) if response.status == 409 => {}
                Wrote::No(response) => return Err(refusal(&response)),
            }
        }
        Err(CalendarError::Ambiguous)
    }

    pub(super) async fn update_event(
        &self,
        id: &EventId,
        version: &Version,
        entry: &Entry,
        meeting: WantedMeeting,
    ) -> Result<Written, CalendarError> {
        let mut body = own::body(entry, &self.zones)?;
        if entry.state == EntryState::Cancelled {
            // Graph tells the people when the organizer's event is deleted, and keeps no trace.
            self.delete_event(id, version).await?;
            return Ok(Written {
                id: id.clone(),
                version: Version(String::new()),
                found: false,
                meeting: Meeting::None,
            });
        }
        if meeting == WantedMeeting::MakeOne {
            body = own::with_meeting(body);
        }
        match self.body_of(id).await? {
            None => return Err(CalendarError::Changed { current: None }),
            Some(Some(old)) => {
                let text = keeping_teams(entry.description.trim(), &old);
                body["body"] = json!({ "contentType": "html", "content": text });
            }
            Some(None) => {}
        }
        for _ in 0..2 {
            let request = self.api.write(Method::PATCH, self.event_url(id)?, &body);
            let request = Self::plain(request).header("if-match", version.as_str());
            let refused = match self.sent(request).await? {
                Wrote::Yes(Some(event)) => return Ok(self.written(event, meeting, false).await),
                Wrote::Yes(None) | Wrote::Unclear => false,
                Wrote::No(response) if matches!(response.status, 409 | 412) => true,
                Wrote::No(response) if matches!(response.status, 404 | 410) => {
                    return Err(CalendarError::Changed { current: None });
                }
                Wrote::No(response) => return Err(refusal(&response)),
            };
            match self.event(id).await {
                Ok(Some(there)) if self.is_as_wanted(entry, &there) => {
                    return Ok(self.written(there, meeting, true).await);
                }
                Ok(Some(there)) if refused || there.etag.as_deref() != Some(version.as_str()) => {
                    let current = there.etag.map(Version);
                    return Err(CalendarError::Changed { current });
                }
                Ok(Some(_)) => {}
                Ok(None) => return Err(CalendarError::Changed { current: None }),
                Err(_) if refused => return Err(CalendarError::Changed { current: None }),
                Err(error) => return Err(error.after_looking()),
            }
        }
        Err(CalendarError::Ambiguous)
    }

    pub(super) async fn delete_event(
        &self,
        id: &EventId,
        version: &Version,
    ) -> Result<(), CalendarError> {
        for _ in 0..2 {
            let request = self.api.delete(self.event_url(id)?);
            let request = Self::plain(request).header("if-match", version.as_str());
            let refused = match self.api.send(request).await {
                Ok(response) if response.is_success() => return Ok(()),
                Ok(response) if matches!(response.status, 404 | 410) => return Ok(()),
                Ok(response) if matches!(response.status, 409 | 412) => true,
                Ok(response) => return Err(refusal(&response)),
                Err(error) if error.is_ambiguous() => false,
                Err(error) => return Err(error),
            };
            match self.event(id).await {
                Ok(None) => return Ok(()),
                Ok(Some(there)) if refused || there.etag.as_deref() != Some(version.as_str()) => {
                    let current = there.etag.map(Version);
                    return Err(CalendarError::Changed { current });
                }
                Ok(Some(_)) => {}
                Err(_) if refused => return Err(CalendarError::Changed { current: None }),
                Err(error) => return Err(error.after_looking()),
            }
        }
        Err(CalendarError::Ambiguous)
    }

    pub(super) async fn look_up_event(
        &self,
        calendar: &CalendarId,
        uid: &str,
    ) -> Result<Option<Found>, CalendarError> {
        let Some(there) = self.by_uid(calendar, uid).await? else {
            return Ok(None);
        };
        let read = entry(&there, &self.zones).map_err(|_| CalendarError::Strange {
            what: "an event of ours",
        })?;
        Ok(read.map(|entry| Found {
            id: EventId(there.id),
            version: Version(there.etag.unwrap_or_default()),
            entry,
        }))
    }

    /// An event in full; `None` when it is gone.
    pub(super) async fn event(&self, id: &EventId) -> Result<Option<Event>, CalendarError> {
        let mut url = self.event_url(id)?;
        url.query_pairs_mut().append_pair("$expand", &own::expand());
        let response = self.api.send(Self::plain(self.api.get(url))).await?;
        match response.status {
            200 => read(&response, "an event").map(Some),
            404 | 410 => Ok(None),
            _ => Err(refusal(&response)),
        }
    }

    /// The event of ours with this UID.
    async fn by_uid(
        &self,
        calendar: &CalendarId,
        uid: &str,
    ) -> Result<Option<Event>, CalendarError> {
        let mut url = self.events_url(calendar)?;
        url.query_pairs_mut()
            .append_pair("$filter", &own::filter(uid))
            .append_pair("$expand", &own::expand());
        for value in self.all(url, "its list of events").await? {
            let event: Event = from(value, "an event")?;
            if uid_of(&event) == Some(uid) && event.is_cancelled != Some(true) {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    /// The stored text of an event that is a Teams meeting. `None` when the event is gone.
    async fn body_of(&self, id: &EventId) -> Result<Option<Option<String>>, CalendarError> {
        let mut url = self.event_url(id)?;
        url.query_pairs_mut()
            .append_pair("$select", "id,body,isOnlineMeeting");
        let response = self.api.send(Self::stored(self.api.get(url))).await?;
        match response.status {
            200 => {
                let event: Event = read(&response, "an event")?;
                let is_meeting = event.is_online_meeting == Some(true);
                let text = event.body.and_then(|body| body.content);
                Ok(Some(text.filter(|_| is_meeting)))
            }
            404 | 410 => Ok(None),
            _ => Err(refusal(&response)),
        }
    }

    async fn sent(&self, request: Request) -> Result<Wrote, CalendarError> {
        match self.api.send(request).await {
            Ok(response) if response.is_success() => {
                Ok(Wrote::Yes(serde_json::from_slice(&response.body).ok()))
            }
            Ok(response) => Ok(Wrote::No(response)),
            Err(error) if error.is_ambiguous() => Ok(Wrote::Unclear),
            Err(error) => Err(error),
        }
    }

    fn is_as_wanted(&self, ours: &Entry, there: &Event) -> bool {
        let read = entry(there, &self.zones).ok().flatten();
        read.is_some_and(|read| is_written(ours, &read))
    }

    /// The write happened. A meeting that is still being made is waited for, because the event has
    /// another version when it is made.
    async fn written(&self, event: Event, wanted: WantedMeeting, found: bool) -> Written {
        let state = |event: &Event| match own::meeting(event) {
            Meeting::None if wanted == WantedMeeting::MakeOne => Meeting::NotMade,
            meeting => meeting,
        };
        let mut event = event;
        let mut meeting = state(&event);
        let id = EventId(event.id.clone());
        let mut pause = MEETING_PAUSE;
        for _ in 0..MEETING_TRIES {
            if meeting != Meeting::Pending {
                break;
            }
            self.api.pause(pause).await;
            pause *= 2;
            if let Ok(Some(there)) = self.event(&id).await {
                event = there;
                meeting = state(&event);
            }
        }
        Written {
            id,
            version: Version(event.etag.unwrap_or_default()),
            found,
            meeting,
        }
    }
}
