//! Merging two records of one person: `candidate_merge_preview`, `candidate_merge`
//! (FEATURES.md CP9). A merge is one change; undoing it separates the records again.

use std::collections::BTreeMap;

use muster_domain::candidate::{MergeChoice, MergeError, MergeField, MergePreview, merge};
use muster_store::candidates::{self as rows, Candidate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CandidateView, view};
use crate::{Command, Desk, Failure};

/// Parameters of `candidate_merge_preview` and `candidate_merge`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// The record that stays.
    pub keep_id: String,
    /// The record that goes into it.
    pub other_id: String,
    /// For each field where the usual choice is wrong: `kept`, `other` or `both`.
    #[serde(default)]
    pub choices: BTreeMap<String, MergeChoice>,
}

/// Two records side by side.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PreviewView {
    /// Id of the record that stays.
    pub keep_id: String,
    /// Id of the record that goes.
    pub other_id: String,
    /// Every field, with both sides and the result.
    pub fields: Vec<MergeField>,
}

/// `candidate_merge_preview`.
pub async fn preview(desk: &Desk, params: Merge) -> Result<PreviewView, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let kept = rows::get(&mut reader, &params.keep_id).await?;
    let other = rows::get(&mut reader, &params.other_id).await?;
    let preview = merged(&kept, &other, &params.choices)?;
    Ok(PreviewView {
        keep_id: kept.id,
        other_id: other.id,
        fields: preview.fields,
    })
}

/// `candidate_merge`.
pub async fn into_one(desk: &Desk, params: Merge) -> Result<CandidateView, Failure> {
    let mut tx = desk.begin(Command::candidate_merge).await?;
    let mut kept = rows::get(tx.connection(), &params.keep_id).await?;
    let other = rows::get(tx.connection(), &params.other_id).await?;
    kept.fields = merged(&kept, &other, &params.choices)?.result;
    kept.updated_at = tx.at();
    rows::absorb(&mut tx, &kept, &other).await?;
    let (kept_name, other_name) = (&kept.fields.full_name, &other.fields.full_name);
    tx.summarise(format!("Merged {other_name} into {kept_name}"));
    desk.commit(tx).await?;
    view(desk, kept).await
}

fn merged(
    kept: &Candidate,
    other: &Candidate,
    choices: &BTreeMap<String, MergeChoice>,
) -> Result<MergePreview, Failure> {
    if kept.id == other.id {
        return Err(Failure::parameter(
            "other_id",
            "Both ids name the same candidate; perhaps they were merged already.",
            "Give two candidates.",
        ));
    }
    merge(&kept.fields, &other.fields, choices).map_err(|error| {
        let field = match &error {
            MergeError::UnknownField(name)
            | MergeError::OneValue(name)
            | MergeError::NotEqual(name)
            | MergeError::Unwritable(name) => format!("choices.{name}"),
        };
        Failure::parameter(
            &field,
            error.to_string(),
            "`candidate_merge_preview` shows every field with both sides.",
        )
    })
}
