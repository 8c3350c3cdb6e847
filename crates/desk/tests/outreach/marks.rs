use muster_desk::{Code, Desk};
use serde_json::{Value, json};

use crate::support::{MONDAY, Office, call, id, refusal};

async fn draft(office: &Office, desk: &Desk) -> (String, String) {
    let ada = office.candidate("Ada Lovelace", "Ada").await;
    let params = json!({ "candidate_id": ada, "channel": "linkedin_message", "text": "Hi Ada" });
    (id(&call(desk, "draft_create", params).await), ada)
}

async fn mark(desk: &Desk, draft: &str, state: &str) -> Value {
    call(desk, "draft_mark", json!({ "id": draft, "state": state })).await
}

async fn messages(desk: &Desk, candidate: &str) -> Vec<(String, String)> {
    let list = call(desk, "message_list", json!({ "candidate_id": candidate })).await;
    let text = |m: &Value, key: &str| m[key].as_str().unwrap().to_owned();
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|m| (text(m, "direction"), text(m, "text")))
        .collect()
}

#[tokio::test]
async fn a_sent_draft_becomes_a_message_once() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let (draft, ada) = draft(&office, &desk).await;
    for state in ["ready", "copied", "sent"] {
        assert_eq!(mark(&desk, &draft, state).await["state"], state);
    }
    assert_eq!(
        messages(&desk, &ada).await,
        [("out".to_owned(), "Hi Ada".to_owned())]
    );
    // Not sent after all, then sent: history keeps one.
    mark(&desk, &draft, "copied").await;
    mark(&desk, &draft, "sent").await;
    mark(&desk, &draft, "sent").await;
    assert_eq!(messages(&desk, &ada).await.len(), 1);
    mark(&desk, &draft, "accepted").await;
    let reply = json!({ "id": draft, "state": "replied", "reply": "Thursday works" });
    assert_eq!(call(&desk, "draft_mark", reply).await["state"], "replied");
    let told = messages(&desk, &ada).await;
    assert!(
        told.contains(&("in".to_owned(), "Thursday works".to_owned())),
        "{told:?}"
    );
    let waiting: i64 = sqlx::query_scalar("SELECT count(*) FROM outbox")
        .fetch_one(&mut office.sql().await)
        .await
        .unwrap();
    assert_eq!(waiting, 0, "a human sends; nothing waits to go out");
}

#[tokio::test]
async fn undo_takes_back_a_wrong_sent_with_its_message() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let (draft, ada) = draft(&office, &desk).await;
    mark(&desk, &draft, "ready").await;
    mark(&desk, &draft, "sent").await;
    call(&desk, "change_undo", json!({})).await;
    assert_eq!(
        call(&desk, "draft_get", json!({ "id": draft })).await["state"],
        "ready"
    );
    assert!(messages(&desk, &ada).await.is_empty());
}

#[tokio::test]
async fn steps_that_make_no_sense_are_refused_with_what_is_possible() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let (draft, _) = draft(&office, &desk).await;
    let refused = refusal(
        &desk,
        "draft_mark",
        json!({ "id": draft, "state": "replied" }),
    )
    .await;
    assert_eq!(refused.code, Code::InvalidState);
    assert!(
        refused.message.contains("Mark it as sent first"),
        "{}",
        refused.message
    );
    assert_eq!(
        refused.details.unwrap()["next"],
        json!(["ready", "copied", "sent", "discarded"])
    );
    mark(&desk, &draft, "sent").await;
    let refused = refusal(
        &desk,
        "draft_mark",
        json!({ "id": draft, "state": "discarded" }),
    )
    .await;
    assert_eq!(refused.code, Code::InvalidState);
    let edit = refusal(
        &desk,
        "draft_update",
        json!({ "id": draft, "text": "Else" }),
    )
    .await;
    assert_eq!(edit.code, Code::InvalidState);
}

#[tokio::test]
async fn an_edit_takes_a_ready_draft_back_to_be_read_again() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let (draft, _) = draft(&office, &desk).await;
    mark(&desk, &draft, "copied").await;
    let same = call(
        &desk,
        "draft_update",
        json!({ "id": draft, "text": "Hi Ada" }),
    )
    .await;
    assert_eq!(same["state"], "copied", "nothing changed");
    let edited = call(
        &desk,
        "draft_update",
        json!({ "id": draft, "text": "Hi Ada!" }),
    )
    .await;
    assert_eq!(edited["state"], "draft");
}

#[tokio::test]
async fn drafts_are_listed_by_state_and_candidate_in_pages() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let (first, ada) = draft(&office, &desk).await;
    let (second, _) = draft(&office, &desk).await;
    mark(&desk, &second, "ready").await;
    let ready = call(&desk, "draft_list", json!({ "state": "ready" })).await;
    assert_eq!(ready["items"][0]["id"], second.as_str());
    assert_eq!(ready["items"].as_array().unwrap().len(), 1);
    let hers = call(&desk, "draft_list", json!({ "candidate_id": ada })).await;
    assert_eq!(hers["items"][0]["id"], first.as_str());
    let page = call(&desk, "draft_list", json!({ "limit": 1 })).await;
    let rest = call(
        &desk,
        "draft_list",
        json!({ "limit": 1, "cursor": page["next_cursor"] }),
    )
    .await;
    assert_ne!(page["items"][0]["id"], rest["items"][0]["id"]);
    assert_eq!(rest["next_cursor"], json!(null));
}
