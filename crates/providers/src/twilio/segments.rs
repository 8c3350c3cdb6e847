//! How many parts a text message has: every part is paid for.

/// How the letters are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// GSM 03.38: seven bits a letter, 160 in one part, 153 in one of several.
    Gsm,
    /// UCS-2: sixteen bits, 70 in one part, 67 in one of several. One letter outside GSM 03.38
    /// makes the whole message so.
    Ucs2,
}

/// The parts of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segments {
    /// How many.
    pub count: u32,
    /// How its letters are sent.
    pub alphabet: Alphabet,
}

/// The letters of GSM 03.38 that take one place.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
    ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Those that take two.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

impl Segments {
    /// Counts the parts of a text, as Twilio does without "smart encoding".
    pub fn of(text: &str) -> Self {
        let gsm: Option<Vec<usize>> = text.chars().map(places).collect();
        let (places, alphabet, alone, among) = if let Some(places) = gsm {
            (places, Alphabet::Gsm, 160, 153)
        } else {
            let places = text.chars().map(char::len_utf16).collect();
            (places, Alphabet::Ucs2, 70, 67)
        };
        let count = if places.iter().sum::<usize>() <= alone {
            u32::from(!places.is_empty())
        } else {
            packed(&places, among)
        };
        Self { count, alphabet }
    }
}

/// The places of a letter in GSM 03.38; `None` when it has none there.
fn places(letter: char) -> Option<usize> {
    if BASIC.contains(letter) {
        Some(1)
    } else {
        EXTENDED.contains(letter).then_some(2)
    }
}

/// Parts of so many places when a letter of two is never cut.
fn packed(places: &[usize], most: usize) -> u32 {
    let (mut count, mut used) = (1, 0);
    for place in places {
        if used + place > most {
            count += 1;
            used = 0;
        }
        used += place;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (u32, Alphabet) {
        let Segments { count, alphabet } = Segments::of(text);
        (count, alphabet)
    }

    #[test]
    fn parts_are_counted_as_they_are_billed() {
        use Alphabet::{Gsm, Ucs2};
        assert_eq!(parts(""), (0, Gsm));
        assert_eq!(parts(&"a".repeat(160)), (1, Gsm));
        assert_eq!(parts(&"a".repeat(161)), (2, Gsm));
        assert_eq!(parts(&"a".repeat(306)), (2, Gsm));
        assert_eq!(parts(&"a".repeat(307)), (3, Gsm));
        assert_eq!(parts(&"€".repeat(80)), (1, Gsm));
        // 153 is odd: a letter of two places does not fit into the last.
        assert_eq!(parts(&"€".repeat(153)), (3, Gsm));
        assert_eq!(parts("Grüße, Ærø: 9 €"), (1, Gsm));
        assert_eq!(parts(&"ç".repeat(70)), (1, Ucs2));
        assert_eq!(parts(&"ç".repeat(71)), (2, Ucs2));
        assert_eq!(parts(&"👍".repeat(35)), (1, Ucs2));
        // 67 is odd as well: 33 pairs in each part.
        assert_eq!(parts(&"👍".repeat(67)), (3, Ucs2));
        assert_eq!(parts(&format!("{}…", "a".repeat(70))), (2, Ucs2));
    }
}
