//! What this workspace and this Muster are; the test clock.

use chrono::{DateTime, TimeDelta, Utc};
use muster_store::dashboard;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::command::NoParameters;
use crate::interviews::read;
use crate::interviews::view::InterviewView;
use crate::{Code, Desk, Failure};

/// The answer of `workspace_status`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "WorkspaceStatus")]
pub struct Status {
    /// Muster's version.
    pub version: String,
    /// The workspace folder.
    pub folder: String,
    /// The workspace's id.
    pub workspace_id: String,
    /// Version of the time zone rules.
    pub tz_database: String,
    /// The present instant of this process.
    pub now: DateTime<Utc>,
    /// Id of the acting user.
    pub actor: String,
    /// The acting user's name.
    pub user_name: String,
    /// How many candidates there are.
    pub candidates: u32,
    /// What should have gone out and has not.
    pub undelivered: u32,
    /// Whether the database file may only be read, so that no change can be kept.
    pub read_only: bool,
    /// The next interview to start.
    pub next_interview: Option<InterviewView>,
}

/// `workspace_status`.
pub async fn status(desk: &Desk, _: NoParameters) -> Result<Status, Failure> {
    let workspace = desk.workspace().await?;
    let actor = desk.actor().await?;
    let foot = dashboard::foot(workspace, &actor).await?;
    Ok(Status {
        user_name: foot.actor_name,
        candidates: foot.candidates,
        undelivered: foot.undelivered,
        read_only: std::fs::metadata(workspace.database())
            .is_ok_and(|file| file.permissions().readonly()),
        next_interview: read::next(desk).await?,
        actor,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        folder: workspace.folder().display().to_string(),
        workspace_id: workspace.current_id().await?,
        tz_database: desk.zones().version(),
        now: desk.now(),
    })
}

/// Parameters of `clock_advance`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advance {
    /// How far to move the clock forward.
    pub seconds: u32,
}

/// The present instant.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Present {
    /// Now.
    pub now: DateTime<Utc>,
}

/// `clock_advance`: only a clock that was started with `--now` in a test build can be advanced.
pub async fn advance(desk: &Desk, params: Advance) -> Result<Present, Failure> {
    if !desk
        .clock()
        .advance(TimeDelta::seconds(i64::from(params.seconds)))
    {
        return Err(Failure::new(
            Code::InvalidState,
            "This clock cannot be advanced.",
            "Start muster-desktop of a test build with --now.",
        ));
    }
    desk.wake();
    Ok(Present { now: desk.now() })
}
