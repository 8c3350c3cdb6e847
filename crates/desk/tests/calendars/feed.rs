//! Calendars behind an `.ics` address.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::office::{call, refusal};
use crate::rooms::{Rooms, counting};
use crate::support::fake::{Asked, Say, serve};

const BUSY: &str = "BEGIN:VEVENT\r\nUID:a@example.org\r\nDTSTAMP:20261101T000000Z\r\n\
                    SUMMARY:Hush-hush\r\nDTSTART:20261124T140000Z\r\nDTEND:20261124T150000Z\r\n\
                    END:VEVENT\r\n";
const BROKEN: &str = "BEGIN:VEVENT\r\nUID:b@example.org\r\nDTSTAMP:20261101T000000Z\r\n\
                      DTSTART;TZID=Nowhere/At all:20261201T140000\r\nDURATION:PT1H\r\n\
                      END:VEVENT\r\n";

fn calendar(events: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nX-WR-CALNAME:Bo's days\r\n\
         {events}END:VCALENDAR\r\n"
    )
}

/// What the server says now, and how often it said that nothing has changed.
#[derive(Default)]
struct Feed {
    body: String,
    unchanged: usize,
}

async fn published(feed: &Arc<Mutex<Feed>>) -> String {
    let feed = Arc::clone(feed);
    let url = serve(move |asked: &Asked| {
        let mut feed = feed.lock().unwrap();
        if asked.path != "/s3cret-path.ics" {
            return Say::status(404);
        }
        let tag = format!("\"{}\"", feed.body.len());
        if asked.header("if-none-match") == Some(tag.as_str()) {
            feed.unchanged += 1;
            return Say::status(304);
        }
        Say::Answer(200, vec![("ETag", tag)], feed.body.clone())
    })
    .await;
    url.join("s3cret-path.ics").unwrap().into()
}

#[tokio::test]
async fn a_published_calendar_counts_as_long_as_it_says_so() {
    let feed = Arc::new(Mutex::new(Feed::default()));
    feed.lock().unwrap().body = calendar(BUSY);
    let address = published(&feed).await;
    let rooms = Rooms::new().await;
    let desk = rooms.desk();
    let connected = call(
        desk,
        "calendar_connect",
        json!({ "kind": "ics", "address": address }),
    )
    .await;
    let account = rooms.choose(&connected["account"], "Bo's days").await;
    assert_eq!(account["label"], "127.0.0.1");
    assert_eq!(counting(&account)["events"], 1);
    assert_eq!(rooms.against(desk).await.len(), 1);
    for secret in ["Hush-hush", "s3cret-path"] {
        assert!(!rooms.holds(secret), "{secret} is stored in clear");
    }

    call(desk, "calendar_sync", json!({})).await;
    assert_eq!(feed.lock().unwrap().unchanged, 1);
    assert_eq!(rooms.against(desk).await.len(), 1);

    feed.lock().unwrap().body = calendar("");
    call(desk, "calendar_sync", json!({})).await;
    assert!(rooms.against(desk).await.is_empty());
}

#[tokio::test]
async fn an_event_that_cannot_be_read_makes_time_unknown_and_never_free() {
    let feed = Arc::new(Mutex::new(Feed::default()));
    feed.lock().unwrap().body = calendar(BROKEN);
    let address = published(&feed).await;
    let rooms = Rooms::new().await;
    let desk = rooms.desk();
    let connect = json!({ "kind": "ics", "address": address });
    let connected = call(desk, "calendar_connect", connect).await;
    let account = rooms.choose(&connected["account"], "Bo's days").await;
    assert_eq!(counting(&account)["problems"], 1, "{account}");
    assert_eq!(rooms.against(desk).await.len(), 1);
    let seen = json!({ "person_id": rooms.office.bo, "start": "2026-11-24T00:00:00Z",
        "end": "2026-11-25T00:00:00Z" });
    let items = call(desk, "busy_list", seen).await;
    let statuses: Vec<&Value> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|i| &i["status"])
        .collect();
    assert_eq!(statuses, ["unknown"]);

    // A server that answers with a page keeps what is held and says what is wrong.
    feed.lock().unwrap().body = "<html>Sign in</html>".to_owned();
    let list = call(desk, "calendar_sync", json!({})).await;
    let account = &list["accounts"][0];
    assert_eq!(account["state"], "failing");
    assert_eq!(counting(account)["problems"], 1);
    let refused = refusal(
        desk,
        "calendar_connect",
        json!({ "kind": "ics", "address": address }),
    )
    .await;
    assert_eq!(refused.details.unwrap()["field"], "address");
    assert!(!refused.message.contains("s3cret"), "{}", refused.message);
}
