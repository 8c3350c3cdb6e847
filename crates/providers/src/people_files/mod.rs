//! Files full of people: tables, `LinkedIn`'s `Connections.csv`, and JSON
//! (FORMATS.md "Imports", CONTRACTS.md section 13).
//!
//! A [`PeopleFile`] reads row by row: its memory does not grow with the file. Nothing here
//! writes to the workspace; the caller decides what a row does to the people already there.

mod columns;
mod detect;
mod error;
mod json;
mod json_scan;
mod linkedin;
mod mapping;
mod preview;
mod records;
mod table;
mod text_reader;

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use muster_domain::candidate::{ImportFormat, RowProblem, ValidCandidate};
use serde::Serialize;

pub use columns::{TargetField, target_fields};
pub use detect::detect;
pub use error::FileError;
pub use mapping::{ColumnMapping, MappingError};
pub use preview::{Preview, PreviewColumn, check_mapping, preview};

use json::JsonRows;
use table::TableRows;
use text_reader::survey;

/// Says whether an IANA time zone name exists.
pub type ZoneCheck = fn(&str) -> bool;

/// The largest single record, in bytes of UTF-8: 4 MiB, room for the longest notes and
/// history that a candidate may have. A quote that is never closed must not eat the memory.
pub const MAX_RECORD_BYTES: usize = 4 * 1024 * 1024;

/// What became of one data record.
#[derive(Debug, Clone, PartialEq)]
pub enum RowOutcome {
    /// A person, checked.
    Person(Box<PersonRow>),
    /// A record that is nobody, and that is no mistake.
    Skipped(SkippedRow),
    /// A record that was rejected whole; the first problem found is reported.
    Rejected(RowProblem),
}

/// A person read from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRow {
    /// The data record, counted from 1.
    pub row: u64,
    /// The line of the file it begins on, counted from 1.
    pub line: u64,
    /// The person.
    pub candidate: ValidCandidate,
    /// What the file says about how the person came to us, such as
    /// `connected on 2026-02-08`. Not part of the candidate's own fields.
    pub source_detail: Option<String>,
}

/// A data record that was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SkippedRow {
    /// The data record, counted from 1.
    pub row: u64,
    /// The line of the file it begins on, counted from 1.
    pub line: u64,
    /// Why.
    pub reason: SkipReason,
}

/// Why a data record is nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// A `LinkedIn` connection whose account was closed: only the date is left.
    ClosedAccount,
    /// Every column is blank.
    EmptyRow,
}

/// Something worth knowing about a file that is no error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileNote {
    /// `encoding`, `unknown_columns`, `repeated_column` or `lines_above_header`.
    pub code: &'static str,
    /// The note in words.
    pub message: String,
}

/// A file of people, read row by row.
///
/// Iterate over it: each item is one data record. An `Err` is the file itself failing (a
/// disk error, say) and ends the iteration.
pub struct PeopleFile {
    rows: Rows,
    format: ImportFormat,
    total_bytes: u64,
    notes: Vec<FileNote>,
    failed: bool,
}

enum Rows {
    Table(TableRows),
    Json(JsonRows),
}

impl PeopleFile {
    /// Opens a file. `format` may be `Auto`; `mapping` says what columns of a table hold, where
    /// their names do not, and is empty to go by the names alone.
    ///
    /// The file is read once from end to end to learn its encoding; no row is parsed yet.
    ///
    /// # Errors
    /// [`FileError`], among them [`FileError::Mapping`].
    pub fn open(
        path: &Path,
        format: ImportFormat,
        mapping: &ColumnMapping,
        zone_known: ZoneCheck,
    ) -> Result<Self, FileError> {
        Self::new(File::open(path)?, format, mapping, zone_known)
    }

    /// Reads from anything that can be read and rewound.
    ///
    /// # Errors
    /// As [`PeopleFile::open`].
    pub fn new(
        mut source: impl Read + Seek + Send + 'static,
        format: ImportFormat,
        mapping: &ColumnMapping,
        zone_known: ZoneCheck,
    ) -> Result<Self, FileError> {
        let survey = survey(&mut source)?;
        let format = mapping::format_of(&survey.sample, format, mapping)?;
        let mut notes: Vec<FileNote> = survey.note().into_iter().collect();
        let total_bytes = survey.total_bytes;
        let sample = survey.sample.clone();
        let text = survey.into_text(source)?;
        let rows = match format {
            ImportFormat::Json => Rows::Json(JsonRows::new(text, &sample, zone_known)),
            ImportFormat::Auto | ImportFormat::Csv | ImportFormat::LinkedInConnections => {
                let header = mapping::header(&sample, format, mapping)?;
                let (rows, table_notes) = TableRows::new(text, header, zone_known)?;
                notes.extend(table_notes);
                Rows::Table(rows)
            }
        };
        Ok(Self {
            rows,
            format,
            total_bytes,
            notes,
            failed: false,
        })
    }

    /// The format that is being read; never `Auto`.
    pub fn format(&self) -> ImportFormat {
        self.format
    }

    /// The size of the file.
    pub fn total_bytes(&self) -> u64 {
        self.total_bytes
    }

    /// How much of the file has been read, for showing progress; up to 64 KiB ahead of the
    /// rows given out.
    pub fn bytes_read(&self) -> u64 {
        match &self.rows {
            Rows::Table(rows) => rows.bytes_read(),
            Rows::Json(rows) => rows.bytes_read(),
        }
    }

    /// What is worth knowing about the file: its encoding, columns that are not used.
    pub fn notes(&self) -> &[FileNote] {
        &self.notes
    }
}

impl Iterator for PeopleFile {
    type Item = Result<RowOutcome, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = match &mut self.rows {
            Rows::Table(rows) => rows.next_row(),
            Rows::Json(rows) => rows.next_row(),
        };
        self.failed = next.is_err();
        next.map_err(FileError::from).transpose()
    }
}

#[cfg(test)]
mod tests;
