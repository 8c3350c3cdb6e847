//! What happened around a candidate, told newest first.

use chrono::{DateTime, TimeDelta, Utc};
use muster_desk::Desk;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{call, create};

/// Monday, 09:00 in Berlin.
const MONDAY: &str = "2026-11-23T08:00:00Z";

/// A workspace that is looked at from one minute to the next, by Rosa Lindner in Berlin.
struct Team {
    folder: TempDir,
    now: DateTime<Utc>,
}

impl Team {
    async fn new() -> (Self, Desk) {
        let (folder, desk) = muster_testkit::desk(MONDAY.parse().unwrap());
        let users = call(&desk, "user_list", json!({})).await;
        let rosa = json!({ "id": users[0]["id"], "full_name": "Rosa Lindner",
            "time_zone": "Europe/Berlin" });
        call(&desk, "user_update", rosa).await;
        let now = MONDAY.parse().unwrap();
        (Self { folder, now }, desk)
    }

    /// The same workspace a minute later.
    fn next(&mut self) -> Desk {
        self.now += TimeDelta::minutes(1);
        muster_testkit::desk_in(self.folder.path(), self.now)
    }

    async fn call(&mut self, command: &str, params: Value) -> Value {
        call(&self.next(), command, params).await
    }
}

async fn timeline(desk: &Desk, candidate: &str) -> Vec<Value> {
    let params = json!({ "candidate_id": candidate, "limit": 500 });
    let page = call(desk, "candidate_timeline", params).await;
    assert_eq!(page["next_cursor"], Value::Null);
    page["items"].as_array().unwrap().clone()
}

fn told(items: &[Value]) -> Vec<(&str, &str)> {
    items
        .iter()
        .map(|item| {
            (
                item["kind"].as_str().unwrap(),
                item["title"].as_str().unwrap(),
            )
        })
        .collect()
}

/// No stored word is shown: nothing with an underscore, nothing in capitals.
fn assert_words(items: &[Value]) {
    for item in items {
        for field in ["title", "body", "actor_name", "spoken_at"] {
            let text = item[field].as_str().unwrap();
            for word in text.split(|c: char| !c.is_alphanumeric() && c != '_') {
                let code = word.contains('_')
                    || (word.len() > 4
                        && word == word.to_uppercase()
                        && word.chars().all(char::is_alphabetic));
                assert!(!code, "{word} in {field} of {item}");
            }
        }
        assert!(!item["title"].as_str().unwrap().is_empty(), "{item}");
    }
}

