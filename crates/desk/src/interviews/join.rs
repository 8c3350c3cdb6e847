//! `interview_join` and a new room.

use muster_domain::interview::{self, JoinFacts, JoinRefusal, JoinWindow, LogAction, Mode, Role};
use muster_store::interviews::{self as rows, Interview};
use muster_store::{applications, interview_logs};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::read::InterviewId;
use super::{room, view::InterviewView};
use crate::{Code, Command, Desk, Failure};

/// Parameters of `interview_join`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// Which interview.
    pub id: String,
    /// Who joins.
    pub role: Role,
    /// The room id of the link.
    pub room_id: String,
    /// Which interviewer.
    #[serde(default)]
    pub person_id: Option<String>,
}

/// What the records know when somebody knocks.
pub(crate) fn facts(i: &Interview, online_enabled: bool) -> JoinFacts {
    JoinFacts {
        status: i.status,
        mode: i.mode,
        online_enabled,
        starts_at: i.starts_at,
        ends_at: i.ends_at,
        candidate_joined_at: i.candidate_joined_at,
        interviewer_joined_at: i.interviewer_joined_at,
    }
}

/// `interview_join`: the room first, then the interview, then the time.
pub async fn join(desk: &Desk, params: Join) -> Result<InterviewView, Failure> {
    let now = desk.now();
    let mut tx = desk.begin_final(Command::interview_join).await?;
    let before = rows::get(tx.connection(), &params.id).await?;
    let application = applications::get(tx.connection(), &before.application_id).await?;
    let outcome = interview::join(
        facts(&before, application.gates.online_interview_enabled),
        params.role,
        room::matches(&params.room_id, &before.room_hash),
        now,
        JoinWindow::of_type(&before.interview_type),
    )
    .map_err(|r| refused(r, &before))?;
    let actor = match (params.role, &params.person_id) {
        (Role::Interviewer, Some(id)) if before.interviewers.iter().any(|(p, _)| p == id) => {
            id.clone()
        }
        (Role::Interviewer, Some(_)) => {
            return Err(Failure::parameter(
                "person_id",
                "This person is not an interviewer of this interview.",
                "Name one of its interviewer_ids.",
            ));
        }
        (role, _) => role.as_str().to_owned(),
    };
    let mut after = before.clone();
    after.status = outcome.status;
    after.candidate_joined_at = outcome.candidate_joined_at;
    after.interviewer_joined_at = outcome.interviewer_joined_at;
    rows::put(&mut tx, &after).await?;
    let new = json!({ "role": params.role, "rejoin": outcome.rejoin, "status": after.status });
    interview_logs::append(
        &mut tx,
        &after.id,
        LogAction::Joined,
        &actor,
        "",
        &Value::Null,
        &new,
    )
    .await?;
    tx.summarise(format!(
        "{} joined the interview with {}",
        params.role, after.candidate_name
    ));
    desk.commit(tx).await?;
    InterviewView::of(desk, after).await
}

fn refused(refusal: JoinRefusal, interview: &Interview) -> Failure {
    let (code, hint) = match refusal {
        JoinRefusal::RoomMismatch => (
            Code::RoomMismatch,
            "Open the link of the latest invitation, or ask for it again.",
        ),
        JoinRefusal::NotJoinable => (
            Code::NotJoinable,
            "Ask the recruiter whether the interview was moved or cancelled.",
        ),
        JoinRefusal::TooEarly { .. } => (Code::TooEarly, "Wait here; the room opens by itself."),
        JoinRefusal::TooLate { .. } => (Code::TooLate, "Ask the recruiter for a new time."),
        JoinRefusal::LinkExpired { .. } => {
            (Code::LinkExpired, "Ask the recruiter for a new invitation.")
        }
    };
    let failure = Failure::new(code, refusal.to_string(), hint);
    match refusal {
        // A stranger learns nothing about the interview.
        JoinRefusal::RoomMismatch => failure,
        _ => {
            failure.with(json!({ "starts_at": interview.starts_at, "ends_at": interview.ends_at }))
        }
    }
}

/// `interview_room_renew`: a new room id; the old link stops working at once.
pub async fn renew(desk: &Desk, params: InterviewId) -> Result<InterviewView, Failure> {
    let room = room::make(desk, &params.id).await?;
    let actor = desk.actor().await?;
    let mut tx = desk.begin_final(Command::interview_room_renew).await?;
    let mut interview = rows::get(tx.connection(), &params.id).await?;
    if interview.mode != Mode::Online || !interview.status.is_open() {
        return Err(Failure::new(
            Code::NotJoinable,
            "Only an online interview that is still ahead has a room.",
            "Change its mode to ONLINE, or schedule a new interview.",
        ));
    }
    interview.room_hash.clone_from(&room.hash);
    interview.room_sealed.clone_from(&room.sealed);
    rows::put(&mut tx, &interview).await?;
    let new = json!({ "room": "renewed" });
    interview_logs::append(
        &mut tx,
        &interview.id,
        LogAction::Updated,
        &actor,
        "",
        &Value::Null,
        &new,
    )
    .await?;
    tx.summarise(format!(
        "Gave the interview with {} a new room",
        interview.candidate_name
    ));
    desk.commit(tx).await?;
    InterviewView::with_room(desk, interview, Some(room.id)).await
}
