//! An office with one interviewer, one job and a Berlin recruiter.

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use muster_desk::{Clock, Desk, Failure, Notification, Notifier, OpenOptions, Origin};
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;

/// Monday morning in Berlin.
pub const MONDAY: &str = "2026-11-23T08:00:00Z";

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn open(folder: &Path, clock: Clock) -> Desk {
    Desk::new(OpenOptions {
        workspace: folder.to_owned(),
        clock,
        actor: None,
        origin: Origin::Cli,
        zones: Zones::bundled(),
    })
}

pub async fn call(desk: &Desk, command: &str, params: Value) -> Value {
    desk.call(command, params)
        .await
        .unwrap_or_else(|e| panic!("{command}: {e:?}"))
}

pub async fn refusal(desk: &Desk, command: &str, params: Value) -> Failure {
    desk.call(command, params).await.expect_err(command)
}

pub fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// A workspace folder with a job and an interviewer who works at all hours.
pub struct Office {
    pub folder: TempDir,
    pub job: String,
    pub interviewer: String,
}

impl Office {
    pub async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let desk = open(folder.path(), Clock::Fixed(at(MONDAY)));
        let users = call(&desk, "user_list", json!({})).await;
        call(
            &desk,
            "user_update",
            json!({ "id": users[0]["id"], "full_name": "Mina Kim", "email": "mina@example.com",
                "time_zone": "Europe/Berlin" }),
        )
        .await;
        let job = call(
            &desk,
            "job_create",
            json!({ "title": "Backend engineer", "company": "Muster" }),
        );
        let job = id(&job.await);
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let person = json!({ "full_name": "Bo Lind", "email": "bo@example.com", "time_zone": "UTC",
            "working_hours": [{ "days": days, "start": "00:00", "end": "24:00" }] });
        let interviewer = id(&call(&desk, "person_create", person).await);
        Self {
            folder,
            job,
            interviewer,
        }
    }

    /// A new process whose clock stands at `now`.
    pub fn desk(&self, now: &str) -> Desk {
        open(self.folder.path(), Clock::Fixed(at(now)))
    }

    /// A new process whose clock runs from `now` and can be advanced.
    pub fn running(&self, now: &str) -> Desk {
        open(self.folder.path(), Clock::running_from(at(now)))
    }

    pub async fn sql(&self) -> SqliteConnection {
        let path = self.folder.path().join("muster.db");
        SqliteConnection::connect(&format!("sqlite://{}", path.display()))
            .await
            .unwrap()
    }

    /// A candidate, as an import would leave one.
    pub async fn candidate(&self, full_name: &str, first_name: &str) -> String {
        let id = muster_store::new_id(at(MONDAY));
        sqlx::query(
            "INSERT INTO candidates (id, full_name, first_name, linkedin_url, headline, company, title,
                skills, created_at, updated_at)
             VALUES (?1, ?2, ?3, 'https://www.linkedin.com/in/ada', 'Engineer', 'Engines', '',
                '[\"Rust\",\"SQL\"]', 0, 0)",
        )
        .bind(&id)
        .bind(full_name)
        .bind(first_name)
        .execute(&mut self.sql().await)
        .await
        .unwrap();
        id
    }

    /// Schedules an interview in person with a new candidate; its id.
    pub async fn interview(&self, full_name: &str, starts_at: &str) -> String {
        self.interview_at(&self.desk(MONDAY), full_name, at(starts_at), 45)
            .await
    }

    pub async fn interview_at(
        &self,
        desk: &Desk,
        full_name: &str,
        starts_at: DateTime<Utc>,
        minutes: u32,
    ) -> String {
        let candidate = self.candidate(full_name, "").await;
        let pair = json!({ "candidate_id": candidate, "job_id": self.job });
        let application = id(&call(desk, "matching_match", pair).await);
        let on = json!({ "application_id": application, "shortlisted": true });
        call(desk, "candidate_shortlist", on).await;
        let on = json!({ "application_id": application, "interview_enabled": true });
        call(desk, "candidate_toggle_interview", on).await;
        let interview = json!({ "application_id": application, "interview_type": "technical",
            "mode": "OFFLINE", "starts_at": starts_at, "duration_minutes": minutes,
            "time_zone": "Europe/Berlin", "interviewer_ids": [self.interviewer] });
        id(&call(desk, "interview_create", interview).await)
    }

    /// What background work does at `now`, in a new process.
    pub async fn run(&self, now: &str) -> Value {
        call(&self.desk(now), "background_run", json!({})).await
    }

    /// The titles of the in-app list, newest first.
    pub async fn notices(&self) -> Vec<String> {
        let list = call(&self.desk(MONDAY), "notice_list", json!({ "limit": 500 })).await;
        let items = list["items"].as_array().unwrap();
        items
            .iter()
            .map(|n| n["title"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The texts of the reminders that a run fired.
pub fn texts(ran: &Value) -> Vec<&str> {
    ran["reminders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["text"].as_str().unwrap())
        .collect()
}

/// Minutes after an instant, as text.
pub fn later(from: &str, minutes: i64) -> String {
    (at(from) + TimeDelta::minutes(minutes)).to_rfc3339()
}

/// A screen that remembers what it showed, or one that is broken.
#[derive(Clone, Default)]
pub struct Screen {
    pub shown: Arc<Mutex<Vec<Notification>>>,
    pub broken: bool,
}

impl Notifier for Screen {
    fn notify(&self, notification: &Notification) -> Result<(), String> {
        self.shown.lock().unwrap().push(notification.clone());
        if self.broken {
            Err("no notification service".to_owned())
        } else {
            Ok(())
        }
    }
}

impl Screen {
    pub fn titles(&self) -> Vec<String> {
        self.shown
            .lock()
            .unwrap()
            .iter()
            .map(|n| n.title.clone())
            .collect()
    }

    /// Waits until it has shown `count` notifications, at most ten seconds.
    pub async fn until(&self, count: usize) {
        for _ in 0..200 {
            if self.shown.lock().unwrap().len() >= count {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}
