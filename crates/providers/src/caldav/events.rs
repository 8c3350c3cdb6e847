//! Writing one event of ours, effectively once.
//!
//! After an answer that was lost the event is looked up. When it is as we wanted it, it is
//! written; when it is as before, it is written once more; anything else is said.

use chrono::{DateTime, Utc};
use reqwest::Method;
use url::Url;

use super::account::Caldav;
use super::xml::{Ns, multistatus, strong};
use super::{ask, place};
use crate::calendar::{CalendarError, CalendarId, EventId, Found, Meeting, Version, Written};
use crate::ics::{Entry, When, read_own, write};

/// On what condition an event is written.
enum Condition<'a> {
    /// Nothing is there.
    New,
    /// This version is there.
    Still(&'a Version),
}

/// How a write went.
enum Wrote {
    /// It happened; the server may have told the new version.
    Yes(Option<Version>),
    /// The condition does not hold, or another event has the UID.
    No(CalendarError),
    /// Nobody knows.
    Unclear,
}

impl Caldav {
    pub(super) async fn create_event(
        &self,
        calendar: &CalendarId,
        entry: &Entry,
    ) -> Result<Written, CalendarError> {
        let calendar = place::of_calendar(calendar)?;
        let place = place::for_uid(&calendar, &entry.uid)?;
        let body = write(entry, None, &self.zones)?;
        for _ in 0..2 {
            let refused = match self.put(&place, &body, &Condition::New).await? {
                Wrote::Yes(version) => return self.written(&place, version).await,
                Wrote::No(error) => Some(error),
                Wrote::Unclear => None,
            };
            // What is there may be ours, from a try whose answer was lost.
            let found = match self.entry_at(&place, &entry.uid).await {
                Ok(None) if refused.is_some() => self.by_uid(&calendar, &entry.uid).await,
                other => other,
            };
            match (found, refused) {
                (Ok(Some(found)), _) if is_written(entry, &found.entry) => return Ok(there(found)),
                (Ok(Some(_)), _) | (Ok(None), Some(CalendarError::Taken)) => {
                    return Err(CalendarError::Taken);
                }
                (Ok(None), None) => {}
                (_, Some(error)) => return Err(error),
                (Err(error), None) => return Err(error.after_looking()),
            }
        }
        Err(CalendarError::Ambiguous)
    }

