//! Unpacking with a limit, in constant memory where only the size is wanted.

use std::io::{self, Read, Write};

use flate2::read::ZlibDecoder;

/// More than a limit allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OverLimit;

/// Filters nested deeper than this are no document.
const MAX_NESTING: usize = 4;

/// The size of zlib data unpacked, and of zlib data inside it, without keeping any of it.
/// Data that is not zlib counts 0; damaged data counts up to the damage.
pub(super) fn nested_size(data: &[u8], limit: u64) -> Result<u64, OverLimit> {
    measure(&mut io::Cursor::new(data), limit, MAX_NESTING)
}

fn measure(data: &mut dyn Read, limit: u64, nesting: usize) -> Result<u64, OverLimit> {
    let mut start = [0; 2];
    if data.read_exact(&mut start).is_err() || !is_zlib(start) {
        return Ok(0);
    }
    if nesting == 0 {
        return Err(OverLimit);
    }
    let whole = io::Cursor::new(start).chain(data);
    let mut unpacked = Counter {
        inner: ZlibDecoder::new(whole),
        count: 0,
        limit,
    };
    let inner = measure(&mut unpacked, limit, nesting - 1)?;
    let rest = io::copy(&mut unpacked, &mut io::sink());
    // A damaged stream ends with an error too: only the count tells the two apart.
    drop(rest);
    if unpacked.count > limit {
        Err(OverLimit)
    } else {
        Ok(unpacked.count.max(inner))
    }
}

/// The header of RFC 1950 section 2.2.
fn is_zlib([method, flags]: [u8; 2]) -> bool {
    method & 0x0F == 8 && (u16::from(method) << 8 | u16::from(flags)).is_multiple_of(31)
}

struct Counter<R> {
    inner: R,
    count: u64,
    limit: u64,
}

impl<R: Read> Read for Counter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.count > self.limit {
            return Err(io::Error::other("over the limit"));
        }
        let length = self.inner.read(buffer)?;
        self.count += length as u64;
        Ok(length)
    }
}

/// Unpacks zlib data; what damaged data gives before the damage is returned.
pub(super) fn inflate(data: &[u8], limit: u64) -> Result<Vec<u8>, OverLimit> {
    let mut unpacked = Vec::new();
    drop(
        ZlibDecoder::new(data)
            .take(limit + 1)
            .read_to_end(&mut unpacked),
    );
    if unpacked.is_empty() {
        // The PDF library falls back to raw deflate behind a broken header, so we do.
        let raw = flate2::read::DeflateDecoder::new(data.get(2..).unwrap_or_default());
        drop(raw.take(limit + 1).read_to_end(&mut unpacked));
    }
    if unpacked.len() as u64 > limit {
        Err(OverLimit)
    } else {
        Ok(unpacked)
    }
}

/// Unpacks LZW data as PDF 1.7 section 7.4.4 writes it.
pub(super) fn unpack_lzw(data: &[u8], early: bool, limit: u64) -> Result<Vec<u8>, OverLimit> {
    use weezl::{BitOrder, decode::Decoder};
    let mut decoder = if early {
        Decoder::with_tiff_size_switch(BitOrder::Msb, 8)
    } else {
        Decoder::new(BitOrder::Msb, 8)
    };
    let mut capped = Capped {
        bytes: Vec::new(),
        limit,
        over: false,
    };
    drop(decoder.into_stream(&mut capped).decode_all(data));
    if capped.over {
        Err(OverLimit)
    } else {
        Ok(capped.bytes)
    }
}

struct Capped {
    bytes: Vec<u8>,
    limit: u64,
    over: bool,
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.bytes.len() + bytes.len()) as u64 > self.limit {
            self.over = true;
            return Err(io::Error::other("over the limit"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
