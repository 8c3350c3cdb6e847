//! Finding a time: suggestions with reasons, the X-ray, repairs and drift.

use muster_desk::Code;
use serde_json::{Value, json};

use crate::office::{Office, call, id, refusal};

/// Tuesday to Thursday of the office's week.
fn window() -> Value {
    json!({ "start": "2026-11-24T00:00:00Z", "end": "2026-11-27T00:00:00Z" })
}

fn words(found: &Value) -> Vec<&str> {
    let all = found.as_array().unwrap().iter();
    all.map(|one| one["words"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn suggestions_are_offered_times_with_reasons_and_both_clocks() {
    let office = Office::new().await;
    let application = office.application("Grace Hopper").await;
    let ask = json!({ "application_id": application, "interviewer_ids": [office.bo, office.cy],
        "duration_minutes": 60, "window": window() });
    let found = call(&office.desk, "slots_suggest", ask).await;
    let suggestions = found["suggestions"].as_array().unwrap();
    assert_eq!(suggestions.len(), 3, "{found}");
    assert_eq!(found["none"], Value::Null);
    for one in suggestions {
        // Nine in New York to five in Berlin.
        let start = one["start"].as_str().unwrap();
        assert!(
            ("14:00:00Z"..="15:00:00Z").contains(&&start[11..]),
            "{start}"
        );
        assert_eq!(one["interviewer_names"], json!(["Bo", "Cy"]));
        assert!(one["spoken_theirs"].as_str().unwrap().contains("New York"));
        assert!(!one["reasons"].as_array().unwrap().is_empty());
        let check = json!({ "application_id": application, "starts_at": start,
            "duration_minutes": 60, "interviewer_ids": [office.bo, office.cy] });
        let check = call(&office.desk, "interview_check", check).await;
        assert_eq!(check["allowed"], true, "{check}");
    }
}

#[tokio::test]
async fn the_step_of_a_plan_says_who_and_how_long() {
    let office = Office::new().await;
    let application = office.application("Grace Hopper").await;
    let pool = json!({ "name": "Rust", "members": [{ "person_id": office.cy }] });
    let pool = id(&call(&office.desk, "pool_create", pool).await);
    let plan = json!({ "job_id": office.job, "name": "Backend", "steps": [
        { "interview_type": "technical", "duration_minutes": 90, "interviewer_ids": [office.bo],
            "pools": [{ "pool_id": pool, "choose": 1 }] }] });
    let plan = call(&office.desk, "interview_plan_create", plan).await;
    let ask = json!({ "application_id": application, "step_id": plan["steps"][0]["id"],
        "window": window(), "limit": 1 });
    let found = call(&office.desk, "slots_suggest", ask).await;
    let one = &found["suggestions"][0];
    assert_eq!(one["interviewer_ids"], json!([office.bo, office.cy]));
    assert_eq!(
        (&one["start"], &one["end"]),
        (
            &json!("2026-11-24T14:00:00Z"),
            &json!("2026-11-24T15:30:00Z")
        )
    );
}

#[tokio::test]
async fn where_nothing_is_offered_the_changes_that_would_help_are_named_and_true() {
    let office = Office::new().await;
    let application = office.application("Grace Hopper").await;
    // Bo is free for half an hour of the two that both share.
    office
        .busy(
            &office.bo,
            &["SUMMARY:x\nDTSTART:20261124T143000Z\nDTEND:20261124T160000Z"],
        )
        .await;
    let day = json!({ "start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z" });
    let ask = json!({ "application_id": application, "interviewer_ids": [office.bo, office.cy],
        "duration_minutes": 45, "window": day });
    let found = call(&office.desk, "slots_suggest", ask.clone()).await;
    assert_eq!(found["offered"], 0);
    let changes = &found["none"]["changes"];
    assert!(
        words(changes).iter().any(|w| w.contains("30 minutes")),
        "{changes}"
    );
    assert!(
        words(changes).iter().all(|w| !w.contains("more")),
        "{changes}"
    );
    let shorter = changes
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["kind"] == "shorter")
        .unwrap();
    let mut again = ask;
    again["duration_minutes"] = shorter["value"].clone();
    let found = call(&office.desk, "slots_suggest", again).await;
    assert_eq!(found["offered"], shorter["opens"]);
}

#[tokio::test]
async fn the_xray_says_of_every_time_why_not() {
    let office = Office::new().await;
    let application = office.application("Grace Hopper").await;
    let ask = json!({ "application_id": application, "interviewer_ids": [office.bo, office.cy],
        "duration_minutes": 60, "window": window() });
    let xray = call(&office.desk, "slots_xray", ask.clone()).await;
    let days = xray["days"].as_array().unwrap();
    assert_eq!(days.len(), 3);
    assert_eq!(days[0]["label"], "Tue 24 Nov");
    let mut offered = 0;
    for cell in days.iter().flat_map(|day| day["cells"].as_array().unwrap()) {
        let free = cell["blockers"].as_array().unwrap().is_empty();
        assert_eq!(cell["state"], if free { "offered" } else { "blocked" });
        offered += i32::from(free);
    }
    assert_eq!(xray["offered"], offered);
    // Ten in Berlin is four in the morning in New York.
    let mut open = ask;
    open["start"] = json!("2026-11-24T09:00:00Z");
    let open = call(&office.desk, "slots_open", open).await;
    assert_eq!(open["blockers"][0]["who"], "Cy");
    assert_eq!(words(&open["blockers"]), ["Cy does not work then."]);
    assert!(
        words(&open["changes"]).iter().any(|w| w.contains("Cy")),
        "{open}"
    );
}

#[tokio::test]
async fn a_start_off_the_grid_is_refused_in_words() {
    let office = Office::new().await;
    let application = office.application("Grace Hopper").await;
    let open = json!({ "application_id": application, "interviewer_ids": [office.bo],
        "duration_minutes": 60, "window": window(), "start": "2026-11-24T09:07:00Z" });
    let refused = refusal(&office.desk, "slots_open", open).await;
    assert_eq!(refused.code, Code::InvalidParameter);
    assert_eq!(refused.details.unwrap()["field"], "start");
}

#[tokio::test]
async fn who_declines_is_replaced_at_the_same_time_before_the_candidate_is_asked() {
    let office = Office::new().await;
    let di = json!({ "full_name": "Di", "email": "di@example.com", "time_zone": "Europe/Berlin",
        "working_hours": [{ "days": ["tue"], "start": "09:00", "end": "17:00" }] });
    let di = id(&call(&office.desk, "person_create", di).await);
    let interview = office
        .interview(
            "Grace Hopper",
            "2026-11-24T14:00:00Z",
            &[&office.bo, &office.cy],
        )
        .await;
    let ask = json!({ "id": id(&interview), "declined_person_id": office.bo });
    let repair = call(&office.desk, "interview_repair", ask).await;
    assert_eq!(repair["problem"], "Bo cannot come.");
    let options = repair["options"].as_array().unwrap();
    assert_eq!(
        options[0]["update"]["interviewer_ids"],
        json!([di, office.cy])
    );
    assert_eq!(options[0]["who_notices"], json!(["Di", "Bo"]));
    let notices: Vec<bool> = options
        .iter()
        .map(|o| o["candidate_notices"].as_bool().unwrap())
        .collect();
    assert!(notices.is_sorted(), "{notices:?}");
    assert!(notices.contains(&true), "other times are offered too");
    let mut update = options[0]["update"].clone();
    update["id"] = interview["id"].clone();
    update["reason"] = json!("Bo cannot make it");
    let mended = call(&office.desk, "interview_update", update).await;
    assert_eq!(mended["starts_at"], interview["starts_at"]);
    assert_eq!(mended["interviewer_ids"], json!([di, office.cy]));
}

#[tokio::test]
async fn drift_names_what_no_longer_holds_and_nothing_that_does() {
    let office = Office::new().await;
    let kept = office
        .interview("Grace Hopper", "2026-11-24T14:00:00Z", &[&office.bo])
        .await;
    let broken = office
        .interview("Ada Lovelace", "2026-11-25T14:00:00Z", &[&office.cy])
        .await;
    // Before dawn in Berlin, and meant so: the override stays meant.
    office
        .interview("Alan Turing", "2026-11-26T05:00:00Z", &[&office.bo])
        .await;
    let none = call(&office.desk, "drift_list", json!({})).await;
    assert_eq!(none["items"], json!([]));
    office
        .busy(
            &office.cy,
            &["SUMMARY:x\nDTSTART:20261125T143000Z\nDTEND:20261125T153000Z"],
        )
        .await;
    let drift = call(&office.desk, "drift_list", json!({})).await;
    let items = drift["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{drift}");
    assert_eq!(items[0]["interview"]["id"], broken["id"]);
    assert_ne!(items[0]["interview"]["id"], kept["id"]);
    assert_eq!(words(&items[0]["problems"]), ["Cy is busy then."]);
}

#[tokio::test]
async fn a_public_holiday_of_the_persons_country_is_no_day_to_meet() {
    let office = Office::new().await;
    let application = office.application("Grace Hopper").await;
    let country =
        json!({ "level": "person", "person_id": office.bo, "values": { "country": "DE" } });
    call(&office.desk, "availability_set", country).await;
    // Friday, the 25th of December.
    let ask = json!({ "application_id": application, "interviewer_ids": [office.bo],
        "duration_minutes": 60,
        "window": { "start": "2026-12-25T00:00:00Z", "end": "2026-12-26T00:00:00Z" } });
    let xray = call(&office.desk, "slots_xray", ask).await;
    assert_eq!(xray["offered"], 0);
    let cells = xray["days"][0]["cells"].as_array().unwrap();
    assert!(
        cells
            .iter()
            .any(|c| words(&c["blockers"]) == ["Bo has a holiday then."]),
        "{xray}"
    );
    let shown = call(
        &office.desk,
        "availability_get",
        json!({ "person_id": office.bo }),
    )
    .await;
    let names: Vec<&str> = shown["holidays"]
        .as_array()
        .unwrap()
        .iter()
        .map(|h| h["date"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"2026-12-25"), "{names:?}");
    assert_eq!(shown["holidays_note"], Value::Null);
}

#[tokio::test]
async fn other_hours_of_a_date_open_what_the_xray_says_and_one_undo_takes_them_back() {
    let office = Office::new().await;
    let desk = &office.desk;
    let application = office.application("Grace Hopper").await;
    let away =
        json!({ "id": office.bo, "date_overrides": [{ "date": "2026-12-24", "hours": [] }] });
    call(desk, "person_update", away).await;
    let country =
        json!({ "level": "person", "person_id": office.bo, "values": { "country": "DE" } });
    call(desk, "availability_set", country).await;
    // From the Wednesday that is worked to Friday, the 25th of December, which is not.
    let ask = json!({ "application_id": application, "interviewer_ids": [office.bo],
        "duration_minutes": 60,
        "window": { "start": "2026-12-23T00:00:00Z", "end": "2026-12-26T00:00:00Z" } });
    let before = call(desk, "slots_xray", ask.clone()).await;
    let changes = before["changes"].as_array().unwrap();
    let of_a_date = |kind: &str| changes.iter().find(|c| c["kind"] == kind).unwrap();
    for (change, date) in [
        (of_a_date("hours"), "2026-12-23"),
        (of_a_date("work_on"), "2026-12-25"),
    ] {
        assert_eq!(change["date_override"]["date"], date, "{change}");
        assert_eq!(change["person_id"], json!(office.bo));
        let give = json!({ "id": office.bo, "date_override": change["date_override"] });
        let bo = call(desk, "person_update", give).await;
        // The other dates stay.
        assert_eq!(bo["date_overrides"][0]["date"], "2026-12-24");
        let after = call(desk, "slots_xray", ask.clone()).await;
        let more = after["offered"].as_u64().unwrap() - before["offered"].as_u64().unwrap();
        assert_eq!(change["opens"], more, "{change}");
        call(desk, "change_undo", json!({})).await;
        let again = call(desk, "slots_xray", ask.clone()).await;
        assert_eq!(again["offered"], before["offered"]);
    }
}

#[tokio::test]
async fn only_an_interview_of_the_same_application_is_moved_to_its_times() {
    let office = Office::new().await;
    let application = office.application("Grace Hopper").await;
    let other = office
        .interview("Ada Lovelace", "2026-11-24T14:00:00Z", &[&office.bo])
        .await;
    for command in ["slots_suggest", "slots_xray"] {
        let ask = json!({ "application_id": application, "interviewer_ids": [office.bo],
            "duration_minutes": 60, "window": window(), "moving": other["id"] });
        let refused = refusal(&office.desk, command, ask).await;
        assert_eq!(refused.code, Code::InvalidParameter);
        assert!(
            refused.message.contains("Ada Lovelace"),
            "{}",
            refused.message
        );
        assert_eq!(refused.details.unwrap()["field"], "moving");
    }
}
