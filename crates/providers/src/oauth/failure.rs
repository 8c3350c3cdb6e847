//! Every way in which a sign-in can end without an account, each with its own words.

use std::time::Duration;

use thiserror::Error;

/// Why a sign-in did not end with an account. `Display` says what happened, [`SignInFailure::hint`]
/// what to do next. Neither ever holds a code, a token or a state.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SignInFailure {
    /// The person said no on the vendor's page.
    #[error("You did not give Muster access to your {vendor} account, so nothing was connected.")]
    Denied {
        /// The vendor's name.
        vendor: String,
    },
    /// The vendor ended the sign-in with an error of its own.
    #[error("{vendor} refused the sign-in: {reason}.")]
    Refused {
        /// The vendor's name.
        vendor: String,
        /// Its error, cleaned for reading.
        reason: String,
    },
    /// The answer came after the time limit.
    #[error("This sign-in at {vendor} was started too long ago and is no longer open.")]
    Expired {
        /// The vendor's name.
        vendor: String,
    },
    /// Muster is signing in, but not with this answer.
    #[error(
        "This answer does not belong to the sign-in that Muster is waiting for. It was not used."
    )]
    WrongState,
    /// Muster is not signing in anywhere.
    #[error(
        "A sign-in page called Muster, but Muster did not ask for a sign-in. Nothing was changed."
    )]
    NotAskedFor,
    /// The same answer came a second time.
    #[error("This sign-in at {vendor} was already used. Nothing was changed.")]
    Replayed {
        /// The vendor's name.
        vendor: String,
    },
    /// The answer is of an earlier sign-in that a newer one has replaced.
    #[error(
        "This browser tab belongs to an earlier sign-in at {vendor}; a newer one has replaced it."
    )]
    SecondTab {
        /// The vendor's name.
        vendor: String,
    },
    /// No answer came within the time limit.
    #[error(
        "No answer came from the {vendor} page within {minutes} minutes. It may have been closed."
    )]
    BrowserClosed {
        /// The vendor's name.
        vendor: String,
        /// The time limit.
        minutes: u64,
    },
    /// The person stopped it in Muster.
    #[error("The sign-in at {vendor} was cancelled.")]
    Cancelled {
        /// The vendor's name.
        vendor: String,
    },
    /// The vendor could not be reached; nothing was sent.
    #[error("{vendor} could not be reached: {reason}.")]
    Offline {
        /// The vendor's name.
        vendor: String,
        /// What the system said.
        reason: String,
        /// Whether the same answer may be tried again: it was not used up.
        again: bool,
    },
    /// The vendor was asked and its answer was lost, so the answer of the browser is used up.
    #[error("{vendor} was asked to finish the sign-in, but its answer was lost: {reason}.")]
    AnswerLost {
        /// The vendor's name.
        vendor: String,
        /// What the system said.
        reason: String,
    },
    /// The vendor is overloaded or broken.
    #[error("{vendor} cannot finish the sign-in at the moment (status {status}).")]
    Busy {
        /// The vendor's name.
        vendor: String,
        /// The HTTP status.
        status: u16,
        /// How long it asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// The vendor answered something that is no answer to a sign-in.
    #[error("{vendor} answered something that Muster cannot read: {reason}.")]
    Unreadable {
        /// The vendor's name.
        vendor: String,
        /// What is wrong with it, without contents.
        reason: String,
    },
    /// What was pasted, or arrived as a link, is not the last address of a sign-in.
    #[error("This is not the last address of a sign-in: {reason}.")]
    NotAnAddress {
        /// What is wrong with it, without contents.
        reason: &'static str,
    },
    /// The answer names another issuer than the one that was asked (RFC 9207), or came on a way
    /// that was not the one agreed on.
    #[error("The answer does not come from {vendor}. It was not used.")]
    WrongSender {
        /// The vendor's name.
        vendor: String,
    },
    /// Who signed in is not what the ID token must say.
    #[error("{vendor} did not say clearly who signed in: {reason}.")]
    Identity {
        /// The vendor's name.
        vendor: String,
        /// What is wrong, without contents.
        reason: &'static str,
    },
    /// Somebody else signed in than the account that should be connected again.
    #[error(
        "You signed in at {vendor} as {found}, but the account to connect again is {expected}."
    )]
    OtherAccount {
        /// The vendor's name.
        vendor: String,
        /// Who signed in.
        found: String,
        /// Who should have.
        expected: String,
    },
    /// Muster is not registered with the vendor on this computer.
    #[error("Muster has no {missing} for {vendor} yet.")]
    NoClient {
        /// The vendor's name.
        vendor: String,
        /// What is missing.
        missing: &'static str,
        /// The environment variable that could also hold it.
        variable: String,
    },
    /// The vendor does not accept the way back that was asked for.
    #[error("{vendor} does not let its sign-in come back this way.")]
    NoWayBack {
        /// The vendor's name.
        vendor: String,
        /// What the person can do.
        advice: &'static str,
    },
    /// An address of the vendor would send secrets in clear.
    #[error("The address {origin} is not safe for a sign-in, because it does not use https.")]
    Insecure {
        /// Scheme, host and port.
        origin: String,
    },
    /// The listener for the browser's answer could not be opened.
    #[error("Muster could not listen for the browser's answer: {reason}.")]
    NoListener {
        /// What the system said.
        reason: String,
    },
}

