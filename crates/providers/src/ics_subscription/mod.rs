//! A calendar behind an `.ics` address: read as a whole, and only when it has changed.
//!
//! The address itself is a secret (whoever has it sees the calendar), so no word and no log holds
//! it. How servers behave stands in `INVARIANTS.md`.

use std::fmt;

use chrono::{DateTime, Utc};
use muster_scheduling::zone::Zones;
use reqwest::Method;
use serde::{Deserialize, Serialize};
use url::Url;
use zeroize::Zeroizing;

use crate::http::{HttpError, Line, Request, allowed};
use crate::ics::{IcsFile, read};

/// The largest calendar in bytes; a person's has a few hundred kilobytes.
const LARGEST: usize = 32 * 1024 * 1024;

/// An address that a calendar can be read from.
#[derive(Clone)]
pub struct Address(Zeroizing<String>);

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

impl Address {
    /// Reads what the user gave: an https address, or `webcal://`, which stands for https. On
    /// this machine itself http will do.
    ///
    /// # Errors
    /// A [`SubscriptionError`] when it is no such address.
    pub fn parse(text: &str) -> Result<Self, SubscriptionError> {
        let text = text.trim();
        let https = match text.split_once("://") {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("webcal") => {
                format!("https://{rest}")
            }
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("webcals") => {
                format!("https://{rest}")
            }
            _ => text.to_owned(),
        };
        let url = Url::parse(&https).map_err(|_| SubscriptionError::NoAddress)?;
        allowed(&url).map_err(SubscriptionError::Http)?;
        Ok(Self(Zeroizing::new(url.into())))
    }

    /// The address, to be sealed and stored.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

/// What to remember between two reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`, as it was sent.
    pub last_modified: Option<String>,
}

/// What reading came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Feed {
    /// It is as it was; what is held is good as of now.
    Unchanged {
        /// When it was asked.
        as_of: DateTime<Utc>,
    },
    /// It was read; it replaces what is held of this calendar.
    Read {
        /// When it was asked.
        as_of: DateTime<Utc>,
        /// What it says. Its problems are time that is unknown, not free.
        file: IcsFile,
        /// What to remember.
        seen: Seen,
    },
}

/// Why a subscription was not read. No words hold the address; what is held stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubscriptionError {
    /// Not an address.
    #[error("This is no address of a calendar. Paste the one that ends with .ics.")]
    NoAddress,
    /// The way there failed.
    #[error("{0}")]
    Http(HttpError),
    /// The address is dead or was changed by its owner (401, 403, 404, 410).
    #[error(
        "The calendar is not there any more, or its address was renewed. Ask its owner for the \
         new address."
    )]
    Gone,
    /// Another status than success.
    #[error("The calendar's server answered with status {0}. Try again later.")]
    Status(u16),
    /// Not a calendar, for example a page that asks to sign in.
    #[error(
        "What is at the address is no calendar. Open it in a browser; if it asks you to sign in, \
         take the private .ics address instead."
    )]
    NoCalendar,
}

/// Reads a subscription if it has changed since.
///
/// # Errors
/// A [`SubscriptionError`]; an empty or damaged calendar never replaces what is held.
pub async fn fetch(
    line: &Line,
    address: &Address,
    seen: &Seen,
    zones: &Zones,
) -> Result<Feed, SubscriptionError> {
    let url = Url::parse(address.secret()).map_err(|_| SubscriptionError::NoAddress)?;
    let mut request = Request::reads(Method::GET, url)
        .header("accept", "text/calendar, */*;q=0.1")
        .at_most(LARGEST);
    if let Some(etag) = &seen.etag {
        request = request.header("if-none-match", etag);
    }
    if let Some(date) = &seen.last_modified {
        request = request.header("if-modified-since", date);
    }
    let as_of = line.now();
    let response = line.send(request).await.map_err(SubscriptionError::Http)?;
    match response.status {
        304 => return Ok(Feed::Unchanged { as_of }),
        200 => {}
        401 | 403 | 404 | 410 => return Err(SubscriptionError::Gone),
        status => return Err(SubscriptionError::Status(status)),
    }
    let file = read(&response.body, zones).map_err(|_| SubscriptionError::NoCalendar)?;
    let text = |name| response.header(name).map(str::to_owned);
    Ok(Feed::Read {
        as_of,
        file,
        seen: Seen {
            etag: text("etag"),
            last_modified: text("last-modified"),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webcal_is_https_and_nothing_else_is_let_in() {
        let address = Address::parse(" webcal://cal.example.org/x/basic.ics\n").unwrap();
        assert_eq!(address.secret(), "https://cal.example.org/x/basic.ics");
        assert_eq!(format!("{address:?}"), "Address(…)");
        assert!(Address::parse("http://127.0.0.1:8080/a.ics").is_ok());
        for bad in [
            "http://cal.example.org/a.ics",
            "file:///etc/passwd",
            "cal.example.org/a.ics",
            "",
        ] {
            let error = Address::parse(bad).unwrap_err();
            assert!(!error.to_string().contains("a.ics"), "{error}");
        }
    }
}
