//! Two records of one person side by side, and the record that comes out (FEATURES.md CP9).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::union;
use super::{Consent, ValidCandidate};

/// Which side a field of the merged record comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MergeChoice {
    /// From the record that stays.
    Kept,
    /// From the record that goes.
    Other,
    /// Both joined: lists without doubles, notes one behind the other.
    Both,
    /// Both say the same.
    Equal,
}

/// One field of two records, and of the merged one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MergeField {
    /// The field of the candidate.
    pub field: String,
    /// What the record that stays says.
    pub kept: Value,
    /// What the record that goes says.
    pub other: Value,
    /// What the merged record says.
    pub result: Value,
    /// Where the result comes from.
    pub choice: MergeChoice,
}

/// A merge before it is done.
#[derive(Debug, Clone, PartialEq)]
pub struct MergePreview {
    /// Every field, in the order of the record.
    pub fields: Vec<MergeField>,
    /// The merged record.
    pub result: ValidCandidate,
}

/// A choice that cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MergeError {
    /// The record has no such field.
    #[error("A candidate has no field {0}. Choose for one of the fields of the preview.")]
    UnknownField(String),
    /// A single value cannot be both.
    #[error("{0} holds one value, so it cannot take both. Choose kept or other.")]
    OneValue(String),
    /// The two sides differ.
    #[error("{0} differs in the two records. Choose kept, other or both.")]
    NotEqual(String),
    /// A name cannot be made blank.
    #[error("A value of {0} could not be written. Choose the other side.")]
    Unwritable(String),
}

/// Merges `other` into `kept`, field by field.
///
/// Without a choice, lists are joined in stable order, notes are joined, the stricter consent
/// counts, and a single value is kept unless it is blank. `choices` overrides by field name.
pub fn merge(
    kept: &ValidCandidate,
    other: &ValidCandidate,
    choices: &BTreeMap<String, MergeChoice>,
) -> Result<MergePreview, MergeError> {
    let mut merging = Merging {
        choices,
        fields: Vec::new(),
    };
    let result = ValidCandidate {
        full_name: merging.one("full_name", &kept.full_name, &other.full_name)?,
        first_name: merging.optional(
            "first_name",
            kept.first_name.as_ref(),
            other.first_name.as_ref(),
        )?,
        last_name: merging.optional(
            "last_name",
            kept.last_name.as_ref(),
            other.last_name.as_ref(),
        )?,
        emails: merging.list("emails", &kept.emails, &other.emails, union::emails)?,
        phones: merging.list("phones", &kept.phones, &other.phones, union::phones)?,
        location: merging.optional("location", kept.location.as_ref(), other.location.as_ref())?,
        time_zone: merging.optional(
            "time_zone",
            kept.time_zone.as_ref(),
            other.time_zone.as_ref(),
        )?,
        headline: merging.optional("headline", kept.headline.as_ref(), other.headline.as_ref())?,
        company: merging.optional("company", kept.company.as_ref(), other.company.as_ref())?,
        title: merging.optional("title", kept.title.as_ref(), other.title.as_ref())?,
        linkedin_url: merging.optional(
            "linkedin_url",
            kept.linkedin_url.as_ref(),
            other.linkedin_url.as_ref(),
        )?,
        links: merging.list("links", &kept.links, &other.links, union::links)?,
        skills: merging.list("skills", &kept.skills, &other.skills, union::labels)?,
        experience: merging.list(
            "experience",
            &kept.experience,
            &other.experience,
            union::experience,
        )?,
        education: merging.list(
            "education",
            &kept.education,
            &other.education,
            union::education,
        )?,
        notes: merging.notes(kept.notes.as_ref(), other.notes.as_ref())?,
        source: merging.optional("source", kept.source.as_ref(), other.source.as_ref())?,
        remote_id: merging.optional(
            "remote_id",
            kept.remote_id.as_ref(),
            other.remote_id.as_ref(),
        )?,
        tags: merging.list("tags", &kept.tags, &other.tags, union::labels)?,
        consent: merging.consent(kept.consent.as_ref(), other.consent.as_ref())?,
    };
    let known = |name: &String| merging.fields.iter().any(|field| field.field == *name);
    match choices.keys().find(|name| !known(name)) {
        Some(name) => Err(MergeError::UnknownField(name.clone())),
        None => Ok(MergePreview {
            fields: merging.fields,
            result,
        }),
    }
}

