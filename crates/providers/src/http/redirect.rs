//! Which addresses may be asked, and where a redirect may lead.

use url::{Host, Url};

use super::error::HttpError;

/// Whether an address may be asked at all: https, or http on this machine itself.
///
/// # Errors
/// [`HttpError::Insecure`] when not.
pub fn allowed(url: &Url) -> Result<(), HttpError> {
    match url.scheme() {
        "https" if url.host().is_some() => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        _ => Err(HttpError::Insecure { host: host_of(url) }),
    }
}

/// Whether the address is on this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

/// Whether a server at `known`, which has our credentials, may send us with them to `next`.
///
/// The same machine may. Another one may by https when one name lies below the other, or both
/// below the same one: `caldav.icloud.com` sends to `p42-caldav.icloud.com`, `fastmail.com` to
/// `caldav.fastmail.com`. A port of its own is another server.
pub fn same_site(known: &Url, next: &Url) -> bool {
    if known.origin() == next.origin() {
        return true;
    }
    if allowed(next).is_err() {
        return false;
    }
    let (Some(Host::Domain(a)), Some(Host::Domain(b))) = (known.host(), next.host()) else {
        // The same address, with https instead of http.
        return known.host() == next.host() && next.scheme() == "https" && next.port().is_none();
    };
    let upgraded = known.scheme() == next.scheme() || next.scheme() == "https";
    if !upgraded || (next.port().is_some() && next.port() != known.port()) {
        return false;
    }
    let parent = |name: &str| name.split_once('.').map(|(_, rest)| rest.to_owned());
    let below = |name: &str, top: &str| {
        name == top
            || (top.contains('.')
                && name
                    .strip_suffix(top)
                    .is_some_and(|rest| rest.ends_with('.')))
    };
    let siblings = match (parent(a), parent(b)) {
        (Some(one), Some(other)) => one == other && one.contains('.'),
        _ => false,
    };
    below(a, b) || below(b, a) || siblings
}

/// The host of an address, for words. Nothing else of an address is ever shown.
pub(super) fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or("the address").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn only_https_or_this_machine() {
        for fine in [
            "https://cal.example.org/x",
            "http://127.0.0.1:5232/",
            "http://[::1]/",
            "http://localhost:8080/a",
        ] {
            assert!(allowed(&url(fine)).is_ok(), "{fine}");
        }
        for bad in [
            "http://cal.example.org/",
            "ftp://127.0.0.1/",
            "http://127.0.0.1.example.org/",
            "file:///etc/passwd",
        ] {
            assert!(allowed(&url(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn credentials_stay_with_one_site() {
        let yes = [
            (
                "https://caldav.icloud.com/",
                "https://p42-caldav.icloud.com/1/",
            ),
            ("https://fastmail.com/", "https://caldav.fastmail.com/dav"),
            ("https://caldav.example.org/", "https://example.org/dav"),
            ("http://127.0.0.1:1/a", "http://127.0.0.1:1/b"),
        ];
        for (from, to) in yes {
            assert!(same_site(&url(from), &url(to)), "{from} {to}");
        }
        let no = [
            (
                "https://caldav.icloud.com/",
                "https://icloud.com.evil.example/",
            ),
            ("https://a.co.uk.example/", "https://example/"),
            ("https://one.com/", "https://two.com/"),
            ("https://cal.example.org/", "http://cal.example.org/"),
            ("https://cal.example.org/", "https://cal.example.org:8443/"),
            ("https://cal.example.org/", "http://127.0.0.1/"),
            ("http://127.0.0.1:1/", "http://127.0.0.1:2/"),
            ("https://notexample.org/", "https://example.org/"),
        ];
        for (from, to) in no {
            assert!(!same_site(&url(from), &url(to)), "{from} {to}");
        }
    }
}
