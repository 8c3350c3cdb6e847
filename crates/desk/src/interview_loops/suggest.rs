//! `loop_suggest`: up to three ways to hold all interviews of a plan.

use std::collections::BTreeSet;
use std::time::Duration;

use muster_scheduling::loops::Weights;
use muster_scheduling::slots::Window;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::gather::{Asked, Office, Wanted, gather};
use super::instance::Kept;
use super::solve::{Found, Wish, end_of, solve};
use super::view::{Fairness, Session, SessionLock, Words};
use crate::interviews::view::ReaderClock;
use crate::{Desk, Failure};

/// How long is searched when nobody says it.
pub(super) const USUAL_MS: u64 = 1500;
/// The longest search.
pub(super) const LONGEST_MS: u64 = 60_000;

/// Parameters of `loop_suggest`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "LoopSuggest")]
#[serde(deny_unknown_fields)]
pub struct Suggest {
    /// The application.
    pub application_id: String,
    /// The plan; that of the job when absent.
    #[serde(default)]
    pub plan_id: Option<String>,
    /// Where to look; the next two weeks when absent.
    #[serde(default)]
    pub window: Option<Window>,
    /// What stays as it is.
    #[serde(default)]
    pub locked: Vec<SessionLock>,
    /// Another seed looks elsewhere; 1 when absent.
    #[serde(default)]
    pub seed: Option<u64>,
    /// How long to search at most, in milliseconds; 1500 when absent.
    #[serde(default)]
    pub time_limit_ms: Option<u64>,
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LoopSuggestions {
    /// Up to three that differ.
    pub plans: Vec<SuggestedLoop>,
    /// Why there is none; null when there is one.
    pub none: Option<NoLoop>,
}

/// Why a loop cannot be held.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoLoop {
    /// In words, with what to do next.
    pub words: String,
}

/// One way to hold all interviews of a plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SuggestedLoop {
    /// Its name.
    pub label: String,
    /// What it is good for.
    pub words: String,
    /// The interviews, earliest first.
    pub sessions: Vec<Session>,
    /// On how many of the candidate's days.
    pub days: u32,
    /// Minutes the candidate waits between interviews of one day.
    pub idle_minutes: i64,
    /// How evenly it loads the interviewers.
    pub fairness: Fairness,
    /// What a person should know before taking it.
    pub warnings: Vec<String>,
}

/// What a plan is made to be good at.
struct Style {
    label: &'static str,
    words: &'static str,
    weights: Weights,
}

const LEFT_OUT: i64 = 100_000;

const STYLES: [Style; 3] = [
    Style {
        label: "Soonest",
        words: "ends as early as the calendars allow",
        weights: Weights {
            load: 2,
            late_day: 60,
            idle_quarter: 2,
            left_out: LEFT_OUT,
        },
    },
    Style {
        label: "Fairest load",
        words: "asks those who have interviewed least",
        weights: Weights {
            load: 30,
            late_day: 8,
            idle_quarter: 1,
            left_out: LEFT_OUT,
        },
    },
    Style {
        label: "Tightest",
        words: "leaves the candidate the least waiting",
        weights: Weights {
            load: 2,
            late_day: 8,
            idle_quarter: 20,
            left_out: LEFT_OUT,
        },
    },
];

/// Where the styles come to the same: other days, so that there is something to choose from.
const OTHER_DAYS: Style = Style {
    label: "Other days",
    words: "keeps clear of the days of the plans before it",
    weights: STYLES[0].weights,
};

