//! One way to compare what people type: names, headers, skills.
//!
//! Folded text is for comparing only. What a person typed is stored as typed.

use unicode_normalization::UnicodeNormalization;

/// The form of `text` used for comparing (FORMATS.md, "Imports": *folded name*).
///
/// Compatibility forms are unified (NFKD), accents and vowel points are dropped, letters
/// are lower case, and white space is one space. `Søren  ÅBERG` and `soren aberg` fold to
/// the same text. Marks that change the letter itself (Indic vowel signs, Japanese voicing)
/// stay, and so do all scripts.
///
/// Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for character in text.nfkd().filter(|c| !is_dropped(*c)) {
        for lower in character.to_lowercase() {
            push_plain(lower, &mut letters);
        }
    }
    // Lower-casing may itself give a composed letter, so accents are dropped once more.
    let composed: String = letters.nfkd().filter(|c| !is_dropped(*c)).nfc().collect();
    collapse_spaces(&composed)
}

/// `text` folded and without spaces, `_`, `-` and `.`: how a column header is compared
/// (FORMATS.md: "CSV headers are matched without case and spaces").
pub fn fold_header(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.'))
        .collect()
}

/// Whether nothing in `text` would show: white space and invisible characters only.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible_edge)
}

/// `text` without white space and invisible characters at both ends.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_invisible_edge)
}

fn is_invisible_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Writes letters that Unicode does not decompose but people type without their stroke.
fn push_plain(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        other => out.push(other),
    }
}

/// Accents, vowel points and invisible format characters.
fn is_dropped(c: char) -> bool {
    matches!(c,
        // Combining marks of Latin, Greek and Cyrillic.
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
        // Hebrew points; Arabic vowel signs, hamza above and below, and the stretching tatweel.
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}'..='\u{05C2}'
        | '\u{05C4}'..='\u{05C5}' | '\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        // Soft hyphen, zero-width and direction characters, variation selectors.
        | '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}')
}

fn collapse_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_fold_to_the_same_text() {
        for (left, right) in [
            ("Søren  ÅBERG", "soren aberg"),
            ("Tom\u{e1}s", "Toma\u{301}s"),
            ("ŁUKASZ Żak", "lukasz zak"),
            ("Weiß", "WEISS"),
            ("İpek", "ipek"),
            ("ΣΑΣ", "σας"),
            ("أَحْمَد", "احمد"),
            ("Ｍａｒｉａ", "maria"),
            ("\tAna\u{a0}Maria\r\n", "ana maria"),
        ] {
            assert_eq!(fold(left), fold(right), "{left} and {right}");
        }
    }

    #[test]
    fn different_names_stay_different() {
        for (left, right) in [
            ("कि", "का"),
            ("か", "が"),
            ("张伟", "张炜"),
            ("한국", "하국"),
            ("محمد", "محمود"),
        ] {
            assert_ne!(fold(left), fold(right), "{left} and {right}");
        }
        assert_eq!(fold("한국"), "한국");
        assert_eq!(fold("张伟 🚀"), "张伟 🚀");
    }

    #[test]
    fn headers_lose_case_spaces_and_joiners() {
        assert_eq!(fold_header(" Full_Name "), "fullname");
        assert_eq!(fold_header("LinkedIn-URL"), "linkedinurl");
    }

    #[test]
    fn invisible_text_is_blank() {
        assert!(is_blank(" \u{feff}\u{200b}\u{a0}"));
        assert!(!is_blank(" . "));
        assert_eq!(trim("\u{feff} Ana \u{200b}"), "Ana");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
