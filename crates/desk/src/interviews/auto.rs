//! `interview_auto_update`: what the records say about interviews whose end has passed.

use muster_domain::interview::{AutoOutcome, LogAction, Status, auto_update};
use muster_store::interviews::{self as rows, Interview};
use muster_store::{StoreError, WriteTx, interview_logs};
use schemars::JsonSchema;
use serde::Serialize;

use super::create::logged;
use super::join::facts;
use crate::command::NoParameters;
use crate::{Desk, Failure};

/// What was found, by interview id.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct AutoUpdated {
    /// The candidate was there.
    pub completed: Vec<String>,
    /// An interviewer waited and the candidate did not come.
    pub no_show: Vec<String>,
    /// The records do not tell; a person has to.
    pub unconfirmed: Vec<String>,
}

/// `interview_auto_update`. Running it again finds the unconfirmed ones again and changes nothing.
pub async fn auto_update_all(desk: &Desk, _: NoParameters) -> Result<AutoUpdated, Failure> {
    let mut tx = desk.begin_background("interview_auto_update").await?;
    let mut found = AutoUpdated::default();
    for interview in rows::awaiting_outcome(tx.connection(), desk.now()).await? {
        let Some(outcome) = auto_update(facts(&interview, true), desk.now()) else {
            continue;
        };
        let (status, action, list) = match outcome {
            AutoOutcome::Completed => (
                Status::Completed,
                LogAction::Completed,
                &mut found.completed,
            ),
            AutoOutcome::NoShow => (Status::NoShow, LogAction::NoShow, &mut found.no_show),
            AutoOutcome::NeedsConfirmation => (
                interview.status,
                LogAction::Unconfirmed,
                &mut found.unconfirmed,
            ),
        };
        list.push(interview.id.clone());
        let needs_confirmation = outcome == AutoOutcome::NeedsConfirmation;
        if interview.status != status || interview.needs_confirmation != needs_confirmation {
            record(&mut tx, interview, status, needs_confirmation, action).await?;
        }
    }
    tx.summarise("Recorded how past interviews ended");
    desk.commit(tx).await?;
    Ok(found)
}

async fn record(
    tx: &mut WriteTx,
    before: Interview,
    status: Status,
    needs_confirmation: bool,
    action: LogAction,
) -> Result<(), StoreError> {
    let mut after = before.clone();
    after.status = status;
    after.needs_confirmation = needs_confirmation;
    rows::put(tx, &after).await?;
    let (old, new) = (logged(&before), logged(&after));
    interview_logs::append(tx, &after.id, action, "muster", "", &old, &new).await
}
