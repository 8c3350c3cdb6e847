//! The piece of a candidate's own text that shows why a search found it.

use super::words::{QueryWord, is_unspaced, marks_behind, plain};

/// Characters before the match.
const BEFORE: usize = 50;
/// Characters in all, without the dots.
const LENGTH: usize = 160;

/// The surroundings of the first word in `text` that the query asks for, on one line and as plain
/// text; `None` when no word matches.
pub(super) fn around_match(text: &str, query: &[QueryWord]) -> Option<String> {
    let mut units = Units { text, at: 0 }.peekable();
    while let Some((at, unit)) = units.next() {
        let begins = query.iter().any(|word| {
            let Some(first) = word.parts.first() else {
                return false;
            };
            let open = word.open && word.parts.len() == 1;
            begins_with(unit, first, open)
                && word.parts.get(1).is_none_or(|second| {
                    let open = word.open && word.parts.len() == 2;
                    units
                        .peek()
                        .is_some_and(|(_, next)| begins_with(next, second, open))
                })
        });
        if begins {
            return Some(cut(text, at));
        }
    }
    None
}

/// The beginning of a text, on one line.
pub(super) fn beginning(text: &str) -> String {
    cut(text, 0)
}

fn begins_with(unit: &str, wanted: &str, open: bool) -> bool {
    if unit.bytes().all(|b| b.is_ascii_alphanumeric()) {
        let Some(start) = unit.as_bytes().get(..wanted.len()) else {
            return false;
        };
        return start.eq_ignore_ascii_case(wanted.as_bytes())
            && (open || unit.len() == wanted.len());
    }
    let plain = plain(unit);
    let plain = plain.trim();
    if open {
        plain.starts_with(wanted)
    } else {
        plain == wanted
    }
}

/// Words of a text with their places, cut as [`plain`] cuts them.
struct Units<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Units<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        let begin = self.at + rest.find(is_word_character)?;
        let word = &self.text[begin..];
        let first = word.chars().next()?;
        let mut end = first.len_utf8();
        if !is_unspaced(first) {
            end = word
                .find(|c| !is_word_character(c) || is_unspaced(c))
                .unwrap_or(word.len());
            end += marks_behind(&word[end..]).len();
        }
        self.at = begin + end;
        Some((begin, &self.text[begin..self.at]))
    }
}

/// Accents written as characters of their own belong to the word.
fn is_word_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{0300}'..='\u{036F}')
}

/// About [`LENGTH`] characters around the byte `at`, cut at spaces where there are some.
fn cut(text: &str, at: usize) -> String {
    let (before, behind) = text.split_at(at);
    let start = before
        .char_indices()
        .rev()
        .nth(BEFORE - 1)
        .map_or(0, |(start, _)| {
            before[start..]
                .find(' ')
                .map_or(start, |space| start + space + 1)
        });
    let wanted = LENGTH.saturating_sub(before[start..].chars().count());
    let end = behind
        .char_indices()
        .nth(wanted)
        .map_or(text.len(), |(limit, _)| {
            let limit = at + limit;
            text[at..limit]
                .rfind(' ')
                .filter(|space| *space > 0)
                .map_or(limit, |space| at + space)
        });
    let piece: Vec<&str> = text[start..end].split_whitespace().collect();
    let dots = |there: bool| if there { "…" } else { "" };
    format!(
        "{}{}{}",
        dots(start > 0),
        piece.join(" "),
        dots(end < text.trim_end().len())
    )
}

#[cfg(test)]
mod tests {
    use super::super::words::query_words;
    use super::*;

    fn around(text: &str, query: &str) -> Option<String> {
        around_match(text, &query_words(query))
    }

    #[test]
    fn the_match_is_shown_in_the_words_of_the_text() {
        assert_eq!(
            around("Led the\n Zürich office", "zuri").unwrap(),
            "Led the Zürich office"
        );
        assert_eq!(around("写 张伟 说", "张伟").unwrap(), "写 张伟 说");
        assert_eq!(
            around("Wrote C++ and SQL", "c++").unwrap(),
            "Wrote C++ and SQL"
        );
        assert_eq!(
            around("Anabel", "ana x"),
            None,
            "only the last word may go on"
        );
        let long = format!("{} needle {}", "before ".repeat(60), "behind ".repeat(60));
        let piece = around(&long, "needle").unwrap();
        assert!(
            piece.starts_with("…before") && piece.ends_with("behind…"),
            "{piece}"
        );
        assert!(
            piece.contains(" needle ") && piece.chars().count() <= LENGTH + 2,
            "{piece}"
        );
    }

    #[test]
    fn text_without_spaces_is_cut_between_characters() {
        let text = format!("{}终{}", "张".repeat(300), "伟".repeat(300));
        let piece = around(&text, "终").unwrap();
        assert!(piece.contains("张终伟"), "{piece}");
        assert!(piece.chars().count() <= LENGTH + 2);
        assert_eq!(beginning("<b>Ana</b>"), "<b>Ana</b>");
    }
}
