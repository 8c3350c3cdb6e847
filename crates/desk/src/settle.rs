//! What must follow when rows were put back by undo: rules are checked again and everything derived
//! from the rows is made anew, in the same transaction.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use muster_domain::hold::HoldState;
use muster_domain::interview::{LogAction, holds_time};
use muster_domain::reminder::ReminderState;
use muster_store::changes::Undone;
use muster_store::interviews::{self, Except, TakenBy};
use muster_store::{StoreError, WriteTx, holds, interview_logs, reminders as reminder_rows};
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
    for id in ids(undone, &["holds", "hold_people"]) {
        hold(tx, &id).await?;
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
            let except = Except {
                interview: Some(&interview.id),
                ..Except::default()
            };
            let (candidate, people) = (&interview.candidate_id, &interview.interviewers);
            let time = (interview.starts_at, interview.ends_at);
            refuse_clash(
                tx,
                (candidate, &interview.candidate_name),
                people,
                time,
                except,
            )
            .await?;
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

/// A hold that blocks again must not stand where someone has been booked meanwhile.
async fn hold(tx: &mut WriteTx, id: &str) -> Result<(), Failure> {
    let hold = match holds::get(tx.connection(), id).await {
        Ok(hold) => hold,
        Err(StoreError::NotFound { .. }) => return Ok(()),
        Err(other) => return Err(other.into()),
    };
    if hold.state_at(tx.at()) != HoldState::Active {
        return Ok(());
    }
    let except = Except {
        hold: Some(&hold.id),
        ..Except::default()
    };
    let time = (hold.starts_at, hold.ends_at);
    let candidate = (hold.candidate_id.as_str(), hold.candidate_name.as_str());
    refuse_clash(tx, candidate, &hold.interviewers, time, except).await
}

/// `candidate` is an id and a name, `interviewers` too, `time` a start and an end.
async fn refuse_clash(
    tx: &mut WriteTx,
    candidate: (&str, &str),
    interviewers: &[(String, String)],
    time: (DateTime<Utc>, DateTime<Utc>),
    except: Except<'_>,
) -> Result<(), Failure> {
    let ((candidate_id, candidate_name), (starts_at, ends_at)) = (candidate, time);
    let from = starts_at - chrono::TimeDelta::days(1);
    let mut whose = vec![candidate_id];
    whose.extend(interviewers.iter().map(|(id, _)| id.as_str()));
    let now = tx.at();
    let taken = interviews::taken(tx.connection(), &whose, from, ends_at, now, except).await?;
    let clash = taken
        .iter()
        .find(|t| holds_time(t.status) && t.ends_at > starts_at);
    let (what, mend, key) = match clash.map(|t| &t.by) {
        None => return Ok(()),
        Some(TakenBy::Interview(_)) => (
            "given to another interview",
            "Move or cancel the other interview first, or schedule this one anew.",
            "interview_id",
        ),
        Some(TakenBy::Hold(_)) => (
            "put on hold for another interview",
            "Release that hold first, or choose another time.",
            "hold_id",
        ),
    };
    Err(Failure::new(
        Code::ChangedSince,
        format!(
            "This cannot be undone: the time of the interview with {candidate_name} has been \
             {what} since."
        ),
        mend,
    )
    .with(json!({ key: clash.map(|t| t.by.id()) })))
}
