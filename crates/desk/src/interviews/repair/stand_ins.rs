//! Who may stand in for an interviewer.

use std::collections::{BTreeSet, HashMap};

use muster_domain::pool::{Training, may_sit};
use muster_store::Connection;
use muster_store::interview_plans::{self, Plan};
use muster_store::interviews::{self as rows, Interview};
use muster_store::people::{self, Person};
use muster_store::pools::{self, Member, Pool};

use super::Broken;
use crate::{Desk, Failure};

/// Most pools that are looked through.
const MOST_POOLS: usize = 500;

/// What says who may stand in: pools with their training, the plans of jobs, and what kinds of
/// interviews people take.
pub(super) struct StandIns {
    pools: Vec<Pool>,
    people: Vec<Person>,
    /// By job.
    plans: HashMap<String, Option<Plan>>,
    /// By application: its interviews that hold or have been held.
    met: HashMap<String, Vec<Interview>>,
    weights: HashMap<String, u32>,
}

/// Somebody who may stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StandIn {
    pub id: String,
    /// Taken only when no other is free.
    pub alternate: bool,
}

impl StandIns {
    /// All that is needed for one interview; [`StandIns::also`] adds others.
    pub async fn load(
        desk: &Desk,
        connection: &mut Connection,
        broken: &Broken,
    ) -> Result<Self, Failure> {
        let mut this = Self {
            pools: pools::page(desk.workspace().await?, MOST_POOLS, None)
                .await?
                .items,
            people: people::all(connection).await?,
            plans: HashMap::new(),
            met: HashMap::new(),
            weights: pools::weights(connection).await?,
        };
        this.also(connection, std::slice::from_ref(&broken.interview))
            .await?;
        Ok(this)
    }

    /// Reads what these interviews need.
    pub async fn also(
        &mut self,
        connection: &mut Connection,
        interviews: &[Interview],
    ) -> Result<(), Failure> {
        for interview in interviews {
            if !self.plans.contains_key(&interview.job_id) {
                let plan = interview_plans::of_job(connection, &interview.job_id).await?;
                self.plans.insert(interview.job_id.clone(), plan);
            }
        }
        let unknown: BTreeSet<&str> = interviews
            .iter()
            .map(|i| i.application_id.as_str())
            .filter(|id| !self.met.contains_key(*id))
            .collect();
        let unknown: Vec<&str> = unknown.into_iter().collect();
        for id in &unknown {
            self.met.insert((*id).to_owned(), Vec::new());
        }
        for interview in rows::of_applications(connection, &unknown).await? {
            let counts = muster_domain::interview::counts_towards_caps(interview.status);
            let list = self.met.entry(interview.application_id.clone());
            if counts {
                list.or_default().push(interview);
            }
        }
        Ok(())
    }

    /// The person of an id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|p| p.id == id)
    }

    /// Their share of the interviews, 1 for who has no other.
    pub fn weight(&self, id: &str) -> u32 {
        self.weights.get(id).copied().unwrap_or(1).max(1)
    }

    /// The other interviews of the same application in which nobody of this one may sit as well;
    /// none where the plan allows it, or where there is no plan.
    pub fn met<'a>(&'a self, interview: &'a Interview) -> impl Iterator<Item = &'a Interview> {
        let guards = self.plans.get(&interview.job_id).and_then(Option::as_ref);
        let guarded = guards.is_some_and(|plan| !plan.allow_same_interviewer);
        let all = self
            .met
            .get(&interview.application_id)
            .into_iter()
            .flatten();
        all.filter(move |other| guarded && other.id != interview.id)
    }

    /// Who may sit in for `gone`: who may take seats of the pools of the plan's step that `gone` is
    /// in, else of any pool that `gone` is in, else all who take such interviews. In the order of the
    /// pools; none who sits in it already.
    pub fn of(&self, interview: &Interview, gone: &str) -> Vec<StandIn> {
        let sits = |id: &str| interview.interviewers.iter().any(|(one, _)| one == id);
        let takes = |id: &str| {
            let person = self.person(id);
            person.is_some_and(|p| p.takes(&interview.interview_type))
        };
        let member = |pool: &Pool, id: &str| pool.members.iter().any(|m| m.person_id == id);
        let own: Vec<&Pool> = self.pools.iter().filter(|p| member(p, gone)).collect();
        let of_step = self.pools_of_step(interview);
        let narrowed: Vec<&Pool> = own
            .iter()
            .copied()
            .filter(|pool| of_step.contains(&pool.id.as_str()))
            .collect();
        let chosen = if narrowed.is_empty() { own } else { narrowed };
        let mut out: Vec<StandIn> = Vec::new();
        if chosen.is_empty() {
            let all = self.people.iter().map(|p| p.id.as_str());
            out.extend(all.filter(|id| takes(id) && !sits(id)).map(|id| StandIn {
                id: id.to_owned(),
                alternate: false,
            }));
            return out;
        }
        let members = || chosen.iter().flat_map(|pool| &pool.members);
        let learns =
            |id: &str| members().any(|m| m.person_id == id && m.training != Training::Qualified);
        let mut staying = interview.interviewers.iter().filter(|(id, _)| id != gone);
        let beside = staying.any(|(id, _)| !learns(id));
        let may =
            |m: &&Member| may_sit(m.training, beside) && takes(&m.person_id) && !sits(&m.person_id);
        for m in members().filter(may) {
            if out.iter().all(|known| known.id != m.person_id) {
                out.push(StandIn {
                    id: m.person_id.clone(),
                    alternate: m.alternate,
                });
            }
        }
        out
    }

    /// The pools of the steps of the job's plan that are interviews of this kind.
    fn pools_of_step(&self, interview: &Interview) -> Vec<&str> {
        let plan = self.plans.get(&interview.job_id).and_then(Option::as_ref);
        let kind = interview.interview_type.trim();
        let steps = plan.into_iter().flat_map(|plan| &plan.steps);
        steps
            .filter(|step| step.interview_type.trim().eq_ignore_ascii_case(kind))
            .flat_map(|step| &step.pools)
            .map(|part| part.pool_id.as_str())
            .collect()
    }
}
