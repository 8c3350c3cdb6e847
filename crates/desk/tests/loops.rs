//! Whole loops planned and repaired by command.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use muster_desk::{Code, Desk};
use serde_json::{Value, json};

fn desk() -> (tempfile::TempDir, Desk) {
    muster_testkit::desk("2026-11-24T09:00:00Z".parse().unwrap())
}

/// Two candidates and three people in London; 7 and 8 may take the first seat, 8 and 9 the second.
fn instance() -> Value {
    let person = |id: i64| {
        json!({"id": id, "tz": "Europe/London", "work": [[540, 1050]], "busy": [], "buffer": 0,
            "max_day": 2, "max_week": 5, "load0": 0})
    };
    let candidate = |id: i64| {
        json!({"id": id, "windows": [[540, 780]], "ordered": true, "max_days": 1, "gap_min": 0,
            "interviews": [{"id": 0, "dur": 60, "seats": [[7, 8]]}, {"id": 1, "dur": 60, "seats": [[8, 9]]}]})
    };
    json!({"format": "loopsched/1", "epoch": "2026-03-02T00:00:00+00:00", "grid": 15, "workdays": [0], "rooms": 0,
        "weights": {"load": 10, "finish_day": 20, "idle_quarter": 1, "unscheduled_loop": 100_000},
        "interviewers": [person(7), person(8), person(9)], "candidates": [candidate(0), candidate(1)]})
}

#[tokio::test]
async fn a_plan_holds_everyone_and_repeats_itself() {
    let (_folder, desk) = desk();
    let params = json!({"instance": instance(), "max_iterations": 50, "seed": 3});
    let plan = desk.call("loop_plan", params.clone()).await.unwrap();
    assert_eq!(plan["assign"].as_array().unwrap().len(), 4);
    // Four interviews over three people: 2, 1 and 1.
    assert_eq!(plan["objective"], 60);
    assert_eq!(
        plan["parts"],
        json!({"unscheduled": 0, "load": 6, "finish_days": 0, "idle_quarters": 0})
    );
    assert!(plan["elapsed_ms"].is_u64());
    let again = desk.call("loop_plan", params).await.unwrap();
    assert_eq!(plan["assign"], again["assign"]);
}

#[tokio::test]
async fn when_somebody_drops_out_the_times_stay() {
    let (_folder, desk) = desk();
    let assign = json!([
        {"c": 0, "i": 0, "start": 540, "people": [7]}, {"c": 0, "i": 1, "start": 600, "people": [9]},
        {"c": 1, "i": 0, "start": 600, "people": [7]}, {"c": 1, "i": 1, "start": 660, "people": [9]},
    ]);
    let change = json!({"busy": {"person": 7, "start": 545, "end": 550}});
    let params = json!({"instance": instance(), "assign": assign, "changes": [change]});
    let repaired = desk.call("loop_repair", params).await.unwrap();
    let changed = json!([{"c": 0, "i": 0, "before": {"start": 540, "people": [7]}, "after": {"start": 540, "people": [8]}}]);
    assert_eq!(repaired["changed"], changed);
}

#[tokio::test]
async fn what_cannot_be_meant_is_named() {
    let (_folder, desk) = desk();
    let mut inverted = instance();
    inverted["candidates"][1]["windows"] = json!([[780, 540]]);
    for (params, field) in [
        (
            json!({"instance": inverted}),
            "instance.candidates[1].windows[0]",
        ),
        (
            json!({"instance": instance(), "time_limit_ms": 0}),
            "time_limit_ms",
        ),
        (json!({"instance": instance(), "colour": 1}), "colour"),
        (
            json!({"instance": {"format": "loopsched/1"}}),
            "instance.epoch",
        ),
    ] {
        let failure = desk.call("loop_plan", params).await.unwrap_err();
        assert_eq!(failure.code, Code::InvalidParameter);
        assert_eq!(failure.details.unwrap()["field"], field);
    }
}

#[tokio::test]
async fn a_plan_in_the_background_can_be_stopped() {
    let (_folder, desk) = desk();
    let params = json!({"instance": instance(), "time_limit_ms": 3_600_000, "background": true});
    let id = desk.call("loop_plan", params).await.unwrap()["operation_id"].clone();
    desk.call("operation_cancel", json!({"id": id}))
        .await
        .unwrap();
    tokio::time::timeout(Duration::from_mins(1), desk.wait_for_operations())
        .await
        .unwrap();
    let operation = desk.call("operation_get", json!({"id": id})).await.unwrap();
    assert_eq!(operation["state"], "cancelled");
}
