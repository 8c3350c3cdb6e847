//! Who gets which letter.

use serde_json::json;

use crate::desk::{AN_HOUR_LATER, Mailroom};
use crate::office::{call, refusal};
use crate::postbox::Taken;

/// Who got a letter with which method, sorted.
fn methods(taken: &[Taken]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = taken
        .iter()
        .map(|t| (t.to.clone(), t.property("METHOD")))
        .collect();
    all.sort();
    all
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

#[tokio::test]
async fn everybody_is_invited_once_after_the_undo_window_the_candidate_first() {
    let mut room = Mailroom::new().await;
    let people = [room.office.bo.clone(), room.office.cy.clone()];
    let interview = room
        .interview("Ada Lovelace", &[&people[0], &people[1]])
        .await;
    room.post().await;
    assert!(
        room.postbox.take().is_empty(),
        "letters left within the window"
    );
    let row = room.letter_to("Ada Lovelace").await;
    assert_eq!(row["state_words"], "Leaves in 30 seconds.");

    room.wait(31);
    room.post().await;
    let taken = room.postbox.take();
    assert_eq!(
        taken[0].to, "ada@home.example",
        "the candidate is told first"
    );
    assert_eq!(
        methods(&taken),
        pairs(&[
            ("ada@home.example", "REQUEST"),
            ("bo@example.com", "REQUEST"),
            ("cy@example.com", "REQUEST")
        ])
    );
    let ada = &taken[0];
    assert_eq!(ada.property("UID"), interview["uid"]);
    assert!(
        !ada.text.contains("Hush-hush") && !ada.words().contains("Kafka"),
        "{}",
        ada.words()
    );
    // Both clocks, the reader's own first (FEATURES.md 5.1).
    assert!(
        ada.words()
            .contains("Tue 24 Nov 09:00 New York (UTC−5) · 15:00 Berlin (UTC+1)"),
        "{}",
        ada.words()
    );
    assert!(
        ada.words().contains("https://meet.example/abc"),
        "{}",
        ada.words()
    );
    assert!(ada.words().contains("mina@acme.example"), "{}", ada.words());
    let bo = taken.iter().find(|t| t.to == "bo@example.com").unwrap();
    assert!(bo.words().contains("Kafka"), "{}", bo.words());
    assert_ne!(
        bo.property("UID"),
        ada.property("UID"),
        "two events, linked"
    );
    assert_eq!(bo.property("RELATED-TO"), ada.property("UID"));

    // A restart, a second look and a second process find nothing to do.
    room.wait(3600);
    room.post().await;
    assert!(room.postbox.take().is_empty());
    assert!(room.outbox("open").await.is_empty());
    let knows = room.knows(&interview, "Ada Lovelace").await;
    assert_eq!(
        knows["told_words"],
        "Told Mon 23 Nov 09:00 Berlin (UTC+1), version 1."
    );
}

#[tokio::test]
async fn what_is_taken_back_in_time_is_not_told() {
    let mut room = Mailroom::new().await;
    let bo = room.office.bo.clone();
    room.interview("Ada Lovelace", &[&bo]).await;
    room.post().await;
    assert_eq!(room.outbox("open").await.len(), 2);
    call(room.desk(), "change_undo", json!({})).await;
    room.post().await;
    assert!(room.outbox("open").await.is_empty());
    room.wait(60);
    room.post().await;
    assert!(room.postbox.take().is_empty());
}

#[tokio::test]
async fn an_undone_interview_that_was_told_is_cancelled() {
    let (mut room, interview) = Mailroom::told().await;
    call(room.desk(), "change_undo", json!({})).await;
    refusal(
        room.desk(),
        "interview_get",
        json!({ "id": interview["id"] }),
    )
    .await;
    room.post().await;
    room.wait(100);
    room.post().await;
    assert_eq!(
        methods(&room.postbox.take()),
        pairs(&[("ada@home.example", "CANCEL"), ("bo@example.com", "CANCEL")])
    );
}

#[tokio::test]
async fn a_move_is_the_same_event_with_a_higher_sequence_and_a_second_one_waits_for_a_person() {
    let (mut room, interview) = Mailroom::told().await;
    let moved = json!({ "id": interview["id"], "starts_at": AN_HOUR_LATER, "reason": "A clash." });
    call(room.desk(), "interview_update", moved).await;
    room.post().await;
    let knows = room.knows(&interview, "Ada Lovelace").await;
    assert_eq!(knows["told_words"], "An update waits in the outbox.");
    room.wait(100);
    room.post().await;
    let taken = room.postbox.take();
    let ada = taken.iter().find(|t| t.to == "ada@home.example").unwrap();
    assert_eq!(ada.property("UID"), interview["uid"]);
    assert_eq!(
        (ada.property("METHOD"), ada.property("SEQUENCE")),
        ("REQUEST".into(), "1".into())
    );
    assert_eq!(ada.property("DTSTART"), "20261124T160000");
    // The old time is said too.
    assert!(ada.words().contains("09:00 New York"), "{}", ada.words());
    assert!(ada.words().contains("10:00 New York"), "{}", ada.words());

    let again = json!({ "id": interview["id"], "starts_at": "2026-11-24T13:00:00Z",
        "reason": "Another clash." });
    call(room.desk(), "interview_update", again).await;
    room.post().await;
    room.wait(300);
    room.post().await;
    let taken = room.postbox.take();
    assert_eq!(methods(&taken), pairs(&[("bo@example.com", "REQUEST")]));
    let held = room.letter_to("Ada Lovelace").await;
    assert_eq!(held["state"], "held");
    let text = call(room.desk(), "outbox_message", json!({ "id": held["id"] })).await;
    assert!(
        text["text"]
            .as_str()
            .unwrap()
            .to_lowercase()
            .contains("sorry"),
        "{text}"
    );
    room.act(&held, "send_now").await;
    room.post().await;
    assert_eq!(
        methods(&room.postbox.take()),
        pairs(&[("ada@home.example", "REQUEST")])
    );
}

#[tokio::test]
async fn a_swap_cancels_the_old_one_only_and_raises_the_sequence_for_the_rest() {
    let (mut room, interview) = Mailroom::told().await;
    let cy = room.office.cy.clone();
    let swap = json!({ "id": interview["id"], "interviewer_ids": [cy], "reason": "Bo is ill.",
        "override": ["outside_working_hours"], "override_reason": "A test." });
    call(room.desk(), "interview_update", swap).await;
    room.post().await;
    room.wait(100);
    room.post().await;
    let taken = room.postbox.take();
    // The candidate is told whom they will meet; their event keeps its sequence.
    assert_eq!(
        methods(&taken),
        pairs(&[
            ("ada@home.example", "REQUEST"),
            ("bo@example.com", "CANCEL"),
            ("cy@example.com", "REQUEST")
        ])
    );
    let of = |to: &str| taken.iter().find(|t| t.to == to).unwrap();
    let bo = of("bo@example.com");
    assert_eq!(bo.property("STATUS"), "CANCELLED");
    assert_eq!(bo.ics().matches("ATTENDEE").count(), 1);
    assert_eq!(bo.property("SEQUENCE"), "1");
    assert_eq!(
        of("ada@home.example").property("SEQUENCE"),
        interview["sequence"].to_string()
    );
}

#[tokio::test]
async fn a_cancellation_cancels_for_everybody() {
    let (mut room, interview) = Mailroom::told().await;
    let cancel = json!({ "id": interview["id"], "reason": "Hush-hush: we hired somebody." });
    call(room.desk(), "interview_cancel", cancel).await;
    room.post().await;
    room.wait(100);
    room.post().await;
    let taken = room.postbox.take();
    assert_eq!(
        taken[0].to, "ada@home.example",
        "the candidate is told first"
    );
    assert_eq!(
        methods(&taken),
        pairs(&[("ada@home.example", "CANCEL"), ("bo@example.com", "CANCEL")])
    );
    for mail in &taken {
        assert_eq!(mail.property("STATUS"), "CANCELLED");
        assert!(mail.property("SEQUENCE").parse::<u32>().unwrap() > 0);
        assert!(
            !mail.text.contains("Hush-hush: we hired"),
            "the team's reason was told"
        );
    }
}

#[tokio::test]
async fn notes_of_the_team_send_no_letter() {
    let (room, interview) = Mailroom::told().await;
    let notes = json!({ "id": interview["id"], "notes": "Ask about Rust." });
    call(room.desk(), "interview_update", notes).await;
    room.post().await;
    assert!(room.outbox("open").await.is_empty());
}

#[tokio::test]
async fn nothing_is_told_before_somebody_says_so_and_then_by_hand() {
    let room = Mailroom::quiet().await;
    let bo = room.office.bo.clone();
    let interview = room.interview("Ada Lovelace", &[&bo]).await;
    room.post().await;
    assert!(room.outbox("all").await.is_empty());
    let of = json!({ "interview_id": interview["id"] });
    let refused = refusal(room.desk(), "interview_invite", of.clone()).await;
    assert!(refused.message.contains("sender"), "{refused:?}");

    let set = json!({ "way": "hand_over", "from_name": "Mina Kim",
        "from_address": "mina@acme.example" });
    call(room.desk(), "mail_account_set", set).await;
    let all = call(room.desk(), "interview_invite", of).await;
    assert_eq!(
        all["rows"][0]["told_words"],
        "An invitation waits in the outbox."
    );
    let row = room.letter_to("Ada Lovelace").await;
    assert_eq!(row["state"], "to_hand_over");
    let done = room.act(&row, "hand_over").await;
    let mailto = done["mailto"].as_str().unwrap();
    assert!(mailto.starts_with("mailto:ada@home.example?"), "{mailto}");
    let eml = std::fs::read_to_string(done["eml_path"].as_str().unwrap()).unwrap();
    assert!(eml.contains("X-Unsent: 1"), "{eml}");
    assert!(eml.to_lowercase().contains("method=request"), "{eml}");
    let folder = std::path::Path::new(done["eml_path"].as_str().unwrap())
        .parent()
        .unwrap();
    let ics = std::fs::read_to_string(folder.join("invite.ics")).unwrap();
    assert!(ics.contains("METHOD:REQUEST"), "{ics}");
    // Nobody knows anything before a person says that it was sent.
    assert_eq!(
        room.letter_to("Ada Lovelace").await["state"],
        "to_hand_over"
    );
    room.act(&row, "mark_sent").await;
    let knows = room.knows(&interview, "Ada Lovelace").await;
    assert!(
        knows["told_words"].as_str().unwrap().starts_with("Told "),
        "{knows}"
    );
    assert!(!folder.exists());
}

#[tokio::test]
async fn somebody_without_an_address_is_shown_and_keeps_nobody_from_being_told() {
    let mut room = Mailroom::new().await;
    let bo = room.office.bo.clone();
    let interview = room
        .office
        .interview("Zoe Nolan", "2026-11-24T14:00:00Z", &[&bo])
        .await;
    room.post().await;
    room.wait(31);
    room.post().await;
    assert_eq!(
        methods(&room.postbox.take()),
        pairs(&[("bo@example.com", "REQUEST")])
    );
    let knows = room.knows(&interview, "Zoe Nolan").await;
    assert_eq!(knows["address_words"], "No e-mail address");
    assert_eq!(knows["told_words"], "Cannot be invited by mail.");
}

#[tokio::test]
async fn the_timeline_of_a_candidate_holds_what_was_written_to_them() {
    let mut room = Mailroom::new().await;
    let bo = room.office.bo.clone();
    let interview = room.interview("Ada Lovelace", &[&bo]).await;
    room.post().await;
    room.wait(31);
    room.post().await;
    let of = json!({ "candidate_id": interview["candidate_id"] });
    let said = call(room.desk(), "message_list", of).await;
    let said = said["items"].as_array().unwrap();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0]["channel"], "email");
}
