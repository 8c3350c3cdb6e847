//! Pools of interviewers.

use muster_desk::Code;
use serde_json::json;

use crate::office::{Office, call, id, refusal};

#[tokio::test]
async fn a_pool_has_people_with_weights_and_training() {
    let office = Office::new().await;
    let params = json!({ "name": "Rust", "skill": "Rust", "members": [
        { "person_id": office.cy, "weight": 2, "training": "reverse_shadow" },
        { "person_id": office.bo, "alternate": true }] });
    let pool = call(&office.desk, "pool_create", params).await;
    assert_eq!(pool["qualified"], 1);
    assert_eq!(
        pool["members"],
        json!([
            { "person_id": office.cy, "full_name": "Cy", "weight": 2,
                "training": "reverse_shadow", "alternate": false },
            { "person_id": office.bo, "full_name": "Bo", "weight": 1,
                "training": "qualified", "alternate": true }])
    );
    let listed = call(&office.desk, "pool_list", json!({})).await;
    assert_eq!(listed["items"], json!([pool]));

    let params = json!({ "id": pool["id"], "members": [{ "person_id": office.bo }] });
    let changed = call(&office.desk, "pool_update", params).await;
    assert_eq!(changed["members"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&changed["name"], &changed["skill"]),
        (&json!("Rust"), &json!("Rust"))
    );
    call(&office.desk, "change_undo", json!({})).await;
    let listed = call(&office.desk, "pool_list", json!({})).await;
    assert_eq!(
        listed["items"],
        json!([pool]),
        "people, order and weights are back"
    );
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_by_its_field() {
    let office = Office::new().await;
    call(&office.desk, "pool_create", json!({ "name": "Rust" })).await;
    let taken = refusal(&office.desk, "pool_create", json!({ "name": " rust " })).await;
    assert_eq!(taken.code, Code::AlreadyExists);
    let bo = &office.bo;
    for (params, field) in [
        (json!({ "name": " " }), "name"),
        (
            json!({ "name": "A", "members": [{ "person_id": bo, "weight": 0 }] }),
            "members[0].weight",
        ),
        (
            json!({ "name": "A", "members": [{ "person_id": bo, "weight": 11 }] }),
            "members[0].weight",
        ),
        (
            json!({ "name": "A", "members": [{ "person_id": bo }, { "person_id": bo }] }),
            "members[1].person_id",
        ),
        (
            json!({ "name": "A", "members": [{ "person_id": bo, "training": "guru" }] }),
            "members[0].training",
        ),
    ] {
        let refused = refusal(&office.desk, "pool_create", params).await;
        assert_eq!(refused.code, Code::InvalidParameter);
        assert_eq!(refused.details.unwrap()["field"], field);
    }
    let nobody = json!({ "name": "A", "members": [{ "person_id": "nobody" }] });
    let refused = refusal(&office.desk, "pool_create", nobody).await;
    assert_eq!(refused.code, Code::NotFound);
}

#[tokio::test]
async fn a_pool_that_a_plan_uses_stays_and_another_one_comes_back_by_undo() {
    let office = Office::new().await;
    let member = json!([{ "person_id": office.bo }]);
    let pool = json!({ "name": "Rust", "members": member });
    let pool = id(&call(&office.desk, "pool_create", pool).await);
    let plan = json!({ "name": "Engineers", "steps": [
        { "interview_type": "technical", "pools": [{ "pool_id": pool }] }] });
    let plan = id(&call(&office.desk, "interview_plan_create", plan).await);
    let refused = refusal(&office.desk, "pool_remove", json!({ "id": pool })).await;
    assert_eq!(refused.code, Code::InvalidParameter);
    assert!(refused.message.contains("Engineers"), "{}", refused.message);

    call(&office.desk, "interview_plan_remove", json!({ "id": plan })).await;
    call(&office.desk, "pool_remove", json!({ "id": pool })).await;
    let listed = call(&office.desk, "pool_list", json!({})).await;
    assert_eq!(listed["items"], json!([]));
    call(&office.desk, "change_undo", json!({})).await;
    let listed = call(&office.desk, "pool_list", json!({})).await;
    assert_eq!(listed["items"][0]["members"][0]["full_name"], "Bo");
}

#[tokio::test]
async fn a_reverse_shadow_takes_a_seat_beside_a_qualified_member_and_never_alone() {
    let office = Office::new().await;
    let di = json!({ "full_name": "Di", "email": "di@example.com", "time_zone": "Europe/Berlin",
        "working_hours": [{ "days": ["tue", "wed"], "start": "09:00", "end": "17:00" }] });
    let di = id(&call(&office.desk, "person_create", di).await);
    let pool = json!({ "name": "Rust", "members": [
        { "person_id": di, "training": "reverse_shadow" }, { "person_id": office.bo }] });
    let pool = id(&call(&office.desk, "pool_create", pool).await);
    let plan = json!({ "job_id": office.job, "name": "Backend", "steps": [
        { "interview_type": "technical", "duration_minutes": 60,
            "pools": [{ "pool_id": pool, "choose": 2 }] }] });
    let plan = call(&office.desk, "interview_plan_create", plan).await;
    assert_eq!(plan["problems"], json!([]), "{plan}");
    let application = office.application("Grace Hopper").await;
    let window = json!({ "start": "2026-11-24T00:00:00Z", "end": "2026-11-26T00:00:00Z" });
    let step = &plan["steps"][0]["id"];
    let ask = json!({ "application_id": application, "step_id": step, "window": window });
    let found = call(&office.desk, "slots_suggest", ask.clone()).await;
    assert_eq!(
        found["suggestions"][0]["interviewer_ids"],
        json!([office.bo, di]),
        "{found}"
    );
    let loops = json!({ "application_id": application, "window": window, "time_limit_ms": 300 });
    let planned = call(&office.desk, "loop_suggest", loops.clone()).await;
    let sits = &planned["plans"][0]["sessions"][0]["interviewer_ids"];
    assert_eq!(sits, &json!([office.bo, di]), "{planned}");

    // With one seat only the qualified member may have it.
    let step = json!({ "id": plan["id"], "steps": [{ "id": step, "interview_type": "technical",
        "duration_minutes": 60, "pools": [{ "pool_id": pool, "choose": 1 }] }] });
    call(&office.desk, "interview_plan_update", step).await;
    let found = call(&office.desk, "slots_suggest", ask).await;
    let suggestions = found["suggestions"].as_array().unwrap();
    assert!(!suggestions.is_empty());
    assert!(
        suggestions
            .iter()
            .all(|s| s["interviewer_ids"] == json!([office.bo]))
    );
    let planned = call(&office.desk, "loop_suggest", loops).await;
    let plans = planned["plans"].as_array().unwrap();
    assert!(
        plans
            .iter()
            .all(|p| p["sessions"][0]["interviewer_ids"] == json!([office.bo]))
    );
}
