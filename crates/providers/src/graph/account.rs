//! A Microsoft account: its address, its token, its requests.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use muster_scheduling::zone::{Zone, Zones};
use serde::de::DeserializeOwned;
use url::Url;

use super::changes::Changes;
use super::wire::{CalendarEntry, Values};
use crate::calendar::json_api::{JsonApi, read};
use crate::calendar::{
    Answer, Bearer, Calendar, CalendarError, CalendarId, CalendarInfo, Capabilities, Cursor,
    EventId, Found, FreeBusy, Known, Ours, Pages, Version, WantedMeeting, Written,
};
use crate::http::{Line, Request, Response};
use crate::ics::Entry;

/// A list with more pages has no end.
pub(super) const MOST_PAGES: usize = 10_000;

/// Times in UTC, texts as text, ids that stay when an event is moved to another folder.
const PREFER: &str = "outlook.timezone=\"UTC\", outlook.body-content-type=\"text\", \
                      IdType=\"ImmutableId\"";
/// The same with texts as they are stored.
const PREFER_HTML: &str = "outlook.timezone=\"UTC\", IdType=\"ImmutableId\"";
/// The same for listings.
const PREFER_PAGES: &str = "outlook.timezone=\"UTC\", IdType=\"ImmutableId\", \
                            outlook.body-content-type=\"text\", odata.maxpagesize=100";

/// A Microsoft account with its calendars.
pub struct GraphCalendar {
    pub(super) api: JsonApi,
    pub(super) zones: Zones,
    pub(super) ours: Ours,
}

impl fmt::Debug for GraphCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GraphCalendar")
            .field("host", &self.api.host())
            .finish_non_exhaustive()
    }
}

impl GraphCalendar {
    /// The address of the interface; no slash at its end.
    pub const ADDRESS: &'static str = "https://graph.microsoft.com/v1.0";

    /// So much of the future is always read: Graph tells changes only within a window. Busy times
    /// later than this from now are not in what [`Calendar::changes`] says.
    pub const READ_AHEAD: TimeDelta = TimeDelta::days(120);

    /// An account. `base` is [`GraphCalendar::ADDRESS`] outside tests; `ours` says which UIDs are
    /// events of Muster.
    pub fn new(line: Line, base: Url, bearer: Arc<dyn Bearer>, zones: Zones, ours: Ours) -> Self {
        Self {
            // Graph says 429 when it means it.
            api: JsonApi::new(base, line, bearer, |_, _| false),
            zones,
            ours,
        }
    }

    /// Dresses a request for times in UTC and texts as text.
    pub(super) fn plain(request: Request) -> Request {
        request.header("prefer", PREFER)
    }

    /// Dresses a request for texts as they are stored.
    pub(super) fn stored(request: Request) -> Request {
        request.header("prefer", PREFER_HTML)
    }

    /// All things of a list, page by page.
    pub(super) async fn all(
        &self,
        url: Url,
        what: &'static str,
    ) -> Result<Vec<serde_json::Value>, CalendarError> {
        let mut out = Vec::new();
        let mut at = url;
        for _ in 0..MOST_PAGES {
            let page = self.page(at.clone(), what).await?;
            out.extend(page.value);
            match page.next {
                None => return Ok(out),
                Some(next) => {
                    let next = self.api.trusted(&next)?;
                    if next == at {
                        break;
                    }
                    at = next;
                }
            }
        }
        Err(CalendarError::Strange { what })
    }

    /// One page of a list.
    async fn page(&self, url: Url, what: &'static str) -> Result<Values, CalendarError> {
        let response = self.listing(url).await?;
        if response.status == 200 {
            read(&response, what)
        } else {
            Err(refusal(&response))
        }
    }

    /// One page of a list, answered in any way.
    pub(super) async fn listing(&self, url: Url) -> Result<Response, CalendarError> {
        let request = self.api.get(url).header("prefer", PREFER_PAGES);
        self.api.send(request).await
    }

