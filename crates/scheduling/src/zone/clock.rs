//! Reading wall times from the offsets in force around them.
//!
//! jiff can tell gaps and repeats too, but at the last change that a zone file spells out it looks
//! only at the rule for the years after: Nuuk, 2023-10-28 23:00, counts as repeated there although
//! the offset did not change. Here only the offset at an instant is taken from it.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::span::{Span, just_after, shifted};

/// No clock has ever been further from UTC; Manila's was 16 hours behind.
pub(super) const WIDEST_OFFSET: TimeDelta = TimeDelta::hours(26);

/// A stretch of time in which a zone's offset does not change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OffsetSpan {
    pub span: Span,
    /// What the zone's clock is ahead of UTC.
    pub offset: TimeDelta,
}

/// A zone's clock over some stretch of time.
pub(crate) struct Clock {
    stretches: Vec<OffsetSpan>,
}

/// How often the clock shows a wall time, and the instant it stands for.
#[derive(Clone, Copy)]
pub(super) enum Reading {
    Once(DateTime<Utc>),
    /// Twice, with the first.
    Twice(DateTime<Utc>),
    /// Never: the clock jumps over it.
    Never {
        /// What the offset before the gap gives.
        read: DateTime<Utc>,
        /// When the clock jumps.
        jump: DateTime<Utc>,
    },
}

impl Reading {
    pub fn instant(self) -> DateTime<Utc> {
        match self {
            Self::Once(instant) | Self::Twice(instant) | Self::Never { read: instant, .. } => {
                instant
            }
        }
    }

    /// The first instant at which the clock shows this wall time or a later one, looking past the
    /// gap that may hold it.
    pub fn reached(self) -> DateTime<Utc> {
        match self {
            Self::Once(instant) | Self::Twice(instant) | Self::Never { jump: instant, .. } => {
                instant
            }
        }
    }
}

impl Clock {
    pub(super) fn new(stretches: Vec<OffsetSpan>) -> Self {
        Self { stretches }
    }

    /// The time whose offsets are needed to read the wall times from `first` to `last`.
    pub(super) fn needs(first: NaiveDateTime, last: NaiveDateTime) -> Span {
        Span::new(
            shifted(first.and_utc(), -WIDEST_OFFSET),
            just_after(shifted(last.and_utc(), WIDEST_OFFSET)),
        )
    }

    pub(super) fn reading(&self, wall: NaiveDateTime) -> Reading {
        let as_utc = wall.and_utc();
        let mut shown = self.stretches.iter().filter_map(|stretch| {
            let instant = shifted(as_utc, -stretch.offset);
            (stretch.span.start <= instant && instant < stretch.span.end).then_some(instant)
        });
        match (shown.next(), shown.next()) {
            (Some(instant), None) => Reading::Once(instant),
            (Some(first), Some(_)) => Reading::Twice(first),
            (None, _) => {
                let passed =
                    |stretch: &&OffsetSpan| shifted(stretch.span.end, stretch.offset) <= as_utc;
                let before = self
                    .stretches
                    .iter()
                    .rfind(passed)
                    .or(self.stretches.first());
                let offset = before.map_or(TimeDelta::zero(), |stretch| stretch.offset);
                let read = shifted(as_utc, -offset);
                Reading::Never {
                    read,
                    jump: before.map_or(read, |stretch| stretch.span.end),
                }
            }
        }
    }
}
