//! Writing one event of ours, effectively once.
//!
//! We choose the id, so Google refuses a second event of the same (409). After an answer that was
//! lost the event is looked at: is it as we wanted it, it is written; is it as before, it is
//! written once more; anything else is said.

use std::time::Duration;

use reqwest::Method;
use serde_json::Value;

use super::account::{GoogleCalendar, event_id_of, refusal};
use super::own::{self, UID, entry, is_written};
use super::wire::Event;
use crate::calendar::json_api::name_of;
use crate::calendar::{
    CalendarError, CalendarId, EventId, Found, Meeting, Version, WantedMeeting, Written,
};
use crate::http::{Request, Response};
use crate::ics::{Entry, EntryState, WriteProblem};

/// How often a meeting that Google still makes is asked for, and the first pause; it doubles.
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

impl GoogleCalendar {
    pub(super) async fn create_event(
        &self,
        calendar: &CalendarId,
        entry: &Entry,
        meeting: WantedMeeting,
    ) -> Result<Written, CalendarError> {
        if entry.state == EntryState::Cancelled {
            return Err(WriteProblem::State.into());
        }
        let name = event_id_of(&entry.uid);
        let body = self.wanted(entry, meeting)?;
        let mut whole = body.clone();
        if let Some(whole) = whole.as_object_mut() {
            whole.insert("id".to_owned(), Value::from(name.as_str()));
        }
        for _ in 0..2 {
            let mut url = self.events_url(calendar)?;
            ask_for(&mut url, meeting, !entry.attendees.is_empty());
            let refused = match self.sent(self.api.write(Method::POST, url, &whole)).await? {
                Wrote::Yes(event) => {
                    return self.written(calendar, &name, event, meeting, false).await;
                }
                Wrote::No(response) if response.status == 409 => true,
                Wrote::No(response) => return Err(refusal(&response)),
                Wrote::Unclear => false,
            };
            // What is there may be ours, from a try whose answer was lost.
            match self.event_even_deleted(calendar, &name).await {
                Ok(Some(there)) if there.status == "cancelled" => {
                    // Google keeps the id of a deleted event for ever; it is brought back.
                    let version = Version(there.etag.clone());
                    let id = Self::id(calendar, &name);
                    return self.patch(&id, &version, entry, &body, meeting).await;
                }
                Ok(Some(there)) if self.is_as_wanted(entry, &there) => {
                    return self
                        .written(calendar, &name, Some(there), meeting, true)
                        .await;
                }
                Ok(Some(_)) => return Err(CalendarError::Taken),
                Ok(None) if refused => return Err(CalendarError::Taken),
                Ok(None) => {}
                Err(error) => return Err(error.after_looking()),
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
        let body = self.wanted(entry, meeting)?;
        self.patch(id, version, entry, &body, meeting).await
    }

    async fn patch(
        &self,
        id: &EventId,
        version: &Version,
        entry: &Entry,
        body: &Value,
        meeting: WantedMeeting,
    ) -> Result<Written, CalendarError> {
        let (calendar, name) = Self::parts(id)?;
        for _ in 0..2 {
            let mut url = self.event_url(&calendar, name)?;
            // Whoever was taken off the list must hear of it too.
            ask_for(&mut url, meeting, true);
            let request = self
                .api
                .write(Method::PATCH, url, body)
                .header("if-match", version.as_str());
            let refused = match self.sent(request).await? {
                Wrote::Yes(event) => {
                    return self.written(&calendar, name, event, meeting, false).await;
                }
                Wrote::No(response) if response.status == 412 => true,
                Wrote::No(response) if matches!(response.status, 404 | 410) => {
                    return Err(CalendarError::Changed { current: None });
                }
                Wrote::No(response) => return Err(refusal(&response)),
                Wrote::Unclear => false,
            };
            match self.event_even_deleted(&calendar, name).await {
                Ok(Some(there)) if there.etag != version.as_str() => {
                    if self.is_as_wanted(entry, &there) {
                        return self
                            .written(&calendar, name, Some(there), meeting, true)
                            .await;
                    }
                    let gone = there.status == "cancelled";
                    let current = (!gone).then_some(Version(there.etag));
                    return Err(CalendarError::Changed { current });
                }
                Ok(None) => return Err(CalendarError::Changed { current: None }),
                Ok(Some(there)) if refused => {
                    let current = Some(Version(there.etag));
                    return Err(CalendarError::Changed { current });
                }
                Ok(Some(_)) => {}
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
        let (calendar, name) = Self::parts(id)?;
        for _ in 0..2 {
            let mut url = self.event_url(&calendar, name)?;
            url.query_pairs_mut().append_pair("sendUpdates", "all");
            let request = self.api.delete(url).header("if-match", version.as_str());
            let refused = match self.api.send(request).await {
                Ok(response) if response.is_success() => return Ok(()),
                Ok(response) if matches!(response.status, 404 | 410) => return Ok(()),
                Ok(response) if response.status == 412 => true,
                Ok(response) => return Err(refusal(&response)),
                Err(error) if error.is_ambiguous() => false,
                Err(error) => return Err(error),
            };
            match self.event(&calendar, name).await {
                Ok(None) => return Ok(()),
                Ok(Some(there)) if refused || there.etag != version.as_str() => {
                    let current = Some(Version(there.etag));
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
        let name = event_id_of(uid);
        let Some(there) = self.event(calendar, &name).await? else {
            return Ok(None);
        };
        if !is_of(&there, uid) {
            // A copy of our event in the calendar of somebody who is invited is not ours to write.
            return Ok(None);
        }
        let read = entry(&there, &self.zones).map_err(|_| CalendarError::Strange {
            what: "the times of an event of ours",
        })?;
        Ok(read.map(|entry| Found {
            id: Self::id(calendar, &name),
            version: Version(there.etag),
            entry,
        }))
    }

    /// The body of a write, with the request for a meeting when one is wanted.
    fn wanted(&self, entry: &Entry, meeting: WantedMeeting) -> Result<Value, CalendarError> {
        let body = own::body(entry, &self.zones)?;
        if meeting == WantedMeeting::None {
            return Ok(body);
        }
        let stamp = entry.stamp.timestamp().to_string();
        // The same for a write that is repeated, and another for every other.
        let request = name_of(&["meeting", &entry.uid, &stamp]);
        Ok(own::with_meeting(body, &request))
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

    /// The write happened. A meeting that Google still makes is waited for, because the event has
    /// another version when it is made.
    async fn written(
        &self,
        calendar: &CalendarId,
        name: &str,
        event: Option<Event>,
        wanted: WantedMeeting,
        found: bool,
    ) -> Result<Written, CalendarError> {
        let mut event = match event {
            Some(event) => Some(event),
            None => self.event_even_deleted(calendar, name).await.ok().flatten(),
        };
        let state = |event: &Option<Event>| match event.as_ref().map(own::meeting) {
            Some(Meeting::None) if wanted == WantedMeeting::MakeOne => Meeting::NotMade,
            Some(meeting) => meeting,
            None if wanted == WantedMeeting::MakeOne => Meeting::Pending,
            None => Meeting::None,
        };
        let mut meeting = state(&event);
        let mut pause = MEETING_PAUSE;
        for _ in 0..MEETING_TRIES {
            if meeting != Meeting::Pending {
                break;
            }
            self.api.pause(pause).await;
            pause *= 2;
            if let Ok(Some(there)) = self.event(calendar, name).await {
                event = Some(there);
                meeting = state(&event);
            }
        }
        Ok(Written {
            id: Self::id(calendar, name),
            // Unread, it is a version that matches nothing: the next write reads first.
            version: Version(event.map(|event| event.etag).unwrap_or_default()),
            found,
            meeting,
        })
    }
}

/// Whether an event has our mark with this UID.
fn is_of(event: &Event, uid: &str) -> bool {
    let mark = event.extended_properties.private.get(UID);
    mark.is_some_and(|mark| mark == uid)
}

/// What a write asks for beside its body: mails to the people of the event, and a meeting.
fn ask_for(url: &mut url::Url, meeting: WantedMeeting, people: bool) {
    let mut query = url.query_pairs_mut();
    query.append_pair("sendUpdates", if people { "all" } else { "none" });
    if meeting == WantedMeeting::MakeOne {
        query.append_pair("conferenceDataVersion", "1");
    }
}
