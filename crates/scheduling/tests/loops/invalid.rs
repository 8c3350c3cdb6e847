//! What cannot be meant is refused by the path of its field.

use muster_scheduling::loops::request::{PlanRequest, answer_plan};
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};

fn good() -> Value {
    json!({"instance": {"format": "loopsched/1", "epoch": "2026-03-02T00:00:00+00:00", "grid": 15, "workdays": [0, 1], "rooms": 0,
        "weights": {"load": 10, "finish_day": 20, "idle_quarter": 1, "unscheduled_loop": 100_000},
        "interviewers": [{"id": 7, "tz": "Europe/London", "work": [[540, 1050]], "busy": [], "buffer": 0, "max_day": 2, "max_week": 5, "load0": 0}],
        "candidates": [{"id": 0, "windows": [[540, 1050]], "ordered": false, "max_days": 1, "gap_min": 0,
            "interviews": [{"id": 0, "dur": 30, "seats": [[7]]}]}]},
        "max_iterations": 5})
}

/// The field that is named when the value at `pointer` is replaced.
fn refused(pointer: &str, value: Value) -> String {
    let mut request = good();
    if let Some(place) = request.pointer_mut(pointer) {
        *place = value;
    } else {
        request[&pointer[1..]] = value;
    }
    let request: PlanRequest = serde_json::from_value(request).unwrap();
    let error = answer_plan(&Zones::bundled(), &request, &mut || 0.0).expect_err(pointer);
    assert!(!error.message.is_empty() && !error.hint.is_empty());
    error.field
}

#[test]
fn the_good_one_is_planned() {
    let request: PlanRequest = serde_json::from_value(good()).unwrap();
    let answer = answer_plan(&Zones::bundled(), &request, &mut || 0.0).unwrap();
    assert_eq!(answer.assign.len(), 1);
}

#[test]
fn every_bad_setting_is_named() {
    let candidate = "/instance/candidates/0";
    let interview = "/instance/candidates/0/interviews/0";
    let person = "/instance/interviewers/0";
    let cases = [
        (
            "/instance/format".into(),
            json!("loopsched/2"),
            "instance.format",
        ),
        ("/instance/grid".into(), json!(0), "instance.grid"),
        ("/instance/rooms".into(), json!(-1), "instance.rooms"),
        (
            "/instance/weights/load".into(),
            json!(-10),
            "instance.weights.load",
        ),
        (
            "/instance/workdays/1".into(),
            json!(9_000_000),
            "instance.workdays[1]",
        ),
        (
            format!("{person}/tz"),
            json!("Mars/Olympus"),
            "instance.interviewers[0].tz",
        ),
        (
            format!("{person}/work/0"),
            json!([600, 540]),
            "instance.interviewers[0].work[0]",
        ),
        (
            format!("{person}/busy"),
            json!([[9, 8]]),
            "instance.interviewers[0].busy[0]",
        ),
        (
            format!("{person}/buffer"),
            json!(-5),
            "instance.interviewers[0].buffer",
        ),
        (
            format!("{person}/max_day"),
            json!(-1),
            "instance.interviewers[0].max_day",
        ),
        (
            format!("{candidate}/windows/0"),
            json!([1050, 540]),
            "instance.candidates[0].windows[0]",
        ),
        (
            format!("{candidate}/windows/0"),
            json!([0, i64::MAX]),
            "instance.candidates[0].windows[0]",
        ),
        (
            format!("{candidate}/max_days"),
            json!(0),
            "instance.candidates[0].max_days",
        ),
        (
            format!("{candidate}/gap_min"),
            json!(-1),
            "instance.candidates[0].gap_min",
        ),
        (
            format!("{interview}/dur"),
            json!(0),
            "instance.candidates[0].interviews[0].dur",
        ),
        (
            format!("{interview}/seats"),
            json!([]),
            "instance.candidates[0].interviews[0].seats",
        ),
        (
            format!("{interview}/seats"),
            json!([[7], [8]]),
            "instance.candidates[0].interviews[0].seats[1]",
        ),
        ("/locked".into(), json!([{"c": 4, "i": 0}]), "locked[0].c"),
        ("/locked".into(), json!([{"c": 0, "i": 3}]), "locked[0].i"),
        (
            "/locked".into(),
            json!([{"c": 0, "i": 0, "start": 541}]),
            "locked[0].start",
        ),
        (
            "/locked".into(),
            json!([{"c": 0, "i": 0, "people": [9]}]),
            "locked[0].people",
        ),
        (
            "/locked".into(),
            json!([{"c": 0, "i": 0, "people": []}]),
            "locked[0].people",
        ),
        ("/alternatives".into(), json!(9), "alternatives"),
    ];
    for (pointer, value, field) in cases {
        assert_eq!(refused(&pointer, value), field, "{pointer}");
    }
}

#[test]
fn weights_that_cannot_be_added_up_are_refused() {
    let mut request = good();
    request["instance"]["weights"]["load"] = json!(1_000_000);
    request["instance"]["interviewers"][0]["load0"] = json!(1_000_000);
    let request: PlanRequest = serde_json::from_value(request).unwrap();
    let error = answer_plan(&Zones::bundled(), &request, &mut || 0.0).unwrap_err();
    assert_eq!(error.field, "instance.weights");
}

#[test]
fn twins_are_refused() {
    let mut person = good()["instance"]["interviewers"][0].clone();
    assert_eq!(
        refused("/instance/interviewers", json!([person, person])),
        "instance.interviewers[1].id"
    );
    person = good()["instance"]["candidates"][0].clone();
    assert_eq!(
        refused("/instance/candidates", json!([person, person])),
        "instance.candidates[1].id"
    );
    person = good()["instance"]["candidates"][0]["interviews"][0].clone();
    assert_eq!(
        refused("/instance/candidates/0/interviews", json!([person, person])),
        "instance.candidates[0].interviews[1].id"
    );
}

#[test]
fn what_would_need_too_much_memory_is_refused() {
    let mut request = good();
    request["instance"]["grid"] = json!(1);
    request["instance"]["workdays"] = json!((0..3000).collect::<Vec<_>>());
    request["instance"]["candidates"][0]["windows"] = json!([[0, 3000 * 1440]]);
    let request: PlanRequest = serde_json::from_value(request).unwrap();
    let error = answer_plan(&Zones::bundled(), &request, &mut || 0.0).unwrap_err();
    assert_eq!(error.field, "instance.candidates");
}

#[test]
fn a_seat_that_nobody_can_take_leaves_the_loop_out() {
    let mut request = good();
    request["instance"]["candidates"][0]["interviews"][0]["seats"] = json!([[]]);
    let request: PlanRequest = serde_json::from_value(request).unwrap();
    let answer = answer_plan(&Zones::bundled(), &request, &mut || 0.0).unwrap();
    assert_eq!((answer.assign.len(), answer.parts.unscheduled), (0, 1));
}
