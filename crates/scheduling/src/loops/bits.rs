//! Sets of start times as words of 64 bits.

/// Words for so many bits, with one more, so that [`window`] may always read the next word.
pub(super) fn words_for(bits: usize) -> usize {
    bits.div_ceil(64) + 1
}

/// The 64 bits from `offset` on.
#[inline]
pub(super) fn window(words: &[u64], offset: usize) -> u64 {
    let (word, shift) = (offset / 64, offset % 64);
    let low = words.get(word).copied().unwrap_or(0) >> shift;
    if shift == 0 {
        low
    } else {
        low | (words.get(word + 1).copied().unwrap_or(0) << (64 - shift))
    }
}

/// Whether a bit is set.
#[inline]
pub(super) fn has(words: &[u64], bit: usize) -> bool {
    words[bit / 64] >> (bit % 64) & 1 == 1
}

/// Sets one bit.
pub(super) fn set(words: &mut [u64], bit: usize) {
    words[bit / 64] |= 1 << (bit % 64);
}

/// The bits of word `word` that lie in `from..to`.
#[inline]
fn mask(word: usize, from: usize, to: usize) -> u64 {
    let start = word * 64;
    let low = from.saturating_sub(start).min(64);
    let high = to.saturating_sub(start).min(64);
    let below = |n: usize| if n == 64 { u64::MAX } else { (1 << n) - 1 };
    below(high) & !below(low)
}

/// Clears the bits `from..to`.
#[inline]
pub(super) fn clear(words: &mut [u64], from: usize, to: usize) {
    if from >= to {
        return;
    }
    let (first, last) = (from / 64, (to - 1) / 64);
    for (k, word) in words[first..=last].iter_mut().enumerate() {
        *word &= !mask(first + k, from, to);
    }
}

/// The positions of the set bits, ascending.
#[inline]
pub(super) fn each(mut word: u64, mut act: impl FnMut(usize)) {
    while word != 0 {
        act(word.trailing_zeros() as usize);
        word &= word - 1;
    }
}
