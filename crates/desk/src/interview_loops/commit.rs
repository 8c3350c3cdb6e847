//! `loop_commit`: all interviews of a loop, or none.

use muster_domain::hold::HoldState;
use muster_domain::interview::ViolationCode;
use muster_store::WriteTx;
use muster_store::applications::{self, Application};
use muster_store::holds::{self, Hold};
use muster_store::interviews::Interview;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::check::{Chosen, chosen, except, names};
use super::gather::plan_of;
use super::view::SessionChoice;
use crate::interviews::create::{self, NewInterview};
use crate::interviews::room::{self, NewRoom};
use crate::interviews::rules::Override;
use crate::interviews::view::{InterviewView, ReaderClock};
use crate::settings::WorkspaceSettings;
use crate::{Command, Desk, Failure};

/// Parameters of `loop_commit`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "LoopCommitAsked")]
#[serde(deny_unknown_fields)]
pub struct Commit {
    /// The application.
    pub application_id: String,
    /// The plan.
    pub plan_id: String,
    /// The interviews.
    pub sessions: Vec<SessionChoice>,
    /// A hold of this application that becomes one of them.
    #[serde(default)]
    pub hold_id: Option<String>,
    /// Rules to break on purpose: outside_working_hours, day_cap, week_cap.
    #[serde(default, rename = "override")]
    pub overriding: Vec<ViolationCode>,
    /// Why they are broken.
    #[serde(default)]
    pub override_reason: Option<String>,
}

/// What was made.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Committed {
    /// The interviews, in the order they were sent.
    pub interviews: Vec<InterviewView>,
}

/// `loop_commit`: every session is judged by every rule inside one transaction. The first that is
/// refused is named, and nothing is written.
pub async fn commit(desk: &Desk, params: Commit) -> Result<Committed, Failure> {
    let rooms = Rooms::make(desk, params.sessions.len()).await?;
    let mut tx = desk.begin(Command::loop_commit).await?;
    let wanted = Wanted {
        application_id: params.application_id,
        plan_id: params.plan_id,
        sessions: params.sessions,
    };
    let overriding = Override {
        codes: &params.overriding,
        reason: params.override_reason.as_deref(),
    };
    let (application, interviews) = write(desk, &mut tx, wanted, &rooms, &overriding).await?;
    if let Some(id) = &params.hold_id {
        let mut hold = holds::get(tx.connection(), id).await?;
        // One that none of the interviews takes the place of is given back.
        if hold.application_id == application.id && hold.state == HoldState::Active {
            hold.state = HoldState::Released;
            holds::put(&mut tx, &hold).await?;
        }
    }
    tx.summarise(format!(
        "Scheduled {} with {}",
        counted(interviews.len()),
        application.candidate_name
    ));
    desk.commit(tx).await?;
    let interviews = rooms.shown(desk, interviews).await?;
    Ok(Committed { interviews })
}

/// A loop to be written.
pub(super) struct Wanted {
    pub application_id: String,
    pub plan_id: String,
    pub sessions: Vec<SessionChoice>,
}

/// Ids and rooms for interviews to come, made before the write lock is taken because the keyring
/// may be slow.
pub(super) struct Rooms(Vec<(String, NewRoom)>);

impl Rooms {
    pub async fn make(desk: &Desk, count: usize) -> Result<Self, Failure> {
        let mut rooms = Vec::with_capacity(count);
        for _ in 0..count {
            let id = muster_store::new_id(desk.now());
            let room = room::make(desk, &id).await?;
            rooms.push((id, room));
        }
        Ok(Self(rooms))
    }

    /// The interviews with the rooms that were made for them.
    pub async fn shown(
        &self,
        desk: &Desk,
        interviews: Vec<Interview>,
    ) -> Result<Vec<InterviewView>, Failure> {
        let mut out = Vec::with_capacity(interviews.len());
        for interview in interviews {
            let made = self.0.iter().find(|(id, _)| *id == interview.id);
            let room = made
                .filter(|_| !interview.room_hash.is_empty())
                .map(|(_, room)| room.id.clone());
            out.push(InterviewView::with_room(desk, interview, room).await?);
        }
        Ok(out)
    }
}

