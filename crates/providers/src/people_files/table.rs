//! Rows of people in a table: CSV with any of three separators, and `LinkedIn`'s file.

use std::io;

use muster_domain::candidate::{CandidateFields, RowProblem, validate};
use muster_domain::text::is_blank;

use super::columns::{Column, Header, column_name, put};
use super::records::{Next, Records};
use super::text_reader::TextReader;
use super::{
    ColumnMapping, FileError, FileNote, MAX_RECORD_BYTES, PersonRow, RowOutcome, SkipReason,
    SkippedRow, ZoneCheck, linkedin,
};

/// How many records may stand above the header.
const MAX_RECORDS_ABOVE: usize = 20;
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The header line in the beginning of a file, with the separator that explains most of it;
/// `None` when no line names a column with names of people.
pub(super) fn find_header(sample: &str) -> Option<Header> {
    let mut best: Option<Header> = None;
    for delimiter in DELIMITERS {
        let Some(header) = records_of(sample, delimiter).find(Header::has_names) else {
            continue;
        };
        let better = best.as_ref().is_none_or(|best| {
            (header.known_columns(), header.columns.len())
                > (best.known_columns(), best.columns.len())
        });
        if better {
            best = Some(header);
        }
    }
    best
}

/// The line that a person would take for the header when no column is known: the first one with
/// content, with the separator that divides it most.
pub(super) fn likely_header(sample: &str) -> Option<Header> {
    let first = |delimiter: u8| {
        records_of(sample, delimiter).find(|header| {
            let names = &header.names;
            let is_separator_line = names.first().is_some_and(|n| n.starts_with("sep="));
            !is_separator_line && !header.is_blank
        })
    };
    // Of equals the last would win, and the comma is the likelier one.
    DELIMITERS
        .into_iter()
        .rev()
        .filter_map(first)
        .max_by_key(|header| header.columns.len())
}

/// The first line, with whatever separator, in which all of these columns are.
pub(super) fn header_with_all(sample: &str, mapping: &ColumnMapping) -> Option<Header> {
    DELIMITERS.into_iter().find_map(|delimiter| {
        records_of(sample, delimiter)
            .find(|header| mapping.keys().all(|name| header.place_of(name).is_some()))
    })
}

/// The records of the beginning, each taken for a header.
fn records_of(sample: &str, delimiter: u8) -> impl Iterator<Item = Header> {
    let mut records = Records::new(TextReader::of(sample), delimiter, MAX_RECORD_BYTES);
    (0..=MAX_RECORDS_ABOVE).map_while(move |above| match records.read().ok()? {
        Next::Record { .. } => {
            let fields: Vec<String> = records.fields().map(std::borrow::Cow::into_owned).collect();
            Some(Header::new(&fields, delimiter, above))
        }
        Next::TooLarge { .. } | Next::Unclosed { .. } | Next::End => None,
    })
}

/// Reads the rows below a header.
pub(super) struct TableRows {
    records: Records,
    header: Header,
    zone_known: ZoneCheck,
    row: u64,
}

impl TableRows {
    /// Stops behind the header, which was found in the beginning of `text`.
    pub fn new(
        text: TextReader,
        header: Header,
        zone_known: ZoneCheck,
    ) -> Result<(Self, Vec<FileNote>), FileError> {
        let mut records = Records::new(text, header.delimiter, MAX_RECORD_BYTES);
        for _ in 0..=header.records_above {
            records.read()?;
        }
        let notes = notes_on(&header);
        Ok((
            Self {
                records,
                header,
                zone_known,
                row: 0,
            },
            notes,
        ))
    }

    pub fn bytes_read(&self) -> u64 {
        self.records.text().bytes_read()
    }

