//! How sending or fetching failed, and what that says about the mail.

use chrono::{DateTime, Utc};
use muster_providers::http::HttpError;

/// Why nothing was sent or fetched, or why nobody knows. Words of the server are one short line
/// without control characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The server does not accept the sign-in. Nothing was sent.
    #[error(
        "The mail server refused the sign-in. Check the user name and the password, or sign in again. It said: {words}"
    )]
    SignIn {
        /// What the server said.
        words: String,
    },
    /// The server will never take this mail: a wrong recipient, a mail it does not like. Nothing
    /// was sent.
    #[error(
        "The mail server refused the mail ({code}). Correct it, then send it again. It said: {words}"
    )]
    Refused {
        /// The code of the answer: SMTP's or HTTP's.
        code: u16,
        /// What the server said.
        words: String,
    },
    /// The server asks to come back later. Nothing was sent.
    #[error("The mail server is busy. Muster tries again by itself.")]
    Busy {
        /// From when on, where the server says so.
        retry_after: Option<DateTime<Utc>>,
    },
    /// No connection, or it broke before the mail was complete. Nothing was sent for sure.
    #[error(
        "{host} cannot be reached. Check the internet connection; Muster tries again by itself."
    )]
    Unreachable {
        /// The server.
        host: String,
    },
    /// The mail was on its way and no answer came: it may have been delivered. Never repeated
    /// without a person's word.
    #[error(
        "{host} did not confirm the mail, so it may have arrived or not. Look into the mailbox's \
         sent mails or ask the recipient before you send it again."
    )]
    Unsure {
        /// The server.
        host: String,
    },
    /// The server cannot prove who it is. Nothing was sent, not even the password.
    #[error(
        "{host} could not prove that it is the right server (its certificate is not valid), so \
         nothing was sent. Check the server name, or ask whoever runs it."
    )]
    BadCertificate {
        /// The server.
        host: String,
    },
    /// A setting cannot work. Nothing was sent.
    #[error("{words}")]
    Settings {
        /// The setting: `host`, `security`, `sign_in`, `message`, `folder`.
        field: &'static str,
        /// What is wrong and what to do.
        words: String,
    },
}

impl MailError {
    /// Whether trying again later is safe and may help, without anybody doing anything.
    pub fn may_be_repeated(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Unreachable { .. })
    }

    pub(crate) fn settings(field: &'static str, words: impl Into<String>) -> Self {
        Self::Settings {
            field,
            words: words.into(),
        }
    }
}

/// What the state of an HTTP request says about the mail in it.
impl From<HttpError> for MailError {
    fn from(error: HttpError) -> Self {
        let told = error.to_string();
        match error {
            HttpError::Unreachable { host } => Self::Unreachable { host },
            HttpError::NoAnswer { host }
            | HttpError::Trouble { host, .. }
            // It has answered, but what it said was not read.
            | HttpError::TooLarge { host, .. } => Self::Unsure { host },
            HttpError::Later { until, .. } => Self::Busy {
                retry_after: Some(until),
            },
            HttpError::Insecure { .. } | HttpError::Redirected { .. } | HttpError::NoTls => {
                Self::settings("host", told)
            }
        }
    }
}

/// The most characters of a server's words that are shown.
const MOST_WORDS: usize = 200;

/// Words of a server as one short line.
pub(crate) fn words(said: &str) -> String {
    let plain: String = said
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(MOST_WORDS).collect()
}
