//! `hold_confirm`: a hold becomes the interview.

use muster_domain::hold::HoldState;
use muster_domain::interview::Mode;
use muster_store::holds as rows;
use muster_store::interviews::{self, Except};
use schemars::JsonSchema;
use serde::Deserialize;

use super::refuse_ended;
use crate::interviews::create::{self, NewInterview, link};
use crate::interviews::room;
use crate::interviews::rules::Override;
use crate::interviews::view::{InterviewView, ReaderClock};
use crate::settings::WorkspaceSettings;
use crate::{Command, Desk, Failure};

/// Parameters of `hold_confirm`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// Which hold.
    pub id: String,
    /// Online or in person; as it was held when absent.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// Place of an interview in person.
    #[serde(default)]
    pub location: Option<String>,
    /// A pasted https link.
    #[serde(default)]
    pub meeting_link: Option<String>,
    /// Notes for the team.
    #[serde(default)]
    pub notes: Option<String>,
}

/// `hold_confirm`: every rule is checked again, but the hold itself is no conflict, and notice and
/// horizon were judged when the time was held. The time is promised on the reader's clock.
pub async fn confirm(desk: &Desk, params: Confirm) -> Result<InterviewView, Failure> {
    let meeting_link = link(params.meeting_link)?;
    let workspace = desk.workspace().await?;
    let mut connection = workspace.read().await?;
    let seen = rows::get(&mut connection, &params.id).await?;
    drop(connection);
    let reader = ReaderClock::of(desk).await?;
    let mode = params.mode.unwrap_or(seen.mode);
    let id = muster_store::new_id(desk.now());
    let room = room::for_mode(desk, mode, &id).await?;
    let actor = desk.actor().await?;
    let mut tx = desk.begin(Command::hold_confirm).await?;
    let settings = WorkspaceSettings::load_in(&mut tx).await?;
    let mut hold = rows::get(tx.connection(), &params.id).await?;
    refuse_ended(&hold, desk.now())?;
    let interviewer_ids: Vec<String> = hold.interviewers.iter().map(|(p, _)| p.clone()).collect();
    let new = NewInterview {
        id,
        application_id: hold.application_id.clone(),
        interview_type: hold.interview_type.clone(),
        mode,
        starts_at: hold.starts_at,
        ends_at: hold.ends_at,
        time_zone: reader.zone_name().to_owned(),
        interviewer_ids,
        location: params.location.unwrap_or_default(),
        meeting_link,
        notes: params.notes.unwrap_or_default(),
        reminder_leads: None,
        room: room.as_ref(),
        agreed: true,
        except: Except {
            hold: Some(&hold.id),
            ..Except::default()
        },
    };
    let overriding = Override::default();
    let interview = create::write(desk, &mut tx, &settings, &actor, new, &overriding).await?;
    hold.state = HoldState::Confirmed;
    hold.interview_id = Some(interview.id.clone());
    rows::put(&mut tx, &hold).await?;
    tx.summarise(format!(
        "Confirmed the time held for {}",
        hold.candidate_name
    ));
    let interview = interviews::get(tx.connection(), &interview.id).await?;
    desk.commit(tx).await?;
    InterviewView::with_room(desk, interview, room.map(|r| r.id)).await
}
