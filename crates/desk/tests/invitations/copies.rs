//! The events of interviews in a calendar at Radicale.

use chrono::TimeDelta;
use muster_providers::calendar::{Calendar as _, Found};
use muster_providers::ics::When;
use serde_json::{Value, json};

use crate::desk::{AN_HOUR_LATER, Mailroom, TUESDAY};
use crate::office::{at, call, refusal};
use crate::server::Radicale;

/// A mailroom whose interviews are written into Mina's calendar "Work"; Bo's busy times come from
/// it too.
async fn writing(radicale: &Radicale) -> Mailroom {
    let room = Mailroom::quiet().await;
    room.mail_by_smtp().await;
    let connect = json!({ "kind": "caldav", "address": radicale.url.as_str(), "user_name": "ana",
        "password": "correct-horse" });
    let account = call(room.desk(), "calendar_connect", connect).await["account"].clone();
    let work = account["calendars"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["name"] == "Work")
        .unwrap()
        .clone();
    assert_eq!(work["writable"], true, "{account}");
    let choose = json!({ "calendar_id": work["id"], "person_id": room.office.bo, "counts": true,
        "writes": true });
    let account = call(room.desk(), "calendar_choose", choose).await;
    let writes: Vec<&Value> = account["calendars"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|c| c["writes"] == true)
        .collect();
    assert_eq!(writes.len(), 1);
    room
}

async fn there(radicale: &Radicale, uid: &str) -> Option<Found> {
    let own = uid.to_owned();
    let account = radicale.account_knowing(move |other| other == own);
    account.look_up(&radicale.work(), uid).await.unwrap()
}

fn start(found: &Found) -> String {
    match &found.entry.when {
        When::Timed { start, .. } => start.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        When::Days { .. } => panic!("days"),
    }
}

#[tokio::test]
async fn an_interview_is_written_moved_and_taken_out() {
    let radicale = Radicale::start();
    let mut room = writing(&radicale).await;
    let bo = room.office.bo.clone();
    let interview = room.interview("Ada Lovelace", &[&bo]).await;
    let uid = interview["uid"].as_str().unwrap().to_owned();
    let team = format!("team-{uid}");
    room.post().await;
    assert!(
        there(&radicale, &uid).await.is_none(),
        "written within the undo window"
    );
    room.wait(31);
    room.post().await;
    let (candidates, internal) = (
        there(&radicale, &uid).await.unwrap(),
        there(&radicale, &team).await.unwrap(),
    );
    assert_eq!(start(&internal), TUESDAY);
    // Only one of the two takes the recruiter's time.
    assert!(internal.entry.busy && !candidates.entry.busy);
    assert!(internal.entry.description.contains("Kafka"));
    assert!(!candidates.entry.description.contains("Kafka"));
    let all = room.invitations(&interview).await;
    assert_eq!(all["calendar_words"], "It is in your calendar.");

    // Our own event does not stand against our own interview.
    call(room.desk(), "calendar_sync", json!({})).await;
    let drift = call(room.desk(), "drift_list", json!({})).await;
    assert_eq!(drift["items"], json!([]), "{drift}");

    let moved = json!({ "id": interview["id"], "starts_at": AN_HOUR_LATER, "reason": "A clash." });
    call(room.desk(), "interview_update", moved).await;
    room.post().await;
    room.wait(100);
    room.post().await;
    let internal = there(&radicale, &team).await.unwrap();
    assert_eq!(
        (start(&internal).as_str(), internal.entry.sequence),
        (AN_HOUR_LATER, 1)
    );

    call(
        room.desk(),
        "interview_cancel",
        json!({ "id": interview["id"], "reason": "Over." }),
    )
    .await;
    room.post().await;
    room.wait(200);
    room.post().await;
    assert!(there(&radicale, &uid).await.is_none());
    assert!(there(&radicale, &team).await.is_none());
    // No mail left: nobody said that people are to be told.
    assert!(room.postbox.take().is_empty());
}

