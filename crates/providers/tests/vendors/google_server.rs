//! A small Google Calendar with a memory, which can be told to fail. It refuses every request that
//! is not in the closed list, and knows by itself when its owner is busy.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, Duration, Utc};
use muster_providers::calendar::CalendarId;
use serde_json::{Value, json};
use url::Url;

use crate::closed::{
    GOOGLE_CALENDARS, GOOGLE_LIST, GOOGLE_WRITE, GoogleEvent, GoogleFreeBusy, closed, query_is,
    refused,
};
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
    instances: BTreeMap<String, DateTime<Utc>>,
    length: Duration,
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

    pub fn calendar(&self) -> CalendarId {
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

fn moment(value: &Value) -> DateTime<Utc> {
    let read = value["dateTime"].as_str().map(DateTime::parse_from_rfc3339);
    let fallback = || at("2026-11-01T00:00:00Z");
    read.and_then(Result::ok)
        .map_or_else(fallback, |time| time.to_utc())
}

/// Puts the fields of one value into another; properties are put in one by one.
fn merge(into: &mut Value, from: &Value) {
    for (key, value) in from.as_object().unwrap() {
        if key == "extendedProperties" && into.get(key).is_some() {
            merge(&mut into[key]["private"], &value["private"]);
        } else {
            into[key] = value.clone();
        }
    }
}

fn json_answer(status: u16, body: &Value) -> Say {
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
    fn store(&mut self, id: &str, mut value: Value, starts: &[DateTime<Utc>]) {
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

    fn cancel(&mut self, id: &str) {
        let mut value = self.events[id].value.clone();
        value["status"] = json!("cancelled");
        self.store(id, value, &[]);
    }

    fn answer(&mut self, asked: &Asked) -> Say {
        let url = Url::parse("http://x").unwrap().join(&asked.path).unwrap();
        let path: Vec<String> = url
            .path()
            .trim_start_matches("/calendar/v3/")
            .split('/')
            .map(|part| part.replace("%40", "@").replace("%23", "#"))
            .collect();
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let operation = match (asked.method.as_str(), path.as_slice()) {
            ("GET", ["users", "me", "calendarList"]) => "calendars",
            ("GET", ["calendars", CALENDAR, "events"]) => "list",
            ("POST", ["calendars", CALENDAR, "events"]) => "insert",
            ("GET", ["calendars", CALENDAR, "events", _]) => "get",
            ("PATCH", ["calendars", CALENDAR, "events", _]) => "patch",
            ("DELETE", ["calendars", CALENDAR, "events", _]) => "delete",
            ("POST", ["freeBusy"]) => "freeBusy",
            _ => return error(404, "notFound"),
        };
        self.asked.push(operation);
        let fault = self.faults.meets(operation);
        if let Some(fault) = &fault
            && !fault.done
        {
            return fault.say.clone();
        }
        if asked.header("authorization") != Some(&format!("Bearer {}", self.token)) {
            return error(401, "authError");
        }
        let query: HashMap<String, String> = url.query_pairs().into_owned().collect();
        let id = path.last().copied().unwrap_or_default();
        let said = match operation {
            "calendars" => self.calendars(&query),
            "list" => self.list(&query),
            "get" => self.get(id, &query),
            "insert" => self.insert(asked, &query),
            "patch" => self.patch(asked, id, &query),
            "delete" => self.remove(asked, id, &query),
            _ => self.free_busy(asked),
        };
        let said = said.unwrap_or_else(|why| {
            self.complaints.push(format!("{operation}: {why}"));
            json_answer(400, &refused(&why))
        });
        fault.map_or(said, |fault| fault.say)
    }

    fn calendars(&self, query: &HashMap<String, String>) -> Result<Say, String> {
        query_is(query, GOOGLE_CALENDARS)?;
        let second = query.contains_key("pageToken");
        let items = if second {
            json!([
                { "id": "busy@example.org", "summary": "Busy", "accessRole": "freeBusyReader" },
                { "id": "old@example.org", "summary": "Old", "accessRole": "owner", "deleted": true },
            ])
        } else {
            json!([
                { "id": CALENDAR, "summary": "ana", "summaryOverride": "Mine & yours",
                  "accessRole": "owner", "primary": true },
                { "id": "de.german#holiday@group.v.calendar.google.com", "summary": "Holidays",
                  "accessRole": "reader" },
            ])
        };
        let mut body = json!({ "kind": "calendar#calendarList", "items": items });
        if !second {
            body["nextPageToken"] = json!("second");
        }
        Ok(json_answer(200, &body))
    }

    /// An event as a listing shows it.
    fn shown(&self, value: &Value, query: &HashMap<String, String>) -> Value {
        if self.tells_all {
            return value.clone();
        }
        let mut value = value.clone();
        if query.get("maxAttendees").is_some_and(|most| most == "1")
            && let Some(all) = value.get_mut("attendees").and_then(Value::as_array_mut)
        {
            all.retain(|who| who["self"] == true);
        }
        let Some(fields) = query.get("fields") else {
            return value;
        };
        let fields = fields
            .split_once("items(")
            .map_or(fields.as_str(), |(_, rest)| rest);
        let named: Vec<&str> = fields.split(|c: char| !c.is_ascii_alphabetic()).collect();
        let object = value.as_object().unwrap();
        let kept = object
            .iter()
            .filter(|(key, _)| named.contains(&key.as_str()));
        Value::Object(kept.map(|(k, v)| (k.clone(), v.clone())).collect())
    }

    fn list(&mut self, query: &HashMap<String, String>) -> Result<Say, String> {
        query_is(query, GOOGLE_LIST)?;
        let since: Option<u64> = match query.get("syncToken") {
            Some(_) if query.contains_key("iCalUID") => {
                return Err("syncToken beside iCalUID".to_owned());
            }
            Some(token) => Some(token.strip_prefix("sync-").unwrap().parse().unwrap()),
            None => None,
        };
        if since.is_some_and(|since| since < self.oldest) {
            return Ok(error(410, "fullSyncRequired"));
        }
        let uid = query.get("iCalUID");
        let mut named: Vec<Value> = Vec::new();
        for stored in self.events.values() {
            let value = &stored.value;
            let cancelled = value["status"] == "cancelled";
            let instance = value["recurringEventId"].as_str();
            if let Some(since) = since {
                if stored.serial <= since {
                    continue;
                }
            } else {
                let series = |id| self.events.get(id);
                let dead = |id| series(id).is_some_and(|it| it.value["status"] == "cancelled");
                if (cancelled && instance.is_none()) || instance.is_some_and(dead) {
                    continue;
                }
            }
            if uid.is_some_and(|uid| value["iCalUID"] != uid.as_str()) {
                continue;
            }
            let mut value = self.shown(value, query);
            if cancelled {
                // Of what is cancelled nothing but this is promised.
                let object = value.as_object_mut().unwrap();
                let kept = [
                    "id",
                    "status",
                    "etag",
                    "recurringEventId",
                    "originalStartTime",
                ];
                object.retain(|key, _| kept.contains(&key.as_str()));
            }
            named.push(value);
        }
        let from: usize = query.get("pageToken").map_or(0, |token| {
            token.strip_prefix("page-").unwrap().parse().unwrap()
        });
        let to = named.len().min(from + self.page_size);
        let mut body = json!({ "kind": "calendar#events", "items": &named[from.min(to)..to] });
        if to < named.len() {
            body["nextPageToken"] = json!(format!("page-{to}"));
        } else if uid.is_none() {
            body["nextSyncToken"] = json!(format!("sync-{}", self.serial));
        }
        Ok(json_answer(200, &body))
    }

    fn get(&mut self, id: &str, query: &HashMap<String, String>) -> Result<Say, String> {
        query_is(query, &["maxAttendees", "fields"])?;
        if !self.events.contains_key(id) {
            return Ok(error(404, "notFound"));
        }
        let pending = &self.events[id].value["conferenceData"]["createRequest"]["status"];
        if pending["statusCode"] == "pending" {
            self.meetings = match self.meetings {
                Meetings::After(reads) if reads > 1 => Meetings::After(reads - 1),
                _ => {
                    let mut value = self.events[id].value.clone();
                    self.made(&mut value);
                    let start = moment(&value["start"]);
                    self.store(id, value, &[start]);
                    self.meetings
                }
            };
        }
        Ok(json_answer(200, &self.shown(&self.events[id].value, query)))
    }

    fn made(&self, value: &mut Value) {
        let link = format!("https://meet.google.com/{}", self.requests.len());
        value["conferenceData"]["createRequest"]["status"] = json!({ "statusCode": "success" });
        value["conferenceData"]["entryPoints"] = json!([
            { "entryPointType": "phone", "uri": "tel:+123" },
            { "entryPointType": "video", "uri": link },
        ]);
        value["hangoutLink"] = json!(link);
    }

    fn meeting(
        &mut self,
        value: &mut Value,
        query: &HashMap<String, String>,
    ) -> Result<(), String> {
        let request = &value["conferenceData"]["createRequest"]["requestId"];
        let Some(request) = request.as_str().map(str::to_owned) else {
            return Ok(());
        };
        if query.get("conferenceDataVersion").is_none_or(|v| v != "1") {
            return Err("conference data without its version".to_owned());
        }
        if self.requests.contains(&request) {
            return Err("a meeting is asked for twice".to_owned());
        }
        self.requests.push(request);
        let status = match self.meetings {
            Meetings::AtOnce => {
                self.made(value);
                return Ok(());
            }
            Meetings::After(_) => "pending",
            Meetings::Never => "failure",
        };
        value["conferenceData"]["createRequest"]["status"] = json!({ "statusCode": status });
        Ok(())
    }

    fn insert(&mut self, asked: &Asked, query: &HashMap<String, String>) -> Result<Say, String> {
        query_is(query, GOOGLE_WRITE)?;
        let body: GoogleEvent = closed(&asked.body)?;
        body.check()?;
        let id = body.id.ok_or("no id")?;
        if self.events.contains_key(&id) {
            return Ok(error(409, "duplicate"));
        }
        let mut value: Value = serde_json::from_str(&asked.body).unwrap();
        value["iCalUID"] = json!(format!("{id}@google.com"));
        self.meeting(&mut value, query)?;
        let start = moment(&value["start"]);
        self.store(&id, value, &[start]);
        self.mails.push(query["sendUpdates"].clone());
        Ok(json_answer(200, &self.events[&id].value))
    }

    fn patch(
        &mut self,
        asked: &Asked,
        id: &str,
        query: &HashMap<String, String>,
    ) -> Result<Say, String> {
        query_is(query, GOOGLE_WRITE)?;
        let body: GoogleEvent = closed(&asked.body)?;
        body.check()?;
        let Some(stored) = self.events.get(id) else {
            return Ok(error(404, "notFound"));
        };
        if asked.header("if-match") != stored.value["etag"].as_str() {
            return Ok(error(412, "conditionNotMet"));
        }
        let mut change: Value = serde_json::from_str(&asked.body).unwrap();
        self.meeting(&mut change, query)?;
        let mut value = self.events[id].value.clone();
        merge(&mut value, &change);
        let start = moment(&value["start"]);
        self.store(id, value, &[start]);
        self.mails.push(query["sendUpdates"].clone());
        Ok(json_answer(200, &self.events[id].value))
    }

    fn remove(
        &mut self,
        asked: &Asked,
        id: &str,
        query: &HashMap<String, String>,
    ) -> Result<Say, String> {
        query_is(query, &["sendUpdates"])?;
        let Some(stored) = self.events.get(id) else {
            return Ok(error(404, "notFound"));
        };
        if stored.value["status"] == "cancelled" {
            return Ok(error(410, "deleted"));
        }
        if asked.header("if-match") != stored.value["etag"].as_str() {
            return Ok(error(412, "conditionNotMet"));
        }
        self.cancel(id);
        self.mails.push(query["sendUpdates"].clone());
        Ok(Say::status(204))
    }

    fn free_busy(&mut self, asked: &Asked) -> Result<Say, String> {
        let body: GoogleFreeBusy = closed(&asked.body)?;
        if body.items.len() > 50 || body.calendar_expansion_max > 50 {
            return Err("too many calendars".to_owned());
        }
        self.most_asked = self.most_asked.max(body.items.len());
        let (from, to) = (at(&body.time_min), at(&body.time_max));
        if to - from > Duration::days(62) {
            return Err("the time is too long".to_owned());
        }
        let mut calendars = serde_json::Map::new();
        for item in body.items {
            let said = match item.id.as_str() {
                "silent@example.org" => continue,
                "foreign@example.org" => json!({
                    "errors": [{ "domain": "global", "reason": "notFound" }], "busy": [],
                }),
                "odd@example.org" => json!({ "busy": [{ "start": "tomorrow", "end": "" }] }),
                _ => {
                    let start = at("2026-11-24T09:00:00Z");
                    let is_in = start >= from && start < to;
                    let busy = json!([{
                        "start": "2026-11-24T10:00:00+01:00",
                        "end": "2026-11-24T11:00:00+01:00",
                    }]);
                    json!({ "busy": if is_in { busy } else { json!([]) } })
                }
            };
            calendars.insert(item.id, said);
        }
        Ok(json_answer(200, &json!({ "calendars": calendars })))
    }
}
