//! A Google account: its address, its token, its requests.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use muster_scheduling::zone::{Zone, Zones};
use url::Url;

use super::changes::Changes;
use super::wire::{CalendarPage, Refusal};
use crate::calendar::json_api::{JsonApi, name_of, read};
use crate::calendar::{
    Answer, Bearer, Calendar, CalendarError, CalendarId, CalendarInfo, Capabilities, Cursor,
    EventId, Found, FreeBusy, Known, Ours, Pages, Version, WantedMeeting, Written,
};
use crate::http::{Line, Response};
use crate::ics::Entry;

/// More pages of calendars than this are no list of calendars.
const MOST_PAGES: usize = 100;

/// A Google account with its calendars.
pub struct GoogleCalendar {
    pub(super) api: JsonApi,
    pub(super) zones: Zones,
    pub(super) ours: Ours,
}

impl fmt::Debug for GoogleCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GoogleCalendar")
            .field("host", &self.api.host())
            .finish_non_exhaustive()
    }
}

/// Google's id of an event of ours. Google gives the copies in its attendees' calendars the same
/// one, so an event that is ours can be told there too.
pub fn event_id_of(uid: &str) -> String {
    name_of(&["event", uid])
}

impl GoogleCalendar {
    /// The address of the interface; no slash at its end.
    pub const ADDRESS: &'static str = "https://www.googleapis.com/calendar/v3";

    /// An account. `base` is [`GoogleCalendar::ADDRESS`] outside tests; `ours` says which UIDs
    /// are events of Muster.
    pub fn new(line: Line, base: Url, bearer: Arc<dyn Bearer>, zones: Zones, ours: Ours) -> Self {
        Self {
            api: JsonApi::new(base, line, bearer, wants_a_pause),
            zones,
            ours,
        }
    }

    async fn list(&self) -> Result<Vec<CalendarInfo>, CalendarError> {
        let mut out = Vec::new();
        let mut token: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut url = self.api.url(&["users", "me", "calendarList"])?;
            url.query_pairs_mut()
                .append_pair("maxResults", "250")
                .append_pair(
                    "fields",
                    "nextPageToken,items(id,summary,summaryOverride,accessRole,deleted)",
                )
                .extend_pairs(token.iter().map(|token| ("pageToken", token)));
            let response = self.api.send(self.api.get(url)).await?;
            if response.status != 200 {
                return Err(refusal(&response));
            }
            let page: CalendarPage = read(&response, "its list of calendars")?;
            out.extend(page.items.into_iter().filter(|c| !c.deleted).map(|entry| {
                let role = entry.access_role.as_str();
                CalendarInfo {
                    writable: matches!(role, "owner" | "writer"),
                    readable: matches!(role, "owner" | "writer" | "reader"),
                    name: entry.summary_override.unwrap_or(entry.summary),
                    id: CalendarId(entry.id),
                }
            }));
            match page.next_page_token {
                Some(next) if Some(&next) != token.as_ref() => token = Some(next),
                _ => return Ok(out),
            }
        }
        Err(CalendarError::Strange {
            what: "its list of calendars has no end",
        })
    }

    /// Google's id of an event with that of its calendar: events are named by both.
    pub(super) fn id(calendar: &CalendarId, event: &str) -> EventId {
        EventId(format!("{event}@{}", calendar.as_str()))
    }

    /// The calendar and Google's id behind an id of ours.
    pub(super) fn parts(id: &EventId) -> Result<(CalendarId, &str), CalendarError> {
        // Google's ids are letters, digits and underscores; calendars are addresses.
        let (event, calendar) = id.as_str().split_once('@').ok_or(CalendarError::NotFound)?;
        Ok((CalendarId(calendar.to_owned()), event))
    }

    /// The address of the events of a calendar.
    pub(super) fn events_url(&self, calendar: &CalendarId) -> Result<Url, CalendarError> {
        self.api.url(&["calendars", calendar.as_str(), "events"])
    }

    /// The address of one event.
    pub(super) fn event_url(
        &self,
        calendar: &CalendarId,
        event: &str,
    ) -> Result<Url, CalendarError> {
        self.api
            .url(&["calendars", calendar.as_str(), "events", event])
    }
}

/// Whether a refusal means "too many requests" (403 instead of 429). Other 403s are for good.
fn wants_a_pause(status: u16, body: &[u8]) -> bool {
    let passing = |reason: &str| {
        matches!(
            reason,
            "rateLimitExceeded" | "userRateLimitExceeded" | "quotaExceeded" | "dailyLimitExceeded"
        )
    };
    status == 403
        && serde_json::from_slice::<Refusal>(body)
            .is_ok_and(|refusal| refusal.error.errors.iter().any(|e| passing(&e.reason)))
}

/// What a refusal means.
pub(super) fn refusal(response: &Response) -> CalendarError {
    match response.status {
        401 => CalendarError::SignIn,
        403 => CalendarError::NotAllowed,
        404 | 410 => CalendarError::NotFound,
        409 => CalendarError::Taken,
        412 => CalendarError::Changed { current: None },
        200..=399 => CalendarError::Strange { what: "its status" },
        status => CalendarError::Refused { status },
    }
}

impl Calendar for GoogleCalendar {
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
        _zone: &'a Zone,
    ) -> Answer<'a, Vec<FreeBusy>> {
        Box::pin(async move { Ok(self.busy_of(calendars, from, to).await) })
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
