//! A set of candidates of one block: how it is kept in the file and in memory.

/// Row numbers of one block.
pub(super) const BLOCK: usize = 1 << BLOCK_BITS;
/// The block of a row number is the number without its last bits.
pub(super) const BLOCK_BITS: u32 = 15;
const LIMBS: usize = BLOCK / 64;
const BYTES: usize = BLOCK / 8;
/// Above this a list of places takes more memory than a bit for each place.
const LONGEST_LIST: usize = BYTES / 2;

/// The block that a row number falls into.
pub(super) fn block_of(seq: i64) -> i64 {
    seq >> BLOCK_BITS
}

/// The place of a row number in its block.
pub(super) fn place_of(seq: i64) -> u16 {
    u16::try_from(seq & ((1 << BLOCK_BITS) - 1)).unwrap_or_default()
}

/// The row number at a place of a block.
pub(super) fn seq_of(block: i64, place: u16) -> i64 {
    (block << BLOCK_BITS) | i64::from(place)
}

/// One bit for each place of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits(Box<[u64; LIMBS]>);

impl Default for Bits {
    fn default() -> Self {
        Self(Box::new([0; LIMBS]))
    }
}

impl Bits {
    /// All places.
    pub fn all() -> Self {
        Self(Box::new([u64::MAX; LIMBS]))
    }

    pub fn insert(&mut self, place: u16) {
        if let Some(limb) = self.0.get_mut(usize::from(place) / 64) {
            *limb |= 1 << (place % 64);
        }
    }

    pub fn contains(&self, place: u16) -> bool {
        self.0
            .get(usize::from(place) / 64)
            .is_some_and(|limb| limb >> (place % 64) & 1 == 1)
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|limb| *limb == 0)
    }

    /// Adds all of `other`.
    pub fn add(&mut self, other: &Self) {
        for (limb, more) in self.0.iter_mut().zip(other.0.iter()) {
            *limb |= more;
        }
    }

    /// Keeps what `other` has as well.
    pub fn keep(&mut self, other: &Self) {
        for (limb, more) in self.0.iter_mut().zip(other.0.iter()) {
            *limb &= more;
        }
    }

    /// Takes all of `other` out.
    pub fn remove(&mut self, other: &Self) {
        for (limb, gone) in self.0.iter_mut().zip(other.0.iter()) {
            *limb &= !gone;
        }
    }

    /// The places in order.
    pub fn places(&self) -> impl Iterator<Item = u16> + '_ {
        (0u16..).zip(self.0.iter()).flat_map(|(at, limb)| {
            let mut rest = *limb;
            std::iter::from_fn(move || {
                let bit = u16::try_from(rest.trailing_zeros())
                    .ok()
                    .filter(|b| *b < 64)?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }

    fn count(&self) -> usize {
        self.0.iter().map(|limb| limb.count_ones() as usize).sum()
    }

    /// Adds a stored set. What is not a set of this block is left out.
    pub fn add_stored(&mut self, stored: &[u8]) {
        if stored.len() == BYTES {
            for (limb, bytes) in self.0.iter_mut().zip(stored.as_chunks::<8>().0) {
                *limb |= u64::from_le_bytes(*bytes);
            }
        } else {
            Steps::of(stored).for_each(|place| self.insert(place));
        }
    }
}

/// A set that is being changed: a sorted list while it is short.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// Few places, in order.
    Few(Vec<u16>),
    /// Many.
    Many(Bits),
}

impl Places {
    pub fn new() -> Self {
        Self::Few(Vec::new())
    }

    /// Reads a stored set. What is not a set of a block is left out.
    pub fn from_stored(stored: &[u8]) -> Self {
        if stored.len() == BYTES {
            let mut bits = Bits::default();
            bits.add_stored(stored);
            Self::Many(bits)
        } else {
            Self::Few(Steps::of(stored).collect())
        }
    }

    pub fn insert(&mut self, place: u16) {
        match self {
            Self::Many(bits) => bits.insert(place),
            Self::Few(list) => {
                match list.last() {
                    Some(highest) if *highest >= place => {
                        if let Err(at) = list.binary_search(&place) {
                            list.insert(at, place);
                        }
                    }
                    _ => list.push(place),
                }
                if list.len() > LONGEST_LIST {
                    let mut bits = Bits::default();
                    for place in list.iter() {
                        bits.insert(*place);
                    }
                    *self = Self::Many(bits);
                }
            }
        }
    }

    /// Takes places out and tells whether any was there.
    pub fn remove(&mut self, gone: &Bits) -> bool {
        let before = self.count();
        match self {
            Self::Few(list) => list.retain(|place| !gone.contains(*place)),
            Self::Many(bits) => bits.remove(gone),
        }
        self.count() != before
    }

    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    pub fn count(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(bits) => bits.count(),
        }
    }

    /// As it is kept in the file: the steps from one place to the next in as few bytes as they
    /// need (LEB128), or a bit for each place where that is shorter.
    pub fn stored(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = 0;
        let mut step_to = |place: u16| {
            let mut step = place - next;
            while step >= 0x80 {
                out.push(0x80 | u8::try_from(step & 0x7F).unwrap_or_default());
                step >>= 7;
            }
            out.push(u8::try_from(step).unwrap_or_default());
            next = place + 1;
        };
        match self {
            Self::Few(list) => list.iter().copied().for_each(&mut step_to),
            Self::Many(bits) => bits.places().for_each(&mut step_to),
        }
        if out.len() < BYTES {
            return out;
        }
        let mut bits = Bits::default();
        bits.add_places(self);
        bits.0.iter().flat_map(|limb| limb.to_le_bytes()).collect()
    }
}

