//! Bytes of a file as UTF-8 text, in constant memory, with line numbers.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::detect::binary_kind;
use super::{FileError, FileNote};

const CHUNK: usize = 64 * 1024;
/// One NUL in this many bytes means that the file is not text. A stray one spoils its row.
const BYTES_PER_NUL: usize = 20;

/// What one pass over the file found out.
pub(super) struct Survey {
    encoding: &'static Encoding,
    bom_bytes: u64,
    damaged: bool,
    /// The size of the file.
    pub total_bytes: u64,
    /// The beginning of the text, decoded.
    pub sample: String,
}

/// How much of a file is looked at to show its beginning.
const BEGINNING: usize = 4 * CHUNK;

/// Reads the whole source once: a file that is not UTF-8 may show it in its last line.
pub(super) fn survey<R: Read + Seek>(source: &mut R) -> Result<Survey, FileError> {
    source.seek(SeekFrom::Start(0))?;
    let mut chunk = vec![0; CHUNK];
    let first_length = fill(source, &mut chunk)?;
    let first = chunk.get(..first_length).unwrap_or_default().to_vec();
    refuse_binary(&first)?;
    let mut total_bytes = first_length as u64;
    let mut count = Utf8Count::default();
    count.add(&first);
    loop {
        let length = fill(source, &mut chunk)?;
        if length == 0 {
            break;
        }
        total_bytes += length as u64;
        count.add(chunk.get(..length).unwrap_or_default());
    }
    Survey::of(&first, &count, total_bytes)
}

/// Looks at the beginning of a source alone, however long it is. `true` when there is more.
pub(super) fn survey_beginning<R: Read>(source: &mut R) -> Result<(Survey, bool), FileError> {
    let mut beginning = vec![0; BEGINNING];
    let length = fill(source, &mut beginning)?;
    beginning.truncate(length);
    refuse_binary(&beginning)?;
    let goes_on = length == BEGINNING && fill(source, &mut [0])? > 0;
    let mut count = Utf8Count::default();
    count.add(&beginning);
    if goes_on {
        // The last letter may be cut in two.
        count.carried.clear();
    }
    Ok((Survey::of(&beginning, &count, length as u64)?, goes_on))
}

fn refuse_binary(first: &[u8]) -> Result<(), FileError> {
    if let Some(kind) = binary_kind(first) {
        return Err(FileError::NotText(kind));
    }
    let wide = matches!(Encoding::for_bom(first), Some((encoding, _)) if is_wide(encoding));
    let nuls = memchr::memchr_iter(0, first).count();
    if !wide && nuls > 0 && nuls * BYTES_PER_NUL >= first.len() {
        return Err(FileError::NotText(
            "a binary file, or UTF-16 text without its mark",
        ));
    }
    Ok(())
}

fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

impl Survey {
    fn of(first: &[u8], count: &Utf8Count, total_bytes: u64) -> Result<Self, FileError> {
        let (encoding, bom_bytes) = match Encoding::for_bom(first) {
            Some((encoding, bom)) => (encoding, bom as u64),
            // A few broken bytes in a file full of UTF-8 letters are damage. Reading all of it
            // as windows-1252 would garble every name.
            None if count.is_valid() || count.letters > count.broken => (UTF_8, 0),
            None => (WINDOWS_1252, 0),
        };
        let damaged = encoding == UTF_8 && !count.is_valid();
        let skipped = usize::try_from(bom_bytes).unwrap_or_default();
        let (sample, _) =
            encoding.decode_without_bom_handling(first.get(skipped..).unwrap_or_default());
        if sample.trim().is_empty() && total_bytes <= CHUNK as u64 {
            return Err(FileError::Empty);
        }
        Ok(Self {
            encoding,
            bom_bytes,
            damaged,
            total_bytes,
            sample: sample.into_owned(),
        })
    }

    /// The encoding by its usual name.
    pub fn encoding_name(&self) -> &'static str {
        self.encoding.name()
    }

    /// What the recruiter should know about the encoding.
    pub fn note(&self) -> Option<FileNote> {
        let message = if self.damaged {
            "Some characters of the file are damaged. Rows that contain them are rejected."
        } else if self.encoding == WINDOWS_1252 {
            "The file is not UTF-8. It was read as windows-1252; check names with accents."
        } else if self.encoding == UTF_8 {
            return None;
        } else {
            "The file was read as UTF-16."
        };
        Some(FileNote {
            code: "encoding",
            message: message.to_owned(),
        })
    }

    /// The text of `source` from its beginning.
    pub fn into_text<R: Read + Seek + Send + 'static>(
        self,
        mut source: R,
    ) -> Result<TextReader, FileError> {
        source.seek(SeekFrom::Start(self.bom_bytes))?;
        Ok(TextReader::new(
            Box::new(source),
            self.encoding,
            self.bom_bytes,
        ))
    }
}

