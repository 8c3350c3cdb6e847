//! The workspace as a whole: its backups, the demo inside a window, and what is shown of a job.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::{DateTime, TimeDelta, Utc};
use muster_desk::{Clock, Desk, Event, OpenOptions, Origin};
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};

fn now() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

async fn call(desk: &Desk, command: &str, params: Value) -> Value {
    desk.call(command, params)
        .await
        .unwrap_or_else(|e| panic!("{command}: {e:?}"))
}

#[tokio::test]
async fn backups_are_listed_newest_first_with_their_kind() {
    let (folder, desk) = muster_testkit::desk(now());
    assert_eq!(call(&desk, "backup_list", json!({})).await, json!([]));
    let users = call(&desk, "user_list", json!({})).await;
    let berlin = json!({ "id": users[0]["id"], "time_zone": "Europe/Berlin" });
    call(&desk, "user_update", berlin).await;
    call(&desk, "workspace_backup", json!({})).await;
    let later = muster_testkit::desk_in(folder.path(), now() + TimeDelta::hours(1));
    let made = call(&later, "workspace_backup", json!({})).await;
    let restoring = muster_testkit::desk_in(folder.path(), now() + TimeDelta::hours(2));
    call(
        &restoring,
        "workspace_restore",
        json!({ "path": made["path"] }),
    )
    .await;
    let own = folder.path().join("backups");
    std::fs::write(own.join("daily-20261101T030000Z.db"), "x").unwrap();
    std::fs::write(own.join("before-upgrade-1-to-2-20261102T030000Z.db"), "xy").unwrap();
    std::fs::write(own.join("half.db.part"), "x").unwrap();

    let list = call(&desk, "backup_list", json!({})).await;
    let rows: Vec<(&str, &str)> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|b| {
            (
                b["kind"].as_str().unwrap(),
                b["spoken_at"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("before_restore", "Tue 24 Nov 12:00 Berlin (UTC+1)"),
            ("manual", "Tue 24 Nov 11:00 Berlin (UTC+1)"),
            ("manual", "Tue 24 Nov 10:00 Berlin (UTC+1)"),
            ("before_upgrade", "Mon 2 Nov 04:00 Berlin (UTC+1)"),
            ("daily", "Sun 1 Nov 04:00 Berlin (UTC+1)"),
        ]
    );
    assert_eq!(list[1]["path"], made["path"]);
    assert_eq!(list[1]["bytes"], made["bytes"]);
    assert_eq!(list[1]["made_at"], "2026-11-24T10:00:00Z");
    assert_eq!(list[3]["bytes"], json!(2));
}

#[tokio::test]
async fn an_open_window_fills_its_empty_workspace_once() {
    let (_folder, desk) = muster_testkit::desk(now());
    call(&desk, "workspace_status", json!({})).await;
    let mut events = desk.events();
    let filled = call(&desk, "workspace_demo", json!({})).await;
    assert_eq!(
        [
            &filled["candidates"],
            &filled["jobs"],
            &filled["people"],
            &filled["interviews"]
        ],
        [&json!(200), &json!(20), &json!(12), &json!(60)]
    );
    // One event tells the window to read everything anew, not a thousand.
    let Ok(Event::Changed { tags }) = events.try_recv() else {
        panic!("the window was not told");
    };
    assert!(tags.contains(&"candidates".to_owned()) && tags.contains(&"interviews".to_owned()));
    assert!(events.try_recv().is_err());

    let before = muster_testkit::dump(&desk).await;
    let refused = desk.call("workspace_demo", json!({})).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "already_exists");
    assert_eq!(muster_testkit::dump(&desk).await, before);
}

#[tokio::test]
async fn a_description_is_shown_safely_or_as_text() {
    let (_folder, desk) = muster_testkit::desk(now());
    let hostile = "<p onclick=\"x()\">We <b>build</b></p><script>alert(1)</script><img src=x onerror=alert(1)>";
    let job = call(
        &desk,
        "job_create",
        json!({ "title": "Welder", "description": hostile }),
    )
    .await;
    assert_eq!(job["description"], hostile, "what was given is kept");
    assert_eq!(job["description_html"], "<p>We <b>build</b></p>");
    let plain = json!({ "title": "Glazier", "description": "Pay > 50 and < 60" });
    assert_eq!(
        call(&desk, "job_create", plain).await["description_html"],
        Value::Null
    );
    let list = call(&desk, "job_list", json!({})).await;
    assert_eq!(
        list["items"][1]["description_html"],
        "<p>We <b>build</b></p>"
    );
    let change = json!({ "id": job["id"], "description": "Plain now" });
    assert_eq!(
        call(&desk, "job_update", change).await["description_html"],
        Value::Null
    );
}

/// Who made the last change, by name, and how its time is told.
async fn last_change(desk: &Desk) -> (String, String) {
    let list = call(desk, "activity_list", json!({ "limit": 1 })).await;
    let text = |name: &str| list["items"][0][name].as_str().unwrap().to_owned();
    (text("actor_name"), text("spoken_at"))
}

#[tokio::test]
async fn another_current_user_acts_at_once_in_every_process() {
    let (folder, desk) = muster_testkit::desk(now());
    let users = call(&desk, "user_list", json!({})).await;
    let mina = users[0]["id"].clone();
    let rename = json!({ "id": mina, "full_name": "Mina Kim", "time_zone": "Europe/Berlin" });
    call(&desk, "user_update", rename).await;
    let ben = json!({ "full_name": "Ben Okri", "role": "recruiter", "time_zone": "Asia/Tokyo" });
    let ben = call(&desk, "user_create", ben).await["id"].clone();
    // Both have acted before, as whoever was current then.
    let other = muster_testkit::desk_in(folder.path(), now());
    let named = Desk::new(OpenOptions {
        workspace: folder.path().to_owned(),
        clock: Clock::Fixed(now()),
        actor: Some(mina.as_str().unwrap().to_owned()),
        origin: Origin::Cli,
        zones: Zones::bundled(),
    });
    let add = json!({ "full_name": "Ada Lovelace" });
    for desk in [&other, &named] {
        call(desk, "candidate_create", add.clone()).await;
        let told = last_change(desk).await;
        let berlin = "Tue 24 Nov 10:00 Berlin (UTC+1)";
        assert_eq!(told, ("Mina Kim".to_owned(), berlin.to_owned()));
    }

    let change = json!({ "id": ben, "is_current": true });
    let answer = call(&desk, "user_update", change).await;
    assert_eq!(answer["is_current"], true);
    for desk in [&desk, &other] {
        let status = call(desk, "workspace_status", json!({})).await;
        assert_eq!(
            (&status["actor"], &status["user_name"]),
            (&ben, &json!("Ben Okri"))
        );
        call(desk, "candidate_create", add.clone()).await;
        let told = last_change(desk).await;
        let tokyo = "Tue 24 Nov 18:00 Tokyo (UTC+9)";
        assert_eq!(told, ("Ben Okri".to_owned(), tokyo.to_owned()));
    }
    // Who was named when the process started stays who acts in it.
    call(&named, "candidate_create", add).await;
    assert_eq!(last_change(&named).await.0, "Mina Kim");

    // Undoing it is at once, too.
    let list = call(&desk, "activity_list", json!({ "limit": 10 })).await;
    let items = list["items"].as_array().unwrap();
    let change = items
        .iter()
        .find(|c| c["command"] == "user_update")
        .unwrap();
    call(&desk, "change_undo", json!({ "change_id": change["id"] })).await;
    let status = call(&other, "workspace_status", json!({})).await;
    assert_eq!(status["user_name"], "Mina Kim");
}
