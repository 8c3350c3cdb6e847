//! A text as words, numbers and marks.

/// No date is longer; anything else is something else.
const LONGEST: usize = 100;
const MOST: usize = 24;

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits, as they were written.
    Number(String),
    /// Letters, in lower case and without accents.
    Word(String),
    /// Anything else that is not a space.
    Mark(char),
}

use Token::{Mark, Number, Word};

/// Takes a text apart; `3pm` and `3 pm` are the same. Nothing when it is too long to be a date.
///
/// What stands in parentheses is left out, so that our own `15:00 Berlin (UTC+1)` can be read back.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    if text.chars().count() > LONGEST {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut aside = false;
    // Whether the last token may still grow.
    let mut open = false;
    let letters: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    for (index, letter) in letters.iter().copied().enumerate() {
        match letter {
            '(' => aside = true,
            ')' => aside = false,
            _ if aside => {}
            _ if letter.is_ascii_digit() => match out.last_mut() {
                Some(Number(digits)) if open => digits.push(letter),
                _ => out.push(Number(letter.to_string())),
            },
            _ if letter.is_alphabetic() => match out.last_mut() {
                Some(Word(word)) if open => word.push_str(plain(letter).as_str()),
                _ => out.push(Word(plain(letter))),
            },
            // `st john's`, and the dot that `ẞ` and `İ` leave behind in lower case.
            '\'' | '’' | '\u{307}' => continue,
            ',' | '_' | '@' => {}
            _ if letter.is_whitespace() => {}
            // The dot of an abbreviation, the hyphen or slash of a name.
            '.' if matches!(out.last(), Some(Word(_))) => {}
            '-' | '/'
                if matches!(out.last(), Some(Word(_)))
                    && letters.get(index + 1).is_some_and(|c| c.is_alphabetic()) => {}
            other => out.push(Mark(other)),
        }
        open = !aside && letter.is_alphanumeric();
    }
    if out.len() > MOST {
        out.clear();
    }
    out
}

/// Letters as the names of the zone database have them.
fn plain(letter: char) -> String {
    let base = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'ç' | 'ć' | 'č' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'š' | 'ș' | 'ş' => "s",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' => "y",
        'ž' => "z",
        other => return other.to_string(),
    };
    base.to_owned()
}

/// The value of up to `most` digits.
pub(super) fn value(digits: &str, most: usize) -> Option<u32> {
    (digits.len() <= most)
        .then(|| digits.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_and_marks_part() {
        let word = |text: &str| Word(text.to_owned());
        let number = |text: &str| Number(text.to_owned());
        assert_eq!(
            tokens("Thu, 3PM  Port-au-Prince"),
            [
                word("thu"),
                number("3"),
                word("pm"),
                word("port"),
                word("au"),
                word("prince")
            ]
        );
        assert_eq!(
            tokens("2026-11-24T09"),
            [
                number("2026"),
                Mark('-'),
                number("11"),
                Mark('-'),
                number("24"),
                word("t"),
                number("09")
            ]
        );
        assert_eq!(
            tokens("15:00 São_Paulo (UTC−3)"),
            [
                number("15"),
                Mark(':'),
                number("00"),
                word("sao"),
                word("paulo")
            ]
        );
        assert_eq!(tokens("24 Nov. St. John's").len(), 4);
        assert_eq!(tokens("x".repeat(101).as_str()), []);
    }
}
