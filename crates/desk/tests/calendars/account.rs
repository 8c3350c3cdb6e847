//! A CalDAV account at Radicale.

use chrono::Duration;
use muster_desk::{Code, Desk};
use muster_providers::calendar::Calendar as _;
use muster_providers::ics::{Entry, EntryKind, EntryState, When};
use serde_json::{Value, json};

use crate::office::{at, call, refusal};
use crate::rooms::{Rooms, TUESDAY, counting};
use crate::server::Radicale;

fn signing_in(radicale: &Radicale, password: &str) -> Value {
    json!({ "kind": "caldav", "address": radicale.url.as_str(), "user_name": "ana",
        "password": password, "label": "Bo at work" })
}

fn lunch(uid: &str, start: &str) -> Entry {
    Entry {
        uid: uid.to_owned(),
        sequence: 0,
        stamp: at("2026-11-21T22:00:00Z"),
        when: When::Timed {
            start: at(start),
            end: at(start) + Duration::minutes(45),
            zone: "Europe/Berlin".to_owned(),
        },
        state: EntryState::Confirmed,
        busy: true,
        kind: EntryKind::Interview,
        title: "Hush-hush lunch".to_owned(),
        description: "Hush-hush words".to_owned(),
        location: "Hush-hush place".to_owned(),
        meeting_link: None,
        related_uid: None,
        private: false,
        organizer: None,
        attendees: Vec::new(),
        reminders: Vec::new(),
    }
}

async fn only(desk: &Desk, command: &str, params: Value) -> Value {
    let list = call(desk, command, params).await;
    let accounts = list["accounts"].as_array().unwrap();
    assert_eq!(accounts.len(), 1, "{list}");
    accounts[0].clone()
}

#[tokio::test]
async fn an_event_there_makes_the_time_busy_here_until_it_goes() {
    let radicale = Radicale::start();
    let rooms = Rooms::new().await;
    let desk = rooms.desk();
    let connected = call(
        desk,
        "calendar_connect",
        signing_in(&radicale, "correct-horse"),
    )
    .await;
    let account = &connected["account"];
    assert_eq!(account["label"], "Bo at work");
    assert_eq!(account["address_words"], "127.0.0.1");
    let names: Vec<&Value> = account["calendars"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| &c["name"])
        .collect();
    assert_eq!(names, ["Team", "Work"]);
    assert_eq!(account["as_of_words"], "Not read yet");

    let account = rooms.choose(account, "Work").await;
    assert_eq!(account["state"], "fresh", "{account}");
    assert_eq!(counting(&account)["person_name"], "Bo");
    assert_eq!(counting(&account)["events"], 0);
    assert_eq!(
        account["as_of_words"],
        "As of Mon 23 Nov 09:00 Berlin (UTC+1)"
    );
    assert!(rooms.against(desk).await.is_empty());

    let theirs = radicale.account();
    let entry = lunch("a@example.org", TUESDAY);
    let made = theirs.create(&radicale.work(), &entry).await.unwrap();
    let account = only(desk, "calendar_sync", json!({})).await;
    assert_eq!(counting(&account)["events"], 1);

    // Everywhere that busy times are read: the check, the slots, the X-ray, the calendar, and
    // the moment in which an interview is made.
    let busy = rooms.against(desk).await;
    assert_eq!(busy.len(), 1, "{busy:?}");
    assert!(busy[0].contains("Bo"), "{busy:?}");
    let window = json!({ "start": TUESDAY, "end": "2026-11-24T16:00:00Z" });
    let slots = json!({ "application_id": rooms.application, "duration_minutes": 45,
        "interviewer_ids": [rooms.office.bo], "step_minutes": 15, "window": window });
    let found = call(desk, "interview_slots", slots).await;
    assert_eq!(found["slots"][0]["start"], "2026-11-24T14:45:00Z");
    let ask = json!({ "application_id": rooms.application, "duration_minutes": 45,
        "interviewer_ids": [rooms.office.bo], "window": window });
    let xray = call(desk, "slots_xray", ask).await;
    let cell = &xray["days"][0]["cells"][0];
    assert_eq!(cell["state"], "blocked", "{xray}");
    assert!(cell["blockers"].to_string().contains("Bo"), "{cell}");
    let days = json!({ "from": "2026-11-24", "person_ids": [rooms.office.bo] });
    let days = call(desk, "schedule_days", days).await;
    let shown = &days["days"][0]["busy"];
    assert_eq!(
        shown,
        &json!([{ "person_id": rooms.office.bo, "from": 900, "to": 945, "status": "busy" }])
    );
    let create = json!({ "application_id": rooms.application, "interview_type": "technical",
        "mode": "OFFLINE", "starts_at": TUESDAY, "duration_minutes": 60,
        "time_zone": "Europe/Berlin", "interviewer_ids": [rooms.office.bo] });
    let refused = refusal(desk, "interview_create", create).await;
    assert_eq!(refused.code, Code::InterviewerConflict);
    assert!(!rooms.holds("Hush-hush"), "a title was stored");
    assert!(!rooms.holds("correct-horse"), "the password is in clear");

    theirs.delete(&made.id, &made.version).await.unwrap();
    let account = only(desk, "calendar_sync", json!({})).await;
    assert_eq!(counting(&account)["events"], 0);
    assert!(rooms.against(desk).await.is_empty());
}

