//! `interview_invitations` and `interview_invite`: who knows what of an interview.

use muster_providers::ics::Entry;
use muster_store::interview_events;
use muster_store::invitations::{self as rows, Invitation};
use muster_store::outbox::{self, Filter, Letter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::event::Audience;
use super::scene::{Invitee, Scene, Standing};
use super::told::{Telling, telling};
use super::write::{PENDING, Reach, bring_up_to_date, entry};
use crate::command::of_word;
use crate::interviews::view::ReaderClock;
use crate::{Code, Command, Desk, Failure};

/// Names an interview.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "InvitationsOf")]
pub struct Of {
    /// Its id.
    pub interview_id: String,
}

/// As what somebody is invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitedAs {
    /// The candidate.
    Candidate,
    /// Somebody who interviews.
    Interviewer,
}

/// What somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationAnswer {
    /// Nothing yet.
    None,
    /// They come.
    Accepted,
    /// They cannot come.
    Declined,
    /// They may come.
    Tentative,
    /// They send somebody else.
    Delegated,
}

/// Somebody an interview concerns.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InvitationRow {
    /// Their name.
    pub name: String,
    /// As what.
    pub audience: InvitedAs,
    /// Their address; what is missing when there is none.
    pub address_words: String,
    /// What they know, in words.
    pub told_words: String,
    /// What they answered.
    pub answer: InvitationAnswer,
    /// The same in words; empty without an answer.
    pub answer_words: String,
    /// The letter to them that has not left, or that nobody knows about.
    pub outbox_id: Option<String>,
}

/// Who knows what of an interview.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Invitations {
    /// The candidate, then the interviewers.
    pub rows: Vec<InvitationRow>,
    /// The copy in a calendar, in words; null without one.
    pub calendar_words: Option<String>,
    /// Whether inviting them would write letters.
    pub sends: bool,
    /// Why not; null when it would.
    pub off_words: Option<String>,
}

/// `interview_invitations`.
pub async fn list(desk: &Desk, params: Of) -> Result<Invitations, Failure> {
    let clock = ReaderClock::of(desk).await?;
    let mut reader = desk.workspace().await?.read().await?;
    let scene = Scene::read(desk, &mut reader, &params.interview_id)
        .await?
        .ok_or_else(|| Failure::not_found("interview", &params.interview_id))?;
    let known = rows::of_interview(&mut reader, &params.interview_id).await?;
    let events = interview_events::of_interview(&mut reader, &params.interview_id).await?;
    let filter = Filter {
        states: &[
            "waiting",
            "held",
            "sending",
            "unsure",
            "failed",
            "to_hand_over",
        ],
        interview_id: Some(&params.interview_id),
        ..Filter::default()
    };
    let letters = outbox::list(&mut reader, &filter, 500).await?;
    drop(reader);
    let mut shown = Vec::new();
    for audience in Audience::ALL {
        let version = events
            .iter()
            .find(|e| e.audience == audience.word())
            .map(|e| entry(&e.version))
            .transpose()?;
        for invitee in scene.people(audience) {
            let mine = known.iter().find(|i| {
                i.audience == audience.word() && i.address.eq_ignore_ascii_case(&invitee.address)
            });
            shown.push(row(
                desk,
                &clock,
                audience,
                invitee,
                mine,
                version.as_ref(),
                &letters,
            )?);
        }
    }
    let off = off(&scene);
    Ok(Invitations {
        rows: shown,
        calendar_words: copy_words(&events),
        sends: off.is_none(),
        off_words: off,
    })
}

/// Why nobody can be invited now.
fn off(scene: &Scene) -> Option<String> {
    if scene.standing != Standing::On {
        return Some("Only an interview that is arranged and not over can be told.".to_owned());
    }
    if !scene.organizer.address.contains('@') {
        return Some(
            "Nobody can be invited without a sender. Say in Accounts how mail leaves.".to_owned(),
        );
    }
    None
}

