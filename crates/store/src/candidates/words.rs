//! The words that search compares: the same rule makes them from a stored text and from a query.

use muster_domain::text::fold;

/// The most words of a query that are looked up; a longer one is a pasted text, not a search.
const MOST_WORDS: usize = 32;
/// The most parts of one word (the characters of a Chinese name) that are looked up.
const MOST_PARTS: usize = 64;
/// Characters of a word that are compared.
const LONGEST_WORD: usize = 64;

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QueryWord {
    /// Its parts, which must stand one behind the other: one for most scripts, one for each
    /// character of Chinese, Japanese and Korean, which put no spaces between words.
    pub parts: Vec<String>,
    /// Whether the last part may go on: the word is still being typed.
    pub open: bool,
}

/// The words of a query. All but the last are whole words.
pub(super) fn query_words(query: &str) -> Vec<QueryWord> {
    let mut words: Vec<QueryWord> = query
        .split_whitespace()
        .map(|word| QueryWord {
            parts: plain(word)
                .split(' ')
                .filter(|p| !p.is_empty())
                .take(MOST_PARTS)
                .map(|part| shortened(part).to_owned())
                .collect(),
            open: false,
        })
        .filter(|word| !word.parts.is_empty())
        .take(MOST_WORDS)
        .collect();
    if let Some(last) = words.last_mut() {
        last.open = true;
    }
    words
}

/// The words of stored texts as search reads them: one line, one space between two words.
pub(super) fn line(texts: &[&str]) -> String {
    let plain = indexed(&texts.join("\n"));
    let mut out = String::with_capacity(plain.len());
    for word in plain.split(' ').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(shortened(word));
    }
    out
}

/// Nobody types more of a word; what is longer is the debris of a document.
fn shortened(word: &str) -> &str {
    word.char_indices()
        .nth(LONGEST_WORD)
        .map_or(word, |(end, _)| &word[..end])
}

/// A stored text as it goes into the index. A name with an apostrophe is there twice, as its parts
/// and as one word: people type both.
fn indexed(text: &str) -> String {
    let mut out = plain(text);
    for word in text
        .split_whitespace()
        .filter(|word| word.contains(is_apostrophe))
    {
        let joined: String = word.chars().filter(|c| !is_apostrophe(*c)).collect();
        out.push(' ');
        out.push_str(&plain(&joined));
    }
    out
}

/// Folded letters and digits with spaces between words and around every character of a script
/// without spaces. `C++` and `C#` become words of their own.
pub(super) fn plain(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len() + 8);
    let mut rest = folded.as_str();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if is_unspaced(c) {
            out.push(' ');
            out.push(c);
            out.push(' ');
        } else if c.is_alphanumeric() {
            out.push(c);
            let marks = marks_behind(rest);
            for mark in marks.chars() {
                out.push_str(if mark == '+' { "plus" } else { "sharp" });
            }
            rest = &rest[marks.len()..];
        } else {
            out.push(' ');
        }
    }
    out
}

/// The `++` of `C++` and the `#` of `C#`: marks that end a word.
pub(super) fn marks_behind(rest: &str) -> &str {
    let end = rest.find(|c| !matches!(c, '+' | '#')).unwrap_or(rest.len());
    let (marks, behind) = rest.split_at(end);
    if behind.starts_with(char::is_alphanumeric) {
        ""
    } else {
        marks
    }
}

/// Characters of scripts that write words without spaces between them: Han, kana, Hangul.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
        && c.is_alphanumeric()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_query_become_the_same_words() {
        assert_eq!(plain("  Łukasz   ÅBERG-Weiß "), "lukasz aberg weiss");
        assert_eq!(
            plain("张伟Rust").split_whitespace().collect::<Vec<_>>(),
            ["张", "伟", "rust"]
        );
        assert_eq!(plain("C++, C# and F#5"), "cplusplus  csharp and f 5");
        assert_eq!(indexed("Zoe O’Neill"), "zoe o neill oneill");
    }

    #[test]
    fn a_line_has_one_space_between_two_words() {
        assert_eq!(
            line(&["Ana  LI\n", "", "C++ 张伟"]),
            "ana li cplusplus 张 伟"
        );
        assert_eq!(line(&["\" -- "]), "");
        assert_eq!(line(&[&"é".repeat(2_000)]), "e".repeat(LONGEST_WORD));
    }

    #[test]
    fn only_letters_and_digits_of_a_query_are_looked_up() {
        let parts = |query: &str| -> Vec<String> {
            let words = query_words(query).into_iter();
            words.map(|word| word.parts.join(" ")).collect()
        };
        assert_eq!(parts("Ana  LI"), ["ana", "li"]);
        assert_eq!(parts("张伟"), ["张 伟"]);
        assert_eq!(parts("\" OR NEAR( * ^ \0 {x}:"), ["or", "near", "x"]);
        assert!(parts(" \t \" -- ").is_empty());
        assert_eq!(parts(&"wort ".repeat(2_000)).len(), MOST_WORDS);
        let unbroken = parts(&"張".repeat(3_000)).join("");
        assert_eq!(unbroken.matches('張').count(), MOST_PARTS);
        let open: Vec<bool> = query_words("a b").iter().map(|word| word.open).collect();
        assert_eq!(open, [false, true], "only the last word may go on");
    }
}
