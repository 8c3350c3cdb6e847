//! `interview_cancel`.

use muster_domain::interview::{LogAction, Status};
use muster_domain::reminder::ReminderState;
use muster_store::interviews::{self as rows, Interview};
use muster_store::{WriteTx, interview_logs, reminders};
use schemars::JsonSchema;
use serde::Deserialize;

use super::create::logged;
use super::view::InterviewView;
use crate::{Code, Command, Desk, Failure};

/// Parameters of `interview_cancel`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// Which interview.
    pub id: String,
    /// Why; a blank reason is refused.
    #[serde(default)]
    pub reason: String,
}

/// `interview_cancel`: frees everyone's time and ends its reminders.
pub async fn cancel(desk: &Desk, params: Cancel) -> Result<InterviewView, Failure> {
    let reason = params.reason.trim();
    if reason.is_empty() {
        return Err(Failure::new(
            Code::ReasonRequired,
            "Cancelling an interview needs a reason.",
            "Write why; it goes into the interview's log.",
        )
        .with(serde_json::json!({ "field": "reason" })));
    }
    let actor = desk.actor().await?;
    let mut tx = desk.begin(Command::interview_cancel).await?;
    let interview = rows::get(tx.connection(), &params.id).await?;
    tx.summarise(format!(
        "Cancelled the interview with {}",
        interview.candidate_name
    ));
    let cancelled = cancel_in(&mut tx, interview, &actor, reason).await?;
    desk.commit(tx).await?;
    InterviewView::of(desk, cancelled).await
}

/// Cancels one interview inside a larger change.
pub(crate) async fn cancel_in(
    tx: &mut WriteTx,
    before: Interview,
    actor: &str,
    reason: &str,
) -> Result<Interview, Failure> {
    let mut after = before.clone();
    if before.status == Status::Cancelled {
        return Err(Failure::new(
            Code::InvalidState,
            "This interview is cancelled already.",
            "Nothing is left to do; undo the cancellation if it was a mistake.",
        ));
    }
    after.status = before
        .status
        .become_status(Status::Cancelled)
        .map_err(|e| {
            Failure::new(
                Code::InvalidState,
                e.to_string(),
                "Its log tells what happened to it.",
            )
        })?;
    reason.clone_into(&mut after.cancel_reason);
    after.sequence += 1;
    after.needs_confirmation = false;
    rows::put(tx, &after).await?;
    reminders::end(tx, &after.id, ReminderState::Cancelled).await?;
    let (old, new) = (logged(&before), logged(&after));
    interview_logs::append(
        tx,
        &after.id,
        LogAction::Cancelled,
        actor,
        reason,
        &old,
        &new,
    )
    .await?;
    Ok(after)
}
