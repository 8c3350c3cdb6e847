//! Interview plans: steps, lengths with their sources, and what can never work.

use muster_desk::Code;
use serde_json::{Value, json};

use crate::office::{Office, call, id, refusal};

async fn problems(office: &Office, params: Value) -> Vec<String> {
    let plan = call(&office.desk, "interview_plan_create", params).await;
    serde_json::from_value(plan["problems"].clone()).unwrap()
}

#[tokio::test]
async fn a_plan_shows_its_steps_with_names_and_lengths() {
    let office = Office::new().await;
    let pool = json!({ "name": "Rust", "members": [{ "person_id": office.cy }] });
    let pool = id(&call(&office.desk, "pool_create", pool).await);
    let lengths = json!({ "interview_lengths": { "ai": 50 } });
    call(&office.desk, "settings_update", lengths).await;
    let params = json!({ "job_id": office.job, "name": "Backend", "maximum_days": 2, "steps": [
        { "interview_type": "screen", "interviewer_ids": [office.bo] },
        { "interview_type": "ai", "pools": [{ "pool_id": pool }], "shadow_ids": [office.bo] },
        { "interview_type": "panel", "mode": "OFFLINE", "duration_minutes": 90, "title": "Team",
            "interviewer_ids": [office.cy], "competency": "system design" }] });
    let plan = call(&office.desk, "interview_plan_create", params).await;
    assert_eq!(plan["job_title"], "Backend engineer");
    assert_eq!(
        (
            &plan["ordered"],
            &plan["maximum_days"],
            &plan["gap_minutes"]
        ),
        (&json!(true), &json!(2), &json!(0))
    );
    let steps = plan["steps"].as_array().unwrap();
    let facts = |step: &Value| (step["title"].clone(), step["duration"].clone());
    assert_eq!(
        steps.iter().map(facts).collect::<Vec<_>>(),
        [
            (
                json!("Phone screen"),
                json!({ "minutes": 30, "source": "built in" })
            ),
            (
                json!("AI interview"),
                json!({ "minutes": 50, "source": "workspace (AI interview 50)" })
            ),
            (
                json!("Team"),
                json!({ "minutes": 90, "source": "this step" })
            ),
        ]
    );
    assert_eq!(steps[0]["interviewer_names"], json!(["Bo"]));
    assert_eq!(
        steps[1]["pools"],
        json!([{ "pool_id": pool, "pool_name": "Rust", "choose": 1 }])
    );
    assert_eq!(steps[2]["competency"], "system design");
    assert_eq!(steps[0]["competency"], Value::Null);
    assert_eq!(plan["problems"], json!([]));
    let got = call(
        &office.desk,
        "interview_plan_get",
        json!({ "id": plan["id"] }),
    )
    .await;
    assert_eq!(got, plan);
    let of_job = json!({ "job_id": office.job });
    let listed = call(&office.desk, "interview_plan_list", of_job).await;
    assert_eq!(listed["items"], json!([plan]));
}

#[tokio::test]
async fn steps_keep_their_ids_and_undo_puts_them_back() {
    let office = Office::new().await;
    let params = json!({ "name": "Backend", "steps": [
        { "interview_type": "screen", "interviewer_ids": [office.bo] },
        { "interview_type": "technical", "interviewer_ids": [office.cy] }] });
    let plan = call(&office.desk, "interview_plan_create", params).await;
    let (first, second) = (&plan["steps"][0]["id"], &plan["steps"][1]["id"]);
    let params = json!({ "id": plan["id"], "ordered": false, "steps": [
        { "id": second, "interview_type": "technical", "interviewer_ids": [office.bo] },
        { "interview_type": "culture", "interviewer_ids": [office.cy] }] });
    let changed = call(&office.desk, "interview_plan_update", params).await;
    assert_eq!(changed["steps"][0]["id"], *second);
    assert_ne!(changed["steps"][1]["id"], *first);
    assert_eq!(changed["ordered"], false);
    assert_eq!(changed["name"], "Backend");
    call(&office.desk, "change_undo", json!({})).await;
    let back = call(
        &office.desk,
        "interview_plan_get",
        json!({ "id": plan["id"] }),
    )
    .await;
    assert_eq!(back, plan);

    let strange = json!({ "id": plan["id"], "steps": [
        { "id": "of another plan", "interview_type": "screen" }] });
    let refused = refusal(&office.desk, "interview_plan_update", strange).await;
    assert_eq!(refused.details.unwrap()["field"], "steps[0].id");
}

