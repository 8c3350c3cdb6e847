//! What people answer.

use serde_json::{Value, json};

use crate::desk::{AN_HOUR_LATER, Mailroom};
use crate::inbox::Inbox;
use crate::office::{call, refusal};

/// An answer as a mail program writes it, saved to a file.
fn answer(
    room: &Mailroom,
    uid: &str,
    who: &str,
    partstat: &str,
    sequence: u32,
    stamp: &str,
) -> Value {
    let path = room.office.folder.path().join("answer.ics");
    std::fs::write(&path, reply(uid, who, partstat, sequence, stamp)).unwrap();
    json!({ "path": path })
}

fn reply(uid: &str, who: &str, partstat: &str, sequence: u32, stamp: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n\
         UID:{uid}\r\nSEQUENCE:{sequence}\r\nDTSTAMP:{stamp}\r\nDTSTART:20261124T140000Z\r\n\
         DTEND:20261124T150000Z\r\nORGANIZER:mailto:mina@acme.example\r\n\
         ATTENDEE;PARTSTAT={partstat}:mailto:{who}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[tokio::test]
async fn an_answer_is_shown_and_a_later_one_counts() {
    let (room, interview) = Mailroom::told().await;
    let uid = interview["uid"].as_str().unwrap();
    let yes = answer(
        &room,
        uid,
        "ADA@home.example",
        "ACCEPTED",
        0,
        "20261123T090000Z",
    );
    let done = call(room.desk(), "invitation_answer_import", yes).await;
    assert_eq!(done["interview_id"], interview["id"]);
    assert!(
        done["words"]
            .as_str()
            .unwrap()
            .starts_with("Ada Lovelace comes"),
        "{done}"
    );
    assert_eq!(
        room.knows(&interview, "Ada Lovelace").await["answer"],
        "accepted"
    );
    // An older one that arrives late changes nothing.
    let no = answer(
        &room,
        uid,
        "ada@home.example",
        "DECLINED",
        0,
        "20261123T083000Z",
    );
    call(room.desk(), "invitation_answer_import", no).await;
    assert_eq!(
        room.knows(&interview, "Ada Lovelace").await["answer"],
        "accepted"
    );
    let no = answer(
        &room,
        uid,
        "ada@home.example",
        "DECLINED",
        0,
        "20261123T093000Z",
    );
    call(room.desk(), "invitation_answer_import", no).await;
    assert_eq!(
        room.knows(&interview, "Ada Lovelace").await["answer"],
        "declined"
    );
    // A decline is told, and cancels nothing.
    let notices = call(room.desk(), "notice_list", json!({})).await;
    let notice = &notices["items"][0];
    assert_eq!(notice["interview_id"], interview["id"], "{notices}");
    assert!(
        notice["title"].as_str().unwrap().contains("cannot come"),
        "{notices}"
    );
    let now = call(
        room.desk(),
        "interview_get",
        json!({ "id": interview["id"] }),
    )
    .await;
    assert_eq!(now["status"], "scheduled");
}

#[tokio::test]
async fn an_interviewer_answers_their_own_event_and_a_stranger_answers_nothing() {
    let (room, interview) = Mailroom::told().await;
    let uid = interview["uid"].as_str().unwrap();
    let team = format!("team-{uid}");
    let no = answer(
        &room,
        &team,
        "bo@example.com",
        "DECLINED",
        0,
        "20261123T090000Z",
    );
    call(room.desk(), "invitation_answer_import", no).await;
    assert_eq!(room.knows(&interview, "Bo").await["answer"], "declined");
    // Bo was not invited to the candidate's event, and Eve to none.
    for (uid, who) in [(uid, "bo@example.com"), (uid, "eve@evil.example")] {
        let no = answer(&room, uid, who, "DECLINED", 0, "20261123T100000Z");
        let done = call(room.desk(), "invitation_answer_import", no).await;
        assert_eq!(done["interview_id"], Value::Null, "{done}");
    }
    assert_eq!(
        room.knows(&interview, "Ada Lovelace").await["answer"],
        "none"
    );
}

#[tokio::test]
async fn an_answer_to_the_old_time_is_no_answer_to_the_new_one() {
    let (mut room, interview) = Mailroom::told().await;
    let uid = interview["uid"].as_str().unwrap().to_owned();
    let yes = answer(
        &room,
        &uid,
        "ada@home.example",
        "ACCEPTED",
        0,
        "20261123T090000Z",
    );
    call(room.desk(), "invitation_answer_import", yes).await;
    let moved = json!({ "id": interview["id"], "starts_at": AN_HOUR_LATER, "reason": "A clash." });
    call(room.desk(), "interview_update", moved).await;
    room.post().await;
    room.wait(100);
    room.post().await;
    assert_eq!(
        room.knows(&interview, "Ada Lovelace").await["answer"],
        "none"
    );
    let late = answer(
        &room,
        &uid,
        "ada@home.example",
        "ACCEPTED",
        0,
        "20261123T110000Z",
    );
    call(room.desk(), "invitation_answer_import", late).await;
    assert_eq!(
        room.knows(&interview, "Ada Lovelace").await["answer"],
        "none"
    );
    let new = answer(
        &room,
        &uid,
        "ada@home.example",
        "ACCEPTED",
        1,
        "20261123T111000Z",
    );
    call(room.desk(), "invitation_answer_import", new).await;
    assert_eq!(
        room.knows(&interview, "Ada Lovelace").await["answer"],
        "accepted"
    );
}

#[tokio::test]
async fn a_file_that_answers_nothing_is_refused_with_its_reason() {
    let (room, _) = Mailroom::told().await;
    let path = room.office.folder.path().join("letter.eml");
    std::fs::write(
        &path,
        "From: a@b.example\r\nSubject: Hi\r\n\r\nThursday works.\r\n",
    )
    .unwrap();
    let refused = refusal(
        room.desk(),
        "invitation_answer_import",
        json!({ "path": path }),
    )
    .await;
    assert!(
        refused.message.contains("answers no invitation"),
        "{refused:?}"
    );
    let missing = json!({ "path": room.office.folder.path().join("none.eml") });
    let refused = refusal(room.desk(), "invitation_answer_import", missing).await;
    assert!(refused.message.contains("could not be read"), "{refused:?}");
}

#[tokio::test]
async fn the_mailbox_is_read_once_and_a_mail_from_another_address_does_not_count() {
    let (mut room, interview) = Mailroom::told().await;
    let inbox = Inbox::start();
    let set = json!({ "way": "smtp", "from_name": "Mina Kim", "from_address": "mina@acme.example",
        "host": "127.0.0.1", "port": room.postbox.port, "security": "plain", "user_name": "mina",
        "password": "correct-horse", "imap_host": "127.0.0.1", "imap_port": inbox.port,
        "imap_security": "plain" });
    call(room.desk(), "mail_account_set", set).await;
    let uid = interview["uid"].as_str().unwrap();
    let no = reply(uid, "ada@home.example", "DECLINED", 0, "20261123T090000Z");
    inbox.put("eve@evil.example", &no);
    room.work(&["answers"]).await;
    assert_eq!(
        room.knows(&interview, "Ada Lovelace").await["answer"],
        "none"
    );
    let notices = call(room.desk(), "notice_list", json!({})).await;
    let title = notices["items"][0]["title"].as_str().unwrap();
    assert_eq!(
        title,
        "An answer for Ada Lovelace came from another address"
    );
    assert_eq!(inbox.reads(), 1);

    let yes = reply(uid, "ada@home.example", "ACCEPTED", 0, "20261123T093000Z");
    inbox.put("Ada@Home.example", &yes);
    room.wait(400);
    room.work(&["answers"]).await;
    assert_eq!(
        room.knows(&interview, "Ada Lovelace").await["answer"],
        "accepted"
    );
    assert_eq!(inbox.reads(), 1, "the first mail was read again");
    let mail = call(room.desk(), "mail_account_get", json!({})).await;
    let words = mail["account"]["answers_words"].as_str().unwrap();
    assert!(words.starts_with("Answers read at "), "{mail}");
}
