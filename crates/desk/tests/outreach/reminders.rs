use serde_json::{Value, json};

use crate::support::{MONDAY, Office, call, later, texts};

/// Tuesday 15:00 in Berlin.
const START: &str = "2026-11-24T14:00:00Z";

async fn states(office: &Office, interview: &str) -> Vec<(u64, String)> {
    let list = call(
        &office.desk(MONDAY),
        "reminder_list",
        json!({ "interview_id": interview }),
    )
    .await;
    let state = |r: &Value| {
        (
            r["lead_minutes"].as_u64().unwrap(),
            r["state"].as_str().unwrap().to_owned(),
        )
    };
    list.as_array().unwrap().iter().map(state).collect()
}

#[tokio::test]
async fn each_lead_fires_once_with_the_words_of_its_moment() {
    let office = Office::new().await;
    let interview = office.interview("Ada Lovelace", START).await;
    for (lead, when) in [
        (1440, "tomorrow at 15:00"),
        (60, "in 1 hour"),
        (15, "in 15 minutes"),
    ] {
        assert!(
            texts(&office.run(&later(START, -lead - 1)).await).is_empty(),
            "{lead}"
        );
        let ran = office.run(&later(START, -lead)).await;
        assert_eq!(
            texts(&ran),
            [format!("Technical interview with Ada Lovelace {when}")]
        );
        assert_eq!(ran["reminders"][0]["interview_id"], interview.as_str());
        assert_eq!(ran["reminders"][0]["lead_minutes"], lead);
        assert!(
            texts(&office.run(&later(START, -lead)).await).is_empty(),
            "{lead} fired again"
        );
    }
    assert_eq!(office.notices().await.len(), 3);
    let desk = office.desk(MONDAY);
    let list = call(&desk, "notice_list", json!({})).await;
    assert_eq!(list["items"][0]["interview_id"], interview.as_str());
    assert_eq!(
        list["items"][0]["body"],
        "Backend engineer · Tue 24 Nov 15:00 Berlin (UTC+1)"
    );
    assert_eq!(
        list["items"][0]["spoken_at"],
        "Tue 24 Nov 14:45 Berlin (UTC+1)"
    );
    let next_year = office.desk("2027-01-04T08:00:00Z");
    let list = call(&next_year, "notice_list", json!({})).await;
    assert_eq!(
        list["items"][0]["spoken_at"],
        "Tue 24 Nov 2026 14:45 Berlin (UTC+1)"
    );
}

#[tokio::test]
async fn after_a_nights_sleep_one_reminder_says_how_late_it_is() {
    let office = Office::new().await;
    let interview = office.interview("Ada Lovelace", START).await;
    let ran = office.run(&later(START, 4)).await;
    assert_eq!(
        texts(&ran),
        ["Technical interview with Ada Lovelace started 4 minutes ago"]
    );
    assert_eq!(ran["reminders_skipped"], 2);
    let state = |lead, word: &str| (lead, word.to_owned());
    let expected = [
        state(1440, "skipped"),
        state(60, "skipped"),
        state(15, "fired"),
    ];
    assert_eq!(states(&office, &interview).await, expected);
    assert!(texts(&office.run(&later(START, 5)).await).is_empty());
}

#[tokio::test]
async fn an_interview_that_is_over_reminds_of_nothing() {
    let office = Office::new().await;
    office.interview("Ada Lovelace", START).await;
    assert!(texts(&office.run(&later(START, 46)).await).is_empty());
    assert!(office.notices().await.is_empty());
}

