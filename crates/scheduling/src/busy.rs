//! Busy times, interviews and buffers as sets of starts they forbid (FORMATS.md `slots_find`).

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    attendee::{Attendee, BusyStatus, TentativePolicy},
    diary::Rule,
    slots::BlockerCode,
    span::{Span, just_after, next_minute, shifted},
};

/// A stretch that blocks, with the free time wanted between it and a meeting.
struct Block {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    code: BlockerCode,
    /// Wanted between the meeting's end and `start`.
    gap_before: TimeDelta,
    /// Wanted between `end` and the meeting's start.
    gap_after: TimeDelta,
}

/// The rules `busy`, `tentative`, `unknown` and `buffer` for meetings of one length.
pub(crate) fn rules(attendee: &Attendee, duration: TimeDelta) -> Vec<Rule> {
    let blocks = blocks(attendee);
    let bare = |code: BlockerCode| {
        // A start s meets the bare times when start - duration < s < end.
        let spans = blocks.iter().filter(|block| block.code == code);
        let spans = spans
            .map(|block| Span::new(just_after(shifted(block.start, -duration)), block.end))
            .collect();
        Rule::new(code, spans)
    };
    vec![
        bare(BlockerCode::Busy),
        bare(BlockerCode::Tentative),
        bare(BlockerCode::Unknown),
        buffer(&blocks, duration),
    ]
}

fn blocks(attendee: &Attendee) -> Vec<Block> {
    let minutes = |count: u32| TimeDelta::minutes(i64::from(count));
    let (before, after) = (
        attendee.buffer_before_minutes,
        attendee.buffer_after_minutes,
    );
    let items = attendee.busy.iter().filter_map(|item| {
        let code = match (item.status, attendee.tentative) {
            (BusyStatus::Busy | BusyStatus::OutOfOffice, _) => BlockerCode::Busy,
            (BusyStatus::Tentative, TentativePolicy::Block) => BlockerCode::Tentative,
            (BusyStatus::Unknown, _) => BlockerCode::Unknown,
            (BusyStatus::Tentative, TentativePolicy::Allow) | (BusyStatus::Free, _) => return None,
        };
        Some(Block {
            start: item.start,
            end: item.end,
            code,
            gap_before: minutes(after) + minutes(item.buffer_before_minutes),
            gap_after: minutes(before) + minutes(item.buffer_after_minutes),
        })
    });
    // Between two interviews of one person the buffer applies once: the larger of its sides.
    let once = minutes(before.max(after));
    let interviews = attendee.booked.iter().map(|interview| Block {
        start: interview.start,
        end: interview.end,
        code: BlockerCode::Busy,
        gap_before: once,
        gap_after: once,
    });
    items.chain(interviews).collect()
}

/// The starts that keep clear of every bare time but come too close to one.
///
/// Before a block they are (start - gap - duration, start - duration]: the last of them still is
/// a buffer case, the very next instant is an overlap. There is no earliest instant after that,
/// so `until` gives the first whole minute.
fn buffer(blocks: &[Block], duration: TimeDelta) -> Rule {
    let mut starts = Vec::new();
    let mut runs = Vec::new();
    for block in blocks {
        let last = shifted(block.start, -duration);
        let first = just_after(shifted(last, -block.gap_before));
        if first <= last {
            starts.push(Span::new(first, just_after(last)));
            runs.push(Span::new(first, next_minute(last)));
        }
        let after = Span::new(block.end, shifted(block.end, block.gap_after));
        starts.push(after);
        runs.push(after);
    }
    Rule::with_runs(BlockerCode::Buffer, starts, runs)
}
