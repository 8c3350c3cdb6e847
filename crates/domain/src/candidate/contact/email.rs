//! E-mail addresses.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::ContactError;
use crate::text;

/// One e-mail address (RFC 5321 section 4.1.2, with the letters of RFC 6531), without a
/// display name. Quoted local parts and addresses of bare hosts are refused: in a candidate
/// list they are typing mistakes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// RFC 5321 sections 4.5.3.1.1 to 4.5.3.1.3, in octets.
const MAX_LOCAL: usize = 64;
const MAX_ADDRESS: usize = 254;
/// RFC 1035 section 2.3.4, in octets.
const MAX_LABEL: usize = 63;

impl Email {
    /// Reads an address; white space around it is dropped and the domain becomes lower case.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let text = text::trim(text);
        let (local, domain) = text.rsplit_once('@').ok_or(ContactError::Email)?;
        let domain = domain.to_lowercase();
        let sane = is_local_part(local) && is_domain(&domain);
        if !sane || local.len() + 1 + domain.len() > MAX_ADDRESS {
            return Err(ContactError::Email);
        }
        Ok(Self(format!("{local}@{domain}")))
    }

    /// The address as it is shown and written to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in lower case: mail systems that tell `Ana@` from `ana@` are not in use.
    pub fn identity(&self) -> String {
        self.0.nfkc().collect::<String>().to_lowercase()
    }
}

fn is_local_part(local: &str) -> bool {
    !local.is_empty()
        && local.len() <= MAX_LOCAL
        && local
            .split('.')
            .all(|atom| !atom.is_empty() && atom.chars().all(is_atom_character))
}

/// `atext` of RFC 5322 section 3.2.3, and letters of every script.
fn is_atom_character(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
    } else {
        !c.is_whitespace() && !c.is_control() && !text::is_blank(c.encode_utf8(&mut [0; 4]))
    }
}

fn is_domain(domain: &str) -> bool {
    let mut labels = domain.split('.').rev();
    let top_is_name = labels
        .next()
        .is_some_and(|top| is_label(top) && top.chars().any(|c| !c.is_ascii_digit()));
    let mut has_more = false;
    let rest_is_sane = labels.all(|label| {
        has_more = true;
        is_label(label)
    });
    top_is_name && rest_is_sane && has_more
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= MAX_LABEL
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| {
            if c.is_ascii() {
                c.is_ascii_alphanumeric() || c == '-'
            } else {
                is_atom_character(c)
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_addresses_are_kept_and_compared_without_case() {
        for text in [
            "tomas@example.org",
            "o'neil+jobs@sub.example.co.uk",
            "佐藤@例え.jp",
            "a_b-c.d@xn--mnchen-3ya.de",
            "x@a-b.museum",
        ] {
            assert_eq!(Email::parse(text).unwrap().as_str(), text);
        }
        let shouted = Email::parse("  Ana.Li@EXAMPLE.org\t").unwrap();
        assert_eq!(shouted.as_str(), "Ana.Li@example.org");
        assert_eq!(
            shouted.identity(),
            Email::parse("ana.li@example.org").unwrap().identity()
        );
    }

    #[test]
    fn everything_else_is_refused() {
        let long_local = format!("{}@example.org", "a".repeat(65));
        let long_domain = format!("a@{}.org", "b.".repeat(130));
        for text in [
            "",
            "@",
            "a@",
            "@b.org",
            "plain",
            "a@b",
            "a b@c.org",
            "a@b@c.org",
            "a..b@c.org",
            ".a@c.org",
            "a.@c.org",
            "a@-c.org",
            "a@c-.org",
            "a@c..org",
            "a@c.org.",
            "a@1.2.3.4",
            "a@[127.0.0.1]",
            "Ana <ana@example.org>",
            "a@c_d.org",
            "a,b@c.org",
            "a\0@c.org",
            "a\u{200b}@c.org",
            "a@c.org;b@c.org",
            &long_local,
            &long_domain,
        ] {
            assert_eq!(Email::parse(text), Err(ContactError::Email), "{text:?}");
        }
    }
}
