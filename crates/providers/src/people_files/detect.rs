//! What kind of file this is, by its content. Names and extensions are not asked.

use muster_domain::candidate::ImportFormat;

use super::FileError;
use super::table::find_header;
use super::text_reader::survey;

/// The format of a file that begins with `first_bytes`; 64 KiB are plenty.
pub fn detect(first_bytes: &[u8]) -> Result<ImportFormat, FileError> {
    let survey = survey(&mut std::io::Cursor::new(first_bytes))?;
    Ok(format_of_text(&survey.sample))
}

/// JSON begins with a bracket; `LinkedIn`'s file has its own header line; the rest is a table.
pub(super) fn format_of_text(sample: &str) -> ImportFormat {
    if sample.trim_start().starts_with(['[', '{']) {
        ImportFormat::Json
    } else if find_header(sample).is_some_and(|header| header.is_linkedin) {
        ImportFormat::LinkedInConnections
    } else {
        ImportFormat::Csv
    }
}

/// The kind of a file that is certainly not text, by its first bytes.
pub(super) fn binary_kind(start: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "a zip archive or an Excel workbook"),
        (b"PK\x05\x06", "an empty zip archive"),
        (b"%PDF-", "a PDF document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\xD0\xCF\x11\xE0", "an old Excel or Word file"),
        (b"\x1F\x8B", "a compressed file"),
        (b"7z\xBC\xAF\x27\x1C", "a compressed file"),
        (b"Rar!", "a compressed file"),
        (b"SQLite format 3\0", "a database"),
    ];
    MAGIC
        .iter()
        .find(|(magic, _)| start.starts_with(magic))
        .map(|(_, kind)| *kind)
}