    /// The next data record, or `None` at the end.
    pub fn next_row(&mut self) -> io::Result<Option<RowOutcome>> {
        let next = self.records.read()?;
        self.row += 1;
        Ok(match next {
            Next::End => None,
            Next::Record { line } => Some(self.outcome(line)),
            Next::TooLarge { line } => Some(self.rejected(line, "record_too_large", format!(
                "The row is larger than {} MB, so a closing quote is probably missing. Correct the row that begins on line {line}.",
                MAX_RECORD_BYTES / 1024 / 1024
            ))),
            Next::Unclosed { line } => Some(self.rejected(line, "unclosed_quote", format!(
                "A quote is opened in the row that begins on line {line} and never closed, so the rest of the file could not be read. Close it and import the file again."
            ))),
        })
    }

    fn outcome(&self, line: u64) -> RowOutcome {
        let row = self.row;
        if self.records.fields().all(|cell| is_blank(&cell)) {
            return RowOutcome::Skipped(SkippedRow {
                row,
                line,
                reason: SkipReason::EmptyRow,
            });
        }
        if self.records.is_damaged() {
            let message = "The row holds damaged characters. Save the file as UTF-8 from the program it came from, and import it again.";
            return self.rejected(line, "invalid_encoding", message.to_owned());
        }
        let count = self.records.fields().count();
        let wanted = self.header.columns.len();
        // Spreadsheets like to add empty cells at the end; they carry nothing.
        let surplus_is_blank = self
            .records
            .fields()
            .skip(wanted)
            .all(|cell| is_blank(&cell));
        if count < wanted || !surplus_is_blank {
            let message = format!(
                "The row has {count} columns and the header has {wanted}. Put quotes around text that contains the separator."
            );
            return self.rejected(line, "wrong_column_count", message);
        }
        let mut fields = CandidateFields::default();
        let mut source_detail = None;
        for (column, cell) in self.header.columns.iter().zip(self.records.fields()) {
            put(&mut fields, *column, &cell);
            if *column == Column::ConnectedOn {
                source_detail = linkedin::connected_on(&cell);
            }
        }
        if self.header.is_linkedin {
            if linkedin::is_closed_account(&fields) {
                let reason = SkipReason::ClosedAccount;
                return RowOutcome::Skipped(SkippedRow { row, line, reason });
            }
            fields.source = Some(linkedin::SOURCE.to_owned());
        }
        match validate(&fields, &self.zone_known) {
            Ok(candidate) => RowOutcome::Person(Box::new(PersonRow {
                row,
                line,
                candidate,
                source_detail,
            })),
            Err(errors) => RowOutcome::Rejected(first_problem(row, line, errors, column_name)),
        }
    }

    fn rejected(&self, line: u64, code: &str, message: String) -> RowOutcome {
        let code = code.to_owned();
        RowOutcome::Rejected(RowProblem {
            row: self.row,
            line,
            field: None,
            code,
            message,
        })
    }

    #[cfg(test)]
    pub fn buffer_capacity(&self) -> usize {
        self.records.buffer_capacity()
    }
}

/// The first problem of a rejected row; a row is one error, however much is wrong with it.
pub(super) fn first_problem(
    row: u64,
    line: u64,
    errors: Vec<muster_domain::candidate::FieldError>,
    name: impl Fn(&str) -> String,
) -> RowProblem {
    let first = errors.into_iter().next();
    let (field, code, message) = first
        .map(|error| (Some(name(&error.field)), error.code, error.message))
        .unwrap_or_default();
    RowProblem {
        row,
        line,
        field,
        code,
        message,
    }
}

pub(super) fn notes_on(header: &Header) -> Vec<FileNote> {
    let mut notes = Vec::new();
    let unknown = header.unknown();
    if !unknown.is_empty() {
        let message = format!("These columns are not used: {}.", unknown.join(", "));
        notes.push(FileNote {
            code: "unknown_columns",
            message,
        });
    }
    if header.has_repeated_column() {
        let message = "Several columns hold the same thing. The first one that is filled counts.";
        notes.push(FileNote {
            code: "repeated_column",
            message: message.to_owned(),
        });
    }
    if header.records_above > 0 && !header.is_linkedin {
        let message = format!(
            "{} lines above the column names were passed over.",
            header.records_above
        );
        notes.push(FileNote {
            code: "lines_above_header",
            message,
        });
    }
    notes
}
