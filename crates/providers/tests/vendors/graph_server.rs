//! A small Microsoft Graph with a memory, which can be told to fail. It refuses every request that
//! is not in the closed list, and knows by itself when its owner is busy.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, Duration, Utc};
use muster_providers::calendar::CalendarId;
use serde_json::{Value, json};
use url::Url;

use crate::closed::{GraphEvent, GraphSchedule, closed, query_is};
use crate::gate::Gate;
use crate::parts::{Fault, Faults, Times, at};
use crate::support::fake::{Asked, Say, serve};

/// The calendar that holds the events.
pub const CALENDAR: &str = "AAMkAGI2=";

/// What Teams writes into the text of a meeting.
const TEAMS: &str = "<div><span>____________________________________</span></div>\
                     <div class=\"me-email-text\"><a href=\"https://teams.example/x\">Join</a></div>";

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
    base: String,
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
        state.lock().unwrap().base = url.as_str().to_owned();
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
        for (_, stored) in &mut state.events {
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

fn moment(value: &Value) -> DateTime<Utc> {
    let text = value["dateTime"].as_str().unwrap_or_default();
    let wall: Result<chrono::NaiveDateTime, _> = text.parse();
    let Ok(wall) = wall else {
        return at("2026-11-24T00:00:00Z");
    };
    let west = value["timeZone"] == "W. Europe Standard Time";
    wall.and_utc() - Duration::hours(i64::from(west))
}

fn merge(into: &mut Value, from: &Value) {
    for (key, value) in from.as_object().unwrap() {
        into[key] = value.clone();
    }
}

fn json_answer(status: u16, body: &Value) -> Say {
    let headers = vec![("Content-Type", "application/json".to_owned())];
    Say::Answer(status, headers, body.to_string())
}

/// The error of a refusal, as Graph writes it.
pub fn error(status: u16, code: &str) -> Say {
    let body = json!({ "error": { "code": code, "message": "Secret of the server" } });
    json_answer(status, &body)
}

/// HTML as the server shows it to those who want text.
fn as_text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html
        .replace("<br>", "\r\n")
        .replace("</div>", "\r\n</div>")
        .chars()
    {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    let out = out
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    out.replace("&amp;", "&")
}

impl State {
    fn store(&mut self, id: &str, mut value: Value) {
        self.serial += 1;
        value["@odata.etag"] = json!(format!("W/\"{}\"", self.serial));
        let stored = Stored {
            value,
            serial: self.serial,
            deleted: false,
        };
        self.events.insert(id.to_owned(), stored);
    }

    fn delete(&mut self, id: &str) {
        self.serial += 1;
        let serial = self.serial;
        let stored = self.events.get_mut(id).unwrap();
        stored.serial = serial;
        stored.deleted = true;
    }

    fn alive(&self, id: &str) -> Option<&Value> {
        let stored = self.events.get(id)?;
        (!stored.deleted).then_some(&stored.value)
    }

    fn answer(&mut self, asked: &Asked) -> Say {
        let url = Url::parse("http://x").unwrap().join(&asked.path).unwrap();
        let path = url.path().trim_start_matches("/v1.0/").replace("%3D", "=");
        let path: Vec<&str> = path.split('/').collect();
        let operation = match (asked.method.as_str(), path.as_slice()) {
            ("GET", ["me", "calendars"]) => "calendars",
            ("GET", ["me", "calendars", CALENDAR, "calendarView", "delta"]) => "delta",
            ("GET", ["me", "calendars", CALENDAR, "calendarView"]) => "view",
            ("GET", ["me", "calendars", CALENDAR, "events"]) => "find",
            ("POST", ["me", "calendars", CALENDAR, "events"]) => "insert",
            ("GET", ["me", "events", _, "instances"]) => "instances",
            ("GET", ["me", "events", _]) => "get",
            ("PATCH", ["me", "events", _]) => "patch",
            ("DELETE", ["me", "events", _]) => "delete",
            ("POST", ["me", "calendar", "getSchedule"]) => "schedule",
            _ => return error(404, "ErrorItemNotFound"),
        };
        self.asked.push(operation);
        let fault = self.faults.meets(operation);
        if let Some(fault) = &fault
            && !fault.done
        {
            return fault.say.clone();
        }
        if asked.header("authorization") != Some(&format!("Bearer {}", self.token)) {
            return error(401, "InvalidAuthenticationToken");
        }
        let prefer = asked.header("prefer").unwrap_or_default();
        let query: HashMap<String, String> = url.query_pairs().into_owned().collect();
        let said = if prefer.contains("ImmutableId") && prefer.contains("timezone=\"UTC\"") {
            let id = path.get(2).copied().unwrap_or_default();
            match operation {
                "calendars" => self.calendars(&query),
                "delta" => self.delta(&query),
                "view" => self.view(&query),
                "find" => self.find(&query, prefer),
                "insert" => self.insert(asked),
                "instances" => self.instances(id, &query),
                "get" => self.get(id, &query, prefer),
                "patch" => self.patch(asked, id),
                "delete" => self.remove(asked, id),
                _ => self.schedule(asked),
            }
        } else {
            Err("no preferences".to_owned())
        };
        let said = said.unwrap_or_else(|why| {
            self.complaints.push(format!("{operation}: {why}"));
            error(400, &why)
        });
        fault.map_or(said, |fault| fault.say)
    }

    fn calendars(&self, query: &HashMap<String, String>) -> Result<Say, String> {
        query_is(query, &["$top", "$select", "$skip"])?;
        if query.contains_key("$skip") {
            let value = json!([{ "id": "other", "name": "Team", "canEdit": false }]);
            return Ok(json_answer(200, &json!({ "value": value })));
        }
        let value = json!([{ "id": CALENDAR, "name": "Calendar", "canEdit": true }]);
        let next = format!("{}/me/calendars?$skip=1", self.base);
        let body = json!({ "value": value, "@odata.nextLink": next });
        Ok(json_answer(200, &body))
    }

    fn delta(&mut self, query: &HashMap<String, String>) -> Result<Say, String> {
        let known = ["startDateTime", "endDateTime", "$deltatoken", "$skiptoken"];
        query_is(query, &known)?;
        let token = query.get("$deltatoken").or_else(|| query.get("$skiptoken"));
        let (offset, since, until, from, to) = match token {
            None => {
                let text = |name: &str| query.get(name).cloned().ok_or("no window");
                let (from, to) = (text("startDateTime")?, text("endDateTime")?);
                (0, None, self.serial, from, to)
            }
            Some(token) => {
                let parts: Vec<&str> = token.split('|').collect();
                let number = |n: usize| parts[n].parse::<u64>().ok();
                let since = number(1);
                if since.is_some_and(|since| since < self.oldest) {
                    return Ok(error(410, "SyncStateNotFound"));
                }
                let until = number(2).unwrap_or(self.serial);
                let offset = usize::try_from(number(0).unwrap()).unwrap();
                (
                    offset,
                    since,
                    until,
                    parts[3].to_owned(),
                    parts[4].to_owned(),
                )
            }
        };
        let mut named = Vec::new();
        for (id, stored) in &self.events {
            if since.map_or(stored.deleted, |since| stored.serial <= since) {
                continue;
            }
            let value = &stored.value;
            let outside = moment(&value["start"]) >= at(&to) || moment(&value["end"]) <= at(&from);
            if outside && value["type"] != "seriesMaster" {
                continue;
            }
            named.push(if stored.deleted {
                json!({ "id": id, "@removed": { "reason": "deleted" } })
            } else if value["type"] == "occurrence" {
                // Of an instance Graph says no more than this.
                json!({ "id": id, "type": "occurrence", "seriesMasterId": value["seriesMasterId"],
                        "start": value["start"], "end": value["end"] })
            } else {
                let mut value = value.clone();
                value
                    .as_object_mut()
                    .unwrap()
                    .remove("singleValueExtendedProperties");
                value
            });
        }
        let end = named.len().min(offset + self.page_size);
        let base = if self.leads_to.is_empty() {
            &self.base
        } else {
            &self.leads_to
        };
        let link = |kind: &str, token: String| {
            let address = format!("{base}/me/calendars/{CALENDAR}/calendarView/delta");
            Url::parse_with_params(&address, [(kind, token)])
                .unwrap()
                .to_string()
        };
        let mut body = json!({ "value": &named[offset.min(end)..end] });
        if end < named.len() {
            let since = since.map_or("-".to_owned(), |since| since.to_string());
            let token = format!("{end}|{since}|{until}|{from}|{to}");
            body["@odata.nextLink"] = json!(link("$skiptoken", token));
        } else {
            let token = format!("0|{until}|-|{from}|{to}");
            body["@odata.deltaLink"] = json!(link("$deltatoken", token));
        }
        Ok(json_answer(200, &body))
    }

    /// The fields that were asked for.
    fn selected(value: &Value, query: &HashMap<String, String>) -> Value {
        let Some(select) = query.get("$select") else {
            return value.clone();
        };
        let named: Vec<&str> = select.split(',').collect();
        let kept = value
            .as_object()
            .unwrap()
            .iter()
            .filter(|(key, _)| named.contains(&key.as_str()) || key.starts_with('@'));
        Value::Object(kept.map(|(k, v)| (k.clone(), v.clone())).collect())
    }

    fn instances(&self, id: &str, query: &HashMap<String, String>) -> Result<Say, String> {
        query_is(query, &["startDateTime", "endDateTime", "$select"])?;
        if self.alive(id).is_none() {
            return Ok(error(404, "ErrorItemNotFound"));
        }
        let all = self.events.values().filter(|stored| !stored.deleted);
        let of = all.filter(|stored| stored.value["seriesMasterId"] == id);
        let value: Vec<Value> = of.map(|s| Self::selected(&s.value, query)).collect();
        Ok(json_answer(200, &json!({ "value": value })))
    }

    fn view(&self, query: &HashMap<String, String>) -> Result<Say, String> {
        query_is(query, &["startDateTime", "endDateTime", "$select", "$top"])?;
        let (from, to) = (at(&query["startDateTime"]), at(&query["endDateTime"]));
        let value: Vec<Value> = self
            .events
            .values()
            .filter(|stored| !stored.deleted && stored.value["type"] != "seriesMaster")
            .filter(|s| moment(&s.value["start"]) < to && moment(&s.value["end"]) > from)
            .map(|stored| Self::selected(&stored.value, query))
            .collect();
        Ok(json_answer(200, &json!({ "value": value })))
    }

    /// An event as it is shown to this question.
    fn shown(value: &Value, query: &HashMap<String, String>, prefer: &str) -> Value {
        let mut value = Self::selected(value, query);
        if query
            .get("$expand")
            .is_none_or(|e| !e.contains("singleValueExtendedProperties"))
        {
            value
                .as_object_mut()
                .unwrap()
                .remove("singleValueExtendedProperties");
        }
        if prefer.contains("body-content-type=\"text\"")
            && let Some(html) = value["body"]["content"].as_str()
        {
            value["body"] = json!({ "contentType": "text", "content": as_text(html) });
        }
        value
    }

    fn find(&mut self, query: &HashMap<String, String>, prefer: &str) -> Result<Say, String> {
        query_is(query, &["$filter", "$expand"])?;
        let filter = query.get("$filter").ok_or("no filter")?;
        let uid = filter
            .split_once("ep/value eq '")
            .and_then(|(_, rest)| rest.strip_suffix("')"))
            .ok_or("another filter")?;
        if self.slow_index > 0 {
            self.slow_index -= 1;
            return Ok(json_answer(200, &json!({ "value": [] })));
        }
        let all = self.events.values().filter(|stored| !stored.deleted);
        let is_it = |value: &Value| {
            let properties = value["singleValueExtendedProperties"].as_array();
            properties.is_some_and(|all| all.iter().any(|p| p["value"] == uid))
        };
        let found = all.filter(|stored| is_it(&stored.value));
        let value: Vec<Value> = found
            .map(|s| Self::shown(&s.value, query, prefer))
            .collect();
        Ok(json_answer(200, &json!({ "value": value })))
    }

    fn get(
        &mut self,
        id: &str,
        query: &HashMap<String, String>,
        prefer: &str,
    ) -> Result<Say, String> {
        query_is(query, &["$expand", "$select"])?;
        let Some(value) = self.alive(id) else {
            return Ok(error(404, "ErrorItemNotFound"));
        };
        if value["isOnlineMeeting"] == true && value["onlineMeeting"].is_null() {
            let mut value = value.clone();
            match self.meeting_after {
                Some(0 | 1) => {
                    Self::made(&mut value);
                    self.store(id, value);
                }
                Some(reads) => self.meeting_after = Some(reads - 1),
                None => {}
            }
        }
        let value = self.alive(id).ok_or("gone")?;
        Ok(json_answer(200, &Self::shown(value, query, prefer)))
    }

    fn made(value: &mut Value) {
        let id = value["id"].as_str().unwrap().to_owned();
        let url = format!("https://teams.microsoft.com/l/meetup-join/{id}");
        value["onlineMeeting"] = json!({ "joinUrl": url });
        let text = value["body"]["content"].as_str().unwrap().to_owned();
        value["body"]["content"] = json!(format!("<html><body>{text}{TEAMS}</body></html>"));
    }

    fn meeting(&self, value: &mut Value) {
        if value["isOnlineMeeting"] != true || !value["onlineMeeting"].is_null() {
            return;
        }
        match self.meeting_after {
            None => value["isOnlineMeeting"] = json!(false),
            Some(0) => Self::made(value),
            Some(_) => {}
        }
    }

    fn insert(&mut self, asked: &Asked) -> Result<Say, String> {
        let body: GraphEvent = closed(&asked.body)?;
        body.check()?;
        let transaction = body.transaction_id.ok_or("no transaction")?;
        let same = |stored: &&Stored| stored.value["transactionId"] == transaction.as_str();
        if let Some(there) = self.events.values().find(same) {
            return Ok(if self.refuses_repeats {
                error(409, "ErrorDuplicateTransactionId")
            } else {
                json_answer(201, &there.value)
            });
        }
        let id = format!("AAMk{}", self.serial);
        let mut value: Value = serde_json::from_str(&asked.body).unwrap();
        merge(
            &mut value,
            &json!({ "id": id, "type": "singleInstance", "isOrganizer": true,
            "isCancelled": false, "iCalUId": format!("040000{id}") }),
        );
        self.meeting(&mut value);
        self.store(&id, value);
        Ok(json_answer(201, &self.events[&id].value))
    }

    fn patch(&mut self, asked: &Asked, id: &str) -> Result<Say, String> {
        let body: GraphEvent = closed(&asked.body)?;
        body.check()?;
        if body.transaction_id.is_some() {
            return Err("the transaction cannot be changed".to_owned());
        }
        let Some(value) = self.alive(id) else {
            return Ok(error(404, "ErrorItemNotFound"));
        };
        if asked.header("if-match") != value["@odata.etag"].as_str() {
            return Ok(error(412, "ErrorIrresolvableConflict"));
        }
        let mut value = value.clone();
        let before = value["attendees"].clone();
        merge(&mut value, &serde_json::from_str(&asked.body).unwrap());
        // Answers are the attendees' own: no write changes them.
        for who in value["attendees"].as_array_mut().unwrap() {
            let known = before.as_array().into_iter().flatten();
            let mut known = known
                .filter(|old| old["emailAddress"]["address"] == who["emailAddress"]["address"]);
            if let Some(old) = known.next() {
                who["status"] = old["status"].clone();
            }
        }
        if !value["onlineMeeting"].is_null() && !body.body.content.contains("teams.example") {
            value["onlineMeeting"] = Value::Null;
            value["isOnlineMeeting"] = json!(false);
        }
        self.meeting(&mut value);
        self.store(id, value);
        Ok(json_answer(200, &self.events[id].value))
    }

    fn remove(&mut self, asked: &Asked, id: &str) -> Result<Say, String> {
        let Some(value) = self.alive(id) else {
            return Ok(error(404, "ErrorItemNotFound"));
        };
        if asked.header("if-match") != value["@odata.etag"].as_str() {
            return Ok(error(412, "ErrorIrresolvableConflict"));
        }
        self.delete(id);
        Ok(Say::status(204))
    }

    fn schedule(&self, asked: &Asked) -> Result<Say, String> {
        let body: GraphSchedule = closed(&asked.body)?;
        let utc = |moment: &crate::closed::GraphMoment| at(&format!("{}Z", moment.date_time));
        let (from, to) = (utc(&body.start_time), utc(&body.end_time));
        let zones = [&body.start_time.time_zone, &body.end_time.time_zone];
        if body.schedules.len() > 20 || to - from > Duration::days(62) || zones != ["UTC", "UTC"] {
            return Err("too much".to_owned());
        }
        if body.availability_view_interval != 15 {
            return Err("another step".to_owned());
        }
        let noon = at("2026-11-24T12:00:00Z");
        let is_in = noon >= from && noon < to;
        let mut value = Vec::new();
        for address in &body.schedules {
            let item = |status: &str, zone: &str, start: &str, end: &str| {
                let time = |t: &str| json!({ "dateTime": t, "timeZone": zone });
                json!({ "status": status, "subject": "Secret", "start": time(start), "end": time(end) })
            };
            let items = if is_in {
                vec![
                    item(
                        "busy",
                        "UTC",
                        "2026-11-24T09:00:00.0000000",
                        "2026-11-24T10:00:00.0000000",
                    ),
                    item(
                        "oof",
                        "W. Europe Standard Time",
                        "2026-11-24T12:00:00",
                        "2026-11-24T13:00:00",
                    ),
                    item("free", "UTC", "2026-11-24T15:00:00", "2026-11-24T16:00:00"),
                ]
            } else {
                Vec::new()
            };
            let mut view = String::new();
            let mut step = from;
            while step < to {
                view.push(if step == noon { '2' } else { '0' });
                step += Duration::minutes(15);
            }
            value.push(match address.as_str() {
                "silent@example.org" => continue,
                "foreign@example.org" => json!({ "scheduleId": address, "scheduleItems": [],
                    "availabilityView": "", "error": { "message": "Secret", "responseCode": "X" } }),
                "short@example.org" => json!({ "scheduleId": address, "availabilityView": view }),
                "odd@example.org" => json!({ "scheduleId": address, "scheduleItems": [
                    item("busy", "Middle Earth", "2026-11-24T09:00:00", "2026-11-24T10:00:00")] }),
                _ => json!({ "scheduleId": address.to_uppercase(), "scheduleItems": items,
                    "availabilityView": "0" }),
            });
        }
        Ok(json_answer(200, &json!({ "value": value })))
    }
}
