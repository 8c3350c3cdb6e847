//! What can go wrong on the way, in words that name the host and nothing else.

use chrono::{DateTime, Utc};

/// A request that brought no usable answer. Answers of every status but those that pass
/// (429, 5xx) are no errors here: what they mean is for the vendor to say.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// No connection: the request was not sent.
    #[error(
        "{host} cannot be reached. Check the internet connection; Muster tries again by itself."
    )]
    Unreachable {
        /// The server.
        host: String,
    },
    /// The server said nothing in time, or the connection broke. A write may have happened.
    #[error("{host} did not answer. Muster tries again by itself.")]
    NoAnswer {
        /// The server.
        host: String,
    },
    /// The server says that it is broken (5xx). A write may have happened.
    #[error("{host} has trouble (status {status}). Muster tries again by itself.")]
    Trouble {
        /// The server.
        host: String,
        /// The status.
        status: u16,
    },
    /// The server asks for a pause (429, 503), or we have left it alone after many failures.
    /// Nothing was written.
    #[error("{host} wants to be left alone for a while. Muster comes back by itself.")]
    Later {
        /// The server.
        host: String,
        /// From when on it may be asked again.
        until: DateTime<Utc>,
    },
    /// Neither https nor this machine, or a redirect to such a place.
    #[error(
        "{host} is not reached by https, so nothing was sent to it. Give an address that \
         begins with https://."
    )]
    Insecure {
        /// The server.
        host: String,
    },
    /// A redirect to a server that our credentials are not for, or one without end.
    #[error(
        "{host} sends us on to {to}, which may not see this sign-in. If you trust that server, \
         give its address instead."
    )]
    Redirected {
        /// The server.
        host: String,
        /// Where it sends us.
        to: String,
    },
    /// The answer is larger than what was asked for can be.
    #[error("The answer of {host} is too large (more than {limit} bytes), so it was not read.")]
    TooLarge {
        /// The server.
        host: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// The system's certificates or network could not be prepared.
    #[error(
        "This computer's certificates could not be read, so no safe connection can be made. \
         Install the package of CA certificates."
    )]
    NoTls,
}

impl HttpError {
    /// Whether a write that ended so may have happened all the same.
    pub fn is_ambiguous(&self) -> bool {
        matches!(self, Self::NoAnswer { .. } | Self::Trouble { .. })
    }
}
