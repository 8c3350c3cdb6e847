//! Taking out of a loaded PDF what its text reader would trip over.
//!
//! The reader follows drawings inside drawings without looking whether they go in circles,
//! and reads pictures as if they were drawings. A circle would overflow the stack, which no
//! guard can catch.

use std::collections::{BTreeSet, HashMap};

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use super::ResumeError;
use super::inflate::{OverLimit, inflate, unpack_lzw};
use super::pdf_survey::{MAX_STREAM_BYTES, MAX_TOTAL_BYTES};

/// Drawings inside drawings deeper than this hold no text of a résumé.
const MAX_DEPTH: usize = 16;
/// Drawings drawn while one page is read.
const MAX_DRAWINGS: u64 = 20_000;
/// Brackets inside brackets; parsers of fonts recurse on them.
const MAX_BRACKETS: i64 = 2_000;
const MAX_PARENTS: usize = 64;

/// Empties pictures, circles and absurdly nested streams, and measures everything else.
pub(super) fn defuse(document: &mut Document) -> Result<(), ResumeError> {
    let mut unpacked = HashMap::new();
    let mut total = 0;
    let mut harmful = BTreeSet::new();
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else {
            continue;
        };
        if is_picture(document, &stream.dict) {
            harmful.insert(*id);
            continue;
        }
        let content = content_of(stream).map_err(|OverLimit| ResumeError::Bomb)?;
        total += content.len() as u64;
        if total > MAX_TOTAL_BYTES {
            return Err(ResumeError::Bomb);
        }
        if bracket_depth(&content) > MAX_BRACKETS {
            harmful.insert(*id);
        }
        let drawn = content.windows(2).filter(|two| two == b"Do").count() as u64;
        if drawn > 0 {
            unpacked.insert(*id, drawn);
        }
    }
    harmful.extend(endless_drawings(document, &unpacked));
    for id in harmful {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.dict.remove(b"Filter");
            stream.set_content(Vec::new());
        }
    }
    cut_parent_circles(document);
    Ok(())
}

fn is_picture(document: &Document, dictionary: &Dictionary) -> bool {
    dictionary
        .get(b"Subtype")
        .and_then(|subtype| document.dereference(subtype))
        .and_then(|(_, subtype)| subtype.as_name())
        .is_ok_and(|name| name == b"Image")
}

/// A stream unpacked as the PDF library would do it.
fn content_of(stream: &Stream) -> Result<Vec<u8>, OverLimit> {
    let parameters = stream
        .dict
        .get(b"DecodeParms")
        .and_then(Object::as_dict)
        .ok();
    let number = |key: &[u8]| {
        parameters.and_then(|dictionary| dictionary.get(key).and_then(Object::as_i64).ok())
    };
    if number(b"Columns") > Some(100_000)
        || number(b"Colors") > Some(64)
        || number(b"BitsPerComponent") > Some(64)
    {
        return Err(OverLimit);
    }
    let mut content = stream.content.clone();
    for filter in stream.filters().unwrap_or_default() {
        content = match filter {
            b"FlateDecode" => inflate(&content, MAX_STREAM_BYTES)?,
            b"LZWDecode" => unpack_lzw(
                &content,
                number(b"EarlyChange") != Some(0),
                MAX_STREAM_BYTES,
            )?,
            // Base 85 grows at most fourfold, and the file is at most 50 MB.
            b"ASCII85Decode" => {
                let mut alone = Dictionary::new();
                alone.set("Filter", Object::Name(b"ASCII85Decode".to_vec()));
                Stream::new(alone, content)
                    .decompressed_content()
                    .unwrap_or_default()
            }
            _ => return Ok(stream.content.clone()),
        };
    }
    Ok(content)
}

fn bracket_depth(content: &[u8]) -> i64 {
    let (mut depth, mut deepest) = (0_i64, 0_i64);
    for byte in content {
        match byte {
            b'[' | b'{' | b'(' | b'<' => depth += 1,
            b']' | b'}' | b')' | b'>' => depth = (depth - 1).max(0),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Drawings that draw themselves, directly or through others, or too many others.
fn endless_drawings(document: &Document, draws: &HashMap<ObjectId, u64>) -> BTreeSet<ObjectId> {
    let mut walk = Walk {
        document,
        draws,
        costs: HashMap::new(),
        endless: BTreeSet::new(),
    };
    for id in drawings_named_anywhere(document) {
        walk.cost(id, 0);
    }
    walk.endless
}

struct Walk<'a> {
    document: &'a Document,
    draws: &'a HashMap<ObjectId, u64>,
    /// `None` while a drawing is being walked: meeting it again is a circle.
    costs: HashMap<ObjectId, Option<u64>>,
    endless: BTreeSet<ObjectId>,
}

impl Walk<'_> {
    /// How many drawings are drawn when `id` is.
    fn cost(&mut self, id: ObjectId, depth: usize) -> u64 {
        match self.costs.get(&id) {
            Some(Some(cost)) => return *cost,
            Some(None) => {
                self.endless.insert(id);
                return 1;
            }
            None => {}
        }
        let Some(drawn) = self.draws.get(&id).copied() else {
            return 1;
        };
        let Some(inner) = self.own_drawings(id) else {
            // Without resources of its own it draws from its page, perhaps itself.
            self.endless.insert(id);
            return 1;
        };
        if depth >= MAX_DEPTH {
            self.endless.insert(id);
            return 1;
        }
        self.costs.insert(id, None);
        let dearest = inner
            .into_iter()
            .map(|inner| self.cost(inner, depth + 1))
            .max();
        let mut cost = drawn.saturating_mul(dearest.unwrap_or(0)).saturating_add(1);
        if cost > MAX_DRAWINGS {
            self.endless.insert(id);
            cost = 1;
        }
        self.costs.insert(id, Some(cost));
        cost
    }

    fn own_drawings(&self, id: ObjectId) -> Option<Vec<ObjectId>> {
        let stream = self
            .document
            .get_object(id)
            .and_then(Object::as_stream)
            .ok()?;
        let resources = stream
            .dict
            .get_deref(b"Resources", self.document)
            .ok()?
            .as_dict()
            .ok()?;
        Some(named_drawings(self.document, resources))
    }
}

fn named_drawings(document: &Document, resources: &Dictionary) -> Vec<ObjectId> {
    let named = resources
        .get_deref(b"XObject", document)
        .and_then(Object::as_dict);
    named
        .map(|named| {
            named
                .iter()
                .filter_map(|(_, target)| document.dereference(target).ok()?.0)
                .collect()
        })
        .unwrap_or_default()
}

/// Every stream that some dictionary of resources names.
fn drawings_named_anywhere(document: &Document) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<&Object> = document.objects.values().collect();
    while let Some(object) = waiting.pop() {
        let dictionary = match object {
            Object::Array(items) => {
                waiting.extend(items);
                continue;
            }
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        waiting.extend(dictionary.iter().map(|(_, value)| value));
        found.extend(named_drawings(document, dictionary));
    }
    found
}

/// The reader climbs from a page to its parents for what the page leaves out.
fn cut_parent_circles(document: &mut Document) {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    for page in pages {
        let mut current = page;
        let mut climbed = 0;
        while let Ok(parent) = document
            .get_dictionary(current)
            .and_then(|dictionary| dictionary.get(b"Parent"))
            .and_then(Object::as_reference)
        {
            climbed += 1;
            if climbed > MAX_PARENTS {
                if let Ok(dictionary) = document.get_dictionary_mut(current) {
                    dictionary.remove(b"Parent");
                }
                break;
            }
            current = parent;
        }
    }
}