#[tokio::test]
async fn a_wrong_password_or_address_is_told_by_its_field_and_leaves_nothing() {
    let radicale = Radicale::start();
    let rooms = Rooms::new().await;
    let desk = rooms.desk();
    let refused = refusal(desk, "calendar_connect", signing_in(&radicale, "wrong")).await;
    assert_eq!(refused.code, Code::InvalidParameter);
    assert_eq!(refused.details.unwrap()["field"], "password");
    assert!(
        refused.message.contains("does not accept"),
        "{}",
        refused.message
    );

    for address in [
        "http://cal.example.org/",
        "ftp://127.0.0.1/",
        "http://127.0.0.1:1/",
        "::",
    ] {
        let mut params = signing_in(&radicale, "correct-horse");
        params["address"] = json!(address);
        let refused = refusal(desk, "calendar_connect", params).await;
        assert_eq!(refused.details.unwrap()["field"], "address", "{address}");
    }
    let mut params = signing_in(&radicale, "");
    let refused = refusal(desk, "calendar_connect", params.clone()).await;
    assert_eq!(refused.details.unwrap()["field"], "password");
    params["user_name"] = json!(" ");
    let refused = refusal(desk, "calendar_connect", params).await;
    assert_eq!(refused.details.unwrap()["field"], "user_name");
    let list = call(desk, "calendar_account_list", json!({})).await;
    assert_eq!(list["accounts"], json!([]));
}

#[tokio::test]
async fn a_restart_keeps_it_a_day_without_news_is_unknown_and_disconnecting_frees() {
    let radicale = Radicale::start();
    let rooms = Rooms::new().await;
    let entry = lunch("a@example.org", TUESDAY);
    let theirs = radicale.account();
    theirs.create(&radicale.work(), &entry).await.unwrap();
    let connected = call(
        rooms.desk(),
        "calendar_connect",
        signing_in(&radicale, "correct-horse"),
    )
    .await;
    let account = rooms.choose(&connected["account"], "Work").await;
    assert_eq!(counting(&account)["events"], 1);

    let again = rooms.restarted("2026-11-23T08:05:00Z");
    assert_eq!(rooms.against(&again).await.len(), 1);
    // Its token and its password were kept: what changed meanwhile is read by background work.
    let later = lunch("b@example.org", "2026-11-25T14:00:00Z");
    theirs.create(&radicale.work(), &later).await.unwrap();
    let round = json!({ "kinds": ["calendars"] });
    let ran = call(&again, "background_run", round.clone()).await;
    assert_eq!(ran["calendar_accounts"], 1);
    let account = only(&again, "calendar_account_list", json!({})).await;
    assert_eq!(counting(&account)["events"], 2);
    let ran = call(&again, "background_run", round.clone()).await;
    assert_eq!(ran["calendar_accounts"], 0, "it rests for ten minutes");

    // The server is gone. For a day what was read holds; then nothing is known, and not free.
    drop(theirs);
    drop(radicale);
    let soon = rooms.restarted("2026-11-24T07:00:00Z");
    let free = json!({ "application_id": rooms.application, "duration_minutes": 60,
        "interviewer_ids": [rooms.office.bo], "starts_at": "2026-11-26T09:00:00Z" });
    let check = call(&soon, "interview_check", free.clone()).await;
    assert_eq!(check["allowed"], true, "{check}");
    let late = rooms.restarted("2026-11-24T09:00:00Z");
    let account = only(&late, "calendar_account_list", json!({})).await;
    assert_eq!(account["state"], "stale");
    let check = call(&late, "interview_check", free.clone()).await;
    assert_eq!(check["allowed"], false, "{check}");
    let account = only(&late, "calendar_sync", json!({})).await;
    assert_eq!(account["state"], "failing");
    assert!(
        account["state_words"]
            .as_str()
            .unwrap()
            .contains("127.0.0.1")
    );

    // Disconnected with what was read, nothing of it is left.
    let params = json!({ "account_id": account["id"] });
    assert_eq!(call(&late, "calendar_disconnect", params).await, json!({}));
    let list = call(&late, "calendar_account_list", json!({})).await;
    assert_eq!(list["accounts"], json!([]));
    let check = call(&late, "interview_check", free).await;
    assert_eq!(check["allowed"], true, "{check}");
    // Undo knows nothing of it: what it takes back is older than the account.
    let undone = call(&late, "change_undo", json!({})).await;
    assert!(
        undone["summary"].as_str().unwrap().contains("Ada Lovelace"),
        "{undone}"
    );
    let list = call(&late, "calendar_account_list", json!({})).await;
    assert_eq!(list["accounts"], json!([]));
}

