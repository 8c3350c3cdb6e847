//! What a calendar's server said no with: in a failure that names the field, or in the words of an
//! account.

use muster_providers::calendar::CalendarError;
use muster_providers::http::HttpError;
use muster_providers::ics_subscription::SubscriptionError;

use crate::Failure;

/// What is wrong with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    /// Whether only a person can mend it, by signing in again.
    pub(super) sign_in_again: bool,
    /// What happened and what to do.
    pub(super) words: String,
}

impl Trouble {
    /// The stored word.
    pub(super) fn word(&self) -> &'static str {
        if self.sign_in_again {
            "sign_in_again"
        } else {
            "failing"
        }
    }

    pub(super) fn failing(words: impl Into<String>) -> Self {
        Self {
            sign_in_again: false,
            words: words.into(),
        }
    }
}

impl From<&CalendarError> for Trouble {
    fn from(error: &CalendarError) -> Self {
        Self {
            sign_in_again: matches!(error, CalendarError::SignIn),
            words: error.to_string(),
        }
    }
}

impl From<&SubscriptionError> for Trouble {
    fn from(error: &SubscriptionError) -> Self {
        Self {
            sign_in_again: matches!(error, SubscriptionError::Gone),
            words: error.to_string(),
        }
    }
}

/// The refusal of a first try with an account, which names the field to look at.
pub(super) fn refused(error: &CalendarError, host: &str) -> Failure {
    let (field, hint) = match error {
        CalendarError::SignIn => {
            return Failure::parameter(
                "password",
                format!("{host} does not accept this user name and password."),
                "Check both. Many services want an app password here instead of the usual one.",
            );
        }
        CalendarError::NotAllowed => (
            "user_name",
            "Sign in as somebody who may read the calendars.",
        ),
        _ => (
            "address",
            "Copy the CalDAV address from the settings of the calendar service.",
        ),
    };
    Failure::parameter(field, in_words(error), hint)
}

/// The words of an error, the way there said so that a wrong certificate is thought of.
fn in_words(error: &CalendarError) -> String {
    match error {
        CalendarError::Http(HttpError::Unreachable { host }) => unreachable(host),
        other => other.to_string(),
    }
}

fn unreachable(host: &str) -> String {
    format!(
        "{host} cannot be reached, or its certificate is not one that this computer trusts. \
         Nothing was sent to it."
    )
}

/// The refusal of a first try with a subscription.
pub(super) fn refused_feed(error: &SubscriptionError) -> Failure {
    let message = match error {
        SubscriptionError::Http(HttpError::Unreachable { host }) => unreachable(host),
        other => other.to_string(),
    };
    Failure::parameter(
        "address",
        message,
        "Copy the private address that ends with .ics from the settings of the calendar.",
    )
}
