//! Busy times, interviews and buffers as sets of starts they forbid (FORMATS.md `slots_find`).

use chrono::{DateTime, Utc};

use crate::{
    attendee::{Attendee, BusyStatus, TentativePolicy},
    diary::Rule,
    slots::BlockerCode,
    span::Span,
    tick::{MINUTE, Tick},
};

/// A stretch that blocks, with the free time wanted between it and a meeting.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    /// The bare times.
    pub taken: Span<Tick>,
    pub code: BlockerCode,
    /// Wanted between the meeting's end and this, in microseconds.
    gap_before: i64,
    /// Wanted between this and the meeting's start, in microseconds.
    gap_after: i64,
}

impl Block {
    fn new(
        times: (DateTime<Utc>, DateTime<Utc>),
        code: BlockerCode,
        gap_before: i64,
        gap_after: i64,
    ) -> Self {
        Self {
            taken: Span::new(Tick::floor(times.0), Tick::ceil(times.1)),
            code,
            gap_before,
            gap_after,
        }
    }

    /// Every start this forbids to a meeting of that length, whether by overlap or by nearness:
    /// [`Block::before`], [`Block::bare`] and [`Block::after`] together.
    pub fn closed(&self, duration: i64) -> Span<Tick> {
        Span::new(
            self.taken
                .start
                .plus(-duration - self.gap_before)
                .just_after(),
            self.taken.end.plus(self.gap_after),
        )
    }

    /// The bare times with the free time wanted on both sides of them.
    pub fn with_gaps(&self) -> Span<Tick> {
        Span::new(
            self.taken.start.plus(-self.gap_before),
            self.taken.end.plus(self.gap_after),
        )
    }

    /// The starts that overlap: start - duration < s < end.
    fn bare(&self, duration: i64) -> Span<Tick> {
        Span::new(
            self.taken.start.plus(-duration).just_after(),
            self.taken.end,
        )
    }

    /// The starts before it that come too close: start - gap - duration < s <= start - duration.
    fn before(&self, duration: i64) -> Span<Tick> {
        let last = self.taken.start.plus(-duration);
        Span::new(last.plus(-self.gap_before).just_after(), last.just_after())
    }

    /// The starts after it that come too close.
    fn after(&self) -> Span<Tick> {
        Span::new(self.taken.end, self.taken.end.plus(self.gap_after))
    }
}

/// What of an attendee's calendar and interviews blocks.
pub(crate) fn blocks(attendee: &Attendee) -> impl Iterator<Item = Block> {
    let minutes = |count: u32| i64::from(count) * MINUTE;
    let before = minutes(attendee.buffer_before_minutes);
    let after = minutes(attendee.buffer_after_minutes);
    let items = attendee.busy.iter().filter_map(move |item| {
        let code = match (item.status, attendee.tentative) {
            (BusyStatus::Busy | BusyStatus::OutOfOffice, _) => BlockerCode::Busy,
            (BusyStatus::Tentative, TentativePolicy::Block) => BlockerCode::Tentative,
            (BusyStatus::Unknown, _) => BlockerCode::Unknown,
            (BusyStatus::Tentative, TentativePolicy::Allow) | (BusyStatus::Free, _) => return None,
        };
        Some(Block::new(
            (item.start, item.end),
            code,
            after + minutes(item.buffer_before_minutes),
            before + minutes(item.buffer_after_minutes),
        ))
    });
    // Between two interviews of one person the buffer applies once: the larger of its sides.
    let once = before.max(after);
    let interviews = attendee.booked.iter().map(move |interview| {
        Block::new(
            (interview.start, interview.end),
            BlockerCode::Busy,
            once,
            once,
        )
    });
    items.chain(interviews)
}

/// The rules `busy`, `tentative`, `unknown` and `buffer` for meetings of one length.
pub(crate) fn rules(attendee: &Attendee, duration: i64) -> Vec<Rule> {
    let blocks: Vec<Block> = blocks(attendee).collect();
    let bare = |code: BlockerCode| {
        let of_code = blocks.iter().filter(|block| block.code == code);
        Rule::new(code, of_code.map(|block| block.bare(duration)).collect())
    };
    vec![
        bare(BlockerCode::Busy),
        bare(BlockerCode::Tentative),
        bare(BlockerCode::Unknown),
        buffer(&blocks, duration),
    ]
}

/// The starts that keep clear of every bare time but come too close to one.
///
/// The last start before a block still is a buffer case, the very next instant is an overlap.
/// There is no earliest instant after that, so `until` gives the first whole minute.
fn buffer(blocks: &[Block], duration: i64) -> Rule {
    let mut starts = Vec::new();
    let mut runs = Vec::new();
    for block in blocks {
        let before = block.before(duration);
        if !before.is_empty() {
            let last = block.taken.start.plus(-duration);
            starts.push(before);
            runs.push(Span::new(before.start, last.next_minute()));
        }
        starts.push(block.after());
        runs.push(block.after());
    }
    Rule::with_runs(BlockerCode::Buffer, starts, runs)
}
