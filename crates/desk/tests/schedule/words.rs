use serde_json::{Value, json};

use crate::office::{Office, call, refusal};

#[tokio::test]
async fn a_typed_time_is_read_on_the_readers_calendar() {
    let office = Office::new().await;
    let read = |params: Value| call(&office.desk, "time_read", params);
    let found = read(json!({ "text": "thu 9am new york" })).await;
    assert_eq!(
        found["items"][0],
        json!({ "date": "2026-11-26", "starts_at": "2026-11-26T14:00:00Z", "minutes": 900,
            "spoken": "Thu 26 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)" })
    );
    let found = read(json!({ "text": "24 nov" })).await;
    assert_eq!(
        found["items"],
        json!([{ "date": "2026-11-24", "starts_at": null, "minutes": null, "spoken": "Tue 24 Nov" }])
    );
    assert_eq!(
        read(json!({ "text": "Ada Lovelace" })).await["items"],
        json!([])
    );
    let found = read(json!({ "text": "thu 3", "limit": 1 })).await;
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    let failure = refusal(
        &office.desk,
        "time_read",
        json!({ "text": "thu", "limit": 0 }),
    )
    .await;
    assert_eq!(failure.details.unwrap()["field"], "limit");
}

#[tokio::test]
async fn the_kinds_of_interviews_have_labels_and_those_of_ones_own_are_kept() {
    let office = Office::new().await;
    let kinds = call(&office.desk, "interview_type_list", json!({})).await;
    assert_eq!(
        kinds[0],
        json!({ "name": "screen", "label": "Phone screen", "default_minutes": 30 })
    );
    let known = kinds.as_array().unwrap().len();
    let ada = office
        .interview("Ada Lovelace", "2026-11-24T14:00:00Z", &[&office.bo])
        .await;
    let rename = json!({ "id": ada["id"], "interview_type": "system_design" });
    call(&office.desk, "interview_update", rename).await;
    let kinds = call(&office.desk, "interview_type_list", json!({})).await;
    assert_eq!(
        kinds[known],
        json!({ "name": "system_design", "label": "System design", "default_minutes": 45 })
    );
}

#[tokio::test]
async fn what_happened_in_another_year_says_so() {
    let office = Office::new().await;
    let ada = office
        .interview("Ada Lovelace", "2026-11-24T14:00:00Z", &[&office.bo])
        .await;
    call(&office.desk, "workspace_backup", json!({})).await;
    let spoken = async |now: &str| {
        let desk = office.later(now);
        let at = |value: &Value| value["spoken_at"].as_str().unwrap().to_owned();
        let logs = call(&desk, "interview_logs", json!({ "id": ada["id"] })).await;
        let list = call(&desk, "activity_list", json!({ "limit": 1 })).await;
        let backups = call(&desk, "backup_list", json!({})).await;
        let person = json!({ "candidate_id": ada["candidate_id"], "limit": 1 });
        let timeline = call(&desk, "candidate_timeline", person).await;
        [
            at(&logs[0]),
            at(&list["items"][0]),
            at(&backups[0]),
            at(&timeline["items"][0]),
        ]
    };
    let now = "Mon 23 Nov 09:00 Berlin (UTC+1)";
    assert_eq!(spoken("2026-12-31T22:30:00Z").await, [now; 4]);
    // In Berlin it is 2027 already.
    let then = "Mon 23 Nov 2026 09:00 Berlin (UTC+1)";
    assert_eq!(spoken("2026-12-31T23:30:00Z").await, [then; 4]);
}
