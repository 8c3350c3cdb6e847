//! An office in Berlin: the recruiter Mina, the interviewers Bo (Berlin) and Cy (New York), and
//! candidates who are ready to be scheduled.

use std::path::Path;

use chrono::{DateTime, Utc};
use muster_desk::{Desk, Failure};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Monday, nine in the morning in Berlin.
pub const MONDAY: &str = "2026-11-23T08:00:00Z";

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
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

pub struct Office {
    pub folder: TempDir,
    pub desk: Desk,
    pub bo: String,
    pub cy: String,
    pub job: String,
}

impl Office {
    /// The office on Monday morning.
    pub async fn new() -> Self {
        Self::on(MONDAY, "Europe/Berlin").await
    }

    /// The office at some instant, with a recruiter who reads times in `zone`.
    pub async fn on(now: &str, zone: &str) -> Self {
        let (folder, desk) = muster_testkit::desk(at(now));
        let users = call(&desk, "user_list", json!({})).await;
        let mina = json!({ "id": users[0]["id"], "full_name": "Mina Kim", "time_zone": zone });
        call(&desk, "user_update", mina).await;
        let weekdays = json!(["mon", "tue", "wed", "thu", "fri"]);
        let person = |name: &str, zone: &str| {
            json!({ "full_name": name, "email": format!("{name}@example.com"), "time_zone": zone,
                "working_hours": [{ "days": weekdays, "start": "09:00", "end": "17:00" }] })
        };
        let bo = id(&call(&desk, "person_create", person("Bo", "Europe/Berlin")).await);
        let cy = id(&call(&desk, "person_create", person("Cy", "America/New_York")).await);
        let job = json!({ "title": "Backend engineer" });
        let job = id(&call(&desk, "job_create", job).await);
        Self {
            folder,
            desk,
            bo,
            cy,
            job,
        }
    }

    /// The same workspace at another time.
    pub fn later(&self, now: &str) -> Desk {
        muster_testkit::desk_in(self.folder.path(), at(now))
    }

    /// A candidate in New York whose interviews are enabled; the application's id.
    pub async fn application(&self, full_name: &str) -> String {
        let application = self.unready(full_name).await;
        let on = json!({ "application_id": application, "shortlisted": true });
        call(&self.desk, "candidate_shortlist", on).await;
        let on = json!({ "application_id": application, "interview_enabled": true,
            "online_interview_enabled": true });
        call(&self.desk, "candidate_toggle_interview", on).await;
        application
    }

    /// A candidate in New York whose gates are all closed; the application's id.
    pub async fn unready(&self, full_name: &str) -> String {
        let candidate = json!({ "full_name": full_name, "time_zone": "America/New_York" });
        let candidate = id(&call(&self.desk, "candidate_create", candidate).await);
        let pair = json!({ "candidate_id": candidate, "job_id": self.job });
        id(&call(&self.desk, "matching_match", pair).await)
    }

    /// Schedules an interview with a new candidate whatever the hour; the interview.
    pub async fn interview(&self, full_name: &str, starts_at: &str, people: &[&String]) -> Value {
        let application = self.application(full_name).await;
        let params = json!({ "application_id": application, "interview_type": "technical",
            "mode": "ONLINE", "starts_at": starts_at, "duration_minutes": 60,
            "time_zone": "Europe/Berlin", "interviewer_ids": people,
            "override": ["outside_working_hours"], "override_reason": "A test of the calendar." });
        call(&self.desk, "interview_create", params).await
    }

    /// Gives someone the events of an `.ics` calendar.
    pub async fn busy(&self, person: &str, events: &[&str]) {
        let path = self.folder.path().join(format!("{person}.ics"));
        std::fs::write(&path, calendar(events)).unwrap();
        self.import(person, &path).await;
    }

    async fn import(&self, person: &str, path: &Path) {
        let params = json!({ "person_id": person, "path": path });
        let done = call(&self.desk, "busy_import", params).await;
        assert_eq!(done["errors"], json!([]), "{done}");
    }
}

fn calendar(events: &[&str]) -> String {
    let events: Vec<String> = events
        .iter()
        .enumerate()
        .map(|(n, event)| {
            let event = event.replace('\n', "\r\n");
            format!("BEGIN:VEVENT\r\nUID:{n}@example.org\r\nDTSTAMP:20261101T000000Z\r\n{event}\r\nEND:VEVENT\r\n")
        })
        .collect();
    let head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Muster//Test//EN\r\n";
    format!("{head}{}END:VCALENDAR\r\n", events.concat())
}
