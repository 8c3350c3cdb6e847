//! The states of a letter in words, and what can be done in each.

use chrono::{DateTime, Utc};
use muster_store::outbox::Letter;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interviews::view::ReaderClock;

/// What a letter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutboxKind {
    /// That somebody is invited.
    Invitation,
    /// That something is another than they know.
    Update,
    /// That it does not take place, or not with them.
    Cancellation,
    /// That it is close.
    Reminder,
}

/// How a letter leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutboxChannel {
    /// By itself, as mail.
    Mail,
    /// By the recruiter's hand.
    HandOver,
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// It leaves when its time comes.
    Waiting,
    /// Something speaks against it; a person decides.
    Held,
    /// It is leaving.
    Sending,
    /// It left.
    Sent,
    /// It may have arrived or not.
    Unsure,
    /// It could not leave.
    Failed,
    /// It does not leave.
    Dropped,
    /// It waits for the mail program.
    ToHandOver,
}

/// What a person can do with a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutboxAct {
    /// Stop it before it leaves.
    Stop,
    /// Do not wait any longer.
    SendNow,
    /// Try again.
    Retry,
    /// Never send it.
    Drop,
    /// Say that it arrived, or that it was sent by hand.
    MarkSent,
    /// Give it to the mail program.
    HandOver,
}

/// What can be done with a letter.
pub(super) fn possible(letter: &Letter) -> Vec<OutboxAct> {
    use OutboxAct::{Drop, HandOver, MarkSent, Retry, SendNow, Stop};
    match letter.state.as_str() {
        "waiting" => vec![Stop, SendNow],
        "held" => vec![SendNow, HandOver, Drop],
        "failed" => vec![Retry, HandOver, Drop],
        "unsure" => vec![MarkSent, Retry, Drop],
        "to_hand_over" => vec![HandOver, MarkSent, Drop],
        _ => Vec::new(),
    }
}

/// The state in words.
pub(super) fn words(letter: &Letter, now: DateTime<Utc>, clock: &ReaderClock) -> String {
    let with = |state: &str| match letter.words.as_str() {
        "" => state.to_owned(),
        words => format!("{state} {words}"),
    };
    match letter.state.as_str() {
        "waiting" if letter.attempts > 0 => with(&format!("Tried {} times.", letter.attempts)),
        "waiting" => match (letter.due_at - now).num_seconds() {
            ..=0 => "Leaves now.".to_owned(),
            1 => "Leaves in 1 second.".to_owned(),
            seconds @ 2..=119 => format!("Leaves in {seconds} seconds."),
            seconds => format!("Leaves in {} minutes.", seconds / 60),
        },
        "held" => with("Held back."),
        "sending" => "Leaving now.".to_owned(),
        "sent" => with(&format!(
            "Sent {}.",
            clock.spoken_at(letter.changed_at, now)
        )),
        "unsure" => with("It may have arrived or not."),
        "failed" => with("Not sent."),
        "to_hand_over" => "Waits for your mail program.".to_owned(),
        _ => with("Not sent, by choice."),
    }
}

/// What to do next, when a person is needed.
pub(super) fn next_step(letter: &Letter) -> Option<String> {
    let words = match letter.state.as_str() {
        "held" => "Read it, then send it or drop it.",
        "unsure" => {
            "Look into the sent mails or ask them. Then say that it arrived, or send it again."
        }
        "failed" => "Correct what is wrong and try again, or hand it over.",
        "to_hand_over" => "Hand it over, send it there, and say that it was sent.",
        _ => return None,
    };
    Some(words.to_owned())
}
