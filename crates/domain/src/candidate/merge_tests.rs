use std::collections::BTreeMap;

use super::super::{CandidateFields, ValidCandidate, validate};
use super::{MergeChoice, MergeError, merge};
use serde_json::{Value, json};

fn candidate(value: Value) -> ValidCandidate {
    let fields: CandidateFields = serde_json::from_value(value).unwrap();
    validate(&fields, &|_| true).unwrap()
}

fn choose(choices: &[(&str, MergeChoice)]) -> BTreeMap<String, MergeChoice> {
    choices
        .iter()
        .map(|(field, choice)| ((*field).to_owned(), *choice))
        .collect()
}

fn two() -> (ValidCandidate, ValidCandidate) {
    (
        candidate(
            json!({"full_name": "Ana Li", "emails": ["ana@x.org"], "skills": ["SQL"],
            "headline": "Engineer", "notes": "Met in May.", "consent": {"state": "granted"}}),
        ),
        candidate(
            json!({"full_name": "A. Li", "emails": ["li@y.org", "ANA@x.org"],
            "skills": ["sql"], "location": "Oslo", "notes": "Prefers mail.",
            "consent": {"state": "withdrawn"}}),
        ),
    )
}

#[test]
fn without_choices_nothing_is_lost_and_the_kept_side_leads() {
    let (kept, other) = two();
    let preview = merge(&kept, &other, &BTreeMap::new()).unwrap();
    assert_eq!(preview.result.full_name, "Ana Li");
    assert_eq!(preview.result.location.as_deref(), Some("Oslo"));
    assert_eq!(
        preview.result.notes.as_deref(),
        Some("Met in May.\n\nPrefers mail.")
    );
    let field = |name: &str| {
        preview
            .fields
            .iter()
            .find(|field| field.field == name)
            .unwrap()
    };
    assert_eq!(field("emails").result, json!(["ana@x.org", "li@y.org"]));
    assert_eq!(field("emails").choice, MergeChoice::Both);
    assert_eq!(field("skills").choice, MergeChoice::Kept);
    assert_eq!(field("location").choice, MergeChoice::Other);
    assert_eq!(field("time_zone").choice, MergeChoice::Equal);
    assert_eq!(field("full_name").other, json!("A. Li"));
}

#[test]
fn the_stricter_consent_counts_whichever_side_has_it() {
    let (kept, other) = two();
    for preview in [
        merge(&kept, &other, &BTreeMap::new()).unwrap(),
        merge(&other, &kept, &BTreeMap::new()).unwrap(),
    ] {
        assert_eq!(preview.result.consent, other.consent);
    }
}

#[test]
fn a_choice_overrides_the_usual_one() {
    let (kept, other) = two();
    let choices = choose(&[
        ("full_name", MergeChoice::Other),
        ("emails", MergeChoice::Kept),
        ("notes", MergeChoice::Other),
        ("time_zone", MergeChoice::Equal),
    ]);
    let result = merge(&kept, &other, &choices).unwrap().result;
    assert_eq!(result.full_name, "A. Li");
    assert_eq!(result.emails, kept.emails);
    assert_eq!(result.notes.as_deref(), Some("Prefers mail."));
}

#[test]
fn choices_that_make_no_sense_are_refused() {
    let (kept, other) = two();
    let refusal = |field: &str, choice| merge(&kept, &other, &choose(&[(field, choice)]));
    assert_eq!(
        refusal("full_name", MergeChoice::Both),
        Err(MergeError::OneValue("full_name".into()))
    );
    assert_eq!(
        refusal("emails", MergeChoice::Equal),
        Err(MergeError::NotEqual("emails".into()))
    );
    assert_eq!(
        refusal("age", MergeChoice::Kept),
        Err(MergeError::UnknownField("age".into()))
    );
}

#[test]
fn merging_a_record_with_itself_shows_only_equal_fields() {
    let (kept, _) = two();
    let preview = merge(&kept, &kept, &BTreeMap::new()).unwrap();
    assert_eq!(preview.result, kept);
    assert!(
        preview
            .fields
            .iter()
            .all(|field| field.choice == MergeChoice::Equal)
    );
    assert_eq!(preview.fields.len(), 20);
}
