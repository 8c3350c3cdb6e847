//! A look at the raw bytes of a PDF before any library unpacks them.
//!
//! Object streams and cross-reference streams (ISO 32000-1 sections 7.5.7 and 7.5.8) are
//! unpacked while a document is loaded, so their size must be known before.

use super::ResumeError;
use super::guard::Cancel;
use super::inflate::nested_size;

/// One stream unpacked. A content stream of a résumé is below 1 MB.
pub(super) const MAX_STREAM_BYTES: u64 = 32 * 1024 * 1024;
/// All streams that are not pictures, unpacked.
pub(super) const MAX_TOTAL_BYTES: u64 = 128 * 1024 * 1024;
/// How far a dictionary reaches back from its `stream` keyword.
const MAX_DICTIONARY: usize = 64 * 1024;

/// Refuses a file whose streams unpack to more than the limits.
pub(super) fn survey(bytes: &[u8], cancel: &Cancel) -> Result<(), ResumeError> {
    let mut total = 0;
    let mut position = 0;
    let mut packs_objects = false;
    while let Some(keyword) = find(bytes, position, b"stream") {
        if cancel.is_cancelled() {
            return Err(ResumeError::TimedOut);
        }
        position = keyword + b"stream".len();
        let before = bytes
            .get(keyword.saturating_sub(3)..keyword)
            .unwrap_or_default();
        if before == b"end" {
            continue;
        }
        let data_start = match bytes.get(position..position + 2) {
            Some(b"\r\n") => position + 2,
            Some([b'\n' | b'\r', _]) => position + 1,
            _ => continue,
        };
        let dictionary = dictionary_before(bytes, keyword);
        let at_load = has(&dictionary, b"ObjStm") || has(&dictionary, b"XRef");
        packs_objects |= has(&dictionary, b"ObjStm");
        if at_load && (has(&dictionary, b"LZW") || has_huge_number(&dictionary)) {
            return Err(ResumeError::Bomb);
        }
        if has(&dictionary, b"/Image") && !at_load {
            // Pictures are dropped after loading without being unpacked.
            continue;
        }
        let data = bytes.get(data_start..).unwrap_or_default();
        total += nested_size(data, MAX_STREAM_BYTES).map_err(|_| ResumeError::Bomb)?;
        if total > MAX_TOTAL_BYTES {
            return Err(ResumeError::Bomb);
        }
    }
    // The size of encrypted object streams cannot be known before they are unpacked.
    let is_encrypted = find(bytes, 0, b"/Encrypt").is_some();
    if is_encrypted && packs_objects {
        Err(ResumeError::Locked)
    } else {
        Ok(())
    }
}

/// The text between the object's start and its stream, with `#xx` of names written out, so
/// that no name can hide.
fn dictionary_before(bytes: &[u8], keyword: usize) -> Vec<u8> {
    let window = bytes
        .get(keyword.saturating_sub(MAX_DICTIONARY)..keyword)
        .unwrap_or_default();
    let start = window
        .windows(4)
        .rposition(|four| four == b" obj")
        .map_or(0, |at| at + 4);
    let raw = window.get(start..).unwrap_or_default();
    let mut plain = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((first, tail)) = rest.split_first() {
        let escaped = (*first == b'#').then(|| tail.get(..2)).flatten();
        let byte = escaped
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = byte {
            plain.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            plain.push(*first);
            rest = tail;
        }
    }
    plain
}

/// Whether a number outside of strings is larger than any table of a 50 MB file.
fn has_huge_number(dictionary: &[u8]) -> bool {
    const LARGEST: u64 = 50_000_000;
    let mut strings = 0_usize;
    let mut number: Option<u64> = None;
    for byte in dictionary {
        match byte {
            b'(' | b'<' => strings += 1,
            b')' | b'>' => strings = strings.saturating_sub(1),
            b'0'..=b'9' => {
                let digit = u64::from(byte - b'0');
                number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
                // `<<` nests twice; a hexadecimal string inside of it makes three.
                if number > Some(LARGEST) && strings.is_multiple_of(2) {
                    return true;
                }
                continue;
            }
            _ => {}
        }
        number = None;
    }
    has_wide_rows(dictionary)
}

/// Whether a predictor asks for rows that no table has.
fn has_wide_rows(dictionary: &[u8]) -> bool {
    [
        (b"/Columns".as_slice(), 100_000),
        (b"/Colors", 64),
        (b"/BitsPerComponent", 64),
    ]
    .iter()
    .any(|(key, largest)| value_of(dictionary, key).is_some_and(|value| value > *largest))
}

fn value_of(dictionary: &[u8], key: &[u8]) -> Option<u64> {
    let at = find(dictionary, 0, key)? + key.len();
    let digits: String = dictionary
        .get(at..)?
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take_while(|byte| byte.is_ascii_digit())
        .map(|byte| char::from(*byte))
        .collect();
    digits.parse().ok()
}

fn has(haystack: &[u8], needle: &[u8]) -> bool {
    find(haystack, 0, needle).is_some()
}

fn find(haystack: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(haystack.get(from..)?, needle).map(|at| from + at)
}
