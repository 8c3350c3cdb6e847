//! Bytes to content lines (RFC 5545 section 3.1): encoding, folding, parameters.

use encoding_rs::{UTF_16BE, UTF_16LE};

/// One content line after unfolding: `NAME;PARAM=value:VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ContentLine {
    /// The line of the file where it starts, counted from 1.
    pub number: usize,
    /// The property name in upper case.
    pub name: String,
    /// Parameters in order, names in upper case, quotes taken off.
    pub params: Vec<(String, String)>,
    /// The value as written.
    pub value: String,
}

impl ContentLine {
    /// The first parameter of this name (upper case).
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Reads one unfolded line; `None` when it has no name and value.
    fn parse(number: usize, text: &str) -> Option<Self> {
        let name_end = text.find([':', ';'])?;
        let name = text.get(..name_end)?.trim().to_ascii_uppercase();
        if name.is_empty() {
            return None;
        }
        let mut rest = text.get(name_end..)?;
        let mut params = Vec::new();
        while let Some(after) = rest.strip_prefix(';') {
            let (param, remaining) = parameter(after)?;
            params.push(param);
            rest = remaining;
        }
        Some(Self {
            number,
            name,
            params,
            value: rest.strip_prefix(':')?.trim().to_owned(),
        })
    }
}

/// Reads `NAME=value` and gives what follows it, which starts with `;` or `:`.
fn parameter(text: &str) -> Option<((String, String), &str)> {
    let key_end = text.find(['=', ';', ':'])?;
    let key = text.get(..key_end)?.trim().to_ascii_uppercase();
    let rest = text.get(key_end..)?;
    let Some(value) = rest.strip_prefix('=') else {
        return Some(((key, String::new()), rest));
    };
    if value.starts_with('"') {
        // Several quoted values may follow each other with commas between them.
        let mut out = String::new();
        let mut in_quotes = false;
        for (at, c) in value.char_indices() {
            match c {
                '"' => in_quotes = !in_quotes,
                ';' | ':' if !in_quotes => return Some(((key, out), value.get(at..)?)),
                other => out.push(other),
            }
        }
        return None;
    }
    // Exchange writes `TZID=(UTC+01:00) Amsterdam, Berlin:20261101T090000` without the quotes
    // the RFC asks for. Times hold no colon, so the value starts after the last one.
    let end = if key == "TZID" && value.starts_with('(') {
        value.rfind(':')?
    } else {
        value.find([';', ':'])?
    };
    Some((
        (key, value.get(..end)?.trim().to_owned()),
        value.get(end..)?,
    ))
}

/// Unfolds a file into content lines and hands each to `keep`, which says whether to read it.
///
/// Folds are undone on bytes, so a fold inside a UTF-8 sequence does no harm. Blank lines are
/// skipped, also between a line and its continuation (files saved with doubled line ends).
/// Lines whose name `keep` refuses are dropped unread.
pub(super) fn content_lines(bytes: &[u8], keep: impl Fn(&str) -> bool) -> Vec<ContentLine> {
    let decoded = decode_utf16(bytes);
    let bytes = decoded.as_deref().unwrap_or(bytes);
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);

    let mut out = Vec::new();
    let mut current: Vec<u8> = Vec::new();
    let mut current_number = 0;
    let mut finish = |number: usize, line: &mut Vec<u8>| {
        if kept_name(line).is_some_and(|name| keep(&name)) {
            out.extend(ContentLine::parse(number, &String::from_utf8_lossy(line)));
        }
        line.clear();
    };
    for (number, physical) in physical_lines(bytes) {
        match physical.first() {
            None => {}
            Some(b' ' | b'\t') => current.extend_from_slice(physical.get(1..).unwrap_or_default()),
            Some(_) => {
                finish(current_number, &mut current);
                current.extend_from_slice(physical);
                current_number = number;
            }
        }
    }
    finish(current_number, &mut current);
    out
}

/// The upper-case name of an unfolded line.
fn kept_name(line: &[u8]) -> Option<String> {
    let end = line.iter().position(|b| matches!(b, b':' | b';'))?;
    let name = std::str::from_utf8(line.get(..end)?).ok()?;
    Some(name.trim().to_ascii_uppercase())
}

/// Physical lines with their number from 1; ends are CRLF, LF or a lone CR.
fn physical_lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut rest = Some(bytes);
    let mut number = 0;
    std::iter::from_fn(move || {
        let text = rest?;
        number += 1;
        let Some(end) = text.iter().position(|b| matches!(b, b'\r' | b'\n')) else {
            rest = None;
            return Some((number, text));
        };
        let after = if text.get(end..end + 2) == Some(b"\r\n") {
            end + 2
        } else {
            end + 1
        };
        rest = text.get(after..);
        Some((number, text.get(..end)?))
    })
}

/// UTF-16 with a byte order mark, as some Windows programs save it, to UTF-8.
fn decode_utf16(bytes: &[u8]) -> Option<Vec<u8>> {
    let encoding = match bytes.get(..2)? {
        b"\xFF\xFE" => UTF_16LE,
        b"\xFE\xFF" => UTF_16BE,
        _ => return None,
    };
    Some(encoding.decode(bytes).0.into_owned().into_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn one(text: &str) -> ContentLine {
        let lines = content_lines(text.as_bytes(), |_| true);
        assert_eq!(lines.len(), 1, "{lines:?}");
        lines.into_iter().next().unwrap()
    }

    #[test]
    fn folds_are_undone_inside_a_utf8_sequence_and_with_tabs() {
        let mut bytes = b"UID:Z\xC3\r\n\t\xBCrich-\r\n 1\r\nX:2".to_vec();
        bytes.splice(0..0, *b"\xEF\xBB\xBF");
        let lines = content_lines(&bytes, |_| true);
        assert_eq!(lines[0].value, "Zürich-1");
        assert_eq!((lines[1].number, lines[1].value.as_str()), (4, "2"));
    }

    #[test]
    fn doubled_line_ends_keep_a_folded_line_together() {
        assert_eq!(one("UID:ab\r\r\n cd").value, "abcd");
    }

    #[test]
    fn quoted_parameters_may_hold_colons_and_semicolons() {
        let line =
            one("DTSTART;X=1;TZID=\"(UTC+01:00) Rome; Bern\";VALUE=DATE-TIME:20260101T000000");
        assert_eq!(line.param("TZID"), Some("(UTC+01:00) Rome; Bern"));
        assert_eq!(line.param("VALUE"), Some("DATE-TIME"));
        assert_eq!(line.value, "20260101T000000");
    }

    #[test]
    fn an_unquoted_display_name_of_a_zone_is_read_to_the_last_colon() {
        let line = one("dtstart;tzid=(UTC+01:00) Amsterdam, Berlin:20260101T000000");
        assert_eq!(line.param("TZID"), Some("(UTC+01:00) Amsterdam, Berlin"));
        assert_eq!(line.value, "20260101T000000");
    }

    #[test]
    fn utf16_files_are_read() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("UID:é\r\n".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(content_lines(&bytes, |_| true)[0].value, "é");
    }

    #[test]
    fn lines_without_a_value_or_with_an_open_quote_are_not_lines() {
        assert!(content_lines(b"hello\n:x\nA;B=\"c:d\n", |_| true).is_empty());
    }
}