/// Reads until `buffer` is full or the source ends.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(length) => filled += length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Counts UTF-8 letters beyond ASCII, and bytes that are none, over chunks.
#[derive(Default)]
struct Utf8Count {
    carried: Vec<u8>,
    letters: u64,
    broken: u64,
}

impl Utf8Count {
    fn is_valid(&self) -> bool {
        self.broken == 0 && self.carried.is_empty()
    }

    fn add(&mut self, chunk: &[u8]) {
        let joined;
        let mut rest = if self.carried.is_empty() {
            chunk
        } else {
            joined = [self.carried.as_slice(), chunk].concat();
            joined.as_slice()
        };
        let mut carried = Vec::new();
        while !rest.is_empty() {
            let (valid, broken) = match std::str::from_utf8(rest) {
                Ok(_) => (rest.len(), 0),
                Err(error) => {
                    let valid = error.valid_up_to();
                    // No length: the chunk ends inside a letter, and the next one goes on.
                    let broken = error.error_len().unwrap_or_else(|| {
                        carried = rest.get(valid..).unwrap_or_default().to_vec();
                        carried.len()
                    });
                    (valid, broken)
                }
            };
            let letters = rest
                .iter()
                .take(valid)
                .filter(|byte| **byte >= 0xC0)
                .count();
            self.letters += letters as u64;
            self.broken += u64::from(broken > 0 && carried.is_empty());
            rest = rest.get(valid + broken..).unwrap_or_default();
        }
        self.carried = carried;
    }
}

/// Decoded text that is looked at with [`TextReader::buffer`] and taken with
/// [`TextReader::take`].
pub(super) struct TextReader {
    source: Box<dyn Read + Send>,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_range: std::ops::Range<usize>,
    source_ended: bool,
    text: Vec<u8>,
    text_range: std::ops::Range<usize>,
    text_ended: bool,
    bytes_read: u64,
    had_errors: bool,
    place: Place,
}

/// Where in the file the next character is.
struct Place {
    line: u64,
    after_return: bool,
}

impl TextReader {
    pub fn new(source: Box<dyn Read + Send>, encoding: &'static Encoding, skipped: u64) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: vec![0; CHUNK],
            raw_range: 0..0,
            source_ended: false,
            text: vec![0; CHUNK],
            text_range: 0..0,
            text_ended: false,
            bytes_read: skipped,
            had_errors: false,
            place: Place {
                line: 1,
                after_return: false,
            },
        }
    }

    /// Text in memory, for looking at the beginning of a file.
    pub fn of(text: &str) -> Self {
        Self::new(
            Box::new(io::Cursor::new(text.as_bytes().to_vec())),
            UTF_8,
            0,
        )
    }

    /// Bytes taken from the source so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Whether something could not be decoded so far; U+FFFD stands in its place.
    pub fn had_errors(&self) -> bool {
        self.had_errors
    }

    /// The line of the next character, counted from 1. `\n`, `\r\n` and `\r` end a line.
    pub fn line(&self) -> u64 {
        self.place.line
    }

    /// The text that comes next; empty at the end.
    pub fn buffer(&mut self) -> io::Result<&[u8]> {
        while self.text_range.is_empty() && !self.text_ended {
            if self.raw_range.is_empty() && !self.source_ended {
                let length = fill(&mut self.source, &mut self.raw)?;
                self.source_ended = length < self.raw.len();
                self.raw_range = 0..length;
                self.bytes_read += length as u64;
            }
            let raw = self.raw.get(self.raw_range.clone()).unwrap_or_default();
            let (result, read, written, replaced) =
                self.decoder
                    .decode_to_utf8(raw, &mut self.text, self.source_ended);
            self.raw_range.start += read;
            self.text_range = 0..written;
            self.had_errors |= replaced;
            self.text_ended = self.source_ended && result == CoderResult::InputEmpty;
        }
        Ok(self.text.get(self.text_range.clone()).unwrap_or_default())
    }

    /// The next byte, without taking it.
    pub fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.buffer()?.first().copied())
    }

    /// Takes `count` bytes of what [`TextReader::buffer`] showed.
    pub fn take(&mut self, count: usize) {
        let shown = self.text.get(self.text_range.clone()).unwrap_or_default();
        let taken = shown.get(..count).unwrap_or(shown);
        self.place.pass(taken);
        self.text_range.start += taken.len();
    }
}

impl Place {
    fn pass(&mut self, taken: &[u8]) {
        for at in memchr::memchr2_iter(b'\r', b'\n', taken) {
            let after_return = match at.checked_sub(1) {
                Some(before) => taken.get(before) == Some(&b'\r'),
                None => self.after_return,
            };
            let is_return = taken.get(at) == Some(&b'\r');
            self.line += u64::from(is_return || !after_return);
        }
        if let Some(last) = taken.last() {
            self.after_return = *last == b'\r';
        }
    }
}
