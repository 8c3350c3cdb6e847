//! Whole loops: planned from a job's plan, checked, committed all or nothing.

use muster_desk::Code;
use serde_json::{Value, json};

use crate::office::{Office, call, id, refusal};

/// The office with a plan of three interviews in order on one day, ten minutes apart.
async fn planned() -> (Office, String, Value) {
    let office = Office::new().await;
    let weekdays = json!(["mon", "tue", "wed", "thu", "fri"]);
    let mut members = Vec::new();
    for name in ["Di", "Ed"] {
        let person = json!({ "full_name": name, "email": format!("{name}@example.com"),
            "time_zone": "Europe/Berlin",
            "working_hours": [{ "days": weekdays, "start": "09:00", "end": "18:00" }] });
        let person = id(&call(&office.desk, "person_create", person).await);
        members.push(json!({ "person_id": person }));
    }
    let pool = json!({ "name": "Coding", "members": members });
    let pool = id(&call(&office.desk, "pool_create", pool).await);
    let plan = json!({ "job_id": office.job, "name": "Backend", "gap_minutes": 15, "steps": [
        { "title": "Screen", "interview_type": "screen", "interviewer_ids": [office.bo] },
        { "title": "Coding", "interview_type": "technical", "duration_minutes": 60,
            "pools": [{ "pool_id": pool, "choose": 1 }] },
        { "title": "Values", "interview_type": "culture", "duration_minutes": 45,
            "interviewer_ids": [office.cy] }] });
    let plan = call(&office.desk, "interview_plan_create", plan).await;
    let application = office.application("Grace Hopper").await;
    (office, application, plan)
}

fn starts(sessions: &Value) -> Vec<String> {
    let sessions = sessions.as_array().unwrap().iter();
    sessions
        .map(|s| s["starts_at"].as_str().unwrap().to_owned())
        .collect()
}

/// A suggested loop as it is sent back.
fn choices(plan: &Value) -> Value {
    let sessions = plan["sessions"].as_array().unwrap().iter();
    sessions
        .map(|s| {
            json!({ "step_id": s["step_id"], "starts_at": s["starts_at"],
                "interviewer_ids": s["interviewer_ids"] })
        })
        .collect()
}

