//! What goes wrong on the way.

use serde_json::json;
use sqlx::Connection as _;

use crate::desk::{AN_HOUR_LATER, Mailroom};
use crate::office::{call, refusal};
use crate::postbox::Mood;

async fn one_waiting() -> Mailroom {
    let mut room = Mailroom::new().await;
    let bo = room.office.bo.clone();
    room.interview("Ada Lovelace", &[&bo]).await;
    room.post().await;
    let row = room.letter_to("Bo").await;
    room.act(&row, "stop").await;
    room.wait(31);
    room
}

#[tokio::test]
async fn a_letter_that_may_have_arrived_is_never_sent_again_by_itself() {
    let mut room = one_waiting().await;
    room.postbox.is(Mood::HangsUpAfterTheMail);
    room.post().await;
    assert_eq!(room.postbox.take().len(), 1);
    room.postbox.is(Mood::Kind);
    let row = room.letter_to("Ada Lovelace").await;
    assert_eq!(row["state"], "unsure", "{row}");
    for hours in 1..30 {
        room.wait(hours * 3600);
        room.post().await;
    }
    assert!(room.postbox.take().is_empty(), "sent twice");
    assert_eq!(
        call(room.desk(), "dashboard_get", json!({})).await["undelivered"],
        1
    );
    let row = room.letter_to("Ada Lovelace").await;
    room.act(&row, "mark_sent").await;
    assert!(room.outbox("open").await.is_empty());
    assert!(room.postbox.take().is_empty());
}

#[tokio::test]
async fn a_letter_that_was_leaving_when_muster_ended_is_doubtful_after_the_restart() {
    let mut room = one_waiting().await;
    // What a killed process leaves behind: the letter is claimed, and nobody works on it.
    let mut file = sqlx::SqliteConnection::connect_with(
        &sqlx::sqlite::SqliteConnectOptions::new()
            .filename(room.office.folder.path().join(muster_desk::DATABASE)),
    )
    .await
    .unwrap();
    sqlx::query("UPDATE outbox SET state = 'sending', claimed_by = 'gone' WHERE state = 'waiting'")
        .execute(&mut file)
        .await
        .unwrap();
    room.wait(60);
    room.post().await;
    let row = room.letter_to("Ada Lovelace").await;
    assert_eq!(row["state"], "unsure", "{row}");
    assert!(room.postbox.take().is_empty());
    // A person decides; the Message-ID stays, so that mail programs can tell it is the same one.
    room.act(&row, "retry").await;
    room.post().await;
    assert_eq!(room.postbox.take().len(), 1);
}

