//! Busy times: computed from events, or asked for where only they may be read.

use chrono::{DateTime, Utc};
use muster_scheduling::zone::Zone;

use super::account::Caldav;
use super::xml::{Ns, multistatus};
use super::{ask, place};
use crate::calendar::{CalendarError, CalendarId, FreeBusy, WhyUnknown, read_item};
use crate::ics::{BusyInstance, BusySeries, expand, read};

/// Busy times that were read, and how many events could not be.
type Busy = (Vec<BusyInstance>, usize);

impl Caldav {
    /// Busy times of one calendar. What fails makes it unknown.
    pub(super) async fn busy_of(
        &self,
        calendar: &CalendarId,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        zone: &Zone,
    ) -> FreeBusy {
        let as_of = self.line.now();
        let (busy, unknown) = match self.busy(calendar, from, to, zone).await {
            Ok((busy, 0)) => (busy, None),
            Ok((busy, broken)) => (busy, Some(WhyUnknown::Unreadable(broken))),
            Err(error) => (Vec::new(), Some(WhyUnknown::NotAnswered(error.to_string()))),
        };
        FreeBusy {
            calendar: calendar.clone(),
            as_of,
            busy,
            unknown,
        }
    }

    async fn busy(
        &self,
        calendar: &CalendarId,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        zone: &Zone,
    ) -> Result<Busy, CalendarError> {
        let url = place::folder(&place::of_calendar(calendar)?);
        let text = |at: DateTime<Utc>| at.format("%Y%m%dT%H%M%SZ").to_string();
        // A day more on both sides: the server expands days and floating times in a zone of its
        // own. What is outside is left out when it is expanded here.
        let day = chrono::Duration::days(1);
        let (wide_from, wide_to) = (text(from - day), text(to + day));
        // Events first: only they say which days of whose calendar an all-day event takes.
        let body = ask::query_time(&wide_from, &wide_to);
        let response = self.dav("REPORT", &url, "1", body).await?;
        if response.status == 207 {
            return self.busy_of_events(&response.body, from, to, zone);
        }
        let may_ask = response.status == 403 || ask::unknown_report(&response);
        if !may_ask {
            return Err(ask::refusal(&response));
        }
        let body = ask::free_busy_query(&wide_from, &wide_to);
        let response = self.dav("REPORT", &url, "1", body).await?;
        if response.status != 200 {
            return Err(ask::refusal(&response));
        }
        let file = read(&response.body, &self.zones).map_err(|_| CalendarError::Strange {
            what: "its busy times",
        })?;
        Ok(self.expanded(&file.series, file.problems.len(), from, to, zone))
    }

    fn busy_of_events(
        &self,
        body: &[u8],
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        zone: &Zone,
    ) -> Result<Busy, CalendarError> {
        let mut series = Vec::new();
        let mut broken = 0;
        for resource in multistatus(body)?.resources {
            // Nothing is ours here: only busy times are wanted.
            let item = resource
                .text(Ns::Caldav, "calendar-data")
                .map(|data| read_item(data.as_bytes(), &|_| false, &self.zones));
            match item {
                Some(Ok(item)) => series.extend(item.series),
                _ => broken += 1,
            }
        }
        Ok(self.expanded(&series, broken, from, to, zone))
    }

    fn expanded(
        &self,
        series: &[BusySeries],
        mut broken: usize,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        zone: &Zone,
    ) -> Busy {
        let mut busy = Vec::new();
        for series in series {
            match expand(series, &self.zones, from, to, zone) {
                Ok(found) => busy.extend(found),
                Err(_) => broken += 1,
            }
        }
        busy.sort_unstable();
        (busy, broken)
    }
}
