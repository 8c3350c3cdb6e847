//! Answers of an IMAP server as a flat list of tokens. No nesting is kept, so none can be too deep.

/// A part of an answer.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// `(` or `)`.
    Paren,
    /// A bare word, such as `FETCH`, `NIL`, `[UIDVALIDITY`, `17]`.
    Word(String),
    /// A quoted string or a literal.
    Text(Vec<u8>),
}

impl Token {
    /// Whether it is this bare word, in any case.
    pub fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own.eq_ignore_ascii_case(word))
    }

    /// What it says, when that is text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Paren => None,
            Self::Word(word) => Some(word),
            Self::Text(bytes) => std::str::from_utf8(bytes).ok(),
        }
    }
}

/// Takes an answer apart: lines with the literals between them, as they came, without the `* `.
pub(super) fn tokens(mut bytes: &[u8]) -> Vec<Token> {
    let mut out = Vec::new();
    while let Some((first, rest)) = bytes.split_first() {
        bytes = match first {
            b' ' | b'\r' | b'\n' => rest,
            b'(' | b')' => {
                out.push(Token::Paren);
                rest
            }
            b'"' => quoted(rest, &mut out),
            b'{' => literal(bytes, &mut out),
            _ => word(bytes, &mut out),
        };
    }
    out
}

fn quoted<'a>(bytes: &'a [u8], out: &mut Vec<Token>) -> &'a [u8] {
    let mut text = Vec::new();
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'"' => break,
            b'\\' => text.extend(rest.next()),
            other => text.push(*other),
        }
    }
    out.push(Token::Text(text));
    rest.as_slice()
}

fn literal<'a>(bytes: &'a [u8], out: &mut Vec<Token>) -> &'a [u8] {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let announced = end.and_then(|end| bytes.get(..=end)).and_then(announced);
    let (Some(end), Some(length)) = (end, announced) else {
        return word(bytes, out);
    };
    let rest = bytes.get(end + 1..).unwrap_or_default();
    let (text, rest) = rest.split_at(length.min(rest.len()));
    out.push(Token::Text(text.to_vec()));
    rest
}

fn word<'a>(bytes: &'a [u8], out: &mut Vec<Token>) -> &'a [u8] {
    // `BODY[]` is followed by a space, `17]` by the words of the server.
    let stops = |byte: &u8| matches!(byte, b' ' | b'(' | b')' | b'"' | b'\r' | b'\n');
    let end = bytes.iter().skip(1).position(stops);
    let (word, rest) = bytes.split_at(end.map_or(bytes.len(), |end| end + 1));
    out.push(Token::Word(String::from_utf8_lossy(word).into_owned()));
    rest
}

/// The length of the literal that a line announces at its end: `{17}`, `{17+}`, `~{17}`.
pub(super) fn announced(line: &[u8]) -> Option<usize> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let inside = line.strip_suffix(b"}")?;
    let open = inside.iter().rposition(|byte| *byte == b'{')?;
    let number = std::str::from_utf8(inside.get(open + 1..)?).ok()?;
    number.strip_suffix('+').unwrap_or(number).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &str) -> Vec<String> {
        tokens(bytes.as_bytes())
            .iter()
            .map(|token| match token {
                Token::Paren => "()".to_owned(),
                Token::Word(word) => word.clone(),
                Token::Text(text) => format!("'{}'", String::from_utf8_lossy(text)),
            })
            .collect()
    }

    #[test]
    fn words_texts_and_literals_are_told_apart() {
        assert_eq!(
            shown("1 FETCH (UID 7 BODY[] {6}\r\na)\r\n\"b FLAGS (\"x \\\"y\\\\\" NIL))\r\n"),
            [
                "1",
                "FETCH",
                "()",
                "UID",
                "7",
                "BODY[]",
                "'a)\r\n\"b'",
                "FLAGS",
                "()",
                "'x \"y\\'",
                "NIL",
                "()",
                "()"
            ]
        );
        assert_eq!(
            shown("OK [UIDVALIDITY 17] fine\r\n"),
            ["OK", "[UIDVALIDITY", "17]", "fine"]
        );
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        assert_eq!(shown("{90}\r\nabc"), ["'abc'"]);
        assert_eq!(shown("\"abc\\"), ["'abc'"]);
        assert_eq!(shown("{x}"), ["{x}"]);
        assert_eq!(announced(b"* 1 FETCH (BODY[] {12}\r\n"), Some(12));
        assert_eq!(
            announced(b"* 1 FETCH (BODY[] {99999999999999999999999}\r\n"),
            None
        );
        assert_eq!(tokens("(".repeat(100_000).as_bytes()).len(), 100_000);
    }
}