fn copy_words(events: &[interview_events::InterviewEvent]) -> Option<String> {
    let copy = events
        .iter()
        .find(|e| e.copy_state != "written" && e.copy_state != "none")
        .or_else(|| events.iter().find(|e| e.copy_state != "none"))?;
    Some(match copy.copy_state.as_str() {
        "waiting" | "writing" => "It is written into your calendar soon.".to_owned(),
        "written" => "It is in your calendar.".to_owned(),
        "removed" => "It was taken out of your calendar.".to_owned(),
        _ => copy.copy_words.clone(),
    })
}

fn row(
    desk: &Desk,
    clock: &ReaderClock,
    audience: Audience,
    invitee: &Invitee,
    known: Option<&Invitation>,
    version: Option<&Entry>,
    letters: &[Letter],
) -> Result<InvitationRow, Failure> {
    let told = match known.map(|i| i.told.as_str()) {
        None | Some("") => None,
        Some(text) => Some(entry(text)?),
    };
    let letter = known.and_then(|i| letters.iter().find(|l| l.invitation_id == i.id));
    let when = known
        .and_then(|i| i.told_at)
        .map(|at| clock.spoken_at(at, desk.now()))
        .unwrap_or_default();
    let told_words = match (&told, letter) {
        (_, Some(letter)) if letter.state == "unsure" => {
            "A letter may have arrived or not.".to_owned()
        }
        (_, Some(letter)) if PENDING.contains(&letter.state.as_str()) => match letter.kind.as_str()
        {
            "invitation" => "An invitation waits in the outbox.".to_owned(),
            "cancellation" => "A cancellation waits in the outbox.".to_owned(),
            _ => "An update waits in the outbox.".to_owned(),
        },
        (_, Some(_)) => "A letter leaves now.".to_owned(),
        (None, None) if invitee.address.is_empty() => "Cannot be invited by mail.".to_owned(),
        (None, None) => "Not invited yet.".to_owned(),
        (Some(told), None) => match telling(audience, Some(told), version) {
            Telling::Update { moved: true } => format!("Knows another time ({when})."),
            Telling::Update { moved: false } | Telling::Cancel => {
                format!("Knows an older version ({when}).")
            }
            Telling::Nothing | Telling::Invite => {
                format!("Told {when}, version {}.", told.sequence + 1)
            }
        },
    };
    let answer = known.map_or("none", |i| i.answer.as_str());
    let mut answer_words = match answer {
        "accepted" => "Comes",
        "declined" => "Cannot come",
        "tentative" => "May come",
        "delegated" => "Sends somebody else",
        _ => "",
    }
    .to_owned();
    if let Some(known) = known.filter(|i| !i.proposed.is_empty()) {
        answer_words = format!("Proposes {}", known.proposed);
    }
    Ok(InvitationRow {
        name: invitee.name.clone(),
        audience: match audience {
            Audience::Candidate => InvitedAs::Candidate,
            Audience::Interviewers => InvitedAs::Interviewer,
        },
        address_words: if invitee.address.is_empty() {
            "No e-mail address".to_owned()
        } else {
            invitee.address.clone()
        },
        told_words,
        answer: of_word(answer)?,
        answer_words,
        outbox_id: letter.map(|l| l.id.clone()),
    })
}

/// `interview_invite`: writes letters to everybody who does not know the interview as it is.
pub async fn invite(desk: &Desk, params: Of) -> Result<Invitations, Failure> {
    let mut tx = desk.begin_final(Command::interview_invite).await?;
    let scene = Scene::read(desk, tx.connection(), &params.interview_id)
        .await?
        .ok_or_else(|| Failure::not_found("interview", &params.interview_id))?;
    // A cancelled interview is told too: to those who still expect it.
    if let Some(words) = off(&scene).filter(|_| scene.standing != Standing::Off) {
        return Err(Failure::new(
            Code::InvalidState,
            words,
            "Set that up, then invite them.",
        ));
    }
    bring_up_to_date(desk, &mut tx, &params.interview_id, Reach::Asked).await?;
    desk.commit(tx).await?;
    desk.wake();
    list(desk, params).await
}
