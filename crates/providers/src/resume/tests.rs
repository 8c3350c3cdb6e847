#![allow(clippy::unwrap_used, clippy::expect_used)]

mod docx;
mod pdf;

use std::time::Duration;

use super::{MAX_FILE_BYTES, MAX_TEXT_BYTES, ResumeError, ResumeKind, ResumeText};

/// Long enough for the slowest machine; no test waits for it.
const PATIENCE: Duration = Duration::from_mins(5);

fn extract(bytes: &[u8], name: &str) -> Result<ResumeText, ResumeError> {
    super::extract(bytes, name, PATIENCE)
}

#[test]
fn plain_text_is_read_in_every_usual_encoding() {
    let text = "Zoë Müller\r\n\r\n\r\n\tRust, SQL  \r\n";
    let wide: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    for bytes in [text.as_bytes().to_vec(), wide, windows] {
        let resume = extract(&bytes, "cv.txt").unwrap();
        assert_eq!(resume.text, "Zoë Müller\n\n\tRust, SQL");
        assert_eq!((resume.kind, resume.pages), (ResumeKind::Text, None));
        assert!(resume.has_text);
    }
    assert!(!extract(b" \n--\n", "cv.txt").unwrap().has_text);
}

#[test]
fn what_is_no_resume_is_refused_in_words() {
    for (bytes, name, word) in [
        (&b"\xD0\xCF\x11\xE0\xA1\xB1"[..], "cv.doc", "Word"),
        (b"{\\rtf1 Ana}", "cv.doc", "RTF"),
        (b"<html>Ana</html>", "cv.html", "web page"),
        (b"\x89PNG\r\n", "cv.pdf", "picture"),
        (b"A\0n\0a\0", "cv.txt", "text"),
    ] {
        let error = extract(bytes, name).unwrap_err();
        assert!(
            matches!(error, ResumeError::Unsupported(_)),
            "{name}: {error:?}"
        );
        assert!(error.to_string().contains(word), "{error}");
        assert_eq!(error.code(), "unsupported_file");
    }
    assert_eq!(extract(b"", "cv.pdf"), Err(ResumeError::Empty));
}

#[test]
fn sizes_are_limited() {
    let file = vec![b'x'; MAX_FILE_BYTES + 1];
    assert!(matches!(
        extract(&file, "cv.txt"),
        Err(ResumeError::TooLarge(_))
    ));
    let text = vec![b'x'; MAX_TEXT_BYTES + 1];
    assert!(matches!(
        extract(&text, "cv.txt"),
        Err(ResumeError::TooLarge(_))
    ));
}
