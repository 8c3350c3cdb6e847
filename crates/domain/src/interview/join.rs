//! Joining an online room: who may enter, and when (FORMATS.md `interview_join`, FEATURES.md 5.7).

use chrono::{DateTime, Duration, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mode, Status};
use crate::wire::wire_enum;

wire_enum! {
    /// Who joins.
    pub enum Role as "join role" {
        /// The candidate; needs no account.
        Candidate = "candidate",
        /// Any interviewer of the interview.
        Interviewer = "interviewer",
    }
}

/// When a room is open, in seconds around the interview. Every bound is inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JoinWindow {
    /// Seconds before the start at which the room opens.
    pub opens_before_start_seconds: i64,
    /// Seconds after the start until which a role may join for the first time.
    pub first_join_after_start_seconds: i64,
    /// Seconds after the end until which a role that joined before may come back.
    pub rejoin_after_end_seconds: i64,
    /// Seconds after the end at which the link itself is dead.
    pub link_lives_after_end_seconds: i64,
}

impl JoinWindow {
    /// An interview between people: 15 minutes before the start to 15 after it, back until 15
    /// after the end; the link dies 24 hours after the end.
    pub const LIVE: Self = Self {
        opens_before_start_seconds: 15 * 60,
        first_join_after_start_seconds: 15 * 60,
        rejoin_after_end_seconds: 15 * 60,
        link_lives_after_end_seconds: 24 * 60 * 60,
    };

    /// An AI interview: 30 seconds before the start to 10 minutes after it (FEATURES.md 0.2).
    pub const AI: Self = Self {
        opens_before_start_seconds: 30,
        first_join_after_start_seconds: 10 * 60,
        rejoin_after_end_seconds: 0,
        link_lives_after_end_seconds: 24 * 60 * 60,
    };

    /// The window of an interview type: [`Self::AI`] for `ai`, else [`Self::LIVE`].
    pub fn of_type(interview_type: &str) -> Self {
        if interview_type.trim().eq_ignore_ascii_case("ai") {
            Self::AI
        } else {
            Self::LIVE
        }
    }
}

/// What is known about the interview when somebody knocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JoinFacts {
    /// Its status.
    pub status: Status,
    /// Its mode.
    pub mode: Mode,
    /// Whether the application's online gate is open now.
    pub online_enabled: bool,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// First join of the candidate. A reschedule must clear it.
    pub candidate_joined_at: Option<DateTime<Utc>>,
    /// First join of any interviewer. A reschedule must clear it.
    pub interviewer_joined_at: Option<DateTime<Utc>>,
}

impl JoinFacts {
    /// When this role joined for the first time.
    pub const fn joined_at(&self, role: Role) -> Option<DateTime<Utc>> {
        match role {
            Role::Candidate => self.candidate_joined_at,
            Role::Interviewer => self.interviewer_joined_at,
        }
    }
}

/// What to store after a join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JoinOutcome {
    /// The status afterwards: `in_progress` from the first join of either role.
    pub status: Status,
    /// Whether this role had joined before; then nothing but the log changes.
    pub rejoin: bool,
    /// First join of the candidate.
    pub candidate_joined_at: Option<DateTime<Utc>>,
    /// First join of any interviewer.
    pub interviewer_joined_at: Option<DateTime<Utc>>,
}

/// Why somebody may not enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinRefusal {
    /// The room id is not the one of this interview. Nothing else is said to a stranger.
    #[error("This link does not open this interview. Use the link of the latest invitation.")]
    RoomMismatch,
    /// Cancelled, finished, not online, or online was switched off.
    #[error("This interview cannot be joined. Ask the recruiter for the present state.")]
    NotJoinable,
    /// The room is not open yet.
    #[error("The room opens at {opens_at}. Come back then.")]
    TooEarly {
        /// When it opens.
        opens_at: DateTime<Utc>,
    },
    /// The room has closed.
    #[error("The room closed at {closed_at}. Ask the recruiter for a new time.")]
    TooLate {
        /// When it closed for this role.
        closed_at: DateTime<Utc>,
    },
    /// The link is dead.
    #[error("This link expired at {expired_at}. Ask the recruiter for a new one.")]
    LinkExpired {
        /// When it died.
        expired_at: DateTime<Utc>,
    },
}

impl JoinRefusal {
    /// The code of FORMATS.md.
    pub const fn code(self) -> &'static str {
        match self {
            Self::RoomMismatch => "room_mismatch",
            Self::NotJoinable => "not_joinable",
            Self::TooEarly { .. } => "too_early",
            Self::TooLate { .. } => "too_late",
            Self::LinkExpired { .. } => "link_expired",
        }
    }
}

/// Decides a join. The room id is compared by the caller, in constant time.
///
/// The room is checked first, then whether the interview can be joined at all, then the time.
/// A rejoin keeps the first join's instant. Somebody who was in the room may come back within
/// the rejoin window although the automatic update has already written `completed`.
pub fn join(
    facts: JoinFacts,
    role: Role,
    room_matches: bool,
    now: DateTime<Utc>,
    window: JoinWindow,
) -> Result<JoinOutcome, JoinRefusal> {
    if !room_matches {
        return Err(JoinRefusal::RoomMismatch);
    }
    let rejoin = facts.joined_at(role).is_some();
    let opens_at = facts.starts_at - Duration::seconds(window.opens_before_start_seconds);
    let closes_at = if rejoin {
        facts.ends_at + Duration::seconds(window.rejoin_after_end_seconds)
    } else {
        facts.starts_at + Duration::seconds(window.first_join_after_start_seconds)
    };
    let live = match facts.status {
        Status::Scheduled | Status::InProgress => true,
        Status::Completed => rejoin && now <= closes_at,
        _ => false,
    };
    if !live || facts.mode != Mode::Online || !facts.online_enabled {
        return Err(JoinRefusal::NotJoinable);
    }
    let expires_at = facts.ends_at + Duration::seconds(window.link_lives_after_end_seconds);
    if now > expires_at {
        return Err(JoinRefusal::LinkExpired {
            expired_at: expires_at,
        });
    }
    if now < opens_at {
        return Err(JoinRefusal::TooEarly { opens_at });
    }
    if now > closes_at {
        return Err(JoinRefusal::TooLate {
            closed_at: closes_at,
        });
    }
    let status = match facts.status {
        Status::Completed => Status::Completed,
        _ => Status::InProgress,
    };
    let first = |present: Option<DateTime<Utc>>, mine: bool| present.or(mine.then_some(now));
    Ok(JoinOutcome {
        status,
        rejoin,
        candidate_joined_at: first(facts.candidate_joined_at, role == Role::Candidate),
        interviewer_joined_at: first(facts.interviewer_joined_at, role == Role::Interviewer),
    })
}
