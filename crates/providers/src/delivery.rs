//! How giving something to an outside service ends when it does not end well: one set of words for
//! messages (Twilio, WhatsApp) and meetings (Zoom).
//!
//! What matters is whether the service may have acted. `Unsure` is the only end after which it may
//! have; nothing is then repeated by itself.

use chrono::{DateTime, TimeDelta, Utc};

use crate::http::{HttpError, Response};

/// Why something was not given to a service. No words name a person, a number or a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// It was decided against, by the service or before anything was sent. The same again ends
    /// the same way.
    #[error("{words}")]
    Refused {
        /// The service's own number for the reason, where it gave one.
        code: Option<u32>,
        /// What happened and what to do next.
        words: String,
    },
    /// The service wants to be left alone for a while. It did nothing.
    #[error("The service is busy and did nothing. Muster tries again by itself.")]
    Busy {
        /// From when on it may be asked again.
        retry_after: DateTime<Utc>,
    },
    /// There is no way to the service now. It did nothing.
    #[error(
        "{host} cannot be reached, so nothing was sent. Check the internet connection; Muster \
         tries again by itself."
    )]
    Unreachable {
        /// The server.
        host: String,
    },
    /// The answer was lost: it may have happened, or not.
    #[error(
        "{host} did not say whether it did it. Muster does not repeat it by itself, so that \
         nothing happens twice. Look there before you try again."
    )]
    Unsure {
        /// The server.
        host: String,
    },
    /// The service does not know the sign-in any more. It did nothing.
    #[error(
        "The service does not accept the sign-in any more. Sign in again in Accounts, or enter the \
         key anew."
    )]
    SignIn,
}

impl DeliveryError {
    /// Whether the same may be sent again later without anybody doing something: the service
    /// certainly did nothing, and what was in the way passes.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Unreachable { .. })
    }

    /// A refusal in words of ours.
    pub(crate) fn refused(code: Option<u32>, words: impl Into<String>) -> Self {
        Self::Refused {
            code,
            words: words.into(),
        }
    }

    /// A pause from now on.
    pub(crate) fn busy(now: DateTime<Utc>, pause: TimeDelta) -> Self {
        Self::Busy {
            retry_after: now + pause,
        }
    }

    /// What a read ended with that changes nothing however it ends.
    pub(crate) fn of_read(error: HttpError) -> Self {
        match error {
            HttpError::NoAnswer { host } | HttpError::Trouble { host, .. } => {
                Self::Unreachable { host }
            }
            other => Self::of_write(other),
        }
    }

    /// What a write ended with.
    pub(crate) fn of_write(error: HttpError) -> Self {
        match error {
            HttpError::Unreachable { host } => Self::Unreachable { host },
            // An answer too large to be read says nothing about what was done either.
            HttpError::NoAnswer { host }
            | HttpError::Trouble { host, .. }
            | HttpError::TooLarge { host, .. } => Self::Unsure { host },
            HttpError::Later { until, .. } => Self::Busy { retry_after: until },
            HttpError::Insecure { .. } | HttpError::Redirected { .. } | HttpError::NoTls => {
                Self::refused(None, error.to_string())
            }
        }
    }

    /// An answer from which nobody can tell what was done.
    pub(crate) fn unsure(response: &Response) -> Self {
        Self::Unsure {
            host: response.url.host_str().unwrap_or("the service").to_owned(),
        }
    }
}

/// Whether a status tells nothing about what was done: a success whose words cannot be read, a
/// time limit, or a fault of the server or of something before it.
pub(crate) fn is_unclear(status: u16) -> bool {
    matches!(status, 200..=299 | 408 | 500..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_certainly_did_nothing_is_tried_again() {
        let host = || "sms.example".to_owned();
        let passing = [
            HttpError::Unreachable { host: host() },
            HttpError::Later {
                host: host(),
                until: DateTime::UNIX_EPOCH,
            },
        ];
        for error in passing {
            assert!(DeliveryError::of_write(error.clone()).passes(), "{error:?}");
        }
        let staying = [
            HttpError::NoAnswer { host: host() },
            HttpError::Trouble {
                host: host(),
                status: 502,
            },
            HttpError::TooLarge {
                host: host(),
                limit: 9,
            },
            HttpError::NoTls,
        ];
        for error in staying {
            assert!(
                !DeliveryError::of_write(error.clone()).passes(),
                "{error:?}"
            );
        }
        let read = DeliveryError::of_read(HttpError::NoAnswer { host: host() });
        assert!(read.passes(), "a read may always be repeated");
    }
}
