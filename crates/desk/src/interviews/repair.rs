//! `interview_repair`: the smallest changes that make an interview hold again, ranked by who notices.
//!
//! First somebody free takes the seat; where nobody is, somebody takes it who gives another interview
//! of those days away, so that every candidate keeps their time; then the others hold it alone; last
//! come other times.

pub mod apply;
mod chain;
mod same_time;
mod scene;
mod stand_ins;

use chrono::{DateTime, Utc};
use muster_store::Connection;
use muster_store::interviews::{self as rows, Interview};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::drift::problems;
use super::view::ReaderClock;
use crate::slot_search::suggest::{self, Suggest};
use crate::{Desk, Failure};
use stand_ins::StandIns;

/// Other times that are offered.
const TIMES: u32 = 3;

/// Parameters of `interview_repair`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "InterviewRepairAsked")]
#[serde(deny_unknown_fields)]
pub struct Repair {
    /// Which interview.
    pub id: String,
    /// Who cannot come, beside those whose calendar speaks against it.
    #[serde(default)]
    pub declined_person_id: Option<String>,
}

/// How an interview can be mended.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Repairs {
    /// What is wrong.
    pub problem: String,
    /// The ways, those that fewest people notice first.
    pub options: Vec<RepairOption>,
}

/// What a repair does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepairKind {
    /// Somebody free takes the seat.
    Swap,
    /// Somebody takes the seat and gives other interviews away.
    Chain,
    /// The others hold it alone.
    Fewer,
    /// It moves to another time.
    Time,
}

/// One way to mend an interview: an `interview_repair_apply` with `update`, `moves` and a reason.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RepairOption {
    /// What it does.
    pub kind: RepairKind,
    /// In words.
    pub words: String,
    /// Names of those who notice.
    pub who_notices: Vec<String>,
    /// Whether a candidate is one of them.
    pub candidate_notices: bool,
    /// What changes of the interview.
    pub update: RepairUpdate,
    /// Who holds it now.
    pub before_names: Vec<String>,
    /// Who would hold it.
    pub after_names: Vec<String>,
    /// Day, start and end on the reader's clock: "Tue 24 Nov 15:00–15:45".
    pub spoken: String,
    /// The start on the candidate's clock; null when that is the reader's own, or not known.
    pub spoken_theirs: Option<String>,
    /// Other interviews that change their people, each at its own time.
    pub moves: Vec<RepairMove>,
}

/// What changes of an interview.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepairUpdate {
    /// Its new start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<DateTime<Utc>>,
    /// Its new interviewers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interviewer_ids: Option<Vec<String>>,
}

/// Another interview that changes its people.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RepairMove {
    /// Which.
    pub interview_id: String,
    /// In words.
    pub words: String,
    /// What changes.
    pub update: RepairUpdate,
    /// Its candidate, who notices nothing.
    pub candidate_name: String,
    /// Its job's title.
    pub job_title: String,
    /// Day, start and end on the reader's clock.
    pub spoken: String,
    /// The start on the candidate's clock; null when that is the reader's own, or not known.
    pub spoken_theirs: Option<String>,
    /// Who holds it now.
    pub before_names: Vec<String>,
    /// Who would hold it.
    pub after_names: Vec<String>,
}

/// The interview to be mended, and who is out of it.
struct Broken {
    interview: Interview,
    /// Ids of those who cannot come.
    out: Vec<String>,
    /// Day, start and end on the reader's clock.
    spoken: String,
    spoken_theirs: Option<String>,
}

impl Broken {
    fn is_out(&self, id: &str) -> bool {
        self.out.iter().any(|gone| gone == id)
    }

    fn name(&self, id: &str) -> String {
        let people = &self.interview.interviewers;
        let found = people.iter().find(|(one, _)| one == id);
        found.map_or_else(String::new, |(_, name)| name.clone())
    }

    /// A way that keeps its time.
    fn same_time(
        &self,
        kind: RepairKind,
        words: String,
        people: Vec<(String, String)>,
    ) -> RepairOption {
        let (ids, names) = people.into_iter().unzip();
        RepairOption {
            kind,
            words,
            who_notices: Vec::new(),
            candidate_notices: false,
            update: RepairUpdate {
                starts_at: None,
                interviewer_ids: Some(ids),
            },
            before_names: names_of(&self.interview),
            after_names: names,
            spoken: self.spoken.clone(),
            spoken_theirs: self.spoken_theirs.clone(),
            moves: Vec::new(),
        }
    }
}

