#![allow(clippy::unwrap_used, clippy::expect_used)]

mod encodings;
mod json;
mod linkedin;
mod table;

use std::io::Cursor;

use muster_domain::candidate::{ImportFormat, RowProblem, ValidCandidate};

use super::{ColumnMapping, FileError, PeopleFile, RowOutcome, detect};

fn zone_known(name: &str) -> bool {
    name == "Europe/Berlin"
}

fn open(content: impl Into<Vec<u8>>, format: ImportFormat) -> Result<PeopleFile, FileError> {
    PeopleFile::new(
        Cursor::new(content.into()),
        format,
        &ColumnMapping::new(),
        zone_known,
    )
}

/// All rows of a file that can be opened.
fn rows(content: impl Into<Vec<u8>>) -> Vec<RowOutcome> {
    open(content, ImportFormat::Auto)
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn person(outcome: &RowOutcome) -> &ValidCandidate {
    match outcome {
        RowOutcome::Person(row) => &row.candidate,
        other => panic!("not a person: {other:?}"),
    }
}

fn problem(outcome: &RowOutcome) -> &RowProblem {
    match outcome {
        RowOutcome::Rejected(problem) => problem,
        other => panic!("not rejected: {other:?}"),
    }
}

/// Row, line and, for a rejected row, the code; `""` for a person, the reason for a skip.
fn places(rows: &[RowOutcome]) -> Vec<(u64, u64, String)> {
    rows.iter()
        .map(|outcome| match outcome {
            RowOutcome::Person(row) => (row.row, row.line, String::new()),
            RowOutcome::Skipped(row) => (row.row, row.line, format!("{:?}", row.reason)),
            RowOutcome::Rejected(row) => (row.row, row.line, row.code.clone()),
        })
        .collect()
}

fn place(row: u64, line: u64, what: &str) -> (u64, u64, String) {
    (row, line, what.to_owned())
}

#[test]
fn the_content_decides_the_format() {
    let detected = |content: &[u8]| detect(content).unwrap();
    assert_eq!(
        detected(b" \n[{\"full_name\":\"Ana\"}]"),
        ImportFormat::Json
    );
    assert_eq!(
        detected(b"\xEF\xBB\xBF{\"full_name\":\"Ana\"}\n"),
        ImportFormat::Json
    );
    assert_eq!(detected(b"Name;Email\nAna;\n"), ImportFormat::Csv);
    assert_eq!(
        detected(b"Notes:\n\"x, y\"\n\nFirst Name,Last Name,URL,Connected On\n"),
        ImportFormat::LinkedInConnections
    );
}

#[test]
fn files_that_are_no_text_are_refused_by_name() {
    for (content, word) in [
        (&b"PK\x03\x04rest"[..], "Excel"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"Name\0Email\0", "binary"),
        (b"N\0a\0m\0e\0", "UTF-16"),
    ] {
        let error = open(content, ImportFormat::Auto).err().unwrap();
        assert_eq!(error.code(), "unsupported_file");
        assert!(error.to_string().contains(word), "{error}");
    }
    for content in ["", " \r\n\n", "\u{feff}"] {
        assert!(matches!(
            open(content, ImportFormat::Csv),
            Err(FileError::Empty)
        ));
    }
}

#[test]
fn a_missing_file_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    let error = PeopleFile::open(&path, ImportFormat::Auto, zone_known)
        .err()
        .unwrap();
    assert_eq!(error.code(), "not_found");
    std::fs::write(&path, "name\nAna\n").unwrap();
    assert_eq!(
        PeopleFile::open(&path, ImportFormat::Auto, zone_known)
            .unwrap()
            .count(),
        1
    );
}
