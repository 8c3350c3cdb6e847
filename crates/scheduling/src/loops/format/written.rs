//! What is written beside an instance: plans, locks and what a plan costs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use crate::loops::plan::Score;

/// Where one interview lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assigned {
    /// The candidate.
    pub c: i64,
    /// The interview.
    pub i: i64,
    /// Its first minute.
    pub start: i64,
    /// Who sits on each seat.
    pub people: Vec<i64>,
}

/// What must stay as it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    /// The candidate.
    pub c: i64,
    /// The interview.
    pub i: i64,
    /// The only start it may have.
    #[serde(default)]
    pub start: Option<i64>,
    /// Who must sit on each seat.
    #[serde(default)]
    pub people: Option<Vec<i64>>,
}

/// What a plan costs, in parts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Parts {
    /// Loops left out.
    pub unscheduled: i64,
    /// Growth of the sum of squared loads.
    pub load: i64,
    /// Sum over the loops of the number of the work day they end on, counted from 0.
    pub finish_days: i64,
    /// Quarters of an hour that candidates wait.
    #[serde(serialize_with = "whole_if_it_is")]
    pub idle_quarters: f64,
}

/// A number without ".0" when it is whole.
pub fn whole_if_it_is<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be whole and small"
    )]
    if value.fract() == 0.0 && value.abs() < 9e15 {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

/// Fifteenths of a point as points.
#[expect(clippy::cast_precision_loss, reason = "objectives are far below 2^53")]
pub fn points(fifteenths: i64) -> f64 {
    fifteenths as f64 / 15.0
}

impl Parts {
    /// The parts of a score.
    #[expect(clippy::cast_precision_loss, reason = "minutes are far below 2^53")]
    pub fn of(score: &Score) -> Self {
        Self {
            unscheduled: score.left_out,
            load: score.load,
            finish_days: score.late_days,
            idle_quarters: score.idle_minutes as f64 / 15.0,
        }
    }
}
