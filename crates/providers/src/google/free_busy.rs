//! Busy times of calendars, also of those whose events may not be read, and of rooms.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::account::{GoogleCalendar, refusal};
use super::wire::{BusyAnswer, BusyCalendar, Period};
use crate::calendar::json_api::read;
use crate::calendar::{CalendarError, CalendarId, FreeBusy, WhyUnknown};
use crate::ics::{BusyInstance, BusyStatus};

/// Calendars in one question (`calendarExpansionMax`).
const AT_ONCE: usize = 50;

/// Google refuses long times without saying how long they may be; a month is not long.
const LONGEST: TimeDelta = TimeDelta::days(31);

impl GoogleCalendar {
    /// Busy times of all of them. What fails makes a calendar unknown, not free.
    pub(super) async fn busy_of(
        &self,
        calendars: &[CalendarId],
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Vec<FreeBusy> {
        let as_of = self.api.now();
        let mut out: Vec<FreeBusy> = calendars
            .iter()
            .map(|calendar| FreeBusy {
                calendar: calendar.clone(),
                as_of,
                busy: Vec::new(),
                unknown: None,
            })
            .collect();
        for some in out.chunks_mut(AT_ONCE) {
            let mut start = from;
            while start < to {
                let end = to.min(start + LONGEST);
                match self.ask_busy(some, start, end).await {
                    Ok(mut said) => {
                        for one in some.iter_mut() {
                            note(one, said.remove(one.calendar.as_str()));
                        }
                    }
                    Err(error) => {
                        for one in some.iter_mut() {
                            one.unknown = Some(WhyUnknown::NotAnswered(error.to_string()));
                        }
                    }
                }
                start = end;
            }
        }
        for one in &mut out {
            one.busy.sort_unstable();
        }
        out
    }

    async fn ask_busy(
        &self,
        calendars: &[FreeBusy],
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<HashMap<String, BusyCalendar>, CalendarError> {
        let text = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let items: Vec<_> = calendars
            .iter()
            .map(|one| json!({ "id": one.calendar.as_str() }))
            .collect();
        let body = json!({
            "timeMin": text(from),
            // The end is not asked for, so a part of a second more is no harm.
            "timeMax": text(to + TimeDelta::milliseconds(999)),
            "items": items,
            "calendarExpansionMax": AT_ONCE,
        });
        let url = self.api.url(&["freeBusy"])?;
        let response = self.api.send(self.api.ask(url, &body)).await?;
        if response.status != 200 {
            return Err(refusal(&response));
        }
        let answer: BusyAnswer = read(&response, "its busy times")?;
        Ok(answer.calendars)
    }
}

fn note(one: &mut FreeBusy, said: Option<BusyCalendar>) {
    let Some(said) = said else {
        let why = "Google said nothing about this calendar. Ask its owner to share it.";
        one.unknown = Some(WhyUnknown::NotAnswered(why.to_owned()));
        return;
    };
    let mut broken = 0;
    for period in &said.busy {
        match read_period(period) {
            Some(instance) => one.busy.push(instance),
            None => broken += 1,
        }
    }
    if !said.errors.is_empty() {
        let why = "Google does not show the busy times of this calendar. Ask its owner to share \
                   it, or read it again later.";
        one.unknown = Some(WhyUnknown::NotAnswered(why.to_owned()));
    } else if broken > 0 && one.unknown.is_none() {
        one.unknown = Some(WhyUnknown::Unreadable(broken));
    }
}

fn read_period(period: &Period) -> Option<BusyInstance> {
    let at = |text: &str| Some(DateTime::parse_from_rfc3339(text).ok()?.to_utc());
    let (start, end) = (at(&period.start)?, at(&period.end)?);
    (start < end).then_some(BusyInstance {
        start,
        end,
        status: BusyStatus::Busy,
        all_day: false,
    })
}
