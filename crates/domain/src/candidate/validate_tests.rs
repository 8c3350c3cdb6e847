use super::super::{CandidateFields, validate};
use super::{FieldError, limits};
use proptest::prelude::*;
use serde_json::{Value, json};

fn fields(value: Value) -> CandidateFields {
    serde_json::from_value(value).unwrap()
}

fn problems(value: Value) -> Vec<(String, String)> {
    let zones = |name: &str| name == "Europe/Berlin";
    let errors: Vec<FieldError> = validate(&fields(value), &zones).unwrap_err();
    errors
        .into_iter()
        .map(|error| (error.field, error.code))
        .collect()
}

fn pair(field: &str, code: &str) -> (String, String) {
    (field.to_owned(), code.to_owned())
}

#[test]
fn every_problem_is_reported_with_its_place() {
    let found = problems(json!({
        "full_name": "Ana", "emails": ["ana@example.org", "", "nope"], "phones": ["12"],
        "linkedin_url": "https://example.org/in/ana", "links": ["javascript:alert(1)"],
        "time_zone": "Mars/Olympus",
        "experience": [{"title": "Dev", "start": "2020", "end": "2019-12"},
                       {"title": "Dev", "start": "next year"}],
    }));
    assert_eq!(
        found,
        [
            pair("emails[2]", "invalid_email"),
            pair("phones[0]", "invalid_phone"),
            pair("time_zone", "unknown_zone"),
            pair("linkedin_url", "invalid_url"),
            pair("links[0]", "invalid_url"),
            pair("experience[0].end", "invalid_date"),
            pair("experience[1].start", "invalid_date"),
        ]
    );
}

#[test]
fn a_name_is_needed_and_may_come_from_its_parts() {
    assert_eq!(
        problems(json!({"emails": ["a@b.org"]})),
        [pair("full_name", "required")]
    );
    assert_eq!(
        problems(json!({"full_name": " \u{200b}\n "})),
        [pair("full_name", "required")]
    );
    for (first, last, full) in [
        ("Ada", "Smith, PhD", "Ada Smith, PhD"),
        ("", "Reyes", "Reyes"),
        ("伟", " ", "伟"),
    ] {
        let candidate = validate(
            &fields(json!({"first_name": first, "last_name": last})),
            &|_| true,
        )
        .unwrap();
        assert_eq!(candidate.full_name, full);
    }
}

#[test]
fn hostile_and_foreign_names_survive_as_typed() {
    for name in [
        "Robert'); DROP TABLE candidates;--",
        "<script>alert(\"x\")</script>",
        "=HYPERLINK(\"http://evil.example\")",
        "محمد بن علي",
        "张伟",
        "Zoë 👩🏽‍💻 O’Neill",
        "{{ candidate.email }}",
    ] {
        let candidate = validate(&fields(json!({"full_name": name})), &|_| true).unwrap();
        assert_eq!(candidate.full_name, name);
    }
}

#[test]
fn control_characters_go_and_nul_is_refused() {
    let candidate = validate(
        &fields(json!({
            "full_name": " Ana\r\nMaria\u{7}\u{202e} Li\t",
            "notes": " one\r\ntwo\rthree\tfour\u{1b} "
        })),
        &|_| true,
    )
    .unwrap();
    assert_eq!(candidate.full_name, "Ana Maria Li");
    assert_eq!(candidate.notes.as_deref(), Some("one\ntwo\nthree\tfour"));
    assert_eq!(
        problems(json!({"full_name": "A\0na"})),
        [pair("full_name", "invalid_text")]
    );
    assert_eq!(
        problems(json!({"full_name": "Ana", "skills": ["SQL", "C\0"]})),
        [pair("skills[1]", "invalid_text")]
    );
}

#[test]
fn limits_count_characters_and_are_inclusive() {
    let longest = "é".repeat(limits::NOTES);
    let at_limit = json!({"full_name": "Ana", "notes": longest});
    assert_eq!(
        validate(&fields(at_limit), &|_| true)
            .unwrap()
            .notes
            .unwrap(),
        longest
    );
    let over = json!({"full_name": "n".repeat(limits::NAME + 1), "notes": longest + "é",
        "links": vec!["a.example"; limits::CONTACTS + 1]});
    assert_eq!(
        problems(over),
        [
            pair("full_name", "too_long"),
            pair("links", "too_many"),
            pair("notes", "too_long")
        ]
    );
}

#[test]
fn lists_lose_blanks_and_doubles() {
    let candidate = validate(
        &fields(
            json!({"full_name": "Ana", "emails": ["A@x.org", " ", "a@X.org", "b@x.org"],
            "phones": ["+49 30 1234567", "+49301234567"], "skills": ["SQL", "sql ", "Rust", ""],
            "links": ["http://ana.example/", "https://www.ana.example"],
            "experience": [{}, {"title": "Dev"}, {"title": "Dev"}, {"start": "2020"}]}),
        ),
        &|_| true,
    )
    .unwrap();
    assert_eq!(candidate.emails.len(), 2);
    assert_eq!(candidate.phones.len(), 1);
    assert_eq!(candidate.skills, ["SQL", "Rust"]);
    assert_eq!(candidate.links.len(), 1);
    assert_eq!(candidate.experience.len(), 1);
}

proptest! {
    /// What passed once passes again and stays the same, whatever was typed.
    #[test]
    fn checking_twice_changes_nothing(
        name in "[a-zé张م <>'\"\\t\\n\\u{200b}\\u{202e}\\u{7}]{1,20}",
        notes in "(?s).{0,60}",
        skills in proptest::collection::vec("[a-cA-C ]{0,3}", 0..6),
    ) {
        let given = CandidateFields {
            full_name: Some(name), notes: Some(notes), skills, ..Default::default()
        };
        if let Ok(once) = validate(&given, &|_| true) {
            prop_assert_eq!(validate(&once.to_fields(), &|_| true), Ok(once));
        }
    }
}