impl SignInFailure {
    /// The stable code of the failure, for the edge and for tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Denied { .. } => "sign_in_denied",
            Self::Refused { .. } => "sign_in_refused",
            Self::Expired { .. } => "sign_in_expired",
            Self::WrongState => "sign_in_wrong_state",
            Self::NotAskedFor => "sign_in_not_asked_for",
            Self::Replayed { .. } => "sign_in_replayed",
            Self::SecondTab { .. } => "sign_in_second_tab",
            Self::BrowserClosed { .. } => "sign_in_browser_closed",
            Self::Cancelled { .. } => "sign_in_cancelled",
            Self::Offline { .. } => "sign_in_offline",
            Self::AnswerLost { .. } => "sign_in_answer_lost",
            Self::Busy { .. } => "sign_in_busy",
            Self::Unreadable { .. } => "sign_in_unreadable",
            Self::NotAnAddress { .. } => "sign_in_not_an_address",
            Self::WrongSender { .. } => "sign_in_wrong_sender",
            Self::Identity { .. } => "sign_in_identity",
            Self::OtherAccount { .. } => "sign_in_other_account",
            Self::NoClient { .. } => "sign_in_no_client",
            Self::NoWayBack { .. } => "sign_in_no_way_back",
            Self::Insecure { .. } => "sign_in_insecure",
            Self::NoListener { .. } => "sign_in_no_listener",
        }
    }

    /// What to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::Denied { .. } => {
                "Start again and choose Allow, if that was not what you meant.".to_owned()
            }
            Self::Refused { vendor, .. } => format!(
                "Start again. If it stays so, compare Muster's registration at {vendor} with the \
                 set-up guide, or ask who manages your {vendor} accounts."
            ),
            Self::Expired { .. } | Self::BrowserClosed { .. } => {
                "Start again, and finish in the browser within ten minutes.".to_owned()
            }
            Self::WrongState => {
                "Go back to the browser tab that Muster opened last, or start again.".to_owned()
            }
            Self::NotAskedFor => {
                "Close the page. To connect an account, start in Muster under Accounts.".to_owned()
            }
            Self::Replayed { .. } => {
                "Close the browser tab. Accounts shows whether the account is connected.".to_owned()
            }
            Self::SecondTab { .. } => "Close this tab and finish in the newest one.".to_owned(),
            Self::Cancelled { .. } => "Start again whenever you like.".to_owned(),
            Self::Offline { again: true, .. } => {
                "Check the connection, then choose Try again; you need not sign in again."
                    .to_owned()
            }
            Self::Offline { again: false, .. } => {
                "Check the connection, then start again.".to_owned()
            }
            Self::AnswerLost { .. } => {
                "Start again. Nothing was connected, and signing in twice does no harm.".to_owned()
            }
            Self::Busy { retry_after, .. } => match retry_after {
                Some(wait) => format!(
                    "Start again in {}.",
                    minutes(wait.as_secs().div_ceil(60).max(1))
                ),
                None => "Start again in a few minutes.".to_owned(),
            },
            Self::Unreadable { .. } => {
                "Start again. If you are on a hotel or guest network, open any web page first: it \
                 may be asking for its own sign-in."
                    .to_owned()
            }
            Self::NotAnAddress { .. } => {
                "Copy the whole address from the top of the browser, from its first letter to its \
                 last, and paste it here."
                    .to_owned()
            }
            Self::WrongSender { .. } => {
                "Start again in Muster. If it happens again, do not enter your password on that \
                 page and tell who looks after your computers."
                    .to_owned()
            }
            Self::Identity { .. } => {
                "Check that the clock of this computer is right, then start again.".to_owned()
            }
            Self::OtherAccount { expected, .. } => {
                format!("Start again and choose {expected}, or add the other account as a new one.")
            }
            Self::NoClient { variable, .. } => format!(
                "Follow the set-up guide and enter it under Accounts; a build may carry it in \
                 {variable}."
            ),
            Self::NoWayBack { advice, .. } => (*advice).to_owned(),
            Self::Insecure { .. } => "Use an address that begins with https://.".to_owned(),
            Self::NoListener { .. } => {
                "Start again; if it stays so, choose to paste the browser's address instead."
                    .to_owned()
            }
        }
    }
}

