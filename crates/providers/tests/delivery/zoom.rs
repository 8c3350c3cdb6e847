//! Zoom meetings: one for each interview, whatever is lost on the way.

use chrono::{DateTime, TimeDelta, Utc};
use muster_providers::delivery::DeliveryError;
use muster_providers::zoom::{Meeting, MeetingId};
use serde_json::json;

use crate::stage::{json as answer, later};
use crate::support::fake::Say;
use crate::zoom_server::{Fate, ZoomServer};

fn meeting() -> Meeting {
    Meeting {
        topic: "Interview: Backend Engineer".to_owned(),
        start: "2026-12-01T09:00:00Z".parse::<DateTime<Utc>>().unwrap(),
        minutes: 45,
        zone: "Europe/Berlin".to_owned(),
        marker: "01JD2".to_owned(),
    }
}

fn lost() -> Vec<Say> {
    vec![
        Say::Cut,
        Say::status(500),
        Say::status(502),
        Say::status(504),
        Say::status(408),
        later(503, None),
        Say::Answer(201, Vec::new(), "{".to_owned()),
        Say::Answer(
            201,
            Vec::new(),
            r#"{"id":1,"join_url":"http://x"}"#.to_owned(),
        ),
    ]
}

#[tokio::test]
async fn a_meeting_is_made_moved_and_deleted() {
    let server = ZoomServer::start().await;
    let zoom = server.client();
    let made = zoom.create(&meeting()).await.unwrap();
    assert_eq!(
        made.join_url.as_str(),
        format!("https://zoom.us/j/{}?pwd=abc", made.id.0)
    );
    let stored = server.state().meetings[&made.id.0].clone();
    assert_eq!(stored["start_time"], "2026-12-01T09:00:00Z");
    assert_eq!(stored["duration"], 45);
    let settings = json!({"join_before_host": false, "waiting_room": true});
    assert_eq!(stored["settings"], settings);

    let mut moved = meeting();
    moved.start += TimeDelta::hours(2);
    zoom.change(made.id, &moved).await.unwrap();
    let stored = server.state().meetings[&made.id.0].clone();
    assert_eq!(stored["start_time"], "2026-12-01T11:00:00Z");
    assert_eq!(
        stored["topic"], "Interview: Backend Engineer",
        "it keeps the rest"
    );

    zoom.delete(made.id).await.unwrap();
    assert!(server.state().meetings.is_empty());
    zoom.delete(made.id).await.unwrap();
}

/// The link with which one enters as the host is in Zoom's answer and in nothing of ours.
#[tokio::test]
async fn the_hosts_link_is_not_kept() {
    let server = ZoomServer::start().await;
    let made = server.client().create(&meeting()).await.unwrap();
    assert!(server.state().meetings[&made.id.0]["start_url"].is_string());
    let told = format!("{made:?} {} {:?}", made.join_url, meeting());
    for secret in ["zak", "/s/", "Backend"] {
        assert!(!told.contains(secret), "{told}");
    }
}

#[tokio::test]
async fn a_meeting_whose_answer_was_lost_is_found_and_not_made_twice() {
    for lost in lost() {
        for without_agenda in [false, true] {
            let server = ZoomServer::start().await;
            server.state().fates.push_back(Fate::DoneBut(lost.clone()));
            server.state().lists_without_agenda = without_agenda;
            let made = server.client().create(&meeting()).await.unwrap();
            assert!(server.state().meetings.contains_key(&made.id.0), "{lost:?}");
            assert_eq!(server.state().meetings.len(), 1, "{lost:?}");
            assert_eq!(server.state().writes(), 1, "{lost:?}");
        }
    }
}

#[tokio::test]
async fn what_is_not_found_yet_is_unsure_and_settled_by_looking_again() {
    for done in [true, false] {
        let server = ZoomServer::start().await;
        let fate = if done {
            Fate::DoneBut(Say::Cut)
        } else {
            Fate::NotDone(Say::Cut)
        };
        server.state().fates.push_back(fate);
        server.state().slow_lists = true;
        let ended = server.client().create(&meeting()).await;
        assert!(
            matches!(ended, Err(DeliveryError::Unsure { .. })),
            "{ended:?}"
        );
        assert_eq!(
            server.state().writes(),
            1,
            "nothing is written again by itself"
        );
        server.state().slow_lists = false;
        let made = server.client().ensure(&meeting()).await.unwrap();
        assert_eq!(server.client().ensure(&meeting()).await, Ok(made));
        assert_eq!(server.state().meetings.len(), 1, "{done}");
    }
}

/// The process ended after Zoom had made it, and the interview was moved meanwhile.
#[tokio::test]
async fn a_meeting_that_is_found_at_another_time_is_moved() {
    let server = ZoomServer::start().await;
    let made = server.client().create(&meeting()).await.unwrap();
    let mut moved = meeting();
    moved.start += TimeDelta::days(1);
    moved.minutes = 60;
    assert_eq!(server.client().ensure(&moved).await, Ok(made.clone()));
    let writes = server.state().writes();
    assert_eq!(server.client().ensure(&moved).await, Ok(made.clone()));
    let state = server.state();
    assert_eq!(state.writes(), writes, "nothing is left to be done");
    assert_eq!(state.meetings.len(), 1);
    assert_eq!(state.meetings[&made.id.0]["duration"], 60);
    assert_eq!(
        state.meetings[&made.id.0]["start_time"],
        "2026-12-02T09:00:00Z"
    );
}

