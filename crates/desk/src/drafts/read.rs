//! `draft_get`, `draft_list`.

use muster_domain::draft::DraftState;
use muster_store::drafts::{self as rows, Filter};
use schemars::JsonSchema;
use serde::Deserialize;

use super::view::DraftView;
use crate::paging::{Listed, limit};
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// Names a draft.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftId {
    /// Its id.
    pub id: String,
}

/// Parameters of `draft_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only in this state.
    pub state: Option<DraftState>,
    /// Only for this candidate.
    pub candidate_id: Option<String>,
    /// Only about this job.
    pub job_id: Option<String>,
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// `draft_get`.
pub async fn get(desk: &Desk, params: DraftId) -> Result<DraftView, Failure> {
    let workspace = desk.workspace().await?;
    let settings = WorkspaceSettings::load(workspace).await?;
    let mut reader = workspace.read().await?;
    Ok(DraftView::of(
        rows::get(&mut reader, &params.id).await?,
        &settings,
        Vec::new(),
    ))
}

/// `draft_list`: the last changed first.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<DraftView>, Failure> {
    let limit = limit(params.limit)?;
    let workspace = desk.workspace().await?;
    let settings = WorkspaceSettings::load(workspace).await?;
    let filter = Filter {
        state: params.state,
        candidate_id: params.candidate_id,
        job_id: params.job_id,
    };
    let page = rows::page(workspace, &filter, limit, params.cursor.as_deref()).await?;
    Ok(page
        .map(|draft| DraftView::of(draft, &settings, Vec::new()))
        .into())
}
