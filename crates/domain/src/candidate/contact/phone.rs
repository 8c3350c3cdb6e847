//! Telephone numbers.

use serde::{Deserialize, Serialize};

use super::ContactError;
use crate::text;

/// A telephone number, kept as it was typed. No country is guessed: `0170 …` and `+49 170 …`
/// stay two numbers until a person says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    typed: String,
    identity: String,
}

const MIN_DIGITS: usize = 7;
/// E.164 allows 15; some people write a trunk prefix or a carrier code as well.
const MAX_DIGITS: usize = 20;
const MAX_CHARACTERS: usize = 60;

impl Phone {
    /// Reads a number of 7 to 20 digits, with the usual separators and perhaps an extension.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let typed = text::trim(text);
        if typed.chars().count() > MAX_CHARACTERS {
            return Err(ContactError::Phone);
        }
        let plain: String = typed
            .chars()
            .map(to_ascii_digit)
            .collect::<String>()
            .to_lowercase();
        let number = plain.strip_prefix("tel:").unwrap_or(&plain);
        let (number, extension) = split_extension(number);
        if !extension.chars().all(|c| c.is_ascii_digit() || c == ' ') {
            return Err(ContactError::Phone);
        }
        let identity = identity_of(number)?;
        Ok(Self {
            typed: typed.to_owned(),
            identity,
        })
    }

    /// The number as it was typed.
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// The digits, with a leading `+` when one was typed, without the `(0)` that some write
    /// behind a country code and without the extension.
    pub fn identity(&self) -> &str {
        &self.identity
    }
}

fn identity_of(number: &str) -> Result<String, ContactError> {
    let number = text::trim(number);
    let international = number.starts_with('+') || number.starts_with("(+");
    let number = if international {
        number.replacen("(0)", "", 1)
    } else {
        number.to_owned()
    };
    let mut identity = String::with_capacity(number.len());
    for c in number.chars() {
        match c {
            '0'..='9' => identity.push(c),
            '+' if identity.is_empty() => identity.push('+'),
            c if is_separator(c) => {}
            _ => return Err(ContactError::Phone),
        }
    }
    let digits = identity.trim_start_matches('+').len();
    if (MIN_DIGITS..=MAX_DIGITS).contains(&digits) {
        Ok(identity)
    } else {
        Err(ContactError::Phone)
    }
}

/// What people put between digits, and the direction marks that come along when a number is
/// copied from a chat or a web page.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        '(' | ')' | '-' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}'
    ) || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || (c.is_whitespace() && !c.is_control())
}

/// The number and the digits behind `ext`, `x` or `#`.
fn split_extension(number: &str) -> (&str, &str) {
    for mark in [";ext=", "extension", "ext.", "ext", "x", "#"] {
        if let Some((before, after)) = number.split_once(mark) {
            return (before, text::trim(after));
        }
    }
    (number, "")
}

/// Arabic, Persian, Devanagari and full-width digits and plus signs as ASCII.
fn to_ascii_digit(c: char) -> char {
    let zero = match c {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        '\u{0966}'..='\u{096F}' => 0x0966,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        '\u{FF0B}' => return '+',
        other => return other,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(text: &str) -> String {
        Phone::parse(text).unwrap().identity().to_owned()
    }

    #[test]
    fn a_number_is_kept_as_typed_and_compared_by_its_digits() {
        assert_eq!(
            Phone::parse(" +44 (0)20 7946-0000 ").unwrap().as_str(),
            "+44 (0)20 7946-0000"
        );
        assert_eq!(identity("+44 (0)20 7946-0000"), "+442079460000");
        assert_eq!(identity("(+49) 30/123.45.67"), "+49301234567");
        assert_eq!(identity("555-0100"), "5550100");
        assert_eq!(identity("tel:+1-212-555-0100 ext. 12"), "+12125550100");
        assert_eq!(identity("+1 212 555 0100 x9"), "+12125550100");
        assert_eq!(identity("٠١٢٣٤٥٦٧٨"), "012345678");
        assert_eq!(identity("\u{202a}+49 170 1234567\u{202c}"), "+491701234567");
    }

    #[test]
    fn text_that_is_no_number_is_refused() {
        for text in [
            "",
            "123456",
            "call me",
            "+",
            "++4930123456",
            "12345678901234567890123",
            "030-CALLNOW",
            "1234567\0",
            "+49 30 1234567, +49 30 7654321",
            "030 1234567 ext two",
            "1.23456E+11",
        ] {
            assert_eq!(Phone::parse(text), Err(ContactError::Phone), "{text:?}");
        }
    }
}