#[tokio::test]
async fn what_somebody_noted_in_the_calendar_stays_and_what_they_moved_is_told_not_overwritten() {
    let radicale = Radicale::start();
    let mut room = writing(&radicale).await;
    let bo = room.office.bo.clone();
    let interview = room.interview("Ada Lovelace", &[&bo]).await;
    let team = format!("team-{}", interview["uid"].as_str().unwrap());
    room.post().await;
    room.wait(31);
    room.post().await;

    let own = team.clone();
    let theirs = radicale.account_knowing(move |other| other == own);
    let found = there(&radicale, &team).await.unwrap();
    let mut entry = found.entry.clone();
    "Room 4, bring a pen".clone_into(&mut entry.location);
    theirs
        .update(&found.id, &found.version, &entry)
        .await
        .unwrap();
    let moved = json!({ "id": interview["id"], "starts_at": AN_HOUR_LATER, "reason": "A clash." });
    call(room.desk(), "interview_update", moved).await;
    room.post().await;
    room.wait(100);
    room.post().await;
    let found = there(&radicale, &team).await.unwrap();
    assert_eq!(start(&found), AN_HOUR_LATER);
    assert_eq!(found.entry.location, "Room 4, bring a pen");

    let mut entry = found.entry.clone();
    if let When::Timed { start, end, .. } = &mut entry.when {
        *start += TimeDelta::hours(2);
        *end += TimeDelta::hours(2);
    }
    theirs
        .update(&found.id, &found.version, &entry)
        .await
        .unwrap();
    room.wait(1000);
    call(room.desk(), "calendar_sync", json!({})).await;
    room.work(&["drift"]).await;
    let notices = call(room.desk(), "notice_list", json!({})).await;
    let notice = &notices["items"][0];
    assert_eq!(
        (&notice["kind"], &notice["interview_id"]),
        (&json!("drift"), &interview["id"])
    );
    assert!(
        notice["body"].as_str().unwrap().contains("moved it"),
        "{notice}"
    );
    // A second look tells nothing new.
    call(room.desk(), "calendar_sync", json!({})).await;
    room.work(&["drift"]).await;
    let again = call(room.desk(), "notice_list", json!({})).await;
    assert_eq!(again["items"].as_array().unwrap().len(), 1, "{again}");
    let found = there(&radicale, &team).await.unwrap();
    assert_eq!(
        start(&found),
        "2026-11-24T17:00:00Z",
        "their move was undone"
    );
}

#[tokio::test]
async fn a_calendar_that_is_away_gets_the_event_later_and_once() {
    let radicale = Radicale::start();
    let mut room = writing(&radicale).await;
    let bo = room.office.bo.clone();
    let interview = room.interview("Ada Lovelace", &[&bo]).await;
    let uid = interview["uid"].as_str().unwrap().to_owned();
    room.post().await;
    radicale.pause();
    room.wait(31);
    // A process that is killed in the middle leaves the event to the next one.
    let halfway = tokio::time::timeout(std::time::Duration::from_millis(300), room.post()).await;
    assert!(
        halfway.is_err(),
        "the calendar answered although it is away"
    );
    radicale.resume();
    room.wait(3600);
    room.post().await;
    assert!(there(&radicale, &uid).await.is_some());
    room.wait(7200);
    room.post().await;
    assert_eq!(
        radicale.files_in_work(),
        2,
        "one event for the candidate, one for the team"
    );
}

#[tokio::test]
async fn a_subscription_cannot_be_written() {
    let radicale = Radicale::start();
    let room = writing(&radicale).await;
    let list = call(room.desk(), "calendar_account_list", json!({})).await;
    let calendars = list["accounts"][0]["calendars"].as_array().unwrap();
    let team = calendars.iter().find(|c| c["name"] == "Team").unwrap();
    let params = json!({ "calendar_id": team["id"], "person_id": null, "counts": false,
        "writes": true });
    let account = call(room.desk(), "calendar_choose", params).await;
    let writes: Vec<&Value> = account["calendars"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|c| c["writes"] == true)
        .collect();
    assert_eq!(
        writes.len(),
        1,
        "two calendars would hold the same interviews"
    );
    assert_eq!(writes[0]["name"], "Team");
    let missing = json!({ "calendar_id": "none", "person_id": null, "counts": false });
    refusal(room.desk(), "calendar_choose", missing).await;
    let _ = at(TUESDAY);
}