#[tokio::test]
async fn a_whole_process_is_told_in_words() {
    let (mut team, desk) = Team::new().await;
    let ana = create(
        &desk,
        json!({ "full_name": "Ana Li", "emails": ["ana@x.org"] }),
    )
    .await;
    let hours =
        json!([{ "days": ["mon", "tue", "wed", "thu", "fri"], "start": "08:00", "end": "18:00" }]);
    let person = team
        .call(
            "person_create",
            json!({ "full_name": "Cy Young", "email": "cy@x.org",
        "time_zone": "Europe/Berlin", "working_hours": hours }),
        )
        .await["id"]
        .clone();
    let job = team
        .call(
            "job_create",
            json!({ "title": "Rust Engineer", "skills": ["Rust"] }),
        )
        .await["id"]
        .clone();
    team.call(
        "candidate_update",
        json!({ "id": ana, "headline": "Engineer", "skills": ["Rust"] }),
    )
    .await;
    let path = team.folder.path().join("cv.txt");
    std::fs::write(&path, "I build things").unwrap();
    team.call(
        "candidate_document_add",
        json!({ "candidate_id": ana, "path": path }),
    )
    .await;
    let application = team
        .call(
            "matching_match",
            json!({ "candidate_id": ana, "job_id": job }),
        )
        .await["id"]
        .clone();
    team.call(
        "candidate_shortlist",
        json!({ "application_id": application, "shortlisted": true }),
    )
    .await;
    team.call(
        "candidate_toggle_interview",
        json!({ "application_id": application,
        "interview_enabled": true }),
    )
    .await;
    team.call(
        "candidate_toggle_interview",
        json!({ "application_id": application,
        "online_interview_enabled": true }),
    )
    .await;
    team.call(
        "application_move",
        json!({ "application_id": application, "stage": "interview" }),
    )
    .await;
    let draft = team
        .call(
            "draft_create",
            json!({ "candidate_id": ana, "channel": "linkedin_message",
        "text": "Hello Ana" }),
        )
        .await["id"]
        .clone();
    team.call("draft_mark", json!({ "id": draft, "state": "copied" }))
        .await;
    team.call("draft_mark", json!({ "id": draft, "state": "sent" }))
        .await;
    team.call(
        "draft_mark",
        json!({ "id": draft, "state": "replied", "reply": "Gladly" }),
    )
    .await;
    let interview = team
        .call(
            "interview_create",
            json!({ "application_id": application,
        "interview_type": "phone_screen", "mode": "OFFLINE", "starts_at": "2026-11-24T14:00:00Z",
        "duration_minutes": 45, "time_zone": "Europe/Berlin", "interviewer_ids": [person] }),
        )
        .await["id"]
        .clone();
    team.call(
        "interview_update",
        json!({ "id": interview, "starts_at": "2026-11-25T14:00:00Z",
        "reason": "Cy is away" }),
    )
    .await;
    team.call(
        "interview_update",
        json!({ "id": interview, "location": "Room 3" }),
    )
    .await;
    team.call(
        "interview_cancel",
        json!({ "id": interview, "reason": "candidate ill" }),
    )
    .await;
    team.call(
        "application_move",
        json!({ "application_id": application, "stage": "withdrawn" }),
    )
    .await;

    let items = timeline(&team.next(), &ana).await;
    assert_words(&items);
    assert_eq!(
        told(&items),
        [
            ("stage", "Moved to Withdrawn"),
            ("interview", "Cancelled: candidate ill"),
            ("interview", "Interview changed"),
            (
                "interview",
                "Interview moved to Wed 25 Nov 15:00 Berlin (UTC+1)"
            ),
            (
                "interview",
                "Interview scheduled for Tue 24 Nov 15:00 Berlin (UTC+1)"
            ),
            ("message_in", "Replied on LinkedIn"),
            ("message_out", "LinkedIn message sent"),
            ("draft", "LinkedIn message copied"),
            ("draft", "LinkedIn message drafted"),
            ("stage", "Moved to Interview"),
            ("shortlist", "Online interviews enabled by Rosa Lindner"),
            ("shortlist", "Interviews enabled by Rosa Lindner"),
            ("shortlist", "Shortlisted by Rosa Lindner"),
            ("stage", "Matched with Rust Engineer"),
            ("document", "Added cv.txt"),
            ("record", "Changed: headline and skills"),
            ("record", "Added by Rosa Lindner"),
        ]
    );
    let body = |place: usize| items[place]["body"].as_str().unwrap();
    assert_eq!(
        body(1),
        "Phone screen · Rust Engineer · Wed 25 Nov 15:00 Berlin (UTC+1)"
    );
    assert_eq!(body(2), "Place: Room 3 · Phone screen · Rust Engineer");
    assert_eq!(
        body(3),
        "Before: Tue 24 Nov 15:00 Berlin (UTC+1) · Phone screen · Rust Engineer · Reason: Cy is away"
    );
    assert_eq!((body(5), body(6)), ("Gladly", "Hello Ana"));
    assert_eq!(items[5]["actor_name"], "Ana Li");
    assert_eq!(items[6]["actor_name"], "Rosa Lindner");
    for place in [1, 2, 3, 4] {
        assert_eq!(items[place]["interview_id"], interview);
    }
    for place in [5, 6, 7, 8] {
        assert_eq!(items[place]["draft_id"], draft);
    }
    assert_eq!(items[16]["spoken_at"], "Mon 23 Nov 09:00 Berlin (UTC+1)");
}

