//! Word documents (ECMA-376 part 1, `WordprocessingML`).

use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{MAX_TEXT_BYTES, ResumeError, ResumeKind, ResumeText, finish};

/// The largest XML part that is unpacked. Text is about a tenth of its XML.
const MAX_PART_BYTES: u64 = 64 * 1024 * 1024;
/// XML of Word shrinks 10 to 30 times; from this ratio on it is a bomb.
const MAX_RATIO: u64 = 250;
/// Small parts may have any ratio.
const RATIO_FLOOR: u64 = 4 * 1024 * 1024;
const MAX_ENTRIES: usize = 10_000;

pub(super) fn extract(bytes: &[u8]) -> Result<ResumeText, ResumeError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MAX_ENTRIES {
        return Err(ResumeError::Bomb);
    }
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| name.ok().map(Cow::into_owned))
        .collect();
    let parts = parts_in_order(&names);
    if parts.is_empty() {
        return Err(ResumeError::Unsupported(
            "a zip archive, not a Word document",
        ));
    }
    let mut text = String::new();
    for name in parts {
        read_part(&mut archive, name, &mut text)?;
        text.push('\n');
    }
    Ok(finish(&text, ResumeKind::Docx, None, 0))
}

/// Headers first: many people put their address there. Then the body, then the footers.
fn parts_in_order(names: &[String]) -> Vec<&str> {
    let numbered = |start: &str| {
        let mut found: Vec<&str> = names
            .iter()
            .map(String::as_str)
            .filter(|name| {
                name.strip_prefix("word/")
                    .and_then(|name| name.strip_prefix(start))
                    .and_then(|rest| rest.strip_suffix(".xml"))
                    .is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
            })
            .collect();
        found.sort_unstable();
        found
    };
    let body = numbered("document");
    if body.is_empty() {
        return body;
    }
    [numbered("header"), body, numbered("footer")].concat()
}

fn read_part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    text: &mut String,
) -> Result<(), ResumeError> {
    let part = archive.by_name(name).map_err(|error| damaged(&error))?;
    if part.encrypted() {
        return Err(ResumeError::Locked);
    }
    let packed = part.compressed_size().max(1);
    if part.size() > MAX_PART_BYTES || is_bomb(part.size(), packed) {
        return Err(ResumeError::Bomb);
    }
    // The declared size may be a lie, so the unpacked bytes are counted as well.
    let counted = Counted {
        inner: part,
        packed,
        unpacked: 0,
    };
    read_xml(Reader::from_reader(BufReader::new(counted)), text)
}

fn is_bomb(unpacked: u64, packed: u64) -> bool {
    unpacked > RATIO_FLOOR && unpacked / packed > MAX_RATIO
}

/// Stops unpacking at the limits.
struct Counted<R> {
    inner: R,
    packed: u64,
    unpacked: u64,
}

const BOMB_MARK: &str = "unpacks to an enormous size";

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.unpacked += length as u64;
        if self.unpacked > MAX_PART_BYTES || is_bomb(self.unpacked, self.packed) {
            return Err(std::io::Error::other(BOMB_MARK));
        }
        Ok(length)
    }
}

/// What the walk through the XML has to remember.
#[derive(Default)]
struct Walk {
    in_text: bool,
    /// Inside paragraph settings, where `tab` is a stop and not a character.
    settings: usize,
    /// Inside `Fallback`, which repeats a text box for old programs.
    repeats: usize,
}

fn read_xml<R: std::io::BufRead>(
    mut reader: Reader<R>,
    text: &mut String,
) -> Result<(), ResumeError> {
    let mut buffer = Vec::new();
    let mut walk = Walk::default();
    loop {
        buffer.clear();
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| match &error {
                quick_xml::Error::Io(io) if io.to_string() == BOMB_MARK => ResumeError::Bomb,
                other => ResumeError::Damaged(other.to_string()),
            })?;
        match event {
            Event::Start(tag) => walk.open(tag.local_name().as_ref(), text),
            Event::Empty(tag) => {
                walk.open(tag.local_name().as_ref(), text);
                walk.close(tag.local_name().as_ref(), text);
            }
            Event::End(tag) => walk.close(tag.local_name().as_ref(), text),
            Event::Text(content) if walk.shows() => text.push_str(&content.xml10_content()),
            Event::CData(content) if walk.shows() => text.push_str(&content.xml10_content()),
            Event::GeneralRef(reference) if walk.shows() => {
                if let Ok(Some(character)) = reference.resolve_char_ref() {
                    text.push(character);
                } else if let Some(known) = resolve_predefined_entity(reference.as_ref()) {
                    text.push_str(known);
                }
            }
            // Word writes none. Entities it could declare are never expanded.
            Event::DocType(_) => {
                return Err(ResumeError::Damaged(
                    "it declares a document type".to_owned(),
                ));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        if text.len() > MAX_TEXT_BYTES {
            return Err(ResumeError::TooLarge("over 5 MB of text"));
        }
    }
}

impl Walk {
    fn shows(&self) -> bool {
        self.in_text && self.repeats == 0
    }

    fn open(&mut self, name: &str, text: &mut String) {
        match name {
            "t" => self.in_text = true,
            "pPr" | "rPr" | "sectPr" => self.settings += 1,
            "Fallback" => self.repeats += 1,
            _ if self.settings > 0 || self.repeats > 0 => {}
            "tab" => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('-'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, text: &mut String) {
        match name {
            "t" => self.in_text = false,
            "pPr" | "rPr" | "sectPr" => self.settings = self.settings.saturating_sub(1),
            "Fallback" => self.repeats = self.repeats.saturating_sub(1),
            _ if self.repeats > 0 => {}
            "p" => text.push('\n'),
            // The cells of a row stand beside each other, each ended by its last paragraph.
            "tc" => replace_last(text, '\n', '\t'),
            "tr" => replace_last(text, '\t', '\n'),
            _ => {}
        }
    }
}

fn replace_last(text: &mut String, from: char, to: char) {
    if text.ends_with(from) {
        text.pop();
        text.push(to);
    }
}

fn damaged(error: &ZipError) -> ResumeError {
    match error {
        ZipError::InvalidPassword => ResumeError::Locked,
        other => ResumeError::Damaged(other.to_string()),
    }
}
