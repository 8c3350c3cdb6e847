//! `application_move`.

use muster_domain::application::Stage;
use muster_store::applications as rows;
use schemars::JsonSchema;
use serde::Deserialize;

use super::ApplicationView;
use crate::{Command, Desk, Failure};

/// The most characters of a reason.
const LONGEST_REASON: usize = 1_000;

/// Parameters of `application_move`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The application.
    pub application_id: String,
    /// The stage it moves to.
    pub stage: Stage,
    /// Why, in at most 1,000 characters; the activity list and the candidate's timeline show it.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `application_move`: moves an application along the pipeline.
pub async fn move_stage(desk: &Desk, params: Move) -> Result<ApplicationView, Failure> {
    let reason = params.reason.as_deref().unwrap_or_default().trim();
    let length = reason.chars().count();
    if length > LONGEST_REASON {
        return Err(Failure::parameter(
            "reason",
            format!("The reason is {length} characters long; 1,000 fit."),
            "Shorten it, and put the rest into the candidate's notes.",
        ));
    }
    let mut tx = desk.begin(Command::application_move).await?;
    let before = rows::get(tx.connection(), &params.application_id).await?;
    rows::set_stage(&mut tx, &before.id, params.stage.as_str()).await?;
    let after = rows::get(tx.connection(), &before.id).await?;
    let who = &before.candidate_name;
    tx.summarise(match params.stage {
        Stage::Rejected => format!("Rejected {who} for {}", before.job_title),
        stage => format!("Moved {who} to {stage}"),
    });
    tx.because(reason);
    desk.commit(tx).await?;
    Ok(after.into())
}
