//! The three gates and the rules that move them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interview::{Mode, ViolationCode};

/// The three gates of an application; all closed at first (FEATURES.md MT2).
///
/// Invariant kept by [`shortlist`] and [`toggle`]: online implies interview implies shortlisted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Gates {
    /// A person put the candidate on the shortlist of this job.
    #[serde(default)]
    pub shortlisted: bool,
    /// Interviews may be scheduled.
    #[serde(default)]
    pub interview_enabled: bool,
    /// Interviews may be held in an online room.
    #[serde(default)]
    pub online_interview_enabled: bool,
}

impl Gates {
    /// Whether no gate is open behind a closed one.
    pub const fn is_consistent(self) -> bool {
        (self.shortlisted || !self.interview_enabled)
            && (self.interview_enabled || !self.online_interview_enabled)
    }
}

/// How many interviews of the application are still ahead (see
/// [`Status::is_open`](crate::interview::Status::is_open)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenInterviews {
    /// All open interviews.
    pub total: usize,
    /// Those with mode `ONLINE`.
    pub online: usize,
}

/// What a gate command does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateChange {
    /// The gates afterwards.
    pub gates: Gates,
    /// Whether anything differs from before.
    pub changed: bool,
    /// The reason with which every open interview must be cancelled in the same transaction.
    pub cancel_interviews: Option<String>,
    /// Open interviews that stay although their gate is now closed. Tell the user: they stay in
    /// the calendars, and an online one cannot be joined until its gate opens again.
    pub interviews_left: usize,
}

/// Why a gate command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GateRefusal {
    /// Un-shortlisting while interviews are ahead.
    #[error("{0} interview(s) of this application are still scheduled.")]
    InterviewsScheduled(usize),
    /// Interviews were to be cancelled without a reason.
    #[error("Cancelling the scheduled interviews needs a reason.")]
    ReasonRequired,
    /// Interviews cannot be enabled before the candidate is shortlisted.
    #[error("The candidate is not shortlisted for this job.")]
    NotShortlisted,
    /// Online interviews cannot be enabled before interviews are.
    #[error("Interviews are not enabled for this application.")]
    InterviewNotEnabled,
}

impl GateRefusal {
    /// The code of FORMATS.md.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InterviewsScheduled(_) => "interviews_scheduled",
            Self::ReasonRequired => "reason_required",
            Self::NotShortlisted => "not_shortlisted",
            Self::InterviewNotEnabled => "interview_not_enabled",
        }
    }

    /// What to do next.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::InterviewsScheduled(_) => {
                "Cancel them first, or choose to cancel them together with this, and say why."
            }
            Self::ReasonRequired => "Write why the interviews are cancelled; it goes into the log.",
            Self::NotShortlisted => "Shortlist the candidate first: press L.",
            Self::InterviewNotEnabled => "Enable interviews first, or switch both on in one call.",
        }
    }
}

/// Shortlists or un-shortlists (FORMATS.md `candidate_shortlist`).
///
/// Un-shortlisting closes the two gates behind it. While interviews are open it is refused with
/// `interviews_scheduled`, unless `cancel_interviews` is set; then a blank reason is refused with
/// `reason_required`. Repeating the present state changes nothing and is never refused.
pub fn shortlist(
    gates: Gates,
    on: bool,
    open: OpenInterviews,
    cancel_interviews: bool,
    reason: Option<&str>,
) -> Result<GateChange, GateRefusal> {
    if on {
        return Ok(change(
            gates,
            Gates {
                shortlisted: true,
                ..gates
            },
            None,
            OpenInterviews::default(),
        ));
    }
    let mut cancel = None;
    if open.total > 0 && gates.shortlisted {
        if !cancel_interviews {
            return Err(GateRefusal::InterviewsScheduled(open.total));
        }
        let reason = reason.map(str::trim).filter(|text| !text.is_empty());
        cancel = Some(reason.ok_or(GateRefusal::ReasonRequired)?.to_owned());
    }
    Ok(change(
        gates,
        Gates::default(),
        cancel,
        OpenInterviews::default(),
    ))
}

/// The wanted state of the two interview gates; `None` leaves one as it is, except that closing
/// `interview_enabled` always closes `online_interview_enabled`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Toggle {
    /// Wanted state of `interview_enabled`.
    pub interview_enabled: Option<bool>,
    /// Wanted state of `online_interview_enabled`.
    pub online_interview_enabled: Option<bool>,
}

/// Moves the two interview gates (FORMATS.md `candidate_toggle_interview`).
///
/// Opening both in one call is fine. Closing is never refused: FORMATS.md names
/// `interviews_scheduled` for un-shortlisting only, the switch is undone with one key, and a
/// closed online gate must stop joins at once. Interviews that stay behind a closed gate are
/// counted in [`GateChange::interviews_left`], so that they are never left silently.
pub fn toggle(
    gates: Gates,
    wanted: Toggle,
    open: OpenInterviews,
) -> Result<GateChange, GateRefusal> {
    let opens =
        wanted.interview_enabled == Some(true) || wanted.online_interview_enabled == Some(true);
    if opens && !gates.shortlisted {
        return Err(GateRefusal::NotShortlisted);
    }
    let interview_enabled = wanted.interview_enabled.unwrap_or(gates.interview_enabled);
    if wanted.online_interview_enabled == Some(true) && !interview_enabled {
        return Err(GateRefusal::InterviewNotEnabled);
    }
    let online_interview_enabled = interview_enabled
        && wanted
            .online_interview_enabled
            .unwrap_or(gates.online_interview_enabled);
    let after = Gates {
        interview_enabled,
        online_interview_enabled,
        ..gates
    };
    Ok(change(gates, after, None, open))
}

fn change(
    before: Gates,
    after: Gates,
    cancel_interviews: Option<String>,
    open: OpenInterviews,
) -> GateChange {
    let interviews_left = if before.interview_enabled && !after.interview_enabled {
        open.total
    } else if before.online_interview_enabled && !after.online_interview_enabled {
        open.online
    } else {
        0
    };
    GateChange {
        gates: after,
        changed: before != after,
        cancel_interviews,
        interviews_left,
    }
}

/// One closed gate, in words, with the key that opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Blocked {
    /// The violation that scheduling would report.
    pub code: ViolationCode,
    /// What is closed.
    pub message: String,
    /// What opens it.
    pub hint: String,
    /// The key that opens it in the candidate table and on the candidate page.
    pub key: String,
}

/// Why an interview of this mode cannot be scheduled; empty when it can (FEATURES.md 0.2).
///
/// All closed gates are listed, in the order in which they must be opened.
pub fn why_not(gates: Gates, mode: Mode) -> Vec<Blocked> {
    let blocked = |code, message: &str, hint: &str, key: &str| Blocked {
        code,
        message: message.to_owned(),
        hint: hint.to_owned(),
        key: key.to_owned(),
    };
    let mut found = Vec::new();
    if !gates.shortlisted {
        found.push(blocked(
            ViolationCode::NotShortlisted,
            "The candidate is not shortlisted for this job.",
            "Shortlist the candidate: press L.",
            "L",
        ));
    }
    if !gates.interview_enabled {
        found.push(blocked(
            ViolationCode::InterviewNotEnabled,
            "Interviews are not enabled for this application.",
            "Enable interviews: press I.",
            "I",
        ));
    }
    if mode == Mode::Online && !gates.online_interview_enabled {
        found.push(blocked(
            ViolationCode::OnlineNotEnabled,
            "Online interviews are not enabled for this application.",
            "Enable online interviews: press O. Or hold it in person.",
            "O",
        ));
    }
    found
}

#[cfg(test)]
mod tests;
