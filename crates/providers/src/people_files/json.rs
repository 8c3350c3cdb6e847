//! Rows of people in JSON: an array, or one object a line (FORMATS.md "Imports").

use std::io;

use muster_domain::candidate::{CandidateFields, RowProblem, validate};
use serde_json::error::Category;

use super::json_scan::{Scan, Step};
use super::table::first_problem;
use super::text_reader::TextReader;
use super::{MAX_RECORD_BYTES, PersonRow, RowOutcome, ZoneCheck};

/// How the objects are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Elements of one array.
    Array,
    /// Each on a line of its own.
    Lines,
    /// One behind the other, over as many lines as they like.
    Loose,
}

/// What the next element is.
enum Next {
    Element {
        line: u64,
    },
    TooLarge {
        line: u64,
    },
    /// The structure itself is broken; nothing behind it can be trusted.
    Broken {
        line: u64,
        why: &'static str,
    },
    End,
}

/// Reads elements one by one; only one is in memory.
pub(super) struct JsonRows {
    text: TextReader,
    layout: Layout,
    opened: bool,
    ended: bool,
    element: Vec<u8>,
    zone_known: ZoneCheck,
    row: u64,
}

impl JsonRows {
    /// `sample` is the beginning of `text`.
    pub fn new(text: TextReader, sample: &str, zone_known: ZoneCheck) -> Self {
        let layout = layout_of(sample);
        let element = Vec::new();
        Self {
            text,
            layout,
            opened: false,
            ended: false,
            element,
            zone_known,
            row: 0,
        }
    }

    pub fn bytes_read(&self) -> u64 {
        self.text.bytes_read()
    }

    /// The next element, or `None` at the end.
    pub fn next_row(&mut self) -> io::Result<Option<RowOutcome>> {
        if self.ended {
            return Ok(None);
        }
        self.element.clear();
        let next = match self.layout {
            Layout::Lines => self.read_line()?,
            Layout::Array | Layout::Loose => self.read_value()?,
        };
        self.row += 1;
        Ok(match next {
            Next::End => None,
            Next::Element { line } => Some(self.outcome(line)),
            Next::TooLarge { line } => Some(self.rejected(
                line,
                None,
                "record_too_large",
                format!(
                    "The object is larger than {} MB. Shorten it, or split it.",
                    MAX_RECORD_BYTES / 1024 / 1024
                ),
            )),
            Next::Broken { line, why } => {
                self.ended = true;
                Some(self.rejected(line, None, "invalid_json", format!(
                    "{why} The rest of the file could not be read. Correct the file and import it again."
                )))
            }
        })
    }

    fn outcome(&self, line: u64) -> RowOutcome {
        let row = self.row;
        if self.text.had_errors()
            && String::from_utf8_lossy(&self.element).contains(char::REPLACEMENT_CHARACTER)
        {
            let message =
                "The object holds damaged characters. Save the file as UTF-8 and import it again.";
            return self.rejected(line, None, "invalid_encoding", message.to_owned());
        }
        let fields = match read_fields(&self.element) {
            Ok(fields) => fields,
            Err(Refusal {
                field,
                code,
                message,
            }) => {
                return self.rejected(line, field, code, message);
            }
        };
        match validate(&fields, &self.zone_known) {
            Ok(candidate) => RowOutcome::Person(Box::new(PersonRow {
                row,
                line,
                candidate,
                source_detail: None,
            })),
            Err(errors) => RowOutcome::Rejected(first_problem(row, line, errors, str::to_owned)),
        }
    }

    fn rejected(
        &self,
        line: u64,
        field: Option<String>,
        code: &str,
        message: String,
    ) -> RowOutcome {
        let code = code.to_owned();
        RowOutcome::Rejected(RowProblem {
            row: self.row,
            line,
            field,
            code,
            message,
        })
    }

    fn read_line(&mut self) -> io::Result<Next> {
        self.skip(|byte| byte.is_ascii_whitespace())?;
        let line = self.text.line();
        let mut too_large = false;
        loop {
            let buffer = self.text.buffer()?;
            let length = buffer.iter().position(|b| matches!(b, b'\n' | b'\r'));
            let piece = buffer
                .get(..length.unwrap_or(buffer.len()))
                .unwrap_or_default();
            too_large |= self.element.len() + piece.len() > MAX_RECORD_BYTES;
            if !too_large {
                self.element.extend_from_slice(piece);
            }
            let (taken, at_end) = (piece.len(), buffer.is_empty());
            self.text.take(taken);
            if length.is_some() || at_end {
                break;
            }
        }
        Ok(match (too_large, self.element.is_empty()) {
            (true, _) => Next::TooLarge { line },
            (false, true) => Next::End,
            (false, false) => Next::Element { line },
        })
    }

