use muster_desk::{Code, Desk};
use serde_json::{Value, json};

use crate::office::{Office, at, call, id, refusal};

fn codes(check: &Value) -> Vec<&str> {
    let list = check["violations"].as_array().unwrap().iter();
    list.map(|v| v["code"].as_str().unwrap()).collect()
}

/// What a refusal of `interview_create` or `interview_update` says, in the fields of a check.
fn refused(failure: &muster_desk::Failure) -> Vec<Value> {
    let details = failure.details.as_ref().unwrap();
    let list = details["violations"].as_array().unwrap().iter();
    list.map(|v| json!([v["code"], v["message"], v["attendee"], v["until"]]))
        .collect()
}

fn checked(check: &Value) -> Vec<Value> {
    let list = check["violations"].as_array().unwrap().iter();
    list.map(|v| json!([v["code"], v["message"], v["attendee"], v["until"]]))
        .collect()
}

async fn changes(desk: &Desk) -> usize {
    let list = call(desk, "activity_list", json!({ "limit": 500 })).await;
    list["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_time_that_is_fine_is_allowed_and_said_on_both_clocks() {
    let office = Office::new().await;
    let application = office.application("Ada Lovelace").await;
    let before = changes(&office.desk).await;
    let params = json!({ "application_id": application, "interviewer_ids": [office.bo],
        "duration_minutes": 45, "starts_at": "2026-11-24T14:00:00Z" });
    let check = call(&office.desk, "interview_check", params).await;
    assert_eq!(check["allowed"], true);
    assert_eq!(check["violations"], json!([]));
    assert_eq!(check["ends_at"], "2026-11-24T14:45:00Z");
    assert_eq!(check["spoken"], "Tue 24 Nov 15:00 Berlin (UTC+1)");
    assert_eq!(
        check["spoken_both"],
        "Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)"
    );
    assert_eq!(check["spoken_time"], "15:00–15:45");
    assert_eq!(check["spoken_theirs"], "09:00 New York (UTC−5)");
    assert_eq!(changes(&office.desk).await, before);
}

#[tokio::test]
async fn a_place_on_the_calendar_is_the_instant_that_stands_there() {
    let office = Office::on("2026-10-20T08:00:00Z", "Europe/Berlin").await;
    let application = office.application("Ada Lovelace").await;
    for (date, minutes, instant) in [
        ("2026-10-24", 0, "2026-10-23T22:00:00Z"),
        ("2026-10-24", 900, "2026-10-24T13:00:00Z"),
        // Both hours from two to three of the long day.
        ("2026-10-25", 150, "2026-10-25T00:30:00Z"),
        ("2026-10-25", 210, "2026-10-25T01:30:00Z"),
        ("2026-10-25", 1485, "2026-10-25T22:45:00Z"),
    ] {
        let ask = |start: Value| {
            let mut params =
                json!({ "application_id": application, "interviewer_ids": [office.bo] });
            params
                .as_object_mut()
                .unwrap()
                .extend(start.as_object().unwrap().clone());
            call(&office.desk, "interview_check", params)
        };
        let placed = ask(json!({ "at": { "date": date, "minutes": minutes } })).await;
        assert_eq!(placed["starts_at"], instant);
        assert_eq!(placed, ask(json!({ "starts_at": instant })).await);
        // It is the place at which the calendar draws it.
        let days = json!({ "from": date, "days": 1 });
        let day = &call(&office.desk, "schedule_days", days).await["days"][0];
        let start = at(day["starts_at"].as_str().unwrap());
        assert_eq!((at(instant) - start).num_minutes(), minutes);
    }
    for (at, field) in [
        (
            json!({ "date": "2026-10-25", "minutes": 1501 }),
            "at.minutes",
        ),
        (
            json!({ "date": "2026-10-24", "minutes": 1441 }),
            "at.minutes",
        ),
        (json!({ "date": "2026-10-24", "minutes": -1 }), "at.minutes"),
    ] {
        let params = json!({ "application_id": application, "at": at });
        let failure = refusal(&office.desk, "interview_check", params).await;
        assert_eq!(failure.details.unwrap()["field"], field);
    }
}

#[tokio::test]
async fn every_rule_that_would_be_broken_is_named_in_order() {
    let office = Office::new().await;
    let caps = json!({ "id": office.bo, "maximum_per_day": 1, "maximum_per_week": 1 });
    call(&office.desk, "person_update", caps).await;
    let taken = office
        .interview("Ada Lovelace", "2026-11-23T17:00:00Z", &[&office.bo])
        .await;
    // An hour from now, where Bo and Ada both are busy, after Bo's hours, in a full week.
    let desk = office.later("2026-11-23T16:30:00Z");
    let params = json!({ "application_id": taken["application_id"], "mode": "ONLINE",
        "interview_type": "screen", "duration_minutes": 30, "time_zone": "Europe/Berlin",
        "interviewer_ids": [office.bo, office.cy], "starts_at": "2026-11-23T17:15:00Z" });
    let check = call(&desk, "interview_check", params.clone()).await;
    assert_eq!(check["allowed"], false);
    let expected = [
        "notice_too_short",
        "outside_working_hours",
        "interviewer_conflict",
        "candidate_conflict",
        "day_cap",
        "week_cap",
    ];
    assert_eq!(codes(&check), expected);
    let overridable: Vec<bool> = check["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["overridable"].as_bool().unwrap())
        .collect();
    assert_eq!(overridable, [false, true, false, false, true, true]);
    let names: Vec<&Value> = check["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| &v["attendee_name"])
        .collect();
    assert_eq!(
        names,
        [
            &Value::Null,
            &json!("Bo"),
            &json!("Bo"),
            &json!("Ada Lovelace"),
            &json!("Bo"),
            &json!("Bo")
        ]
    );
    assert_eq!(check["violations"][3]["until"], "2026-11-23T18:00:00Z");
    let failure = refusal(&desk, "interview_create", params).await;
    assert_eq!(checked(&check), refused(&failure));
}

#[tokio::test]
async fn closed_gates_come_first() {
    let office = Office::new().await;
    let application = office.unready("Ada Lovelace").await;
    let params = json!({ "application_id": application, "mode": "ONLINE",
        "starts_at": "2026-11-22T14:00:00Z" });
    let check = call(&office.desk, "interview_check", params).await;
    assert_eq!(
        codes(&check),
        [
            "not_shortlisted",
            "interview_not_enabled",
            "online_not_enabled",
            "in_the_past",
            "notice_too_short"
        ]
    );
    // Without a word about it, the mode is one that is enabled.
    let params = json!({ "application_id": application, "starts_at": "2027-11-22T14:00:00Z" });
    let check = call(&office.desk, "interview_check", params).await;
    assert_eq!(
        codes(&check),
        ["not_shortlisted", "interview_not_enabled", "too_far_ahead"]
    );
}

#[tokio::test]
async fn moving_says_what_the_move_itself_would_say() {
    let office = Office::new().await;
    let ada = office
        .interview("Ada Lovelace", "2026-11-24T14:00:00Z", &[&office.bo])
        .await;
    let grace = office
        .interview("Grace Hopper", "2026-11-25T14:00:00Z", &[&office.bo])
        .await;
    let moved = |params: Value| call(&office.desk, "interview_check", params);
    // Where it is, nothing is changed and nothing speaks against it.
    let stay = moved(json!({ "id": ada["id"] })).await;
    assert_eq!(
        (&stay["allowed"], &stay["starts_at"]),
        (&json!(true), &ada["starts_at"])
    );
    // Half over its own old time: it does not stand in its own way.
    let near = moved(json!({ "id": ada["id"], "starts_at": "2026-11-24T14:30:00Z" })).await;
    assert_eq!(
        (&near["allowed"], &near["ends_at"]),
        (&json!(true), &json!("2026-11-24T15:30:00Z"))
    );
    // Onto another interview of the same person, and to someone else instead.
    let onto = json!({ "id": ada["id"], "starts_at": grace["starts_at"] });
    let check = moved(onto.clone()).await;
    assert_eq!(codes(&check), ["interviewer_conflict"]);
    let failure = refusal(&office.desk, "interview_update", onto).await;
    assert_eq!(checked(&check), refused(&failure));
    let other = json!({ "id": ada["id"], "starts_at": grace["starts_at"],
        "interviewer_ids": [office.cy] });
    assert_eq!(moved(other).await["allowed"], true);
    // Other people at the same time: notice is not asked for again.
    let desk = office.later("2026-11-24T13:30:00Z");
    let hand_over = json!({ "id": ada["id"], "interviewer_ids": [office.cy] });
    assert_eq!(
        call(&desk, "interview_check", hand_over.clone()).await["allowed"],
        true
    );
    call(&desk, "interview_update", hand_over).await;
    let shorter = json!({ "id": ada["id"], "duration_minutes": 30 });
    let check = call(&desk, "interview_check", shorter.clone()).await;
    assert_eq!(codes(&check), ["notice_too_short"]);
    let failure = refusal(&desk, "interview_update", shorter).await;
    assert_eq!(checked(&check), refused(&failure));
}

#[tokio::test]
async fn what_is_over_cannot_be_moved() {
    let office = Office::new().await;
    let ada = office
        .interview("Ada Lovelace", "2026-11-24T14:00:00Z", &[&office.bo])
        .await;
    let cancel = json!({ "id": id(&ada), "reason": "She found another job." });
    call(&office.desk, "interview_cancel", cancel).await;
    let params = json!({ "id": ada["id"], "starts_at": "2026-11-25T14:00:00Z" });
    let check = refusal(&office.desk, "interview_check", params.clone()).await;
    let update = refusal(&office.desk, "interview_update", params).await;
    assert_eq!(check.code, Code::InvalidState);
    assert_eq!(check.message, update.message);
}

#[tokio::test]
async fn what_is_missing_or_doubled_is_named() {
    let office = Office::new().await;
    let application = office.application("Ada Lovelace").await;
    let start = "2026-11-24T14:00:00Z";
    for (params, field) in [
        (json!({ "starts_at": start }), "id"),
        (
            json!({ "id": "a", "application_id": "b", "starts_at": start }),
            "application_id",
        ),
        (json!({ "application_id": application }), "starts_at"),
        (
            json!({ "application_id": application, "starts_at": start,
                "at": { "date": "2026-11-24", "minutes": 0 } }),
            "at",
        ),
        (
            json!({ "application_id": application, "starts_at": start, "duration_minutes": 4 }),
            "duration_minutes",
        ),
        (
            json!({ "application_id": application, "starts_at": start, "time_zone": "Mars/Base" }),
            "time_zone",
        ),
        (
            json!({ "application_id": application, "starts_at": start,
                "interviewer_ids": [office.bo, office.bo] }),
            "interviewer_ids[1]",
        ),
        (
            json!({ "application_id": application, "starts_at": "9999-12-31T23:00:00Z" }),
            "starts_at",
        ),
        (
            json!({ "application_id": application, "starts_at": "+262142-12-31T23:00:00Z" }),
            "starts_at",
        ),
    ] {
        let failure = refusal(&office.desk, "interview_check", params.clone()).await;
        assert_eq!(failure.details.unwrap()["field"], field, "{params}");
    }
}
