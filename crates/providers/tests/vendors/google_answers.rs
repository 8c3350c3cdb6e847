//! What the Google Calendar of the tests answers.

use std::collections::HashMap;

use chrono::Duration;
use serde_json::{Value, json};
use url::Url;

use crate::closed::{
    GOOGLE_CALENDARS, GOOGLE_LIST, GOOGLE_WRITE, GoogleEvent, GoogleFreeBusy, closed, query_is,
    refused,
};
use crate::google_server::{CALENDAR, Meetings, State, error, json_answer, merge, moment};
use crate::parts::at;
use crate::support::fake::{Asked, Say};

impl State {
    pub fn answer(&mut self, asked: &Asked) -> Say {
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
            "calendars" => Self::calendars(&query),
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

    fn calendars(query: &HashMap<String, String>) -> Result<Say, String> {
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
