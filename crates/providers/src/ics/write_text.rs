//! Content lines as they are written (RFC 5545 section 3.1): escaped, quoted, folded.

use std::fmt::Write as _;

/// Octets of a line before it is folded, without the line end.
const LONGEST_LINE: usize = 75;

/// Builds a calendar file line by line.
#[derive(Default)]
pub(super) struct Lines {
    out: String,
}

impl Lines {
    /// A line whose value is already in its final form.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A line with a `TEXT` value; nothing when the text is empty.
    pub fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.raw(name, &escaped(value));
        }
    }

    /// A line with parameters whose values are quoted.
    pub fn with_params(&mut self, name: &str, params: &[(&str, &str)], value: &str) {
        let mut line = name.to_owned();
        for (key, value) in params {
            let _ = write!(line, ";{key}={}", param(value));
        }
        self.fold(&format!("{line}:{value}"));
    }

    /// Writes a line in pieces of at most 75 octets, never inside a character.
    fn fold(&mut self, line: &str) {
        let mut room = LONGEST_LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.out.push_str("\r\n ");
                room = LONGEST_LINE - 1;
            }
            self.out.push(c);
            room -= c.len_utf8();
        }
        self.out.push_str("\r\n");
    }

    /// The file.
    pub fn finish(self) -> String {
        self.out
    }
}

/// A text without what a file cannot hold: control characters, and spaces around it.
pub(super) fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    kept.trim().to_owned()
}

/// `TEXT` of RFC 5545 section 3.3.11.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            other => out.push(other),
        }
    }
    out
}

/// Undoes [`escaped`].
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}

/// A parameter value: bare when it is a word, else quoted with the escapes of RFC 6868.
fn param(value: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_/+".contains(c);
    if !value.is_empty() && value.chars().all(bare) {
        return value.to_owned();
    }
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '^' => out.push_str("^^"),
            '"' => out.push_str("^'"),
            '\n' => out.push_str("^n"),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// Undoes the escapes of RFC 6868.
pub(super) fn param_text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let escape = if c == '^' { chars.peek() } else { None };
        let plain = match escape {
            Some('^') => '^',
            Some('\'') => '"',
            Some('n') => '\n',
            _ => {
                out.push(c);
                continue;
            }
        };
        chars.next();
        out.push(plain);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets_and_never_inside_a_character() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"ä€😀".repeat(40));
        let out = lines.finish();
        assert!(out.ends_with("\r\n"));
        for line in out.split("\r\n") {
            assert!(line.len() <= 75, "{}", line.len());
        }
        assert_eq!(
            out.replace("\r\n ", ""),
            format!("SUMMARY:{}\r\n", "ä€😀".repeat(40))
        );
    }

    #[test]
    fn texts_come_back_as_they_were() {
        for text in [
            "a, b; c\\n d\nnext",
            "\\",
            "\\\\n",
            "C:\\new",
            "„Gespräch“ 面接",
        ] {
            assert_eq!(unescaped(&escaped(text)), text);
        }
        for name in ["Ana \"AJ\" ^Jones^", "^n", "Müller; Söhne: GmbH, KG"] {
            let quoted = param(name);
            assert_eq!(param_text(quoted.trim_matches('"')), name);
        }
    }

    #[test]
    fn control_characters_are_left_out() {
        assert_eq!(tidy(" a\u{0}\r\nb\u{7} "), "a\nb");
    }
}