#[tokio::test]
async fn an_account_that_is_signed_out_says_so_and_a_new_password_mends_it() {
    let radicale = Radicale::start();
    let rooms = Rooms::new().await;
    let desk = rooms.desk();
    let params = signing_in(&radicale, "correct-horse");
    let connected = call(desk, "calendar_connect", params.clone()).await;
    rooms.choose(&connected["account"], "Work").await;
    radicale.change_password("battery-staple");
    let account = only(desk, "calendar_sync", json!({})).await;
    assert_eq!(account["state"], "sign_in_again");
    assert!(account["next_step"].is_string());
    let today = call(desk, "dashboard_get", json!({})).await;
    let needing = &today["accounts_needing_attention"];
    assert_eq!(*needing, json!([account["label"]]));
    // Servers lock accounts after a few wrong passwords, so it is not tried again by itself.
    let later = rooms.restarted("2026-11-23T09:00:00Z");
    let ran = call(&later, "background_run", json!({ "kinds": ["calendars"] })).await;
    assert_eq!(ran["calendar_accounts"], 0);
    let refused = refusal(desk, "calendar_connect", params).await;
    assert_eq!(refused.details.unwrap()["field"], "password");

    let params = signing_in(&radicale, "battery-staple");
    let connected = call(desk, "calendar_connect", params).await;
    assert_eq!(counting(&connected["account"])["person_name"], "Bo");
    let account = only(desk, "calendar_sync", json!({})).await;
    assert_eq!(account["state"], "fresh");
}

#[tokio::test]
async fn a_calendar_that_counts_no_more_is_forgotten() {
    let radicale = Radicale::start();
    let rooms = Rooms::new().await;
    let desk = rooms.desk();
    let entry = lunch("a@example.org", TUESDAY);
    let theirs = radicale.account();
    theirs.create(&radicale.work(), &entry).await.unwrap();
    let params = signing_in(&radicale, "correct-horse");
    let connected = call(desk, "calendar_connect", params).await;
    let account = rooms.choose(&connected["account"], "Work").await;
    let chosen = counting(&account)["id"].clone();

    let nobody = json!({ "calendar_id": chosen, "person_id": null, "counts": true });
    let refused = refusal(desk, "calendar_choose", nobody).await;
    assert_eq!(refused.details.unwrap()["field"], "person_id");
    // It is Cy's after all.
    let cys = json!({ "calendar_id": chosen, "person_id": rooms.office.cy, "counts": true });
    let account = call(desk, "calendar_choose", cys).await;
    assert_eq!(counting(&account)["person_name"], "Cy");
    assert!(rooms.against(desk).await.is_empty());
    let seen = json!({ "person_id": rooms.office.cy, "start": "2026-11-24T00:00:00Z",
        "end": "2026-11-25T00:00:00Z" });
    let items = call(desk, "busy_list", seen.clone()).await;
    assert_eq!(items.as_array().unwrap().len(), 1);

    let off = json!({ "calendar_id": chosen, "person_id": rooms.office.cy, "counts": false });
    let account = call(desk, "calendar_choose", off).await;
    let calendars = account["calendars"].as_array().unwrap();
    assert!(
        calendars
            .iter()
            .all(|c| c["events"] == 0 && c["counts"] == false)
    );
    assert_eq!(call(desk, "busy_list", seen).await, json!([]));
}
