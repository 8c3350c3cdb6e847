//! The file format loopsched/1 (FORMATS.md `loop_plan`): what its fields mean, and how it becomes
//! an [`Instance`].

mod numbers;
mod read;
mod written;

use chrono::{DateTime, FixedOffset};
use schemars::JsonSchema;
use serde::Deserialize;

pub use numbers::Reading;
pub use written::{Assigned, Locked, Parts, points, whole_if_it_is};

use crate::InvalidSetting;

/// Minutes of a UTC day.
const DAY: i64 = 1440;
/// Ten years: no minute may lie farther from the epoch.
const FAR: i64 = 3653 * DAY;
/// No weight, cap, load or length may be larger.
const LARGE: i64 = 1_000_000;

/// An instance of loopsched/1. All times are minutes from `epoch`; days are counted from it in
/// UTC. Other fields are ignored.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct LoopFile {
    /// "loopsched/1".
    pub format: String,
    /// Minute 0.
    pub epoch: DateTime<FixedOffset>,
    /// Interviews start on whole multiples of so many minutes.
    pub grid: i64,
    /// Days, counted from the epoch, on which interviews may start. Ending a loop on the n-th
    /// costs n times `weights.finish_day`, counted from 0.
    pub workdays: Vec<i64>,
    /// Interviews at one time at most; 0 is no limit.
    #[serde(default)]
    pub rooms: i64,
    /// How much each evil weighs.
    pub weights: FileWeights,
    /// Who can interview.
    pub interviewers: Vec<Interviewer>,
    /// The candidates.
    pub candidates: Vec<CandidateLoop>,
}

/// How much each evil weighs.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
pub struct FileWeights {
    /// For the growth of the sum of squared loads.
    pub load: i64,
    /// For each work day a loop ends later than on the first.
    pub finish_day: i64,
    /// For each quarter of an hour a candidate waits.
    pub idle_quarter: i64,
    /// For each loop left out.
    pub unscheduled_loop: i64,
}

/// Somebody who can interview.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Interviewer {
    /// Number that seats use.
    pub id: i64,
    /// IANA name; decides the local days and ISO weeks of the caps.
    pub tz: String,
    /// Hours at work, from and to.
    pub work: Vec<[i64; 2]>,
    /// Busy times, from and to.
    #[serde(default)]
    pub busy: Vec<[i64; 2]>,
    /// Minutes kept free around busy times and between two interviews.
    #[serde(default)]
    pub buffer: i64,
    /// Interviews in one local day at most.
    pub max_day: i64,
    /// Interviews in one ISO week at most.
    pub max_week: i64,
    /// Interviews had already.
    #[serde(default)]
    pub load0: i64,
}

/// The loop of one candidate.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct CandidateLoop {
    /// Number of the candidate.
    pub id: i64,
    /// When the candidate can, from and to.
    pub windows: Vec<[i64; 2]>,
    /// Whether the interviews keep the order of the list.
    #[serde(default)]
    pub ordered: bool,
    /// Days the loop may spread over.
    pub max_days: i64,
    /// Minutes of rest between two interviews of one day.
    #[serde(default)]
    pub gap_min: i64,
    /// The interviews.
    pub interviews: Vec<LoopInterview>,
}

/// One interview of a loop.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct LoopInterview {
    /// Number within the loop.
    pub id: i64,
    /// Minutes.
    pub dur: i64,
    /// For each seat the interviewers who may take it.
    pub seats: Vec<Vec<i64>>,
}

fn invalid(field: String, message: impl Into<String>, hint: &str) -> InvalidSetting {
    InvalidSetting::new(field, message, hint)
}

fn small(
    value: i64,
    least: i64,
    most: i64,
    field: impl Fn() -> String,
) -> Result<i64, InvalidSetting> {
    if (least..=most).contains(&value) {
        return Ok(value);
    }
    Err(invalid(
        field(),
        format!("{value} is not a number from {least} to {most}"),
        "choose one in that range",
    ))
}
