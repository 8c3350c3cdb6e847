//! Settings of availability, level by level, and the load.

use muster_desk::Code;
use serde_json::{Value, json};

use crate::office::{Office, call, refusal};

/// Value, spoken, source and level of a setting.
async fn setting(office: &Office, whose: Value, name: &str) -> [Value; 4] {
    let shown = call(&office.desk, "availability_get", whose).await;
    let settings = shown["settings"].as_array().unwrap();
    let one = settings.iter().find(|s| s["name"] == name).unwrap();
    ["value", "spoken", "source", "level"].map(|field| one[field].clone())
}

async fn set(office: &Office, params: Value) -> Value {
    call(&office.desk, "availability_set", params).await["changed"].clone()
}

#[tokio::test]
async fn a_setting_is_inherited_and_says_from_where() {
    let office = Office::new().await;
    let bo = || json!({ "person_id": office.bo });
    let name = "buffer_before_minutes";
    let built_in = [
        json!(0),
        json!("nothing"),
        json!("built in"),
        json!("built_in"),
    ];
    assert_eq!(setting(&office, bo(), name).await, built_in);

    set(
        &office,
        json!({ "level": "workspace", "values": { name: 5 } }),
    )
    .await;
    let workspace = [
        json!(5),
        json!("5 minutes"),
        json!("workspace"),
        json!("workspace"),
    ];
    assert_eq!(setting(&office, bo(), name).await, workspace);
    assert_eq!(setting(&office, json!({}), name).await, workspace);

    let team = json!({ "person_ids": [office.bo], "team": "Platform" });
    call(&office.desk, "availability_team", team).await;
    let given = json!({ "level": "team", "team": "Platform", "values": { name: 10 } });
    assert_eq!(set(&office, given.clone()).await, json!([name]));
    assert_eq!(
        set(&office, given).await,
        json!([]),
        "the same again changes nothing"
    );
    let from_team = [
        json!(10),
        json!("10 minutes"),
        json!("team Platform"),
        json!("team"),
    ];
    assert_eq!(setting(&office, bo(), name).await, from_team);
    assert_eq!(
        setting(&office, json!({ "team": "Platform" }), name).await,
        from_team
    );
    assert_eq!(
        setting(&office, json!({ "person_id": office.cy }), name).await,
        workspace
    );

    // A person may want nothing kept free although the team does.
    let own = json!({ "level": "person", "person_id": office.bo, "values": { name: 0 } });
    set(&office, own).await;
    let person = [
        json!(0),
        json!("nothing"),
        json!("this person"),
        json!("person"),
    ];
    assert_eq!(setting(&office, bo(), name).await, person);
    call(&office.desk, "change_undo", json!({})).await;
    assert_eq!(setting(&office, bo(), name).await, from_team);
    let inherit = json!({ "level": "team", "team": "Platform", "values": { name: null } });
    set(&office, inherit).await;
    assert_eq!(setting(&office, bo(), name).await, workspace);
}

#[tokio::test]
async fn the_settings_that_hold_are_the_ones_that_refuse() {
    let office = Office::new().await;
    let (ada, grace) = (
        office.application("Ada").await,
        office.application("Grace").await,
    );
    let schedule = |application: &str, start: &str| {
        json!({ "application_id": application, "interview_type": "screen", "mode": "OFFLINE",
            "starts_at": start, "duration_minutes": 30, "time_zone": "Europe/Berlin",
            "interviewer_ids": [office.bo] })
    };
    let first = schedule(&ada, "2026-11-24T10:00:00Z");
    call(&office.desk, "interview_create", first).await;
    set(
        &office,
        json!({ "level": "workspace",
        "values": { "buffer_after_minutes": 15, "maximum_per_week": 1 } }),
    )
    .await;
    let near = schedule(&grace, "2026-11-24T10:30:00Z");
    let refused = refusal(&office.desk, "interview_create", near.clone()).await;
    let found = refused.details.unwrap()["violations"].clone();
    let codes: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["interviewer_conflict", "week_cap"]);
    set(
        &office,
        json!({ "level": "person", "person_id": office.bo,
        "values": { "buffer_after_minutes": 0, "maximum_per_week": 2 } }),
    )
    .await;
    call(&office.desk, "interview_create", near).await;
}

