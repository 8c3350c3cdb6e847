use serde_json::{Value, json};

use crate::support::{MONDAY, Office, call, id};

fn ids(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|i| i["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_first_page_says_what_the_day_brings() {
    let office = Office::new().await;
    // 23:30 in Berlin is still Monday there, though Tuesday is near in UTC.
    let late = office
        .interview("Grace Hopper", "2026-11-23T22:30:00Z")
        .await;
    let early = office
        .interview("Ada Lovelace", "2026-11-23T12:00:00Z")
        .await;
    let tomorrow = office
        .interview("Mary Jackson", "2026-11-23T23:30:00Z")
        .await;
    let ada = office.candidate("Ada Byron", "Ada").await;
    let desk = office.desk(MONDAY);
    for states in [&["ready"][..], &["sent", "replied"]] {
        let params = json!({ "candidate_id": ada, "channel": "linkedin_message", "text": "Hi" });
        let draft = id(&call(&desk, "draft_create", params).await);
        for state in states {
            call(&desk, "draft_mark", json!({ "id": draft, "state": state })).await;
        }
    }
    let page = call(&desk, "dashboard_get", json!({})).await;
    assert_eq!(ids(&page["today"]), [early.as_str(), late.as_str()]);
    assert_eq!(
        ids(&page["upcoming"]),
        [early.as_str(), late.as_str(), tomorrow.as_str()]
    );
    assert_eq!(
        page["counts"],
        json!({ "today": 2, "upcoming": 3, "completed": 0 })
    );
    assert_eq!(page["next_interview"]["id"], early.as_str());
    assert_eq!(
        (&page["replies"], &page["drafts_ready"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(
        (&page["feedback_due"], &page["undelivered"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(page["accounts_needing_attention"], json!([]));

    // In the evening nobody has said how the early one went.
    office.run("2026-11-23T20:00:00Z").await;
    let evening = office.desk("2026-11-23T20:00:00Z");
    let page = call(&evening, "dashboard_get", json!({})).await;
    assert_eq!(page["needs_confirmation"], 1);
    assert_eq!(ids(&page["to_confirm"]), [early.as_str()]);
    assert_eq!(page["next_interview"]["id"], late.as_str());
    let done = json!({ "id": early, "status": "completed" });
    call(&evening, "interview_update", done).await;
    let page = call(&evening, "dashboard_get", json!({})).await;
    assert_eq!(ids(&page["completed"]), [early.as_str()]);
    assert_eq!(page["counts"]["completed"], 1);
    assert_eq!(page["needs_confirmation"], 0);
    assert_eq!(page["to_confirm"], json!([]));
}
