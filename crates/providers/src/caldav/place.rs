//! Addresses of calendars and events: one spelling for each.

use url::Url;

use crate::calendar::{CalendarError, CalendarId, EventId};
use crate::http::{HttpError, allowed, same_site};

/// Resolves an `href` against where it was read, in the one spelling that ids have. Servers spell
/// one address in many ways (`%40` and `@`, `%2f` and `%2F`), which RFC 3986 calls the same.
pub(super) fn resolve(base: &Url, href: &str) -> Result<Url, CalendarError> {
    let strange = CalendarError::Strange {
        what: "an address in it",
    };
    let mut url = base.join(href.trim()).map_err(|_| strange)?;
    let path = spelled(url.path());
    url.set_path(&path);
    url.set_query(None);
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Ok(url)
}

/// As [`resolve`], for an address that we will send our credentials to.
pub(super) fn trusted(base: &Url, href: &str) -> Result<Url, CalendarError> {
    let url = resolve(base, href)?;
    allowed(&url)?;
    if same_site(base, &url) {
        Ok(url)
    } else {
        let name = |url: &Url| url.host_str().unwrap_or_default().to_owned();
        Err(HttpError::Redirected {
            host: name(base),
            to: name(&url),
        }
        .into())
    }
}

/// A path with everything escaped that is not unreserved, a slash or an at sign, in upper case.
fn spelled(path: &str) -> String {
    use std::fmt::Write as _;
    let bytes = path.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    let mut out = String::with_capacity(path.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (byte, escaped) = match (byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                at += 2;
                (u8::try_from(high * 16 + low).unwrap_or(b'%'), true)
            }
            _ => (byte, false),
        };
        at += 1;
        let plain = byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte);
        if plain || (byte == b'/' && !escaped) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The address behind an id.
pub(super) fn of_calendar(id: &CalendarId) -> Result<Url, CalendarError> {
    parsed(id.as_str())
}

/// The address behind an id.
pub(super) fn of_event(id: &EventId) -> Result<Url, CalendarError> {
    parsed(id.as_str())
}

fn parsed(text: &str) -> Result<Url, CalendarError> {
    let url = Url::parse(text).map_err(|_| CalendarError::NotFound)?;
    allowed(&url)?;
    Ok(url)
}

/// The id of an event at this address.
pub(super) fn event_id(url: &Url) -> EventId {
    EventId(url.as_str().to_owned())
}

/// Where an event of ours is created: named by its UID, so that a lost answer can be looked up.
pub(super) fn for_uid(calendar: &Url, uid: &str) -> Result<Url, CalendarError> {
    // A slash in a name would be a folder.
    let name = uid.replace('%', "%25").replace('/', "%2F");
    let name = name
        .replace('?', "%3F")
        .replace('#', "%23")
        .replace(':', "%3A");
    resolve(&folder(calendar), &format!("./{name}.ics"))
}

/// The address of a collection, which ends with a slash.
pub(super) fn folder(url: &Url) -> Url {
    let mut url = url.clone();
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_one_spelling() {
        let base = Url::parse("https://user:pw@cal.example.org/dav/").unwrap();
        for href in [
            "/dav/ana%40example.org/work/a%20b.ics",
            "/dav/ana@example.org/work/a b.ics",
            "https://cal.example.org/dav/ana@example.org/work/%61%20b.ics?x=1",
            " ana@example.org/work/a%20b.ics\n",
        ] {
            assert_eq!(
                resolve(&base, href).unwrap().as_str(),
                "https://cal.example.org/dav/ana@example.org/work/a%20b.ics"
            );
        }
        let slash = resolve(&base, "a%2fb.ics").unwrap();
        assert_eq!(slash.path(), "/dav/a%2Fb.ics");
        assert_eq!(
            resolve(&base, "a+b%25.ics").unwrap().path(),
            "/dav/a%2Bb%25.ics"
        );
    }

    #[test]
    fn an_event_is_created_inside_its_calendar_whatever_its_uid() {
        let calendar = Url::parse("http://127.0.0.1:5232/ana/work").unwrap();
        for uid in ["../../etc", "a/b?c#d", "http://evil.example/x", "a@muster"] {
            let place = for_uid(&calendar, uid).unwrap();
            assert_eq!(place.host_str(), Some("127.0.0.1"));
            let name = place.path().strip_prefix("/ana/work/").unwrap();
            assert!(
                !name.contains('/') && name.strip_suffix(".ics").is_some(),
                "{name}"
            );
        }
    }

    #[test]
    fn credentials_do_not_follow_an_address_to_another_site() {
        let base = Url::parse("https://caldav.icloud.com/").unwrap();
        assert!(trusted(&base, "https://p42-caldav.icloud.com/1/calendars/").is_ok());
        assert!(trusted(&base, "https://evil.example/1/").is_err());
        assert!(trusted(&base, "http://caldav.icloud.com/1/").is_err());
    }
}