#[tokio::test]
async fn a_job_has_one_plan_and_a_template_is_copied() {
    let office = Office::new().await;
    let template = json!({ "name": "Engineers", "gap_minutes": 15, "steps": [
        { "interview_type": "screen", "interviewer_ids": [office.bo], "duration_minutes": 25 }] });
    let template = call(&office.desk, "interview_plan_create", template).await;
    assert_eq!(
        (&template["job_id"], &template["job_title"]),
        (&Value::Null, &Value::Null)
    );
    let copy = json!({ "name": "Backend", "job_id": office.job, "from_plan_id": template["id"] });
    let copy = call(&office.desk, "interview_plan_create", copy).await;
    assert_eq!(copy["gap_minutes"], 15);
    assert_eq!(copy["steps"][0]["duration_minutes"], 25);
    assert_ne!(copy["steps"][0]["id"], template["steps"][0]["id"]);

    let second = json!({ "name": "Another", "job_id": office.job });
    let refused = refusal(&office.desk, "interview_plan_create", second).await;
    assert_eq!(refused.code, Code::AlreadyExists);
    assert_eq!(refused.details.unwrap()["id"], copy["id"]);
    let free = json!({ "id": copy["id"], "job_id": null });
    let free = call(&office.desk, "interview_plan_update", free).await;
    assert_eq!(free["job_id"], Value::Null);
}

#[tokio::test]
async fn bad_settings_are_refused_by_their_field() {
    let office = Office::new().await;
    let step = |more: Value| {
        let mut step = json!({ "interview_type": "screen" });
        step.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({ "name": "P", "steps": [step] })
    };
    let bo = &office.bo;
    for (params, field) in [
        (json!({ "name": "" }), "name"),
        (json!({ "name": "P", "maximum_days": 0 }), "maximum_days"),
        (json!({ "name": "P", "gap_minutes": 2000 }), "gap_minutes"),
        (
            step(json!({ "duration_minutes": 3 })),
            "steps[0].duration_minutes",
        ),
        (
            step(json!({ "interview_type": " " })),
            "steps[0].interview_type",
        ),
        (
            step(json!({ "interviewer_ids": [bo], "shadow_ids": [bo] })),
            "steps[0].shadow_ids[0]",
        ),
    ] {
        let refused = refusal(&office.desk, "interview_plan_create", params).await;
        assert_eq!(refused.details.unwrap()["field"], field);
    }
    let lengths = json!({ "interview_lengths": { "screen": 2 } });
    let refused = refusal(&office.desk, "settings_update", lengths).await;
    assert_eq!(
        refused.details.unwrap()["field"],
        "interview_lengths.screen"
    );
}