/// `loop_suggest`.
pub async fn suggest(desk: &Desk, params: Suggest) -> Result<LoopSuggestions, Failure> {
    let asked = [Asked {
        application_id: &params.application_id,
        plan_id: params.plan_id.as_deref(),
    }];
    let (office, wanted) = gather(desk, &asked, params.window).await?;
    let reader = ReaderClock::of(desk).await?;
    let kept = kept(&params.locked, &office, &wanted)?;
    let limit = params.time_limit_ms.unwrap_or(USUAL_MS).min(LONGEST_MS);
    let styles = u32::try_from(STYLES.len()).unwrap_or(1);
    let wish = Wish {
        zones: desk.zones().clone(),
        readers: reader.zone().clone(),
        weights: STYLES[0].weights,
        friendly: true,
        avoided: Vec::new(),
        seed: params.seed.unwrap_or(1),
        limit: Duration::from_millis(limit) / styles,
    };
    let (office, wanted, found) = tokio::task::spawn_blocking(move || {
        let found = in_styles(&wish, &office, &wanted, &kept);
        found.map(|found| (office, wanted, found))
    })
    .await
    .map_err(Failure::internal)??;
    let names = office.names();
    let [one] = wanted.as_slice() else {
        return Err(Failure::internal("one application gave no loop"));
    };
    let words = Words {
        desk,
        reader: &reader,
        names: &names,
        theirs: &one.application.candidate_zone,
    };
    let plans: Vec<SuggestedLoop> = found
        .iter()
        .map(|(style, friendly, sessions)| shown(style, *friendly, sessions, one, &office, &words))
        .collect();
    let none = plans.is_empty().then(|| NoLoop {
        words: why_none(one, &office),
    });
    Ok(LoopSuggestions { plans, none })
}

