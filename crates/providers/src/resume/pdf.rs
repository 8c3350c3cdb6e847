//! PDF documents (ISO 32000-1), through `pdf-extract`.

use std::io::{self, Write};
use std::time::Duration;

use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use super::guard::{Cancel, Failure, attempt, run};
use super::pdf_forms::defuse;
use super::pdf_survey::survey;
use super::{MAX_TEXT_BYTES, ResumeError, ResumeKind, ResumeText, contains, finish};

/// Nobody's résumé is longer; books are not read.
const MAX_PAGES: usize = 500;

pub(super) fn extract(bytes: Vec<u8>, time_limit: Duration) -> Result<ResumeText, ResumeError> {
    run(time_limit, move |cancel| read(&bytes, cancel)).unwrap_or_else(|failure| {
        Err(match failure {
            Failure::TimedOut => ResumeError::TimedOut,
            Failure::Panicked => ResumeError::Damaged("its parts do not fit together".to_owned()),
            Failure::NoThread => {
                ResumeError::Damaged("the computer is too busy to read it now".to_owned())
            }
        })
    })
}

fn read(bytes: &[u8], cancel: &Cancel) -> Result<ResumeText, ResumeError> {
    survey(bytes, cancel)?;
    let mut document = load(bytes)?;
    defuse(&mut document)?;
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    if pages.len() > MAX_PAGES {
        return Err(ResumeError::TooLarge("over 500 pages"));
    }
    if pages.is_empty() {
        return Err(ResumeError::Damaged("it has no pages".to_owned()));
    }
    let mut text = String::new();
    let mut unreadable = 0;
    for page in &pages {
        if cancel.is_cancelled() {
            return Err(ResumeError::TimedOut);
        }
        match page_text(&document, *page, cancel) {
            Ok(Some(page_text)) => text.push_str(&page_text),
            Ok(None) => unreadable += 1,
            Err(TooLong) => return Err(ResumeError::TooLarge("over 5 MB of text")),
        }
        text.push_str("\n\n");
        if text.len() > MAX_TEXT_BYTES {
            return Err(ResumeError::TooLarge("over 5 MB of text"));
        }
    }
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    Ok(finish(&text, ResumeKind::Pdf, Some(count), unreadable))
}

fn load(bytes: &[u8]) -> Result<Document, ResumeError> {
    let loaded = attempt(|| Document::load_mem(bytes));
    let is_encrypted = contains(bytes, b"/Encrypt");
    match loaded {
        Some(Ok(mut document)) => {
            // Documents that only forbid printing open with an empty password.
            if document.is_encrypted() && document.decrypt("").is_err() {
                return Err(ResumeError::Locked);
            }
            Ok(document)
        }
        _ if is_encrypted => Err(ResumeError::Locked),
        Some(Err(error)) => Err(ResumeError::Damaged(error.to_string())),
        None => Err(ResumeError::Damaged(
            "its parts do not fit together".to_owned(),
        )),
    }
}

struct TooLong;

/// The text of one page; `None` when neither reader understands it.
fn page_text(document: &Document, page: u32, cancel: &Cancel) -> Result<Option<String>, TooLong> {
    let mut written = Written {
        bytes: Vec::new(),
        too_long: false,
        cancel: cancel.clone(),
    };
    let laid_out = attempt(|| {
        let mut output = PlainTextOutput::new(&mut written as &mut dyn Write);
        output_doc_page(document, &mut output, page).is_ok()
    });
    if written.too_long {
        return Err(TooLong);
    }
    if laid_out == Some(true) {
        return Ok(Some(String::from_utf8_lossy(&written.bytes).into_owned()));
    }
    // The second reader knows less about layout and gives up less often.
    let plain = attempt(|| document.extract_text(&[page]).ok()).flatten();
    Ok(plain.filter(|text| text.chars().any(char::is_alphanumeric)))
}

/// Collects text up to the limit, and stops the reader when nobody waits any more.
struct Written {
    bytes: Vec<u8>,
    too_long: bool,
    cancel: Cancel,
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.too_long |= self.bytes.len() + bytes.len() > MAX_TEXT_BYTES;
        if self.too_long || self.cancel.is_cancelled() {
            return Err(io::Error::other("stopped"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
