use serde_json::{Value, json};

use crate::office::{Office, call, refusal};

#[tokio::test]
async fn a_slot_is_said_on_both_clocks_with_the_names() {
    let office = Office::new().await;
    let application = office.application("Ada Lovelace").await;
    let params = json!({ "application_id": application, "duration_minutes": 45,
        "interviewer_ids": [office.bo, office.cy], "limit": 2,
        "window": { "start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z" } });
    let found = call(&office.desk, "interview_slots", params).await;
    assert_eq!(
        found["slots"][0],
        json!({ "start": "2026-11-24T14:00:00Z", "end": "2026-11-24T14:45:00Z",
            "attendees": [office.bo, office.cy], "attendee_names": ["Bo", "Cy"],
            "spoken": "Tue 24 Nov 15:00–15:45", "spoken_theirs": "09:00 New York (UTC−5)" })
    );
    assert_eq!(found["truncated"], true);
    assert_eq!(found["reasons"], json!([]));
}

#[tokio::test]
async fn without_a_window_it_looks_from_now_to_the_horizon() {
    let office = Office::new().await;
    let application = office.application("Ada Lovelace").await;
    let settings = json!({ "maximum_days_ahead": 7, "minimum_notice_minutes": 120 });
    call(&office.desk, "settings_update", settings).await;
    let params = json!({ "application_id": application, "duration_minutes": 60,
        "interviewer_ids": [office.bo], "step_minutes": 60, "limit": 500 });
    let found = call(&office.desk, "interview_slots", params).await;
    let slots = found["slots"].as_array().unwrap();
    let (first, last) = (slots.first().unwrap(), slots.last().unwrap());
    // Two hours of notice; the last start is exactly a week away.
    assert_eq!(first["spoken"], "Mon 23 Nov 11:00–12:00");
    assert_eq!(last["start"], "2026-11-30T08:00:00Z");
    // Every slot passes the check.
    for slot in slots.iter().step_by(9) {
        let params = json!({ "application_id": application, "duration_minutes": 60,
            "interviewer_ids": slot["attendees"], "starts_at": slot["start"] });
        let check = call(&office.desk, "interview_check", params).await;
        assert_eq!(check["allowed"], true, "{check}");
    }
}

#[tokio::test]
async fn anyone_may_do_when_nobody_is_named() {
    let office = Office::new().await;
    let application = office.application("Ada Lovelace").await;
    let params = json!({ "application_id": application, "duration_minutes": 60, "limit": 500,
        "window": { "start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z" } });
    let found = call(&office.desk, "interview_slots", params).await;
    let slots = found["slots"].as_array().unwrap();
    let names = |slot: &Value| slot["attendee_names"].clone();
    assert_eq!(names(&slots[0]), json!(["Bo"]));
    assert_eq!(names(slots.last().unwrap()), json!(["Cy"]));
}

/// The starts offered on Tuesday for an interview of an hour with Bo, every half hour.
async fn starts(office: &Office, application: &Value, moving: &Value) -> Vec<String> {
    let params = json!({ "application_id": application, "duration_minutes": 60, "limit": 500,
        "interviewer_ids": [office.bo], "step_minutes": 30, "moving": moving,
        "window": { "start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z" } });
    let found = call(&office.desk, "interview_slots", params).await;
    let slots = found["slots"].as_array().unwrap();
    let start = |slot: &Value| slot["start"].as_str().unwrap().to_owned();
    slots.iter().map(start).collect()
}

#[tokio::test]
async fn an_interview_that_is_moved_is_not_in_its_own_way() {
    let office = Office::new().await;
    let ada = office
        .interview("Ada Lovelace", "2026-11-24T14:00:00Z", &[&office.bo])
        .await;
    let application = &ada["application_id"];
    let own = ["13:30", "14:00", "14:30"].map(|time| format!("2026-11-24T{time}:00Z"));
    let with_it = starts(&office, application, &Value::Null).await;
    assert!(
        with_it.iter().all(|start| !own.contains(start)),
        "{with_it:?}"
    );
    let without_it = starts(&office, application, &ada["id"]).await;
    assert!(
        own.iter().all(|start| without_it.contains(start)),
        "{without_it:?}"
    );
    assert_eq!(without_it.len(), with_it.len() + own.len());

    // It counts towards no cap, and somebody else's interview still does.
    let once = json!({ "id": office.bo, "maximum_per_day": 1 });
    call(&office.desk, "person_update", once).await;
    assert_eq!(starts(&office, application, &Value::Null).await.len(), 0);
    assert_eq!(starts(&office, application, &ada["id"]).await, without_it);
    let bob = office.application("Bob Kahn").await;
    assert_eq!(starts(&office, &json!(bob), &Value::Null).await.len(), 0);
}

#[tokio::test]
async fn only_an_interview_of_the_application_can_be_moved_to_its_slots() {
    let office = Office::new().await;
    let ada = office
        .interview("Ada Lovelace", "2026-11-24T14:00:00Z", &[&office.bo])
        .await;
    let bob = office.application("Bob Kahn").await;
    let params = json!({ "application_id": bob, "duration_minutes": 60, "moving": ada["id"] });
    let failure = refusal(&office.desk, "interview_slots", params).await;
    assert_eq!(failure.details.unwrap()["field"], "moving");
    assert!(
        failure.message.contains("Ada Lovelace"),
        "{}",
        failure.message
    );
    let params = json!({ "application_id": bob, "duration_minutes": 60, "moving": "nothing" });
    let failure = refusal(&office.desk, "interview_slots", params).await;
    assert_eq!(failure.code.as_str(), "not_found");
}
