//! What lettre's errors mean before the final dot.

use std::error::Error as _;

use lettre::transport::smtp::Error;

use crate::error::{MailError, words};
use crate::stream::unreachable;

/// An error after which nothing was sent for sure: a decision of the server, or no answer before
/// the mail was complete.
pub(super) fn early(host: &str, error: &Error) -> MailError {
    let Some(code) = error.status().map(u16::from) else {
        return unreachable(host);
    };
    if error.is_transient() {
        return MailError::Busy { retry_after: None };
    }
    MailError::Refused {
        code,
        words: said(error),
    }
}

/// As [`early`], where refusing means that nobody, or the wrong one, has signed in
/// (RFC 4954 section 6).
pub(super) fn sign_in_refused(host: &str, error: &Error) -> MailError {
    let about_sign_in = error
        .status()
        .is_some_and(|code| [530, 534, 535, 538].contains(&u16::from(code)));
    if about_sign_in {
        MailError::SignIn { words: said(error) }
    } else {
        early(host, error)
    }
}

pub(super) fn said(error: &Error) -> String {
    words(&error.source().map(ToString::to_string).unwrap_or_default())
}
