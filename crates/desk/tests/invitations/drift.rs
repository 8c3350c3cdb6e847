//! The drift radar: what changed in a calendar is told.

use serde_json::json;

use crate::desk::Mailroom;
use crate::office::call;

#[tokio::test]
async fn an_appointment_that_somebody_makes_over_an_interview_is_told_once_and_forgotten_when_it_goes()
 {
    let radicale = crate::server::Radicale::start();
    let mut room = Mailroom::quiet().await;
    let connect = json!({ "kind": "caldav", "address": radicale.url.as_str(), "user_name": "ana",
        "password": "correct-horse" });
    let account = call(room.desk(), "calendar_connect", connect).await["account"].clone();
    let work = account["calendars"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["name"] == "Work")
        .unwrap();
    let choose = json!({ "calendar_id": work["id"], "person_id": room.office.bo, "counts": true });
    call(room.desk(), "calendar_choose", choose).await;
    let bo = room.office.bo.clone();
    let interview = room.interview("Ada Lovelace", &[&bo]).await;
    room.work(&["calendars", "drift"]).await;
    let notices = call(room.desk(), "notice_list", json!({})).await;
    assert_eq!(notices["items"], json!([]), "{notices}");

    radicale
        .put_event("dentist", "2026-11-24T14:30:00Z", "2026-11-24T15:00:00Z")
        .await;
    room.wait(1800);
    room.work(&["calendars", "drift"]).await;
    let notices = call(room.desk(), "notice_list", json!({})).await;
    assert_eq!(
        notices["items"][0]["interview_id"], interview["id"],
        "{notices}"
    );
    assert!(
        notices["items"][0]["body"].as_str().unwrap().contains("Bo"),
        "{notices}"
    );
    let repair = call(
        room.desk(),
        "interview_repair",
        json!({ "id": interview["id"] }),
    )
    .await;
    assert!(
        !repair["options"].as_array().unwrap().is_empty(),
        "{repair}"
    );

    room.wait(3600);
    room.work(&["calendars", "drift"]).await;
    let again = call(room.desk(), "notice_list", json!({})).await;
    assert_eq!(again["items"].as_array().unwrap().len(), 1, "told twice");

    // It goes, and comes back: that is news again.
    radicale.remove_event("dentist").await;
    room.wait(5400);
    room.work(&["calendars", "drift"]).await;
    radicale
        .put_event("dentist", "2026-11-24T14:30:00Z", "2026-11-24T15:00:00Z")
        .await;
    room.wait(7200);
    room.work(&["calendars", "drift"]).await;
    let again = call(room.desk(), "notice_list", json!({})).await;
    assert_eq!(again["items"].as_array().unwrap().len(), 2, "{again}");
}