/// A plan with its style, and whether it keeps to the candidate's friendly hours.
type Styled = (&'static Style, bool, Vec<Found>);

/// The plans of all styles that differ. Hours that suit the candidate come first; only where they
/// give nothing is the whole day tried.
fn in_styles(
    wish: &Wish,
    office: &Office,
    wanted: &[Wanted],
    kept: &[Vec<Kept>],
) -> Result<Vec<Styled>, Failure> {
    let mut out: Vec<Styled> = Vec::new();
    for friendly in [true, false] {
        for style in &STYLES {
            let wish = Wish {
                weights: style.weights,
                friendly,
                ..wish.clone()
            };
            let found = solve(&wish, office, wanted, kept)?;
            let Some(sessions) = found.into_iter().next().flatten() else {
                continue;
            };
            if !out.iter().any(|(_, _, known)| *known == sessions) {
                out.push((style, friendly, sessions));
            }
        }
        if !out.is_empty() {
            break;
        }
    }
    while let Some((_, friendly, _)) = out.first().filter(|_| out.len() < STYLES.len()) {
        let known = out.iter().flat_map(|(_, _, sessions)| sessions);
        let wish = Wish {
            weights: OTHER_DAYS.weights,
            friendly: *friendly,
            avoided: known.map(|found| found.start).collect(),
            ..wish.clone()
        };
        let friendly = *friendly;
        let found = solve(&wish, office, wanted, kept)?;
        let Some(sessions) = found.into_iter().next().flatten() else {
            break;
        };
        out.push((&OTHER_DAYS, friendly, sessions));
    }
    Ok(out)
}

/// What is locked, for each step.
fn kept(
    locked: &[SessionLock],
    office: &Office,
    wanted: &[Wanted],
) -> Result<Vec<Vec<Kept>>, Failure> {
    let [one] = wanted else { return Ok(Vec::new()) };
    let mut kept = vec![Kept::default(); one.plan.steps.len()];
    for (index, lock) in locked.iter().enumerate() {
        let unknown = |field: &str, what: &str| {
            Failure::parameter(
                &format!("locked[{index}].{field}"),
                format!("{what} is not part of this plan."),
                "Take the lock away, or choose the plan again.",
            )
        };
        let step = one.plan.steps.iter().position(|s| s.id == lock.step_id);
        let place = step.and_then(|at| kept.get_mut(at));
        let Some(place) = place else {
            return Err(unknown("step_id", "The interview"));
        };
        place.start = lock.starts_at;
        if let Some(ids) = &lock.interviewer_ids {
            let mut people = Vec::new();
            for id in ids {
                let known = office.people.iter().position(|p| p.id == *id);
                people.push(known.ok_or_else(|| unknown("interviewer_ids", "The interviewer"))?);
            }
            place.people = Some(people);
        }
    }
    Ok(vec![kept])
}

fn shown(
    style: &Style,
    friendly: bool,
    sessions: &[Found],
    wanted: &Wanted,
    office: &Office,
    words: &Words<'_>,
) -> SuggestedLoop {
    let mut order: Vec<usize> = (0..sessions.len()).collect();
    order.sort_by_key(|step| sessions[*step].start);
    let views = in_words(sessions, wanted, office, words);
    let days: BTreeSet<String> = order
        .iter()
        .map(|step| words.reader.day(sessions[*step].start))
        .collect();
    let mut idle = 0;
    for pair in order.windows(2) {
        let end = end_of(wanted, pair[0], &sessions[pair[0]]);
        let next = &sessions[pair[1]];
        if words.reader.day(end) == words.reader.day(next.start) {
            idle += (next.start - end).num_minutes();
        }
    }
    let mut warnings = Vec::new();
    if !friendly {
        warnings.push(format!(
            "Some of it is before 08:00 or after 19:00 for {}.",
            wanted.application.candidate_name
        ));
    }
    if wanted.application.candidate_zone.is_empty() {
        warnings.push(format!(
            "The time zone of {} is not known; your own was used.",
            wanted.application.candidate_name
        ));
    }
    SuggestedLoop {
        label: style.label.to_owned(),
        words: style.words.to_owned(),
        sessions: order.iter().map(|step| views[*step].clone()).collect(),
        days: u32::try_from(days.len()).unwrap_or(u32::MAX),
        idle_minutes: idle,
        fairness: fairness(office, &[sessions]),
        warnings,
    }
}

/// The sessions of one loop in words, in the order of the plan.
pub(super) fn in_words(
    sessions: &[Found],
    wanted: &Wanted,
    office: &Office,
    words: &Words<'_>,
) -> Vec<Session> {
    let steps = wanted.plan.steps.iter().zip(&wanted.minutes).zip(sessions);
    steps
        .map(|((step, minutes), found)| {
            let people = found
                .people
                .iter()
                .filter_map(|place| office.people.get(*place));
            let ids = people.map(|person| person.id.clone()).collect();
            words.session(step, *minutes, found.start, ids)
        })
        .collect()
}

/// How evenly everybody of the office is loaded in the window, these loops included.
pub(super) fn fairness(office: &Office, loops: &[&[Found]]) -> Fairness {
    let window = office.window;
    let counts: Vec<u32> = office
        .attendees
        .iter()
        .enumerate()
        .map(|(place, attendee)| {
            let booked = attendee
                .booked
                .iter()
                .filter(|b| b.start < window.end && b.end > window.start)
                .count();
            let more = loops
                .iter()
                .flat_map(|sessions| sessions.iter())
                .filter(|found| found.people.contains(&place))
                .count();
            u32::try_from(booked + more).unwrap_or(u32::MAX)
        })
        .collect();
    Fairness::of(&counts)
}

/// Why a loop cannot be held at all.
pub(super) fn why_none(wanted: &Wanted, office: &Office) -> String {
    for (step, seats) in wanted.plan.steps.iter().zip(&wanted.seats) {
        if seats.is_empty() {
            return format!(
                "Nobody is named for {}. Give the step interviewers or a pool.",
                step.title
            );
        }
        if seats.iter().any(Vec::is_empty) {
            return format!(
                "Nobody of its pool may hold {} alone. Put qualified people into the pool.",
                step.title
            );
        }
    }
    let days = (office.window.end - office.window.start).num_days().max(1);
    format!(
        "Within {days} days no times are left at which all {} interviews fit. Look at more days, allow another day in the plan, or name more people in its pools.",
        wanted.plan.steps.len()
    )
}