/// `interview_repair`.
pub async fn repair(desk: &Desk, params: Repair) -> Result<Repairs, Failure> {
    let workspace = desk.workspace().await?;
    let reader = ReaderClock::of(desk).await?;
    let mut connection = workspace.read().await?;
    let interview = rows::get(&mut connection, &params.id).await?;
    let (problem, out) = what_is_wrong(desk, &mut connection, &interview, &params).await?;
    let (spoken, spoken_theirs) = spoken(desk, &reader, &interview);
    let broken = Broken {
        interview,
        out,
        spoken,
        spoken_theirs,
    };
    let mut options = Vec::new();
    if !broken.out.is_empty() {
        let mut stand_ins = StandIns::load(desk, &mut connection, &broken).await?;
        options = same_time::swaps(desk, &mut connection, &broken, &stand_ins).await?;
        if options.is_empty() {
            let scene = scene::Scene::load(desk, &mut connection, &broken, &mut stand_ins).await?;
            options = chain::chains(desk, &reader, &broken, scene).await?;
        }
        options.extend(same_time::without(&broken));
    }
    drop(connection);
    let declined = params.declined_person_id.as_deref();
    options.extend(other_times(desk, &broken, declined).await?);
    Ok(Repairs { problem, options })
}

/// What speaks against the interview, and who cannot come.
async fn what_is_wrong(
    desk: &Desk,
    connection: &mut Connection,
    interview: &Interview,
    params: &Repair,
) -> Result<(String, Vec<String>), Failure> {
    let found = problems(desk, connection, std::slice::from_ref(interview)).await?;
    let found = found.into_iter().next().unwrap_or_default();
    let mut out: Vec<String> = found.iter().filter_map(|p| p.person_id.clone()).collect();
    let mut words: Vec<String> = found.into_iter().map(|p| p.words).collect();
    if let Some(id) = &params.declined_person_id {
        let Some((_, name)) = interview.interviewers.iter().find(|(one, _)| one == id) else {
            return Err(Failure::parameter(
                "declined_person_id",
                "That person is not an interviewer of this interview.",
                "Name one of its interviewers.",
            ));
        };
        // What their own calendar says is no news beside that.
        words = vec![format!("{name} cannot come.")];
        out.insert(0, id.clone());
    }
    out.sort();
    out.dedup();
    let problem = if words.is_empty() {
        "Nothing speaks against it as it is. These are other times.".to_owned()
    } else {
        words.join(" ")
    };
    Ok((problem, out))
}

/// The zone the candidate reads, else the promised one.
fn theirs(interview: &Interview) -> &str {
    if interview.candidate_zone.is_empty() {
        &interview.time_zone
    } else {
        &interview.candidate_zone
    }
}

fn spoken(desk: &Desk, reader: &ReaderClock, of: &Interview) -> (String, Option<String>) {
    let words = reader.meeting(desk.zones(), of.starts_at, of.ends_at, theirs(of));
    let here = format!("{} {}", words.spoken_day, words.spoken_time);
    (here, words.spoken_theirs)
}

fn names_of(interview: &Interview) -> Vec<String> {
    let people = interview.interviewers.iter();
    people.map(|(_, name)| name.clone()).collect()
}

/// Other times: everybody notices, the candidate too. Who said that they cannot come is left out,
/// unless nobody else would hold it: at another time they may be able to.
async fn other_times(
    desk: &Desk,
    broken: &Broken,
    declined: Option<&str>,
) -> Result<Vec<RepairOption>, Failure> {
    let interview = &broken.interview;
    let all = interview.interviewers.iter();
    let mut people: Vec<&(String, String)> = all
        .clone()
        .filter(|(id, _)| Some(id.as_str()) != declined)
        .collect();
    if people.is_empty() {
        people = all.collect();
    }
    let fewer = people.len() < interview.interviewers.len();
    let ids: Vec<String> = people.iter().map(|(id, _)| id.clone()).collect();
    let minutes = (interview.ends_at - interview.starts_at).num_minutes();
    let found = suggest::suggest(
        desk,
        Suggest {
            application_id: interview.application_id.clone(),
            step_id: None,
            interview_type: Some(interview.interview_type.clone()),
            duration_minutes: u32::try_from(minutes).ok(),
            interviewer_ids: Some(ids.clone()),
            pools: None,
            window: None,
            step_minutes: None,
            moving: Some(interview.id.clone()),
            order: None,
            limit: Some(TIMES),
        },
    )
    .await?;
    let everybody: Vec<String> = std::iter::once(interview.candidate_name.clone())
        .chain(names_of(interview))
        .collect();
    let times = found.suggestions.into_iter();
    Ok(times
        .filter(|slot| slot.start != interview.starts_at)
        .map(|slot| RepairOption {
            kind: RepairKind::Time,
            words: format!("Move it to {}.", slot.spoken),
            who_notices: everybody.clone(),
            candidate_notices: true,
            update: RepairUpdate {
                starts_at: Some(slot.start),
                interviewer_ids: fewer.then(|| ids.clone()),
            },
            before_names: names_of(interview),
            after_names: people.iter().map(|(_, name)| name.clone()).collect(),
            spoken: slot.spoken,
            spoken_theirs: slot.spoken_theirs,
            moves: Vec::new(),
        })
        .collect())
}
