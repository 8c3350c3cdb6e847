//! The text of a résumé: PDF, DOCX or plain text (FEATURES.md CP3).
//!
//! A résumé comes from a stranger. Sizes are checked before anything is unpacked, and PDFs
//! are read on a thread of their own with a time limit. `INVARIANTS.md` says what is and is
//! not defended.

mod docx;
mod guard;
mod inflate;
mod pdf;
mod pdf_forms;
mod pdf_survey;
mod plain;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 50 * 1024 * 1024;
/// The longest text that is kept, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: usize = 5 * 1024 * 1024;

/// What kind of file a résumé is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResumeKind {
    /// A PDF document.
    Pdf,
    /// A Word document of the XML kind.
    Docx,
    /// Plain text.
    Text,
}

/// The text of a résumé.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeText {
    /// The text, with `\n` line breaks; empty for a scan.
    pub text: String,
    /// The kind of the file.
    pub kind: ResumeKind,
    /// The number of pages; only a PDF has them.
    pub pages: Option<u32>,
    /// Pages whose text could not be read although the file could.
    pub unreadable_pages: u32,
    /// Whether the text holds a letter or a digit. A scan has none: show "a scan without
    /// text", never an empty résumé.
    pub has_text: bool,
}

/// Why no text could be had from a file. The file itself may still be kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ResumeError {
    /// Nothing is in the file.
    #[error("The file is empty. Ask for it again.")]
    Empty,
    /// The file or its text is larger than a résumé can be.
    #[error("The file is too large for a résumé ({0}). Ask for a smaller one.")]
    TooLarge(&'static str),
    /// A small file that would unpack to an enormous one.
    #[error(
        "The file would unpack to an enormous size, as only harmful files do. It was not read; do not open it elsewhere."
    )]
    Bomb,
    /// Not a kind of file that is read.
    #[error("This is {0}. Résumés are read from PDF, DOCX and plain text; ask for one of these.")]
    Unsupported(&'static str),
    /// The document needs a password, or is encrypted in a way that hides its size.
    #[error("The document is protected. Save a copy without protection and add that.")]
    Locked,
    /// The document is damaged.
    #[error(
        "The document is damaged ({0}). Open it in the program it came from and save it again."
    )]
    Damaged(String),
    /// Reading took longer than allowed.
    #[error(
        "Reading the document took too long and was stopped. Save it again, or paste its text."
    )]
    TimedOut,
}

impl ResumeError {
    /// The code of the answer (FORMATS.md, "Common codes").
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty | Self::Unsupported(_) | Self::Locked | Self::Damaged(_) => {
                "unsupported_file"
            }
            Self::TooLarge(_) => "file_too_large",
            Self::Bomb => "file_refused",
            Self::TimedOut => "timed_out",
        }
    }
}

/// Reads the text of a résumé.
///
/// The content decides the kind; `file_name` only tells apart kinds of text, such as RTF or
/// HTML. `time_limit` bounds the reading of a PDF; plain text and DOCX are bounded by size.
pub fn extract(
    bytes: &[u8],
    file_name: &str,
    time_limit: Duration,
) -> Result<ResumeText, ResumeError> {
    if bytes.is_empty() {
        return Err(ResumeError::Empty);
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ResumeError::TooLarge("over 50 MB"));
    }
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if contains(start, b"%PDF-") {
        pdf::extract(bytes.to_vec(), time_limit)
    } else if start.starts_with(b"PK") {
        docx::extract(bytes)
    } else {
        plain::extract(bytes, file_name)
    }
}

/// The finished text: `\n` line breaks, no NUL, and at most one empty line in a row.
fn finish(raw: &str, kind: ResumeKind, pages: Option<u32>, unreadable_pages: u32) -> ResumeText {
    let mut text = String::with_capacity(raw.len());
    let mut blank_lines = 0;
    for line in raw.replace("\r\n", "\n").split(['\n', '\r', '\u{c}']) {
        let line = line.trim_end();
        if line.is_empty() {
            blank_lines += 1;
            continue;
        }
        if !text.is_empty() {
            text.push_str(if blank_lines > 0 { "\n\n" } else { "\n" });
        }
        blank_lines = 0;
        text.extend(line.chars().filter(|c| *c == '\t' || !c.is_control()));
    }
    let has_text = text.chars().any(char::is_alphanumeric);
    if !has_text {
        text.clear();
    }
    ResumeText {
        text,
        kind,
        pages,
        unreadable_pages,
        has_text,
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

#[cfg(test)]
mod tests;