    pub(super) async fn update_event(
        &self,
        id: &EventId,
        version: &Version,
        entry: &Entry,
    ) -> Result<Written, CalendarError> {
        let place = place::of_event(id)?;
        let body = write(entry, None, &self.zones)?;
        for _ in 0..2 {
            let refused = match self.put(&place, &body, &Condition::Still(version)).await? {
                Wrote::Yes(version) => return self.written(&place, version).await,
                Wrote::No(CalendarError::Changed { .. }) => true,
                Wrote::No(error) => return Err(error),
                Wrote::Unclear => false,
            };
            match self.entry_at(&place, &entry.uid).await {
                Ok(Some(found)) if found.version != *version => {
                    return if is_written(entry, &found.entry) {
                        Ok(there(found))
                    } else {
                        let current = Some(found.version);
                        Err(CalendarError::Changed { current })
                    };
                }
                Ok(None) => return Err(CalendarError::Changed { current: None }),
                Ok(Some(_)) if !refused => {}
                Ok(Some(found)) => {
                    let current = Some(found.version);
                    return Err(CalendarError::Changed { current });
                }
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
        let place = place::of_event(id)?;
        for _ in 0..2 {
            let request = self
                .event_request(Method::DELETE, &place)
                .header("if-match", version.as_str());
            match self.line.send(request).await {
                Ok(response) if response.is_success() => return Ok(()),
                Ok(response) if matches!(response.status, 404 | 410) => return Ok(()),
                Ok(response) if response.status == 412 => {
                    return match self.version_at(&place).await {
                        Ok(None) => Ok(()),
                        Ok(current) => Err(CalendarError::Changed { current }),
                        Err(_) => Err(CalendarError::Changed { current: None }),
                    };
                }
                Ok(response) => return Err(ask::refusal(&response)),
                Err(error) if error.is_ambiguous() => {}
                Err(error) => return Err(error.into()),
            }
            match self.version_at(&place).await {
                Ok(None) => return Ok(()),
                Ok(Some(there)) if there == *version => {}
                Ok(current) => return Err(CalendarError::Changed { current }),
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
        let calendar = place::of_calendar(calendar)?;
        let place = place::for_uid(&calendar, uid)?;
        match self.entry_at(&place, uid).await {
            Ok(None) | Err(CalendarError::NotFound) => self.by_uid(&calendar, uid).await,
            found => found,
        }
    }

    async fn put(
        &self,
        place: &Url,
        body: &str,
        condition: &Condition<'_>,
    ) -> Result<Wrote, CalendarError> {
        let request = self
            .event_request(Method::PUT, place)
            .body("text/calendar; charset=utf-8", body);
        let request = match condition {
            Condition::New => request.header("if-none-match", "*"),
            Condition::Still(version) => request.header("if-match", version.as_str()),
        };
        match self.line.send(request).await {
            Ok(response) if response.is_success() => {
                let version = response.header("etag").map(|etag| Version(strong(etag)));
                Ok(Wrote::Yes(version))
            }
            Ok(response) => match ask::refusal(&response) {
                error @ (CalendarError::Changed { .. } | CalendarError::Taken) => {
                    Ok(Wrote::No(error))
                }
                CalendarError::NotFound if matches!(condition, Condition::Still(_)) => {
                    Ok(Wrote::No(CalendarError::Changed { current: None }))
                }
                error => Err(error),
            },
            Err(error) if error.is_ambiguous() => Ok(Wrote::Unclear),
            Err(error) => Err(error.into()),
        }
    }

    /// The write happened; a version that the server did not tell is asked for (RFC 4791
    /// section 5.3.4: it tells none when it stored something else than was sent).
    async fn written(
        &self,
        place: &Url,
        version: Option<Version>,
    ) -> Result<Written, CalendarError> {
        let version = match version {
            Some(version) => version,
            // Unread, it is a version that matches nothing: the next write reads first.
            None => self
                .version_at(place)
                .await
                .ok()
                .flatten()
                .unwrap_or(Version(String::new())),
        };
        Ok(Written {
            id: place::event_id(place),
            version,
            found: false,
            meeting: Meeting::None,
        })
    }

    async fn version_at(&self, place: &Url) -> Result<Option<Version>, CalendarError> {
        match self.propfind(place, "0", &["D:getetag"]).await {
            Ok((_, read)) => {
                let etag = read.resources.first().and_then(super::xml::Resource::etag);
                Ok(etag.map(Version))
            }
            Err(CalendarError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The event of ours at this address; `Ok(None)` when nothing is there.
    async fn entry_at(&self, place: &Url, uid: &str) -> Result<Option<Found>, CalendarError> {
        let request = self.event_request(Method::GET, place);
        let response = self.line.send(request).await?;
        match response.status {
            200 => {
                let version = response.header("etag").map(|etag| Version(strong(etag)));
                let version = match version {
                    Some(version) => version,
                    None => self.version_at(place).await?.ok_or(STRANGE)?,
                };
                let entry = read_own(&response.body, |found| found == uid, &self.zones)
                    .ok()
                    .flatten()
                    .ok_or(CalendarError::Taken)?;
                let id = place::event_id(place);
                Ok(Some(Found { id, version, entry }))
            }
            404 | 410 => Ok(None),
            _ => Err(ask::refusal(&response)),
        }
    }

    /// The event of ours with this UID, wherever in the calendar it is.
    async fn by_uid(&self, calendar: &Url, uid: &str) -> Result<Option<Found>, CalendarError> {
        let body = ask::query_uid(uid);
        let response = self
            .dav("REPORT", &place::folder(calendar), "1", body)
            .await?;
        if response.status != 207 {
            return Err(ask::refusal(&response));
        }
        for resource in multistatus(&response.body)?.resources {
            let data = resource.text(Ns::Caldav, "calendar-data");
            let (Some(data), Some(etag)) = (data, resource.etag()) else {
                continue;
            };
            // The server finds UIDs that contain this one.
            let read = read_own(data.as_bytes(), |found| found == uid, &self.zones);
            if let Ok(Some(entry)) = read {
                let url = place::trusted(&response.url, &resource.href)?;
                return Ok(Some(Found {
                    id: place::event_id(&url),
                    version: Version(etag),
                    entry,
                }));
            }
        }
        Ok(None)
    }
}

const STRANGE: CalendarError = CalendarError::Strange {
    what: "an event without a version",
};

fn there(found: Found) -> Written {
    Written {
        id: found.id,
        version: found.version,
        found: true,
        meeting: Meeting::None,
    }
}

/// Whether what is there is what we wrote. Servers may rewrite texts or stamps, so one of the two
/// must be ours beside identity, sequence, state and time: somebody else's change of the text
/// alone is not our write.
fn is_written(ours: &Entry, there: &Entry) -> bool {
    let second = |at: DateTime<Utc>| at.timestamp();
    let times = match (&ours.when, &there.when) {
        (
            When::Timed { start, end, .. },
            When::Timed {
                start: there_start,
                end: there_end,
                ..
            },
        ) => second(*start) == second(*there_start) && second(*end) == second(*there_end),
        (ours, there) => ours == there,
    };
    let texts = ours.title.trim() == there.title
        && ours.description.trim() == there.description
        && ours.location.trim() == there.location
        && ours.attendees == there.attendees;
    times
        && ours.uid == there.uid
        && ours.sequence == there.sequence
        && ours.state == there.state
        && (texts || second(ours.stamp) == second(there.stamp))
}