#[tokio::test]
async fn only_the_marker_decides_which_meeting_is_ours_on_whatever_page() {
    let server = ZoomServer::start().await;
    server.state().page = 2;
    // The same time and topic, and a marker that only begins like ours.
    for marker in ["01JD", "01JD23", "x"] {
        let other = Meeting {
            marker: marker.to_owned(),
            ..meeting()
        };
        server.client().create(&other).await.unwrap();
    }
    assert_eq!(server.client().find(&meeting()).await, Ok(None));
    let made = server.client().ensure(&meeting()).await.unwrap();
    let others = server.state().meetings.len();
    assert_eq!(others, 4);
    assert_eq!(
        server.client().find(&meeting()).await,
        Ok(Some(made.clone()))
    );
    // Its host wrote something below.
    let agenda = "Muster 01JD2\nBring the whiteboard";
    server.state().meetings.get_mut(&made.id.0).unwrap()["agenda"] = agenda.into();
    assert_eq!(server.client().find(&meeting()).await, Ok(Some(made)));
}

/// A list that cannot be read to its end is no proof that the meeting is not there.
#[tokio::test]
async fn nothing_is_made_where_it_cannot_be_looked_for() {
    for list in [
        Say::Answer(200, Vec::new(), "<html>".to_owned()),
        answer(200, &json!({"meetings": [{"id": "x"}]})),
        answer(200, &json!({"meetings": [], "next_page_token": "same"})),
        answer(200, &json!({})),
        Say::status(500),
        Say::Cut,
        Say::status(401),
    ] {
        let stage = crate::stage::Stage::saying(vec![list.clone()]).await;
        let key = muster_providers::http::Credentials::bearer("token");
        let zoom = muster_providers::zoom::Zoom::new(stage.line(), stage.url.clone(), key);
        let ended = zoom.ensure(&meeting()).await;
        assert!(
            ended.is_err() && !matches!(ended, Err(DeliveryError::Unsure { .. })),
            "{list:?}: {ended:?}"
        );
        let written = stage.asked().iter().any(|asked| asked.method != "GET");
        assert!(!written, "{list:?}");
    }
}

#[tokio::test]
async fn moving_and_deleting_are_repeated_once_when_the_answer_is_lost() {
    for lost in [Say::Cut, Say::status(500), Say::status(504)] {
        for done in [true, false] {
            let fate = || match (done, lost.clone()) {
                (true, lost) => Fate::DoneBut(lost),
                (false, lost) => Fate::NotDone(lost),
            };
            let server = ZoomServer::start().await;
            let made = server.client().create(&meeting()).await.unwrap();
            let mut moved = meeting();
            moved.minutes = 90;
            server.state().fates.push_back(fate());
            server.client().change(made.id, &moved).await.unwrap();
            assert_eq!(server.state().meetings[&made.id.0]["duration"], 90);
            server.state().fates.push_back(fate());
            server.client().delete(made.id).await.unwrap();
            assert!(server.state().meetings.is_empty());
            // Twice lost is told.
            server.state().fates.extend([fate(), fate()]);
            let ended = server.client().delete(MeetingId(1)).await;
            assert!(
                matches!(ended, Err(DeliveryError::Unsure { .. })),
                "{ended:?}"
            );
        }
    }
}

#[tokio::test]
async fn refusals_are_told_in_words_and_rushes_with_their_end() {
    let words = |ended: Result<_, DeliveryError>| match ended {
        Err(DeliveryError::Refused { words, .. }) => words,
        other => panic!("{other:?}"),
    };
    let server = ZoomServer::start().await;
    let said = |status, code: u32| {
        let body = json!({"code": code, "message": "Maria's meeting"});
        Fate::NotDone(answer(status, &body))
    };
    for (status, code, expected) in [
        (404, 3001, "not at Zoom any more"),
        (400, 3000, "another Zoom user"),
        (400, 4711, "allow meetings"),
        (400, 777, "error 777"),
    ] {
        server.state().fates.push_back(said(status, code));
        let told = words(server.client().change(MeetingId(1), &meeting()).await);
        assert!(told.contains(expected) && !told.contains("Maria"), "{told}");
    }
    server.state().fates.push_back(said(400, 3002));
    let told = words(server.client().delete(MeetingId(1)).await);
    assert!(told.contains("going on"), "{told}");

    for fate in [said(401, 124), Fate::NotDone(Say::status(401))] {
        server.state().fates.push_back(fate);
        let ended = server.client().create(&meeting()).await;
        assert_eq!(ended, Err(DeliveryError::SignIn));
    }
    // A hundred meetings a day: the next day of UTC.
    server.state().fates.push_back(said(300, 300));
    let ended = server.client().create(&meeting()).await;
    let retry_after = "2026-11-22T00:00:00Z".parse().unwrap();
    assert_eq!(ended, Err(DeliveryError::Busy { retry_after }));
    // A rush that is over after the pause it asks for.
    let rush = Fate::NotDone(later(429, Some("3")));
    server.state().fates.push_back(rush);
    server.client().create(&meeting()).await.unwrap();
    assert_eq!(server.state().meetings.len(), 1);
}

#[tokio::test]
async fn what_is_no_meeting_is_not_asked_for() {
    let server = ZoomServer::start().await;
    let wrong = [
        Meeting {
            topic: " ".to_owned(),
            ..meeting()
        },
        Meeting {
            minutes: 0,
            ..meeting()
        },
        Meeting {
            minutes: 1441,
            ..meeting()
        },
        Meeting {
            marker: "two words".to_owned(),
            ..meeting()
        },
    ];
    for wrong in wrong {
        let ended = server.client().create(&wrong).await;
        assert!(
            matches!(ended, Err(DeliveryError::Refused { .. })),
            "{ended:?}"
        );
    }
    assert!(server.state().asked.is_empty());
}
