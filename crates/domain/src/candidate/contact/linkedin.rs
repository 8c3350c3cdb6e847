//! Addresses of `LinkedIn` profiles.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use url::Url;

use super::ContactError;
use super::link::web_address;

/// The address of a person's `LinkedIn` profile, written `https://www.linkedin.com/in/<name>`.
///
/// Country and mobile hosts, tracking parameters and sub-pages lead to the same person and
/// are dropped. Nothing is ever fetched from it (FEATURES.md 5.9).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LinkedInUrl(String);

const PREFIX: &str = "https://www.linkedin.com/in/";
/// `LinkedIn` allows 100 characters; older names are longer.
const MAX_NAME: usize = 200;
/// Characters of a profile name that need no escape (RFC 3986 section 2.3).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

impl LinkedInUrl {
    /// Reads the address of a profile page (`/in/…`) on linkedin.com.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let url = web_address(text).ok_or(ContactError::LinkedIn)?;
        let name = is_linkedin(&url).then(|| profile_name(&url)).flatten();
        let name = name.ok_or(ContactError::LinkedIn)?;
        Ok(Self(format!(
            "{PREFIX}{}",
            utf8_percent_encode(&name, ESCAPED)
        )))
    }

    /// The address in its one written form, in ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The profile's name as people read it, such as `ines-example-1` or `张伟`.
    pub fn name(&self) -> String {
        let encoded = self.0.strip_prefix(PREFIX).unwrap_or(&self.0);
        percent_decode_str(encoded).decode_utf8_lossy().into_owned()
    }

    /// The profile's name in lower case: `LinkedIn` does not tell `/in/Ana` from `/in/ana`.
    pub fn identity(&self) -> String {
        self.name().to_lowercase().nfc().collect()
    }
}

/// `linkedin.com`, or one label before it: `www`, `m`, or a country.
fn is_linkedin(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let known = match host.strip_suffix("linkedin.com") {
        Some("") => true,
        Some(label) => label.strip_suffix('.').is_some_and(|label| {
            matches!(label, "www" | "m" | "mobile" | "touch")
                || (label.len() == 2 && label.bytes().all(|b| b.is_ascii_lowercase()))
        }),
        None => false,
    };
    known && url.port().is_none()
}

/// The part behind `/in/`, decoded.
fn profile_name(url: &Url) -> Option<String> {
    let mut parts = url.path_segments()?.skip_while(|part| *part == "mwlite");
    if !parts.next()?.eq_ignore_ascii_case("in") {
        return None;
    }
    let decoded = percent_decode_str(parts.next()?).decode_utf8().ok()?;
    let name: String = decoded.nfc().collect();
    let sane = !name.is_empty()
        && !matches!(name.as_str(), "." | "..")
        && name.chars().count() <= MAX_NAME
        && !name
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || "<>\"\\^`{|}/?#%".contains(c));
    sane.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_profile_becomes_one() {
        for text in [
            "https://www.linkedin.com/in/ines-example-1",
            "https://www.linkedin.com/in/ines-example-1/",
            "http://linkedin.com/in/ines-example-1",
            "linkedin.com/in/ines-example-1?trk=people",
            "de.linkedin.com/in/ines-example-1/en",
            "www.linkedin.com/in/ines-example-1#about",
            "HTTPS://WWW.LinkedIn.com/in/ines-example-1",
            "https://m.linkedin.com/mwlite/in/ines-example-1",
            "https://www.linkedin.com/in/ines-example-1/details/skills/",
        ] {
            let url = LinkedInUrl::parse(text).unwrap();
            assert_eq!(
                url.as_str(),
                "https://www.linkedin.com/in/ines-example-1",
                "{text}"
            );
        }
    }

    #[test]
    fn case_does_not_make_another_person() {
        let typed = LinkedInUrl::parse("linkedin.com/in/Ines-Example").unwrap();
        assert_eq!(typed.as_str(), "https://www.linkedin.com/in/Ines-Example");
        assert_eq!(typed.identity(), "ines-example");
    }

    #[test]
    fn names_of_every_script_are_the_same_encoded_or_not() {
        let typed = LinkedInUrl::parse("https://cn.linkedin.com/in/张伟-🚀").unwrap();
        let encoded = "https://www.linkedin.com/in/%e5%bc%a0%e4%bc%9f-%F0%9F%9A%80";
        assert_eq!(LinkedInUrl::parse(encoded).unwrap(), typed);
        assert_eq!(typed.name(), "张伟-🚀");
        assert_eq!(LinkedInUrl::parse(typed.as_str()).unwrap(), typed);
    }

    #[test]
    fn other_addresses_are_refused() {
        for text in [
            "",
            "https://evil.example/in/ana",
            "https://linkedin.com.evil.example/in/ana",
            "https://linkedin.com@evil.example/in/ana",
            "https://notlinkedin.com/in/ana",
            "https://evil.linkedin.com/in/ana",
            "javascript:alert(1)//linkedin.com/in/ana",
            "https://www.linkedin.com/company/contoso",
            "https://www.linkedin.com/in/",
            "https://www.linkedin.com/in//",
            "https://www.linkedin.com/in/%2e%2e",
            "https://www.linkedin.com/in/%FF",
            "https://www.linkedin.com/in/a%00b",
            "https://www.linkedin.com/in/%3Cscript%3E",
            "https://www.linkedin.com:8443/in/ana",
            "ftp://www.linkedin.com/in/ana",
            "https://www.linkedin.com/in/a%2Fb",
            "ana",
        ] {
            assert_eq!(
                LinkedInUrl::parse(text),
                Err(ContactError::LinkedIn),
                "{text:?}"
            );
        }
    }
}
