//! `loop_check`: what the rules say about the sessions of a loop, before anything is written.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use muster_domain::interview::ViolationCode;
use muster_store::Connection;
use muster_store::applications::{self, Application};
use muster_store::interview_plans::{Plan, Step};
use muster_store::interviews::Except;
use muster_store::people;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::gather::plan_of;
use super::view::{CheckedSession, SessionChoice, SessionRule, Words};
use crate::interview_plans::length::length;
use crate::interviews::create::{check_people, proposal};
use crate::interviews::rules::{self, Proposal};
use crate::interviews::view::ReaderClock;
use crate::settings::WorkspaceSettings;
use crate::{Desk, Failure};

/// Parameters of `loop_check`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "LoopCheckAsked")]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The application.
    pub application_id: String,
    /// The plan.
    pub plan_id: String,
    /// The interviews.
    pub sessions: Vec<SessionChoice>,
}

/// What the rules say about a loop.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LoopCheck {
    /// The interviews with what speaks against each, in the order they were sent.
    pub sessions: Vec<CheckedSession>,
    /// Whether no rule speaks against it.
    pub allowed: bool,
    /// What of the plan itself is not kept: its order, its days, its breaks.
    pub warnings: Vec<String>,
}

/// A session that was sent, with its step.
pub(super) struct Chosen {
    pub step: Step,
    pub minutes: u32,
    pub starts_at: DateTime<Utc>,
    pub interviewer_ids: Vec<String>,
}

impl Chosen {
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.starts_at + TimeDelta::minutes(i64::from(self.minutes))
    }
}

/// `loop_check`.
pub async fn check(desk: &Desk, params: Check) -> Result<LoopCheck, Failure> {
    let workspace = desk.workspace().await?;
    let settings = WorkspaceSettings::load(workspace).await?;
    let reader = ReaderClock::of(desk).await?;
    let mut connection = workspace.read().await?;
    let application = applications::get(&mut connection, &params.application_id).await?;
    let plan = plan_of(&mut connection, &application, Some(&params.plan_id)).await?;
    let chosen = chosen(&plan, &settings, params.sessions)?;
    let mut names = HashMap::new();
    let mut sessions = Vec::new();
    for (index, one) in chosen.iter().enumerate() {
        let interviewers = people::named(&mut connection, &one.interviewer_ids).await?;
        names.extend(
            interviewers
                .iter()
                .map(|p| (p.id.clone(), p.full_name.clone())),
        );
        let proposal = Proposal {
            except: except(&application),
            ..proposal(
                &application,
                one.step.mode,
                one.starts_at,
                one.ends_at(),
                &interviewers,
            )
        };
        let found = rules::violations(desk, &mut connection, &settings, &proposal).await?;
        let mut violations: Vec<SessionRule> = found
            .into_iter()
            .map(|v| SessionRule {
                code: v.code,
                overridable: v.code.overridable(),
                message: v.message,
            })
            .collect();
        violations.extend(within(&chosen, index));
        let words = Words {
            desk,
            reader: &reader,
            names: &names,
            theirs: &application.candidate_zone,
        };
        let session = words.session(
            &one.step,
            one.minutes,
            one.starts_at,
            one.interviewer_ids.clone(),
        );
        sessions.push(CheckedSession {
            session,
            violations,
        });
    }
    drop(connection);
    Ok(LoopCheck {
        allowed: sessions.iter().all(|s| s.violations.is_empty()),
        warnings: warnings(&plan, &chosen, &reader),
        sessions,
    })
}

/// Time held for this application is there to be used.
pub(super) fn except(application: &Application) -> Except<'_> {
    Except {
        holds_of: Some(&application.id),
        ..Except::default()
    }
}

