//! What must follow when rows were put back by undo: rules are checked again and everything derived
//! from the rows is made anew, in the same transaction.

use std::collections::BTreeSet;

use muster_domain::interview::{LogAction, holds_time};
use muster_domain::reminder::ReminderState;
use muster_store::changes::Undone;
use muster_store::interviews::{self, Interview};
use muster_store::{StoreError, WriteTx, interview_logs, reminders as reminder_rows};
use serde_json::{Value, json};

use crate::settings::WorkspaceSettings;
use crate::{Code, Desk, Failure, busy, reminders};

/// Settles the workspace after [`muster_store::changes::undo`].
pub(crate) async fn after_undo(
    desk: &Desk,
    tx: &mut WriteTx,
    undone: &Undone,
) -> Result<(), Failure> {
    let settings = WorkspaceSettings::load_in(tx).await?;
    for id in ids(undone, &["interviews", "interview_participants"]) {
        interview(desk, tx, &settings, undone, &id).await?;
    }
    let calendars: BTreeSet<(String, String)> = undone
        .rows
        .iter()
        .filter(|r| r.table == "busy_series" || r.table == "busy_sources")
        .filter_map(|r| serde_json::from_str::<Vec<String>>(&r.row_key).ok())
        .filter_map(|key| Some((key.first()?.clone(), key.get(1)?.clone())))
        .collect();
    for (person_id, source) in calendars {
        busy::expand_again(desk, tx, &person_id, &source).await?;
    }
    Ok(())
}

/// The ids (first key column) of touched rows of some tables, each once.
fn ids(undone: &Undone, tables: &[&str]) -> BTreeSet<String> {
    undone
        .rows
        .iter()
        .filter(|r| tables.contains(&r.table.as_str()))
        .filter_map(muster_store::changes::ChangedRow::id)
        .collect()
}

/// An interview that is back must not stand where someone has been booked meanwhile.
async fn interview(
    desk: &Desk,
    tx: &mut WriteTx,
    settings: &WorkspaceSettings,
    undone: &Undone,
    id: &str,
) -> Result<(), Failure> {
    let restored = match interviews::get(tx.connection(), id).await {
        Ok(interview) => Some(interview),
        Err(StoreError::NotFound { .. }) => None,
        Err(other) => return Err(other.into()),
    };
    if let Some(interview) = &restored {
        if holds_time(interview.status) && interview.ends_at > desk.now() {
            refuse_clash(tx, interview).await?;
            reminders::replan(desk, tx, interview, settings).await?;
        } else {
            reminder_rows::end(tx, id, ReminderState::Cancelled).await?;
        }
    }
    let actor = desk.actor().await?;
    let old = json!({ "change": undone.said.summary });
    let new = restored
        .as_ref()
        .map_or(Value::Null, super::interviews::create::logged);
    interview_logs::append(tx, id, LogAction::Undone, &actor, "", &old, &new).await?;
    Ok(())
}

async fn refuse_clash(tx: &mut WriteTx, interview: &Interview) -> Result<(), Failure> {
    let from = interview.starts_at - chrono::TimeDelta::days(1);
    let (until, own) = (interview.ends_at, Some(interview.id.as_str()));
    let mut whose = vec![interview.candidate_id.as_str()];
    whose.extend(interview.interviewers.iter().map(|(id, _)| id.as_str()));
    let taken = interviews::taken(tx.connection(), &whose, from, until, own).await?;
    let clash = taken
        .iter()
        .find(|t| holds_time(t.status) && t.ends_at > interview.starts_at);
    match clash {
        None => Ok(()),
        Some(other) => Err(Failure::new(
            Code::ChangedSince,
            format!(
                "This cannot be undone: the time of the interview with {} has been given to \
                 another interview since.",
                interview.candidate_name
            ),
            "Move or cancel the other interview first, or schedule this one anew.",
        )
        .with(json!({ "interview_id": other.interview_id }))),
    }
}
