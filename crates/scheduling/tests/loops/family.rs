//! Small random instances, not always possible ones: zones, clock changes, panels, caps, buffers,
//! rooms, lengths that are no multiple of the grid.

use proptest::prelude::*;
use serde_json::{Value, json};

/// How large the instances are.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub loops: usize,
    pub sessions: usize,
    pub people: i64,
    pub days: i64,
    /// Minutes of a candidate's window.
    pub window: i64,
    pub grid: i64,
}

const ZONES: [&str; 5] = [
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Los_Angeles",
];

fn person(id: i64, size: Size) -> impl Strategy<Value = Value> {
    let busy = prop::collection::vec((0..size.days, 480..1080_i64, 10..90_i64), 0..4);
    (0..ZONES.len(), 0..4_i64, 1..4_i64, 1..6_i64, 0..4_i64, busy).prop_map(move |(zone, buffer, day, week, load, busy)| {
        let work: Vec<_> = (0..size.days).map(|d| [d * 1440 + 480, d * 1440 + 1140]).collect();
        let busy: Vec<_> = busy.into_iter().map(|(d, at, length)| [d * 1440 + at, d * 1440 + at + length]).collect();
        json!({"id": 10 + id, "tz": ZONES[zone], "work": work, "busy": busy, "buffer": buffer * 5,
            "max_day": day, "max_week": week, "load0": load})
    })
}

fn candidate(id: i64, size: Size) -> impl Strategy<Value = Value> {
    let seat = prop::collection::btree_set(10..10 + size.people, 1..4);
    let interview = (
        prop::sample::select(vec![20_i64, 30, 45, 60]),
        prop::collection::vec(seat, 1..3),
    );
    let interviews = prop::collection::vec(interview, 1..=size.sessions);
    let windows = prop::collection::btree_map(0..size.days, 500..800_i64, 1..=2);
    (interviews, windows, any::<bool>(), 1..3_i64, 0..2_i64).prop_map(move |(interviews, windows, ordered, days, gap)| {
        let windows: Vec<_> = windows.into_iter().map(|(d, at)| [d * 1440 + at, d * 1440 + at + size.window]).collect();
        let interviews: Vec<_> = interviews
            .into_iter()
            .enumerate()
            .map(|(i, (dur, seats))| json!({"id": i, "dur": dur, "seats": seats}))
            .collect();
        json!({"id": id, "windows": windows, "ordered": ordered, "max_days": days, "gap_min": gap * 10, "interviews": interviews})
    })
}

/// A random instance.
pub fn instances(size: Size) -> impl Strategy<Value = Value> {
    let people: Vec<_> = (0..size.people).map(|id| person(id, size)).collect();
    let loops: Vec<_> = (0..size.loops as i64)
        .map(|id| candidate(id, size))
        .collect();
    (people, loops, 0..3_i64).prop_map(move |(people, loops, rooms)| {
        json!({"format": "loopsched/1", "epoch": "2026-03-27T00:00:00+00:00", "grid": size.grid,
            "workdays": (0..size.days).collect::<Vec<_>>(), "rooms": rooms,
            "weights": {"load": 10, "finish_day": 20, "idle_quarter": 1, "unscheduled_loop": 100_000},
            "interviewers": people, "candidates": loops})
    })
}
