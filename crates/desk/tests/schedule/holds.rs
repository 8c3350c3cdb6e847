//! Holds: time that is kept, blocks like an interview, and ends.

use muster_desk::{Code, Desk};
use serde_json::{Value, json};

use crate::office::{Office, call, id, refusal};

/// Tuesday, eleven in Berlin.
const TUESDAY: &str = "2026-11-24T10:00:00Z";

fn wanted(application: &str, people: &[&String], starts_at: &str) -> Value {
    json!({ "application_id": application, "interview_type": "technical", "starts_at": starts_at,
        "interviewer_ids": people })
}

async fn checked(desk: &Desk, application: &str, person: &str, starts_at: &str) -> Vec<String> {
    let params = json!({ "application_id": application, "interviewer_ids": [person],
        "starts_at": starts_at, "duration_minutes": 30 });
    let check = call(desk, "interview_check", params).await;
    let violations = check["violations"].as_array().unwrap();
    violations
        .iter()
        .map(|v| v["code"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_hold_is_said_on_both_clocks_and_blocks_its_people_and_the_candidate() {
    let office = Office::new().await;
    let (ada, grace) = (
        office.application("Ada").await,
        office.application("Grace").await,
    );
    let hold = call(
        &office.desk,
        "hold_create",
        wanted(&ada, &[&office.bo], TUESDAY),
    )
    .await;
    assert_eq!(hold["state"], "active");
    assert_eq!(
        (&hold["candidate_name"], &hold["title"]),
        (&json!("Ada"), &json!("Technical interview"))
    );
    assert_eq!(hold["interviewer_names"], json!(["Bo"]));
    assert_eq!(hold["ends_at"], "2026-11-24T11:00:00Z");
    assert_eq!(hold["spoken"], "Tue 24 Nov 11:00 Berlin (UTC+1)");
    assert_eq!(hold["spoken_theirs"], "05:00 New York (UTC−5)");
    // A day from Monday nine in Berlin.
    assert_eq!(hold["expires_spoken"], "Tue 24 Nov 09:00 Berlin (UTC+1)");

    let desk = &office.desk;
    assert_eq!(
        checked(desk, &grace, &office.bo, TUESDAY).await,
        ["interviewer_conflict"]
    );
    assert_eq!(
        checked(desk, &ada, &office.cy, TUESDAY).await,
        ["outside_working_hours", "candidate_conflict"]
    );
    assert_eq!(
        checked(desk, &grace, &office.bo, "2026-11-24T11:00:00Z").await,
        [""; 0]
    );
    let window = json!({ "start": "2026-11-24T09:30:00Z", "end": "2026-11-24T11:30:00Z" });
    let slots = json!({ "application_id": grace, "duration_minutes": 30, "window": window,
        "interviewer_ids": [office.bo], "step_minutes": 30 });
    let slots = call(desk, "interview_slots", slots).await;
    let starts: Vec<&Value> = slots["slots"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| &s["start"])
        .collect();
    assert_eq!(starts, ["2026-11-24T09:30:00Z", "2026-11-24T11:00:00Z"]);
    let twice = refusal(desk, "hold_create", wanted(&grace, &[&office.bo], TUESDAY)).await;
    assert_eq!(twice.code, Code::InterviewerConflict);

    call(desk, "hold_release", json!({ "id": hold["id"] })).await;
    assert_eq!(checked(desk, &grace, &office.bo, TUESDAY).await, [""; 0]);
    let again = refusal(desk, "hold_release", json!({ "id": hold["id"] })).await;
    assert_eq!(again.code, Code::InvalidState);
}

#[tokio::test]
async fn a_hold_counts_towards_caps() {
    let office = Office::new().await;
    let (ada, grace) = (
        office.application("Ada").await,
        office.application("Grace").await,
    );
    let cap = json!({ "id": office.bo, "maximum_per_day": 1 });
    call(&office.desk, "person_update", cap).await;
    call(
        &office.desk,
        "hold_create",
        wanted(&ada, &[&office.bo], TUESDAY),
    )
    .await;
    let codes = checked(&office.desk, &grace, &office.bo, "2026-11-24T14:00:00Z").await;
    assert_eq!(codes, ["day_cap"]);
}

#[tokio::test]
async fn a_confirmed_hold_is_the_interview_and_undo_makes_it_a_hold_again() {
    let office = Office::new().await;
    let ada = office.application("Ada").await;
    let hold = call(
        &office.desk,
        "hold_create",
        wanted(&ada, &[&office.bo], TUESDAY),
    )
    .await;
    let confirm = json!({ "id": hold["id"], "mode": "OFFLINE", "location": "Room 4" });
    let interview = call(&office.desk, "hold_confirm", confirm).await;
    assert_eq!(interview["status"], "scheduled");
    assert_eq!(
        (&interview["starts_at"], &interview["ends_at"]),
        (&hold["starts_at"], &hold["ends_at"])
    );
    assert_eq!(
        (&interview["mode"], &interview["location"]),
        (&json!("OFFLINE"), &json!("Room 4"))
    );
    assert_eq!(interview["interviewer_ids"], json!([office.bo]));
    let logs = call(
        &office.desk,
        "interview_logs",
        json!({ "id": interview["id"] }),
    )
    .await;
    assert_eq!(logs[0]["action"], "SCHEDULED");
    let listed = call(&office.desk, "hold_list", json!({ "application_id": ada })).await;
    assert_eq!(listed["items"][0]["state"], "confirmed");
    assert_eq!(listed["items"][0]["interview_id"], interview["id"]);
    let again = refusal(&office.desk, "hold_confirm", json!({ "id": hold["id"] })).await;
    assert_eq!(again.code, Code::InvalidState);

    call(&office.desk, "change_undo", json!({})).await;
    let listed = call(&office.desk, "hold_list", json!({ "state": "active" })).await;
    assert_eq!(listed["items"], json!([hold]));
    let all = call(&office.desk, "interview_list", json!({ "view": "all" })).await;
    assert_eq!(all["items"], json!([]));
    call(&office.desk, "hold_confirm", json!({ "id": hold["id"] })).await;
}

#[tokio::test]
async fn a_hold_that_was_made_in_time_can_be_confirmed_shortly_before() {
    let office = Office::new().await;
    let ada = office.application("Ada").await;
    // Three hours ahead; the workspace asks for two hours of notice.
    let soon = wanted(&ada, &[&office.bo], "2026-11-23T11:00:00Z");
    let hold = call(&office.desk, "hold_create", soon).await;
    assert_eq!(
        hold["expires_at"], "2026-11-23T11:00:00Z",
        "no longer than to its own start"
    );
    let later = office.later("2026-11-23T10:30:00Z");
    let interview = call(&later, "hold_confirm", json!({ "id": hold["id"] })).await;
    assert_eq!(interview["status"], "scheduled");
}

#[tokio::test]
async fn a_hold_that_ran_out_blocks_nothing_and_is_marked_by_background_work() {
    let office = Office::new().await;
    let (ada, grace) = (
        office.application("Ada").await,
        office.application("Grace").await,
    );
    let mut params = wanted(&ada, &[&office.bo], TUESDAY);
    params["expires_in_minutes"] = json!(60);
    let hold = call(&office.desk, "hold_create", params).await;
    let before = office.later("2026-11-23T08:59:59Z");
    assert_eq!(
        checked(&before, &grace, &office.bo, TUESDAY).await,
        ["interviewer_conflict"]
    );
    let after = office.later("2026-11-23T09:00:00Z");
    assert_eq!(checked(&after, &grace, &office.bo, TUESDAY).await, [""; 0]);
    let listed = call(&after, "hold_list", json!({ "state": "expired" })).await;
    assert_eq!(listed["items"][0]["id"], hold["id"]);
    let late = refusal(&after, "hold_confirm", json!({ "id": hold["id"] })).await;
    assert_eq!(late.code, Code::InvalidState);
    assert!(late.message.contains("ran out"), "{}", late.message);

    let ran = call(&after, "background_run", json!({ "kinds": ["holds"] })).await;
    assert_eq!(ran["holds_expired"], json!([hold["id"]]));
    let ran = call(&after, "background_run", json!({ "kinds": ["holds"] })).await;
    assert_eq!(ran["holds_expired"], json!([]));
    call(
        &after,
        "hold_create",
        wanted(&grace, &[&office.bo], TUESDAY),
    )
    .await;
}

#[tokio::test]
async fn undo_never_gives_one_time_twice() {
    let office = Office::new().await;
    let (ada, grace) = (
        office.application("Ada").await,
        office.application("Grace").await,
    );
    let hold = call(
        &office.desk,
        "hold_create",
        wanted(&ada, &[&office.bo], TUESDAY),
    )
    .await;
    call(&office.desk, "hold_release", json!({ "id": hold["id"] })).await;
    let activity = call(&office.desk, "activity_list", json!({ "limit": 1 })).await;
    let released = activity["items"][0]["id"].clone();
    let other = call(
        &office.desk,
        "hold_create",
        wanted(&grace, &[&office.bo], TUESDAY),
    )
    .await;
    let undo = json!({ "change_id": released });
    let refused = refusal(&office.desk, "change_undo", undo.clone()).await;
    assert_eq!(refused.code, Code::ChangedSince);
    assert_eq!(refused.details.unwrap()["hold_id"], other["id"]);
    call(&office.desk, "hold_release", json!({ "id": other["id"] })).await;
    call(&office.desk, "change_undo", undo).await;
    let listed = call(&office.desk, "hold_list", json!({ "state": "active" })).await;
    assert_eq!(listed["items"][0]["id"], hold["id"]);

    // Nor does an interview come back where time is held.
    let interview = call(&office.desk, "hold_confirm", json!({ "id": hold["id"] })).await;
    let cancel = json!({ "id": interview["id"], "reason": "Ill" });
    call(&office.desk, "interview_cancel", cancel).await;
    let activity = call(&office.desk, "activity_list", json!({ "limit": 1 })).await;
    call(
        &office.desk,
        "hold_create",
        wanted(&grace, &[&office.bo], TUESDAY),
    )
    .await;
    let undo = json!({ "change_id": activity["items"][0]["id"] });
    let refused = refusal(&office.desk, "change_undo", undo).await;
    assert_eq!(refused.code, Code::ChangedSince);
}

#[tokio::test]
async fn switching_interviews_off_releases_what_is_held() {
    let office = Office::new().await;
    let ada = office.application("Ada").await;
    call(
        &office.desk,
        "hold_create",
        wanted(&ada, &[&office.bo], TUESDAY),
    )
    .await;
    let off = json!({ "application_id": ada, "interview_enabled": false });
    call(&office.desk, "candidate_toggle_interview", off).await;
    let listed = call(&office.desk, "hold_list", json!({})).await;
    assert_eq!(listed["items"][0]["state"], "released");
    let refused = refusal(
        &office.desk,
        "hold_create",
        wanted(&ada, &[&office.bo], TUESDAY),
    )
    .await;
    assert_eq!(refused.code, Code::InterviewNotEnabled);
    call(&office.desk, "change_undo", json!({})).await;
    let listed = call(&office.desk, "hold_list", json!({})).await;
    assert_eq!(listed["items"][0]["state"], "active");
}

#[tokio::test]
async fn a_step_gives_kind_mode_and_length() {
    let office = Office::new().await;
    let ada = office.application("Ada").await;
    let plan = json!({ "name": "P", "job_id": office.job, "steps": [
        { "title": "Deep dive", "interview_type": "technical", "mode": "OFFLINE",
            "duration_minutes": 75, "interviewer_ids": [office.bo] }] });
    let plan = call(&office.desk, "interview_plan_create", plan).await;
    let params = json!({ "application_id": ada, "step_id": plan["steps"][0]["id"],
        "starts_at": TUESDAY, "interviewer_ids": [office.bo] });
    let hold = call(&office.desk, "hold_create", params).await;
    assert_eq!(
        (&hold["title"], &hold["mode"]),
        (&json!("Deep dive"), &json!("OFFLINE"))
    );
    assert_eq!(hold["ends_at"], "2026-11-24T11:15:00Z");

    let job = id(&call(&office.desk, "job_create", json!({ "title": "Other" })).await);
    let other = json!({ "name": "Q", "job_id": job, "steps": [{ "interview_type": "screen" }] });
    let other = call(&office.desk, "interview_plan_create", other).await;
    let params = json!({ "application_id": ada, "step_id": other["steps"][0]["id"],
        "starts_at": TUESDAY, "interviewer_ids": [office.cy] });
    let refused = refusal(&office.desk, "hold_create", params).await;
    assert_eq!(refused.details.unwrap()["field"], "step_id");
    for (field, value) in [
        ("expires_in_minutes", json!(0)),
        ("duration_minutes", json!(4)),
    ] {
        let mut params = wanted(&ada, &[&office.cy], "2026-11-24T15:00:00Z");
        params[field] = value;
        let refused = refusal(&office.desk, "hold_create", params).await;
        assert_eq!(refused.details.unwrap()["field"], field);
    }
}

#[tokio::test]
async fn what_is_held_stands_in_the_calendar_the_list_and_the_first_page() {
    let office = Office::new().await;
    let (ada, grace) = (
        office.application("Ada").await,
        office.application("Grace").await,
    );
    let hold = |application: &str, who: &String, at: &str| wanted(application, &[who], at);
    let first = hold(&ada, &office.bo, TUESDAY);
    let first = call(&office.desk, "hold_create", first).await;
    let second = hold(&grace, &office.cy, "2026-11-25T15:00:00Z");
    let second = call(&office.desk, "hold_create", second).await;

    let on_days = async |desk: &Desk, params: Value| -> Vec<Vec<Value>> {
        let shown = call(desk, "schedule_days", params).await;
        let days = shown["days"].as_array().unwrap().iter();
        days.map(|day| day["holds"].as_array().unwrap().clone())
            .collect()
    };
    let three = json!({ "from": "2026-11-24", "days": 3 });
    let days = on_days(&office.desk, three).await;
    assert_eq!(days.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 0]);
    let shown = &days[0][0];
    // Eleven in Berlin is minute 660 of the day.
    assert_eq!((&shown["from"], &shown["to"]), (&json!(660), &json!(720)));
    assert_eq!(shown["hold"], first);
    let only_cy = json!({ "from": "2026-11-24", "days": 3, "person_ids": [office.cy] });
    let days = on_days(&office.desk, only_cy).await;
    assert_eq!(days.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1, 0]);

    let list =
        async |params: Value| call(&office.desk, "interview_list", params).await["holds"].clone();
    assert_eq!(
        list(json!({ "view": "upcoming" })).await,
        json!([first, second])
    );
    assert_eq!(list(json!({ "view": "today" })).await, json!([]));
    assert_eq!(list(json!({ "view": "completed" })).await, json!([]));
    assert_eq!(
        list(json!({ "application_id": grace })).await,
        json!([second])
    );
    let page = call(&office.desk, "dashboard_get", json!({})).await;
    assert_eq!(page["holds"], json!([first, second]));

    // What ran out or was released is not there.
    call(&office.desk, "hold_release", json!({ "id": first["id"] })).await;
    let later = office.later("2026-11-24T07:59:00Z");
    let three = || json!({ "from": "2026-11-24", "days": 3 });
    let days = on_days(&later, three()).await;
    assert_eq!(days.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1, 0]);
    drop(later);
    let later = office.later("2026-11-24T08:00:00Z");
    let days = on_days(&later, three()).await;
    assert_eq!(days.iter().map(Vec::len).collect::<Vec<_>>(), [0, 0, 0]);
}
