//! Records that may be one person: `candidate_duplicates`, `candidate_distinct` (FEATURES.md CP9).

use muster_store::candidates::{self as rows, Candidate, Pair, Shared};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::paging::limit;
use crate::{Command, Desk, Failure};

/// Parameters of `candidate_duplicates`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspects {
    /// Most pairs, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
}

/// Pairs of records that may be one person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Suspected {
    /// The pairs, those with the most in common first.
    pub items: Vec<PairView>,
}

/// Two records that may be one person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PairView {
    /// The older record.
    pub first: RecordView,
    /// The younger record.
    pub second: RecordView,
    /// Why they are suspected.
    pub reasons: Vec<ReasonView>,
}

/// A record of a pair.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecordView {
    /// Id.
    pub id: String,
    /// Name.
    pub full_name: String,
    /// Headline.
    pub headline: Option<String>,
    /// The present employer.
    pub company: Option<String>,
    /// The present job title.
    pub title: Option<String>,
}

/// Something two records share.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReasonView {
    /// "email", "phone", "linkedin" or "link".
    pub kind: String,
    /// The shared value as it is compared.
    pub value: String,
    /// The reason in words.
    pub message: String,
}

impl From<Shared> for ReasonView {
    fn from(shared: Shared) -> Self {
        let what = match shared.kind.as_str() {
            "email" => "the e-mail address",
            "phone" => "the telephone number",
            "linkedin" => "the LinkedIn profile",
            _ => "the link",
        };
        let message = format!("Both have {what} {}.", shared.value);
        Self {
            kind: shared.kind,
            value: shared.value,
            message,
        }
    }
}

impl From<Candidate> for RecordView {
    fn from(candidate: Candidate) -> Self {
        Self {
            id: candidate.id,
            full_name: candidate.fields.full_name,
            headline: candidate.fields.headline,
            company: candidate.fields.company,
            title: candidate.fields.title,
        }
    }
}

/// Parameters of `candidate_distinct`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Distinct {
    /// One person.
    pub first_id: String,
    /// Another person.
    pub second_id: String,
}

/// `candidate_duplicates`.
pub async fn suspected(desk: &Desk, params: Suspects) -> Result<Suspected, Failure> {
    let workspace = desk.workspace().await?;
    let pairs = rows::suspected(workspace, limit(params.limit)?).await?;
    let mut reader = workspace.read().await?;
    let mut items = Vec::with_capacity(pairs.len());
    for Pair {
        first_id,
        second_id,
        shared,
    } in pairs
    {
        items.push(PairView {
            first: rows::get(&mut reader, &first_id).await?.into(),
            second: rows::get(&mut reader, &second_id).await?.into(),
            reasons: shared.into_iter().map(ReasonView::from).collect(),
        });
    }
    Ok(Suspected { items })
}

/// `candidate_distinct`: the pair is not offered again.
pub async fn distinct(desk: &Desk, params: Distinct) -> Result<Distinct, Failure> {
    let mut tx = desk.begin(Command::candidate_distinct).await?;
    let first = rows::get(tx.connection(), &params.first_id).await?;
    let second = rows::get(tx.connection(), &params.second_id).await?;
    if first.id == second.id {
        return Err(Failure::parameter(
            "second_id",
            "Both ids name the same candidate.",
            "Give two candidates; undo the merge first if they were merged.",
        ));
    }
    rows::mark_distinct(&mut tx, &first.id, &second.id).await?;
    tx.summarise(format!(
        "Called {} and {} different people",
        first.fields.full_name, second.fields.full_name
    ));
    desk.commit(tx).await?;
    Ok(Distinct {
        first_id: first.id,
        second_id: second.id,
    })
}
