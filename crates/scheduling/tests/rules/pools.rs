//! Optional people and pools.

use serde_json::{Value, json};

use crate::{ask, person, request, starts, why};

const NINE: &str = "2026-06-01T09:00:00Z";

fn busy_at_nine(id: &str) -> Value {
    person(
        id,
        &json!({"busy": [{"start": NINE, "end": "2026-06-01T10:00:00Z"}]}),
    )
}

/// Who meets at nine, or nothing when nobody can.
fn at_nine(attendees: &[Value], pools: &Value) -> Vec<String> {
    let answer = ask(&nine(attendees, pools));
    answer
        .slots
        .first()
        .map(|slot| slot.attendees.clone())
        .unwrap_or_default()
}

fn nine(attendees: &[Value], pools: &Value) -> Value {
    request(&json!({
        "window": {"start": NINE, "end": "2026-06-01T10:00:00Z"},
        "attendees": attendees, "pools": pools,
    }))
}

fn with_booked(id: &str, count: usize) -> Value {
    let hour = |n| json!({"start": format!("2026-06-02T{n:02}:00:00Z"), "end": format!("2026-06-02T{n:02}:30:00Z")});
    person(
        id,
        &json!({"booked": (0..count).map(hour).collect::<Vec<_>>()}),
    )
}

#[test]
fn optional_people_never_block_and_are_listed_when_free() {
    let optional = |id: &str, mut person: Value| {
        person["id"] = json!(id);
        person["required"] = json!(false);
        person
    };
    let people = [
        optional("zoe", busy_at_nine("zoe")),
        optional("yan", person("yan", &json!({}))),
        person("ana", &json!({})),
    ];
    assert_eq!(at_nine(&people, &json!([])), ["ana", "yan"]);
    assert!(why(&nine(&people, &json!([])), NINE).is_empty());
}

#[test]
fn a_pool_takes_who_has_fewest_booked_then_the_smaller_id() {
    let people = [
        with_booked("bo", 2),
        with_booked("dee", 1),
        with_booked("cy", 1),
    ];
    let pool =
        |choose: u32| json!([{"id": "p", "choose": choose, "attendees": ["bo", "dee", "cy"]}]);
    assert_eq!(at_nine(&people, &pool(1)), ["cy"]);
    // Listed in the order of the request.
    assert_eq!(at_nine(&people, &pool(2)), ["dee", "cy"]);
    assert_eq!(at_nine(&people, &pool(3)), ["bo", "dee", "cy"]);
}

#[test]
fn required_then_optional_then_pool_members() {
    let people = [
        person("pat", &json!({})),
        person("opt", &json!({"required": false})),
        person("ana", &json!({})),
    ];
    let pools = json!([{"id": "p", "choose": 1, "attendees": ["pat"]}]);
    assert_eq!(at_nine(&people, &pools), ["ana", "opt", "pat"]);
}

#[test]
fn a_member_is_not_required_whatever_their_own_setting() {
    let people = [
        busy_at_nine("bo"),
        person("cy", &json!({"required": false})),
    ];
    let pools = json!([{"id": "p", "choose": 1, "attendees": ["bo", "cy"]}]);
    assert_eq!(at_nine(&people, &pools), ["cy"]);
}

#[test]
fn an_earlier_pool_leaves_the_person_a_later_one_needs() {
    let people = [
        person("bo", &json!({})),
        person("cy", &json!({})),
        busy_at_nine("dee"),
    ];
    let pools = json!([
        {"id": "first", "choose": 1, "attendees": ["bo", "cy"]},
        {"id": "second", "choose": 1, "attendees": ["bo", "dee"]},
    ]);
    assert_eq!(at_nine(&people, &pools), ["bo", "cy"]);
    let answer = ask(&nine(
        &people,
        &json!([
            {"id": "first", "choose": 1, "attendees": ["bo", "cy"]},
            {"id": "second", "choose": 1, "attendees": ["cy", "dee"]},
        ]),
    ));
    assert_eq!(answer.slots.first().unwrap().attendees, ["bo", "cy"]);
}

#[test]
fn an_unfilled_pool_is_named_with_its_members_own_reasons() {
    let people = [
        busy_at_nine("bo"),
        person("cy", &json!({})),
        person(
            "dee",
            &json!({"busy": [{"start": NINE, "end": "2026-06-01T11:30:00Z"}]}),
        ),
    ];
    let pools = json!([{"id": "panel", "choose": 2, "attendees": ["dee", "cy", "bo"]}]);
    assert_eq!(starts(&nine(&people, &pools)), [""; 0]);
    // Two are enough again when bo is free at ten.
    assert_eq!(
        why(&nine(&people, &pools), NINE),
        [
            "bo busy 2026-06-01T10:00:00Z",
            "dee busy 2026-06-01T11:30:00Z",
            "panel pool 2026-06-01T10:00:00Z",
        ]
    );
}

#[test]
fn a_filled_pool_is_silent_when_someone_else_blocks() {
    let people = [
        busy_at_nine("ana"),
        busy_at_nine("bo"),
        person("cy", &json!({})),
    ];
    let pools = json!([{"id": "p", "choose": 1, "attendees": ["bo", "cy"]}]);
    assert_eq!(
        why(&nine(&people, &pools), NINE),
        ["ana busy 2026-06-01T10:00:00Z"]
    );
}

#[test]
fn two_pools_that_want_one_person_block_at_the_later() {
    let people = [person("bo", &json!({})), busy_at_nine("cy")];
    let pools = json!([
        {"id": "first", "choose": 1, "attendees": ["bo"]},
        {"id": "second", "choose": 1, "attendees": ["bo", "cy"]},
    ]);
    assert_eq!(
        why(&nine(&people, &pools), NINE),
        [
            "cy busy 2026-06-01T10:00:00Z",
            "second pool 2026-06-01T10:00:00Z"
        ]
    );
}

#[test]
fn a_pool_stops_being_named_when_an_earlier_one_takes_the_blame() {
    let dee = person(
        "dee",
        &json!({"busy": [{"start": "2026-06-01T10:30:00Z", "end": "2026-06-01T12:00:00Z"}]}),
    );
    let people = [person("bo", &json!({})), dee];
    let pools = json!([
        {"id": "first", "choose": 2, "attendees": ["bo", "dee"]},
        {"id": "second", "choose": 1, "attendees": ["bo"]},
    ]);
    // At 09:30 dee is still free and the first pool has bo. At any instant after, dee is not, the
    // first pool is the one that fails, and bo is there for the second.
    assert_eq!(
        why(&nine(&people, &pools), NINE),
        ["second pool 2026-06-01T09:31:00Z"]
    );
}