impl Bits {
    fn add_places(&mut self, places: &Places) {
        match places {
            Places::Few(list) => {
                for place in list {
                    self.insert(*place);
                }
            }
            Places::Many(bits) => self.add(bits),
        }
    }
}

/// Reads stored steps back into places; ends at the first that leads out of the block.
struct Steps<'a> {
    stored: std::slice::Iter<'a, u8>,
    next: usize,
}

impl<'a> Steps<'a> {
    fn of(stored: &'a [u8]) -> Self {
        Self {
            stored: stored.iter(),
            next: 0,
        }
    }
}

impl Iterator for Steps<'_> {
    type Item = u16;

    fn next(&mut self) -> Option<u16> {
        let mut step = 0;
        for shift in [0, 7, 14] {
            let byte = *self.stored.next()?;
            step |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                let place = self.next + step;
                self.next = place + 1;
                return u16::try_from(place).ok().filter(|_| place < BLOCK);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(places: impl IntoIterator<Item = u16>) -> Places {
        let mut set = Places::new();
        places.into_iter().for_each(|place| set.insert(place));
        set
    }

    #[test]
    fn a_set_reads_back_as_it_was_stored() {
        let last = 32_767;
        for places in [
            vec![],
            vec![0],
            vec![last],
            vec![0, 1, 127, 128, 129, 16_383, 16_384, last],
            (0..=last).step_by(3).collect(),
            (0..=last).step_by(300).collect(),
            (0..=last).collect(),
        ] {
            let stored = set(places.clone()).stored();
            assert!(stored.len() <= BYTES, "{}", stored.len());
            let mut bits = Bits::default();
            bits.add_stored(&stored);
            assert_eq!(bits.places().collect::<Vec<_>>(), places);
            assert_eq!(Places::from_stored(&stored).stored(), stored);
        }
    }

    #[test]
    fn places_come_in_any_order_and_go_again() {
        let mut few = set([9, 3, 3, 7]);
        assert_eq!(few, Places::Few(vec![3, 7, 9]));
        let mut gone = Bits::default();
        gone.insert(7);
        assert!(few.remove(&gone) && !few.remove(&gone));
        let mut many = set((0..20_000).rev());
        assert!(matches!(many, Places::Many(_)) && many.count() == 20_000);
        assert!(many.remove(&gone) && many.count() == 19_999);
    }

    #[test]
    fn damaged_bytes_are_no_candidates_elsewhere() {
        for stored in [
            &[0xFF, 0xFF, 0xFF][..],
            &[0xFF, 0xFF, 0x7F],
            &[0x80],
            &[0xFE, 0xFF, 0x01, 1],
        ] {
            let mut bits = Bits::default();
            bits.add_stored(stored);
            assert!(bits.places().all(|place| usize::from(place) < BLOCK));
        }
    }

    #[test]
    fn a_row_number_is_a_block_and_a_place() {
        for seq in [1, 32_767, 32_768, 1_000_000, i64::from(u32::MAX)] {
            assert_eq!(seq_of(block_of(seq), place_of(seq)), seq);
        }
    }
}
