//! Blockers and changes as they are shown.

use chrono::{DateTime, Utc};
use muster_scheduling::hours::DateOverride;
use muster_scheduling::slots::{Blocker, BlockerCode};
use muster_scheduling::{words, xray};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::ask::Search;

/// Why a time is not offered.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SlotBlocker {
    /// Whose rule it is; null when it is nobody's.
    pub who: Option<String>,
    /// The rule.
    pub code: BlockerCode,
    /// In words.
    pub words: String,
    /// Until when it blocks; null when that is not known.
    pub until: Option<DateTime<Utc>>,
}

impl SlotBlocker {
    pub(super) fn of(search: &Search, blocker: Blocker) -> Self {
        let words = words::blocker(&search.names, &blocker);
        Self {
            who: blocker
                .attendee
                .map(|id| search.names.get(&id).cloned().unwrap_or(id)),
            code: blocker.code,
            words: format!("{words}."),
            until: blocker.until,
        }
    }
}

/// Something that would open times, proved by searching again with it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SlotChange {
    /// The change in words: "Buffer 15 to 10 minutes for Ana".
    pub words: String,
    /// How many more times would be offered.
    pub opens: u32,
    /// What kind of change it is.
    pub kind: String,
    /// Whose setting it is; null when it is nobody's.
    pub person_id: Option<String>,
    /// The setting's name; null when it is none of availability.
    pub setting: Option<String>,
    /// Its new value; null when there is none.
    pub value: Value,
    /// The local date and all its hours that the person would have, in place of any other exception
    /// of that date; null when the change is not one of hours.
    pub date_override: Option<DateOverride>,
}

impl From<&xray::Change> for SlotChange {
    fn from(change: &xray::Change) -> Self {
        let wire = serde_json::to_value(&change.change).unwrap_or_default();
        let kind = wire["kind"].as_str().unwrap_or_default().to_owned();
        let (setting, value) = match &change.change {
            xray::ChangeKind::Buffer { to, .. } => (Some("buffer_before_minutes"), json!(to)),
            xray::ChangeKind::AllowTentative => (Some("tentative"), json!("allow")),
            xray::ChangeKind::DayCap { to } => (Some("maximum_per_day"), json!(to)),
            xray::ChangeKind::WeekCap { to } => (Some("maximum_per_week"), json!(to)),
            xray::ChangeKind::MonthCap { to } => (Some("maximum_per_month"), json!(to)),
            xray::ChangeKind::InARow { to } => (Some("maximum_in_a_row"), json!(to)),
            xray::ChangeKind::SkipLunch => (Some("lunch_minutes"), json!(0)),
            xray::ChangeKind::Notice { to, .. } => (Some("minimum_notice_minutes"), json!(to)),
            xray::ChangeKind::Shorter { to, .. } => (Some("duration_minutes"), json!(to)),
            _ => (None, Value::Null),
        };
        Self {
            words: without_count(&change.words),
            opens: change.additional,
            kind,
            person_id: change.attendee.clone(),
            setting: setting.map(str::to_owned),
            value,
            date_override: change.exception.clone(),
        }
    }
}

/// The engine says how many with the words; here they have a field of their own.
fn without_count(words: &str) -> String {
    words
        .rsplit_once(": ")
        .map_or(words, |(change, _)| change)
        .to_owned()
}