#[tokio::test]
async fn a_move_keeps_its_reason_as_one_change() {
    let (mut team, desk) = Team::new().await;
    let ana = create(
        &desk,
        json!({ "full_name": "Ana: Li", "notes": "Speaks Welsh" }),
    )
    .await;
    let job = json!({ "title": "Data engineer" });
    let job = team.call("job_create", job).await["id"].clone();
    let pair = json!({ "candidate_id": ana, "job_id": job });
    let application = team.call("matching_match", pair).await["id"].clone();
    let moved = json!({ "application_id": application, "stage": "interview",
        "reason": "  A good portfolio: see page 2  " });
    team.call("application_move", moved).await;
    let rejected = json!({ "application_id": application, "stage": "rejected",
        "reason": "Skills do not match what the job needs" });
    team.call("application_move", rejected).await;

    let items = timeline(&desk, &ana).await;
    assert_eq!(
        told(&items)[..2],
        [
            (
                "stage",
                "Rejected for Data engineer: Skills do not match what the job needs"
            ),
            ("stage", "Moved to Interview"),
        ]
    );
    assert_eq!(
        items[1]["body"],
        "Data engineer · Reason: A good portfolio: see page 2"
    );
    let newest = || async {
        let list = call(&desk, "activity_list", json!({ "limit": 1 })).await;
        list["items"][0].clone()
    };
    let last = newest().await;
    assert_eq!(
        last["summary"],
        "Rejected Ana: Li for Data engineer: Skills do not match what the job needs"
    );
    let record = call(&desk, "candidate_get", json!({ "id": ana })).await;
    assert_eq!(record["notes"], "Speaks Welsh", "the notes are not for it");

    // One undo takes the whole move back, and its own undo tells the reason again.
    let undone = team.call("change_undo", json!({})).await;
    assert_eq!(undone["change_id"], last["id"]);
    assert_eq!(undone["summary"], last["summary"]);
    assert_eq!(
        told(&timeline(&desk, &ana).await)[0],
        ("stage", "Moved to Interview")
    );
    let undo = newest().await["id"].clone();
    team.call("change_undo", json!({ "change_id": undo })).await;
    assert_eq!(
        told(&timeline(&desk, &ana).await)[0].1,
        "Rejected for Data engineer: Skills do not match what the job needs"
    );
}

#[tokio::test]
async fn a_move_needs_no_reason_and_takes_no_essay() {
    let (mut team, desk) = Team::new().await;
    let ana = create(&desk, json!({ "full_name": "Ana Li" })).await;
    let job = json!({ "title": "Data engineer" });
    let job = team.call("job_create", job).await["id"].clone();
    let pair = json!({ "candidate_id": ana, "job_id": job });
    let application = team.call("matching_match", pair).await["id"].clone();
    let with = |reason: Value| json!({ "application_id": application, "stage": "rejected", "reason": reason });
    let refused = desk
        .call("application_move", with(json!("é".repeat(1_001))))
        .await
        .unwrap_err();
    assert_eq!(refused.code.as_str(), "invalid_parameter");
    assert_eq!(refused.details.unwrap()["field"], "reason");
    let list = call(&desk, "application_list", json!({ "job_id": job })).await;
    assert_eq!(list["items"][0]["stage"], "sourced");
    team.call("application_move", with(json!(" \n "))).await;
    assert_eq!(
        told(&timeline(&desk, &ana).await)[0],
        ("stage", "Rejected for Data engineer")
    );
    let list = call(&desk, "activity_list", json!({ "limit": 1 })).await;
    assert_eq!(
        list["items"][0]["summary"],
        "Rejected Ana Li for Data engineer"
    );
    team.call("change_undo", json!({})).await;
    team.call("application_move", with(json!("é".repeat(1_000))))
        .await;
}

#[tokio::test]
async fn what_was_undone_is_not_told_and_what_was_done_again_is() {
    let (mut team, desk) = Team::new().await;
    let ana = create(&desk, json!({ "full_name": "Ana Li" })).await;
    team.call("candidate_update", json!({ "id": ana, "location": "Oslo" }))
        .await;
    let undo = team.next();
    call(&undo, "change_undo", json!({})).await;
    assert_eq!(
        told(&timeline(&desk, &ana).await),
        [("record", "Added by Rosa Lindner")]
    );
    let undone =
        call(&undo, "activity_list", json!({ "limit": 1 })).await["items"][0]["id"].clone();
    team.call("change_undo", json!({ "change_id": undone }))
        .await;
    assert_eq!(
        told(&timeline(&desk, &ana).await),
        [
            ("record", "Changed: location"),
            ("record", "Added by Rosa Lindner")
        ]
    );
}

