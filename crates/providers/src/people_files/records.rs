//! Records of a table (RFC 4180), with their line numbers and a limit on their size.
//!
//! The `csv` crate is not used here: it gives no bound on a record, counts only `\n` as the
//! end of a line, and ends a record with an open quote as if it were closed. The tests hold
//! this reader against what that crate writes and reads.

use std::io;

use memchr::{memchr, memchr3};

use super::text_reader::TextReader;

/// What the next record is. The line is the one the record begins on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A record; its fields are in the reader.
    Record { line: u64 },
    /// A record beyond the limit; it was passed over.
    TooLarge { line: u64 },
    /// A quote was opened and the file ended.
    Unclosed { line: u64 },
    /// The end of the file.
    End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    /// Behind a quote inside a quoted field: it closed the field, or is half of a `""`.
    AfterQuote,
}

/// Splits text into records. One buffer serves them all.
pub(super) struct Records {
    text: TextReader,
    delimiter: u8,
    max_bytes: usize,
    content: Vec<u8>,
    ends: Vec<usize>,
}

impl Records {
    pub fn new(text: TextReader, delimiter: u8, max_bytes: usize) -> Self {
        Self {
            text,
            delimiter,
            max_bytes,
            content: Vec::new(),
            ends: Vec::new(),
        }
    }

    pub fn text(&self) -> &TextReader {
        &self.text
    }

    /// The fields of the record just read.
    pub fn fields(&self) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| {
            String::from_utf8_lossy(self.content.get(start..*end).unwrap_or_default())
        })
    }

    /// Whether the record just read holds a stand-in for bytes that could not be decoded.
    pub fn is_damaged(&self) -> bool {
        self.text.had_errors()
            && String::from_utf8_lossy(&self.content).contains(char::REPLACEMENT_CHARACTER)
    }

    /// Reads the next record. Empty lines are no records.
    pub fn read(&mut self) -> io::Result<Next> {
        self.content.clear();
        self.ends.clear();
        while matches!(self.text.peek()?, Some(b'\r' | b'\n')) {
            self.text.take(1);
        }
        let line = self.text.line();
        let mut state = State::FieldStart;
        let mut any = false;
        let mut too_large = false;
        loop {
            let buffer = self.text.buffer()?;
            let Some(byte) = buffer.first().copied() else {
                return Ok(match state {
                    _ if !any => Next::End,
                    State::Quoted => Next::Unclosed { line },
                    _ => self.finish(line, too_large),
                });
            };
            any = true;
            let plain = match state {
                State::Quoted => memchr(b'"', buffer),
                State::Plain => memchr3(self.delimiter, b'\r', b'\n', buffer),
                State::FieldStart | State::AfterQuote => Some(0),
            };
            let plain = plain.unwrap_or(buffer.len());
            if plain > 0 {
                too_large |= self.content.len() + self.ends.len() + plain > self.max_bytes;
                if !too_large {
                    self.content
                        .extend_from_slice(buffer.get(..plain).unwrap_or_default());
                }
                self.text.take(plain);
                continue;
            }
            self.text.take(1);
            state = match (state, byte) {
                (State::Quoted, _) => State::AfterQuote,
                (State::FieldStart, b'"') => State::Quoted,
                (_, b'\r' | b'\n') => return Ok(self.finish(line, too_large)),
                (_, byte) if byte == self.delimiter => {
                    if !too_large {
                        self.ends.push(self.content.len());
                    }
                    State::FieldStart
                }
                // A doubled quote is one quote of the text.
                (State::AfterQuote, b'"') => {
                    self.content.extend((!too_large).then_some(byte));
                    State::Quoted
                }
                _ => {
                    self.content.extend((!too_large).then_some(byte));
                    State::Plain
                }
            };
            too_large |= self.content.len() + self.ends.len() > self.max_bytes;
        }
    }

    fn finish(&mut self, line: u64, too_large: bool) -> Next {
        self.ends.push(self.content.len());
        if too_large {
            Next::TooLarge { line }
        } else {
            Next::Record { line }
        }
    }

    #[cfg(test)]
    pub fn buffer_capacity(&self) -> usize {
        self.content.capacity() + self.ends.capacity() * size_of::<usize>()
    }
}
