//! Plain text in any usual encoding.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{MAX_TEXT_BYTES, ResumeError, ResumeKind, ResumeText, finish};

pub(super) fn extract(bytes: &[u8], file_name: &str) -> Result<ResumeText, ResumeError> {
    if let Some(kind) = other_kind(bytes, file_name) {
        return Err(ResumeError::Unsupported(kind));
    }
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(ResumeError::TooLarge("over 5 MB of text"));
    }
    let marked = Encoding::for_bom(bytes);
    if marked.is_none() && bytes.contains(&0) {
        return Err(ResumeError::Unsupported("not a text file"));
    }
    let text = match (marked, std::str::from_utf8(bytes)) {
        (Some((encoding, _)), _) => encoding.decode_with_bom_removal(bytes).0,
        (None, Ok(text)) => text.into(),
        (None, Err(_)) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    Ok(finish(&text, ResumeKind::Text, None, 0))
}

/// Kinds of files that people send and that are not plain text.
fn other_kind(bytes: &[u8], file_name: &str) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (
            b"\xD0\xCF\x11\xE0",
            "an old Word file, or a Word file with a password",
        ),
        (b"{\\rtf", "an RTF document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1F\x8B", "a compressed file"),
        (b"MZ", "a program"),
        (b"\x7FELF", "a program"),
    ];
    let by_content = MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, kind)| *kind);
    let extension = file_name
        .rsplit_once('.')
        .map(|(_, end)| end.to_lowercase());
    by_content.or(match extension.as_deref() {
        Some("html" | "htm") => Some("a web page"),
        Some("rtf") => Some("an RTF document"),
        _ => None,
    })
}
