//! A small Microsoft Graph with a memory, which can be told to fail. It refuses every request that
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
pub const CALENDAR: &str = "AAMkAGI2=";

pub struct Stored {
    pub value: Value,
    pub serial: u64,
    pub deleted: bool,
}

pub struct State {
    pub events: BTreeMap<String, Stored>,
    pub serial: u64,
    /// Delta tokens older than this are dead.
    pub oldest: u64,
    pub page_size: usize,
    pub token: String,
    pub faults: Faults,
    pub asked: Vec<&'static str>,
    /// How often an event must be read until its meeting is made; `None` for a calendar without.
    pub meeting_after: Option<usize>,
    /// Whether a transaction that was seen is refused (409) or answered with what it made.
    pub refuses_repeats: bool,
    /// Whether an event is not found by its properties for so many questions.
    pub slow_index: usize,
    /// Where the next pages are said to be; the server's own address when empty.
    pub leads_to: String,
    pub complaints: Vec<String>,
    pub base: String,
}

#[derive(Clone)]
pub struct Graph {
    state: Arc<Mutex<State>>,
    pub url: Url,
}

impl Graph {
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
            meeting_after: Some(0),
            refuses_repeats: false,
            slow_index: 0,
            leads_to: String::new(),
            complaints: Vec::new(),
            base: String::new(),
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
        url.set_path("/v1.0");
        url.as_str().clone_into(&mut state.lock().unwrap().base);
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

    pub fn count(&self, what: &str) -> usize {
        let state = self.state();
        state.asked.iter().filter(|asked| **asked == what).count()
    }

    /// Somebody writes a single event of an hour.
    pub fn single(&self, id: &str, start: &str, more: &Value) {
        let mut value = event(id, at(start), "singleInstance");
        merge(&mut value, more);
        self.state().store(id, value);
    }

    /// Somebody writes a series of so many weeks, each of an hour.
    pub fn weekly(&self, id: &str, start: &str, weeks: i64) {
        let first = at(start);
        let mut state = self.state();
        state.store(id, event(id, first, "seriesMaster"));
        for week in 0..weeks {
            let name = format!("{id}-{week}");
            let mut value = event(&name, first + Duration::weeks(week), "occurrence");
            value["seriesMasterId"] = json!(id);
            state.store(&name, value);
        }
    }

    /// Somebody moves an instance of a series.
    pub fn exception(&self, series: &str, week: i64, to: &str) {
        let name = format!("{series}-{week}");
        let mut value = event(&name, at(to), "exception");
        value["seriesMasterId"] = json!(series);
        self.state().store(&name, value);
    }

    /// Somebody says how a whole series counts; only the series itself is changed by that.
    pub fn series_counts(&self, series: &str, show_as: &str) {
        let mut state = self.state();
        let mut value = state.events[series].value.clone();
        value["showAs"] = json!(show_as);
        state.store(series, value);
        for stored in state.events.values_mut() {
            if stored.value["seriesMasterId"] == series {
                stored.value["showAs"] = json!(show_as);
            }
        }
    }

    /// Somebody deletes an event, an instance, or a series with its instances.
    pub fn delete(&self, id: &str) {
        let mut state = self.state();
        let all: Vec<String> = state.events.keys().cloned().collect();
        for one in all {
            if one == id || state.events[&one].value["seriesMasterId"] == id {
                state.delete(&one);
            }
        }
    }

    /// An attendee of an event answers.
    pub fn answers(&self, id: &str, address: &str, answer: &str) {
        let mut state = self.state();
        let mut value = state.events[id].value.clone();
        for who in value["attendees"].as_array_mut().unwrap() {
            if who["emailAddress"]["address"] == address {
                who["status"] = json!({ "response": answer });
            }
        }
        state.store(id, value);
    }

    /// When the owner is busy, as the server knows it.
    pub fn truth(&self) -> Times {
        let state = self.state();
        let mut out = Vec::new();
        for stored in state.events.values() {
            let value = &stored.value;
            let counts = !matches!(value["showAs"].as_str(), Some("free" | "workingElsewhere"));
            let series = value["type"] == "seriesMaster" || value["isCancelled"] == true;
            if !stored.deleted && counts && !series {
                out.push((moment(&value["start"]), moment(&value["end"])));
            }
        }
        out.sort_unstable();
        out
    }
}

fn event(id: &str, start: DateTime<Utc>, kind: &str) -> Value {
    let text = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%S.0000000").to_string();
    let time = |at| json!({ "dateTime": text(at), "timeZone": "UTC" });
    json!({
        "id": id,
        "type": kind,
        "iCalUId": format!("uid-{id}"),
        "subject": format!("Secret of {id}"),
        "bodyPreview": "Hidden text",
        "body": { "contentType": "html", "content": "Hidden text" },
        "location": { "displayName": "Hidden place" },
        "organizer": { "emailAddress": { "name": "Hidden Person", "address": "hidden@example.org" } },
        "isAllDay": false,
        "isCancelled": false,
        "isOrganizer": true,
        "showAs": "busy",
        "sensitivity": "private",
        "transactionId": "localevent:7c0a",
        "start": time(start),
        "end": time(start + Duration::hours(1)),
    })
}

pub fn moment(value: &Value) -> DateTime<Utc> {
    let text = value["dateTime"].as_str().unwrap_or_default();
    let wall: Result<chrono::NaiveDateTime, _> = text.parse();
    let Ok(wall) = wall else {
        return at("2026-11-24T00:00:00Z");
    };
    let west = value["timeZone"] == "W. Europe Standard Time";
    wall.and_utc() - Duration::hours(i64::from(west))
}

pub fn merge(into: &mut Value, from: &Value) {
    for (key, value) in from.as_object().unwrap() {
        into[key] = value.clone();
    }
}

pub fn json_answer(status: u16, body: &Value) -> Say {
    let headers = vec![("Content-Type", "application/json".to_owned())];
    Say::Answer(status, headers, body.to_string())
}

/// The error of a refusal, as Graph writes it.
pub fn error(status: u16, code: &str) -> Say {
    let body = json!({ "error": { "code": code, "message": "Secret of the server" } });
    json_answer(status, &body)
}

impl State {
    pub fn store(&mut self, id: &str, mut value: Value) {
        self.serial += 1;
        value["@odata.etag"] = json!(format!("W/\"{}\"", self.serial));
        let stored = Stored {
            value,
            serial: self.serial,
            deleted: false,
        };
        self.events.insert(id.to_owned(), stored);
    }

    pub fn delete(&mut self, id: &str) {
        self.serial += 1;
        let serial = self.serial;
        let stored = self.events.get_mut(id).unwrap();
        stored.serial = serial;
        stored.deleted = true;
    }

    pub fn alive(&self, id: &str) -> Option<&Value> {
        let stored = self.events.get(id)?;
        (!stored.deleted).then_some(&stored.value)
    }
}
