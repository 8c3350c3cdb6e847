//! The beginning of a file of people, for a recruiter who says what its columns hold.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use muster_domain::candidate::ImportFormat;
use muster_domain::text::{is_blank, trim};

use super::columns::Header;
use super::json::JsonRows;
use super::mapping::{self, ColumnMapping};
use super::records::{Next, Records};
use super::table::{find_header, likely_header, notes_on};
use super::text_reader::{TextReader, survey_beginning};
use super::{FileError, FileNote, MAX_RECORD_BYTES, RowOutcome};

/// How many values of a column are shown.
const SAMPLES: usize = 3;
/// Letters of a value that are shown.
const SAMPLE_LETTERS: usize = 80;

/// What a file looks like, from its first 256 KiB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The format; never `Auto`.
    pub format: ImportFormat,
    /// The encoding by its usual name.
    pub encoding: &'static str,
    /// Data rows in the part that was read.
    pub rows_seen: u64,
    /// Whether the file goes on behind that part.
    pub goes_on: bool,
    /// The columns of a table, in its order; none for JSON.
    pub columns: Vec<PreviewColumn>,
    /// What is worth knowing.
    pub notes: Vec<FileNote>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewColumn {
    /// Its name, by which a mapping names it; each different.
    pub name: String,
    /// The field it is taken for; `None` when it is left out.
    pub field: Option<&'static str>,
    /// The first values that are not blank, shortened.
    pub samples: Vec<String>,
}

/// Looks at the beginning of a file.
///
/// # Errors
/// [`FileError`], but a table without names is shown rather than refused.
pub fn preview(path: &Path, format: ImportFormat) -> Result<Preview, FileError> {
    of_source(File::open(path)?, format)
}

/// Checks that a mapping fits a file, by the file's beginning.
///
/// # Errors
/// [`FileError::Mapping`] when it does not; the others as for an import.
pub fn check_mapping(
    path: &Path,
    format: ImportFormat,
    mapping: &ColumnMapping,
) -> Result<(), FileError> {
    let (survey, _) = survey_beginning(&mut File::open(path)?)?;
    match mapping::format_of(&survey.sample, format, mapping)? {
        ImportFormat::Json => Ok(()),
        format => mapping::header(&survey.sample, format, mapping).map(drop),
    }
}

pub(super) fn of_source(mut source: impl Read, format: ImportFormat) -> Result<Preview, FileError> {
    let (survey, goes_on) = survey_beginning(&mut source)?;
    let format = mapping::format_of(&survey.sample, format, &ColumnMapping::new())?;
    let mut preview = Preview {
        format,
        encoding: survey.encoding_name(),
        rows_seen: 0,
        goes_on,
        columns: Vec::new(),
        notes: survey.note().into_iter().collect(),
    };
    if format == ImportFormat::Json {
        preview.rows_seen = objects(&survey.sample, goes_on)?;
        return Ok(preview);
    }
    let known = find_header(&survey.sample);
    if format == ImportFormat::LinkedInConnections && !known.as_ref().is_some_and(|h| h.is_linkedin)
    {
        return Err(FileError::NotConnections);
    }
    let header = known
        .or_else(|| likely_header(&survey.sample))
        .ok_or(FileError::Empty)?;
    if !header.has_names() {
        preview.notes.push(FileNote {
            code: "no_names",
            message: "No column is known to hold the names of people. Choose the one that does."
                .to_owned(),
        });
    }
    preview.notes.extend(notes_on(&header));
    table(&mut preview, &header, &survey.sample)?;
    Ok(preview)
}

fn table(preview: &mut Preview, header: &Header, sample: &str) -> Result<(), FileError> {
    let mut records = Records::new(TextReader::of(sample), header.delimiter, MAX_RECORD_BYTES);
    for _ in 0..=header.records_above {
        records.read()?;
    }
    let mut samples = vec![Vec::new(); header.columns.len()];
    // A row is certain once the next one has begun; the last may be cut off.
    let mut pending: Option<Vec<String>> = None;
    loop {
        let next = records.read()?;
        let ended = matches!(next, Next::End | Next::Unclosed { .. });
        if let Some(row) = pending.take().filter(|_| !ended || !preview.goes_on) {
            preview.rows_seen += 1;
            for (kept, cell) in samples.iter_mut().zip(&row) {
                if kept.len() < SAMPLES && !is_blank(cell) {
                    kept.push(shortened(cell));
                }
            }
        }
        match next {
            Next::Record { .. } => {
                pending = Some(records.fields().map(std::borrow::Cow::into_owned).collect());
            }
            Next::TooLarge { .. } => preview.rows_seen += 1,
            Next::End | Next::Unclosed { .. } => break,
        }
    }
    preview.columns = header
        .names
        .iter()
        .zip(&header.columns)
        .zip(samples)
        .map(|((name, column), samples)| PreviewColumn {
            name: name.clone(),
            field: column.field(),
            samples,
        })
        .collect();
    Ok(())
}

/// How many objects of a JSON file are in its beginning.
fn objects(sample: &str, goes_on: bool) -> Result<u64, FileError> {
    let mut rows = JsonRows::new(TextReader::of(sample), sample, |_| true);
    let (mut seen, mut last_is_whole) = (0, true);
    while let Some(row) = rows.next_row()? {
        seen += 1;
        last_is_whole =
            !matches!(&row, RowOutcome::Rejected(problem) if problem.code == "invalid_json");
    }
    Ok(if goes_on && !last_is_whole {
        seen - 1
    } else {
        seen
    })
}

fn shortened(cell: &str) -> String {
    let words: Vec<&str> = trim(cell).split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(SAMPLE_LETTERS) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}
