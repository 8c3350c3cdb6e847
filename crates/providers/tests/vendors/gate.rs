//! Every request of both clients, held against the vendors' published specifications: Prism says
//! whether it is allowed, and the server of ours, which has a memory, answers it.
//!
//! `cargo xtask test` installs Prism. Without it these tests say so and fail; without the
//! specifications they are skipped, and fail on a build machine.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use muster_providers::calendar::{Calendar, WantedMeeting};
use muster_scheduling::zone::Zones;

use crate::google_server::Google;
use crate::graph_server::Graph;
use crate::parts::{at, busy_of, interview, moved, read};
use crate::prism::{Prism, Wrong};
use crate::support::fake::Asked;
use crate::support::mirror::MemoryMirror;

/// Says why a request is not allowed.
pub type Gate = Box<dyn Fn(&Asked) -> Result<(), String> + Send + Sync>;

/// A gate that asks Prism, which serves paths without their base.
fn gate(prism: &Prism, base: &'static str) -> Gate {
    let host = prism.url.authority().to_owned();
    Box::new(move |asked| {
        let path = asked.path.strip_prefix(base).unwrap_or(&asked.path);
        let mut request = format!("{} {path} HTTP/1.0\r\nHost: {host}\r\n", asked.method);
        for (name, value) in &asked.headers {
            if !matches!(name.as_str(), "host" | "connection" | "accept-encoding") {
                let _ = write!(request, "{name}: {value}\r\n");
            }
        }
        request.push_str("\r\n");
        request.push_str(&asked.body);
        let mut stream = TcpStream::connect(&host).map_err(|error| error.to_string())?;
        let sent = stream.write_all(request.as_bytes());
        sent.map_err(|error| error.to_string())?;
        let mut answer = Vec::new();
        let received = stream.read_to_end(&mut answer);
        received.map_err(|error| error.to_string())?;
        let answer = String::from_utf8_lossy(&answer);
        match answer.split_whitespace().nth(1) {
            Some(status) if status.starts_with('2') => Ok(()),
            _ => Err(format!("{} {path}: {answer}", asked.method)),
        }
    })
}

