//! Reading back what the engine wrote: marks become claims and kept placeholders.
//!
//! An inserted piece is `START id … END`, a kept placeholder is `KEPT id END`; ids are
//! hexadecimal in sixteen private signs, so that filters over whole blocks (`upper`, `trim`)
//! leave them alone.

use super::render::Claim;

const START: char = '\u{FDD0}';
const KEPT: char = '\u{FDD1}';
const END: char = '\u{FDD2}';
const DIGIT_ZERO: u32 = 0xFDE0;

/// The sources of one inserted piece: field and the value's own text.
pub(super) type Sources = Vec<(String, String)>;

/// A piece of text that came from fields.
pub(super) fn inserted(id: usize, text: &str) -> String {
    format!("{START}{}{END}{text}{START}{END}", digits(id))
}

/// The place of a placeholder that stays.
pub(super) fn kept(site: usize) -> String {
    format!("{KEPT}{}{END}", digits(site))
}

fn digits(mut number: usize) -> String {
    let mut out = Vec::new();
    loop {
        let nibble = u32::try_from(number & 0xF).unwrap_or_default();
        out.push(char::from_u32(DIGIT_ZERO + nibble).unwrap_or(END));
        number >>= 4;
        if number == 0 {
            return out.into_iter().rev().collect();
        }
    }
}

/// The finished text with its claims.
#[derive(Debug, Default)]
pub(super) struct Finished {
    pub text: String,
    pub claims: Vec<Claim>,
}

/// Takes the marks out. Marks that a filter tore apart are dropped with their claim.
pub(super) fn finish(marked: &str, pieces: &[Sources], placeholders: &[&str]) -> Finished {
    let mut done = Finished::default();
    let mut length = 0;
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    let mut chars = marked.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            START | KEPT => {
                let mut id: Option<usize> = None;
                while let Some(digit) = chars.peek().and_then(|next| digit_of(*next)) {
                    id = Some(id.unwrap_or_default() << 4 | digit);
                    chars.next();
                }
                chars.next_if_eq(&END);
                match (c, id) {
                    (KEPT, Some(site)) => {
                        let placeholder = placeholders.get(site).copied().unwrap_or_default();
                        done.text.push_str(placeholder);
                        length += placeholder.chars().count();
                    }
                    (START, Some(id)) => open.push((id, done.text.len(), length)),
                    (START, None) => {
                        if let Some((id, from_byte, from)) = open.pop() {
                            let piece = done.text.get(from_byte..).unwrap_or_default();
                            let sources = pieces.get(id).map(Vec::as_slice).unwrap_or_default();
                            done.claims.extend(claims_of(piece, from, sources));
                        }
                    }
                    _ => {}
                }
            }
            END => {}
            _ if digit_of(c).is_some() => {}
            _ => {
                done.text.push(c);
                length += 1;
            }
        }
    }
    done.claims
        .sort_by(|a, b| (a.start, a.end, &a.field).cmp(&(b.start, b.end, &b.field)));
    done
}

fn digit_of(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(DIGIT_ZERO)?)
        .ok()
        .filter(|digit| *digit < 16)
}

/// One claim for each source: where its value stands in the piece, or the whole piece when a
/// filter changed it.
fn claims_of<'a>(
    piece: &'a str,
    from: usize,
    sources: &'a [(String, String)],
) -> impl Iterator<Item = Claim> + 'a {
    let mut searched = 0;
    sources
        .iter()
        .filter(|_| !piece.is_empty())
        .map(move |(field, value)| {
            let rest = piece.get(searched..).unwrap_or_default();
            let found = if value.is_empty() {
                None
            } else {
                rest.find(value.as_str())
            };
            let (start, end) = if let Some(at) = found {
                let begin = searched + at;
                searched = begin + value.len();
                (begin, searched)
            } else {
                (0, piece.len())
            };
            let points = |bytes: usize| piece.get(..bytes).unwrap_or_default().chars().count();
            Claim {
                start: from + points(start),
                end: from + points(end),
                field: field.clone(),
            }
        })
}