/// The sessions with their steps.
pub(super) fn chosen(
    plan: &Plan,
    settings: &WorkspaceSettings,
    sessions: Vec<SessionChoice>,
) -> Result<Vec<Chosen>, Failure> {
    let mut out: Vec<Chosen> = Vec::new();
    for (index, sent) in sessions.into_iter().enumerate() {
        let step = plan.steps.iter().find(|s| s.id == sent.step_id);
        let twice = out.iter().any(|known| known.step.id == sent.step_id);
        let Some(step) = step.filter(|_| !twice) else {
            return Err(Failure::parameter(
                &format!("sessions[{index}].step_id"),
                "The interview is not one of this plan, or was named twice.",
                "Name each interview of the plan once.",
            ));
        };
        check_people(&sent.interviewer_ids)?;
        out.push(Chosen {
            minutes: length(step.duration_minutes, &step.interview_type, settings).minutes,
            step: step.clone(),
            starts_at: sent.starts_at,
            interviewer_ids: sent.interviewer_ids,
        });
    }
    if out.is_empty() {
        return Err(Failure::parameter(
            "sessions",
            "No interview was named.",
            "Take one of the suggested loops.",
        ));
    }
    Ok(out)
}

/// What the other sessions of the loop speak against one: the candidate or an interviewer would be
/// in two places.
fn within(chosen: &[Chosen], index: usize) -> Vec<SessionRule> {
    let Some(one) = chosen.get(index) else {
        return Vec::new();
    };
    let others = chosen
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index);
    let clashing = others
        .filter(|(_, other)| other.starts_at < one.ends_at() && one.starts_at < other.ends_at());
    clashing
        .map(|(_, other)| SessionRule {
            code: ViolationCode::CandidateConflict,
            message: format!("It overlaps {}.", other.step.title),
            overridable: false,
        })
        .collect()
}

/// What of the plan is not kept. A person may want it so; it is said, and nothing more.
fn warnings(plan: &Plan, chosen: &[Chosen], reader: &ReaderClock) -> Vec<String> {
    let mut out = Vec::new();
    let mut by_time: Vec<&Chosen> = chosen.iter().collect();
    by_time.sort_by_key(|c| c.starts_at);
    let place = |c: &Chosen| plan.steps.iter().position(|s| s.id == c.step.id);
    if plan.ordered
        && !by_time
            .windows(2)
            .all(|pair| place(pair[0]) < place(pair[1]))
    {
        out.push("The interviews are not in the order of the plan.".to_owned());
    }
    let days: BTreeSet<String> = by_time.iter().map(|c| reader.day(c.starts_at)).collect();
    let most = usize::try_from(plan.maximum_days).unwrap_or(usize::MAX);
    if days.len() > most {
        out.push(format!(
            "They take {} days; the plan allows {most}.",
            days.len()
        ));
    }
    let gap = TimeDelta::minutes(i64::from(plan.gap_minutes));
    for pair in by_time.windows(2) {
        let between = pair[1].starts_at - pair[0].ends_at();
        if between >= TimeDelta::zero() && between < gap {
            out.push(format!(
                "Between {} and {} are {} minutes; the plan wants {}.",
                pair[0].step.title,
                pair[1].step.title,
                between.num_minutes(),
                plan.gap_minutes
            ));
        }
    }
    if !plan.allow_same_interviewer {
        let mut met = BTreeSet::new();
        let twice = chosen
            .iter()
            .flat_map(|c| &c.interviewer_ids)
            .any(|id| !met.insert(id));
        if twice {
            out.push(
                "Somebody meets the candidate twice, which the plan does not want.".to_owned(),
            );
        }
    }
    let missing = plan.steps.len() - chosen.len().min(plan.steps.len());
    if missing > 0 {
        out.push(format!(
            "{missing} interviews of the plan are not part of it."
        ));
    }
    out
}

/// Names of everybody in these sessions.
pub(super) async fn names(
    connection: &mut Connection,
    chosen: &[Chosen],
) -> Result<HashMap<String, String>, Failure> {
    let mut ids: Vec<String> = chosen
        .iter()
        .flat_map(|c| c.interviewer_ids.iter().chain(&c.step.shadow_ids))
        .cloned()
        .collect();
    ids.sort();
    ids.dedup();
    let people = people::named(connection, &ids).await?;
    Ok(people.into_iter().map(|p| (p.id, p.full_name)).collect())
}
