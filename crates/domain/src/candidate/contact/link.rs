//! Web addresses.

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use super::ContactError;
use crate::text;

/// A web address that is safe to hand to a browser: http or https, with a host name, and
/// without user name or password.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Link(String);

/// Longest address kept, in octets once written out.
const MAX_LENGTH: usize = 2048;

impl Link {
    /// Reads an address. Without a scheme, `https://` is put in front.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        web_address(text)
            .map(|url| Self(url.into()))
            .ok_or(ContactError::Link)
    }

    /// The address, written out in ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address without scheme, `www.`, fragment and a slash at the end.
    pub fn identity(&self) -> String {
        let rest = self
            .0
            .split_once("://")
            .map_or(self.0.as_str(), |(_, rest)| rest);
        let rest = rest.strip_prefix("www.").unwrap_or(rest);
        let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
        rest.trim_end_matches('/').to_owned()
    }
}

/// Parses an address that a browser may open; `None` for everything else.
pub(super) fn web_address(text: &str) -> Option<Url> {
    let text = text::trim(text);
    // The URL parser would quietly drop line breaks and turn `\` into `/`.
    let sneaky = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    if text.is_empty() || text.len() > MAX_LENGTH || text.contains(sneaky) {
        return None;
    }
    let url = match text.split_once("://") {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#', '.']) => Url::parse(text),
        _ => Url::parse(&format!("https://{text}")),
    }
    .ok()?;
    let named_host = matches!(url.host(), Some(Host::Domain(name)) if is_public_name(name));
    let plain = url.username().is_empty() && url.password().is_none();
    let web = matches!(url.scheme(), "http" | "https");
    (named_host && plain && web && url.as_str().len() <= MAX_LENGTH).then_some(url)
}

fn is_public_name(name: &str) -> bool {
    name.trim_end_matches('.').contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_has_one_identity() {
        let spelled = Link::parse("HTTPS://www.Example.org/Ana/#top").unwrap();
        assert_eq!(spelled.as_str(), "https://www.example.org/Ana/#top");
        assert_eq!(
            spelled.identity(),
            Link::parse("http://example.org/Ana").unwrap().identity()
        );
        let bare = Link::parse("github.com/ana?tab=stars").unwrap();
        assert_eq!(bare.as_str(), "https://github.com/ana?tab=stars");
        assert_eq!(
            Link::parse("https://bücher.example/é").unwrap().as_str(),
            "https://xn--bcher-kva.example/%C3%A9"
        );
    }

    #[test]
    fn what_a_browser_must_not_open_is_refused() {
        for text in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt://example.org/%0aalert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://example.org",
            "mailto:a@b.org",
            "https://",
            "https://user:pw@example.org",
            "https://ana@example.org",
            "https://exa mple.org",
            "java\nscript:alert(1)",
            "https:\\\\example.org",
            "localhost:3000",
            "https://127.0.0.1/x",
            "portfolio",
            "https://[::1]/",
        ] {
            assert_eq!(Link::parse(text), Err(ContactError::Link), "{text:?}");
        }
    }
}
