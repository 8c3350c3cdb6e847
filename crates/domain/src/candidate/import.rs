//! What an import does to a person who is already there, and how its problems are told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::union::{fill, join_lists, join_notes};
use super::{ConsentState, ValidCandidate};

/// The `format` parameter of `candidate_import` (FORMATS.md).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportFormat {
    /// Look at the file and decide.
    #[default]
    Auto,
    /// A table with a header line.
    Csv,
    /// `Connections.csv` of an export from linkedin.com.
    #[serde(rename = "linkedin_connections")]
    LinkedInConnections,
    /// An array of objects, or one object a line.
    Json,
}

/// Why a row of a file was rejected: one entry of `errors` in the result of
/// `candidate_import` (FORMATS.md).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RowProblem {
    /// The data record, counted from 1 without preamble and header.
    pub row: u64,
    /// The line of the file the record begins on, counted from 1.
    pub line: u64,
    /// The field or column; `null` when the row as a whole is broken.
    pub field: Option<String>,
    /// A code of `FieldError`, or `wrong_column_count`, `unclosed_quote`, `record_too_large`,
    /// `invalid_encoding`, `invalid_json`, `invalid_type`, `unknown_field`.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// What an import changes in an existing candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportChange {
    /// The candidate afterwards.
    pub candidate: ValidCandidate,
    /// The names of the fields that differ, in the order of the fields.
    pub changed: Vec<&'static str>,
}

/// What importing `incoming` changes in `existing`, the same person; `None` when nothing.
///
/// Blanks are filled and list items added. Headline, company, title and location take the
/// file's newer value. Nothing becomes blank, no list item is removed, and notes are only
/// appended to. An answer about consent is never replaced by an import. Importing the same
/// record again changes nothing.
pub fn update_from_import(
    existing: &ValidCandidate,
    incoming: &ValidCandidate,
) -> Option<ImportChange> {
    let mut candidate = existing.clone();
    replace(&mut candidate.headline, incoming.headline.as_ref());
    replace(&mut candidate.company, incoming.company.as_ref());
    replace(&mut candidate.title, incoming.title.as_ref());
    replace(&mut candidate.location, incoming.location.as_ref());
    fill(&mut candidate.first_name, incoming.first_name.as_ref());
    fill(&mut candidate.last_name, incoming.last_name.as_ref());
    fill(&mut candidate.time_zone, incoming.time_zone.as_ref());
    fill(&mut candidate.linkedin_url, incoming.linkedin_url.as_ref());
    fill(&mut candidate.source, incoming.source.as_ref());
    fill(&mut candidate.remote_id, incoming.remote_id.as_ref());
    join_lists(&mut candidate, incoming);
    candidate.notes = join_notes(existing.notes.as_deref(), incoming.notes.as_deref());
    if existing
        .consent
        .as_ref()
        .is_none_or(|known| known.state == ConsentState::Unknown)
        && incoming.consent.is_some()
    {
        candidate.consent.clone_from(&incoming.consent);
    }
    let changed = changed_fields(existing, &candidate);
    (!changed.is_empty()).then_some(ImportChange { candidate, changed })
}

fn replace<T: Clone>(present: &mut Option<T>, value: Option<&T>) {
    if value.is_some() {
        *present = value.cloned();
    }
}

/// The names of the fields in which two records differ.
fn changed_fields(before: &ValidCandidate, after: &ValidCandidate) -> Vec<&'static str> {
    macro_rules! differing {
        ($($field:ident),+ $(,)?) => {
            [$((stringify!($field), before.$field != after.$field)),+]
        };
    }
    differing![
        full_name,
        first_name,
        last_name,
        emails,
        phones,
        location,
        time_zone,
        headline,
        company,
        title,
        linkedin_url,
        links,
        skills,
        experience,
        education,
        notes,
        source,
        remote_id,
        tags,
        consent,
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect()
}

#[cfg(test)]
#[path = "import_tests.rs"]
mod tests;
