//! Zoom: every request about a meeting.

use chrono::{DateTime, Utc};
use muster_providers::http::Credentials;
use muster_providers::zoom::{Meeting, Zoom};

use crate::line;
use crate::prism::{Prism, Wrong};

#[tokio::test]
async fn zoom_takes_every_request_about_a_meeting() {
    let wrong = [
        Wrong::Json("POST", "/users/me/meetings"),
        Wrong::Json("PATCH", "/meetings/1"),
        Wrong::Query("/users/me/meetings?page_size=many"),
    ];
    let Some(prism) = Prism::serve("zoom-meetings.openapi.json", &wrong).await else {
        return;
    };
    let meeting = Meeting {
        topic: "Interview: Backend Engineer".to_owned(),
        start: "2026-12-01T09:00:00Z".parse::<DateTime<Utc>>().unwrap(),
        minutes: 45,
        zone: "Europe/Berlin".to_owned(),
        marker: "01JD2".to_owned(),
    };
    let zoom = Zoom::new(line(), prism.url.clone(), Credentials::bearer("x"));
    let made = zoom.create(&meeting).await.unwrap();
    zoom.change(made.id, &meeting).await.unwrap();
    zoom.delete(made.id).await.unwrap();
    // Its list of examples holds no meeting of ours.
    assert_eq!(zoom.find(&meeting).await, Ok(None));
    // One at the same time without a description is asked for by itself.
    let listed = Meeting {
        start: "2025-10-15T13:53:29.351Z".parse().unwrap(),
        ..meeting
    };
    assert_eq!(zoom.find(&listed).await, Ok(None));
    prism.took("get /meetings/").await;
}
