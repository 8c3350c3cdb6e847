//! The office with a keyring of its own, and what is asked of it again and again.

use std::sync::Arc;

use muster_desk::Desk;
use muster_vault::MemoryKeyring;
use serde_json::{Value, json};

use crate::office::{MONDAY, Office, at, call};

/// Tuesday, three in the afternoon in Berlin.
pub const TUESDAY: &str = "2026-11-24T14:00:00Z";

/// The office, a candidate who can be scheduled, and a keyring that outlives a restart.
pub struct Rooms {
    pub office: Office,
    pub application: String,
    keyring: Arc<MemoryKeyring>,
}

impl Rooms {
    pub async fn new() -> Self {
        let office = Office::new().await;
        let application = office.application("Ada Lovelace").await;
        let mut rooms = Self {
            office,
            application,
            keyring: Arc::default(),
        };
        rooms.office.desk = rooms.restarted(MONDAY);
        rooms
    }

    pub fn desk(&self) -> &Desk {
        &self.office.desk
    }

    /// Another process over the same workspace, at some time.
    pub fn restarted(&self, now: &str) -> Desk {
        let options = muster_testkit::options(self.office.folder.path(), at(now));
        Desk::with_keyring(options, self.keyring.clone())
    }

    /// What speaks against an hour with Bo on Tuesday at three.
    pub async fn against(&self, desk: &Desk) -> Vec<String> {
        let params = json!({ "application_id": self.application, "duration_minutes": 60,
            "interviewer_ids": [self.office.bo], "starts_at": TUESDAY });
        let check = call(desk, "interview_check", params).await;
        let list = check["violations"].as_array().unwrap().iter();
        list.map(|v| v["message"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Says that a calendar is Bo's and counts; the account.
    pub async fn choose(&self, account: &Value, name: &str) -> Value {
        let calendars = account["calendars"].as_array().unwrap();
        let calendar = calendars.iter().find(|c| c["name"] == name).unwrap();
        let params =
            json!({ "calendar_id": calendar["id"], "person_id": self.office.bo, "counts": true });
        call(self.desk(), "calendar_choose", params).await
    }

    /// Everything the workspace's files hold.
    pub fn bytes(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.office.folder.path()).unwrap();
        let files = files.map(|f| f.unwrap().path()).filter(|p| p.is_file());
        files.flat_map(|p| std::fs::read(p).unwrap()).collect()
    }

    /// Whether the workspace's files hold a text.
    pub fn holds(&self, text: &str) -> bool {
        let bytes = self.bytes();
        bytes.windows(text.len()).any(|w| w == text.as_bytes())
    }
}

/// The one calendar of an account that counts.
pub fn counting(account: &Value) -> &Value {
    let calendars = account["calendars"].as_array().unwrap();
    calendars.iter().find(|c| c["counts"] == true).unwrap()
}