#[tokio::test]
async fn a_merged_record_brings_its_history_along() {
    let (mut team, desk) = Team::new().await;
    let keep = create(&desk, json!({ "full_name": "Ana Li" })).await;
    let other = team
        .call(
            "candidate_create",
            json!({ "full_name": "Anna Lee", "emails": ["a@x.org"] }),
        )
        .await["id"]
        .clone();
    let draft = json!({ "candidate_id": other, "channel": "email", "subject": "Hello", "text": "Dear Anna" });
    team.call("draft_create", draft).await;
    team.call(
        "candidate_merge",
        json!({ "keep_id": keep, "other_id": other }),
    )
    .await;
    let items = timeline(&desk, &keep).await;
    assert_eq!(
        told(&items),
        [
            ("record", "Merged with another record of Anna Lee"),
            ("draft", "E-mail drafted · Hello"),
            ("record", "Added by Rosa Lindner"),
            ("record", "Added by Rosa Lindner"),
        ]
    );
    assert_eq!(
        timeline(&desk, other.as_str().unwrap()).await,
        items,
        "the old id means the kept one"
    );
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap() {
    let (mut team, desk) = Team::new().await;
    let ana = create(&desk, json!({ "full_name": "Ana Li" })).await;
    let file = team.folder.path().join("people.csv");
    std::fs::write(&file, "name,notes\n").unwrap();
    for n in 0..7 {
        // Two at one instant, and one that nobody would notice.
        let at = team.next();
        call(
            &at,
            "candidate_update",
            json!({ "id": ana, "headline": format!("H{n}") }),
        )
        .await;
        call(
            &at,
            "candidate_update",
            json!({ "id": ana, "title": format!("T{n}") }),
        )
        .await;
        call(
            &at,
            "candidate_update",
            json!({ "id": ana, "title": format!("T{n}") }),
        )
        .await;
    }
    let all = timeline(&desk, &ana).await;
    assert_eq!(all.len(), 15);
    assert_eq!(
        all[0]["title"], "Changed: title",
        "of one instant, the later first"
    );
    for limit in [1, 2, 4, 15, 16] {
        let (mut read, mut cursor) = (Vec::new(), Value::Null);
        loop {
            let params = json!({ "candidate_id": ana, "limit": limit, "cursor": cursor });
            let page = call(&desk, "candidate_timeline", params).await;
            let items = page["items"].as_array().unwrap().clone();
            assert!(items.len() <= limit);
            read.extend(items);
            cursor = page["next_cursor"].clone();
            if cursor.is_null() {
                break;
            }
        }
        assert_eq!(read, all, "{limit} a page");
    }
    let refused = desk
        .call(
            "candidate_timeline",
            json!({ "candidate_id": ana, "cursor": "zz" }),
        )
        .await
        .unwrap_err();
    assert_eq!(refused.code.as_str(), "invalid_parameter");
    let nobody = desk
        .call("candidate_timeline", json!({ "candidate_id": "nobody" }))
        .await
        .unwrap_err();
    assert_eq!(nobody.code.as_str(), "not_found");
}

#[tokio::test]
async fn an_import_says_which_file_it_was() {
    let (mut team, desk) = Team::new().await;
    let path = team.folder.path().join("people.csv");
    std::fs::write(&path, "name,email,headline\nAna Li,ana@x.org,\n").unwrap();
    team.call("candidate_import", json!({ "path": path })).await;
    std::fs::write(&path, "name,email,headline\nAna Li,ana@x.org,Welder\n").unwrap();
    team.call("candidate_import", json!({ "path": path })).await;
    let list = call(&desk, "candidate_list", json!({})).await;
    let items = timeline(&desk, list["items"][0]["id"].as_str().unwrap()).await;
    assert_eq!(
        told(&items),
        [
            ("record", "Completed by an import: headline"),
            ("record", "Imported by Rosa Lindner"),
        ]
    );
    assert!(
        items[1]["body"].as_str().unwrap().contains("people.csv"),
        "{items:?}"
    );
}
