//! The demo workspace: its counts, its honesty, and that it is the same each time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Timelike as _, Utc};
use muster_desk::{Code, Desk, demo};
use muster_testkit::desk;
use serde_json::{Value, json};
use tempfile::TempDir;

async fn call(desk: &Desk, command: &str, params: Value) -> Value {
    desk.call(command, params)
        .await
        .unwrap_or_else(|e| panic!("{command}: {e:?}"))
}

async fn list(desk: &Desk, command: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let mut params = json!({ "limit": 100, "cursor": cursor });
        if command == "interview_list" {
            params["view"] = json!("all");
        }
        let page = call(desk, command, params).await;
        items.extend(page["items"].as_array().unwrap().clone());
        cursor = page["next_cursor"].clone();
        if cursor.is_null() {
            return items;
        }
    }
}

fn instant(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

fn counted<'a>(items: &'a [Value], field: &str) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item[field].as_str().unwrap()).or_default() += 1;
    }
    counts
}

const LISTS: [&str; 12] = [
    "candidate_list",
    "interview_list",
    "job_list",
    "person_list",
    "application_list",
    "template_list",
    "draft_list",
    "notice_list",
    "activity_list",
    "pool_list",
    "interview_plan_list",
    "hold_list",
];

/// Fills a new workspace.
async fn filled(now: &str) -> (TempDir, Desk) {
    let (home, desk) = desk(now.parse().unwrap());
    let filled = demo::fill(&desk).await.unwrap();
    let counts = (
        filled.candidates,
        filled.jobs,
        filled.people,
        filled.interviews,
    );
    assert_eq!(counts, (200, 20, 12, 60));
    (home, desk)
}

#[tokio::test]
async fn a_working_day_is_full_and_the_same_each_time() {
    let now = "2026-11-24T09:00:00Z";
    let (_one_home, one) = filled(now).await;
    let (_two_home, two) = filled(now).await;
    for command in LISTS {
        let (first, second) = (list(&one, command).await, list(&two, command).await);
        assert_eq!(first.len(), second.len(), "{command}");
        for (a, b) in first.iter().zip(&second) {
            assert_eq!(a, b, "{command}");
        }
    }
    honest(&one).await;
    full(&one).await;
}

type Stretch = (DateTime<Utc>, DateTime<Utc>);

/// What holds for every demo.
async fn honest(desk: &Desk) {
    let now = desk.now();
    for (command, count) in [
        ("candidate_list", 200),
        ("job_list", 20),
        ("person_list", 12),
        ("interview_list", 60),
        ("pool_list", 6),
        ("interview_plan_list", 21),
    ] {
        assert_eq!(list(desk, command).await.len(), count, "{command} at {now}");
    }
    let people = list(desk, "person_list").await;
    let zones: BTreeSet<&str> = people
        .iter()
        .map(|p| p["time_zone"].as_str().unwrap())
        .collect();
    assert_eq!(zones.len(), 5);

    let interviews = list(desk, "interview_list").await;
    let states = counted(&interviews, "status");
    assert!(
        states["completed"] >= 15 && states["no_show"] >= 3,
        "{states:?}"
    );
    assert!(
        states["scheduled"] >= 15 && states["cancelled"] >= 3,
        "{states:?}"
    );
    assert!(
        interviews
            .iter()
            .filter(|i| i["needs_confirmation"] == true)
            .count()
            >= 3
    );
    assert!(
        interviews
            .iter()
            .filter(|i| i["sequence"] != 0 && i["status"] != "cancelled")
            .count()
            >= 2
    );
    let upcoming = interviews
        .iter()
        .filter(|i| i["status"] == "scheduled" && instant(&i["starts_at"]) > now);
    assert!(upcoming.count() >= 12, "{now}");

    // Nobody is in two places at once.
    for field in ["interviewer_ids", "candidate_id"] {
        let mut taken: BTreeMap<&str, Vec<Stretch>> = BTreeMap::new();
        for interview in interviews.iter().filter(|i| i["status"] != "cancelled") {
            let time = (
                instant(&interview["starts_at"]),
                instant(&interview["ends_at"]),
            );
            let who: Vec<&str> = match &interview[field] {
                Value::Array(ids) => ids.iter().map(|id| id.as_str().unwrap()).collect(),
                id => vec![id.as_str().unwrap()],
            };
            for person in who {
                let others = taken.entry(person).or_default();
                assert!(
                    others.iter().all(|o| time.1 <= o.0 || o.1 <= time.0),
                    "{field} {person}"
                );
                others.push(time);
            }
        }
    }
    // Nor is a time held at which somebody is elsewhere.
    let holds = list(desk, "hold_list").await;
    assert_eq!(counted(&holds, "state"), [("active", 3)].into());
    let users = call(desk, "user_list", json!({})).await;
    let zone = muster_scheduling::zone::Zones::bundled();
    let zone = zone.get(users[0]["time_zone"].as_str().unwrap()).unwrap();
    for hold in &holds {
        let hour = zone.local(instant(&hold["starts_at"])).time().hour();
        assert!((9..18).contains(&hour), "in the working day: {hold}");
        for interview in interviews.iter().filter(|i| i["status"] == "scheduled") {
            let shared = interview["interviewer_ids"]
                .as_array()
                .unwrap()
                .contains(&hold["interviewer_ids"][0]);
            let apart = instant(&interview["ends_at"]) <= instant(&hold["starts_at"])
                || instant(&hold["ends_at"]) <= instant(&interview["starts_at"]);
            assert!(!shared || apart, "{hold}");
        }
    }
    // Every plan can work.
    let plans = list(desk, "interview_plan_list").await;
    for plan in &plans {
        assert_eq!(plan["problems"], json!([]), "{plan}");
    }
    assert_eq!(
        plans.iter().filter(|p| p["job_id"].is_null()).count(),
        1,
        "one template"
    );
    // Every one of them passed the gates.
    for interview in &interviews {
        let params = json!({ "application_id": interview["application_id"] });
        let gates = call(desk, "candidate_interview_status", params).await;
        assert_eq!(gates["interview_enabled"], true);
        assert_eq!(interview["overrides"], json!([]));
    }
    let kept = muster_store::interview_logs::first_broken(desk.workspace().await.unwrap()).await;
    assert_eq!(kept.unwrap(), None);
}

