//! Busy times: of calendars of the account from their events, of colleagues and rooms by address.

use chrono::{DateTime, TimeDelta, Utc};
use muster_scheduling::zone::Zone;
use serde_json::json;

use super::account::{GraphCalendar, from, refusal};
use super::busy::{instant, item, status};
use super::wire::{LISTED_FIELDS, Listed, Schedule, Values};
use crate::calendar::json_api::read;
use crate::calendar::{CalendarError, CalendarId, FreeBusy, WhyUnknown};
use crate::ics::{BusyInstance, BusyStatus, expand};

/// Addresses in one question.
const AT_ONCE: usize = 20;
/// Graph refuses more than 62 days.
const LONGEST: TimeDelta = TimeDelta::days(31);
/// The steps of the short form of an answer, in minutes.
const STEP: i64 = 15;

/// Busy times that were read, and how many could not be.
type Busy = (Vec<BusyInstance>, usize);

impl GraphCalendar {
    /// Busy times of all of them. What fails makes a calendar unknown, not free.
    pub(super) async fn busy_of(
        &self,
        calendars: &[CalendarId],
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        zone: &Zone,
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
        // Ids of calendars have no "@".
        let (mut people, own): (Vec<_>, Vec<_>) = out
            .iter_mut()
            .partition(|one| one.calendar.as_str().contains('@'));
        for one in own {
            let found = self.viewed(&one.calendar, from, to, zone).await;
            note(one, found);
        }
        for some in people.chunks_mut(AT_ONCE) {
            let mut start = from;
            while start < to {
                let end = to.min(start + LONGEST);
                let asked: Vec<String> = some.iter().map(|one| one.calendar.0.clone()).collect();
                let said = self.schedules(&asked, start, end).await;
                for one in some.iter_mut() {
                    let found = match &said {
                        Ok(said) => said
                            .iter()
                            .find(|s| is_of(s, one.calendar.as_str()))
                            .ok_or(NOT_SHOWN)
                            .and_then(|schedule| self.read_schedule(schedule, start, end)),
                        Err(error) => Err(error.clone()),
                    };
                    note(one, found);
                }
                start = end;
            }
        }
        for one in &mut out {
            one.busy.sort_unstable();
        }
        out
    }

    /// Busy times of a calendar of the account.
    async fn viewed(
        &self,
        calendar: &CalendarId,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
        zone: &Zone,
    ) -> Result<Busy, CalendarError> {
        let parts = ["me", "calendars", calendar.as_str(), "calendarView"];
        let mut url = self.api.url(&parts)?;
        // A day more on both sides: days are those of the owner, and Graph counts them in UTC.
        let day = TimeDelta::days(1);
        let text = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        url.query_pairs_mut()
            .append_pair("startDateTime", &text(start - day))
            .append_pair("endDateTime", &text(end + day))
            .append_pair("$top", "100")
            .append_pair("$select", LISTED_FIELDS);
        let mut busy = Vec::new();
        let mut broken = 0;
        for value in self.all(url, "its list of events").await? {
            let listed = from::<Listed>(value, "an event").ok();
            let read = listed.and_then(|event| item(&event, None, &self.zones).ok());
            let Some(read) = read else {
                broken += 1;
                continue;
            };
            for series in &read.series {
                match expand(series, &self.zones, start, end, zone) {
                    Ok(found) => busy.extend(found),
                    Err(_) => broken += 1,
                }
            }
        }
        Ok((busy, broken))
    }

    async fn schedules(
        &self,
        addresses: &[String],
        start: DateTime<Utc>,
        end: DateTime<Utc>,
    ) -> Result<Vec<Schedule>, CalendarError> {
        let time = |at: DateTime<Utc>| {
            let text = at.format("%Y-%m-%dT%H:%M:%S").to_string();
            json!({ "dateTime": text, "timeZone": "UTC" })
        };
        let body = json!({
            "schedules": addresses,
            "startTime": time(start),
            "endTime": time(end),
            "availabilityViewInterval": STEP,
        });
        let url = self.api.url(&["me", "calendar", "getSchedule"])?;
        let request = Self::plain(self.api.ask(url, &body));
        let response = self.api.send(request).await?;
        if response.status != 200 {
            return Err(refusal(&response));
        }
        let answer: Values = read(&response, "its busy times")?;
        let read = |value| from(value, "its busy times");
        answer.value.into_iter().map(read).collect()
    }

    fn read_schedule(
        &self,
        schedule: &Schedule,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
    ) -> Result<Busy, CalendarError> {
        let view = schedule.availability_view.as_deref();
        if schedule.error.is_some() || (schedule.schedule_items.is_none() && view.is_none()) {
            return Err(NOT_SHOWN);
        }
        let mut busy = Vec::new();
        let mut broken = 0;
        let items = schedule.schedule_items.iter().flatten();
        let mut detailed = false;
        for item in items {
            detailed = true;
            let read = |moment: &Option<_>| instant(moment.as_ref()?, &self.zones).ok();
            match (read(&item.start), read(&item.end)) {
                (Some(from), Some(to)) if from < to => {
                    let status = status(item.status.as_deref());
                    busy.push(of(from, to, status));
                }
                _ => broken += 1,
            }
        }
        if !detailed {
            busy.extend(short_form(view.unwrap_or_default(), start, end));
        }
        Ok((busy, broken))
    }
}

/// What somebody shows who shows no items: a digit for each step.
fn short_form(view: &str, start: DateTime<Utc>, end: DateTime<Utc>) -> Vec<BusyInstance> {
    let step = |n: usize| start + TimeDelta::minutes(STEP) * i32::try_from(n).unwrap_or(i32::MAX);
    let digits = view.chars().enumerate();
    let taken = digits.filter_map(|(n, digit)| {
        let status = match digit {
            '0' | '4' => return None,
            '1' => BusyStatus::Tentative,
            '3' => BusyStatus::OutOfOffice,
            _ => BusyStatus::Busy,
        };
        let (from, to) = (step(n), step(n + 1).min(end));
        (from < to).then(|| of(from, to, status))
    });
    taken.collect()
}

fn of(start: DateTime<Utc>, end: DateTime<Utc>, status: BusyStatus) -> BusyInstance {
    BusyInstance {
        start,
        end,
        status,
        all_day: false,
    }
}

fn is_of(schedule: &Schedule, address: &str) -> bool {
    let id = schedule.schedule_id.as_deref();
    id.is_some_and(|id| id.eq_ignore_ascii_case(address))
}

const NOT_SHOWN: CalendarError = CalendarError::NotAllowed;

fn note(one: &mut FreeBusy, found: Result<Busy, CalendarError>) {
    match found {
        Ok((busy, broken)) => {
            one.busy.extend(busy);
            if broken > 0 && one.unknown.is_none() {
                one.unknown = Some(WhyUnknown::Unreadable(broken));
            }
        }
        Err(error) => one.unknown = Some(WhyUnknown::NotAnswered(error.to_string())),
    }
}
