use serde_json::{Value, json};

use crate::office::{Office, call};

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
