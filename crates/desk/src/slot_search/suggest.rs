//! `slots_suggest`: the times most worth taking, each with its reasons.

use chrono::{DateTime, Utc};
use muster_scheduling::slots::{self, Strategy, SuggestRequest};
use schemars::JsonSchema;
use serde::Serialize;

use super::ask::{Search, ask_of, asking, search};
use super::view::SlotChange;
use crate::{Desk, Failure};

/// Most changes that are named where nothing is offered.
const MOST_CHANGES: usize = 5;
/// Most suggestions.
const MOST: u32 = 50;

asking! {
    /// Parameters of `slots_suggest`.
    #[schemars(rename = "SlotsSuggestAsked")]
    Suggest {
        /// What comes first; best fit when absent.
        #[serde(default)]
        order: Option<Strategy>,
        /// Most suggestions, up to 50; 3 when absent.
        #[serde(default)]
        limit: Option<u32>,
    }
}

/// The times most worth taking.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SlotSuggestions {
    /// The best, best first.
    pub suggestions: Vec<SlotSuggestion>,
    /// How many times are offered in all.
    pub offered: u32,
    /// When nothing is offered: why, and what would open times.
    pub none: Option<NoSlots>,
}

/// Why nothing is offered.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoSlots {
    /// In words.
    pub words: String,
    /// What would open times, the least invasive first.
    pub changes: Vec<SlotChange>,
}

/// A time worth taking.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SlotSuggestion {
    /// Start.
    pub start: DateTime<Utc>,
    /// End.
    pub end: DateTime<Utc>,
    /// Interviewers.
    pub interviewer_ids: Vec<String>,
    /// Their names, in the same order.
    pub interviewer_names: Vec<String>,
    /// Day, start and end on the reader's clock: "Tue 24 Nov 15:00–15:45".
    pub spoken: String,
    /// The start on the candidate's clock; null when that is the reader's own, or not known.
    pub spoken_theirs: Option<String>,
    /// Why it is good, the weightiest first.
    pub reasons: Vec<String>,
    /// What one should know before taking it.
    pub warnings: Vec<String>,
}

/// `slots_suggest`.
pub async fn suggest(desk: &Desk, params: Suggest) -> Result<SlotSuggestions, Failure> {
    let (order, limit) = (params.order, params.limit);
    let search = search(desk, ask_of!(params)).await?;
    let candidate = &search.application.candidate_id;
    let request = SuggestRequest {
        slots: search.request.clone(),
        strategy: order.unwrap_or_default(),
        count: limit.unwrap_or(3).clamp(1, MOST),
        candidate: search.knows_their_clock().then(|| candidate.clone()),
        names: search.names.clone(),
        weights: search.weights.clone(),
    };
    let found = slots::suggest(desk.zones(), &request)?;
    let none = match found.offered {
        0 => Some(none(desk, &search)?),
        _ => None,
    };
    let suggestions = found.suggestions.into_iter();
    Ok(SlotSuggestions {
        suggestions: suggestions.map(|s| shown(desk, &search, s)).collect(),
        offered: found.offered,
        none,
    })
}

fn shown(desk: &Desk, search: &Search, suggestion: slots::Suggestion) -> SlotSuggestion {
    let (start, end) = (suggestion.slot.start, suggestion.slot.end);
    let theirs = &search.application.candidate_zone;
    let words = search.reader.meeting(desk.zones(), start, end, theirs);
    let mut interviewer_ids = suggestion.slot.attendees;
    // The candidate blocks, but is not one of the interviewers.
    interviewer_ids.retain(|id| *id != search.application.candidate_id);
    SlotSuggestion {
        start,
        end,
        interviewer_names: interviewer_ids
            .iter()
            .map(|id| search.names.get(id).unwrap_or(id).clone())
            .collect(),
        interviewer_ids,
        spoken: format!("{} {}", words.spoken_day, words.spoken_time),
        spoken_theirs: words.spoken_theirs,
        reasons: suggestion.reasons,
        warnings: suggestion.warnings,
    }
}

fn none(desk: &Desk, search: &Search) -> Result<NoSlots, Failure> {
    let seen = search.xray(desk)?;
    let days = (search.request.window.end - search.request.window.start).num_days();
    let changes: Vec<SlotChange> = seen
        .changes
        .iter()
        .take(MOST_CHANGES)
        .map(SlotChange::from)
        .collect();
    let next = if changes.is_empty() {
        "Look at more days, or choose other people."
    } else {
        "One of these changes would open times; or look at more days."
    };
    Ok(NoSlots {
        words: format!("No time within {days} days suits everybody. {next}"),
        changes,
    })
}
