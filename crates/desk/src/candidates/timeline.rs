//! `candidate_timeline`: everything that happened around one candidate, newest first (FEATURES.md
//! CP7: "Timeline is one feed").

mod changes;
mod interviews;

use chrono::{DateTime, Utc};
use muster_store::candidates as rows;
use muster_store::timeline::{self as store, Event, What};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interviews::view::ReaderClock;
use crate::paging::{Listed, limit};
use crate::{Desk, Failure};

/// Parameters of `candidate_timeline`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// Whose. The id of a record that was merged away means the one that was kept.
    pub candidate_id: String,
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// An interview was scheduled, moved, joined, cancelled, or ended.
    Interview,
    /// A message of ours.
    MessageOut,
    /// An answer of the candidate.
    MessageIn,
    /// A message was drafted, or something was done with the draft.
    Draft,
    /// The candidate was matched with a job, or moved along the pipeline.
    Stage,
    /// The shortlist of a job, and the interview switches behind it.
    Shortlist,
    /// A document was added.
    Document,
    /// The record was made, changed or merged.
    Record,
}

/// One entry.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TimelineItem {
    /// Its id, for keys of a list.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When, in words, in the reader's zone; with the year when it is not the present one.
    pub spoken_at: String,
    /// What it is about.
    pub kind: TimelineKind,
    /// What happened, in words.
    pub title: String,
    /// More of it: the text of a message, the job, the time before a move; empty when there is
    /// nothing to add.
    pub body: String,
    /// Who did it: a user, an interviewer, the candidate, or "Muster".
    pub actor_name: String,
    /// The interview it is about.
    pub interview_id: Option<String>,
    /// The draft it is about.
    pub draft_id: Option<String>,
}

/// What the words of an entry are made from, besides the event itself.
struct Telling<'a> {
    clock: &'a ReaderClock,
    /// The present instant: another year is said.
    now: DateTime<Utc>,
    /// Who acted, by name.
    actor: &'a str,
}

/// The words of an entry.
struct Told {
    kind: TimelineKind,
    title: String,
    body: String,
    interview_id: Option<String>,
    draft_id: Option<String>,
}

impl Told {
    fn new(kind: TimelineKind, title: impl Into<String>, body: impl Into<String>) -> Self {
        Self {
            kind,
            title: title.into(),
            body: body.into(),
            interview_id: None,
            draft_id: None,
        }
    }
}

/// `candidate_timeline`.
pub async fn list(desk: &Desk, params: Timeline) -> Result<Listed<TimelineItem>, Failure> {
    let limit = limit(params.limit)?;
    let workspace = desk.workspace().await?;
    let candidate = rows::get(&mut *workspace.read().await?, &params.candidate_id).await?;
    let clock = ReaderClock::of(desk).await?;
    let now = desk.now();
    let name = candidate.fields.full_name.as_str();
    let (mut items, mut cursor, mut last) = (Vec::new(), params.cursor, None);
    loop {
        let page = store::page(workspace, &candidate.id, limit, cursor.as_deref()).await?;
        for event in page.items {
            if items.len() == limit {
                return Ok(Listed {
                    items,
                    next_cursor: last,
                });
            }
            last = Some(store::cursor_of(&event));
            // A change of nothing that a person would notice is not told; the page is filled up.
            items.extend(item(&clock, now, name, event));
        }
        cursor = page.next_cursor;
        if cursor.is_none() || items.len() == limit {
            return Ok(Listed {
                items,
                next_cursor: cursor,
            });
        }
    }
}

fn item(
    clock: &ReaderClock,
    now: DateTime<Utc>,
    candidate_name: &str,
    event: Event,
) -> Option<TimelineItem> {
    let answer = matches!(&event.what, What::Message { outgoing, .. } if !outgoing);
    let actor_name = match (event.actor_name, event.actor.as_str()) {
        _ if answer => candidate_name.to_owned(),
        (Some(name), _) => name,
        (None, "candidate") => candidate_name.to_owned(),
        (None, "interviewer") => "An interviewer".to_owned(),
        (None, _) => "Muster".to_owned(),
    };
    let telling = Telling {
        clock,
        now,
        actor: &actor_name,
    };
    let told = match event.what {
        What::Interview {
            interview_id,
            action,
            reason,
            old,
            new,
            interview_type,
            job_title,
        } => Told {
            interview_id: Some(interview_id),
            ..interviews::told(
                &telling,
                &interviews::Entry {
                    action: &action,
                    reason: &reason,
                    old: &old,
                    new: &new,
                    interview_type: &interview_type,
                    job_title: &job_title,
                },
            )
        },
        What::Message {
            draft_id,
            channel,
            outgoing,
            subject,
            text,
        } => Told {
            draft_id,
            ..message(&channel, outgoing, &subject, text)
        },
        What::Change {
            table,
            row_id,
            command,
            said,
            before,
            after,
            job_title,
            answered,
        } => changes::told(
            &telling,
            changes::Entry {
                table: &table,
                row_id,
                command: &command,
                said: &said,
                before: before.as_ref(),
                after: after.as_ref(),
                job_title: &job_title,
                answered,
            },
        )?,
    };
    Some(TimelineItem {
        spoken_at: clock.spoken_at(event.at, now),
        id: event.id,
        at: event.at,
        kind: told.kind,
        title: told.title,
        body: told.body,
        actor_name,
        interview_id: told.interview_id,
        draft_id: told.draft_id,
    })
}

fn message(channel: &str, outgoing: bool, subject: &str, text: String) -> Told {
    let (kind, title) = if outgoing {
        let what = channel_words(channel);
        (TimelineKind::MessageOut, format!("{what} sent"))
    } else {
        let by = match channel {
            "email" => "by e-mail",
            "inmail" => "by InMail",
            "linkedin_connection" | "linkedin_message" => "on LinkedIn",
            _ => "",
        };
        (
            TimelineKind::MessageIn,
            format!("Replied {by}").trim_end().to_owned(),
        )
    };
    let title = match subject.trim() {
        "" => title,
        subject => format!("{title}: {subject}"),
    };
    Told::new(kind, title, text)
}

/// A message of a channel, as the beginning of a sentence.
fn channel_words(channel: &str) -> &'static str {
    match channel {
        "linkedin_connection" => "Connection request",
        "linkedin_message" => "LinkedIn message",
        "inmail" => "InMail",
        "email" => "E-mail",
        _ => "Message",
    }
}

/// Sentences on one line, the empty ones left out.
fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    parts.join(" · ")
}
