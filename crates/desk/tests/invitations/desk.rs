//! The office with a mail server and a keyring, and what is asked of it again and again.

use std::sync::Arc;

use muster_desk::Desk;
use muster_vault::MemoryKeyring;
use serde_json::{Value, json};

use crate::office::{MONDAY, Office, at, call, id};
use crate::postbox::Postbox;

/// Tuesday, three in the afternoon in Berlin.
pub const TUESDAY: &str = "2026-11-24T14:00:00Z";
/// Tuesday, four in the afternoon in Berlin.
pub const AN_HOUR_LATER: &str = "2026-11-24T15:00:00Z";

pub struct Mailroom {
    pub office: Office,
    pub postbox: Postbox,
    keyring: Arc<MemoryKeyring>,
}

impl Mailroom {
    /// Mail leaves over the postbox, and people are told by themselves.
    pub async fn new() -> Self {
        let room = Self::quiet().await;
        room.mail_by_smtp().await;
        let on = json!({ "automatic": true, "undo_seconds": 30 });
        call(room.desk(), "mail_sending_set", on).await;
        room
    }

    /// An interview of Ada with Bo that both were told of; the letters are taken out of the postbox.
    pub async fn told() -> (Self, Value) {
        let mut room = Self::new().await;
        let bo = room.office.bo.clone();
        let interview = room.interview("Ada Lovelace", &[&bo]).await;
        room.post().await;
        room.wait(31);
        room.post().await;
        room.postbox.take();
        (room, interview)
    }

    /// Nobody said how mail leaves.
    pub async fn quiet() -> Self {
        let office = Office::new().await;
        let mut room = Self {
            office,
            postbox: Postbox::start(),
            keyring: Arc::default(),
        };
        room.office.desk = room.at(MONDAY);
        room
    }

    pub async fn mail_by_smtp(&self) {
        let set = json!({ "way": "smtp", "from_name": "Mina Kim", "from_address": "mina@acme.example",
            "host": "127.0.0.1", "port": self.postbox.port, "security": "plain" });
        call(self.desk(), "mail_account_set", set).await;
    }

    pub fn desk(&self) -> &Desk {
        &self.office.desk
    }

    /// Another process over the same workspace, at some time.
    pub fn at(&self, now: &str) -> Desk {
        let options = muster_testkit::options(self.office.folder.path(), at(now));
        Desk::with_keyring(options, self.keyring.clone())
    }

    /// Goes on in another process, so many seconds after Monday nine o'clock.
    pub fn wait(&mut self, seconds: i64) {
        let now = at(MONDAY) + chrono::TimeDelta::seconds(seconds);
        self.office.desk = self.at(&now.to_rfc3339());
    }

    /// An interview on Tuesday at three, with a candidate who has an address.
    pub async fn interview(&self, name: &str, people: &[&String]) -> Value {
        self.interview_at(name, TUESDAY, people).await
    }

    pub async fn interview_at(&self, name: &str, start: &str, people: &[&String]) -> Value {
        let application = self.office.application(name).await;
        let candidate = call(self.desk(), "candidate_list", json!({})).await["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|c| c["full_name"] == name)
            .map(id)
            .unwrap();
        let first = name.split(' ').next().unwrap().to_lowercase();
        let emails = json!([format!("{first}@home.example")]);
        call(
            self.desk(),
            "candidate_update",
            json!({ "id": candidate, "emails": emails }),
        )
        .await;
        let params = json!({ "application_id": application, "interview_type": "technical",
            "mode": "ONLINE", "starts_at": start, "duration_minutes": 60,
            "meeting_link": "https://meet.example/abc", "notes": "Hush-hush: ask about Kafka.",
            "time_zone": "Europe/Berlin", "interviewer_ids": people,
            "override": ["outside_working_hours"], "override_reason": "A test of letters." });
        call(self.desk(), "interview_create", params).await
    }

    /// Background work of these kinds, once.
    pub async fn work(&self, kinds: &[&str]) -> Value {
        call(self.desk(), "background_run", json!({ "kinds": kinds })).await
    }

    /// Writes letters, and sends those whose time has come.
    pub async fn post(&self) -> Value {
        self.work(&["telling", "outgoing"]).await
    }

    pub async fn outbox(&self, filter: &str) -> Vec<Value> {
        let list = call(self.desk(), "outbox_list", json!({ "filter": filter })).await;
        list["rows"].as_array().unwrap().clone()
    }

    /// The one letter to somebody.
    pub async fn letter_to(&self, name: &str) -> Value {
        let rows = self.outbox("open").await;
        let mut rows = rows.into_iter().filter(|r| r["to_name"] == name);
        let row = rows.next().unwrap_or_else(|| panic!("no letter to {name}"));
        assert!(rows.next().is_none(), "two letters to {name}");
        row
    }

    pub async fn act(&self, row: &Value, act: &str) -> Value {
        call(
            self.desk(),
            "outbox_act",
            json!({ "id": row["id"], "act": act }),
        )
        .await
    }

    pub async fn invitations(&self, interview: &Value) -> Value {
        call(
            self.desk(),
            "interview_invitations",
            json!({ "interview_id": interview["id"] }),
        )
        .await
    }

    /// What somebody is said to know.
    pub async fn knows(&self, interview: &Value, name: &str) -> Value {
        let all = self.invitations(interview).await;
        let rows = all["rows"].as_array().unwrap();
        rows.iter()
            .find(|r| r["name"] == name)
            .unwrap_or_else(|| panic!("{name}: {all}"))
            .clone()
    }
}
