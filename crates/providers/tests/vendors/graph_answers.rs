//! What the Microsoft Graph of the tests answers.

use std::collections::HashMap;

use serde_json::{Value, json};
use url::Url;

use crate::closed::{GraphEvent, closed, query_is};
use crate::graph_schedules::schedule;
use crate::graph_server::{CALENDAR, State, Stored, error, json_answer, merge, moment};
use crate::parts::at;
use crate::support::fake::{Asked, Say};

/// What Teams writes into the text of a meeting.
const TEAMS: &str = "<div><span>____________________________________</span></div>\
                     <div class=\"me-email-text\"><a href=\"https://teams.example/x\">Join</a></div>";

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
    pub fn answer(&mut self, asked: &Asked) -> Say {
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
                "delete" => Ok(self.remove(asked, id)),
                _ => schedule(asked),
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

    fn remove(&mut self, asked: &Asked, id: &str) -> Say {
        let Some(value) = self.alive(id) else {
            return error(404, "ErrorItemNotFound");
        };
        if asked.header("if-match") != value["@odata.etag"].as_str() {
            return error(412, "ErrorIrresolvableConflict");
        }
        self.delete(id);
        Say::status(204)
    }
}
