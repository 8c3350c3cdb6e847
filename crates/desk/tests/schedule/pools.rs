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