struct Merging<'a> {
    choices: &'a BTreeMap<String, MergeChoice>,
    fields: Vec<MergeField>,
}

impl Merging<'_> {
    /// Decides one field and writes its line of the preview. `both` is `None` for a field
    /// that holds one value; `usual` is the choice when nobody made one.
    fn decide<T: Clone + PartialEq + Serialize>(
        &mut self,
        field: &str,
        kept: &T,
        other: &T,
        both: Option<T>,
        usual: MergeChoice,
    ) -> Result<T, MergeError> {
        let equal = kept == other;
        let wanted = self.choices.get(field).copied();
        let choice = match wanted {
            _ if equal => MergeChoice::Equal,
            None => usual,
            Some(MergeChoice::Equal) => return Err(MergeError::NotEqual(field.to_owned())),
            Some(choice) => choice,
        };
        let result = match choice {
            MergeChoice::Kept | MergeChoice::Equal => kept.clone(),
            MergeChoice::Other => other.clone(),
            MergeChoice::Both => both.ok_or_else(|| MergeError::OneValue(field.to_owned()))?,
        };
        self.fields.push(MergeField {
            field: field.to_owned(),
            kept: json(field, kept)?,
            other: json(field, other)?,
            result: json(field, &result)?,
            choice,
        });
        Ok(result)
    }

    fn one(&mut self, field: &str, kept: &String, other: &String) -> Result<String, MergeError> {
        self.decide(field, kept, other, None, MergeChoice::Kept)
    }

    fn optional<T: Clone + PartialEq + Serialize>(
        &mut self,
        field: &str,
        kept: Option<&T>,
        other: Option<&T>,
    ) -> Result<Option<T>, MergeError> {
        let usual = if kept.is_none() {
            MergeChoice::Other
        } else {
            MergeChoice::Kept
        };
        self.decide(field, &kept.cloned(), &other.cloned(), None, usual)
    }

    fn list<T: Clone + PartialEq + Serialize>(
        &mut self,
        field: &str,
        kept: &Vec<T>,
        other: &Vec<T>,
        join: impl Fn(&[T], &[T]) -> Vec<T>,
    ) -> Result<Vec<T>, MergeError> {
        let both = join(kept, other);
        // When one side has it all, say so: the preview then shows nothing to think about.
        let usual = if both == *kept {
            MergeChoice::Kept
        } else if both == *other {
            MergeChoice::Other
        } else {
            MergeChoice::Both
        };
        self.decide(field, kept, other, Some(both), usual)
    }

    fn notes(
        &mut self,
        kept: Option<&String>,
        other: Option<&String>,
    ) -> Result<Option<String>, MergeError> {
        let both = union::join_notes(kept.map(String::as_str), other.map(String::as_str));
        let usual = match (kept, other) {
            (None, _) => MergeChoice::Other,
            _ if both.as_ref() == kept => MergeChoice::Kept,
            _ => MergeChoice::Both,
        };
        self.decide("notes", &kept.cloned(), &other.cloned(), Some(both), usual)
    }

    fn consent(
        &mut self,
        kept: Option<&Consent>,
        other: Option<&Consent>,
    ) -> Result<Option<Consent>, MergeError> {
        let strictness = |side: Option<&Consent>| side.map(|consent| consent.state.strictness());
        let usual = if strictness(other) > strictness(kept) {
            MergeChoice::Other
        } else {
            MergeChoice::Kept
        };
        self.decide("consent", &kept.cloned(), &other.cloned(), None, usual)
    }
}

fn json<T: Serialize>(field: &str, value: &T) -> Result<Value, MergeError> {
    serde_json::to_value(value).map_err(|_| MergeError::Unwritable(field.to_owned()))
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
