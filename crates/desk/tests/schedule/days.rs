use serde_json::{Value, json};

use crate::office::{Office, call, id, refusal};

/// The `[from, to]` of one person's entries of a day.
fn stretches(list: &Value, person: &str) -> Vec<(u64, u64)> {
    let entries = list.as_array().unwrap().iter();
    entries
        .filter(|entry| entry["person_id"] == person)
        .map(|entry| {
            (
                entry["from"].as_u64().unwrap(),
                entry["to"].as_u64().unwrap(),
            )
        })
        .collect()
}

fn names(list: &Value) -> Vec<&str> {
    let people = list.as_array().unwrap().iter();
    people.map(|p| p["full_name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_week_is_laid_out_for_its_reader() {
    let office = Office::new().await;
    let tuesday = "2026-11-24T14:00:00Z";
    let made = office
        .interview("Ada Lovelace", tuesday, &[&office.bo, &office.cy])
        .await;
    office
        .busy(
            &office.bo,
            &[
                "DTSTART:20261124T080000Z\nDTEND:20261124T090000Z",
                "DTSTART:20261124T083000Z\nDTEND:20261124T100000Z",
                "DTSTART:20261124T110000Z\nDTEND:20261124T113000Z\nSTATUS:TENTATIVE",
                "DTSTART:20261124T120000Z\nDTEND:20261124T123000Z\nTRANSP:TRANSPARENT",
            ],
        )
        .await;
    let params =
        json!({ "from": "2026-11-25", "whole_weeks": true, "zones": ["America/New_York"] });
    let week = call(&office.desk, "schedule_days", params).await;
    assert_eq!(week["zone"], "Europe/Berlin");
    assert_eq!(week["zone_label"], "Berlin (UTC+1)");
    assert_eq!(
        week["extra_zones"],
        json!([{ "zone": "America/New_York", "label": "New York (UTC−5)" }])
    );
    assert_eq!(week["title"], "23–29 November 2026");
    let dates = [
        &week["from"],
        &week["previous"],
        &week["next"],
        &week["today"],
    ];
    assert_eq!(
        dates,
        ["2026-11-23", "2026-11-16", "2026-11-30", "2026-11-23"]
    );
    assert_eq!(names(&week["people"]), ["Bo", "Cy"]);
    assert_eq!(week["people"][1]["time_zone"], "America/New_York");
    assert_eq!(week["days"].as_array().unwrap().len(), 7);

    let monday = &week["days"][0];
    assert_eq!(
        (&monday["is_today"], &monday["now_minutes"]),
        (&json!(true), &json!(540))
    );
    let tuesday = &week["days"][1];
    assert_eq!(
        (&tuesday["is_today"], &tuesday["now_minutes"]),
        (&json!(false), &Value::Null)
    );
    assert_eq!(tuesday["date"], "2026-11-24");
    assert_eq!(tuesday["spoken"], "Tue 24");
    assert_eq!(tuesday["spoken_long"], "Tuesday 24 November");
    assert_eq!(tuesday["starts_at"], "2026-11-23T23:00:00Z");
    assert_eq!(tuesday["length_minutes"], 1440);
    assert_eq!(
        tuesday["ticks"][5],
        json!({ "at": 300, "labels": ["05:00", "Mon 23:00"] })
    );
    assert_eq!(stretches(&tuesday["hours"], &office.bo), [(540, 1020)]);
    // Nine to five in New York.
    assert_eq!(stretches(&tuesday["hours"], &office.cy), [(900, 1380)]);
    // Overlapping items are one; what is marked free does not show.
    assert_eq!(
        stretches(&tuesday["busy"], &office.bo),
        [(540, 660), (720, 750)]
    );
    let statuses: Vec<&Value> = tuesday["busy"]
        .as_array()
        .unwrap()
        .iter()
        .map(|b| &b["status"])
        .collect();
    assert_eq!(statuses, ["busy", "tentative"]);
    let shown = &tuesday["interviews"][0];
    assert_eq!((&shown["from"], &shown["to"]), (&json!(900), &json!(960)));
    assert_eq!(shown["id"], made["id"]);
    assert_eq!(shown["interview"]["candidate_name"], "Ada Lovelace");
    assert_eq!(shown["interview"]["spoken_time"], "15:00–16:00");
    assert_eq!(stretches(&week["days"][5]["hours"], &office.bo), []);
}

#[tokio::test]
async fn without_parameters_it_is_the_next_seven_days() {
    let office = Office::new().await;
    let week = call(&office.desk, "schedule_days", json!({})).await;
    assert_eq!(week["from"], "2026-11-23");
    assert_eq!(week["days"].as_array().unwrap().len(), 7);
    assert_eq!(week["people"], json!([]));
    let one = call(&office.desk, "schedule_days", json!({ "days": 1 })).await;
    assert_eq!(one["title"], "Monday 23 November 2026");
    assert_eq!(
        (&one["previous"], &one["next"]),
        (&json!("2026-11-22"), &json!("2026-11-24"))
    );
}

#[tokio::test]
async fn an_interview_over_midnight_is_on_both_days_and_a_cancelled_one_on_none() {
    let office = Office::new().await;
    // 23:30 to 00:30 in Berlin.
    office
        .interview("Ada Lovelace", "2026-11-24T22:30:00Z", &[&office.bo])
        .await;
    // Ends at midnight: not on the next day.
    office
        .interview("Grace Hopper", "2026-11-26T22:00:00Z", &[&office.bo])
        .await;
    let gone = office
        .interview("Mary Jackson", "2026-11-24T10:00:00Z", &[&office.bo])
        .await;
    let cancel = json!({ "id": id(&gone), "reason": "She found another job." });
    call(&office.desk, "interview_cancel", cancel).await;
    let week = call(&office.desk, "schedule_days", json!({})).await;
    let on = |day: usize| {
        let list = week["days"][day]["interviews"].as_array().unwrap().iter();
        list.map(|i| {
            json!([
                i["from"],
                i["to"],
                i["continues_before"],
                i["continues_after"]
            ])
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(on(1), [json!([1410, 1440, false, true])]);
    assert_eq!(on(2), [json!([0, 30, true, false])]);
    assert_eq!(on(3), [json!([1380, 1440, false, false])]);
    assert!(on(4).is_empty());
    // One that began before the first day is there too.
    let params = json!({ "from": "2026-11-25", "days": 1 });
    let day = call(&office.desk, "schedule_days", params).await;
    assert_eq!(day["days"][0]["interviews"][0]["to"], 30);
    assert_eq!(names(&day["people"]), ["Bo"]);
}

#[tokio::test]
async fn named_people_come_in_their_order_with_their_interviews_alone() {
    let office = Office::new().await;
    office
        .interview("Ada Lovelace", "2026-11-24T10:00:00Z", &[&office.bo])
        .await;
    office
        .interview("Grace Hopper", "2026-11-24T15:00:00Z", &[&office.cy])
        .await;
    let params = json!({ "person_ids": [office.cy, office.cy] });
    let week = call(&office.desk, "schedule_days", params).await;
    assert_eq!(names(&week["people"]), ["Cy"]);
    let shown = week["days"][1]["interviews"].as_array().unwrap();
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0]["interview"]["candidate_name"], "Grace Hopper");
    let params = json!({ "person_ids": [office.cy, office.bo] });
    let week = call(&office.desk, "schedule_days", params).await;
    assert_eq!(names(&week["people"]), ["Cy", "Bo"]);
    assert_eq!(week["days"][1]["interviews"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn the_eight_with_the_most_interviews_are_chosen_and_no_interview_is_hidden() {
    let office = Office::new().await;
    let mut people = Vec::new();
    for n in 0..9 {
        let person = json!({ "full_name": format!("Person {n}"), "email": "", "time_zone": "UTC",
            "working_hours": [] });
        people.push(id(&call(&office.desk, "person_create", person).await));
    }
    for (n, person) in people.iter().enumerate() {
        let hour = format!("2026-11-24T{:02}:00:00Z", 8 + n);
        office
            .interview(&format!("Candidate {n}"), &hour, &[person])
            .await;
    }
    // The ninth by name has two.
    office
        .interview("Once More", "2026-11-25T10:00:00Z", &[&people[8]])
        .await;
    let week = call(&office.desk, "schedule_days", json!({})).await;
    let shown = names(&week["people"]);
    assert_eq!(shown.len(), 8);
    assert!(shown.is_sorted() && shown.contains(&"Person 8") && !shown.contains(&"Person 7"));
    assert_eq!(week["days"][1]["interviews"].as_array().unwrap().len(), 9);
}

#[tokio::test]
async fn days_on_which_the_clock_changes_keep_their_real_length() {
    let office = Office::on("2026-10-20T08:00:00Z", "Europe/Berlin").await;
    // 02:30 in Berlin, the second time.
    office
        .interview("Ada Lovelace", "2026-10-25T01:30:00Z", &[&office.bo])
        .await;
    let params = json!({ "from": "2026-10-19", "whole_weeks": true });
    let week = call(&office.desk, "schedule_days", params).await;
    assert_eq!(week["zone_label"], "Berlin (UTC+2, then UTC+1)");
    let sunday = &week["days"][6];
    assert_eq!(sunday["length_minutes"], 1500);
    assert_eq!(sunday["ticks"].as_array().unwrap().len(), 25);
    assert_eq!(sunday["interviews"][0]["from"], 210);
    assert_eq!(
        sunday["interviews"][0]["interview"]["spoken_time"],
        "02:30–03:30"
    );

    let office = Office::on("2026-10-03T00:00:00Z", "Australia/Lord_Howe").await;
    let day = call(
        &office.desk,
        "schedule_days",
        json!({ "from": "2026-10-04", "days": 1 }),
    )
    .await;
    assert_eq!(day["days"][0]["length_minutes"], 1410);
    assert_eq!(
        day["days"][0]["ticks"][2],
        json!({ "at": 150, "labels": ["03:00"] })
    );

    let office = Office::on("2026-09-05T12:00:00Z", "America/Santiago").await;
    let day = call(
        &office.desk,
        "schedule_days",
        json!({ "from": "2026-09-06", "days": 1 }),
    )
    .await;
    assert_eq!(day["days"][0]["starts_at"], "2026-09-06T04:00:00Z");
    assert_eq!(day["days"][0]["length_minutes"], 1380);
    assert_eq!(
        day["days"][0]["ticks"][0],
        json!({ "at": 0, "labels": ["01:00"] })
    );
}

#[tokio::test]
async fn busy_times_over_midnight_and_outside_the_stored_expansion_are_shown() {
    let office = Office::new().await;
    office
        .busy(
            &office.bo,
            &["DTSTART:20261124T213000Z\nDTEND:20261124T233000Z\nRRULE:FREQ=WEEKLY"],
        )
        .await;
    let week = call(
        &office.desk,
        "schedule_days",
        json!({ "person_ids": [office.bo] }),
    )
    .await;
    assert_eq!(
        stretches(&week["days"][1]["busy"], &office.bo),
        [(1350, 1440)]
    );
    assert_eq!(stretches(&week["days"][2]["busy"], &office.bo), [(0, 30)]);
    // Two years on, where no expansion is stored: a Tuesday.
    let params = json!({ "from": "2028-11-28", "days": 1, "person_ids": [office.bo] });
    let day = call(&office.desk, "schedule_days", params).await;
    assert_eq!(
        stretches(&day["days"][0]["busy"], &office.bo),
        [(1350, 1440)]
    );
}

#[tokio::test]
async fn what_cannot_be_shown_is_named() {
    let office = Office::new().await;
    let nine: Vec<String> = (0..9).map(|n| n.to_string()).collect();
    for (params, field) in [
        (json!({ "days": 0 }), "days"),
        (json!({ "days": 15 }), "days"),
        (json!({ "from": "1066-10-14" }), "from"),
        (json!({ "from": "+262000-01-01" }), "from"),
        (json!({ "from": "today" }), "from"),
        (json!({ "person_ids": nine }), "person_ids"),
        (json!({ "zones": ["UTC", "UTC", "UTC"] }), "zones"),
        (json!({ "zones": ["UTC", "Mars/Base"] }), "zones[1]"),
    ] {
        let failure = refusal(&office.desk, "schedule_days", params.clone()).await;
        assert_eq!(failure.details.unwrap()["field"], field, "{params}");
    }
    let nobody = json!({ "person_ids": ["nobody"] });
    let failure = refusal(&office.desk, "schedule_days", nobody).await;
    assert_eq!(failure.code, muster_desk::Code::NotFound);
}