    async fn list(&self) -> Result<Vec<CalendarInfo>, CalendarError> {
        let mut url = self.api.url(&["me", "calendars"])?;
        url.query_pairs_mut()
            .append_pair("$top", "100")
            .append_pair("$select", "id,name,canEdit");
        let entries = self.all(url, "its list of calendars").await?;
        let info = |entry: CalendarEntry| CalendarInfo {
            id: CalendarId(entry.id),
            name: entry.name.unwrap_or_default(),
            writable: entry.can_edit == Some(true),
            readable: true,
        };
        let read = |value| from(value, "a calendar").map(info);
        entries.into_iter().map(read).collect()
    }

    /// The address of the events of a calendar.
    pub(super) fn events_url(&self, calendar: &CalendarId) -> Result<Url, CalendarError> {
        self.api
            .url(&["me", "calendars", calendar.as_str(), "events"])
    }

    /// The address of one event.
    pub(super) fn event_url(&self, id: &EventId) -> Result<Url, CalendarError> {
        self.api.url(&["me", "events", id.as_str()])
    }
}

/// Reads a part of an answer.
pub(super) fn from<T: DeserializeOwned>(
    value: serde_json::Value,
    what: &'static str,
) -> Result<T, CalendarError> {
    serde_json::from_value(value).map_err(|_| CalendarError::Strange { what })
}

/// What a refusal means.
pub(super) fn refusal(response: &Response) -> CalendarError {
    match response.status {
        401 => CalendarError::SignIn,
        403 => CalendarError::NotAllowed,
        404 | 410 => CalendarError::NotFound,
        409 | 412 => CalendarError::Changed { current: None },
        200..=399 => CalendarError::Strange { what: "its status" },
        status => CalendarError::Refused { status },
    }
}

impl Calendar for GraphCalendar {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            writes: true,
            incremental: true,
            sends_invitations: true,
            makes_meeting_links: true,
        }
    }

    fn calendars(&self) -> Answer<'_, Vec<CalendarInfo>> {
        Box::pin(self.list())
    }

    fn changes<'a>(
        &'a self,
        calendar: &'a CalendarId,
        from: Option<&'a Cursor>,
        known: &'a Known,
    ) -> Answer<'a, Box<dyn Pages + 'a>> {
        Box::pin(async move {
            Ok(Box::new(Changes::new(self, calendar, from, known)) as Box<dyn Pages>)
        })
    }

    fn free_busy<'a>(
        &'a self,
        calendars: &'a [CalendarId],
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        zone: &'a Zone,
    ) -> Answer<'a, Vec<FreeBusy>> {
        Box::pin(async move { Ok(self.busy_of(calendars, from, to, zone).await) })
    }

    fn create<'a>(&'a self, calendar: &'a CalendarId, entry: &'a Entry) -> Answer<'a, Written> {
        self.create_with(calendar, entry, WantedMeeting::None)
    }

    fn create_with<'a>(
        &'a self,
        calendar: &'a CalendarId,
        entry: &'a Entry,
        meeting: WantedMeeting,
    ) -> Answer<'a, Written> {
        Box::pin(self.create_event(calendar, entry, meeting))
    }

    fn update<'a>(
        &'a self,
        id: &'a EventId,
        version: &'a Version,
        entry: &'a Entry,
    ) -> Answer<'a, Written> {
        self.update_with(id, version, entry, WantedMeeting::None)
    }

    fn update_with<'a>(
        &'a self,
        id: &'a EventId,
        version: &'a Version,
        entry: &'a Entry,
        meeting: WantedMeeting,
    ) -> Answer<'a, Written> {
        Box::pin(self.update_event(id, version, entry, meeting))
    }

    fn delete<'a>(&'a self, id: &'a EventId, version: &'a Version) -> Answer<'a, ()> {
        Box::pin(self.delete_event(id, version))
    }

    fn look_up<'a>(&'a self, calendar: &'a CalendarId, uid: &'a str) -> Answer<'a, Option<Found>> {
        Box::pin(self.look_up_event(calendar, uid))
    }
}
