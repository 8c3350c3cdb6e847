//! A CalDAV account: its address, its credentials, its line.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, Utc};
use muster_scheduling::zone::{Zone, Zones};
use reqwest::Method;
use url::Url;

use super::xml::{Multistatus, multistatus};
use super::{ask, changes, place};
use crate::calendar::{
    Answer, Calendar, CalendarError, CalendarId, CalendarInfo, Capabilities, Cursor, EventId,
    Found, FreeBusy, Known, Ours, Pages, Version, Written,
};
use crate::http::{Credentials, Line, Request, Response};
use crate::ics::Entry;

/// The largest answer to a listing or a batch of events, in bytes.
const LARGEST: usize = 64 * 1024 * 1024;

/// Time for a listing. Servers that keep no index of versions read every event for the first one:
/// Radicale took minutes for ten thousand on a busy machine.
pub(super) const LISTING_TIME: Duration = Duration::from_mins(10);

/// A CalDAV account.
pub struct Caldav {
    pub(super) address: Url,
    pub(super) zones: Zones,
    pub(super) ours: Ours,
    pub(super) line: Line,
    credentials: Credentials,
}

impl fmt::Debug for Caldav {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caldav")
            .field("host", &self.address.host_str())
            .finish_non_exhaustive()
    }
}

impl Caldav {
    /// An account at the address that the user gave: a server, a principal or a calendar.
    /// `ours` says which UIDs are events of Muster.
    pub fn new(line: Line, address: Url, who: Credentials, zones: Zones, ours: Ours) -> Self {
        Self {
            address,
            zones,
            ours,
            line,
            credentials: who,
        }
    }

    /// `PROPFIND` or `REPORT`, answered in any way.
    pub(super) async fn dav(
        &self,
        method: &str,
        url: &Url,
        depth: &str,
        body: String,
    ) -> Result<Response, CalendarError> {
        let request = self.dav_request(method, url, depth, body)?;
        Ok(self.line.send(request).await?)
    }

    /// As [`Caldav::dav`], for what may take a server long.
    pub(super) async fn dav_within(
        &self,
        time: Duration,
        method: &str,
        url: &Url,
        depth: &str,
        body: String,
    ) -> Result<Response, CalendarError> {
        let request = self.dav_request(method, url, depth, body)?;
        Ok(self.line.send(request.within(time)).await?)
    }

    fn dav_request(
        &self,
        method: &str,
        url: &Url,
        depth: &str,
        body: String,
    ) -> Result<Request, CalendarError> {
        let method = Method::from_bytes(method.as_bytes()).map_err(|_| CalendarError::Strange {
            what: "the method of a request",
        })?;
        Ok(Request::reads(method, url.clone())
            .by(&self.credentials)
            .header("depth", depth)
            .header("accept", "application/xml, text/xml, text/calendar")
            .header("prefer", "return=minimal")
            .body("application/xml; charset=utf-8", body)
            .at_most(LARGEST))
    }

    /// `PROPFIND` of properties.
    pub(super) async fn propfind(
        &self,
        url: &Url,
        depth: &str,
        props: &[&str],
    ) -> Result<(Url, Multistatus), CalendarError> {
        let body = ask::propfind(props);
        let response = if depth == "0" {
            self.dav("PROPFIND", url, depth, body).await?
        } else {
            self.dav_within(LISTING_TIME, "PROPFIND", url, depth, body)
                .await?
        };
        if response.status == 207 {
            let read = multistatus(&response.body)?;
            Ok((response.url, read))
        } else {
            Err(ask::refusal(&response))
        }
    }

    /// A request on one event, with a condition on its version.
    pub(super) fn event_request(&self, method: Method, url: &Url) -> Request {
        let request = if method == Method::GET {
            Request::reads(method, url.clone())
        } else {
            Request::writes(method, url.clone())
        };
        request.by(&self.credentials)
    }
}

impl Calendar for Caldav {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            writes: true,
            incremental: true,
            // Some servers do (RFC 6638) and some do not, so all are asked not to: the writer
            // says `SCHEDULE-AGENT=CLIENT`, and the invitation is the mail that Muster sends.
            sends_invitations: false,
            makes_meeting_links: false,
        }
    }

    fn calendars(&self) -> Answer<'_, Vec<CalendarInfo>> {
        Box::pin(self.discover())
    }

    fn changes<'a>(
        &'a self,
        calendar: &'a CalendarId,
        from: Option<&'a Cursor>,
        known: &'a Known,
    ) -> Answer<'a, Box<dyn Pages + 'a>> {
        Box::pin(async move {
            let url = place::folder(&place::of_calendar(calendar)?);
            let run = changes::Changes::start(self, url, from, known).await?;
            Ok(Box::new(run) as Box<dyn Pages>)
        })
    }

    fn free_busy<'a>(
        &'a self,
        calendars: &'a [CalendarId],
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        zone: &'a Zone,
    ) -> Answer<'a, Vec<FreeBusy>> {
        Box::pin(async move {
            let mut out = Vec::with_capacity(calendars.len());
            for calendar in calendars {
                out.push(self.busy_of(calendar, from, to, zone).await);
            }
            Ok(out)
        })
    }

    fn create<'a>(&'a self, calendar: &'a CalendarId, entry: &'a Entry) -> Answer<'a, Written> {
        Box::pin(self.create_event(calendar, entry))
    }

    fn update<'a>(
        &'a self,
        id: &'a EventId,
        version: &'a Version,
        entry: &'a Entry,
    ) -> Answer<'a, Written> {
        Box::pin(self.update_event(id, version, entry))
    }

    fn delete<'a>(&'a self, id: &'a EventId, version: &'a Version) -> Answer<'a, ()> {
        Box::pin(self.delete_event(id, version))
    }

    fn look_up<'a>(&'a self, calendar: &'a CalendarId, uid: &'a str) -> Answer<'a, Option<Found>> {
        Box::pin(self.look_up_event(calendar, uid))
    }
}