#[tokio::test]
async fn reminders_move_with_a_reschedule() {
    let office = Office::new().await;
    let interview = office.interview("Ada Lovelace", START).await;
    let fired = office.run(&later(START, -1440)).await;
    assert_eq!(texts(&fired).len(), 1);
    let moved = later(START, 24 * 60);
    let desk = office.desk(&later(START, -1400));
    let update = json!({ "id": interview, "starts_at": moved, "reason": "The candidate asked." });
    call(&desk, "interview_update", update).await;
    for old in [-60, -15, 5] {
        let ran = office.run(&later(START, old)).await;
        let texts = texts(&ran);
        // The day before the new time lies before the old time; nothing else may fire then.
        assert!(
            texts
                .iter()
                .all(|t| t.contains("tomorrow at 15:00") || t.contains("on ")),
            "{texts:?}"
        );
    }
    let ran = office.run(&later(&moved, -15)).await;
    assert_eq!(
        texts(&ran),
        ["Technical interview with Ada Lovelace in 15 minutes"]
    );
}

#[tokio::test]
async fn a_cancelled_interview_reminds_nobody() {
    let office = Office::new().await;
    let interview = office.interview("Ada Lovelace", START).await;
    let cancel = json!({ "id": interview, "reason": "Position filled." });
    call(&office.desk(MONDAY), "interview_cancel", cancel).await;
    for minutes in [-1440, -60, -15, 2] {
        assert!(texts(&office.run(&later(START, minutes)).await).is_empty());
    }
    assert!(
        states(&office, &interview)
            .await
            .iter()
            .all(|(_, state)| state == "cancelled")
    );
}

#[tokio::test]
async fn thirty_overdue_interviews_are_not_a_storm() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    for n in 0..30 {
        let start = later(START, n * 5).parse().unwrap();
        office
            .interview_at(&desk, &format!("Candidate {n}"), start, 5)
            .await;
    }
    // Eight in the morning of the same day: every "one day before" was slept through.
    let ran = office.run("2026-11-24T07:00:00Z").await;
    assert_eq!(texts(&ran).len(), 30, "all are accounted for");
    let mut notices = office.notices().await;
    notices.sort();
    assert_eq!(
        notices,
        [
            "And 27 more interviews today",
            "Technical interview with Candidate 0 today at 15:00",
            "Technical interview with Candidate 1 today at 15:05",
            "Technical interview with Candidate 2 today at 15:10",
        ]
    );
    assert!(texts(&office.run("2026-11-24T07:00:05Z").await).is_empty());
}

#[tokio::test]
async fn notices_can_be_read_one_by_one_or_all() {
    let office = Office::new().await;
    office.interview("Ada Lovelace", START).await;
    office.interview("Grace Hopper", &later(START, 60)).await;
    office.run(&later(START, -15)).await;
    let desk = office.desk(&later(START, -10));
    let list = call(&desk, "notice_list", json!({})).await;
    assert_eq!(list["unread"], 2);
    let first = list["items"][0]["id"].clone();
    assert_eq!(
        call(&desk, "notice_read", json!({ "id": first })).await["unread"],
        1
    );
    let unread = call(&desk, "notice_list", json!({ "unread_only": true })).await;
    assert_eq!(unread["items"].as_array().unwrap().len(), 1);
    assert_ne!(unread["items"][0]["id"], first);
    assert_eq!(call(&desk, "notice_read", json!({})).await["unread"], 0);
    let missing = desk
        .call("notice_read", json!({ "id": "nothing" }))
        .await
        .unwrap_err();
    assert_eq!(missing.code, muster_desk::Code::NotFound);
}

#[tokio::test]
async fn only_the_named_kinds_run() {
    let office = Office::new().await;
    let interview = office.interview("Ada Lovelace", START).await;
    let desk = office.desk(&later(START, -15));
    let ran = call(&desk, "background_run", json!({ "kinds": ["statuses"] })).await;
    assert!(texts(&ran).is_empty());
    let ran = call(&desk, "background_run", json!({ "kinds": ["reminders"] })).await;
    assert_eq!(texts(&ran).len(), 1);
    let ran = office.run(&later(START, 60)).await;
    assert_eq!(ran["unconfirmed"], json!([interview]));
}
