//! A small Google Calendar with a memory, which can be told to fail. It refuses every request that
//! is not in the closed list, and knows by itself when its owner is busy.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, Duration, Utc};
use muster_providers::calendar::CalendarId;
use serde_json::{Value, json};
use url::Url;

use crate::gate::Gate;
use crate::parts::{Fault, Faults, Times, at};
use crate::support::fake::{Asked, Say, serve};

/// The calendar that holds the events.
pub const CALENDAR: &str = "ana@example.org";

/// How the server makes meetings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Meetings {
    AtOnce,
    /// After so many reads of the event.
    After(usize),
    Never,
}

/// An event, and since when it is so.
pub struct Stored {
    pub value: Value,
    pub serial: u64,
    /// Starts of the instances that a series would have, by the text of their start.
    pub instances: BTreeMap<String, DateTime<Utc>>,
    pub length: Duration,
}

pub struct State {
    pub events: BTreeMap<String, Stored>,
    pub serial: u64,
    /// Sync tokens older than this are dead.
    pub oldest: u64,
    pub page_size: usize,
    pub token: String,
    pub faults: Faults,
    /// Operations, in order.
    pub asked: Vec<&'static str>,
    pub meetings: Meetings,
    /// `sendUpdates` of the writes that happened.
    pub mails: Vec<String>,
    /// Names of the meetings that were asked for.
    pub requests: Vec<String>,
    /// Whether `fields` and `maxAttendees` are not heeded.
    pub tells_all: bool,
    /// Most calendars that one question about busy times named.
    pub most_asked: usize,
    pub complaints: Vec<String>,
}

#[derive(Clone)]
pub struct Google {
    state: Arc<Mutex<State>>,
    pub url: Url,
}

impl Google {
    pub async fn start() -> Self {
        Self::behind(None).await
    }

