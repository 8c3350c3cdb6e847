//! `drift_list`: interviews to come that would not be arranged today, because calendars, hours or
//! holidays are others now.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use muster_domain::interview::Status;
use muster_scheduling::drift::{self, Arranged, Drift};
use muster_scheduling::slots::BlockerCode;
use muster_store::interviews::{self as rows, Except, Interview};
use muster_store::{Connection, people};
use schemars::JsonSchema;
use serde::Serialize;

use super::rules;
use super::view::{InterviewView, ReaderClock};
use crate::command::NoParameters;
use crate::{Desk, Failure};

/// Most interviews that are looked at: the next ones.
const MOST: usize = 500;

/// Interviews that no longer hold.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DriftList {
    /// Earliest first.
    pub items: Vec<Drifted>,
}

/// An interview that no longer holds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Drifted {
    /// The interview.
    pub interview: InterviewView,
    /// What speaks against it now.
    pub problems: Vec<Problem>,
}

/// Something that speaks against an interview.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Problem {
    /// The rule.
    pub code: BlockerCode,
    /// In words.
    pub words: String,
    /// Whose calendar or hours it is.
    pub person_id: Option<String>,
}

/// `drift_list`.
pub async fn list(desk: &Desk, _: NoParameters) -> Result<DriftList, Failure> {
    let reader = ReaderClock::of(desk).await?;
    let drifted = coming(desk).await?.into_iter();
    Ok(DriftList {
        items: drifted
            .filter(|(_, problems)| !problems.is_empty())
            .map(|(interview, problems)| Drifted {
                interview: InterviewView::read_by(desk, interview, &reader),
                problems,
            })
            .collect(),
    })
}

/// The interviews to come, each with what speaks against it now.
pub(crate) async fn coming(desk: &Desk) -> Result<Vec<(Interview, Vec<Problem>)>, Failure> {
    let workspace = desk.workspace().await?;
    let filter = rows::Filter {
        statuses: Status::ALL
            .iter()
            .copied()
            .filter(|s| s.is_open())
            .collect(),
        starts_from: Some(desk.now()),
        ..rows::Filter::default()
    };
    let coming = rows::page(workspace, &filter, MOST, None).await?.items;
    let mut connection = workspace.read().await?;
    let problems = problems(desk, &mut connection, &coming).await?;
    Ok(coming.into_iter().zip(problems).collect())
}

/// What speaks against one interview now, in words; `None` when it holds.
pub(crate) async fn words_of(desk: &Desk, interview: Interview) -> Result<Option<String>, Failure> {
    let mut connection = desk.workspace().await?.read().await?;
    let found = problems(desk, &mut connection, &[interview]).await?;
    let words: Vec<String> = found.into_iter().flatten().map(|p| p.words).collect();
    Ok((!words.is_empty()).then(|| words.join(" ")))
}

/// What speaks against each of these interviews now. A rule that was broken on purpose does not.
pub(super) async fn problems(
    desk: &Desk,
    connection: &mut Connection,
    interviews: &[Interview],
) -> Result<Vec<Vec<Problem>>, Failure> {
    let Some((from, until)) = reach(interviews) else {
        return Ok(Vec::new());
    };
    let mut ids: Vec<String> = interviews
        .iter()
        .flat_map(|i| i.interviewers.iter().map(|(id, _)| id.clone()))
        .collect();
    ids.sort();
    ids.dedup();
    let people = people::named(connection, &ids).await?;
    let attendees =
        rules::attendees(desk, connection, &people, from, until, Except::default()).await?;
    let names: BTreeMap<String, String> = people
        .into_iter()
        .map(|person| (person.id, person.full_name))
        .collect();
    let arranged: Vec<Arranged> = interviews
        .iter()
        .map(|interview| Arranged {
            id: interview.id.clone(),
            start: interview.starts_at,
            end: interview.ends_at,
            attendees: interview
                .interviewers
                .iter()
                .map(|(id, _)| id.clone())
                .collect(),
        })
        .collect();
    let mut found: BTreeMap<String, Drift> =
        drift::check(desk.zones(), &arranged, &attendees, &names)?
            .into_iter()
            .map(|drift| (drift.interview.clone(), drift))
            .collect();
    Ok(interviews
        .iter()
        .map(|interview| {
            let drift = found.remove(&interview.id);
            drift.map_or_else(Vec::new, |drift| spoken(drift, &interview.overrides))
        })
        .collect())
}

fn spoken(drift: Drift, overrides: &[String]) -> Vec<Problem> {
    let meant = |code: BlockerCode| {
        rules::violation_code(code).is_some_and(|v| overrides.iter().any(|o| o == v.as_str()))
    };
    let all = drift.blockers.into_iter().zip(drift.words);
    all.filter(|(blocker, _)| !meant(blocker.code))
        .map(|(blocker, words)| Problem {
            code: blocker.code,
            words: format!("{words}."),
            person_id: blocker.attendee,
        })
        .collect()
}

/// From the first start to the last end.
fn reach(interviews: &[Interview]) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let first = interviews.iter().map(|i| i.starts_at).min()?;
    let last = interviews.iter().map(|i| i.ends_at).max()?;
    Some((first, last))
}
