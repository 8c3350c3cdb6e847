//! Telephone numbers as the message services want them: E.164, `+` and digits.

use std::fmt;

/// A telephone number with its country: `+4930123456`. It prints as `Phone(…)`, because a number
/// is a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

/// Why a text is no number that a message can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneProblem {
    /// It has no country.
    #[error(
        "The number does not begin with a country, so no message can be sent. Write it like \
         +49 30 123456."
    )]
    NoCountry,
    /// `+49 (0) 30 …`: the zero is not dialled from abroad, and services take it as a digit.
    #[error("The number has a (0) in it. Leave it out: +49 30 123456.")]
    Zero,
    /// Something else than digits, or too few or too many (E.164: 15 at most).
    #[error("This is no telephone number. Write it like +49 30 123456.")]
    Strange,
}

impl Phone {
    /// Reads a number as people write it: with a plus, and with spaces, dots, hyphens, slashes and
    /// brackets between the digits.
    ///
    /// # Errors
    /// A [`PhoneProblem`].
    pub fn parse(text: &str) -> Result<Self, PhoneProblem> {
        let text = text.trim();
        let rest = match text.strip_prefix('+') {
            Some(rest) => rest,
            None if text.starts_with(|first: char| first.is_ascii_digit() || first == '(') => {
                return Err(PhoneProblem::NoCountry);
            }
            None => return Err(PhoneProblem::Strange),
        };
        let between = |letter: char| {
            letter.is_whitespace() || matches!(letter, '-' | '.' | '/' | '(' | ')' | '\u{2011}')
        };
        let compact: String = rest
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        if compact.contains("(0)") {
            return Err(PhoneProblem::Zero);
        }
        let digits: String = rest.chars().filter(|letter| !between(*letter)).collect();
        let well = digits.bytes().all(|byte| byte.is_ascii_digit())
            && (7..=15).contains(&digits.len())
            && !digits.starts_with('0');
        if well {
            Ok(Self(digits))
        } else {
            Err(PhoneProblem::Strange)
        }
    }

    /// With the plus, for a request.
    pub fn e164(&self) -> String {
        format!("+{}", self.0)
    }

    /// Without the plus, for a request.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, number) in [
            ("+49 30 123456", "+4930123456"),
            (" +1 (415) 555-2345 ", "+14155552345"),
            ("+49.170/1234567", "+491701234567"),
            ("+33\u{a0}6\u{a0}12\u{a0}34\u{a0}56\u{a0}78", "+33612345678"),
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!(phone.e164(), number);
            assert_eq!(format!("{phone:?}"), "Phone(…)");
        }
        for (text, problem) in [
            ("030 123456", PhoneProblem::NoCountry),
            ("(415) 555-2345", PhoneProblem::NoCountry),
            ("+49 (0) 30 123456", PhoneProblem::Zero),
            ("+49 ( 0 )30 123456", PhoneProblem::Zero),
            ("+030 123456", PhoneProblem::Strange),
            ("+49 30", PhoneProblem::Strange),
            ("+1234567890123456", PhoneProblem::Strange),
            ("+49 30 12345a", PhoneProblem::Strange),
            ("+４９30123456", PhoneProblem::Strange),
            ("+49301234\r\n567,+1", PhoneProblem::Strange),
            ("ana@example.com", PhoneProblem::Strange),
            ("", PhoneProblem::Strange),
        ] {
            assert_eq!(Phone::parse(text), Err(problem), "{text}");
        }
    }
}
