//! What of a plan can never work, in plain words: found when the plan is looked at, not when a
//! search for times comes back empty.

use std::collections::{BTreeSet, HashMap};

use chrono::TimeDelta;
use muster_domain::pool::{Training, seats};
use muster_scheduling::hours;
use muster_store::interview_plans::{Plan, Step};
use muster_store::people::Person;
use muster_store::pools::{Member, Pool};

use super::length::usual;
use super::view::Known;
use crate::Desk;
use muster_domain::interview::type_label;

/// The longest stretch each person works, within the time that can be booked.
pub(super) struct Blocks<'a> {
    desk: &'a Desk,
    days_ahead: u32,
    longest: HashMap<String, TimeDelta>,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(desk: &'a Desk, known: &Known) -> Self {
        Self {
            desk,
            days_ahead: known.settings.maximum_days_ahead,
            longest: HashMap::new(),
        }
    }

    /// Whether a meeting fits into one stretch of someone's hours. Hours in a zone that is not
    /// known are not judged.
    fn fits(&mut self, person: &Person, minutes: u32) -> bool {
        let longest = if let Some(known) = self.longest.get(&person.id) {
            *known
        } else {
            let longest = self.longest_of(person);
            self.longest.insert(person.id.clone(), longest);
            longest
        };
        TimeDelta::minutes(i64::from(minutes)) <= longest
    }

    fn longest_of(&self, person: &Person) -> TimeDelta {
        let Ok(zone) = self.desk.zones().get(&person.time_zone) else {
            return TimeDelta::MAX;
        };
        let from = self.desk.now();
        let until = from + TimeDelta::days(i64::from(self.days_ahead));
        let (weekly, dates) = (&person.working_hours, &person.date_overrides);
        hours::working_time(&zone, weekly, dates, from, until)
            .into_iter()
            .map(|(start, end)| end - start)
            .max()
            .unwrap_or_default()
    }
}

/// Everything of a plan that can never work.
pub(super) fn of(plan: &Plan, known: &Known, blocks: &mut Blocks<'_>) -> Vec<String> {
    if plan.steps.is_empty() {
        return vec!["The plan has no interviews yet. Add a step.".to_owned()];
    }
    let mut found = Vec::new();
    for step in &plan.steps {
        of_step(step, known, blocks, &mut found);
    }
    if !plan.allow_same_interviewer {
        same_person(plan, known, &mut found);
    }
    found
}

fn of_step(step: &Step, known: &Known, blocks: &mut Blocks<'_>, found: &mut Vec<String>) {
    let title = format!("“{}”", step.title);
    if step.interviewer_ids.is_empty() && step.pools.is_empty() {
        found.push(format!(
            "{title} has nobody. Name an interviewer or a pool."
        ));
        return;
    }
    let minutes = step
        .duration_minutes
        .unwrap_or_else(|| usual(&step.interview_type, &known.settings));
    let kind = format!("“{}”", type_label(&step.interview_type));
    let mut able: BTreeSet<&str> = BTreeSet::new();
    for id in &step.interviewer_ids {
        let Some(person) = known.people.get(id) else {
            found.push(format!(
                "{title} names someone who was removed. Choose another interviewer."
            ));
            continue;
        };
        able.insert(&person.id);
        if !person.takes(&step.interview_type) {
            found.push(format!(
                "{title}: {} does not take interviews of the kind {kind}.",
                person.full_name
            ));
        }
        if !blocks.fits(person, minutes) {
            found.push(format!(
                "{title} takes {minutes} minutes, longer than {} ever works without a pause.",
                person.full_name
            ));
        }
    }
    let mut wanted = step.interviewer_ids.len();
    let before = found.len();
    for named in &step.pools {
        wanted += named.choose as usize;
        let Some(pool) = known.pools.get(&named.pool_id) else {
            found.push(format!(
                "{title} names a pool that was removed. Choose another one."
            ));
            continue;
        };
        let beside = !step.interviewer_ids.is_empty() || qualified_elsewhere(step, pool, known);
        let seated = of_pool(
            step,
            pool,
            known,
            blocks,
            minutes,
            beside,
            named.choose as usize,
        );
        match seated {
            Ok(members) => able.extend(members.iter().map(|m| m.person_id.as_str())),
            Err(problem) => found.push(format!("{title}: {problem}")),
        }
    }
    if found.len() == before && able.len() < wanted {
        found.push(format!(
            "{title} needs {wanted} different people, and its pools and interviewers are only {}.",
            able.len()
        ));
    }
}

/// Whether another pool of the step brings somebody qualified.
fn qualified_elsewhere(step: &Step, pool: &Pool, known: &Known) -> bool {
    let others = step.pools.iter().filter(|named| named.pool_id != pool.id);
    let mut members = others
        .filter_map(|named| known.pools.get(&named.pool_id))
        .flat_map(|pool| &pool.members);
    members.any(|m| m.training == Training::Qualified)
}

/// The members of a pool who could sit in a step, or why they are too few.
fn of_pool<'a>(
    step: &Step,
    pool: &'a Pool,
    known: &Known,
    blocks: &mut Blocks<'_>,
    minutes: u32,
    qualified_beside: bool,
    choose: usize,
) -> Result<Vec<&'a Member>, String> {
    let enough =
        |members: &[&Member]| seats(members.iter().map(|m| m.training), qualified_beside) >= choose;
    let name = &pool.name;
    let mut members: Vec<&Member> = pool.members.iter().collect();
    if members.is_empty() {
        return Err(format!("the pool {name} has nobody in it."));
    }
    // Who listens or is named already fills no seat of the pool.
    members.retain(|m| {
        m.training != Training::Shadow
            && !step.shadow_ids.contains(&m.person_id)
            && !step.interviewer_ids.contains(&m.person_id)
    });
    if !enough(&members) {
        let able = seats(members.iter().map(|m| m.training), qualified_beside);
        return Err(format!(
            "the pool {name} can fill {able} of the {choose} seats: too few of its people are qualified."
        ));
    }
    let person = |m: &Member| known.people.get(&m.person_id);
    members.retain(|m| person(m).is_some_and(|p| p.takes(&step.interview_type)));
    if !enough(&members) {
        return Err(format!(
            "too few people of the pool {name} take interviews of the kind {}.",
            type_label(&step.interview_type)
        ));
    }
    members.retain(|m| person(m).is_some_and(|p| blocks.fits(p, minutes)));
    if !enough(&members) {
        return Err(format!(
            "{minutes} minutes are longer than people of the pool {name} ever work without a pause."
        ));
    }
    Ok(members)
}

/// Someone who is named for two interviews although nobody may hold two.
fn same_person(plan: &Plan, known: &Known, found: &mut Vec<String>) {
    let mut first: HashMap<&str, &Step> = HashMap::new();
    for step in &plan.steps {
        for id in &step.interviewer_ids {
            let Some(earlier) = first.insert(id, step) else {
                continue;
            };
            if let Some(person) = known.people.get(id) {
                found.push(format!(
                    "{} is named in “{}” and in “{}”, and this plan lets nobody interview twice.",
                    person.full_name, earlier.title, step.title
                ));
            }
        }
    }
}