/// A gate that lets everything through would prove nothing.
fn shuts(gate: &Gate, path: &str) {
    let headers = [
        ("authorization", "Bearer x"),
        ("content-type", "application/json"),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut headers = HashMap::from(headers);
    headers.insert("content-length".to_owned(), "1".to_owned());
    let wrong = Asked {
        method: "POST".to_owned(),
        path: path.to_owned(),
        headers,
        body: "5".to_owned(),
    };
    assert!(gate(&wrong).is_err());
}

#[tokio::test]
async fn google_takes_every_request() {
    let wrong = [
        Wrong::Query("/users/me/calendarList?maxResults=many"),
        Wrong::Query("/calendars/a/events?maxResults=many"),
        Wrong::Query("/calendars/a/events/b?maxAttendees=many"),
        Wrong::Json("POST", "/calendars/a/events"),
        Wrong::Json("PATCH", "/calendars/a/events/b"),
        Wrong::Json("POST", "/freeBusy"),
        Wrong::Stranger("/calendars/a/events"),
    ];
    let spec = "google-calendar-v3.openapi.json";
    let Some(prism) = Prism::serve(spec, &wrong).await else {
        return;
    };
    let gate = gate(&prism, "/calendar/v3");
    shuts(&gate, "/calendar/v3/calendars/a/events");
    let google = Google::behind(Some(gate)).await;
    google.weekly("series", "2026-11-24T12:00:00Z", 4);
    for day in 23..28 {
        let start = format!("2026-11-{day:02}T08:00:00Z");
        google.single(&format!("single{day:02}"), &start, &serde_json::json!({}));
    }
    let account = crate::google::account(&google);
    let calendar = Google::calendar();
    assert_eq!(account.calendars().await.unwrap().len(), 3);
    let mut mirror = MemoryMirror::default();
    read(&account, &calendar, &mut mirror).await;
    google.exception("series", "2026-12-01T12:00:00Z", None);
    read(&account, &calendar, &mut mirror).await;
    assert_eq!(busy_of(&mirror), google.truth());
    writes(&account, &calendar, &mut mirror).await;
    let asked = [
        "calendars",
        "list",
        "get",
        "insert",
        "patch",
        "delete",
        "freeBusy",
    ];
    assert!(asked.iter().all(|operation| google.count(operation) > 0));
    assert_eq!(google.state().complaints, [""; 0]);
    prism.took("patch /calendars/").await;
}

#[tokio::test]
async fn graph_takes_every_request() {
    let wrong = [
        Wrong::Query("/me/calendars?$top=many"),
        Wrong::Query("/me/calendars/a/calendarView?$top=many"),
        Wrong::Json("POST", "/me/calendars/a/events"),
        Wrong::Json("PATCH", "/me/events/b"),
        Wrong::Json("POST", "/me/calendar/getSchedule"),
        Wrong::Stranger("/me/events/b"),
    ];
    let spec = "msgraph-v1-calendar.openapi.json";
    let Some(prism) = Prism::serve(spec, &wrong).await else {
        return;
    };
    let gate = gate(&prism, "/v1.0");
    shuts(&gate, "/v1.0/me/calendars/a/events");
    let graph = Graph::behind(Some(gate)).await;
    graph.weekly("series", "2026-11-24T12:00:00Z", 4);
    for day in 23..28 {
        let start = format!("2026-11-{day:02}T08:00:00Z");
        graph.single(&format!("single{day:02}"), &start, &serde_json::json!({}));
    }
    let account = crate::graph::account(&graph);
    let calendar = Graph::calendar();
    assert_eq!(account.calendars().await.unwrap().len(), 2);
    let mut mirror = MemoryMirror::default();
    read(&account, &calendar, &mut mirror).await;
    graph.exception("series", 1, "2026-12-02T12:00:00Z");
    graph.series_counts("series", "tentative");
    read(&account, &calendar, &mut mirror).await;
    assert_eq!(busy_of(&mirror), graph.truth());
    writes(&account, &calendar, &mut mirror).await;
    let asked = [
        "calendars",
        "delta",
        "view",
        "find",
        "instances",
        "get",
        "insert",
        "patch",
        "delete",
        "schedule",
    ];
    for operation in asked {
        assert!(graph.count(operation) > 0, "{operation}");
    }
    assert_eq!(graph.state().complaints, [""; 0]);
    prism.took("patch /me/events/").await;
}

/// What both are asked for beside reading.
async fn writes(
    account: &dyn Calendar,
    calendar: &muster_providers::calendar::CalendarId,
    mirror: &mut MemoryMirror,
) {
    let mut entry = interview("one");
    entry.reminders = vec![15];
    let want = WantedMeeting::MakeOne;
    let made = account.create_with(calendar, &entry, want).await.unwrap();
    assert!(made.meeting.link().is_some());
    let later = moved(&entry, 1);
    let changed = account
        .update(&made.id, &made.version, &later)
        .await
        .unwrap();
    read(account, calendar, mirror).await;
    assert!(
        account
            .look_up(calendar, &entry.uid)
            .await
            .unwrap()
            .is_some()
    );
    account.delete(&made.id, &changed.version).await.unwrap();
    let mut days = interview("days");
    days.when = muster_providers::ics::When::Days {
        first: "2026-11-24".parse().unwrap(),
        after: "2026-11-25".parse().unwrap(),
    };
    account.create(calendar, &days).await.unwrap();
    let zone = Zones::bundled().get("Europe/Berlin").unwrap();
    let colleague = muster_providers::calendar::CalendarId("ben@example.org".to_owned());
    let both = [calendar.clone(), colleague];
    let (from, to) = (at("2026-11-20T00:00:00Z"), at("2026-12-20T00:00:00Z"));
    let found = account.free_busy(&both, from, to, &zone).await.unwrap();
    assert!(
        found
            .iter()
            .all(|one| one.unknown.is_none() && !one.busy.is_empty())
    );
}