/// What the demo is there to show.
async fn full(desk: &Desk) {
    let today = call(desk, "interview_list", json!({ "view": "today" })).await;
    assert!(
        today["items"].as_array().unwrap().len() >= 6,
        "{}",
        today["items"]
    );

    let drafts = list(desk, "draft_list").await;
    let states = counted(&drafts, "state");
    assert_eq!(states.len(), 7, "{states:?}");
    assert!(states.values().all(|n| *n >= 5), "{states:?}");
    let lacking = drafts.iter().filter(|d| d["unresolved"] != json!([]));
    assert_eq!(
        lacking
            .map(|d| d["state"].as_str().unwrap())
            .collect::<BTreeSet<_>>(),
        ["draft"].into()
    );
    let templates = list(desk, "template_list").await;
    assert_eq!(counted(&templates, "channel").len(), 4);
    let applications = list(desk, "application_list").await;
    assert_eq!(counted(&applications, "stage").len(), 8);
    let flags = |a: &Value| {
        [
            "shortlisted",
            "interview_enabled",
            "online_interview_enabled",
        ]
        .map(|f| a[f].as_bool().unwrap())
    };
    let combinations: BTreeSet<[bool; 3]> = applications.iter().map(flags).collect();
    assert_eq!(combinations.len(), 4, "{combinations:?}");

    // Search finds people in their own letters, and words of their résumés.
    for query in ["陽菜", "Γιώργος", "yıldırım", "Nguyễn"] {
        let found = call(desk, "candidate_search", json!({ "query": query })).await;
        assert!(!found["items"].as_array().unwrap().is_empty(), "{query}");
    }
    let person = list(desk, "person_list").await[0]["id"].clone();
    let week = json!({ "person_id": person, "start": "2026-11-24T00:00:00Z", "end": "2026-12-01T00:00:00Z" });
    let blocks = call(desk, "busy_list", week).await;
    assert!(blocks.as_array().unwrap().len() >= 7, "{blocks}");
}

#[tokio::test]
async fn a_sunday_night_on_which_the_clocks_change_is_honest_too() {
    let (_home, desk) = filled("2026-03-29T00:30:00Z").await;
    honest(&desk).await;
}

#[tokio::test]
async fn the_demo_never_goes_into_a_workspace_with_content() {
    let (_home, desk) = desk("2026-11-24T09:00:00Z".parse().unwrap());
    call(
        &desk,
        "candidate_create",
        json!({ "full_name": "Real Person" }),
    )
    .await;
    let refused = demo::fill(&desk).await.unwrap_err();
    assert_eq!(refused.code, Code::AlreadyExists);
    assert_eq!(list(&desk, "candidate_list").await.len(), 1);
    assert!(list(&desk, "job_list").await.is_empty());
}
