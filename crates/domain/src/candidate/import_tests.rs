use super::super::{CandidateFields, ValidCandidate, validate};
use super::{ImportFormat, update_from_import};
use proptest::prelude::*;
use serde_json::{Value, json};

fn candidate(value: Value) -> ValidCandidate {
    let fields: CandidateFields = serde_json::from_value(value).unwrap();
    validate(&fields, &|_| true).unwrap()
}

#[test]
fn formats_have_the_names_of_the_contract() {
    let written = serde_json::to_value([
        ImportFormat::Auto,
        ImportFormat::Csv,
        ImportFormat::LinkedInConnections,
        ImportFormat::Json,
    ])
    .unwrap();
    assert_eq!(
        written,
        json!(["auto", "csv", "linkedin_connections", "json"])
    );
}

#[test]
fn an_import_fills_blanks_adds_items_and_takes_the_newer_position() {
    let existing = candidate(
        json!({"full_name": "Ana Li", "headline": "Engineer", "company": "Old",
        "skills": ["SQL"], "emails": ["ana@x.org"], "notes": "Met in May.",
        "experience": [{"title": "Engineer", "company": "Old", "start": "2019"}]}),
    );
    let incoming = candidate(
        json!({"full_name": "Ana Q. Li", "headline": "Lead", "company": "New",
        "location": "Oslo", "skills": ["sql", "Rust"], "emails": ["ANA@x.org", "al@y.org"],
        "notes": "Prefers mail.",
        "experience": [{"title": "engineer", "company": "OLD", "start": "2019", "end": "2024"}]}),
    );
    let change = update_from_import(&existing, &incoming).unwrap();
    assert_eq!(
        change.changed,
        [
            "emails",
            "location",
            "headline",
            "company",
            "skills",
            "experience",
            "notes"
        ]
    );
    let after = change.candidate;
    assert_eq!(after.full_name, "Ana Li");
    assert_eq!(after.headline.as_deref(), Some("Lead"));
    assert_eq!(after.company.as_deref(), Some("New"));
    assert_eq!(after.skills, ["SQL", "Rust"]);
    assert_eq!(after.emails.len(), 2);
    assert_eq!(after.experience.len(), 1);
    assert_eq!(after.experience[0].end.unwrap().to_string(), "2024");
    assert_eq!(after.notes.as_deref(), Some("Met in May.\n\nPrefers mail."));
    assert_eq!(update_from_import(&after, &incoming), None);
}

#[test]
fn an_import_never_blanks_or_answers_for_the_person() {
    let existing = candidate(json!({"full_name": "Ana Li", "headline": "Engineer",
        "location": "Oslo", "skills": ["SQL"], "notes": "Met in May.",
        "consent": {"state": "withdrawn"}}));
    let bare = candidate(json!({"full_name": "Ana Li", "consent": {"state": "granted"}}));
    assert_eq!(update_from_import(&existing, &bare), None);
    let unasked = candidate(json!({"full_name": "Ana Li", "consent": {"state": "unknown"}}));
    assert_eq!(
        update_from_import(&unasked, &bare).unwrap().changed,
        ["consent"]
    );
}

proptest! {
    /// The second import of a record is always "unchanged", and no list item ever goes.
    #[test]
    fn the_second_import_changes_nothing(
        before in person(), incoming in person(),
    ) {
        let after = update_from_import(&before, &incoming)
            .map_or_else(|| before.clone(), |change| change.candidate);
        prop_assert_eq!(update_from_import(&after, &incoming), None);
        prop_assert!(before.skills.iter().all(|skill| after.skills.contains(skill)));
        prop_assert!(before.emails.iter().all(|email| after.emails.contains(email)));
        prop_assert!(after.notes.is_some() || before.notes.is_none());
        prop_assert!(after.headline.is_some() || before.headline.is_none());
    }
}

fn person() -> impl Strategy<Value = ValidCandidate> {
    (
        "[a-c]{1,2}",
        proptest::option::of("[a-c]{1,2}"),
        proptest::collection::vec("[a-cA-C]{1,2}", 0..4),
        proptest::collection::vec("[ab]@[ab]\\.org", 0..3),
        proptest::option::of("[ab \n]{1,4}x"),
    )
        .prop_map(|(name, headline, skills, emails, notes)| {
            candidate(
                json!({"full_name": name, "headline": headline, "skills": skills,
                "emails": emails, "notes": notes}),
            )
        })
}
