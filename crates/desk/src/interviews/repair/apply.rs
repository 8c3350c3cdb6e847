//! `interview_repair_apply`: a repair that was shown, all of it or nothing, as one change.

use muster_domain::interview::{LogAction, Violation, ViolationCode};
use muster_store::interviews::{self as rows, Interview};
use muster_store::{WriteTx, people};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::RepairUpdate;
use crate::interviews::create::{check_people, local, names};
use crate::interviews::rules::{self, Override};
use crate::interviews::update::{Update, change, promise_anew, record, time_changes, violations};
use crate::interviews::view::InterviewView;
use crate::settings::WorkspaceSettings;
use crate::{Code, Command, Desk, Failure, reminders};

/// Parameters of `interview_repair_apply`: an option of `interview_repair`, and why.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "InterviewRepairApply")]
#[serde(deny_unknown_fields)]
pub struct Apply {
    /// The interview that is mended.
    pub id: String,
    /// What changes of it.
    pub update: RepairUpdate,
    /// The others that change along.
    #[serde(default)]
    pub moves: Vec<MoveChoice>,
    /// Why; it goes into the log of each of them.
    pub reason: String,
    /// Rules to break on purpose.
    #[serde(default, rename = "override")]
    pub overriding: Vec<ViolationCode>,
    /// Why they are broken.
    #[serde(default)]
    pub override_reason: Option<String>,
}

/// Another interview that changes along.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveChoice {
    /// Which.
    pub interview_id: String,
    /// What changes of it.
    pub update: RepairUpdate,
}

/// What was mended.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "InterviewRepaired")]
pub struct Applied {
    /// The interview.
    pub interview: InterviewView,
    /// The others that changed, in the order they were sent.
    pub moved: Vec<InterviewView>,
}

/// `interview_repair_apply`: first all changes are put in, then every interview is judged, so that
/// two people can exchange their seats.
pub async fn apply(desk: &Desk, params: Apply) -> Result<Applied, Failure> {
    if params.reason.trim().is_empty() {
        return Err(Failure::new(
            Code::ReasonRequired,
            "It was not said why the interview is repaired.",
            "Write why; it goes into the interview's log.",
        )
        .with(json!({ "field": "reason" })));
    }
    let mut wanted = vec![(params.id, params.update, "update".to_owned())];
    for (at, other) in params.moves.into_iter().enumerate() {
        if wanted.iter().any(|(id, ..)| *id == other.interview_id) {
            return Err(Failure::parameter(
                &format!("moves[{at}].interview_id"),
                "The same interview is named twice.",
                "Name each interview once.",
            ));
        }
        wanted.push((
            other.interview_id,
            other.update,
            format!("moves[{at}].update"),
        ));
    }
    let actor = desk.actor().await?;
    let mut tx = desk.begin(Command::interview_repair_apply).await?;
    let settings = WorkspaceSettings::load_in(&mut tx).await?;
    let mut changes = Vec::with_capacity(wanted.len());
    for (id, update, field) in wanted {
        changes.push(put_in(desk, &mut tx, &id, update, &field).await?);
    }
    let overriding = Override {
        codes: &params.overriding,
        reason: params.override_reason.as_deref(),
    };
    for (before, after) in &mut changes {
        judge(desk, &mut tx, &settings, before, after, &overriding).await?;
        let mut action = LogAction::Updated;
        if time_changes(before, after) {
            action = LogAction::Rescheduled;
            reminders::replan(desk, &mut tx, after, &settings).await?;
        }
        record(&mut tx, &actor, action, &params.reason, before, after).await?;
    }
    let name = changes
        .first()
        .map(|(_, after)| after.candidate_name.clone());
    tx.summarise(format!(
        "Repaired the interview with {}{}",
        name.unwrap_or_default(),
        along(changes.len() - 1)
    ));
    let mut after = Vec::with_capacity(changes.len());
    for (_, changed) in changes {
        after.push(rows::get(tx.connection(), &changed.id).await?);
    }
    desk.commit(tx).await?;
    let mut shown = InterviewView::list(desk, after).await?.into_iter();
    let interview = shown
        .next()
        .ok_or_else(|| Failure::internal("a repair without an interview"))?;
    Ok(Applied {
        interview,
        moved: shown.collect(),
    })
}

fn along(others: usize) -> String {
    match others {
        0 => String::new(),
        1 => ", and one other along with it".to_owned(),
        n => format!(", and {n} others along with it"),
    }
}

/// The refusal of a field, with where the field lies.
fn below(failure: Failure, field: &str) -> Failure {
    let inner = failure.details.as_ref().and_then(|d| d["field"].as_str());
    match inner.map(|inner| format!("{field}.{inner}")) {
        Some(path) => failure.with(json!({ "field": path })),
        None => failure,
    }
}

/// Writes one changed interview, not judged yet: how it was and how it is.
async fn put_in(
    desk: &Desk,
    tx: &mut WriteTx,
    id: &str,
    update: RepairUpdate,
    field: &str,
) -> Result<(Interview, Interview), Failure> {
    let before = rows::get(tx.connection(), id).await?;
    let mut after = before.clone();
    let plain = Update {
        starts_at: update.starts_at,
        ..Update::default()
    };
    change(&mut after, &plain)?;
    if let Some(ids) = &update.interviewer_ids {
        check_people(ids).map_err(|failure| below(failure, field))?;
        after.interviewers = names(people::named(tx.connection(), ids).await?);
    }
    if time_changes(&before, &after) {
        promise_anew(&mut after);
    }
    after.local_start = local(desk, &after.time_zone, after.starts_at)?;
    rows::put(tx, &after).await?;
    Ok((before, after))
}

/// Asks the rules about one interview of a repair that is put in. What was accepted of somebody who
/// stays, at a time that stays, is still accepted.
async fn judge(
    desk: &Desk,
    tx: &mut WriteTx,
    settings: &WorkspaceSettings,
    before: &Interview,
    after: &mut Interview,
    overriding: &Override<'_>,
) -> Result<(), Failure> {
    let Some(mut found) = violations(desk, tx.connection(), settings, before, after).await? else {
        return Ok(());
    };
    let stays = |id: &str| before.interviewers.iter().any(|(one, _)| one == id);
    let same_time = !time_changes(before, after);
    let accepted = |v: &Violation| {
        same_time
            && v.attendee.as_deref().is_some_and(stays)
            && before.overrides.iter().any(|code| code == v.code.as_str())
    };
    let mut overrides: Vec<String> = found
        .iter()
        .filter(|v| accepted(v))
        .map(|v| v.code.as_str().to_owned())
        .collect();
    found.retain(|v| !accepted(v));
    let broken = rules::decide(found, overriding).map_err(|failure| Failure {
        message: format!("With {}: {}", after.candidate_name, failure.message),
        ..failure
    })?;
    overrides.extend(broken);
    overrides.sort();
    overrides.dedup();
    if overrides != after.overrides {
        after.overrides = overrides;
        rows::put(tx, after).await?;
    }
    Ok(())
}