    fn read_value(&mut self) -> io::Result<Next> {
        if self.layout == Layout::Array && !self.opened {
            self.skip(|byte| byte != b'[')?;
            self.text.take(1);
            self.opened = true;
        }
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b',')?;
        let line = self.text.line();
        match self.text.peek()? {
            None if self.layout == Layout::Loose => Ok(Next::End),
            None => Ok(Next::Broken {
                line,
                why: "The list is cut off: its closing ] is missing.",
            }),
            Some(b']') if self.layout == Layout::Array => {
                self.text.take(1);
                self.skip(|byte| byte.is_ascii_whitespace())?;
                self.ended = true;
                Ok(match self.text.peek()? {
                    None => Next::End,
                    Some(_) => Next::Broken {
                        line: self.text.line(),
                        why: "There is more text behind the end of the list.",
                    },
                })
            }
            Some(_) => self.read_balanced(line),
        }
    }

    /// Copies one value, whatever it is, by counting brackets outside of strings.
    fn read_balanced(&mut self, line: u64) -> io::Result<Next> {
        let mut scan = Scan::default();
        let mut too_large = false;
        loop {
            let buffer = self.text.buffer()?;
            if buffer.is_empty() {
                return Ok(if scan.is_whole() {
                    Next::Element { line }
                } else {
                    Next::Broken {
                        line,
                        why: "The object that begins here is cut off.",
                    }
                });
            }
            let mut taken = 0;
            let mut found = Step::More;
            for byte in buffer {
                found = scan.step(*byte);
                if found == Step::EndBefore {
                    break;
                }
                taken += 1;
                too_large |= self.element.len() >= MAX_RECORD_BYTES;
                if !too_large {
                    self.element.push(*byte);
                }
                if found != Step::More {
                    break;
                }
            }
            self.text.take(taken);
            match found {
                Step::More => {}
                Step::BrokenString => {
                    let why = "A text in the object that begins here is not closed on its line.";
                    return Ok(Next::Broken { line, why });
                }
                Step::End | Step::EndBefore if too_large => return Ok(Next::TooLarge { line }),
                Step::End | Step::EndBefore => return Ok(Next::Element { line }),
            }
        }
    }

    fn skip(&mut self, wanted: impl Fn(u8) -> bool) -> io::Result<()> {
        while self.text.peek()?.is_some_and(&wanted) {
            self.text.take(1);
        }
        Ok(())
    }
}

fn layout_of(sample: &str) -> Layout {
    let start = sample.trim_start();
    if start.starts_with('[') {
        return Layout::Array;
    }
    let first_line = start.lines().next().unwrap_or_default();
    let whole = serde_json::from_str::<serde::de::IgnoredAny>(first_line);
    let goes_on = whole.is_err_and(|error| error.classify() == Category::Eof);
    // A first line longer than the sample is not a sign of anything.
    if goes_on && first_line.len() < start.len() {
        Layout::Loose
    } else {
        Layout::Lines
    }
}

struct Refusal {
    field: Option<String>,
    code: &'static str,
    message: String,
}

fn read_fields(element: &[u8]) -> Result<CandidateFields, Refusal> {
    let starts_as_object = element.first() == Some(&b'{');
    let mut json = serde_json::Deserializer::from_slice(element);
    let read = serde_path_to_error::deserialize(&mut json);
    let (field, error) = match read {
        Ok(fields) => match json.end() {
            Ok(()) => return Ok(fields),
            Err(error) => (None, error),
        },
        Err(error) => {
            let path = error.path().to_string();
            (Some(path).filter(|path| path != "."), error.into_inner())
        }
    };
    let said = error.to_string();
    let said = said
        .rsplit_once(" at line ")
        .map_or(said.as_str(), |(before, _)| before);
    let (code, advice) = if error.classify() != Category::Data {
        let message = format!("{}. Correct the JSON.", capitalised(said));
        return Err(Refusal {
            field: None,
            code: "invalid_json",
            message,
        });
    } else if !starts_as_object {
        return Err(Refusal {
            field: None,
            code: "invalid_type",
            message: "This entry is not an object. Write each person as {\"full_name\": …}."
                .to_owned(),
        });
    } else if said.starts_with("unknown field") {
        ("unknown_field", "Remove the field or correct its name.")
    } else if said.starts_with("duplicate field") {
        let repeated = said.split('`').nth(1).map(str::to_owned);
        let message = format!("{}. Write the field once.", capitalised(said));
        return Err(Refusal {
            field: repeated,
            code: "invalid_json",
            message,
        });
    } else {
        ("invalid_type", "Correct the value.")
    };
    Err(Refusal {
        field,
        code,
        message: format!("{}. {advice}", capitalised(said)),
    })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
