//! Answers to invitations, out of mails and calendar files.

use std::fmt;

use chrono::{DateTime, Utc};
use mail_parser::{MessageParser, MessagePart, MimeHeaders as _};
use muster_providers::ics::{self, Answer, AnswerKind, IcsProblem, Reply};
use muster_scheduling::zone::Zones;

/// The most bytes that are read: an answer with the quoted invitation and its pictures is smaller.
pub(crate) const LARGEST: usize = 10 * 1024 * 1024;

/// The most characters of a comment that are kept.
const LONGEST_COMMENT: usize = 2_000;

/// An answer to an invitation of ours.
#[derive(Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The invitation's UID.
    pub uid: String,
    /// The version that is answered; answers to older ones are no news.
    pub sequence: u32,
    /// When the answer was given; of two to one version the later one counts.
    pub stamp: DateTime<Utc>,
    /// Who answers, as the calendar file says: an address.
    pub attendee: String,
    /// Who sent the mail; `None` for a bare calendar file. Anybody can write anything here.
    pub from: Option<String>,
    /// The answer.
    pub kind: Kind,
    /// What was said beside; plain text, at most 2,000 characters.
    pub comment: String,
    /// The message id of the mail, with its angle brackets.
    pub message_id: Option<String>,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Yes, no, perhaps.
    Reply(Reply),
    /// Another time is proposed.
    Counter {
        /// From when.
        start: DateTime<Utc>,
        /// Until when.
        end: DateTime<Utc>,
    },
    /// A proposal of ours was refused.
    DeclineCounter,
}

/// Why a file is no answer that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplyProblem {
    /// Neither a mail nor a calendar file.
    #[error(
        "This is neither a mail nor a calendar file. Save the mail as .eml and choose that file."
    )]
    NotAMail,
    /// Larger than an answer can be.
    #[error("This mail is too large to be an answer (more than 10 MB), so it was not read.")]
    TooLarge,
    /// It answers an invitation of ours, but not for certain how. The words name no person.
    #[error(
        "The answer in this mail cannot be read: {0} Open the mail and note the answer by hand."
    )]
    Unreadable(String),
}

impl From<IcsProblem> for ReplyProblem {
    fn from(problem: IcsProblem) -> Self {
        Self::Unreadable(problem.message)
    }
}

/// Reads the answer in a mail (`.eml`) or in a bare calendar file; `None` when there is none to an
/// invitation that `ours` knows by its UID. Of anything else nothing is kept.
///
/// # Errors
/// A [`ReplyProblem`].
pub fn read_reply(
    bytes: &[u8],
    ours: impl Fn(&str) -> bool,
    zones: &Zones,
) -> Result<Option<Incoming>, ReplyProblem> {
    if bytes.len() > LARGEST {
        return Err(ReplyProblem::TooLarge);
    }
    if is_calendar(bytes) {
        let answer = ics::read_answer(bytes, ours, zones)?;
        return answer
            .map(|answer| incoming(answer, None, None))
            .transpose();
    }
    let mail = MessageParser::default()
        .parse(bytes)
        .filter(|mail| mail.from().is_some() || mail.date().is_some())
        .ok_or(ReplyProblem::NotAMail)?;
    let from = mail
        .from()
        .and_then(|from| from.first())
        .and_then(|sender| sender.address.as_deref())
        .map(str::to_owned);
    let id = mail.message_id().map(|id| format!("<{id}>"));
    let mut problem = None;
    for part in mail.parts.iter().filter(|part| holds_calendar(part)) {
        match ics::read_answer(part.contents(), &ours, zones) {
            Ok(Some(answer)) => return incoming(answer, from, id).map(Some),
            Ok(None) => {}
            Err(found) => problem = Some(found),
        }
    }
    problem.map_or(Ok(None), |problem| Err(problem.into()))
}

fn is_calendar(bytes: &[u8]) -> bool {
    const BEGIN: &[u8] = b"BEGIN:VCALENDAR";
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    bytes
        .get(..BEGIN.len())
        .is_some_and(|first| first.eq_ignore_ascii_case(BEGIN))
}

fn holds_calendar(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type().is_some_and(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        (kind.ctype().eq_ignore_ascii_case("text") && subtype.eq_ignore_ascii_case("calendar"))
            || (kind.ctype().eq_ignore_ascii_case("application")
                && subtype.eq_ignore_ascii_case("ics"))
    });
    let name = part.attachment_name().unwrap_or_default();
    let end = name.len().saturating_sub(4);
    kind || name
        .get(end..)
        .is_some_and(|end| end.eq_ignore_ascii_case(".ics"))
}

fn incoming(
    answer: Answer,
    from: Option<String>,
    message_id: Option<String>,
) -> Result<Incoming, ReplyProblem> {
    let unclear = |why: &str| ReplyProblem::Unreadable(why.to_owned());
    // A proposal may name everybody; then it is the sender's.
    let mut people = answer.attendees;
    let (attendee, reply) = match people.len() {
        0 => return Err(unclear("it does not say who answers.")),
        1 => people.remove(0),
        _ => {
            let sender = from.as_deref().unwrap_or_default();
            people
                .into_iter()
                .find(|(address, _)| address.eq_ignore_ascii_case(sender))
                .ok_or_else(|| unclear("it names several people and none is its sender."))?
        }
    };
    let kind = match answer.kind {
        AnswerKind::Reply if reply == Reply::NeedsAction => {
            return Err(unclear("it says neither yes nor no."));
        }
        AnswerKind::Reply => Kind::Reply(reply),
        AnswerKind::Counter { start, end } => Kind::Counter { start, end },
        AnswerKind::DeclineCounter => Kind::DeclineCounter,
    };
    Ok(Incoming {
        uid: answer.uid,
        sequence: answer.sequence,
        stamp: answer.stamp,
        attendee,
        from,
        kind,
        comment: plain(&answer.comment),
        message_id,
    })
}

/// A comment without control characters and signs that turn the direction of text, and not long.
fn plain(comment: &str) -> String {
    let trick = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let text: String = comment.chars().filter(|c| !trick(*c)).collect();
    text.trim().chars().take(LONGEST_COMMENT).collect()
}

// Debug output ends up in logs: it names nobody and shows no text.
impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("uid", &self.uid)
            .field("sequence", &self.sequence)
            .field("stamp", &self.stamp)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