#[tokio::test]
async fn a_persons_record_and_their_settings_never_disagree() {
    let office = Office::new().await;
    let bo = || json!({ "person_id": office.bo });
    let name = "buffer_before_minutes";
    set(
        &office,
        json!({ "level": "workspace", "values": { name: 5 } }),
    )
    .await;
    // Given in the record: the person's own.
    call(
        &office.desk,
        "person_update",
        json!({ "id": office.bo, name: 20 }),
    )
    .await;
    assert_eq!(setting(&office, bo(), name).await[2], "this person");
    set(
        &office,
        json!({ "level": "person", "person_id": office.bo, "values": { name: 30 } }),
    )
    .await;
    let listed = call(&office.desk, "person_list", json!({})).await;
    assert_eq!(listed["items"][0][name], 30);
    // The last word holds, whichever command it came by.
    call(
        &office.desk,
        "person_update",
        json!({ "id": office.bo, name: 25 }),
    )
    .await;
    assert_eq!(setting(&office, bo(), name).await[0], 25);
    let inherit = json!({ "level": "person", "person_id": office.bo, "values": { name: null } });
    assert_eq!(set(&office, inherit).await, json!([name]));
    assert_eq!(setting(&office, bo(), name).await[0], 5);
    let listed = call(&office.desk, "person_list", json!({})).await;
    assert_eq!(listed["items"][0][name], 0);
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_by_its_field() {
    let office = Office::new().await;
    let workspace = |values: Value| json!({ "level": "workspace", "values": values });
    for (params, field) in [
        (
            workspace(json!({ "maximum_per_day": 0 })),
            "values.maximum_per_day",
        ),
        (
            workspace(json!({ "lunch_start": "noon" })),
            "values.lunch_start",
        ),
        (
            workspace(json!({ "lunch_end": "11:00" })),
            "values.lunch_end",
        ),
        (
            workspace(json!({ "lunch_minutes": 200 })),
            "values.lunch_minutes",
        ),
        (workspace(json!({ "region": "BE" })), "values.region"),
        (
            json!({ "level": "team", "team": "Nobodies", "values": {} }),
            "team",
        ),
        (json!({ "level": "team", "values": {} }), "team"),
        (json!({ "level": "person", "values": {} }), "person_id"),
    ] {
        let refused = refusal(&office.desk, "availability_set", params).await;
        assert_eq!(refused.code, Code::InvalidParameter);
        assert_eq!(refused.details.unwrap()["field"], field);
    }
    let unknown = workspace(json!({ "beard_length": 3 }));
    let refused = refusal(&office.desk, "availability_set", unknown).await;
    assert_eq!(refused.code, Code::InvalidParameter);
    // One half is the person's own, the other comes from the workspace.
    set(
        &office,
        json!({ "level": "person", "person_id": office.bo,
        "values": { "lunch_start": "12:00", "lunch_minutes": 60 } }),
    )
    .await;
    let refused = refusal(
        &office.desk,
        "availability_set",
        workspace(json!({ "lunch_end": "12:30" })),
    )
    .await;
    assert!(
        refused.message.starts_with("For Bo: 60 free minutes"),
        "{}",
        refused.message
    );
}

#[tokio::test]
async fn a_country_whose_holidays_are_not_known_says_so() {
    let office = Office::new().await;
    let shown = call(
        &office.desk,
        "availability_get",
        json!({ "person_id": office.bo }),
    )
    .await;
    assert_eq!(
        (&shown["holidays"], &shown["holidays_note"]),
        (&json!([]), &Value::Null)
    );
    assert_eq!(shown["settings"].as_array().unwrap().len(), 14);
    set(
        &office,
        json!({ "level": "workspace", "values": { "country": "xx" } }),
    )
    .await;
    let shown = call(
        &office.desk,
        "availability_get",
        json!({ "person_id": office.bo }),
    )
    .await;
    assert!(
        shown["holidays_note"].as_str().unwrap().contains("XX"),
        "{shown}"
    );
}

#[tokio::test]
async fn the_load_counts_weeks_on_each_persons_own_clock() {
    let office = Office::new().await;
    // Monday 00:30 in Berlin is Sunday evening in New York.
    for (name, start) in [
        ("Ada", "2026-11-29T23:30:00Z"),
        ("Alan", "2026-11-24T15:00:00Z"),
    ] {
        office
            .interview(name, start, &[&office.bo, &office.cy])
            .await;
    }
    let grace = office.application("Grace").await;
    let hold = json!({ "application_id": grace, "interview_type": "screen",
        "starts_at": "2026-11-25T15:00:00Z", "interviewer_ids": [office.cy] });
    call(&office.desk, "hold_create", hold).await;
    set(
        &office,
        json!({ "level": "person", "person_id": office.cy,
        "values": { "maximum_per_week": 3 } }),
    )
    .await;
    let pool = json!({ "name": "P", "members": [{ "person_id": office.cy, "weight": 3 }] });
    call(&office.desk, "pool_create", pool).await;

    let load = call(&office.desk, "availability_load", json!({ "weeks": 4 })).await;
    let weeks = load["weeks"].as_array().unwrap();
    let starts: Vec<&Value> = weeks.iter().map(|w| &w["starts_on"]).collect();
    assert_eq!(
        starts,
        ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]
    );
    assert_eq!(
        (&weeks[2]["label"], &weeks[2]["is_current"]),
        (&json!("23 Nov"), &json!(true))
    );
    let (bo, cy) = (&load["people"][0], &load["people"][1]);
    let counts = |person: &Value| {
        let cells = person["cells"].as_array().unwrap();
        cells
            .iter()
            .map(|c| {
                (
                    c["interviews"].as_u64().unwrap(),
                    c["holds"].as_u64().unwrap(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(counts(bo), [(0, 0), (0, 0), (1, 0), (1, 0)]);
    assert_eq!(counts(cy), [(0, 0), (0, 0), (2, 1), (0, 0)]);
    assert_eq!(
        cy["cells"][2],
        json!({ "interviews": 2, "holds": 1, "cap": 3, "level": 4,
            "spoken": "2 interviews and 1 hold of at most 3 in the week of 23 Nov" })
    );
    assert_eq!((&bo["total"], &cy["total"]), (&json!(2), &json!(3)));
    assert_eq!(
        (&bo["share_percent"], &cy["share_percent"]),
        (&json!(40), &json!(60))
    );
    assert_eq!((&bo["weight"], &cy["weight"]), (&json!(1), &json!(3)));
    assert_eq!(
        load["fairness"],
        json!({ "spread": 1.0, "spoken": "Bo has 2, Cy has 3." })
    );
    let refused = refusal(&office.desk, "availability_load", json!({ "weeks": 0 })).await;
    assert_eq!(refused.details.unwrap()["field"], "weeks");
}

#[tokio::test]
async fn a_team_is_joined_left_and_undone() {
    let office = Office::new().await;
    let people = json!([office.bo, office.cy]);
    let joined = json!({ "person_ids": people, "team": " Platform " });
    call(&office.desk, "availability_team", joined).await;
    let teams = async || {
        let listed = call(&office.desk, "person_list", json!({})).await;
        let items = listed["items"].as_array().unwrap().clone();
        items
            .iter()
            .map(|p| p["team"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(teams().await, ["Platform", "Platform"]);
    let left = json!({ "person_ids": [office.cy], "team": "" });
    call(&office.desk, "availability_team", left).await;
    assert_eq!(teams().await, ["Platform", ""]);
    call(&office.desk, "change_undo", json!({})).await;
    assert_eq!(teams().await, ["Platform", "Platform"]);
}

#[tokio::test]
async fn no_limit_can_be_said_against_an_inherited_one() {
    let office = Office::new().await;
    let name = "maximum_per_day";
    set(
        &office,
        json!({ "level": "workspace", "values": { name: 1 } }),
    )
    .await;
    let none = json!({ "level": "person", "person_id": office.bo, "values": { name: "none" } });
    assert_eq!(set(&office, none.clone()).await, json!([name]));
    assert_eq!(set(&office, none).await, json!([]));
    let bo = || json!({ "person_id": office.bo });
    let unlimited = [
        json!("none"),
        json!("no limit"),
        json!("this person"),
        json!("person"),
    ];
    assert_eq!(setting(&office, bo(), name).await, unlimited);
    // Two on one day: the workspace allows one.
    for (candidate, start) in [("Ada", "09:00:00Z"), ("Grace", "11:00:00Z")] {
        let start = format!("2026-11-24T{start}");
        office.interview(candidate, &start, &[&office.bo]).await;
    }
    // A cap of their own takes its place, and null inherits again.
    let own = json!({ "id": office.bo, "maximum_per_day": 3 });
    call(&office.desk, "person_update", own).await;
    assert_eq!(setting(&office, bo(), name).await[0], 3);
    let inherit = json!({ "level": "person", "person_id": office.bo, "values": { name: null } });
    set(&office, inherit).await;
    assert_eq!(setting(&office, bo(), name).await[0], 1);
}

#[tokio::test]
async fn no_country_can_be_said_against_an_inherited_one() {
    let office = Office::new().await;
    let germany = json!({ "level": "workspace", "values": { "country": "DE", "region": "BE" } });
    set(&office, germany).await;
    let none =
        json!({ "level": "person", "person_id": office.bo, "values": { "country": "none" } });
    set(&office, none).await;
    let shown = call(
        &office.desk,
        "availability_get",
        json!({ "person_id": office.bo }),
    )
    .await;
    assert_eq!(shown["holidays"], json!([]));
    assert_eq!(shown["holidays_note"], Value::Null);
    let cy = json!({ "person_id": office.cy });
    let shown = call(&office.desk, "availability_get", cy).await;
    assert!(!shown["holidays"].as_array().unwrap().is_empty());
}