#[tokio::test]
async fn a_suggested_loop_keeps_the_plan_and_every_rule() {
    let (office, application, plan) = planned().await;
    let ask = json!({ "application_id": application, "time_limit_ms": 300 });
    let found = call(&office.desk, "loop_suggest", ask).await;
    let plans = found["plans"].as_array().unwrap();
    assert_eq!(plans.len(), 3, "{found}");
    assert_ne!(plans[0]["sessions"], plans[1]["sessions"]);
    assert_ne!(plans[1]["sessions"], plans[2]["sessions"]);
    for one in plans {
        let times = starts(&one["sessions"]);
        assert_eq!(times.len(), 3);
        assert!(times.is_sorted(), "in the order of the plan: {times:?}");
        assert_eq!(one["days"], 1);
        let titles: Vec<&Value> = one["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| &s["title"])
            .collect();
        assert_eq!(titles, ["Screen", "Coding", "Values"]);
        let check = json!({ "application_id": application, "plan_id": plan["id"],
            "sessions": choices(one) });
        let check = call(&office.desk, "loop_check", check).await;
        assert_eq!(
            (&check["allowed"], &check["warnings"]),
            (&json!(true), &json!([])),
            "{check}"
        );
    }
}

#[tokio::test]
async fn what_is_locked_stays() {
    let (office, application, plan) = planned().await;
    let screen = &plan["steps"][0]["id"];
    let ask = json!({ "application_id": application, "time_limit_ms": 300,
        "locked": [{ "step_id": screen, "starts_at": "2026-11-26T13:00:00Z" }] });
    let found = call(&office.desk, "loop_suggest", ask).await;
    for one in found["plans"].as_array().unwrap() {
        assert_eq!(one["sessions"][0]["starts_at"], "2026-11-26T13:00:00Z");
    }
    assert!(!found["plans"].as_array().unwrap().is_empty(), "{found}");
}

#[tokio::test]
async fn a_day_on_which_somebody_has_enough_is_not_planned() {
    let (office, application, _) = planned().await;
    office
        .interview("Ada Lovelace", "2026-11-24T09:00:00Z", &[&office.bo])
        .await;
    let cap = json!({ "id": office.bo, "maximum_per_day": 1 });
    call(&office.desk, "person_update", cap).await;
    let ask = json!({ "application_id": application, "time_limit_ms": 300,
        "window": { "start": "2026-11-24T00:00:00Z", "end": "2026-11-27T00:00:00Z" } });
    let found = call(&office.desk, "loop_suggest", ask).await;
    let plans = found["plans"].as_array().unwrap();
    assert!(!plans.is_empty(), "{found}");
    for one in plans {
        let first = one["sessions"][0]["starts_at"].as_str().unwrap();
        assert!(!first.starts_with("2026-11-24"), "{first}");
    }
}

#[tokio::test]
async fn a_loop_is_committed_whole_and_undone_whole() {
    let (office, application, plan) = planned().await;
    let ask = json!({ "application_id": application, "time_limit_ms": 300 });
    let found = call(&office.desk, "loop_suggest", ask).await;
    let commit = json!({ "application_id": application, "plan_id": plan["id"],
        "sessions": choices(&found["plans"][0]) });
    let made = call(&office.desk, "loop_commit", commit).await;
    assert_eq!(made["interviews"].as_array().unwrap().len(), 3);
    let listed = call(&office.desk, "interview_list", json!({ "view": "all" })).await;
    assert_eq!(listed["items"].as_array().unwrap().len(), 3);
    call(&office.desk, "change_undo", json!({})).await;
    let listed = call(
        &office.desk,
        "interview_list",
        json!({ "view": "upcoming" }),
    )
    .await;
    assert_eq!(listed["items"], json!([]));
}

#[tokio::test]
async fn one_session_that_breaks_a_rule_keeps_all_from_being_made() {
    let (office, application, plan) = planned().await;
    let ask = json!({ "application_id": application, "time_limit_ms": 300 });
    let found = call(&office.desk, "loop_suggest", ask).await;
    let mut sessions = choices(&found["plans"][0]);
    // Cy is taken meanwhile.
    let last = &sessions[2]["starts_at"];
    office
        .interview("Ada Lovelace", last.as_str().unwrap(), &[&office.cy])
        .await;
    let before = call(&office.desk, "interview_list", json!({ "view": "all" })).await;
    let commit = json!({ "application_id": application, "plan_id": plan["id"],
        "sessions": sessions });
    let refused = refusal(&office.desk, "loop_commit", commit).await;
    assert_eq!(refused.code, Code::InterviewerConflict);
    assert!(
        refused.message.starts_with("Values: Cy is busy then."),
        "{}",
        refused.message
    );
    let after = call(&office.desk, "interview_list", json!({ "view": "all" })).await;
    assert_eq!(before, after);
    sessions[1]["step_id"] = sessions[0]["step_id"].clone();
    let commit = json!({ "application_id": application, "plan_id": plan["id"],
        "sessions": sessions });
    let refused = refusal(&office.desk, "loop_commit", commit).await;
    assert_eq!(refused.details.unwrap()["field"], "sessions[1].step_id");
}

#[tokio::test]
async fn a_seat_offers_free_people_first() {
    let (office, application, plan) = planned().await;
    let coding = plan["steps"][1]["id"].clone();
    office
        .interview("Ada Lovelace", "2026-11-24T10:00:00Z", &[&office.bo])
        .await;
    let ask = json!({ "application_id": application, "step_id": coding,
        "starts_at": "2026-11-24T10:00:00Z", "duration_minutes": 60, "interviewer_ids": [] });
    let options = call(&office.desk, "loop_seat_options", ask).await;
    let names: Vec<&Value> = options["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| &o["full_name"])
        .collect();
    assert_eq!(names, ["Di", "Ed"]);
    assert_eq!(options["items"][0]["free"], true);
}

#[tokio::test]
async fn all_who_wait_are_planned_together_without_meeting_in_one_person() {
    let (office, first, _) = planned().await;
    let second = office.application("Ada Lovelace").await;
    office.unready("Alan Turing").await;
    let found = call(
        &office.desk,
        "loop_week_suggest",
        json!({ "time_limit_ms": 500 }),
    )
    .await;
    let loops = found["loops"].as_array().unwrap();
    let ids: Vec<&Value> = loops.iter().map(|l| &l["application_id"]).collect();
    assert_eq!(ids.len(), 2, "{found}");
    assert!(ids.contains(&&json!(first)) && ids.contains(&&json!(second)));
    assert_eq!(found["left_out"], json!([]));
    let sent: Vec<Value> = loops
        .iter()
        .map(|l| json!({ "application_id": l["application_id"], "plan_id": l["plan_id"], "sessions": choices(l) }))
        .collect();
    let done = call(&office.desk, "loop_week_commit", json!({ "loops": sent })).await;
    assert_eq!(done["refused"], json!([]), "{done}");
    assert_eq!(done["made"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_job_without_a_plan_says_so() {
    let office = Office::new().await;
    let application = office.application("Grace Hopper").await;
    let refused = refusal(
        &office.desk,
        "loop_suggest",
        json!({ "application_id": application }),
    )
    .await;
    assert_eq!(refused.code, Code::InvalidParameter);
    assert!(
        refused
            .message
            .contains("Backend engineer has no interview plan")
    );
}

/// Two candidates who both need Bo for one interview, in a window of two months.
async fn two_who_need_bo() -> Office {
    let office = Office::new().await;
    let plan = json!({ "job_id": office.job, "name": "Backend", "steps": [
        { "title": "Screen", "interview_type": "screen", "interviewer_ids": [office.bo] }] });
    call(&office.desk, "interview_plan_create", plan).await;
    office.application("Grace Hopper").await;
    office.application("Ada Lovelace").await;
    office
}

#[tokio::test]
async fn a_loop_that_was_crowded_out_is_tried_again_beside_the_others() {
    let office = two_who_need_bo().await;
    // The planner does not know caps by month: it puts both into November, then both into December.
    let cap = json!({ "level": "person", "person_id": office.bo,
        "values": { "maximum_per_month": 1 } });
    call(&office.desk, "availability_set", cap).await;
    let ask = json!({ "time_limit_ms": 300 });
    let found = call(&office.desk, "loop_week_suggest", ask).await;
    assert_eq!(found["left_out"], json!([]), "{found}");
    let mut months: Vec<String> = found["loops"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["sessions"][0]["starts_at"].as_str().unwrap()[..7].to_owned())
        .collect();
    months.sort();
    assert_eq!(months, ["2026-11", "2026-12"]);
    let loops = found["loops"].as_array().unwrap().iter();
    let sent: Vec<Value> = loops
        .map(|l| json!({ "application_id": l["application_id"], "plan_id": l["plan_id"], "sessions": choices(l) }))
        .collect();
    let done = call(&office.desk, "loop_week_commit", json!({ "loops": sent })).await;
    assert_eq!(done["refused"], json!([]), "{done}");
}

#[tokio::test]
async fn one_candidate_with_two_loops_is_in_one_place_at_a_time() {
    let office = two_who_need_bo().await;
    let other = id(&call(
        &office.desk,
        "job_create",
        json!({ "title": "Data engineer" }),
    )
    .await);
    let plan = json!({ "job_id": other, "name": "Data", "steps": [
        { "title": "Screen", "interview_type": "screen", "interviewer_ids": [office.cy] }] });
    call(&office.desk, "interview_plan_create", plan).await;
    let grace = call(&office.desk, "candidate_list", json!({})).await;
    let grace = grace["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["full_name"] == "Grace Hopper")
        .unwrap();
    let pair = json!({ "candidate_id": grace["id"], "job_id": other });
    let second = id(&call(&office.desk, "matching_match", pair).await);
    let on = json!({ "application_id": second, "shortlisted": true });
    call(&office.desk, "candidate_shortlist", on).await;
    let on = json!({ "application_id": second, "interview_enabled": true,
        "online_interview_enabled": true });
    call(&office.desk, "candidate_toggle_interview", on).await;
    // Both can only meet Grace in the first two hours of New York's Tuesday.
    let ask = json!({ "time_limit_ms": 300,
        "window": { "start": "2026-11-24T14:00:00Z", "end": "2026-11-24T16:00:00Z" } });
    let found = call(&office.desk, "loop_week_suggest", ask).await;
    assert_eq!(found["left_out"], json!([]), "{found}");
    let loops = found["loops"].as_array().unwrap().iter();
    let sent: Vec<Value> = loops
        .map(|l| json!({ "application_id": l["application_id"], "plan_id": l["plan_id"], "sessions": choices(l) }))
        .collect();
    assert_eq!(sent.len(), 3);
    let done = call(&office.desk, "loop_week_commit", json!({ "loops": sent })).await;
    assert_eq!(done["refused"], json!([]), "{done}");
}

#[tokio::test]
async fn who_has_twice_the_weight_gets_twice_the_interviews() {
    let office = Office::new().await;
    let mut members = Vec::new();
    for (name, weight) in [("Di", 2), ("Ed", 1)] {
        let person = json!({ "full_name": name, "email": format!("{name}@example.com"),
            "time_zone": "America/New_York",
            "working_hours": [{ "days": ["tue"], "start": "08:00", "end": "18:00" }] });
        let person = id(&call(&office.desk, "person_create", person).await);
        members.push(json!({ "person_id": person, "weight": weight }));
    }
    let di = members[0]["person_id"].clone();
    let pool = json!({ "name": "Coding", "members": members });
    let pool = id(&call(&office.desk, "pool_create", pool).await);
    let plan = json!({ "job_id": office.job, "name": "Backend", "steps": [
        { "title": "Coding", "interview_type": "technical", "duration_minutes": 30,
            "pools": [{ "pool_id": pool, "choose": 1 }] }] });
    call(&office.desk, "interview_plan_create", plan).await;
    for name in ["Ada", "Alan", "Barbara", "Edsger", "Grace", "Tony"] {
        office.application(name).await;
    }
    let ask = json!({ "time_limit_ms": 500,
        "window": { "start": "2026-11-24T00:00:00Z", "end": "2026-11-25T06:00:00Z" } });
    let found = call(&office.desk, "loop_week_suggest", ask).await;
    assert_eq!(found["left_out"], json!([]));
    let loops = found["loops"].as_array().unwrap();
    let has = |l: &&Value| l["sessions"][0]["interviewer_ids"] == json!([di]);
    assert_eq!(
        (loops.len(), loops.iter().filter(has).count()),
        (6, 4),
        "{found}"
    );
}

#[tokio::test]
async fn a_hold_becomes_the_interview_it_was_for_and_takes_no_time_twice() {
    let (office, application, plan) = planned().await;
    let ask = json!({ "application_id": application, "time_limit_ms": 300 });
    let found = call(&office.desk, "loop_suggest", ask).await;
    let sessions = choices(&found["plans"][0]);
    let hold = |step: &Value, session: &Value| {
        json!({ "application_id": application, "step_id": step, "interview_type": "screen",
            "starts_at": session["starts_at"], "interviewer_ids": session["interviewer_ids"] })
    };
    let first = hold(&sessions[0]["step_id"], &sessions[0]);
    let first = call(&office.desk, "hold_create", first).await;
    let commit = json!({ "application_id": application, "plan_id": plan["id"],
        "sessions": sessions });
    let sent = json!({ "loops": [commit] });
    let done = call(&office.desk, "loop_week_commit", sent).await;
    assert_eq!(done["refused"], json!([]), "{done}");
    let holds = call(&office.desk, "hold_list", json!({})).await;
    assert_eq!(holds["items"][0]["state"], "confirmed");
    let interviews = &done["made"][0]["interviews"];
    assert_eq!(holds["items"][0]["interview_id"], interviews[0]["id"]);
    // Undone together, the time is held again.
    call(&office.desk, "change_undo", json!({})).await;
    let active = call(&office.desk, "hold_list", json!({ "state": "active" })).await;
    assert_eq!(active["items"][0]["id"], first["id"]);
}