/// Writes all interviews of one loop inside a larger change.
pub(super) async fn write(
    desk: &Desk,
    tx: &mut WriteTx,
    wanted: Wanted,
    rooms: &Rooms,
    overriding: &Override<'_>,
) -> Result<(Application, Vec<Interview>), Failure> {
    let settings = WorkspaceSettings::load_in(tx).await?;
    let reader = ReaderClock::of(desk).await?;
    let actor = desk.actor().await?;
    let application = applications::get(tx.connection(), &wanted.application_id).await?;
    let plan = plan_of(tx.connection(), &application, Some(&wanted.plan_id)).await?;
    let chosen = chosen(&plan, &settings, wanted.sessions)?;
    let names = names(tx.connection(), &chosen).await?;
    let mut interviews = Vec::with_capacity(chosen.len());
    let held = holds::active_of(tx.connection(), &application.id, desk.now()).await?;
    for (one, (id, room)) in chosen.iter().zip(&rooms.0) {
        let online = one.step.mode == muster_domain::interview::Mode::Online;
        let new = NewInterview {
            id: id.clone(),
            application_id: application.id.clone(),
            interview_type: one.step.interview_type.clone(),
            mode: one.step.mode,
            starts_at: one.starts_at,
            ends_at: one.ends_at(),
            time_zone: reader.zone_name().to_owned(),
            interviewer_ids: one.interviewer_ids.clone(),
            location: String::new(),
            meeting_link: String::new(),
            notes: notes(one, &names),
            reminder_leads: None,
            room: online.then_some(room),
            agreed: false,
            except: except(&application),
        };
        let written = create::write(desk, tx, &settings, &actor, new, overriding).await;
        interviews.push(written.map_err(|failure| named(failure, one))?);
    }
    for hold in held {
        confirm(tx, hold, &chosen, &interviews).await?;
    }
    Ok((application, interviews))
}

/// A hold becomes the interview that it was for: that of its step, else one at its time. Left active,
/// it would take that time once more.
async fn confirm(
    tx: &mut WriteTx,
    mut hold: Hold,
    chosen: &[Chosen],
    interviews: &[Interview],
) -> Result<(), Failure> {
    let made = || chosen.iter().zip(interviews);
    let of_step = made().find(|(one, _)| hold.step_id.as_ref() == Some(&one.step.id));
    let mut at_its_time =
        made().filter(|(_, i)| i.starts_at < hold.ends_at && hold.starts_at < i.ends_at);
    if let Some((_, interview)) = of_step.or_else(|| at_its_time.next()) {
        hold.state = HoldState::Confirmed;
        hold.interview_id = Some(interview.id.clone());
        holds::put(tx, &hold).await?;
    }
    Ok(())
}

/// Who listens is not an interviewer: they must not be needed for the time to hold.
fn notes(one: &Chosen, names: &std::collections::HashMap<String, String>) -> String {
    let shadows: Vec<&str> = one
        .step
        .shadow_ids
        .iter()
        .filter_map(|id| names.get(id))
        .map(String::as_str)
        .collect();
    let mut notes = one.step.title.clone();
    if !one.step.competency.is_empty() {
        notes = format!("{notes}: {}", one.step.competency);
    }
    if !shadows.is_empty() {
        notes = format!("{notes}\nListening: {}", shadows.join(", "));
    }
    notes
}

/// Says which session was refused.
fn named(failure: Failure, one: &Chosen) -> Failure {
    let mut failure = failure;
    failure.message = format!("{}: {}", one.step.title, failure.message);
    let mut details = failure.details.take().unwrap_or_else(|| json!({}));
    details["step_id"] = json!(one.step.id);
    failure.with(details)
}

/// `1 interview`, `5 interviews`.
pub(super) fn counted(count: usize) -> String {
    match count {
        1 => "1 interview".to_owned(),
        many => format!("{many} interviews"),
    }
}
