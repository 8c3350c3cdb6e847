//! `interview_repair`: the smallest changes that make an interview hold again, ranked by who notices.

use chrono::{DateTime, Utc};
use muster_domain::pool::Training;
use muster_scheduling::check;
use muster_store::interviews::{self as rows, Except, Interview};
use muster_store::people::{self, Person};
use muster_store::{Connection, Workspace, pools};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::drift::problems;
use super::rules;
use super::view::ReaderClock;
use crate::slot_search::suggest::{self, Suggest};
use crate::{Desk, Failure};

/// Most people that are offered for one who cannot come.
const MOST_SWAPS: usize = 3;
/// Most pools that are looked through.
const MOST_POOLS: usize = 500;
/// Other times that are offered.
const TIMES: u32 = 3;

/// Parameters of `interview_repair`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "InterviewRepairAsked")]
#[serde(deny_unknown_fields)]
pub struct Repair {
    /// Which interview.
    pub id: String,
    /// Who cannot come; those whose calendar speaks against it when absent.
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

/// One way to mend an interview: an `interview_update` with `update` and a reason.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RepairOption {
    /// In words.
    pub words: String,
    /// Names of those who notice.
    pub who_notices: Vec<String>,
    /// Whether the candidate is one of them.
    pub candidate_notices: bool,
    /// What changes of the interview.
    pub update: RepairUpdate,
    /// Day, start and end on the reader's clock: "Tue 24 Nov 15:00–15:45".
    pub spoken: String,
    /// The start on the candidate's clock; null when that is the reader's own, or not known.
    pub spoken_theirs: Option<String>,
    /// Other interviews that move along; none in this version.
    pub moves: Vec<RepairMove>,
}

/// What changes of an interview.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RepairUpdate {
    /// Its new start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<DateTime<Utc>>,
    /// Its new interviewers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interviewer_ids: Option<Vec<String>>,
}

/// Another interview that moves along.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RepairMove {
    /// Which.
    pub interview_id: String,
    /// In words.
    pub words: String,
    /// What changes.
    pub update: RepairUpdate,
}

/// `interview_repair`.
pub async fn repair(desk: &Desk, params: Repair) -> Result<Repairs, Failure> {
    let workspace = desk.workspace().await?;
    let reader = ReaderClock::of(desk).await?;
    let mut connection = workspace.read().await?;
    let interview = rows::get(&mut connection, &params.id).await?;
    let (problem, out) = match &params.declined_person_id {
        Some(id) => {
            let Some((_, name)) = interview.interviewers.iter().find(|(one, _)| one == id) else {
                return Err(Failure::parameter(
                    "declined_person_id",
                    "That person is not an interviewer of this interview.",
                    "Name one of its interviewers.",
                ));
            };
            (format!("{name} cannot come."), vec![id.clone()])
        }
        None => drifted(desk, &mut connection, &interview).await?,
    };
    let words = reader.meeting(
        desk.zones(),
        interview.starts_at,
        interview.ends_at,
        theirs(&interview),
    );
    let same_time = (
        format!("{} {}", words.spoken_day, words.spoken_time),
        words.spoken_theirs,
    );
    let mut options = swaps(desk, &mut connection, &interview, &out, &same_time).await?;
    drop(connection);
    if let Some(option) = without(&interview, &out, &same_time) {
        options.push(option);
    }
    options.extend(other_times(desk, &interview, &out, &params).await?);
    Ok(Repairs { problem, options })
}

/// The zone the candidate reads, else the promised one.
fn theirs(interview: &Interview) -> &str {
    if interview.candidate_zone.is_empty() {
        &interview.time_zone
    } else {
        &interview.candidate_zone
    }
}

/// What speaks against the interview now, and whose calendar it is.
async fn drifted(
    desk: &Desk,
    connection: &mut Connection,
    interview: &Interview,
) -> Result<(String, Vec<String>), Failure> {
    let found = problems(desk, connection, std::slice::from_ref(interview)).await?;
    let found = found.into_iter().next().unwrap_or_default();
    let mut out: Vec<String> = found.iter().filter_map(|p| p.person_id.clone()).collect();
    out.sort();
    out.dedup();
    let words: Vec<String> = found.into_iter().map(|p| p.words).collect();
    let problem = if words.is_empty() {
        "Nothing speaks against it as it is. These are other times.".to_owned()
    } else {
        words.join(" ")
    };
    Ok((problem, out))
}

