//! Answers to invitations of ours (RFC 5546): `REPLY`, `COUNTER`, `DECLINECOUNTER`.

use std::fmt;

use chrono::{DateTime, Utc};
use muster_scheduling::zone::Zones;

use super::components::{Component, OWN, calendars, calendars_with};
use super::entry::{Reply, When};
use super::own::{attendee, entry, invalid, version};
use super::problem::{IcsProblem, ProblemCode};
use super::write_text::unescaped;

/// An answer as its file says it.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The UID of the invitation.
    pub uid: String,
    /// The version that is answered.
    pub sequence: u32,
    /// When the answer was given.
    pub stamp: DateTime<Utc>,
    /// Who is named, by address, and what the file says they answer. Of an answer that is one.
    pub attendees: Vec<(String, Reply)>,
    /// What kind of answer it is.
    pub kind: AnswerKind,
    /// What was said beside; lines end with `\n`.
    pub comment: String,
}

/// The method of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKind {
    /// Yes, no, perhaps.
    Reply,
    /// Another time is proposed.
    Counter {
        /// From when.
        start: DateTime<Utc>,
        /// Until when.
        end: DateTime<Utc>,
    },
    /// A proposal is refused.
    DeclineCounter,
}

// Debug output ends up in logs: it names nobody and shows no text.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("uid", &self.uid)
            .field("sequence", &self.sequence)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// The method of a calendar file in upper case; `None` when it has none.
pub fn method(bytes: &[u8]) -> Option<String> {
    calendars(bytes)
        .first()
        .and_then(|calendar| calendar.value("METHOD"))
        .map(str::to_ascii_uppercase)
}

/// Reads the answer to an event whose UID `ours` knows. `None` when these bytes hold none; then no
/// title and no name was read at all.
///
/// # Errors
/// An [`IcsProblem`] when the answer is there but cannot be read for certain.
pub fn read_answer(
    bytes: &[u8],
    ours: impl Fn(&str) -> bool,
    zones: &Zones,
) -> Result<Option<Answer>, IcsProblem> {
    let is_answer = |calendar: &Component| {
        calendar.value("METHOD").is_some_and(|method| {
            ["REPLY", "COUNTER", "DECLINECOUNTER"]
                .iter()
                .any(|known| method.eq_ignore_ascii_case(known))
        })
    };
    // An answer to one instance would mean that somebody made a series of it.
    let is_ours = |part: &Component| {
        part.kind == "VEVENT"
            && part.line("RECURRENCE-ID").is_none()
            && part.uid().is_some_and(&ours)
    };
    let found = calendars(bytes)
        .iter()
        .any(|calendar| is_answer(calendar) && calendar.parts.iter().any(is_ours));
    if !found {
        return Ok(None);
    }
    let mut lines = OWN.to_vec();
    lines.push("COMMENT");
    for calendar in calendars_with(bytes, &lines) {
        let part = calendar.parts.iter().find(|part| is_ours(part));
        if let (true, Some(part)) = (is_answer(&calendar), part) {
            return answer(&calendar, part, zones).map(Some);
        }
    }
    Ok(None)
}

fn answer(calendar: &Component, part: &Component, zones: &Zones) -> Result<Answer, IcsProblem> {
    let uid = part.uid().unwrap_or_default();
    let method = calendar.value("METHOD").unwrap_or_default();
    let proposes = method.eq_ignore_ascii_case("COUNTER");
    let (sequence, stamp) = version(part).map_err(|fault| fault.of(Some(uid)))?;
    let kind = if proposes {
        // Only of a proposal the times matter.
        let whole = entry(calendar, part, uid, false, zones).map_err(|f| f.of(Some(uid)))?;
        let When::Timed { start, end, .. } = whole.when else {
            let why = "it proposes days and no time";
            return Err(invalid(ProblemCode::InvalidValue, why).of(Some(uid)));
        };
        AnswerKind::Counter { start, end }
    } else if method.eq_ignore_ascii_case("REPLY") {
        AnswerKind::Reply
    } else {
        AnswerKind::DeclineCounter
    };
    let people = part.all("ATTENDEE").map(attendee);
    let comments: Vec<_> = part.all("COMMENT").map(|c| unescaped(&c.value)).collect();
    Ok(Answer {
        uid: uid.to_owned(),
        sequence,
        stamp,
        attendees: people.map(|one| (one.address, one.answer)).collect(),
        kind,
        comment: comments.join("\n"),
    })
}