#[tokio::test]
async fn a_busy_server_gets_it_later_and_once() {
    let mut room = one_waiting().await;
    room.postbox.is(Mood::Busy);
    room.post().await;
    let row = room.letter_to("Ada Lovelace").await;
    assert_eq!(row["state"], "waiting");
    assert!(
        row["state_words"]
            .as_str()
            .unwrap()
            .starts_with("Tried 1 times."),
        "{row}"
    );
    room.postbox.is(Mood::Kind);
    room.wait(60);
    room.post().await;
    assert!(room.postbox.take().is_empty(), "it was tried again at once");
    room.wait(31 + 61);
    room.post().await;
    assert_eq!(room.postbox.take().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_away_loses_nothing() {
    let mut room = one_waiting().await;
    room.postbox.is(Mood::HangsUpAtOnce);
    room.post().await;
    assert_eq!(room.letter_to("Ada Lovelace").await["state"], "waiting");
    let mail = call(room.desk(), "mail_account_get", json!({})).await;
    assert_eq!(mail["account"]["state"], "failing", "{mail}");
    room.postbox.is(Mood::Kind);
    room.wait(31 + 61);
    room.post().await;
    assert_eq!(room.postbox.take().len(), 1);
    let mail = call(room.desk(), "mail_account_get", json!({})).await;
    assert_eq!(mail["account"]["state"], "ready", "{mail}");
}

#[tokio::test]
async fn a_wrong_recipient_is_shown_and_waits_for_a_person() {
    let room = one_waiting().await;
    room.postbox.is(Mood::Refuses);
    room.post().await;
    let row = room.letter_to("Ada Lovelace").await;
    assert_eq!(row["state"], "failed", "{row}");
    assert!(
        row["state_words"]
            .as_str()
            .unwrap()
            .contains("No such person"),
        "{row}"
    );
    room.postbox.is(Mood::Kind);
    room.post().await;
    assert!(room.postbox.take().is_empty());
    room.act(&row, "retry").await;
    room.post().await;
    assert_eq!(room.postbox.take().len(), 1);
}

#[tokio::test]
async fn a_letter_that_is_too_late_is_held() {
    let mut room = one_waiting().await;
    room.wait(40 * 3600);
    room.post().await;
    // The interview is over: nobody is written to about it any more.
    assert!(room.postbox.take().is_empty());
    let row = room.letter_to("Ada Lovelace").await;
    assert_eq!(row["state"], "held", "{row}");
}

#[tokio::test]
async fn a_letter_does_not_leave_when_the_time_does_not_hold_any_more() {
    let mut room = one_waiting().await;
    let bo = room.office.bo.clone();
    room.office
        .busy(
            &bo,
            &["DTSTART:20261124T143000Z\nDTEND:20261124T150000Z\nSUMMARY:Dentist"],
        )
        .await;
    room.post().await;
    assert!(room.postbox.take().is_empty());
    let row = room.letter_to("Ada Lovelace").await;
    assert_eq!(row["state"], "held", "{row}");
    assert!(row["state_words"].as_str().unwrap().contains("Bo"), "{row}");
    room.act(&row, "send_now").await;
    room.post().await;
    assert_eq!(room.postbox.take().len(), 1);
    room.wait(3600);
}

#[tokio::test]
async fn what_was_stopped_stays_stopped_until_somebody_invites_again() {
    let mut room = one_waiting().await;
    let row = room.letter_to("Ada Lovelace").await;
    room.act(&row, "stop").await;
    room.post().await;
    room.wait(3600);
    room.post().await;
    assert!(room.postbox.take().is_empty());
    let gone = json!({ "id": row["id"], "act": "stop" });
    let refused = refusal(room.desk(), "outbox_act", gone).await;
    assert_eq!(refused.message, "The letter has moved on meanwhile.");
    let interview = json!({ "interview_id": row["interview_id"] });
    call(room.desk(), "interview_invite", interview).await;
    room.wait(3700);
    room.post().await;
    assert_eq!(room.postbox.take().len(), 2, "Ada and Bo");
}

#[tokio::test]
async fn the_password_is_sealed_and_does_not_follow_to_another_server() {
    let room = Mailroom::quiet().await;
    let set = |host: &str, password: Option<&str>| {
        json!({ "way": "smtp", "from_name": "Mina", "from_address": "mina@acme.example",
            "host": host, "security": "tls", "user_name": "mina", "password": password })
    };
    let mail = call(
        room.desk(),
        "mail_account_set",
        set("a.example", Some("correct-horse")),
    )
    .await;
    assert_eq!(mail["account"]["has_password"], true);
    assert_eq!(mail["account"]["port"], 465);
    let mail = call(room.desk(), "mail_account_set", set("a.example", None)).await;
    assert_eq!(mail["account"]["has_password"], true);
    let files = std::fs::read_dir(room.office.folder.path()).unwrap();
    for file in files.map(|f| f.unwrap().path()).filter(|p| p.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(
            !bytes.windows(13).any(|w| w == b"correct-horse"),
            "{}",
            file.display()
        );
    }
    let mail = call(room.desk(), "mail_account_set", set("b.example", None)).await;
    assert_eq!(mail["account"]["has_password"], false);
}

#[tokio::test]
async fn settings_that_cannot_work_name_their_field() {
    let room = Mailroom::quiet().await;
    let cases = [
        (
            json!({ "from_address": "mina", "host": "a.example" }),
            "from_address",
        ),
        (
            json!({ "from_address": "mina@a.example", "host": "" }),
            "host",
        ),
        (
            json!({ "from_address": "m@a.example", "host": "a.example", "security": "plain" }),
            "security",
        ),
        (
            json!({ "from_address": "m@a.example", "host": "a.example", "way": "google" }),
            "account_id",
        ),
    ];
    for (mut params, field) in cases {
        params["from_name"] = json!("Mina");
        if params["way"].is_null() {
            params["way"] = json!("smtp");
        }
        let refused = refusal(room.desk(), "mail_account_set", params).await;
        assert_eq!(refused.details.unwrap()["field"], field);
    }
    let wrong = json!({ "automatic": true, "undo_seconds": 5 });
    let refused = refusal(room.desk(), "mail_sending_set", wrong).await;
    assert_eq!(refused.details.unwrap()["field"], "undo_seconds");
}

#[tokio::test]
async fn a_doubtful_letter_of_long_ago_does_not_unmake_what_was_told_since() {
    let mut room = one_waiting().await;
    room.postbox.is(Mood::HangsUpAfterTheMail);
    room.post().await;
    room.postbox.is(Mood::Kind);
    room.postbox.take();
    let doubtful = room.letter_to("Ada Lovelace").await;
    let interview = json!({ "id": doubtful["interview_id"] });
    let moved = json!({ "id": doubtful["interview_id"], "starts_at": AN_HOUR_LATER,
        "reason": "A clash." });
    call(room.desk(), "interview_update", moved).await;
    room.post().await;
    room.wait(200);
    room.post().await;
    let knows = room.knows(&interview, "Ada Lovelace").await["told_words"].clone();
    assert_eq!(knows, "A letter may have arrived or not.");
    let again = json!({ "id": doubtful["id"], "act": "retry" });
    let refused = refusal(room.desk(), "outbox_act", again).await;
    assert!(refused.message.contains("something newer"), "{refused:?}");
    room.act(&doubtful, "mark_sent").await;
    let knows = room.knows(&interview, "Ada Lovelace").await["told_words"].clone();
    assert!(knows.as_str().unwrap().ends_with("version 2."), "{knows}");
    room.post().await;
    let old = room
        .postbox
        .take()
        .into_iter()
        .filter(|t| t.property("SEQUENCE") == "0");
    assert_eq!(old.count(), 0, "the old time was told again");
}
