//! What a calendar call can end with, whatever the vendor.

use chrono::{DateTime, Utc};

use super::Version;
use crate::http::HttpError;
use crate::ics::WriteProblem;

/// Why a calendar did not do what it was asked. No words name an event or a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The vendor does not know our sign-in any more (401).
    #[error("The calendar does not accept the sign-in any more. Sign in again.")]
    SignIn,
    /// There is no access token at the moment, for a reason that signing in again does not mend.
    #[error("{0}")]
    NoToken(String),
    /// The account may not do this (403).
    #[error(
        "The account may not do this with the calendar. Ask its owner for the right, or choose \
         another calendar."
    )]
    NotAllowed,
    /// The calendar or event is not there (404, 410).
    #[error("The calendar or event is no longer there. Read the calendars again.")]
    NotFound,
    /// Somebody changed the event after we read it (412). Read it and decide again.
    #[error("Somebody changed the event in the meantime. Look at it again before you change it.")]
    Changed {
        /// The version it has now; `None` when it is gone.
        current: Option<Version>,
    },
    /// Another event has this UID already.
    #[error("The calendar holds another event of the same identity. Make the event again.")]
    Taken,
    /// It is not known whether the write happened, not even after looking. It must be looked up
    /// again before it is written again.
    #[error(
        "The calendar did not say whether it stored the event. Muster looks again before it \
         writes."
    )]
    Ambiguous,
    /// The vendor wants to be left alone for a while.
    #[error("The calendar is busy. Muster comes back by itself.")]
    Later {
        /// From when on it may be asked again.
        until: DateTime<Utc>,
    },
    /// The way to the vendor failed; nothing was changed.
    #[error("{0}")]
    Http(HttpError),
    /// The vendor answered something that no calendar answers (`what` says where).
    #[error("The calendar's answer cannot be understood ({what}). Check the address.")]
    Strange {
        /// Where it stopped making sense; never the answer itself.
        what: &'static str,
    },
    /// The server refused what we wrote (a status of 4xx that says no more).
    #[error("The calendar refused the event (status {status}). Try another calendar.")]
    Refused {
        /// The status.
        status: u16,
    },
    /// The event itself cannot be written.
    #[error("{0}")]
    Event(WriteProblem),
    /// This calendar makes no video meetings.
    #[error("This calendar makes no video meetings. Paste a link, or choose a calendar that does.")]
    NoMeetings,
    /// This calendar cannot do that at all.
    #[error("This calendar can only be read.")]
    ReadOnly,
}

impl From<HttpError> for CalendarError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Later { until, .. } => Self::Later { until },
            other => Self::Http(other),
        }
    }
}

impl From<WriteProblem> for CalendarError {
    fn from(problem: WriteProblem) -> Self {
        Self::Event(problem)
    }
}

impl CalendarError {
    /// Whether a write that ended so may have happened all the same.
    pub(crate) fn is_ambiguous(&self) -> bool {
        matches!(self, Self::Http(error) if error.is_ambiguous())
    }

    /// What is left of an error when after a lost answer not even looking helped.
    pub(crate) fn after_looking(self) -> Self {
        match self {
            Self::Http(HttpError::Insecure { .. } | HttpError::Redirected { .. })
            | Self::SignIn
            | Self::NoToken(_)
            | Self::Taken => self,
            _ => Self::Ambiguous,
        }
    }

    /// Whether trying the same again later can help without anybody doing something.
    pub fn passes(&self) -> bool {
        match self {
            Self::Later { .. } | Self::Ambiguous => true,
            Self::Http(error) => matches!(
                error,
                HttpError::Unreachable { .. }
                    | HttpError::NoAnswer { .. }
                    | HttpError::Trouble { .. }
                    | HttpError::Later { .. }
            ),
            _ => false,
        }
    }
}