fn minutes(count: u64) -> String {
    if count == 1 {
        "a minute".to_owned()
    } else {
        format!("{count} minutes")
    }
}

/// Words of a vendor, made fit to be read: no control characters, no markup, one line, short, and
/// no full stop at the end.
pub(super) fn cleaned(words: &str) -> String {
    const LONGEST: usize = 200;
    let mut out = String::new();
    for word in words.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|c| !is_invisible(*c)));
    }
    if let Some((end, _)) = out.char_indices().nth(LONGEST) {
        out.truncate(end);
        out.push('…');
    }
    out.trim_end_matches(['.', ' ']).to_owned()
}

/// Letters that change how the letters around them are shown.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> Vec<SignInFailure> {
        let vendor = || "Google".to_owned();
        let reason = || "no route to host".to_owned();
        vec![
            SignInFailure::Denied { vendor: vendor() },
            SignInFailure::Refused {
                vendor: vendor(),
                reason: reason(),
            },
            SignInFailure::Expired { vendor: vendor() },
            SignInFailure::WrongState,
            SignInFailure::NotAskedFor,
            SignInFailure::Replayed { vendor: vendor() },
            SignInFailure::SecondTab { vendor: vendor() },
            SignInFailure::BrowserClosed {
                vendor: vendor(),
                minutes: 10,
            },
            SignInFailure::Cancelled { vendor: vendor() },
            SignInFailure::Offline {
                vendor: vendor(),
                reason: reason(),
                again: true,
            },
            SignInFailure::Offline {
                vendor: vendor(),
                reason: reason(),
                again: false,
            },
            SignInFailure::AnswerLost {
                vendor: vendor(),
                reason: reason(),
            },
            SignInFailure::Busy {
                vendor: vendor(),
                status: 503,
                retry_after: None,
            },
            SignInFailure::Unreadable {
                vendor: vendor(),
                reason: reason(),
            },
            SignInFailure::NotAnAddress {
                reason: "it is empty",
            },
            SignInFailure::WrongSender { vendor: vendor() },
            SignInFailure::Identity {
                vendor: vendor(),
                reason: "the ID token is missing",
            },
            SignInFailure::OtherAccount {
                vendor: vendor(),
                found: "a@example.com".to_owned(),
                expected: "b@example.com".to_owned(),
            },
            SignInFailure::NoClient {
                vendor: vendor(),
                missing: "client id",
                variable: "MUSTER_GOOGLE_CLIENT_ID".to_owned(),
            },
            SignInFailure::NoWayBack {
                vendor: vendor(),
                advice: "Set a bounce page.",
            },
            SignInFailure::Insecure {
                origin: "http://example.com".to_owned(),
            },
            SignInFailure::NoListener { reason: reason() },
        ]
    }

    #[test]
    fn each_failure_has_its_own_words_and_a_way_out() {
        let mut said = std::collections::BTreeSet::new();
        for failure in every() {
            let (message, hint) = (failure.to_string(), failure.hint());
            assert!(
                message.ends_with('.') && hint.ends_with('.'),
                "{message} {hint}"
            );
            assert!(
                !message.contains("..") && !message.contains(" ."),
                "{message}"
            );
            assert!(
                said.insert(format!("{message}{hint}")),
                "said twice: {message}"
            );
            assert!(failure.code().starts_with("sign_in_"));
        }
        assert_eq!(said.len(), 22);
    }

    #[test]
    fn a_wait_is_said_in_minutes() {
        let busy = |seconds| {
            SignInFailure::Busy {
                vendor: "Zoom".to_owned(),
                status: 429,
                retry_after: Some(Duration::from_secs(seconds)),
            }
            .hint()
        };
        assert_eq!(busy(5), "Start again in a minute.");
        assert_eq!(busy(61), "Start again in 2 minutes.");
    }

    #[test]
    fn a_vendors_words_cannot_play_tricks() {
        assert_eq!(cleaned("  The user\r\n\tsaid no.  "), "The user said no");
        assert_eq!(cleaned("a\u{202e}b\u{200b}c\0d"), "abc d");
        assert_eq!(cleaned(&"x".repeat(500)).chars().count(), 201);
    }
}
