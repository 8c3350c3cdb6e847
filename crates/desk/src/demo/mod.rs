//! The demo workspace: `muster demo`. Invented people, the same for the same `now`.
//!
//! It is told as a story through the ordinary commands, each on a desk whose clock stands at the
//! moment it happened: what the demo shows is what the rules allow, and the log, the reminders and
//! the activity list are those of real use.

mod calendars;
mod cast;
mod dice;
mod interviews;
mod jobs;
mod names;
mod outreach;
mod pipeline;
mod plans;
mod story;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::command::NoParameters;
use crate::{Code, Desk, Event, Failure};
use story::{Step, Story};

/// Candidates of the demo.
pub const CANDIDATES: usize = 200;
/// Jobs of the demo.
pub const JOBS: usize = 20;
/// Interviewers of the demo.
pub const INTERVIEWERS: usize = 12;
/// Interviews of the demo.
pub const INTERVIEWS: usize = 60;

/// What was made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Filled {
    /// Candidates.
    pub candidates: usize,
    /// Jobs.
    pub jobs: usize,
    /// Interviewers.
    pub people: usize,
    /// Applications.
    pub applications: usize,
    /// Interviews.
    pub interviews: usize,
    /// Templates.
    pub templates: usize,
    /// Drafts.
    pub drafts: usize,
    /// Pools of interviewers.
    pub pools: usize,
    /// Interview plans.
    pub plans: usize,
    /// The instant the demo is told for.
    pub now: DateTime<Utc>,
}

/// Fills an empty workspace.
///
/// # Errors
/// [`Code::AlreadyExists`] when the workspace has candidates, jobs, interviewers, templates or
/// drafts.
pub async fn fill(desk: &Desk) -> Result<Filled, Failure> {
    let now = desk.now().trunc_subsecs(0);
    // Boxed: the future of the whole story would be large on the stack.
    let told = Box::pin(tell(desk, now));
    let filled =
        muster_store::ids::seeded(format!("muster-demo/1:{}", now.timestamp()), told).await;
    // Also after a failure: what was told until then is there.
    desk.emit(Event::everything_changed());
    filled
}

/// `workspace_demo`: the same for a window that is open already.
pub async fn fill_here(desk: &Desk, _: NoParameters) -> Result<Filled, Failure> {
    Box::pin(fill(desk)).await
}

async fn tell(desk: &Desk, now: DateTime<Utc>) -> Result<Filled, Failure> {
    if !desk.workspace().await?.is_empty().await? {
        return Err(Failure::new(
            Code::AlreadyExists,
            "This workspace has content of its own, so the demo was not put into it.",
            "Make a new workspace in an empty folder, and fill that one.",
        )
        .with(json!({ "option": "--workspace" })));
    }
    let mut story = Story::new(desk, now)?;
    story.introduce_user().await?;
    for index in 0..INTERVIEWERS {
        story.plan(
            now - TimeDelta::days(45) + TimeDelta::minutes(7 * at(index)),
            Step::Interviewer(index),
        );
        story.plan(
            now - TimeDelta::days(44) + TimeDelta::minutes(5 * at(index)),
            Step::Calendar(index),
        );
    }
    for index in 0..JOBS {
        story.plan(
            now - TimeDelta::days(43) + TimeDelta::hours(20 * at(index)),
            Step::Job(index),
        );
    }
    for index in 0..outreach::TEMPLATES.len() {
        story.plan(
            now - TimeDelta::days(42) + TimeDelta::minutes(11 * at(index)),
            Step::Template(index),
        );
    }
    for index in 0..CANDIDATES {
        story.plan(
            now - TimeDelta::days(26) + TimeDelta::minutes(47 * at(index)),
            Step::Candidate(index),
        );
    }
    plans::plan(&mut story);
    pipeline::plan(&mut story);
    interviews::plan(&mut story);
    outreach::plan(&mut story);
    // The last word on reminders and outcomes is said at the present instant.
    story.plan(now, Step::Background);
    story.tell().await?;
    Ok(story.filled())
}

/// A place in a list as a number to count time with.
fn at(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}