/// Somebody else at the same time: nobody but the two notices.
async fn swaps(
    desk: &Desk,
    connection: &mut Connection,
    interview: &Interview,
    out: &[String],
    same_time: &(String, Option<String>),
) -> Result<Vec<RepairOption>, Failure> {
    let [gone] = out else { return Ok(Vec::new()) };
    let stays = |id: &String| interview.interviewers.iter().any(|(one, _)| one == id);
    let mut able = colleagues(desk.workspace().await?, connection, gone, interview).await?;
    able.retain(|person| !stays(&person.id));
    let except = Except {
        interview: Some(&interview.id),
        ..Except::default()
    };
    let attendees = rules::attendees(
        desk,
        connection,
        &able,
        interview.starts_at,
        interview.ends_at,
        except,
    )
    .await?;
    let mut free: Vec<(usize, &Person)> = Vec::new();
    for (person, attendee) in able.iter().zip(&attendees) {
        let blockers = check::blockers(
            desk.zones(),
            attendee,
            interview.starts_at,
            interview.ends_at,
        )?;
        if blockers.is_empty() {
            free.push((attendee.booked.len(), person));
        }
    }
    free.sort_by(|a, b| (a.0, &a.1.full_name).cmp(&(b.0, &b.1.full_name)));
    let name = name_of(interview, gone);
    let swapped = free.into_iter().take(MOST_SWAPS).map(|(_, person)| {
        let ids = interview.interviewers.iter().map(|(id, _)| {
            if id == gone {
                person.id.clone()
            } else {
                id.clone()
            }
        });
        RepairOption {
            words: format!(
                "{} takes the place of {name}, at the same time.",
                person.full_name
            ),
            who_notices: vec![person.full_name.clone(), name.clone()],
            candidate_notices: false,
            update: RepairUpdate {
                starts_at: None,
                interviewer_ids: Some(ids.collect()),
            },
            spoken: same_time.0.clone(),
            spoken_theirs: same_time.1.clone(),
            moves: Vec::new(),
        }
    });
    Ok(swapped.collect())
}

/// Who may stand in: qualified members of a pool that both are in, else all who take such
/// interviews.
async fn colleagues(
    workspace: &Workspace,
    connection: &mut Connection,
    gone: &str,
    interview: &Interview,
) -> Result<Vec<Person>, Failure> {
    let pools = pools::page(workspace, MOST_POOLS, None).await?.items;
    let mut ids: Vec<String> = pools
        .iter()
        .filter(|pool| pool.members.iter().any(|m| m.person_id == gone))
        .flat_map(|pool| &pool.members)
        .filter(|m| m.training == Training::Qualified)
        .map(|m| m.person_id.clone())
        .collect();
    ids.sort();
    ids.dedup();
    if ids.is_empty() {
        let all = people::all(connection).await?;
        let takes = |p: &Person| p.takes(&interview.interview_type);
        return Ok(all.into_iter().filter(takes).collect());
    }
    Ok(people::named(connection, &ids).await?)
}

/// The others hold it alone.
fn without(
    interview: &Interview,
    out: &[String],
    same_time: &(String, Option<String>),
) -> Option<RepairOption> {
    let left: Vec<&(String, String)> = interview
        .interviewers
        .iter()
        .filter(|(id, _)| !out.contains(id))
        .collect();
    if out.is_empty() || left.is_empty() {
        return None;
    }
    let gone: Vec<String> = out.iter().map(|id| name_of(interview, id)).collect();
    let names: Vec<&str> = left.iter().map(|(_, name)| name.as_str()).collect();
    let hold = if names.len() == 1 { "holds" } else { "hold" };
    Some(RepairOption {
        words: format!(
            "{} {hold} it without {}.",
            names.join(" and "),
            gone.join(" and ")
        ),
        who_notices: gone
            .iter()
            .cloned()
            .chain(left.iter().map(|(_, name)| name.clone()))
            .collect(),
        candidate_notices: false,
        update: RepairUpdate {
            starts_at: None,
            interviewer_ids: Some(left.iter().map(|(id, _)| id.clone()).collect()),
        },
        spoken: same_time.0.clone(),
        spoken_theirs: same_time.1.clone(),
        moves: Vec::new(),
    })
}

/// Other times: everybody notices, the candidate too. Who cannot come on no day at all is out.
async fn other_times(
    desk: &Desk,
    interview: &Interview,
    out: &[String],
    params: &Repair,
) -> Result<Vec<RepairOption>, Failure> {
    let declined = params.declined_person_id.is_some();
    let ids: Vec<String> = interview
        .interviewers
        .iter()
        .filter(|(id, _)| !(declined && out.contains(id)))
        .map(|(id, _)| id.clone())
        .collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
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
        .chain(interview.interviewers.iter().map(|(_, name)| name.clone()))
        .collect();
    let times = found.suggestions.into_iter();
    Ok(times
        .filter(|slot| slot.start != interview.starts_at)
        .map(|slot| RepairOption {
            words: format!("Move it to {}.", slot.spoken),
            who_notices: everybody.clone(),
            candidate_notices: true,
            update: RepairUpdate {
                starts_at: Some(slot.start),
                interviewer_ids: declined.then(|| ids.clone()),
            },
            spoken: slot.spoken,
            spoken_theirs: slot.spoken_theirs,
            moves: Vec::new(),
        })
        .collect())
}

fn name_of(interview: &Interview, id: &str) -> String {
    let found = interview.interviewers.iter().find(|(one, _)| one == id);
    found.map_or_else(String::new, |(_, name)| name.clone())
}