    /// A server whose requests must pass a gate first.
    pub async fn behind(gate: Option<Gate>) -> Self {
        let state = Arc::new(Mutex::new(State {
            events: BTreeMap::new(),
            serial: 0,
            oldest: 0,
            page_size: 4,
            token: "t0".to_owned(),
            faults: Faults::default(),
            asked: Vec::new(),
            meetings: Meetings::AtOnce,
            mails: Vec::new(),
            requests: Vec::new(),
            tells_all: false,
            most_asked: 0,
            complaints: Vec::new(),
        }));
        let inner = state.clone();
        let answer = move |asked: &Asked| {
            let mut state = inner.lock().unwrap();
            if let Some(Err(why)) = gate.as_ref().map(|gate| gate(asked)) {
                state.complaints.push(why);
            }
            state.answer(asked)
        };
        let mut url = serve(answer).await;
        url.set_path("/calendar/v3");
        Self { state, url }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub fn calendar() -> CalendarId {
        CalendarId(CALENDAR.to_owned())
    }

    pub fn fail(&self, on: &'static str, after: usize, done: bool, say: Say) {
        self.state().faults.0.push_back(Fault {
            on,
            after,
            done,
            say,
        });
    }

    /// How often this was asked.
    pub fn count(&self, what: &str) -> usize {
        let state = self.state();
        state.asked.iter().filter(|asked| **asked == what).count()
    }

    /// Somebody writes a single event of an hour.
    pub fn single(&self, id: &str, start: &str, more: &Value) {
        let mut value = event(id, at(start));
        merge(&mut value, more);
        self.state().store(id, value, &[at(start)]);
    }

    /// Somebody writes a series of so many weeks, each an hour in Berlin.
    pub fn weekly(&self, id: &str, start: &str, weeks: i64) {
        let first = at(start);
        let mut value = event(id, first);
        value["recurrence"] = json!([format!("RRULE:FREQ=WEEKLY;COUNT={weeks}")]);
        let starts: Vec<_> = (0..weeks).map(|n| first + Duration::weeks(n)).collect();
        self.state().store(id, value, &starts);
    }

    /// Somebody moves an instance of a series, or cancels it.
    pub fn exception(&self, series: &str, original: &str, to: Option<&str>) {
        let id = format!("{series}_{}", at(original).format("%Y%m%dT%H%M%SZ"));
        let mut value = match to {
            Some(to) => event(&id, at(to)),
            None => json!({ "id": id, "status": "cancelled" }),
        };
        value["iCalUID"] = json!(format!("{series}@google.com"));
        value["recurringEventId"] = json!(series);
        value["originalStartTime"] = json!({ "dateTime": original });
        let starts: Vec<_> = to.map(at).into_iter().collect();
        self.state().store(&id, value, &starts);
    }

    /// Somebody deletes an event or a series.
    pub fn delete(&self, id: &str) {
        self.state().cancel(id);
    }

    /// An attendee of an event answers.
    pub fn answers(&self, id: &str, email: &str, answer: &str) {
        let mut state = self.state();
        let mut value = state.events[id].value.clone();
        for who in value["attendees"].as_array_mut().unwrap() {
            if who["email"] == email {
                who["responseStatus"] = json!(answer);
            }
        }
        let start = moment(&value["start"]);
        state.store(id, value, &[start]);
    }

    /// When the owner is busy, as the server knows it.
    pub fn truth(&self) -> Times {
        let state = self.state();
        let mut out = Vec::new();
        for (id, stored) in &state.events {
            if stored.value["status"] == "cancelled"
                || stored.value["eventType"] == "workingLocation"
            {
                continue;
            }
            let series = stored.value["recurringEventId"].as_str();
            if series.is_some_and(|id| state.events[id].value["status"] == "cancelled") {
                continue;
            }
            for (name, start) in &stored.instances {
                // An instance with an exception is where that says, or nowhere.
                if !state.events.contains_key(&format!("{id}_{name}")) {
                    out.push((*start, *start + stored.length));
                }
            }
        }
        out.sort_unstable();
        out
    }
}

fn event(id: &str, start: DateTime<Utc>) -> Value {
    let text = |at: DateTime<Utc>| (at + Duration::hours(1)).format("%Y-%m-%dT%H:%M:%S+01:00");
    let time = |at| json!({ "dateTime": text(at).to_string(), "timeZone": "Europe/Berlin" });
    json!({
        "kind": "calendar#event",
        "id": id,
        "status": "confirmed",
        "iCalUID": format!("{id}@google.com"),
        "summary": format!("Secret of {id}"),
        "description": "Hidden text",
        "location": "Hidden place",
        "organizer": { "email": "hidden@example.org", "displayName": "Hidden Person" },
        "start": time(start),
        "end": time(start + Duration::hours(1)),
    })
}

pub fn moment(value: &Value) -> DateTime<Utc> {
    let read = value["dateTime"].as_str().map(DateTime::parse_from_rfc3339);
    let fallback = || at("2026-11-01T00:00:00Z");
    read.and_then(Result::ok)
        .map_or_else(fallback, |time| time.to_utc())
}

/// Puts the fields of one value into another; properties are put in one by one.
pub fn merge(into: &mut Value, from: &Value) {
    for (key, value) in from.as_object().unwrap() {
        if key == "extendedProperties" && into.get(key).is_some() {
            merge(&mut into[key]["private"], &value["private"]);
        } else {
            into[key] = value.clone();
        }
    }
}

pub fn json_answer(status: u16, body: &Value) -> Say {
    let headers = vec![("Content-Type", "application/json".to_owned())];
    Say::Answer(status, headers, body.to_string())
}

/// The error of a refusal, as Google writes it.
pub fn error(status: u16, reason: &str) -> Say {
    let body = json!({ "error": {
        "code": status,
        "message": "Secret of the server",
        "errors": [{ "domain": "usageLimits", "reason": reason, "message": "Secret" }],
    }});
    json_answer(status, &body)
}

impl State {
    pub fn store(&mut self, id: &str, mut value: Value, starts: &[DateTime<Utc>]) {
        self.serial += 1;
        value["etag"] = json!(format!("\"{}\"", self.serial));
        let length = if value["end"]["dateTime"].is_string() {
            moment(&value["end"]) - moment(&value["start"])
        } else {
            Duration::hours(1)
        };
        let name = |at: &DateTime<Utc>| (at.format("%Y%m%dT%H%M%SZ").to_string(), *at);
        let stored = Stored {
            value,
            serial: self.serial,
            instances: starts.iter().map(name).collect(),
            length,
        };
        self.events.insert(id.to_owned(), stored);
    }

    pub fn cancel(&mut self, id: &str) {
        let mut value = self.events[id].value.clone();
        value["status"] = json!("cancelled");
        self.store(id, value, &[]);
    }
}
