//! Merging two records of one person: `candidate_merge_preview`, `candidate_merge`
//! (FEATURES.md CP9). A merge is one change; undoing it separates the records again.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use muster_domain::candidate::{MergeChoice, MergeError, MergeField, MergePreview, merge};
use muster_domain::interview::{Violation, ViolationCode, holds_time, type_label};
use muster_store::Connection;
use muster_store::candidates::{self as rows, Candidate};
use muster_store::interviews::{self, Except, Taken, TakenBy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{CandidateView, view};
use crate::interviews::view::ReaderClock;
use crate::{Code, Command, Desk, Failure};

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
    /// What speaks against the merge: interviews of both at the same time.
    pub violations: Vec<Violation>,
}

/// `candidate_merge_preview`.
pub async fn preview(desk: &Desk, params: Merge) -> Result<PreviewView, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let kept = rows::get(&mut reader, &params.keep_id).await?;
    let other = rows::get(&mut reader, &params.other_id).await?;
    let preview = merged(&kept, &other, &params.choices)?;
    let violations = overlaps(desk, &mut reader, &kept, &other).await?;
    Ok(PreviewView {
        keep_id: kept.id,
        other_id: other.id,
        fields: preview.fields,
        violations,
    })
}

/// `candidate_merge`.
pub async fn into_one(desk: &Desk, params: Merge) -> Result<CandidateView, Failure> {
    let mut tx = desk.begin(Command::candidate_merge).await?;
    let mut kept = rows::get(tx.connection(), &params.keep_id).await?;
    let other = rows::get(tx.connection(), &params.other_id).await?;
    kept.fields = merged(&kept, &other, &params.choices)?.result;
    let violations = overlaps(desk, tx.connection(), &kept, &other).await?;
    if let Some(first) = violations.first() {
        return Err(Failure::new(
            Code::CandidateConflict,
            first.message.clone(),
            "Move or cancel one of the two interviews, then merge the records.",
        )
        .with(json!({ "violations": violations })));
    }
    kept.updated_at = tx.at();
    rows::absorb(&mut tx, &kept, &other).await?;
    let (kept_name, other_name) = (&kept.fields.full_name, &other.fields.full_name);
    tx.summarise(format!("Merged {other_name} into {kept_name}"));
    desk.commit(tx).await?;
    view(desk, kept).await
}

/// Interviews of the two that are still ahead and overlap: nobody can be at both.
async fn overlaps(
    desk: &Desk,
    connection: &mut Connection,
    kept: &Candidate,
    other: &Candidate,
) -> Result<Vec<Violation>, Failure> {
    let mine = ahead(desk, connection, &kept.id).await?;
    let theirs = ahead(desk, connection, &other.id).await?;
    let mut found = Vec::new();
    for one in &mine {
        for two in &theirs {
            if one.starts_at < two.ends_at && two.starts_at < one.ends_at {
                let message = format!(
                    "These two cannot be at both: {} has {}, and {} has {}.",
                    kept.fields.full_name,
                    said(desk, connection, one.by.id()).await?,
                    other.fields.full_name,
                    said(desk, connection, two.by.id()).await?,
                );
                found.push(Violation {
                    attendee: Some(kept.id.clone()),
                    until: Some(one.ends_at.min(two.ends_at)),
                    ..Violation::new(ViolationCode::CandidateConflict, message)
                });
            }
        }
    }
    Ok(found)
}

/// A candidate's interviews that hold time and are not over.
async fn ahead(
    desk: &Desk,
    connection: &mut Connection,
    candidate_id: &str,
) -> Result<Vec<Taken>, Failure> {
    let now = desk.now();
    // None is longer than half a day, and none is scheduled further ahead.
    let (from, until) = (now - TimeDelta::days(1), now + TimeDelta::days(3_660));
    let except = Except::default();
    let mut taken =
        interviews::taken(connection, &[candidate_id], from, until, now, except).await?;
    // Two holds at one time are no contradiction until one of them is confirmed.
    taken.retain(|t| {
        matches!(t.by, TakenBy::Interview(_)) && holds_time(t.status) && t.ends_at > now
    });
    Ok(taken)
}

/// "Technical for Rust Engineer on Tue 24 Nov 15:00 Berlin (UTC+1)".
async fn said(desk: &Desk, connection: &mut Connection, id: &str) -> Result<String, Failure> {
    let interview = interviews::get(connection, id).await?;
    let clock = ReaderClock::of(desk).await?;
    Ok(format!(
        "{} for {} on {}",
        type_label(&interview.interview_type),
        interview.job_title,
        clock.spoken(interview.starts_at)
    ))
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
            "Look at both records side by side and choose for each field.",
        )
    })
}