#[tokio::test]
async fn what_can_never_work_is_said_in_words() {
    let office = Office::new().await;
    let pool = |name: &str, members: Value| json!({ "name": name, "members": members });
    let empty = id(&call(&office.desk, "pool_create", pool("Nobody", json!([]))).await);
    let learners = json!([{ "person_id": office.bo, "training": "shadow" },
        { "person_id": office.cy, "training": "reverse_shadow" }]);
    let learners = id(&call(&office.desk, "pool_create", pool("Learners", learners)).await);
    let both = json!([{ "person_id": office.bo }, { "person_id": office.cy }]);
    let both = id(&call(&office.desk, "pool_create", pool("Both", both)).await);
    let plan = |step: Value| {
        let mut whole = json!({ "title": "X", "interview_type": "technical" });
        whole
            .as_object_mut()
            .unwrap()
            .extend(step.as_object().unwrap().clone());
        json!({ "name": "P", "steps": [whole] })
    };
    for (params, words) in [
        (
            json!({ "name": "P" }),
            "The plan has no interviews yet. Add a step.",
        ),
        (
            plan(json!({})),
            "“X” has nobody. Name an interviewer or a pool.",
        ),
        (
            plan(json!({ "pools": [{ "pool_id": empty }] })),
            "“X”: the pool Nobody has nobody in it.",
        ),
        (
            plan(json!({ "pools": [{ "pool_id": learners }] })),
            "“X”: the pool Learners can fill 0 of the 1 seats: too few of its people are qualified.",
        ),
        (
            plan(json!({ "interviewer_ids": [office.bo], "duration_minutes": 481 })),
            "“X” takes 481 minutes, longer than Bo ever works without a pause.",
        ),
        (
            plan(
                json!({ "pools": [{ "pool_id": both, "choose": 2 }], "interviewer_ids": [office.bo] }),
            ),
            "“X”: the pool Both can fill 1 of the 2 seats: too few of its people are qualified.",
        ),
    ] {
        assert_eq!(problems(&office, params).await, [words]);
    }
    // A reverse shadow sits beside a qualified person; a day's whole hours are not too long.
    let fine = plan(
        json!({ "pools": [{ "pool_id": learners }], "interviewer_ids": [office.bo],
        "duration_minutes": 480 }),
    );
    assert_eq!(problems(&office, fine).await, Vec::<String>::new());

    let twice = json!({ "name": "P", "steps": [
        { "title": "A", "interview_type": "screen", "interviewer_ids": [office.bo] },
        { "title": "B", "interview_type": "technical", "interviewer_ids": [office.bo] }] });
    assert_eq!(
        problems(&office, twice.clone()).await,
        ["Bo is named in “A” and in “B”, and this plan lets nobody interview twice."]
    );
    let mut allowed = twice;
    allowed["allow_same_interviewer"] = json!(true);
    assert_eq!(problems(&office, allowed).await, Vec::<String>::new());

    let only_screens = json!({ "id": office.bo, "interview_types": ["screen"] });
    call(&office.desk, "person_update", only_screens).await;
    let named = plan(json!({ "interviewer_ids": [office.bo] }));
    assert_eq!(
        problems(&office, named).await,
        ["“X”: Bo does not take interviews of the kind “Technical interview”."]
    );
}

#[tokio::test]
async fn the_workspaces_length_of_a_kind_holds_where_none_is_given() {
    let office = Office::new().await;
    let lengths = json!({ "interview_lengths": { "Screen": 20, "coffee": 15 } });
    call(&office.desk, "settings_update", lengths).await;
    let kinds = call(&office.desk, "interview_type_list", json!({})).await;
    let minutes = |name: &str| {
        let kinds = kinds.as_array().unwrap();
        kinds.iter().find(|k| k["name"] == name).unwrap()["default_minutes"].clone()
    };
    assert_eq!(
        (minutes("screen"), minutes("coffee")),
        (json!(20), json!(15))
    );
    assert_eq!((minutes("ai"), minutes("standard")), (json!(45), json!(45)));
    let application = office.application("Ada Lovelace").await;
    let check = json!({ "application_id": application, "interview_type": "screen",
        "interviewer_ids": [office.bo], "starts_at": "2026-11-24T10:00:00Z" });
    let check = call(&office.desk, "interview_check", check).await;
    assert_eq!(check["ends_at"], "2026-11-24T10:20:00Z");
    let built_in = json!({ "interview_lengths": { "screen": null } });
    let settings = call(&office.desk, "settings_update", built_in).await;
    assert_eq!(settings["interview_lengths"], json!({ "coffee": 15 }));
}
